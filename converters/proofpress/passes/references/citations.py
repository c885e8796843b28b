"""Citations in the text: `[1]`, `[1,2]`, `[1-3]`, `［1］`, superscripts; only those whose entry is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from proofpress.evidence import chinese
from proofpress.passes.inlines import nested
from proofpress.passes.references.parts import sliced
from proofpress.source import Span
from proofpress.tree import Document, Footnote, FootnoteReference, Inline, Link, Tagged, Text, text_of, walk

_MARK = re.compile(r"[\[［【〔]\s*(\^?\d{1,3}(?:\s*(?:[,，、;；]|[-–—~～至])\s*\^?\d{1,3})*)\s*[\]］】〕]")
_BARE = re.compile(r"^\s*[\[［]?\s*(\d{1,3}(?:\s*(?:[,，、]|[-–—~～])\s*\d{1,3})*)\s*[\]］]?\s*$")
_NOT_CITED = re.compile(
    r"(?:区间|范围|∈|数组|下标|索引|\b(?:in|interval|range|index)|[_=(（\[])\s*$|(?<![A-Za-z])[A-Za-z]$"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT = re.compile(rf"(?<=[{chinese.CLASS}。，；”’）)\]])[⁽[]?([⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}})[⁾\]]?")


def cited(document: Document, held: frozenset[int]) -> dict[int, int]:
    """How often each number is cited outside the lists themselves."""
    counts: dict[int, int] = {}
    for index, top in enumerate(document.children):
        if index in held or isinstance(top, Footnote):
            continue
        for node in walk(top):
            numbers: list[int] = []
            if isinstance(node, Text):
                for match in _MARK.finditer(node.value):
                    if not _NOT_CITED.search(node.value[: match.start()]):
                        numbers.extend(_numbers(match[1]))
            elif isinstance(node, FootnoteReference) and node.label.isdecimal():
                numbers.append(int(node.label))
            elif isinstance(node, Tagged) and node.tag == "sup" and (bare := _BARE.match(text_of(node))):
                numbers.extend(_numbers(bare[1]))
            for number in numbers:
                counts[number] = counts.get(number, 0) + 1
    return counts


def _numbers(text: str) -> list[int]:
    """`1, 3-5` → 1, 3, 4, 5. A range that runs backwards, or far, is nothing."""
    out: list[int] = []
    for part in re.split(r"[,，、;；]", text.replace("^", "")):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        if len(ends) == 2:
            if not ends[0] < ends[1] <= ends[0] + 30:
                return []
            out.extend(range(ends[0], ends[1] + 1))
        else:
            out.extend(ends)
    return out


def cite(run: tuple[Inline, ...], known: frozenset[int], *, links_only: bool = False) -> tuple[Inline, ...]:
    """The run with its citations as notes."""
    if not links_only:
        run = nested(run, lambda inner: cite(inner, known), links=False)
    out: list[Inline] = []
    for node in run:
        if isinstance(node, Text) and not links_only:
            out.extend(_text(node, known))
        elif isinstance(node, Tagged) and node.tag == "sup" and not links_only and (bare := _BARE.match(text_of(node))):
            numbers = _numbers(bare[1])
            out.extend(_marks(numbers, node.span) if numbers and set(numbers) <= known and not _power(out) else (node,))
        elif (
            isinstance(node, Link)
            and (node.url.startswith("#") or node.url == "")
            and (bare := _BARE.match(text_of(node)))
            and bare[0].strip() != bare[1]  # a bare number may lead to an equation or a figure
        ):
            numbers = _numbers(bare[1])
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
    return tuple(out)


def _text(node: Text, known: frozenset[int]) -> Iterator[Inline]:
    at = 0
    found = sorted((*_MARK.finditer(node.value), *_SUPERSCRIPT.finditer(node.value)), key=lambda match: match.start())
    for match in found:
        numbers = _numbers(match[1].translate(_RAISED))
        if (
            match.start() < at
            or not numbers
            or not set(numbers) <= known
            or _NOT_CITED.search(node.value[max(match.start() - 20, 0) : match.start()])
        ):
            continue
        if match.start() > at:
            before = sliced(node, at, match.start())
            yield replace(before, value=before.value.rstrip(" ")) if before.value.rstrip(" ") else before
        yield from _marks(numbers, sliced(node, match.start(), match.end()).span)
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


def _marks(numbers: list[int], span: Span) -> tuple[Inline, ...]:
    return tuple(FootnoteReference(str(number), span=span) for number in numbers)
