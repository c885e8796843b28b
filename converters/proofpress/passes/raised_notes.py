"""Notes that no link leads to: raised numbers in the text, or circled ones behind its words, and at its end a
paragraph or an item for each of them, in order. A mark in brackets may stand for several: `[2-4]`, `[1, 3]`."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import each_run, nested
from proofpress.passes.references.parts import led
from proofpress.passes.references.typed import counted, unfolded
from proofpress.regex import regex
from proofpress.tree import (
    Block,
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
    ThematicBreak,
    cover,
    of_kinds,
    place_in,
    text_of,
)
from proofpress.words.references import NOTES

_RAISED = regex(r"[\[［(（]?(\d{1,3}|[①-⑳])[\]］)）]?")
_SEVERAL = regex(r"[\[［(（](\d{1,3}(?:\s?[-–—~～,，、;；]\s?\d{1,3}){1,9})[\]］)）]")
_PART = regex(r"(\d+)(?:\s?[-–—~～]\s?(\d+))?")
_MOST = 30
"""The most notes that one mark stands for."""
_WRITTEN = regex(r"\s*(?:[\[［(（【](\d{1,3})[\]］)）】][.．:：]?|(\d{1,3})[.．:：、]|([①-⑳]))\s*(?=\S)")
_CIRCLED = regex(r"[①-⑳]")
_BEHIND_WORDS = regex(r"[\w”’」』》）)]\Z")
_BEFORE_A_PAUSE = regex(r"[，。；：、！？,.;:!?”’」』》）)]|\Z")
_ENDS_WORD = regex(r"[^\W\d_a-zA-Z]$|[a-z]{2}$|[\W_]$")


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with raised numbers as marks, where each has its note at the end and each note its number."""
    blocks = unfolded(document.children)
    raised = [text_of(node) for node in of_kinds(document, Tagged) if node.tag == "sup"]
    if not raised and not any(map(_CIRCLED.search, (node.value for node in of_kinds(document, Text)))):
        return document
    last = len(blocks)
    while last and isinstance(blocks[last - 1], Footnote | ThematicBreak):
        last -= 1
    entries = _entries(blocks, last, circled=any(map(_CIRCLED.search, raised)))
    if entries is None and (last := _end_of_labelled(blocks)):
        entries = _entries(blocks, last, circled=False)
    if entries is None:
        return document
    first, notes, sure = entries
    taken = {node.label for node in blocks if isinstance(node, Footnote)}
    behind = [node for node in blocks[last:] if not isinstance(node, Footnote)]
    body = replace(document, children=(*blocks[:first], *behind))
    body = body if raised else _with_circles_raised(body)
    marks = _marks(body)
    if not set(notes) <= set(marks) or set(map(str, notes)) & taken or len(marks) > 3 * len(notes):
        return document
    if not sure and set(notes) != set(marks):
        return document
    known = set(notes)
    circles = [
        (found[0], place_in(node, *found.span()))
        for block in blocks[first:last]
        for node in (block.children[:1] if isinstance(block, Paragraph) else ())
        if isinstance(node, Text) and (found := _CIRCLED.search(node.value))
    ]

    def run(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        out: list[Inline] = []
        for node in nested(nodes, run):
            numbers = _numbers(out, node)
            if not numbers or not known.issuperset(numbers):
                after_mark = bool(out) and isinstance(out[-1], FootnoteReference)
                out.append(led(node) if after_mark and isinstance(node, Text) else node)
                continue
            if isinstance(last := out[-1], Text):
                out[-1] = replace(last, value=last.value.rstrip())
            out += (FootnoteReference(str(number), span=node.span) for number in numbers)
            if len(numbers) > 1:
                ledger.repaired(node.span, "one mark of several notes", "一处标出几条注释的标记", text=text_of(node))
            if found := _CIRCLED.search(text_of(node)):
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
    old = (node for node in blocks[last:] if isinstance(node, Footnote))
    return replace(made, children=(*made.children, *notes.values(), *old))


def _end_of_labelled(blocks: tuple[Block, ...]) -> int:
    """Where the list or the numbered paragraphs end that stand behind the last name of a section of notes; 0 where
    there are none."""
    label = next((at for at in range(len(blocks) - 1, -1, -1) if _is_label(blocks[at])), len(blocks))
    last = label + 1
    if last < len(blocks) and isinstance(blocks[last], List):
        return last + 1
    while last < len(blocks) and isinstance(node := blocks[last], Paragraph) and _entry(node) is not None:
        last += 1
    return last if last > label + 1 else 0


def _is_label(node: Block) -> bool:
    return isinstance(node, Heading | Paragraph) and NOTES.regex.match(text_of(node)) is not None


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
                span = place_in(node, *found.span())
                sign = Tagged("sup", (Text(found[0], span=span),), span=span)
                out += (replace(node, value=node.value[at : found.start()]), sign)
                at = found.end()
            out.append(replace(node, value=node.value[at:]))
        return tuple(out)

    made = each_run(document, run)
    return made if len(set(seen)) == len(seen) and "" not in seen else document


def _entries(blocks: tuple[Block, ...], last: int, *, circled: bool) -> tuple[int, dict[int, Footnote], bool] | None:
    """Where the notes at the end begin, the notes, numbered from 1, and whether they say their numbers;
    a line or a heading must part them from the text, but for circled numbers whose marks are raised."""
    notes: list[tuple[int, Footnote]] = []
    first, sure = last, True
    if first and isinstance(items := blocks[first - 1], List) and items.start in (1, None):
        first -= 1
        said = [counted(item.children, at) for at, item in enumerate(items.items, 1)]
        sure = items.start == 1 or None not in said
        for at, (item, without) in enumerate(zip(items.items, said, strict=True), 1):
            children = without if without and None not in said else item.children
            notes.append((at, Footnote(str(at), children, span=item.span)))
    else:
        while first and isinstance(node := blocks[first - 1], Paragraph) and (found := _entry(node)) is not None:
            first -= 1
            notes.insert(0, found)
    if not notes or [number for number, _ in notes] != list(range(1, len(notes) + 1)) or not first:
        return None
    before = blocks[first - 1]
    in_circles = circled and isinstance(blocks[last - 1], Paragraph)
    if not (isinstance(before, ThematicBreak) and sure or _is_label(before) or in_circles):
        return None
    return first - isinstance(before, ThematicBreak), dict(notes), sure


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
            found.extend(_numbers(nodes[:at][-1:], node))
        return nodes

    each_run(document, run)
    return found


def _numbers(before: list[Inline] | tuple[Inline, ...], node: Inline) -> list[int]:
    """The numbers that a raised text shows, where it stands behind a word or a sentence and is no power."""
    if not isinstance(node, Tagged) or node.tag != "sup" or not before:
        return []
    said = text_of(node).strip()
    if not isinstance(last := before[-1], Text | FootnoteReference | Strong | Tagged | Link):
        return []
    if several := _SEVERAL.fullmatch(said):
        parts = [(int(part[1]), int(part[2] or part[1])) for part in _PART.finditer(several[1])]
        numbers = [number for low, high in parts for number in range(low, min(high, low + _MOST) + 1)]
        return numbers if len(numbers) <= _MOST and all(low <= high for low, high in parts) else []
    if (found := _RAISED.fullmatch(said)) is None:
        return []
    is_mark = isinstance(last, FootnoteReference) or not found[0].isdecimal() or _ENDS_WORD.search(text_of(last))
    return [_value(found[1])] if is_mark else []


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else int(unicodedata.numeric(number))
