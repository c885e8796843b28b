"""Notes and their marks: a label that stands twice, a mark whose note is nowhere, a note or a link that nothing refers to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import each_run, nested
from proofpress.source import Span
from proofpress.tree import Block, Document, Footnote, FootnoteReference, Image, Inline, Link, Text, of_kinds


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with one note a label, and no mark without a note; what nobody refers to is reported."""
    _unused_links(document, ledger)
    marks = {node.label for node in of_kinds(document, FootnoteReference)}
    notes = [node for node in document.children if isinstance(node, Footnote)]
    if len({note.label for note in notes}) < len(notes):
        document = replace(document, children=tuple(_once(document.children, marks, ledger)))
        notes = [node for node in document.children if isinstance(node, Footnote)]
    known = {note.label for note in notes}
    if idle := [note for note in notes if note.label not in marks]:
        labels = ", ".join(note.label for note in idle[:20])
        ledger.doubted(
            _cover(idle),
            f"{len(idle)} notes that nothing refers to stand at the end: {labels}",
            f"{len(idle)} 条无人引用的注释留在文末：{labels}",
            text="",
        )
    return _without_strays(document, known, ledger) if marks - known else document


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
        f"{len(strays)} marks of notes that stand nowhere are plain text now: {labels}",
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
