"""How long an article takes to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from proofpress.engines.linear import of_tex
from proofpress.evidence import chinese
from proofpress.evidence.citation import is_named
from proofpress.readers.markdown.phrase import phrase
from proofpress.regex import regex
from proofpress.tree import (
    AnyNode,
    Break,
    Code,
    Document,
    FootnoteReference,
    Image,
    InlineCode,
    InlineMath,
    Math,
    Table,
    Text,
    walk,
)

_CJK = regex(f"[{chinese.LETTERS}]")
_WORD = regex(rf"[^\W\d_{chinese.LETTERS}]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
# Behind a sign of Chinese, and before it, no blank is written.
_CJK_BLANK = regex(rf"(?<=[\u3000-\u303f\uff00-\uffef…]) (?=[{chinese.WIDE}])|(?<=[，。！？；：、）》」』】]) ")
# And none before the end of a sentence, where a mark or a formula stood.
_STRAY = regex(r" (?=[，。！？；：、）》]|[,.](?:\s|$))")

_LETTER = rf"(?:[^\W{chinese.LETTERS}]|-)"
_WORD_CHAR = regex(_LETTER)
# The beginning of a word at an end; a word of a line's length is cut.
_BROKEN = regex("(?<!" + _LETTER + ")" + _LETTER + r"{1,40}\Z")

CHARACTERS_A_MINUTE = 260
"""Chinese, silently: 255 ± 29 characters (Trauzettel-Klosinski et al., Invest. Ophthalmol. Vis. Sci. 53, 2012,
IReST)."""
WORDS_A_MINUTE = 228
"""English, silently (the same study)."""
SECONDS_A_FORMULA, SECONDS_A_CODE_LINE, SECONDS_AN_IMAGE = 4, 2, 8


@dataclass(frozen=True, slots=True)
class Reading:
    """`words` counts a CJK character or a word of another script as one; `minutes` is at least 1."""

    words: int
    minutes: int


def reading(document: Document) -> Reading:
    """Prose by the speed of its script, and some time for each display formula, line of code and picture."""
    characters = words = 0
    seconds = 0.0
    for node in walk(document):
        match node:
            case Text() | InlineCode():
                characters += len(_CJK.findall(node.value))
                words += len(_WORD.findall(node.value))
            case InlineMath():
                words += 1
            case Math():
                seconds += SECONDS_A_FORMULA
            case Code():
                seconds += SECONDS_A_CODE_LINE * (node.value.count("\n") + 1)
            case Image():
                seconds += SECONDS_AN_IMAGE
            case Table():
                seconds += len(node.rows)
            case _:
                pass
    minutes = characters / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE + seconds / 60
    return Reading(characters + words, max(1, ceil(minutes - 0.25)))


def prose(nodes: Iterable[AnyNode], limit: int = 10**9) -> str:
    """The text of blocks as one line, formulas as plain text, without notes; at most `limit` characters."""
    parts: list[str] = []
    length = 0
    for top in nodes:
        for node in walk(top):
            if isinstance(node, Text | InlineCode | InlineMath | Math):
                parts.append(_said(node.value) if isinstance(node, InlineMath | Math) else node.value)
                length += len(parts[-1])
            elif isinstance(node, FootnoteReference) and is_named("".join(parts[-3:])):
                parts.append(" …")
            elif isinstance(node, Break):
                parts.append(" ")
        parts.append("\n")
        if length >= limit:
            break
    return shortened(in_line("".join(parts)), limit)


def plainly(line: str) -> str:
    """A title of front matter as text: formulas in Unicode where they can be said so, no signs of Markdown."""
    nodes = (node for top in phrase(line) for node in walk(top) if isinstance(node, Text | InlineCode | InlineMath))
    return "".join(of_tex(node.value) if isinstance(node, InlineMath) else node.value for node in nodes)


def in_line(text: str) -> str:
    """A text in one line, without the blanks that ends of lines, marks and formulas leave where none is written."""
    return _STRAY.sub("", _CJK_BLANK.sub("", " ".join(text.split())))


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters of a line, cut between words."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    if _WORD_CHAR.match(text[limit - 1]) and (found := _BROKEN.search(cut)):
        cut = cut[: found.start()] or cut
    return cut.rstrip(" ,;:，；：、(（") + "…"


def _said(tex: str) -> str:
    """A formula in running text: what has no words in a line is only said to be there."""
    said = of_tex(tex)
    return "…" if said == tex and "\\" in tex else said
