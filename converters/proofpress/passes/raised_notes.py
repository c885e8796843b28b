"""Notes that no link leads to: raised numbers in the text, and at its end a paragraph or an item for each of them,
in order."""

from __future__ import annotations

import re
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import each_run, nested
from proofpress.tree import (
    Block,
    Document,
    Footnote,
    FootnoteReference,
    Heading,
    Inline,
    List,
    Paragraph,
    Strong,
    Tagged,
    Text,
    ThematicBreak,
    cover,
    of_kinds,
    text_of,
)
from proofpress.words.references import NOTES

_RAISED = re.compile(r"[\[［(（]?(\d{1,3})[\]］)）]?")
_WRITTEN = re.compile(r"\s*(?:[\[［(（【](\d{1,3})[\]］)）】][.．:：]?|(\d{1,3})[.．:：、])\s*(?=\S)")
_ENDS_WORD = re.compile(r"[^\W\d_a-zA-Z]$|[a-z]{2}$|[\W_]$")


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with raised numbers as marks, where each has its note at the end and each note its number."""
    blocks = document.children
    if not any(node.tag == "sup" for node in of_kinds(document, Tagged)):
        return document
    last = len(blocks)
    while last and isinstance(blocks[last - 1], Footnote | ThematicBreak):
        last -= 1
    entries = _entries(blocks, last)
    if entries is None:
        return document
    first, notes = entries
    taken = {node.label for node in blocks if isinstance(node, Footnote)}
    body = replace(document, children=blocks[:first])
    marks = _marks(body)
    if not set(notes) <= set(marks) or set(map(str, notes)) & taken or len(marks) > 3 * len(notes):
        return document
    known = set(notes)

    def run(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        out: list[Inline] = []
        for node in nested(nodes, run):
            number = _number(out, node)
            out.append(FootnoteReference(str(number), span=node.span) if number in known else node)
        return tuple(out)

    made = each_run(body, run)
    ledger.repaired(
        cover([*notes.values()]),
        f"{len(notes)} raised numbers and the paragraphs that explain them are notes now",
        f"{len(notes)} 处上标数字与文末对应的段落，改为脚注",
        text="",
    )
    return replace(made, children=(*made.children, *notes.values(), *blocks[last:]))


def _entries(blocks: tuple[Block, ...], last: int) -> tuple[int, dict[int, Footnote]] | None:
    """Where the notes at the end begin, and the notes, numbered from 1;
    a line or a heading must part them from the text."""
    notes: list[tuple[int, Footnote]] = []
    first = last
    if first and isinstance(items := blocks[first - 1], List) and items.start == 1:
        first -= 1
        notes = [(at, Footnote(str(at), item.children, span=item.span)) for at, item in enumerate(items.items, 1)]
    else:
        while first and isinstance(node := blocks[first - 1], Paragraph) and (found := _entry(node)) is not None:
            first -= 1
            notes.insert(0, found)
    if not notes or [number for number, _ in notes] != list(range(1, len(notes) + 1)) or not first:
        return None
    before = blocks[first - 1]
    if not (isinstance(before, ThematicBreak) or isinstance(before, Heading) and NOTES.regex.match(text_of(before))):
        return None
    return first - isinstance(before, ThematicBreak), dict(notes)


def _entry(node: Paragraph) -> tuple[int, Footnote] | None:
    """A paragraph that begins with its number, which stands apart from the rest: bold, raised, in brackets,
    before a point."""
    head, *rest = node.children
    if isinstance(head, Strong | Tagged) and rest and (found := _RAISED.fullmatch(text_of(head).strip(" .:："))):
        number = int(found[1])
        if isinstance(lead := rest[0], Text):
            rest[0] = replace(lead, value=lead.value.lstrip(" .:：、"))
    elif isinstance(head, Text) and (found := _WRITTEN.match(head.value)):
        number = int(found[1] or found[2])
        rest = [replace(head, value=head.value[found.end() :]), *rest]
    else:
        return None
    children = (replace(node, children=tuple(rest)),)
    return number, Footnote(str(number), children, span=node.span)


def _marks(document: Document) -> list[int]:
    found: list[int] = []

    def run(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        nested(nodes, run)
        for at, node in enumerate(nodes):
            if (number := _number(nodes[:at][-1:], node)) is not None:
                found.append(number)
        return nodes

    each_run(document, run)
    return found


def _number(before: list[Inline] | tuple[Inline, ...], node: Inline) -> int | None:
    """The number that a raised text shows, where it stands behind a word or a sentence and is no power."""
    if not isinstance(node, Tagged) or node.tag != "sup" or not before:
        return None
    found = _RAISED.fullmatch(text_of(node).strip())
    if found is None or not isinstance(last := before[-1], Text | FootnoteReference | Strong | Tagged):
        return None
    if isinstance(last, FootnoteReference) or not found[0].isdigit():
        return int(found[1])
    return int(found[1]) if _ENDS_WORD.search(text_of(last)) else None
