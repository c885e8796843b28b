"""What the program that exported a conversation knows of it: above the first turn, lines of a label and a value, in a
list, a quote or a box or bare, and lines that say that this was exported, from where and when."""

from __future__ import annotations

from typing import NamedTuple

from proofpress import urls
from proofpress.origins.chat_roles import is_product, names_product
from proofpress.origins.metadata import date_of
from proofpress.origins.speaker_lines import is_mark
from proofpress.regex import regex
from proofpress.words import chat

_BEFORE = regex(r"[ \t>]*+(?:[-*+][ \t]++)?")
_BREAK = regex(r"<br ?/?>$|\\$")
_TITLE = regex(r"#[ \t]+\S")
_SECTION = regex(r"#{2,6}[ \t](?P<said>[^\n]*)$")
_NOTHING = regex(r"(?:-{3,}|\*{3,}|_{3,}|\[!\w+\][-+]?|<!--(?:(?!-->)[^\n])*-->)?$")
_COMMENT = regex(r"<!--(?P<said>(?:(?!-->)[^\n])*+)-->$")
_SIGNS = r"(?:[^\w\s*`\[<>(（#|-]{1,4}[ \t]*)?"
_LABELLED = regex(
    rf"{_SIGNS}(?P<bold>\*\*|__)?{_SIGNS}(?P<label>[^\W\d][^\n*_:：>#`|<\[]{{0,23}}?)"
    r"(?(bold)(?:[ \t]*[:：](?:\*\*|__)|(?:\*\*|__)[ \t]*[:：])|[ \t]*[:：])[ \t]*(?P<value>[^\n]*)$"
)
_SEVERAL = regex(r"(?<![ \t])[ \t]++[|·•][ \t]++")
_AROUND = " \t*_()（）[]"
_ADDRESS = regex(r"https?://[^\s<>()\[\]`]+")
_ALONE = regex(r"<?https?://[^\s<>]+>?$|[\d\W]{8,40}$")
_KEYS = {
    "date": ("created", "created at", "date", "started", "创建时间", "创建日期", "对话时间", "开始时间"),
    "updated": ("updated", "updated at", "last updated", "更新时间", "更新日期"),
    "model": ("model", "模型", "模型名称"),
    "title": ("title", "标题"),
}
_NAMED = {label: key for key, labels in _KEYS.items() for label in labels}


class Head(NamedTuple):
    """Where it stands, in pieces between which the title is; what it says by the keys of a front matter; the address
    of the conversation; whether it names a chat product, and whether it says that this was exported."""

    spans: tuple[tuple[int, int], ...]
    values: dict[str, object]
    address: str
    product: bool
    certain: bool

    def without(self, text: str, end: int) -> str:
        """The text before `end` without the head."""
        made, at = "", 0
        for start, stop in self.spans:
            made += text[at:start]
            at = stop
        return made + text[at:end]


class _Said(NamedTuple):
    """What one line of a head says."""

    pairs: tuple[tuple[str, str], ...] = ()
    known: int = 0
    certain: bool = False


def head(text: str, limit: int | None = None) -> Head | None:
    """The head of a text whose first turn begins at `limit`; None where what stands there is no exporter's."""
    end = len(text) if limit is None else limit
    spans: list[tuple[int, int]] = []
    waiting: list[_Said] = []  # What the lines of this paragraph say.
    said: list[_Said] = []
    titled = False
    start = done = at = 0
    while at < end:
        stop = text.find("\n", at, end) + 1 or end
        line = text[at:stop].rstrip("\n")
        if is_mark(line):
            break
        if not titled and _TITLE.match(line):
            spans.append((start, at))
            titled, start = True, stop
        elif (one := _line(line)) is None:
            break
        else:
            waiting.append(one)
        at = stop
        if not line.strip(" \t>") or at >= end or _TITLE.match(line):
            said += waiting
            waiting, done = [], at
    spans.append((start, max(start, done)))
    if sum(one.known for one in said) + sum(one.certain for one in said) < 2:
        return None
    spans = [
        (start + len(piece) - len(piece.lstrip()), stop) for start, stop in spans if (piece := text[start:stop]).strip()
    ]
    whole = "\n".join(text[slice(*span)] for span in spans)
    url = _of_product(whole)
    return Head(
        tuple(spans), _values(said, url), url, bool(url) or names_product(whole), any(one.certain for one in said)
    )


def _line(line: str) -> _Said | None:
    """What a line of a head says; None for a line that is none of a head's."""
    before = _BEFORE.match(line)
    shown = _BREAK.sub("", line[before.end() if before else 0 :].rstrip()).rstrip()
    if comment := _COMMENT.match(shown):
        exported = chat.EXPORTED.regex.match(comment["said"].strip()) is not None
        return _Said((), int(exported), exported)
    if _NOTHING.match(shown):
        return _Said()
    if section := _SECTION.match(line):
        return _Said() if chat.SECTION.regex.match(section["said"].strip(_AROUND + "#")) else None
    if chat.EXPORTED.regex.match(shown.strip(_AROUND)) and not line.rstrip().endswith((".", "。")):
        return _Said((), 1, True)
    found = [_LABELLED.match(part) for part in _SEVERAL.split(shown.strip("*_") if shown.count("*") < 3 else shown)]
    pairs = tuple((one["label"].strip().lower(), one["value"]) for one in found if one is not None)
    if pairs and len(pairs) == len(found):
        known = [label for label, _ in pairs if chat.HEAD.regex.match(label)]
        certain = any("export" in label or "导出" in label for label in known) or any(
            _of_product(value) for _, value in pairs
        )
        return _Said(pairs, len(known), certain)
    return _Said() if _ALONE.match(shown) else None


def _of_product(text: str) -> str:
    """The first address in a text, where it is one at a chat product."""
    link = _ADDRESS.search(text)
    return link[0] if link and is_product("", "", urls.split(link[0]).netloc) else ""


def _values(said: list[_Said], url: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for label, value in (pair for one in said for pair in one.pairs):
        key, words = _NAMED.get(label, ""), value.strip(" \t`*_")
        if words and key and (key in ("model", "title") or date_of(words)):
            found.setdefault(key, words)
    return {"source_url": url, **found} if url else found
