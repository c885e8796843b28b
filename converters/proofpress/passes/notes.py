"""Notes and their marks: a label that stands twice, a mark whose note is nowhere,
a note or a link that nothing refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from proofpress.evidence.citation import number_of
from proofpress.ledger import Ledger
from proofpress.passes.inlines import each_run, nested
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import (
    Block,
    Document,
    Footnote,
    FootnoteReference,
    Image,
    Inline,
    Link,
    Tagged,
    Text,
    holds,
    of_kinds,
    text_of,
)


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with one note a label, and no mark without a note; what nobody refers to is reported."""
    _unused_links(document, ledger)
    known = {node.label for node in document.children if isinstance(node, Footnote)}
    if holds(document, FootnoteReference):
        document = each_run(document, lambda run: _without_brackets(run, known))
    marks = {node.label for node in of_kinds(document, FootnoteReference)}
    notes = [node for node in document.children if isinstance(node, Footnote)]
    if len({note.label for note in notes}) < len(notes):
        document = replace(document, children=tuple(_once(document.children, marks, ledger)))
        notes = [node for node in document.children if isinstance(node, Footnote)]
    known = {note.label for note in notes}
    root = ledger.root.text
    header = root[: root.find("\n---", 3)] if root.startswith("---\n") else ""
    if idle := [note for note in notes if note.label not in marks and f"[^{note.label}]" not in header]:
        labels = ", ".join(note.label for note in idle[:20])
        ledger.doubted(
            _cover(idle),
            f"{len(idle)} notes that nothing refers to stand at the end: {labels}"
            if len(idle) > 1
            else f"a note that nothing refers to stands at the end: {labels}",
            f"{len(idle)} 条无人引用的注释留在文末：{labels}",
            text="",
        )
    return _without_strays(document, known, ledger) if marks - known else document


_OPEN = regex(r"[\[［【〔]\s*$")
_BETWEEN = regex(r"\s*[,，、;；]\s*")
_TO = regex(r"\s*[–—~～-]\s*")
_MOST = 99
_CLOSE = regex(r"^\s*[\]］】〕]")


def _without_brackets(nodes: tuple[Inline, ...], known: set[str]) -> tuple[Inline, ...]:
    """The run without brackets around marks, [1, 2]: the site shows marks in its own way.
    Marks that are the ends of a range, [2–4], cite what lies between, too."""
    nodes = nested(nodes, lambda run: _without_brackets(run, known))
    if not any(isinstance(node, FootnoteReference) or _holds_mark(node) for node in nodes):
        return nodes
    run = _whole_ranges(_lowered(nodes), known)
    out: list[Inline] = []
    at = 0
    while at < len(run):
        node = run[at]
        if isinstance(node, Text) and _OPEN.search(node.value) and (end := _marks_to(run, at + 1)):
            last = run[end]
            assert isinstance(last, Text)
            if before := _OPEN.sub("", node.value).rstrip(" "):
                out.append(replace(node, value=before))
            out.extend(mark for mark in run[at + 1 : end] if isinstance(mark, FootnoteReference))
            rest = _CLOSE.sub("", last.value)
            run[end] = replace(last, value=rest)
            at = end if rest else end + 1
        else:
            out.append(node)
            at += 1
    return tuple(out)


def _holds_mark(node: Inline) -> bool:
    return (
        isinstance(node, Tagged)
        and node.tag == "sup"
        and any(isinstance(child, FootnoteReference) for child in node.children)
    )


def _lowered(nodes: tuple[Inline, ...]) -> Iterator[Inline]:
    """The nodes with the marks out of raised text: the site raises them itself."""
    for node in nodes:
        if not isinstance(node, Tagged) or not _holds_mark(node):
            yield node
            continue
        for is_mark, part in groupby(node.children, lambda child: isinstance(child, FootnoteReference)):
            children = tuple(part)
            if is_mark:
                yield from children
            elif any(text_of(child).strip() for child in children):
                yield replace(node, children=children)


def _whole_ranges(nodes: Iterable[Inline], known: set[str]) -> list[Inline]:
    """The nodes with all marks of a range where only its ends were marks, and each of them has a note."""
    run: list[Inline] = []
    for node in nodes:
        match [*run[-2:], node]:
            case [FootnoteReference(label=first), Text(value=dash, span=span), FootnoteReference(label=last)]:
                between = _between(first, last) if _TO.fullmatch(dash) else None
                if between is not None and known.issuperset(between):
                    run[-1:] = [FootnoteReference(label, span=span) for label in between]
        run.append(node)
    return run


def _between(first: str, last: str) -> list[str] | None:
    """The labels between two that are numbers; None where these are the ends of no range, or of one too long."""
    start, end = number_of(first), number_of(last)
    if start is None or end is None or not start < end <= start + _MOST:
        return None
    return [str(number) for number in range(start + 1, end)]


def _marks_to(nodes: list[Inline], at: int) -> int:
    """The place of the text that closes a bracket with nothing but marks in it; 0 where none does."""
    start = at
    while at < len(nodes) and (
        isinstance(node := nodes[at], FootnoteReference) or isinstance(node, Text) and _BETWEEN.fullmatch(node.value)
    ):
        at += 1
    last = nodes[at] if start < at < len(nodes) else None
    return at if isinstance(last, Text) and _CLOSE.match(last.value) else 0


def _once(blocks: tuple[Block, ...], marks: set[str], ledger: Ledger) -> Iterator[Block]:
    """The blocks with every label once: a note that says the same again goes, another one gets a label of its own."""
    first: dict[str, Footnote] = {}
    times: dict[str, int] = {}
    for node in blocks:
        if not isinstance(node, Footnote) or node.label not in first:
            if isinstance(node, Footnote):
                first[node.label] = node
            yield node
        elif node.children == first[node.label].children:
            ledger.removed(node.span, "the same note again", "重复的注释")
        else:
            number = times.get(node.label, 1) + 1
            while f"{node.label}-{number}" in first or f"{node.label}-{number}" in marks:
                number += 1
            times[node.label] = number
            made = replace(node, label=f"{node.label}-{number}")
            first[made.label] = made
            ledger.repaired(
                node.span,
                f"a second note by the label {node.label}; it is {made.label} now",
                f"标签 {node.label} 的第二条注释，改为 {made.label}",
            )
            yield made


def _without_strays(document: Document, known: set[str], ledger: Ledger) -> Document:
    """Marks whose note stands nowhere as text: a number in brackets is a citation still, anything else was no mark."""
    strays: list[FootnoteReference] = []

    def run(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        out: list[Inline] = []
        for node in nested(nodes, run):
            if isinstance(node, FootnoteReference) and node.label not in known:
                strays.append(node)
                node = Text(f"[{node.label}]" if node.label.isdigit() else f"[^{node.label}]", span=node.span)
            out.append(node)
        return tuple(out)

    made = each_run(document, run)
    labels = ", ".join(dict.fromkeys(node.label for node in strays[:40]))
    ledger.doubted(
        _cover(strays),
        f"{len(strays)} marks of notes that stand nowhere are plain text now: {labels}"
        if len(strays) > 1
        else f"the mark of a note that stands nowhere is plain text now: {labels}",
        f"{len(strays)} 处注释标记没有对应的注释，改为普通文字：{labels}",
        text="",
    )
    return made


def _unused_links(document: Document, ledger: Ledger) -> None:
    if not document.definitions:
        return
    used = {node.url for node in of_kinds(document, Link, Image)}
    for definition in document.definitions:
        if definition.url not in used:
            ledger.removed(definition.span, "the definition of a link that nothing uses", "没有被使用的链接定义")


def _cover(nodes: list[Footnote] | list[FootnoteReference]) -> Span:
    return Span(min(node.span.start for node in nodes), max(node.span.end for node in nodes))
