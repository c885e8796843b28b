"""Inlines in normal form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from proofpress.normal.delimiters import merged, settle
from proofpress.normal.values import address, inline_tex, label, on_one_line, one_line, tip, without_bars
from proofpress.tree import (
    Break,
    Delete,
    Emphasis,
    FootnoteReference,
    Image,
    Inline,
    InlineCode,
    InlineHtml,
    InlineMath,
    Link,
    Strong,
    Tagged,
    Text,
)


def inlines(nodes: Iterable[Inline], *, edges: bool = True, settled: bool = True) -> tuple[Inline, ...]:
    """Inlines in normal form; with `edges`, space and breaks at both ends are gone.

    Without `settled`, emphasis keeps the ends it has: in TeX these are where an underscore stood.
    """
    found = merged(_clean(nodes, frozenset()))
    for _ in range(8 if settled and _unsettled(found) else 0):
        better = merged(settle(found))
        if better == found:
            break
        found = better
    return _trimmed(found) if edges else tuple(found)


def _unsettled(nodes: list[Inline]) -> bool:
    """Whether any of these could meet its neighbours in a way that `settle` changes."""
    last: type | None = None
    for node in nodes:
        kind = type(node)
        if kind in _SETTLED_BY_RULES or kind is last:
            return True
        last = kind if kind is InlineMath or kind is InlineCode else None
    return False


_SETTLED_BY_RULES = frozenset((Emphasis, Strong, Delete, Tagged, Link))


def shows(nodes: Iterable[Inline]) -> bool:
    """Whether a reader would see anything of these inlines in normal form."""
    return _seen(_clean(nodes, frozenset()))


def in_one_line(children: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines for a place that has no second line: a break is a space."""
    return inlines(_mapped(children, lambda node: Text(" ", span=node.span) if isinstance(node, Break) else node))


def in_cell(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return inlines(_mapped(children, _for_cell))


def _for_cell(node: Inline) -> Inline:
    return replace(node, value=without_bars(node.value)) if isinstance(node, InlineMath) else node


def _mapped(nodes: Iterable[Inline], change: Callable[[Inline], Inline]) -> tuple[Inline, ...]:
    """The inlines with every leaf changed, at any depth."""
    return tuple(
        replace(node, children=_mapped(node.children, change))
        if isinstance(node, Emphasis | Strong | Delete | Tagged | Link)
        else change(node)
        for node in nodes
    )


def _clean(nodes: Iterable[Inline], within: frozenset[type]) -> list[Inline]:
    """Each inline by itself in order: no empty one, none inside its own kind, all text on one line."""
    out: list[Inline] = []
    for node in nodes:
        match node:
            case Text():
                value = on_one_line(node.value)
                if value:
                    out.append(node if value == node.value else Text(value, span=node.span))
            case Emphasis() | Strong() | Delete():
                inner = merged(_clean(node.children, within | {type(node)}))
                if type(node) in within:
                    out.extend(inner)
                elif inner:
                    out.append(type(node)(tuple(inner), span=node.span))
            case Tagged(tag="strong" | "em"):
                out.extend(_stressed(node, within))
            case Tagged():
                inner = _said_once(node.tag, merged(_clean(node.children, within)))
                if _seen(inner):
                    out.append(replace(node, children=tuple(inner)))
                else:
                    out.extend(inner)
            case Link():
                inner = merged(_clean(node.children, within | {Link}))
                url = address(node.url)
                if Link in within or not url or not _seen(inner):
                    out.extend(inner)
                else:
                    content = _mapped(
                        inner, lambda child: Text(" ", span=child.span) if isinstance(child, Break) else child
                    )
                    title = tip(node.title)
                    out.append(Link(url, tuple(merged(content)), title, span=node.span))
            case InlineCode():
                value = one_line(node.value)
                if value:
                    out.append(node if value == node.value else InlineCode(value, span=node.span))
            case InlineMath():
                if value := inline_tex(node.value):
                    out.append(node if value == node.value else InlineMath(value, span=node.span, inner=node.inner))
            case Image():
                alt = one_line(node.alt)
                title = tip(node.title)
                if url := address(node.url):
                    out.append(Image(url, alt, title, span=node.span))
                elif alt:
                    out.append(Text(alt, span=node.span))
            case FootnoteReference():
                if Link in within:
                    out.append(Text(f"[{node.label}]", span=node.span))
                elif name := label(node.label):
                    out.append(replace(node, label=name))
            case Break() | InlineHtml():
                out.append(node)
    return out


def _seen(nodes: Iterable[Inline]) -> bool:
    """Whether a reader would see anything of these inlines."""
    for node in nodes:
        match node:
            case Text():
                if node.value.strip():
                    return True
            case Emphasis() | Strong() | Delete() | Tagged() | Link():
                if _seen(node.children):
                    return True
            case Break():
                pass
            case _:
                return True
    return False


def _trimmed(nodes: list[Inline]) -> tuple[Inline, ...]:
    if len(nodes) == 1 and isinstance(only := nodes[0], Text):
        value = only.value.strip()
        return (only if value == only.value else Text(value, span=only.span),) if value else ()
    nodes = list(nodes)
    while nodes and (isinstance(nodes[0], Break) or (isinstance(nodes[0], Text) and not nodes[0].value.strip())):
        nodes.pop(0)
    while nodes and (isinstance(nodes[-1], Break) or (isinstance(nodes[-1], Text) and not nodes[-1].value.strip())):
        nodes.pop()
    if nodes and isinstance(first := nodes[0], Text) and first.value[0].isspace():
        nodes[0] = Text(first.value.lstrip(), span=first.span)
    if nodes and isinstance(last := nodes[-1], Text) and last.value[-1].isspace():
        nodes[-1] = Text(last.value.rstrip(), span=last.span)
    out: list[Inline] = []
    for index, node in enumerate(nodes):
        if isinstance(node, Text):
            value = node.value
            if index and isinstance(nodes[index - 1], Break):
                value = value.lstrip()
            if index + 1 < len(nodes) and isinstance(nodes[index + 1], Break):
                value = value.rstrip()
            if not value:
                continue
            node = node if value == node.value else replace(node, value=value)
        out.append(node)
    return tuple(out)


def _said_once(tag: str, nodes: list[Inline]) -> list[Inline]:
    """What stands in a tag, without the same tag around all of it once more: a tag and a style may say the same."""
    again = [node for node in nodes if isinstance(node, Tagged) and node.tag == tag]
    if not again or len(again) > 1 and tag == "kbd":
        return nodes
    if any(node not in again and not (isinstance(node, Text) and not node.value.strip()) for node in nodes):
        return nodes
    return merged(part for node in nodes for part in (node.children if isinstance(node, Tagged) else (node,)))


def _stressed(node: Tagged, within: frozenset[type]) -> list[Inline]:
    """What a tag for stress is: itself in a run of the other kind, and a run anywhere else."""
    kind, other = (Strong, Emphasis) if node.tag == "strong" else (Emphasis, Strong)
    if other not in within or kind in within:
        return _clean((kind(node.children, span=node.span),), within)
    inner = merged(_clean(node.children, within | {kind}))
    return [replace(node, children=tuple(inner))] if _seen(inner) else list(inner)
