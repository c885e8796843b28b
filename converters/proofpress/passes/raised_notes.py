"""Notes that no link leads to: raised numbers in the text, or circled ones behind its words, and at its end a
paragraph or an item for each of them, in order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import each_run, nested
from proofpress.source import Span
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

_RAISED = re.compile(r"[\[［(（]?(\d{1,3}|[①-⑳])[\]］)）]?")
_WRITTEN = re.compile(r"\s*(?:[\[［(（【](\d{1,3})[\]］)）】][.．:：]?|(\d{1,3})[.．:：、]|([①-⑳]))\s*(?=\S)")
_CIRCLED = re.compile(r"[①-⑳]")
_BEHIND_WORDS = re.compile(r"[\w”’」』》）)]\Z")
_BEFORE_A_PAUSE = re.compile(r"[，。；：、！？,.;:!?”’」』》）)]|\Z")
_ENDS_WORD = re.compile(r"[^\W\d_a-zA-Z]$|[a-z]{2}$|[\W_]$")


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with raised numbers as marks, where each has its note at the end and each note its number."""
    blocks = document.children
    raised = [text_of(node) for node in of_kinds(document, Tagged) if node.tag == "sup"]
    if not raised and not any(map(_CIRCLED.search, (node.value for node in of_kinds(document, Text)))):
        return document
    last = len(blocks)
    while last and isinstance(blocks[last - 1], Footnote | ThematicBreak):
        last -= 1
    entries = _entries(blocks, last, circled=any(map(_CIRCLED.search, raised)))
    if entries is None:
        return document
    first, notes = entries
    taken = {node.label for node in blocks if isinstance(node, Footnote)}
    body = replace(document, children=blocks[:first])
    body = body if raised else _with_circles_raised(body)
    marks = _marks(body)
    if not set(notes) <= set(marks) or set(map(str, notes)) & taken or len(marks) > 3 * len(notes):
        return document
    known = set(notes)
    circles = [
        (found[0], _place(node, found))
        for block in blocks[first:last]
        for node in (block.children[:1] if isinstance(block, Paragraph) else ())
        if isinstance(node, Text) and (found := _CIRCLED.search(node.value))
    ]

    def run(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        out: list[Inline] = []
        for node in nested(nodes, run):
            number = _number(out, node)
            out.append(FootnoteReference(str(number), span=node.span) if number in known else node)
            if number in known and (found := _CIRCLED.search(text_of(node))):
                circles.append((found[0], node.span))
        return tuple(out)

    made = each_run(body, run)
    ledger.repaired(
        cover([*notes.values()]),
        f"{len(notes)} raised numbers and the paragraphs that explain them are notes now",
        f"{len(notes)} 处上标数字与文末对应的段落，改为脚注",
        text="",
    )
    for sign, span in circles:
        ledger.repaired(span, "the circled number of a note", "注释的带圈编号", text=sign)
    return replace(made, children=(*made.children, *notes.values(), *blocks[last:]))


def _place(node: Text, found: re.Match[str]) -> Span:
    """Where a part of a text stands, as near as can be told."""
    if len(node.value) != node.span.end - node.span.start:
        return node.span
    return Span(node.span.start + found.start(), node.span.start + found.end())


def _with_circles_raised(document: Document) -> Document:
    """The document with circled numbers of its text raised, where each stands once, behind a word and before a pause;
    without a change where one does not: it counts what follows it."""
    seen: list[str] = []

    def run(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        out: list[Inline] = []
        for node in nested(nodes, run):
            if not isinstance(node, Text):
                out.append(node)
                continue
            at = 0
            for found in _CIRCLED.finditer(node.value):
                before, after = node.value[: found.start()], node.value[found.end() :]
                is_mark = _BEHIND_WORDS.search(before[-1:]) and _BEFORE_A_PAUSE.match(after)
                seen.append(found[0] if is_mark else "")
                span = _place(node, found)
                sign = Tagged("sup", (Text(found[0], span=span),), span=span)
                out += (replace(node, value=node.value[at : found.start()]), sign)
                at = found.end()
            out.append(replace(node, value=node.value[at:]))
        return tuple(out)

    made = each_run(document, run)
    return made if len(set(seen)) == len(seen) and "" not in seen else document


def _entries(blocks: tuple[Block, ...], last: int, *, circled: bool) -> tuple[int, dict[int, Footnote]] | None:
    """Where the notes at the end begin, and the notes, numbered from 1;
    a line or a heading must part them from the text, but for circled numbers whose marks are raised."""
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
    is_label = isinstance(before, Heading | Paragraph) and NOTES.regex.match(text_of(before))
    if not (isinstance(before, ThematicBreak) or is_label or circled and isinstance(blocks[last - 1], Paragraph)):
        return None
    return first - isinstance(before, ThematicBreak), dict(notes)


def _entry(node: Paragraph) -> tuple[int, Footnote] | None:
    """A paragraph that begins with its number, which stands apart from the rest: bold, raised, in brackets,
    before a point."""
    head, *rest = node.children
    if isinstance(head, Strong | Tagged) and rest and (found := _RAISED.fullmatch(text_of(head).strip(" .:："))):
        number = _value(found[1])
        if isinstance(lead := rest[0], Text):
            rest[0] = replace(lead, value=lead.value.lstrip(" .:：、"))
    elif isinstance(head, Text) and (found := _WRITTEN.match(head.value)):
        number = _value(found[1] or found[2] or found[3])
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
    if isinstance(last, FootnoteReference) or not found[0].isdecimal():
        return _value(found[1])
    return _value(found[1]) if _ENDS_WORD.search(text_of(last)) else None


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else int(unicodedata.numeric(number))
