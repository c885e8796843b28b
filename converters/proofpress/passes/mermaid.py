"""Diagrams that Mermaid refuses, mended where one kind of change makes it draw them.

Mermaid decides: what it takes as it is stays as it is, and a change stays only where Mermaid takes the diagram after
it. A change that a reader would see is the author's to make, and what is not drawn stands in the
ledger.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from proofpress.engines import mermaid
from proofpress.engines.mends import MENDS, arrows
from proofpress.engines.mends import apply as applied
from proofpress.engines.near_misses import NEAR_MISSES
from proofpress.engines.trouble import Trouble
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.regex import regex
from proofpress.tree import Block, Code, Document, of_kinds
from proofpress.words.parsers import in_chinese

_LONGEST = 160
_DIRECTED = regex(r"(?:graph|flowchart)[ \t]+(?:TB|TD|BT|RL|LR)\b")
_STATEMENT = regex(
    r"(?<=[\])}\w])[ \t]+(?=[A-Za-z]\w*(?:\[[^\]\n]{0,400}\]|\([^)\n]{0,400}\)|\{[^}\n]{0,400}\})?"
    r"[ \t]*(?:-->|---|==>|-\.->))"
)


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with diagrams that Mermaid draws, wherever one of the remedies makes them."""
    first = next((code for code in of_kinds(document, Code) if code.lang == "mermaid"), None)
    if first is None:
        return document
    if not mermaid.installed():
        ledger.doubted(
            first.span,
            "diagrams were not checked, for Mermaid's files are missing; install proofpress again, or run "
            "`make setup` in a checkout",
            "缺少 Mermaid 的文件，图表未经检查；请重新安装 proofpress，或在源码目录运行 `make setup`",
        )
        return document
    return each_level(document, lambda blocks: _level(blocks, ledger))


def _level(blocks: Blocks, ledger: Ledger) -> Blocks:
    return tuple(_block(node, ledger) if isinstance(node, Code) else node for node in blocks)


def _block(node: Code, ledger: Ledger) -> Block:
    if node.lang != "mermaid" or not node.value.strip():
        return node
    made, trouble = mended(node.value)
    if made != node.value:
        ledger.repaired(node.span, "a diagram that Mermaid could not draw", "Mermaid 无法绘制的图表")
        node = replace(node, value=made)
    if trouble is not None:
        said = " ".join(trouble.message.split())[:_LONGEST]
        line = made.count("\n", 0, trouble.offset) + 1
        ledger.doubted(
            node.span,
            f"a diagram that Mermaid cannot draw; on its line {line}: {said}",
            f"Mermaid 无法绘制的图表，图中第 {line} 行：{in_chinese(said)}",
        )
    return node


def mended(text: str) -> tuple[str, Trouble | None]:
    """A diagram as Mermaid takes it, or as it was, and what Mermaid has against it then."""
    trouble = _trouble(text)
    if trouble is None:
        changes = arrows(text)  # Mermaid takes such a line, but draws it with a node too few.
        made = applied(text, changes) if changes else text
        return (made, None) if made != text and _trouble(made) is None else (text, None)
    tried = [made for remedy in REMEDIES if (made := remedy(text)) != text]
    at = text
    for remedy in REMEDIES:
        if (made := remedy(at)) != at and (at := made) not in tried:
            tried.append(at)
    for made in tried:  # One by one, for most are mended by the first.
        if _trouble(made) is None:
            return made, None
    return _step_by_step(text, trouble)


def _step_by_step(text: str, trouble: Trouble) -> tuple[str, Trouble | None]:
    """The changes after which Mermaid reads on beyond the line that it stopped at, if in the end it draws the whole."""
    at, stopped = text, trouble
    for remedy in REMEDIES * 2:  # What stopped it first may be mended by a later one.
        if (made := remedy(at)) == at:
            continue
        if (further := _trouble(made)) is None:
            return made, None
        if _line(made, further) > _line(at, stopped):
            at, stopped = made, further
    return text, trouble


def _line(text: str, trouble: Trouble) -> int:
    """How many lines Mermaid read before it stopped, those of nothing but a comment not counted."""
    return sum(not line.lstrip().startswith("%%") for line in text[: trouble.offset].split("\n"))


@lru_cache(maxsize=64)
def _trouble(text: str) -> Trouble | None:
    result = mermaid.parse(text)
    return result if isinstance(result, Trouble) else None


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
