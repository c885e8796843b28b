"""Delimiter runs that open and close where all parsers see it (CommonMark 0.31.2, section 6.2)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeGuard

from proofpress.normal.pairs import head, tail
from proofpress.normal.values import SPACE
from proofpress.source import Span
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

RUNS = (Emphasis, Strong, Delete)


def merged(nodes: Iterable[Inline]) -> list[Inline]:
    """Neighbours of one kind in one node."""
    out: list[Inline] = []
    run: list[Inline] = []
    for node in nodes:
        kind = type(node)
        if kind is Text:
            if not node.value:  # type: ignore[union-attr]
                continue
        elif kind not in _MERGING:
            if run:
                out.append(run[0] if len(run) == 1 else _one(run))
                run = []
            out.append(node)
            continue
        if run and type(run[0]) is not kind:
            out.append(run[0] if len(run) == 1 else _one(run))
            run = []
        run.append(node)
    if run:
        out.append(run[0] if len(run) == 1 else _one(run))
    return out


_MERGING = frozenset(RUNS)


def _one(run: list[Inline]) -> Inline:
    """A run of texts, or of inlines of one kind, as one."""
    first, span = run[0], run[0].span
    for node in run[1:]:
        span = cover(span, node.span)
    if isinstance(first, Text):
        value = "".join(node.value for node in run if isinstance(node, Text))
        return Text(SPACE.sub(" ", value) if "  " in value else value, span=span)
    assert isinstance(first, RUNS)
    return replace(
        first,
        children=tuple(merged(child for node in run if isinstance(node, RUNS) for child in node.children)),
        span=span,
    )


def settle(nodes: list[Inline]) -> list[Inline]:
    """Delimiter runs that open and close where all parsers see it: what stands in their way moves outside."""
    out: list[Inline] = []
    for node in nodes:
        out.extend(_run(node) if isinstance(node, RUNS) else _deep(node))
    nodes, out = merged(out), []
    for index, node in enumerate(nodes):
        before = nodes[index - 1] if index else None
        after = nodes[index + 1] if index + 1 < len(nodes) else None
        if isinstance(node, RUNS):
            if (
                isinstance(before, RUNS)
                and {type(before), type(node)} == {Emphasis, Strong}
                and not _in_word(before, node)
            ):
                out.append(Text(" ", span=Span(node.span.start, node.span.start)))
                before = None
            out.extend(_flanked(node, _last_char(before), _first_char(after) if not isinstance(after, RUNS) else "*"))
        elif isinstance(node, InlineMath | InlineCode) and type(before) is type(node):
            out.extend((Text(" ", span=Span(node.span.start, node.span.start)), node))
        else:
            out.append(node)
    return out


def _in_word(before: Inline, node: Inline) -> bool:
    """Whether two runs of words alone meet inside a word, where every parser reads their signs alike."""
    plain = all(
        isinstance(run, RUNS) and len(run.children) == 1 and isinstance(run.children[0], Text) for run in (before, node)
    )
    return plain and all(char.isalnum() for char in (_last_char(before), _first_char(node)))


def _deep(node: Inline) -> Iterable[Inline]:
    """A tag or link with settled content; the space at the edges of a link's text stands outside it."""
    if not isinstance(node, Tagged | Link):
        return (node,)
    inner = merged(settle(list(node.children)))
    if isinstance(node, Tagged):
        return (replace(node, children=tuple(inner)),)
    before, after = Span(node.span.start, node.span.start), Span(node.span.end, node.span.end)
    out: list[Inline] = []
    first = inner[0]
    if isinstance(first, Text) and first.value[0].isspace():
        out.append(Text(" ", span=before))
        inner[0] = replace(first, value=first.value.lstrip())
    last = inner[-1]
    trails = isinstance(last, Text) and last.value[-1:].isspace()
    if isinstance(last, Text) and trails:
        inner[-1] = replace(last, value=last.value.rstrip())
    out.append(replace(node, children=tuple(merged(inner))))
    if trails:
        out.append(Text(" ", span=after))
    return out


def _run(node: Emphasis | Strong | Delete) -> Iterable[Inline]:
    """A run with settled content whose outer space and breaks stand outside it."""
    inner = merged(settle(list(node.children)))
    before: list[Inline] = []
    after: list[Inline] = []
    while inner:
        first = inner[0]
        if isinstance(first, Break):
            before.append(inner.pop(0))
        elif isinstance(first, Text) and first.value[0].isspace():
            kept = first.value.lstrip()
            before.append(replace(first, value=_space(first.value[: len(first.value) - len(kept)])))
            inner[0:1] = [replace(first, value=kept)] if kept else []
        else:
            break
    while inner:
        last = inner[-1]
        if isinstance(last, Break):
            after.insert(0, inner.pop())
        elif isinstance(last, Text) and last.value[-1].isspace():
            kept = last.value.rstrip()
            after.insert(0, replace(last, value=_space(last.value[len(kept) :])))
            inner[-1:] = [replace(last, value=kept)] if kept else []
        else:
            break
    yield from before
    if len(inner) > 1 and not isinstance(node, Delete):
        inner = merged(_told_apart(inner))
    if len(inner) == 1 and _is_stress(only := inner[0]):
        inner = [(Strong if only.tag == "strong" else Emphasis)(only.children, span=only.span)]
    if len(inner) == 1 and isinstance(node, Strong) and isinstance(inner[0], Emphasis):
        yield replace(inner[0], children=(replace(node, children=inner[0].children),))
    elif len(inner) == 1 and isinstance(node, Emphasis | Strong) and isinstance(inner[0], Delete):
        yield replace(inner[0], children=(replace(node, children=inner[0].children),))
    elif inner:
        yield replace(node, children=tuple(inner))
    yield from after


def _space(edge: str) -> str:
    """The space at the edge of a run as it stands outside: one that does not break is one that does."""
    return SPACE.sub(" ", edge.replace("\xa0", " "))


def _told_apart(nodes: list[Inline]) -> Iterable[Inline]:
    """The content of a run whose inner runs stand apart from it: `***a*b *c***` is read in three ways by three
    parsers."""
    for index, node in enumerate(nodes):
        before = _last_char(nodes[index - 1]) if index else ""
        after = _first_char(nodes[index + 1]) if index + 1 < len(nodes) else ""
        apart = (not before or before.isspace()) and (not after or after.isspace()) and (index == 0 or bool(after))
        if isinstance(node, Emphasis | Strong) and not apart:
            yield Tagged("strong" if isinstance(node, Strong) else "em", node.children, span=node.span)
        else:
            yield node


def _flanked(node: Emphasis | Strong | Delete, before: str, after: str) -> Iterable[Inline]:
    """A run that is left-flanking at its start and right-flanking at its end,
    next to these two characters ("" for none)."""
    only = node.children[0]
    if len(node.children) == 1 and isinstance(node, Emphasis | Strong) and isinstance(only, Emphasis | Strong):
        for part in _flanked(only, before, after):
            yield replace(node, children=(part,)) if isinstance(part, RUNS) else part
        return
    inner = list(node.children)
    star = "*" if isinstance(node, Delete) else ""
    lead: list[Inline] = []
    trail: list[Inline] = []
    while (
        inner
        and _punctuation(star if star and isinstance(inner[0], Emphasis | Strong) else _first_char(inner[0]))
        and not _open(before)
    ):
        first = inner[0]
        if _is_stress(first):
            inner[0:1] = first.children
            continue
        if not isinstance(first, Text):
            lead.append(Text(" ", span=Span(node.span.start, node.span.start)))
            break
        value, cut = first.value, head(first.value)
        if cut == len(value) > 2 and len(inner) == 1:
            trail.insert(0, replace(first, value=value[-1]))
            value, after = value[:-1], value[-1]
        cut = cut if 0 < cut < len(value) else 1
        cut += len(value[cut:]) - len(value[cut:].lstrip())
        lead.append(replace(first, value=value[:cut]))
        before = value[cut - 1]
        inner[0:1] = [replace(first, value=value[cut:])] if len(value) > cut else []
    while (
        inner
        and _punctuation(star if star and isinstance(inner[-1], Emphasis | Strong) else _last_char(inner[-1]))
        and not _open(after)
    ):
        last = inner[-1]
        if _is_stress(last):
            inner[-1:] = last.children
            continue
        if not isinstance(last, Text):
            trail.insert(0, Text(" ", span=Span(node.span.end, node.span.end)))
            break
        value, cut = last.value, tail(last.value)
        if not cut and len(value) > 2 and len(inner) == 1:
            lead.append(replace(last, value=value[0]))
            value = value[1:]
        cut = len(value[:cut].rstrip()) if cut > 0 else 0
        cut = cut if cut and value is last.value else len(value.rstrip(value[-1]).rstrip()) or len(value) - 1
        trail.insert(0, replace(last, value=value[cut:]))
        after = value[cut]
        inner[-1:] = [replace(last, value=value[:cut])] if cut else []
    yield from lead
    if inner:
        yield replace(node, children=tuple(inner))
    yield from trail


def _is_stress(node: Inline) -> TypeGuard[Tagged]:
    """A tag where a run of signs could not stand; at the edge of a run it would need a space that nobody wrote."""
    return isinstance(node, Tagged) and node.tag in ("strong", "em")


def _first_char(node: Inline | None) -> str:
    """The first character of a node as written, looking through emphasis delimiters."""
    match node:
        case None:
            return ""
        case Text():
            return node.value[:1]
        case Emphasis() | Strong():
            return _first_char(node.children[0])
        case Delete():
            return "~"
        case InlineCode():
            return "`"
        case InlineMath():
            return "$"
        case Link() | FootnoteReference():
            return "["
        case Image():
            return "!"
        case Break() | Tagged() | InlineHtml():
            return "<"


def _last_char(node: Inline | None) -> str:
    match node:
        case None:
            return ""
        case Text():
            return node.value[-1:]
        case Emphasis() | Strong():
            return _last_char(node.children[-1])
        case Delete():
            return "~"
        case InlineCode():
            return "`"
        case InlineMath():
            return "$"
        case FootnoteReference():
            return "]"
        case Link() | Image():
            return ")"
        case Break() | Tagged() | InlineHtml():
            return ">"


def _punctuation(char: str) -> bool:
    """Punctuation to at least one parser: CommonMark counts symbols since 0.31."""
    return bool(char) and unicodedata.category(char)[0] in "PS"


def _open(char: str) -> bool:
    """Text edge, space, or what every parser calls punctuation."""
    return not char or char.isspace() or unicodedata.category(char)[0] == "P" or char in "$+<=>^`|~"


def cover(a: Span, b: Span) -> Span:
    if a == (0, 0):
        return b
    return a if b == (0, 0) else a.cover(b)
