"""Buttons and fields typed into a line of Markdown: the words of a sentence or of a link that an author drew as one."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Inlines, with_children
from proofpress.passes.typed_html import CONVERTED, name_of
from proofpress.readers.html import parse
from proofpress.readers.html.buttons import CONTROL, ENOUGH, KEPT, OTHER, is_said, is_whole, label_of, without_row
from proofpress.readers.html.reader import has_letters
from proofpress.source import Source
from proofpress.tree import Break, Inline, InlineHtml, Link, Text, cover, text_of

_MOST = 24
"""So many nodes of a line on one side of a button tell what it stands in."""


def freed(run: Inlines, ledger: Ledger) -> Inlines:
    """The run without the tags around such words; other buttons stay what they are."""
    if not any(isinstance(node, Link) or _opens(node) for node in run):
        return run
    held = tuple(_held(run))
    gone: set[int] = set()
    shown: dict[int, Inline] = {}
    for at, node in enumerate(run):
        if not _opens(node):
            continue
        is_field = _tag(node)[0] == "input"
        end = at if is_field else _end(run, at)
        label = _value(node) if is_field else text_of(run[at:end])
        if not label:
            continue
        before, behind = _beside(run, at, -1, held), _beside(run, end, 1, held)
        in_link = "a" in held[at] and has_letters(label)
        if not (in_link or is_said(label, before, behind, written=True)):
            if is_field:
                gone.add(at)
                ledger.removed(node.span, *CONTROL)
            continue
        if is_field:
            shown[at] = Text(label, span=node.span)
            ledger.repaired(node.span, *CONVERTED)
        else:
            gone |= {at, end}
        if not in_link and not is_whole(before, behind):
            ledger.doubted(cover(run[at : end + 1]), *KEPT, text=label)
    return tuple(_within(shown.get(at, node)) for at, node in enumerate(run) if at not in gone)


def _end(run: Inlines, at: int) -> int:
    """Where the button ends that begins at a place; the place itself, if nowhere near."""
    return next((to for to in range(at, min(at + _MOST, len(run))) if _tag(run[to]) == ("button", True)), at)


def _value(node: Inline) -> str:
    """What a reader sees in an `<input>`."""
    field = next(parse(Source("", node.value)).root.elements, None) if isinstance(node, InlineHtml) else None
    return label_of(field) if field is not None else ""


def _within(node: Inline) -> Inline:
    """A link without the tags of a button in it."""
    if not isinstance(node, Link) or not has_letters(text_of(node)):
        return node
    return with_children(node, tuple(child for child in node.children if _tag(child)[0] != "button"))


def _held(run: Inlines) -> Iterator[frozenset[str]]:
    """For each node the buttons and links of HTML that it stands in, or begins."""
    opened = frozenset[str]()
    for node in run:
        name, closes = _tag(node)
        if name in ("a", "button") and not closes:
            opened |= {name}
        yield opened
        if closes:
            opened -= {name}


def _beside(run: Inlines, at: int, step: int, held: tuple[frozenset[str], ...]) -> str:
    """What stands in the line on one side of a place, as far as it tells; other buttons do not count, nor do the signs
    between them, nor do links."""
    said = ""
    for _ in range(_MOST):
        at += step
        if not 0 <= at < len(run) or isinstance(run[at], Break) or len(said) > ENOUGH:
            break
        words = "" if held[at] or isinstance(run[at], Link) else text_of(run[at])
        if "button" in held[at] or _opens(run[at]):
            words = OTHER
        said = said + words if step > 0 else words + said
    return without_row(said, step)


def _opens(node: Inline) -> bool:
    return _tag(node) in (("button", False), ("input", False))


def _tag(node: Inline) -> tuple[str, bool]:
    """The name of a tag of HTML, and whether it closes; "" for anything else."""
    return (name_of(node.value), node.value.startswith("</")) if isinstance(node, InlineHtml) else ("", False)
