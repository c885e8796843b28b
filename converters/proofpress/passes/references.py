"""Citations and the list that they cite become notes: `[1]`, `[1,2]`, `[1-3]`, `［1］`, superscripts, `[^1]`.

Nothing is a citation but by its entry: the text is read only where the document holds a bibliography, numbered by hand or as
a list, under a heading that names it. The numbers stay the author's. Where several lists claim the same numbers, the one
that answers the most citations is the document's, the last of equals; the others stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import each_run, nested
from proofpress.source import Span
from proofpress.tree import (
    Block,
    Break,
    Document,
    Footnote,
    FootnoteReference,
    Heading,
    Inline,
    Link,
    List,
    Paragraph,
    Strong,
    Tagged,
    Text,
    text_of,
    walk,
)

_NAME = re.compile(
    r"^\W*(?:(?:第?[\d一二三四五六七八九十]+[.、．章节]?)+\s*)?(?:主要)?(?:参考(?:文献|资料|书目|来源|链接)|引用文献|引用来源|引文|文献(?:列表|引用)?|资料来源|参考|"
    r"references?(?: list)?|bibliography|works cited|literature(?: cited)?|citations|sources|notes and references)\W*$",
    re.I,
)
_LABELLED = re.compile(
    r"^\W*(?:主要)?(?:参考(?:文献|资料|书目|来源)?|引用文献|引文|文献|资料来源|来源|references?|bibliography|works cited|sources|citations)(?:\W{0,3}[:：]\W{0,3}|(?<=文献|资料)\s*|(?<=erences)\s*)(?=[\[［【〔]1[\]］】〕])", re.I
)
_PUBLISHED = re.compile(r"(?:19|20)\d\d|https?://|\bdoi\b|\[[A-Z](?:/OL)?\]|\bet al\b|等[.．]|《", re.I)
_ENTRY = re.compile(r"^\s*[\[［【〔](\d{1,3})[\]］】〕][.．:：]?\s*")
_SPLIT = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[.。;；)）]))[\[［【〔](\d{1,3})[\]］】〕](?=\s*\S)")
_MARK = re.compile(r"[\[［【〔]\s*(\^?\d{1,3}(?:\s*(?:[,，、;；]|[-–—~～至])\s*\^?\d{1,3})*)\s*[\]］】〕]")
_BARE = re.compile(r"^\s*[\[［]?\s*(\d{1,3}(?:\s*(?:[,，、]|[-–—~～])\s*\d{1,3})*)\s*[\]］]?\s*$")
_NOT_CITED = re.compile(r"(?:区间|范围|∈|数组|下标|索引|\b(?:in|interval|range|index)|[_=(（\[])\s*$|(?<![A-Za-z])[A-Za-z]$")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT = re.compile(r"(?<=[\u4e00-\u9fff。，；”’）)\]])[⁽[]?([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})[⁾\]]?")


@dataclass(slots=True)
class _List:
    """A bibliography: its entries by number, and which blocks of the document hold them."""

    entries: dict[int, Footnote]
    blocks: frozenset[int]
    heading: int
    numbered: bool
    """Whether the numbers are written out in brackets, not a list's own."""
    label: Paragraph | None = None
    """What stood before the first entry in the same paragraph, and stays."""


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with every citation of a known entry as a note, and the entries as the notes' text."""
    lists = list(_lists(document.children))
    if not lists:
        return _without_list(document)
    defined = {int(node.label) for node in document.children if isinstance(node, Footnote) and node.label.isdigit()}
    cited = _cited(document, frozenset().union(*(found.blocks for found in lists)))
    chosen = _chosen(lists, cited, defined)
    if not chosen:
        return document
    entries = {number: note for found in chosen for number, note in found.entries.items()}
    gone = frozenset().union(*(found.blocks for found in chosen))
    gone |= _emptied(document.children, chosen, gone, ledger)
    labels = {found.heading: found.label for found in chosen if found.label is not None}
    body = tuple(labels.get(index, node) for index, node in enumerate(document.children) if index not in gone or index in labels)
    known = frozenset(entries) | defined
    body = each_run(replace(document, children=body), lambda run: _cite(run, known), headings=True).children
    for found in chosen:
        span = _cover([document.children[index] for index in sorted(found.blocks)])
        ledger.repaired(span, f"a list of {len(found.entries)} references: each is a note now", f"参考文献 {len(found.entries)} 条，改为脚注")
    notes = tuple(entries[number] for number in sorted(entries))
    return replace(document, children=(*body, *notes))


def _emptied(blocks: tuple[Block, ...], chosen: list[_List], gone: frozenset[int], ledger: Ledger) -> frozenset[int]:
    """Headings of lists that leave nothing under them while the article goes on: notes stand at its end."""
    found: set[int] = set()
    for one in chosen:
        head = blocks[one.heading] if one.heading >= 0 else None
        after = next((index for index in range(one.heading + 1, len(blocks)) if index not in gone and not isinstance(blocks[index], Footnote)), None)
        if isinstance(head, Heading) and after is not None and isinstance(following := blocks[after], Heading) and following.depth <= head.depth:
            ledger.removed(head.span, "the heading of a list whose entries are notes now", "条目已改为脚注的参考文献标题")
            found.add(one.heading)
    return frozenset(found)


def _without_list(document: Document) -> Document:
    """Links of the form `[[1]](#note)` whose note is in the document already."""
    labels = frozenset(int(node.label) for node in document.children if isinstance(node, Footnote) and node.label.isdigit())
    if not labels:
        return document
    return each_run(document, lambda run: _cite(run, labels, links_only=True))


# The lists


def _lists(blocks: tuple[Block, ...]) -> Iterator[_List]:
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
        for at in range(index + 1, len(blocks)):
            found = list(_entries(blocks[at], entries))
            if not found:
                if isinstance(blocks[at], Heading) and not held and at == index + 1 and names_references(blocks[at]):
                    continue
                break
            numbered = numbered and not isinstance(blocks[at], List) or _bracketed(blocks[at])
            entries.update({int(note.label): note for note in found})
            held.add(at)
        if entries:
            yield _List(entries, frozenset(held), index, numbered, label)
    yield from _trailing(blocks)


def _labelled(node: Paragraph) -> tuple[Paragraph, dict[int, Footnote]] | None:
    """A paragraph that names a bibliography and goes on with its entries, [1] [2] [3]: its label, and the entries."""
    text = text_of(node)
    found = _LABELLED.match(text) if len(text) < 40_000 else None
    if found is None:
        return None
    head, rest = _cut(node.children, found.end())
    notes = list(_from_paragraph(replace(node, children=tuple(rest)), 0))
    published = sum(bool(_PUBLISHED.search(text_of(note))) for note in notes)
    if len(notes) < 2 or [note.label for note in notes] != [str(number) for number in range(1, len(notes) + 1)] or 2 * published < len(notes):
        return None
    return replace(node, children=tuple(head)), {int(note.label): note for note in notes}


def _cut(children: tuple[Inline, ...], at: int) -> tuple[list[Inline], list[Inline]]:
    """A run of inlines in two, cut behind so many characters of its text; an inline that is no text stays whole."""
    head: list[Inline] = []
    for index, child in enumerate(children):
        size = len(text_of(child))
        if at < size:
            if not isinstance(child, Text):
                return head, list(children[index:])
            parts = (_sliced(child, 0, at), _sliced(child, at, size))
            return [*head, *parts[:1]] if at else head, [parts[1], *children[index + 1 :]]
        head.append(child)
        at -= size
    return head, []


def _trailing(blocks: tuple[Block, ...]) -> Iterator[_List]:
    """Entries in brackets at the very end, without a heading: at least three, numbered from one."""
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
    if len(entries) >= 3 and min(entries) == 1 and len(entries) == max(entries):
        yield _List(entries, frozenset(range(first, last)), first, True)


def names_references(node: Block) -> bool:
    """Whether a block is the heading, or a line in its place, of a bibliography."""
    if isinstance(node, Heading):
        return bool(_NAME.match(text_of(node)))
    if isinstance(node, Paragraph):
        text = text_of(node).strip()
        whole = len(node.children) == 1 and isinstance(node.children[0], Strong)
        return len(text) < 30 and (whole or text.endswith((":", "："))) and bool(_NAME.match(text))
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


def _from_paragraph(node: Paragraph, last: int, rest: tuple[Block, ...] = ()) -> Iterator[Footnote]:
    if not _ENTRY.match(text_of(node)):
        return
    parts: list[tuple[int, list[Inline]]] = []
    for child in node.children:
        if isinstance(child, Text):
            at = 0
            for match in _SPLIT.finditer(child.value):
                expected = parts[-1][0] + 1 if parts else None
                if expected is not None and int(match[1]) != expected:
                    continue
                if parts and at < match.start():
                    parts[-1][1].append(_sliced(child, at, match.start()))
                parts.append((int(match[1]), []))
                at = match.end()
            if parts and at < len(child.value):
                parts[-1][1].append(_sliced(child, at, len(child.value)))
        elif isinstance(child, FootnoteReference) and child.label.isdigit() and not parts:
            parts.append((int(child.label), []))
        elif parts:
            parts[-1][1].append(child)
    for number, content in parts:
        if any(not isinstance(part, Break) and text_of(part).strip() for part in content):
            yield Footnote(str(number), (Paragraph(_stripped(content, last=number == parts[-1][0]), span=_cover(content)), *(rest if len(parts) == 1 else ())), span=node.span)


def _stripped(content: list[Inline], *, last: bool) -> tuple[Inline, ...]:
    """An entry without the signs that part it from its number and, but for the last, from the entry behind it."""
    first, end = content[0], content[-1]
    if isinstance(first, Text):
        content[0] = replace(first, value=re.sub(r"^[\s.．:：]+", "", first.value))
        end = content[-1]
    if not last and isinstance(end, Text) and end.value.rstrip().endswith((";", "；")):
        content[-1] = replace(end, value=end.value.rstrip()[:-1])
    return tuple(content)


def _chosen(lists: list[_List], cited: dict[int, int], defined: set[int]) -> list[_List]:
    """The lists that become notes: those that answer citations best, and no number twice."""

    def answered(found: _List) -> int:
        return len(cited.keys() & found.entries.keys())

    chosen: list[_List] = []
    taken: set[int] = set(defined)
    for found in sorted(lists, key=lambda one: (answered(one), one.heading), reverse=True):
        if taken & found.entries.keys():
            continue
        # A numbered list that nobody cites is a list like any other.
        if answered(found) or (found.numbered and len(found.entries) > 1):
            chosen.append(found)
            taken |= found.entries.keys()
    return chosen


# The citations


def _cited(document: Document, held: frozenset[int]) -> dict[int, int]:
    """How often each number is cited outside the lists themselves."""
    counts: dict[int, int] = {}
    for index, top in enumerate(document.children):
        if index in held or isinstance(top, Footnote):
            continue
        for node in walk(top):
            numbers: list[int] = []
            if isinstance(node, Text):
                for match in _MARK.finditer(node.value):
                    if not _NOT_CITED.search(node.value[: match.start()]):
                        numbers.extend(_numbers(match[1]))
            elif isinstance(node, FootnoteReference) and node.label.isdigit():
                numbers.append(int(node.label))
            elif isinstance(node, Tagged) and node.tag == "sup" and (bare := _BARE.match(text_of(node))):
                numbers.extend(_numbers(bare[1]))
            for number in numbers:
                counts[number] = counts.get(number, 0) + 1
    return counts


def _numbers(text: str) -> list[int]:
    """`1, 3-5` → 1, 3, 4, 5. A range that runs backwards, or far, is nothing."""
    out: list[int] = []
    for part in re.split(r"[,，、;；]", text.replace("^", "")):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        if len(ends) == 2:
            if not ends[0] < ends[1] <= ends[0] + 30:
                return []
            out.extend(range(ends[0], ends[1] + 1))
        else:
            out.extend(ends)
    return out


def _cite(run: tuple[Inline, ...], known: frozenset[int], *, links_only: bool = False) -> tuple[Inline, ...]:
    """The run with its citations as notes."""
    if not links_only:
        run = nested(run, lambda inner: _cite(inner, known), links=False)
    out: list[Inline] = []
    for node in run:
        if isinstance(node, Text) and not links_only:
            out.extend(_text(node, known))
        elif isinstance(node, Tagged) and node.tag == "sup" and not links_only and (bare := _BARE.match(text_of(node))):
            numbers = _numbers(bare[1])
            out.extend(_marks(numbers, node.span) if numbers and set(numbers) <= known and not _power(out) else (node,))
        elif isinstance(node, Link) and (node.url.startswith("#") or node.url == "") and (bare := _BARE.match(text_of(node))):
            numbers = _numbers(bare[1])
            out.extend(_marks(numbers, node.span) if numbers and set(numbers) <= known else (node,))
        elif isinstance(node, Tagged) and node.tag == "sup" and len(node.children) == 1 and isinstance(node.children[0], FootnoteReference):
            out.append(node.children[0])
        else:
            out.append(node)
    return tuple(out)


def _text(node: Text, known: frozenset[int]) -> Iterator[Inline]:
    at = 0
    found = sorted((*_MARK.finditer(node.value), *_SUPERSCRIPT.finditer(node.value)), key=lambda match: match.start())
    for match in found:
        numbers = _numbers(match[1].translate(_RAISED))
        if match.start() < at or not numbers or not set(numbers) <= known or _NOT_CITED.search(node.value[max(match.start() - 20, 0) : match.start()]):
            continue
        if match.start() > at:
            before = _sliced(node, at, match.start())
            yield replace(before, value=before.value.rstrip(" ")) if before.value.rstrip(" ") else before
        yield from _marks(numbers, _sliced(node, match.start(), match.end()).span)
        at = match.end()
    if at < len(node.value):
        yield _sliced(node, at, len(node.value)) if at else node


def _power(before: list[Inline]) -> bool:
    """Whether a superscript stands behind a number or a unit: an exponent."""
    return bool(before) and isinstance(before[-1], Text) and bool(re.search(r"[\d)]$|(?<![A-Za-z])[a-zA-Z]{1,2}$", before[-1].value))


def _marks(numbers: list[int], span: Span) -> tuple[Inline, ...]:
    return tuple(FootnoteReference(str(number), span=span) for number in numbers)


def _sliced(node: Text, start: int, end: int) -> Text:
    """A part of a text, with its own place where every character has one."""
    exact = node.span.end - node.span.start == len(node.value)
    span = Span(node.span.start + start, node.span.start + end) if exact else node.span
    return Text(node.value[start:end], span=span)


def _cover(nodes: list[Inline] | list[Block]) -> Span:
    return nodes[0].span.cover(nodes[-1].span) if nodes else Span(0, 0)
