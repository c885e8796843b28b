"""What stands between `\\(` and `\\)` on a page where most of what does is TeX: there the signs tell alone, and a list
in brackets or a word is a formula too."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence.tex import Look, is_balanced, look
from proofpress.passes.inlines import Blocks, Inlines, each_run
from proofpress.regex import regex
from proofpress.tree import Document, Inline, InlineMath, Text, of_kinds, place_in, sliced

_PAIR = regex(
    r"(?P<sign>\\{1,2})\((?P<tex>[^\n\\]{1,200}+)(?P=sign)\)|\\{1,2}\((?P<other>(?:[^\n\\]|\\(?![()])){1,400}+)"
)


def convicted(blocks: Blocks) -> Blocks:
    """The blocks with what such a page has between these signs as formulas, but for prose."""
    told = others = 0
    for node in of_kinds(Document(blocks), Text):
        if "\\(" in node.value:
            for found in _PAIR.finditer(node.value):
                seen = look((found["tex"] or found["other"]).strip(), 12)
                told += seen >= Look.SYMBOL
                others += seen < Look.SYMBOL
    if told <= others or not others:
        return blocks

    def run(children: Inlines) -> Inlines:
        return tuple(made for node in children for made in (_parts(node) if isinstance(node, Text) else (node,)))

    return each_run(Document(blocks), run).children


def _parts(node: Text) -> Iterator[Inline]:
    at = 0
    for found in _PAIR.finditer(node.value):
        tex = (found["tex"] or "").strip()
        if not tex or not is_balanced(tex) or look(tex) not in (Look.PLAIN, Look.NUMBER):
            continue
        if at < found.start():
            yield sliced(node, at, found.start())
        yield InlineMath(tex, span=place_in(node, *found.span()), inner=place_in(node, *found.span("tex")))
        at = found.end()
    if at < len(node.value):
        yield sliced(node, at, len(node.value)) if at else node
