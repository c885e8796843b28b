"""What stands behind a fence's marker: its language and options as the site's parser reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from proofpress.evidence import chinese
from proofpress.evidence.address import is_address
from proofpress.evidence.code import Coded, is_code
from proofpress.languages import is_known
from proofpress.markdown.dialect import CANONICAL, Dialect
from proofpress.regex import regex
from proofpress.words.controls import INTERFACE

InfoTrouble = Literal["", "refused", "unnamed", "plain"]


@dataclass(frozen=True, slots=True)
class Info:
    """`language` is the one that is meant, in lower case, "" where none is; `at` is its place in the text read, or -1.

    `trouble` says what the site makes of it: "refused", the fence is no fence and its marks are printed; "unnamed", a
    code block without that language; "plain", a code block and not what the custom fence of that name makes of one.
    """

    language: str = ""
    at: int = -1
    options: tuple[tuple[str, str], ...] = ()
    trouble: InfoTrouble = ""


_LANGUAGE = regex(r"[ \t]*\.?([\w#.+-]+)(?=[ \t]|$)")
_OPTION = regex(r"""[ \t]*([A-Za-z]\w*)(?:=(?:"([^"]*)"|'([^']*)'))?(?=[ \t]|$)""")
_WORD = regex(
    r"[ \t]*(?:lang(?:uage)?[=:][\"']?)?\.?([\w#+-]+(?:\.\w+)*)"
    r"(?=[\s:,{(|\[\"']|=(?:\d*+|\+)(?:[\s{]|$)|$)|[ \t]*([^\s{,]+)"
)
"""The first word of an info string, also right before HackMD's `=`, `=12` and `=+`, which number the lines."""
_NAME = regex(r"[A-Za-z][\w#+-]*")
_TITLE = regex(
    r"""\b(?:title|filename|file|path|caption)[=:][ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s{},"']+))"""
    r"""|\bname[=:][ \t]*["']?([\w./-]+\.[A-Za-z]\w*)"""
    r"""|^[ \t]*[:|][ \t]*([^\s:={}"']+\.\w+)(?=\s|$)|(?:^|[\s}])\[(?![\d\s,-]*\])([^\[\]\n]{1,80})\][ \t]*$"""
    r"""|^[ \t]*[A-Za-z][\w+#-]{0,12}:(?!//)([^\s:={}"']*\w\.[A-Za-z]\w{0,9})(?=\s|$)"""
)
_TAB = regex(r"""(?<!\S)tab=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s{},"']+))""")
_TOKEN = regex(r"""([^\s=,{}"']+)(?:=("[^"]*"|'[^']*'|[^\s,{}]*))?""")
_PIECE = regex(
    r"""\{[\d\s,;:-]*\}|"[^"]*"|'[^']*'|(?<!\S)/[^/\n]+/(?!\S)"""
    r"""|[^\s,={}"']+(?:=(?:"[^"]*"|'[^']*'|\{[^{}]*\}|\[[^\[\]\n]*\]|\w*\([^()]*\)|[^\s,{}]*))?"""
)
_NUMBERS = {"hl_lines": regex(r"\d+(?:-\d+)?(?:[ \t,]+\d+(?:-\d+)?)*$"), "linenums": regex(r"\d")}


def read(text: str, dialect: Dialect = CANONICAL) -> Info:
    """The info string of a fence; `text` is all that stands behind the marker."""
    made = _read(text, dialect)
    return replace(made, trouble="") if dialect.relaxed and made.trouble == "refused" else made


def _read(text: str, dialect: Dialect) -> Info:
    stripped = text.rstrip()
    if not stripped.strip():
        return Info()
    named = _LANGUAGE.match(stripped)
    at = named.end() if named else 0
    rest = stripped[at:].strip()
    language, place = (named[1].lower(), named.start(1)) if named else ("", -1)
    if rest.startswith("{"):
        if not rest.endswith("}") or language and not dialect.superfences:
            return _refused(text)
        return _braced(stripped, rest, language, place)
    options = options_of(stripped, at)
    if options is None:
        return _refused(text)
    refused = language not in dialect.validated and any(
        key not in dialect.fence_options or dialect.superfences and not _is_taken(key, value) for key, value in options
    )
    # SuperFences gives a custom fence options in braces alone, unless the site has a function for them.
    custom = named is not None and named[1] in dialect.custom_fences and language not in dialect.validated
    return Info(language, place, options, "refused" if refused else "plain" if custom and options else "")


def _is_taken(key: str, value: str) -> bool:
    """Whether an option without braces has a value that it may have."""
    return key not in _NUMBERS or _NUMBERS[key].match(value) is not None


def options_of(text: str, at: int = 0) -> tuple[tuple[str, str], ...] | None:
    """`name` and `name="value"` up to the end; None where something else stands there."""
    made: list[tuple[str, str]] = []
    while text[at:].strip():
        found = _OPTION.match(text, at)
        if found is None:
            return None
        made.append((found[1], found[2] or found[3] or ""))
        at = found.end()
    return tuple(made)


def _braced(text: str, braces: str, language: str, place: int) -> Info:
    """`{.python hl_lines="1"}`, or the same behind a language; a bare word in braces names nothing. Of several classes
    the first that is a language is meant (`{.sourceCode .php}`), and the site takes the first of all."""
    inner = text.index("{") + 1
    options: list[tuple[str, str]] = []
    bare: re.Match[str] | None = None
    classes: list[tuple[str, int]] = []
    for token in _TOKEN.finditer(text, inner, inner + len(braces) - 2):
        word = token[1]
        if token[2] is not None:
            options.append((word, token[2].strip("\"'")))
        elif word.startswith(".") and not language:
            classes.append((word[1:].rstrip(":;").lower(), token.start(1) + 1))
        elif not word.startswith((".", "#")) and bare is None and _NAME.fullmatch(word):
            bare = token
    if not language and not classes and bare is not None:
        return Info(bare[1].lower(), bare.start(1), tuple(options), "unnamed")
    if classes:
        told = [one for one in classes if one[0] not in _NO_LANGUAGE]
        language, place = ("", -1) if len(told) < len(classes) else classes[0]
        language, place = next((one for one in told if is_known(one[0])), (language, place))
        return Info(language, place, tuple(options), "" if place == classes[0][1] else "unnamed")
    return Info(language, place, tuple(options))


_NO_LANGUAGE = frozenset(("sourcecode", "numberlines", "input", "output", "brush"))
"""Classes of pandoc, notedown and a highlighter beside the one of a language."""


def _refused(text: str) -> Info:
    found = _WORD.match(text)
    group = 1 if found and found[1] else 2
    return Info(found[group].lower(), found.start(group), (), "refused") if found else Info(trouble="refused")


def title(text: str) -> str:
    """The title that an info string gives to a listing, in the forms of several generators; "" where there is none."""
    return _value(_TITLE.search(text))


_ATTRIBUTES = regex(
    r"[\w-]+[ \t]*=[ \t]*(?:\"[^\"]*\"|'[^']*'|[\w./-]+)(?:\s|$)"
    r"|[\w-]+=\[[\d\s,\"'-]*\](?:\s|$)|\{|[\d,-]+$|[\w./-]+$|:|\["
    r"|(?:[\w-]++[ \t]++){0,6}+[\w-]++=\{[^{}]*+\}"
)


_PATH = regex(r"(?:\d+:\d+:)?[\w@./-]*/[\w.-]*\.(?P<end>[A-Za-z]\w{0,9})")


def path(text: str) -> str:
    """The language by the ending of a path that is all of an info string, with the lines of it before it or not; "" for
    any other."""
    found = _PATH.fullmatch(text)
    return found["end"].lower() if found and is_known(found["end"].lower()) else ""


def is_listing(rest: str) -> bool:
    """Whether what stands behind the language of an info string is the first line of the code, and no options."""
    rest = rest.strip()
    return (
        not _ATTRIBUTES.match(rest)
        and not any(value for _, value in options_of(rest) or ())
        and is_code(rest, Coded.COMMENT)
    )


def listing_at(info: str) -> int:
    """Where in an info string the first line of the code begins; -1 where it holds none."""
    word, _, rest = info.strip().partition(" ")
    if not is_known(word) or not is_listing(rest.strip()):
        return -1
    return info.index(rest.strip(), info.index(word) + len(word))


def tab(text: str) -> str:
    """The label that an info string gives to one of several listings of which one is shown at a time; "" for none."""
    return _value(_TAB.search(text))


@dataclass(frozen=True, slots=True)
class Named:
    """What stands by its place behind a language, as Hexo reads it: the words of a title, an address, the words of the
    link to it; "" for each that is not there. `spans` are their offsets in the text read."""

    title: str = ""
    url: str = ""
    words: str = ""
    spans: tuple[tuple[int, int], ...] = ()


_PLACED = regex(r"""[^\s"'{}]*+(?:"[^"]*"|'[^']*'|\{[^{}]*\})\S*|\S+""")
_NO_NAME = regex(r"""[^"'{]*["'{]|[^=/]*=|[A-Za-z_]\w*:(?!//)|[\d,;:-]+$|/.+/$|\[|[^\s,]*,\S*[=,]""", re.S)
_FILE = regex(r"[\w@./+-]*\w\.[A-Za-z]\w{0,9}")


def named(text: str) -> Named:
    """The title, address and link that `text`, all behind the language, gives without a key: `Main.java https://…`,
    `安装依赖`, `src/main.ts twoslash`. Bare words that tools know (`live`, `no_run`) are no title."""
    if text[:1] in tuple(",{:"):
        found = re.search(r"(?:^|,)[ \t]*name=(?P<name>\"[^\"\n]+\"|[^\s,\"{}]+)", text)
        return Named(found["name"].strip('"'), spans=(found.span(),)) if found and text[0] == "," else Named()
    plain = [one for one in _PLACED.finditer(text) if not _NO_NAME.match(one[0])]
    at = next((place for place, one in enumerate(plain) if is_address(one[0])), len(plain))
    before, after = plain[:at], plain[at + 1 :]
    said = " ".join(one[0] for one in before)
    if INTERFACE.regex.fullmatch(said):
        return Named()
    if at == len(plain) and not chinese.has(said) and not (len(before) > 1 and said[0].isupper()):
        before = [one for one in before if _FILE.fullmatch(one[0])][:1]
        said = before[0][0] if before else ""
    return Named(
        said,
        plain[at][0] if at < len(plain) else "",
        " ".join(one[0] for one in after),
        tuple(one.span() for one in (*before, *plain[at:])),
    )


def _value(found: re.Match[str] | None) -> str:
    """What a pattern found in one of its forms."""
    return next((group for group in found.groups() if group), "").strip() if found else ""


def others(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where in an info string each option stands that is neither the language, a title nor a tab's label: `{1,3-5}`,
    `twoslash`, `startLine=3`. Linear in the text."""
    shown = [found.span() for found in (_TITLE.search(text), _TAB.search(text)) if found is not None]
    shown += named(text).spans if not title(text) else ()
    for piece in _PIECE.finditer(text):
        within = any(piece.start() < end and start < piece.end() for start, end in shown)
        if not within and piece[0].lower().lstrip(".=").rstrip(":;") != language.lower():
            yield piece.span()
