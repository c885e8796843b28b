"""Notes whose number an entry of the cited list has too: an author who writes `[1]` for a source and `[^1]` for a
remark counts the two apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from proofpress.evidence.citation import number_of
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Inlines, each_run, nested
from proofpress.tree import Document, Footnote, FootnoteReference, of_kinds

_Note = TypeVar("_Note", Footnote, FootnoteReference)


def renamed(document: Document, numbers: Iterable[int]) -> Document:
    """The document with the notes of these numbers, and what refers to them, under names of their own."""
    numbers = sorted(numbers)
    if not numbers:
        return document
    known = {node.label for node in of_kinds(document, Footnote)}
    names: dict[int, str] = {}
    for number in numbers:
        name = f"note-{number}"
        while name in known:
            name += "-1"
        known.add(name)
        names[number] = name

    def change(run: Inlines) -> Inlines:
        made = nested(run, change)
        return tuple(_renamed(node, names) if isinstance(node, FootnoteReference) else node for node in made)

    made = each_run(document, change)
    return replace(
        made, children=tuple(_renamed(node, names) if isinstance(node, Footnote) else node for node in made.children)
    )


def _renamed(node: _Note, names: Mapping[int, str]) -> _Note:
    return replace(node, label=names.get(number_of(node.label) or 0, node.label))


def say(document: Document, numbers: Iterable[int], ledger: Ledger) -> None:
    """Say in the ledger which notes of a document have names now."""
    taken = frozenset(numbers)
    for node in of_kinds(document, Footnote, FootnoteReference) if taken else ():
        if number_of(node.label) in taken:
            ledger.repaired(
                node.span,
                "a note whose number a reference has; it has a name now",
                "与参考文献编号相同的脚注，改用名称",
                text=f"[^{node.label}]",
            )
