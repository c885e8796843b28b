"""Buttons and fields typed into a line of Markdown: the words of a sentence or of a link that an author drew as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proofpress.ledger import CONTROL, Ledger
from proofpress.passes.inlines import Inlines, with_children
from proofpress.passes.typed_html import CONVERTED, Tag, tag_of
from proofpress.readers.html import parse
from proofpress.readers.html.buttons import ENOUGH, KEPT, OTHER, is_said, is_whole
from proofpress.readers.html.control_words import FIELDS, label_of
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import has_letters
from proofpress.source import Source
from proofpress.tree import Break, Inline, InlineHtml, Link, Text, cover, text_of

OPENS = frozenset((("button", False), *((name, False) for name in FIELDS)))
_MOST = 24
"""So many nodes of a line on one side of a button tell what it stands in."""


def freed(run: Inlines, ledger: Ledger) -> Inlines:
    """The run without the tags around such words; other buttons stay what they are."""
    tags = tuple(map(tag_of, run))
    if OPENS.isdisjoint(tags) and not any(isinstance(node, Link) for node in run):
        return run
    held = tuple(_held(tags))
    said = tuple(map(_said, run, tags, held))
    gone: set[int] = set()
    shown: dict[int, Inline] = {}
    for at, (name, _) in enumerate(tags):
        if tags[at] not in OPENS:
            continue
        is_field = name in FIELDS
        end = end_of(tags, at)
        label = _label(control_in(run[at : end + 1])) if is_field else text_of(run[at:end])
        if not label:
            continue
        before, behind = _beside(said, at, -1), _beside(said, end, 1)
        in_link = "a" in held[at] and has_letters(label)
        if not (in_link or is_said(label, before, behind, written=True)):
            if is_field:
                gone.update(range(at, end + 1))
                ledger.removed(cover(run[at : end + 1]), *CONTROL)
            continue
        if is_field:
            span = cover(run[at : end + 1])
            shown[at] = Text(label, span=span)
            gone.update(range(at + 1, end + 1))
            ledger.repaired(span, *CONVERTED)
        else:
            gone |= {at, end}
        if not in_link and not is_whole(before, behind):
            ledger.doubted(cover(run[at : end + 1]), *KEPT, text=label)
    return tuple(_within(shown.get(at, node)) for at, node in enumerate(run) if at not in gone)


def end_of(tags: Sequence[Tag], at: int) -> int:
    """Where the control ends that begins at a place; the place itself, if nowhere near."""
    name = tags[at][0]
    near = range(at, at + 1 if name == "input" else min(at + _MOST, len(tags)))
    return next((to for to in near if tags[to] == (name, True)), at)


def control_in(run: Inlines) -> Element | None:
    """The control that a run writes."""
    written = "".join(node.value if isinstance(node, InlineHtml) else text_of(node) for node in run)
    return next(parse(Source("", written)).root.elements, None)


def _label(control: Element | None) -> str:
    """What a reader sees in a field or a menu."""
    return label_of(control) if control is not None else ""


def _within(node: Inline) -> Inline:
    """A link without the tags of a button in it."""
    if not isinstance(node, Link) or not has_letters(text_of(node)):
        return node
    return with_children(node, tuple(child for child in node.children if tag_of(child)[0] != "button"))


def _held(tags: Sequence[Tag]) -> Iterator[frozenset[str]]:
    """For each node the buttons and links of HTML that it stands in, or begins."""
    opened = frozenset[str]()
    for name, closes in tags:
        if name in ("a", "button") and not closes:
            opened |= {name}
        yield opened
        if closes:
            opened -= {name}


def _said(node: Inline, tag: Tag, held: frozenset[str]) -> str | None:
    """What a node says to a button beside it: nothing if it is a link or stands in one; None where the line ends."""
    if isinstance(node, Break):
        return None
    if "button" in held or tag in OPENS:
        return OTHER
    return "" if held or isinstance(node, Link) else text_of(node)


def _beside(said: Sequence[str | None], at: int, step: int) -> str:
    """What stands in the line on one side of a place, as far as it tells, with a sign for other buttons; links do not
    count."""
    beside = ""
    for _ in range(_MOST):
        at += step
        words = said[at] if 0 <= at < len(said) else None
        if words is None or len(beside) > ENOUGH:
            break
        beside = beside + words if step > 0 else words + beside
    return beside
