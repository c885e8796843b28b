"""Citations in the text: `[1]`, `[1,2]`, `[1-3]`, `［1］`, superscripts; only those whose entry is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from proofpress.evidence import chinese
from proofpress.evidence.citation import WIDE_MARK, expanded, is_citation, is_index, number_of
from proofpress.ledger import Ledger
from proofpress.passes.inlines import nested
from proofpress.passes.references.parts import led
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import (
    Document,
    Footnote,
    FootnoteReference,
    Inline,
    Link,
    Tagged,
    Text,
    place_in,
    sliced,
    text_of,
    walk,
)

_BARE = regex(r"^\s*+[\[［]?\s*+(\d{1,3}(?:\s*+(?:[,，、]|[-–—~～])\s*+\d{1,3})*)\s*+[\]］]?\s*+$")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT = regex(rf"(?<=[{chinese.CLASS}。，；”’）)\]])[⁽[]?([⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}})[⁾\]]?")


def cited(document: Document, held: frozenset[int], known: frozenset[int]) -> dict[int, int]:
    """How often each number is cited outside the lists themselves; a mark of several cites where all are known:
    `[0, 1]` beside a list that counts from one is an interval."""
    counts: dict[int, int] = {}
    for index, top in enumerate(document.children):
        if index in held or isinstance(top, Footnote):
            continue
        for node in walk(top):
            marks: list[tuple[int, ...]] = []
            if isinstance(node, Text):
                marks.extend(
                    expanded(match[1])
                    for match in WIDE_MARK.finditer(node.value)
                    if is_citation(node.value[: match.start()], match[0])
                )
            elif isinstance(node, FootnoteReference) and (number := number_of(node.label)) is not None:
                marks.append((number,))
            elif isinstance(node, Tagged) and node.tag == "sup" and (bare := _BARE.match(text_of(node))):
                marks.append(expanded(bare[1]))
            for number in (number for mark in marks if known.issuperset(mark) for number in mark):
                counts[number] = counts.get(number, 0) + 1
    return counts


def cite(
    run: tuple[Inline, ...], known: frozenset[int], ledger: Ledger, *, links_only: bool = False
) -> tuple[Inline, ...]:
    """The run with its citations as notes."""
    out: list[Inline] = []
    raised = False
    for node in run:
        if not links_only:
            # What a mark holds is not asked by itself: how many notes it stands for is said once.
            if numbers := _raised(node, known, out):
                if out and isinstance(last := out[-1], Text) and last.value.strip():
                    out[-1] = replace(last, value=last.value.rstrip())
                out.extend(_marks(numbers, node.span))
                if len(numbers) > 1:
                    ledger.repaired(
                        node.span, "one mark of several notes", "一处标出几条注释的标记", text=text_of(node)
                    )
                raised = True
                continue
            (node,) = nested((node,), lambda inner: cite(inner, known, ledger), links=False)
        if isinstance(node, Text) and not links_only:
            out.extend(_text(led(node) if raised else node, known))
        elif (
            isinstance(node, Link)
            and (node.url.startswith("#") or node.url == "")
            and (bare := _BARE.match(text_of(node)))
            and bare[0].strip() != bare[1]  # a bare number may lead to an equation or a figure
        ):
            numbers = expanded(bare[1])
            out.extend(_marks(numbers, node.span) if numbers and set(numbers) <= known else (node,))
        elif (
            isinstance(node, Tagged)
            and node.tag == "sup"
            and len(node.children) == 1
            and isinstance(node.children[0], FootnoteReference)
        ):
            out.append(node.children[0])
        else:
            out.append(node)
        raised = False
    return tuple(out)


def _raised(node: Inline, known: frozenset[int], before: list[Inline]) -> tuple[int, ...]:
    """The numbers that a raised text cites, where all are known; without brackets it may be a power."""
    bare = _BARE.match(text_of(node)) if isinstance(node, Tagged) and node.tag == "sup" else None
    numbers = expanded(bare[1]) if bare else ()
    is_bare = bare is not None and bare[0].strip() == bare[1]
    return numbers if set(numbers) <= known and not (is_bare and _power(before)) else ()


def _text(node: Text, known: frozenset[int]) -> Iterator[Inline]:
    at = 0
    found = sorted(
        (*WIDE_MARK.finditer(node.value), *_SUPERSCRIPT.finditer(node.value)), key=lambda match: match.start()
    )
    for match in found:
        inner = match[1].translate(_RAISED)
        numbers = expanded(inner)
        if match.start() < at or not numbers or not set(numbers) <= known:
            continue
        if is_index(node.value[: match.start()], inner):
            continue
        if match.start() > at:
            before = sliced(node, at, match.start())
            yield replace(before, value=before.value.rstrip(" ")) if before.value.rstrip(" ") else before
        yield from _marks(numbers, place_in(node, *match.span()))
        at = match.end()
    if at < len(node.value):
        yield sliced(node, at, len(node.value)) if at else node


def _power(before: list[Inline]) -> bool:
    """Whether a superscript stands behind a number or a unit: an exponent."""
    return (
        bool(before)
        and isinstance(before[-1], Text)
        and bool(re.search(r"[\d)]$|(?<![A-Za-z])[a-zA-Z]{1,2}$", before[-1].value))
    )


def _marks(numbers: tuple[int, ...], span: Span) -> tuple[Inline, ...]:
    return tuple(FootnoteReference(str(number), span=span) for number in numbers)
