"""Characters that nobody sees and that break searching, copying and parsing: zero-width, direction marks, controls.

What joins or parts letters stays where the script needs it: joiners and direction marks beside Arabic, Hebrew, Indic
and other letters, and in emoji; the zero-width space between letters of scripts that write no blanks.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.regex import regex
from proofpress.source import Span

_UNSEEN = regex(
    r"(?P<colours>\x1b(?:\[[0-?]{0,40}[ -/]{0,4}[@-~]|\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\)))"
    "|[\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\u180e]+"
    "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
    "|(?P<kept>[\u200b-\u200f]+)"
)
_SCRIPT = regex(
    "[\u0590-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u18af\ufb1d-\ufeef\ufe0f\u2600-\u27bf\U0001f000-\U0001faff]"
)
_ANY = regex(
    "[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\u180e\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
COLOURS = ("codes that colour a terminal", "终端的颜色控制码")
CHARACTERS = ("invisible characters", "不可见字符")


def has_unseen(text: str) -> bool:
    """The first look: without one of these there is nothing to find."""
    return not text.isprintable() and _ANY.search(text) is not None


def unseen(text: str, around: str = "") -> Iterator[tuple[Span, tuple[str, str]]]:
    """What a text should not hold and its name in two languages. `around` is what stands about a text too short to
    tell."""
    for found in _UNSEEN.finditer(text):
        if found["kept"]:
            near = text[max(found.start() - 1, 0) : found.start()] + text[found.end() : found.end() + 1]
            if _SCRIPT.search(near or around):
                continue
        yield Span(*found.span()), COLOURS if found["colours"] else CHARACTERS


def without_unseen(text: str, around: str = "") -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text without them, and the names of what went, each once."""
    parts: list[str] = []
    names: dict[tuple[str, str], None] = {}
    at = 0
    for span, name in unseen(text, around):
        parts.append(text[at : span.start])
        names[name] = None
        at = span.end
    return "".join((*parts, text[at:])), tuple(names)
