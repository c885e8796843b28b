"""Citations and the list that they cite become notes: `[1]`, `[1,2]`, `[1-3]`, `［1］`, superscripts, `[^1]`.

Nothing is a citation but by its entry: the text is read only where the document holds a bibliography, numbered by hand
or as a list, under a heading that names it. The numbers stay the author's. Where several lists claim the same numbers,
the one that answers the most citations is the document's, the last of equals; the others stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofpress.evidence.citation import number_of
from proofpress.ledger import Ledger
from proofpress.passes.inlines import each_run
from proofpress.passes.references.citations import cite, cited
from proofpress.passes.references.clashes import renamed, say
from proofpress.passes.references.lists import Bibliography, bibliographies, names_references
from proofpress.passes.references.typed import unfolded
from proofpress.tree import Block, Document, Footnote, Heading, cover

__all__ = ["apply", "names_references"]


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with every citation of a known entry as a note, and the entries as the notes' text."""
    whole = document
    document = replace(document, children=unfolded(document.children))
    lists = list(bibliographies(document.children))
    if not lists:
        return _without_list(whole, ledger)
    held = frozenset().union(*(found.blocks for found in lists))
    defined = _defined(document)
    listed = frozenset(number for found in lists for number in found.entries)
    clashes = defined & listed
    apart = renamed(document, clashes)
    if clashes and clashes <= cited(apart, held, listed).keys():
        document, defined = apart, defined - clashes
    else:
        clashes = frozenset()
    chosen = _chosen(lists, cited(document, held, listed | defined), defined)
    if not chosen:
        return whole
    say(whole, clashes, ledger)
    entries = {number: note for found in chosen for number, note in found.entries.items()}
    gone = frozenset().union(*(found.blocks for found in chosen))
    gone |= _emptied(document.children, chosen, gone, ledger)
    labels = {found.heading: found.label for found in chosen if found.label is not None}
    body = tuple(
        labels.get(index, node) for index, node in enumerate(document.children) if index not in gone or index in labels
    )
    known = frozenset(entries) | defined
    body = each_run(replace(document, children=body), lambda run: cite(run, known, ledger), headings=True).children
    for found in chosen:
        span = cover([document.children[index] for index in sorted(found.blocks)])
        ledger.repaired(
            span,
            f"a list of {len(found.entries)} references: each is a note now"
            if len(found.entries) > 1
            else "a list of one reference: it is a note now",
            f"参考文献 {len(found.entries)} 条，改为脚注",
        )
    return replace(document, children=(*_without_notes(body), *_in_order(body, entries)))


def _without_notes(body: tuple[Block, ...]) -> Iterator[Block]:
    return (node for node in body if not isinstance(node, Footnote))


def _in_order(body: tuple[Block, ...], entries: dict[int, Footnote]) -> Iterator[Footnote]:
    """All notes of the document: those with numbers by their numbers, then those with names, as they stand."""
    notes = [node for node in body if isinstance(node, Footnote)]
    numbered = [(number, note) for note in notes if (number := number_of(note.label)) is not None]
    yield from (note for _, note in sorted([*entries.items(), *numbered], key=lambda one: one[0]))
    yield from (note for note in notes if number_of(note.label) is None)


def _emptied(
    blocks: tuple[Block, ...], chosen: list[Bibliography], gone: frozenset[int], ledger: Ledger
) -> frozenset[int]:
    """Headings of lists that leave nothing under them while the article goes on, and lines in the place of one: notes
    stand at its end."""
    found: set[int] = set()
    for one in chosen:
        head = blocks[one.heading] if one.heading >= 0 and one.heading not in gone else None
        after = next(
            (
                index
                for index in range(one.heading + 1, len(blocks))
                if index not in gone and not isinstance(blocks[index], Footnote)
            ),
            None,
        )
        if head is None or after is None:
            continue
        following = blocks[after]
        if not isinstance(head, Heading) or isinstance(following, Heading) and following.depth <= head.depth:
            ledger.removed(
                head.span, "the heading of a list whose entries are notes now", "条目已改为脚注的参考文献标题"
            )
            found.add(one.heading)
    return frozenset(found)


def _without_list(document: Document, ledger: Ledger) -> Document:
    """Links of the form `[[1]](#note)` whose note is in the document already."""
    labels = _defined(document)
    if not labels:
        return document
    return each_run(document, lambda run: cite(run, labels, ledger, links_only=True))


def _defined(document: Document) -> frozenset[int]:
    """The numbers of the notes that are in a document."""
    notes = (node for node in document.children if isinstance(node, Footnote))
    return frozenset(number for note in notes if (number := number_of(note.label)) is not None)


def _chosen(lists: list[Bibliography], cited: dict[int, int], defined: frozenset[int]) -> list[Bibliography]:
    """The lists that become notes: those that answer citations best, and no number twice."""

    def answered(found: Bibliography) -> int:
        return len(cited.keys() & found.entries.keys())

    chosen: list[Bibliography] = []
    taken: set[int] = set(defined)
    for found in sorted(lists, key=lambda one: (answered(one), one.heading), reverse=True):
        if taken & found.entries.keys() or found.short and not found.entries.keys() <= cited.keys():
            continue
        # A numbered list that nobody cites is a list like any other.
        if answered(found) or (found.numbered and len(found.entries) > 1):
            chosen.append(found)
            taken |= found.entries.keys()
    return chosen
