"""What stands in a sentence by its attributes alone, for its words are put there by a program: a sign, a person, a day,
a state. It is written, or named in the ledger."""

from __future__ import annotations

import re

from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.source import Piece

_CALLED = regex(r"(?:^|[-_:\s])(?:mention|emoji|emoticon|date|user|person|people|status)(?:$|[-_:\s])", re.I)
_PERSON = regex(r"(?:^|[-_:\s])(?:mention|user|person|people)(?:$|[-_:\s])", re.I)
_SIGN = regex(r"[^\x00-\x7f\w]{1,12}")
_SIGNS = ("ac:emoji-fallback", "data-emoji-fallback", "data-emoji", "emoji", "data-char", "data-unicode")
_NAMES = (
    *("data-label", "label", "data-name", "data-text", "text", "data-value", "data-user-name", "data-username"),
    "ri:username",
)
_DAYS = ("datetime", "data-date", "data-datetime", "date")
_DAY = regex(r"\d{4}-\d\d-\d\d(?:[T ][\d:.+Z-]{4,20})?")
_LONGEST = 60
_BY_NAME = {
    "smile": "🙂",
    "sad": "🙁",
    "cheeky": "😛",
    "laugh": "😀",
    "wink": "😉",
    "thumbs-up": "👍",
    "thumbs-down": "👎",
    "information": "ℹ️",
    "tick": "✅",
    "cross": "❌",
    "warning": "⚠️",
    "plus": "➕",
    "minus": "➖",
    "question": "❓",
    "light-on": "💡",
    "heart": "❤️",
    "broken-heart": "💔",
    "yellow-star": "⭐",
}
"""The signs that Confluence knew by names before it had emoji."""


def sign(element: Element) -> str:
    """The sign that an element is drawn as, by its attributes; "" for none."""
    return next((said for key in _SIGNS if _SIGN.fullmatch(said := element.attr(key).strip())), "")


def silent(reader: Reader, element: Element) -> bool:
    """Write what an element without words is called a mention, a sign, a day or a state of; False for any other."""
    if element.contents or not element.attrs:
        return False
    called = f"{element.name} {element.attr('class')} {element.attr('data-type')} {element.attr('data-mention-type')}"
    if not _CALLED.search(called):
        return False
    said = sign(element) or next((day for key in _DAYS if _DAY.fullmatch(day := element.attr(key).strip())), "")
    if not said and (name := next((name for key in _NAMES if (name := " ".join(element.attr(key).split()))), "")):
        mark = element.attr("data-denotation-char") or "@"
        said = f"{mark}{name}" if _PERSON.search(called) and not name.startswith(mark) else name
    if said and len(said) <= _LONGEST:
        reader.out.text((Piece(said, element.start, element.end),))
        return True
    if any(any(map(str.isalnum, element.attr(key))) for key in element.attrs if key not in ("class", "style")):
        reader.leave_out(element, "a sign, a person or a day known to programs alone", "仅程序可知的表情、人员或日期")
    return True


def emoticon(reader: Reader, element: Element) -> None:
    """An `ac:emoticon`: its sign, else its name between colons."""
    names = (" ".join(element.attr(key).split()).strip(":") for key in ("ac:emoji-shortname", "ac:name"))
    name = next(filter(None, names), "")
    said = sign(element) or _BY_NAME.get(element.attr("ac:name"), f":{name}:" if name else "")
    if said:
        reader.out.text((Piece(said, element.start, element.end),))
