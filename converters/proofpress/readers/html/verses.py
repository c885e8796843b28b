"""Running text in a `<pre>`: a poem whose lines an editor keeps, or sentences that somebody set in it. Its lines, its
emphasis and its links are the author's, and a listing has room for the lines alone."""

from __future__ import annotations

import re

from proofpress.evidence import chinese
from proofpress.evidence.code import Coded, coded
from proofpress.evidence.prose import Prose, prose
from proofpress.readers.html.dom import Element
from proofpress.readers.html.languages import language
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import Block, Break, Inline, Paragraph, cover

_CALLED = regex(r"(?:^|[\s_-])(?:verse|poem|poetry|lyrics?|stanza)(?=$|[\s_-])")
_OF_CODE = frozenset(("code", "span", "pre", "table", "ol", "div", "samp", "kbd", "font"))
"""Elements that highlighters and editors put into a listing."""
_SET_APART = frozenset(("em", "strong", "b", "i", "u", "mark"))
_COLUMNS = regex(r"\S[ \t\xa0]{2,}+\S|^[ \t\xa0]{2}|\t")
_LINE_END = regex(r"\n|<br\b", re.I)
_FEWEST_LETTERS = 3
_SHARE = 2 / 3


def written(reader: Reader, element: Element) -> bool:
    """Write the lines of a `<pre>` as running text where it is that; False for a listing."""
    names = [one.name for one in element.all()]
    if "code" in names or language(element):
        return False
    if not _CALLED.search(element.attr("class")) and not _is_prose(element, names):
        return False
    reader.out.flush()
    reader.out.begin()
    reader.lines(element)
    for block in _joined(reader.out.end(), reader.page.source.root.text):
        reader.out.block(block)
    return True


def _joined(blocks: tuple[Block, ...], text: str) -> list[Block]:
    """The blocks with the lines of a stanza as one paragraph, a break behind each."""
    out: list[Block] = []
    stanza: list[Paragraph] = []
    for block in blocks:
        if stanza and not (isinstance(block, Paragraph) and _follows(stanza[-1], block, text)):
            out.append(_stanza(stanza))
            stanza = []
        if isinstance(block, Paragraph):
            stanza.append(block)
        else:
            out.append(block)
    return [*out, _stanza(stanza)] if stanza else out


def _stanza(lines: list[Paragraph]) -> Paragraph:
    children: list[Inline] = []
    for line in lines:
        if children:
            children.append(Break(span=Span(children[-1].span.end, children[-1].span.end)))
        children += line.children
    return Paragraph(tuple(children), span=cover(lines))


def _follows(line: Paragraph, after: Paragraph, text: str) -> bool:
    return len(_LINE_END.findall(text, line.span.end, after.span.start)) == 1


def _is_prose(element: Element, names: list[str]) -> bool:
    """Whether a `<pre>` has words set apart or linked among lines of prose, and nothing of a listing."""
    linked = any(one.attr("href") and not one.is_wordless for one in element.all("a"))
    if not (linked or not _SET_APART.isdisjoint(names)) or not _OF_CODE.isdisjoint(names):
        return False
    lines = [line for line in "".join(element.chars()).split("\n") if line.strip()]
    if any(_COLUMNS.search(line) or coded(line.strip()) not in _NO_CODE for line in lines):
        return False
    return sum(map(_reads, lines)) >= _SHARE * len(lines)


_NO_CODE = (Coded.PROSE, Coded.WEAK)


def _reads(line: str) -> bool:
    """Whether a line is words for a reader."""
    return chinese.letters(line) >= _FEWEST_LETTERS or prose(line) >= Prose.PHRASE
