"""Diagrams that Mermaid refuses, mended where one kind of change makes it draw them.

Mermaid decides: what it takes as it is stays as it is, and a change stays only where Mermaid takes the diagram after it. A
change that a reader would see, such as another name for a node `end`, is the author's to make.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from proofpress.engines import mermaid
from proofpress.engines.mends import MENDS, arrows
from proofpress.engines.mends import apply as applied
from proofpress.engines.near_misses import NEAR_MISSES
from proofpress.engines.trouble import Trouble
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.tree import Block, Code, Document, of_kinds

_DIRECTED = re.compile(r"(?:graph|flowchart)[ \t]+(?:TB|TD|BT|RL|LR)\b")
_STATEMENT = re.compile(
    r"(?<=[\])}\w])[ \t]+(?=[A-Za-z]\w*(?:\[[^\]\n]*\]|\([^)\n]*\)|\{[^}\n]*\})?[ \t]*(?:-->|---|==>|-\.->))"
)


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with diagrams that Mermaid draws, wherever one of the remedies makes them."""
    first = next((code for code in of_kinds(document, Code) if code.lang == "mermaid"), None)
    if first is None:
        return document
    if not mermaid.installed():
        ledger.doubted(
            first.span,
            "diagrams were not checked, for Mermaid's files are missing; install proofpress again, or run `make setup` in a checkout",
            "缺少 Mermaid 的文件，图表未经检查；请重新安装 proofpress，或在源码目录运行 `make setup`",
        )
        return document
    return each_level(document, lambda blocks: _level(blocks, ledger))


def _level(blocks: Blocks, ledger: Ledger) -> Blocks:
    return tuple(_block(node, ledger) if isinstance(node, Code) else node for node in blocks)


def _block(node: Code, ledger: Ledger) -> Block:
    if node.lang != "mermaid":
        return node
    made = mended(node.value)
    if made is None:
        return node
    ledger.repaired(node.span, "a diagram that Mermaid could not draw", "Mermaid 无法绘制的图表")
    return replace(node, value=made)


def mended(text: str) -> str | None:
    """A diagram that Mermaid takes instead of one that it refuses; None where it takes it as it is, or nothing helps."""
    if not text.strip():
        return None
    if not _refused(text):
        changes = arrows(text)  # Mermaid takes such a line, but draws it with a node too few.
        made = applied(text, changes) if changes else text
        return made if made != text and not _refused(made) else None
    tried = [made for remedy in REMEDIES if (made := remedy(text)) != text]
    at = text
    for remedy in REMEDIES:
        if (made := remedy(at)) != at and (at := made) not in tried:
            tried.append(at)
    return next(
        (made for made, result in zip(tried, mermaid.parse_all(tried), strict=True) if not isinstance(result, Trouble)),
        None,
    )


def _refused(text: str) -> bool:
    return isinstance(mermaid.parse(text), Trouble)


def _lines(text: str) -> str:
    """A flowchart whose line ends were lost: a statement a line."""
    found = _DIRECTED.match(text.strip())
    if found is None or "\n" in text.strip():
        return text
    statements = text.strip()[found.end() :].strip()
    return (
        found[0] + "\n    " + _STATEMENT.sub("\n    ", statements)
        if statements and not statements.startswith(";")
        else text
    )


def _mend(make: Callable[[str], tuple[object, ...]]) -> Callable[[str], str]:
    return lambda text: applied(text, make(text))  # type: ignore[arg-type]


REMEDIES: tuple[Callable[[str], str], ...] = (
    _lines,
    *(_mend(make) for make in NEAR_MISSES),
    *(_mend(make) for name, make in MENDS if name != "mermaid-reserved-word"),
)
