"""BibTeX as programs and people write it: each entry by itself, so that a broken one costs no other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise

from proofpress.evidence import chinese
from proofpress.readers.bibliography.entry import OTHERS, Entry, Name
from proofpress.regex import regex

_START = regex(r"^[ \t]*@(?P<kind>\w+)[ \t]*[{(]", re.M)
_KEY = regex(r"\s*(?P<key>[^\s,{}()=\"]+)\s*,")
_FIELD = regex(r"[\s,]*+(?P<name>[A-Za-z][\w:.+-]*+)\s*+=\s*+")
_PART = regex(r"\s*(?:(?P<word>[\w.+:/-]+)|(?P<open>[{\"]))")
_SIGN = regex(r"\\.|[{}\"]", re.S)
_JOIN = regex(r"\s*#")
_SIGNS = "`'^\"~=.uvHckrdb"
_MARKS = "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0328\u030a\u0323\u0331"
_ACCENTS = dict(zip(_SIGNS, _MARKS, strict=True))
_LETTERS = {"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł"}
_LETTERS |= {"L": "Ł", "i": "ı", "j": "ȷ", "textendash": "–", "textemdash": "—", "textbackslash": "\\", "ldots": "…"}
_ACCENT = regex(r"\\(?:(?P<sign>[`'^\"~=.])\s*|(?P<name>[uvHckrdb])(?:\s+|(?=\{)))\{?\\?(?P<letter>[A-Za-z])\}?")
_COMMAND = regex(r"\\(?P<name>[A-Za-z]+)(?:\s+|\{\})?")
_ESCAPED = regex(r"\\([&%$#_{}])")
_FORMULA = regex(r"(\$[^$]+\$)")
_CONTAINERS = ("journal", "journaltitle", "booktitle", "school", "institution", "howpublished")


def read(text: str) -> Mapping[str, Entry]:
    """The entries by key; the first of two with one key counts."""
    strings: dict[str, str] = {}
    found: dict[str, Entry] = {}
    starts = [*_START.finditer(text), None]
    for start, following in pairwise(starts):
        assert start is not None
        end = following.start() if following else len(text)
        kind, body = start["kind"].lower(), text[start.end() : end]
        if kind == "string":
            strings |= dict(_fields(body, 0, strings))
        elif kind not in ("comment", "preamble") and (key := _KEY.match(body)):
            fields = dict(_fields(body, key.end(), strings))
            found.setdefault(key["key"], entry(key["key"], kind, fields))
    return found


def _fields(body: str, at: int, strings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The fields of one entry, as they are written."""
    while field := _FIELD.match(body, at):
        parts: list[str] = []
        at = field.end()
        while part := _PART.match(body, at):
            at = part.end()
            if part["word"]:
                parts.append(strings.get(part["word"].lower(), part["word"]))
            else:
                end = _closing(body, at, part["open"])
                parts.append(body[at : end - 1])
                at = end
            if (join := _JOIN.match(body, at)) is None:
                break
            at = join.end()
        yield field["name"].lower(), " ".join("".join(parts).split())


def _closing(body: str, at: int, opened: str) -> int:
    """Behind the sign that closes a value; the end where none does."""
    depth = 0
    for sign in _SIGN.finditer(body, at):
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}" and depth:
            depth -= 1
        elif sign[0] == ("}" if opened == "{" else '"') and not depth:
            return sign.end()
    return len(body) + 1


def entry(key: str, kind: str, fields: Mapping[str, str]) -> Entry:
    """A work of these fields, as BibTeX names and writes them."""

    def said(*names: str) -> str:
        return next((plain(fields[name]) for name in names if fields.get(name)), "")

    year = re.search(r"\d{4}", said("year", "date"))
    names = (_name(one) for one in _split(fields.get("author") or fields.get("editor") or ""))
    archive = fields.get("eprint", "") if fields.get("archiveprefix", "").lower() in ("arxiv", "") else ""
    url = fields.get("url", "") or (f"https://arxiv.org/abs/{archive}" if re.match(r"\d{4}\.", archive) else "")
    return Entry(
        key,
        kind,
        said("title"),
        tuple(name for name in names if name.family),
        year[0] if year else said("year"),
        re.sub(r"^\\url\{(.*)\}$", r"\1", said(*_CONTAINERS)),
        said("volume"),
        said("number", "issue"),
        said("pages").replace("--", "–"),
        said("publisher"),
        fields.get("doi", "").replace("\\_", "_"),
        url.replace("\\", ""),
    )


def _split(names: str) -> Iterator[str]:
    """Names between the `and`s that stand outside of braces."""
    depth, last = 0, 0
    for sign in re.finditer(r"[{}]|\sand\s", names):
        if sign[0] in "{}":
            depth += 1 if sign[0] == "{" else -1
        elif depth <= 0:
            yield names[last : sign.start()]
            last = sign.end()
    yield names[last:]


def _name(written: str) -> Name:
    """`Last, First`, `First von Last`, or a body in braces."""
    written = written.strip()
    if written.startswith("{") and written.endswith("}") and "}" not in written[:-1]:
        return Name(plain(written))
    parts = [plain(part) for part in written.split(",")]
    if len(parts) > 1:
        return Name(parts[0], parts[-1])
    if written.lower() == "others":
        return OTHERS
    if chinese.has(parts[0]):
        return Name("".join(parts[0].split()))
    words = parts[0].split()
    first = next((at for at, word in enumerate(words[:-1]) if word[:1].islower()), len(words) - 1)
    return Name(" ".join(words[first:]), " ".join(words[:first])) if words else Name("")


def plain(text: str) -> str:
    """TeX's text as Unicode; formulas stay as they are."""
    return " ".join("".join(part if at % 2 else _plain(part) for at, part in enumerate(_FORMULA.split(text))).split())


def _plain(text: str) -> str:
    text = _ESCAPED.sub(lambda found: found[1] if found[1] not in "{}" else "", text)
    text = _ACCENT.sub(_accented, text)
    text = _COMMAND.sub(lambda found: _LETTERS.get(found["name"], ""), text)
    text = text.replace("---", "—").replace("--", "–").replace("~", " ")
    return re.sub(r"[{}]", "", text).replace("\\", "")


def _accented(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", found["letter"] + _ACCENTS[found["sign"] or found["name"]])
