r"""`\label{eq:x}` in a formula and `\eqref{eq:x}` in the text: what TeX numbers by itself, with its number on both
sides.

KaTeX numbers nothing. Only formulas that the text refers to get a number, the next that no `\tag` of the article has
taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from proofpress.engines import katex
from proofpress.engines.trouble import Trouble
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, Inlines, each_level, each_run, nested
from proofpress.regex import regex
from proofpress.tree import Document, Inline, InlineMath, Math, Text, of_kinds

_LABEL = regex(r"\\label\s*\{(?P<key>[^{}\n]{1,80})\}")
_REFERENCE = regex(r"\\(?P<kind>eq)?ref\s*\{(?P<key>[^{}\n]{1,80})\}")
_TAG = regex(r"\\tag\*?\s*\{(?P<number>[^{}\n]{1,20})\}")


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with numbers where formulas and the references to them had labels."""
    formulas = [node for node in of_kinds(document, Math) if "\\label" in node.value]
    if not formulas:
        return document
    asked = {found["key"] for node in of_kinds(document, Text, InlineMath) for found in _REFERENCE.finditer(node.value)}
    numbers = _numbers(document, formulas, asked) if asked else {}
    if not numbers:
        return document

    def run(nodes: Inlines) -> Inlines:
        return tuple(_told(node, numbers, ledger) for node in nested(nodes, run))

    def level(blocks: Blocks) -> Blocks:
        return tuple(_numbered(node, numbers, ledger) if isinstance(node, Math) else node for node in blocks)

    return each_level(each_run(document, run), level)


def _numbers(document: Document, formulas: list[Math], asked: set[str]) -> Mapping[str, str]:
    """The number of each label that is referred to, where its formula can show it."""
    taken = {found["number"] for node in of_kinds(document, Math) for found in _TAG.finditer(node.value)}
    made: dict[str, str] = {}
    last = 0
    for node in formulas:
        labels, tags = list(_LABEL.finditer(node.value)), list(_TAG.finditer(node.value))
        if len(labels) == len(tags) == 1:
            made.setdefault(labels[0]["key"], tags[0]["number"])
            continue
        for label in labels if not tags else ():
            if label["key"] not in asked or label["key"] in made:
                continue
            while (number := str(last := last + 1)) in taken:
                pass
            made[label["key"]] = number
        if not tags and (changed := _tagged(node.value, made)) != node.value and not _renders(changed):
            for label in labels:
                made.pop(label["key"], None)
    return {key: number for key, number in made.items() if key in asked}


def _tagged(tex: str, numbers: Mapping[str, str]) -> str:
    has_tag = _TAG.search(tex) is not None
    return _LABEL.sub(
        lambda m: ("" if has_tag else f"\\tag{{{numbers[m['key']]}}}") if m["key"] in numbers else m[0], tex
    )


def _renders(tex: str) -> bool:
    return katex.installed() and not isinstance(katex.typeset(_LABEL.sub("", tex), True), Trouble)


def _numbered(node: Math, numbers: Mapping[str, str], ledger: Ledger) -> Math:
    made = _tagged(node.value, numbers) if "\\label" in node.value else node.value
    if made == node.value:
        return node
    ledger.repaired(
        node.span, "a formula with a label that the text refers to has its number", "被引用的公式，标签改为编号"
    )
    return replace(node, value=made)


def _told(node: Inline, numbers: Mapping[str, str], ledger: Ledger) -> Inline:
    if not isinstance(node, Text | InlineMath) or "ref" not in node.value:
        return node

    def number(found: re.Match[str]) -> str:
        known = numbers.get(found["key"])
        return found[0] if known is None else f"({known})" if found["kind"] else known

    made = _REFERENCE.sub(number, node.value)
    if made == node.value:
        return node
    ledger.repaired(
        node.span, "a reference to a formula by its label has its number", "按标签引用公式，改为编号", text=node.value
    )
    alone = isinstance(node, InlineMath) and _REFERENCE.fullmatch(node.value.strip())
    return Text(made, span=node.span) if alone else replace(node, value=made)
