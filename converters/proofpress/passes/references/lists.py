"""Bibliographies: right behind a heading or a label that names one, or numbered in brackets at the very end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofpress.evidence.citation import number_of
from proofpress.passes.references.parts import cut
from proofpress.passes.references.typed import counted_entries
from proofpress.regex import regex
from proofpress.tree import (
    Block,
    Break,
    Footnote,
    FootnoteReference,
    Heading,
    Inline,
    List,
    Paragraph,
    Strong,
    Text,
    cover,
    sliced,
    text_of,
)
from proofpress.words.references import BEFORE_ENTRIES, REFERENCES

_PUBLISHED = regex(r"(?:19|20)\d\d|https?://|\bdoi\b|\[[A-Z](?:/OL)?\]|\bet al\b|等[.．]|《", re.I)
_ENTRY = regex(r"^\s*[\[［【〔](\d{1,3})[\]］】〕][.．:：]?\s*")
_ALONE = regex(r"\s*[\[［【〔](\d{1,3})[\]］】〕]\s*")
_SPLIT = regex(r"(?:(?<=\s)|(?<=^)|(?<=[.。;；)）]))[\[［【〔](\d{1,3})[\]］】〕](?=\s*(?:\S|\Z))")


@dataclass(slots=True)
class Bibliography:
    """A bibliography: its entries by number, and which blocks of the document hold them."""

    entries: dict[int, Footnote]
    blocks: frozenset[int]
    heading: int
    numbered: bool
    """Whether the numbers are written out in brackets, not a list's own."""
    label: Paragraph | None = None
    """What stood before the first entry in the same paragraph, and stays."""
    short: bool = False
    """Whether nothing but citations of every entry shows that it is one."""


def bibliographies(blocks: tuple[Block, ...]) -> Iterator[Bibliography]:
    """The bibliographies, each right behind a heading, or a line in its place, that names it."""
    for index, node in enumerate(blocks):
        label = None
        entries: dict[int, Footnote] = {}
        held: set[int] = set()
        if isinstance(node, Paragraph) and (labelled := _labelled(node)) is not None:
            label, entries = labelled
            held.add(index)
        elif not names_references(node):
            continue
        numbered = True
        apart = False
        for at in range(index + 1, len(blocks)):
            if apart:
                apart = False
                continue
            found = list(_entries(blocks[at], entries)) or list(_apart(blocks[at : at + 2]))
            apart = bool(found) and _ALONE.fullmatch(text_of(blocks[at])) is not None
            if apart:
                held.add(at + 1)
            if not found:
                if isinstance(blocks[at], Heading) and not held and at == index + 1 and names_references(blocks[at]):
                    continue
                break
            numbered = numbered and not isinstance(blocks[at], List) or _bracketed(blocks[at])
            entries.update({int(note.label): note for note in found})
            held.add(at)
        if entries:
            yield Bibliography(entries, frozenset(held), index, numbered, label)
    yield from _trailing(blocks)


def _apart(pair: tuple[Block, ...]) -> Iterator[Footnote]:
    """An entry whose number is a paragraph of its own."""
    if len(pair) == 2 and isinstance(pair[0], Paragraph) and isinstance(pair[1], Paragraph):
        found = _ALONE.fullmatch(text_of(pair[0]))
        if found and not _ENTRY.match(text_of(pair[1])):
            yield Footnote(found[1], (pair[1],), span=cover(pair))


def _labelled(node: Paragraph) -> tuple[Paragraph, dict[int, Footnote]] | None:
    """A paragraph that names a bibliography and goes on with its entries, [1] [2] [3]: its label, and the entries."""
    text = text_of(node)
    found = BEFORE_ENTRIES.regex.match(text) if len(text) < 40_000 else None
    if found is None:
        return None
    head, rest = cut(node.children, found.end())
    notes = list(_from_paragraph(replace(node, children=tuple(rest)), 0))
    published = sum(bool(_PUBLISHED.search(text_of(note))) for note in notes)
    if (
        len(notes) < 2
        or [note.label for note in notes] != [str(number) for number in range(1, len(notes) + 1)]
        or 2 * published < len(notes)
    ):
        return None
    return replace(node, children=tuple(head)), {int(note.label): note for note in notes}


def _trailing(blocks: tuple[Block, ...]) -> Iterator[Bibliography]:
    """Entries in brackets at the very end, without a heading, numbered from one; one alone names a publication."""
    last = len(blocks)
    while last and isinstance(blocks[last - 1], Footnote):
        last -= 1
    first = last
    entries: dict[int, Footnote] = {}
    while first and isinstance(blocks[first - 1], Paragraph) and _ENTRY.match(text_of(blocks[first - 1])):
        first -= 1
    if first and names_references(blocks[first - 1]):
        return
    for at in range(first, last):
        entries.update({int(note.label): note for note in _entries(blocks[at], entries)})
    if not entries or min(entries) != 1 or len(entries) != max(entries):
        return
    if len(entries) > 1 or _PUBLISHED.search(text_of(entries[1])):
        yield Bibliography(entries, frozenset(range(first, last)), first, True, short=len(entries) < 3)


def names_references(node: Block) -> bool:
    """Whether a block is the heading, or a line in its place, of a bibliography."""
    if isinstance(node, Heading):
        return bool(REFERENCES.regex.match(text_of(node)))
    if isinstance(node, Paragraph):
        text = text_of(node).strip()
        whole = len(node.children) == 1 and isinstance(node.children[0], Strong)
        return len(text) < 30 and (whole or text.endswith((":", "："))) and bool(REFERENCES.regex.match(text))
    return False


def _bracketed(node: Block) -> bool:
    return isinstance(node, List) and all(_ENTRY.match(text_of(item)) for item in node.items)


def _entries(node: Block, before: dict[int, Footnote]) -> Iterator[Footnote]:
    """The entries in one block: `[n] …` paragraphs, several in one where line ends were lost, or list items."""
    if isinstance(node, Paragraph):
        yield from _from_paragraph(node, max(before, default=0))
    elif isinstance(node, List):
        start = node.start if node.start is not None else 1
        if _bracketed(node):
            for item in node.items:
                first = item.children[0]
                if isinstance(first, Paragraph):
                    yield from _from_paragraph(first, 0, rest=item.children[1:])
        elif node.ordered and start not in before:
            for number, item in enumerate(node.items, start):
                yield Footnote(str(number), item.children, span=item.span)
        else:
            yield from counted_entries(node, max(before, default=0))


def _from_paragraph(node: Paragraph, last: int, rest: tuple[Block, ...] = ()) -> Iterator[Footnote]:
    if not _ENTRY.match(text_of(node)):
        return
    parts: list[tuple[int, list[Inline]]] = []
    for child in node.children:
        if isinstance(child, Text):
            at = 0
            for match in _SPLIT.finditer(child.value):
                expected = parts[-1][0] + 1 if parts else None
                bare = child is node.children[-1] and not child.value[match.end() :].strip()
                if bare or expected is not None and int(match[1]) != expected:
                    continue
                if parts and at < match.start():
                    parts[-1][1].append(sliced(child, at, match.start()))
                parts.append((int(match[1]), []))
                at = match.end()
            if parts and at < len(child.value):
                parts[-1][1].append(sliced(child, at, len(child.value)))
        elif isinstance(child, FootnoteReference) and (number := number_of(child.label)) is not None and not parts:
            parts.append((number, []))
        elif parts:
            parts[-1][1].append(child)
    for number, content in parts:
        if any(not isinstance(part, Break) and text_of(part).strip() for part in content):
            yield Footnote(
                str(number),
                (
                    Paragraph(_stripped(content, last=number == parts[-1][0]), span=cover(content)),
                    *(rest if len(parts) == 1 else ()),
                ),
                span=node.span,
            )


def _stripped(content: list[Inline], *, last: bool) -> tuple[Inline, ...]:
    """An entry without the signs that part it from its number and, but for the last, from the entry behind it."""
    first, end = content[0], content[-1]
    if isinstance(first, Text):
        value = re.sub(r"^[\s.．:：]+", "", first.value)
        content = content[1:] if not value and len(content) > 1 else [replace(first, value=value), *content[1:]]
        end = content[-1]
    if not last and isinstance(end, Text) and end.value.rstrip().endswith((";", "；")):
        content[-1] = replace(end, value=end.value.rstrip()[:-1])
    return tuple(content)
