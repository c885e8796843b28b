"""Control tokens of language models in running text, `<|endoftext|>`, as inline code.

What stands in a page or behind a reference (`&lt;|`) was written out to be seen: the article speaks of it. Where it
stands at an edge of its paragraph a machine may have left it, and the ledger says so.
"""

from __future__ import annotations

from dataclasses import replace

from proofpress.authority import Kind
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Inlines, each_run, nested
from proofpress.regex import regex
from proofpress.repairs.tokens import BARS, CONTROL
from proofpress.source import Span
from proofpress.tree import Document, Inline, InlineCode, Text

_TOKEN = regex(BARS)
_BEHIND_TITLE = regex(rf"(?<=[\w。！？”》)）])(?:{BARS})+\s*+$")
"""Right behind the last word of a title, where no sentence speaks of a token."""


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with its tokens as code, and a title that is given without those that ended it."""
    title = document.meta.get("title")
    if isinstance(title, str) and (found := _BEHIND_TITLE.search(title)) and (at := ledger.root.text.find(title)) >= 0:
        span = Span(at + found.start(), at + found.end())
        if ledger.judged(Kind.CONTROL, span, *CONTROL):
            document = replace(document, meta={**document.meta, "title": title[: found.start()]})

    def change(run: Inlines) -> Inlines:
        run = nested(run, change)
        if not any(isinstance(node, Text) and _has_token(node.value) for node in run):
            return run
        return tuple(piece for at, node in enumerate(run) for piece in _pieces(node, at == len(run) - 1, ledger))

    return each_run(document, change)


def _has_token(text: str) -> bool:
    return ("<|" in text or "<｜" in text) and _TOKEN.search(text) is not None


def _pieces(node: Inline, last: bool, ledger: Ledger) -> list[Inline]:
    if not isinstance(node, Text) or not _has_token(node.value):
        return [node]
    made: list[Inline] = []
    end = 0
    for found in _TOKEN.finditer(node.value):
        if between := node.value[end : found.start()]:
            made.append(Text(between, span=node.span))
        made.append(InlineCode(found[0], span=node.span))
        end = found.end()
        ledger.repaired(node.span, "a token that is spoken of becomes inline code", "文中提到的控制符改为行内代码")
        if last and not node.value[end:].strip():
            ledger.doubted(
                node.span,
                "a control token at the end of a paragraph may be a machine's",
                "段末的控制符可能是模型留下的",
            )
    if rest := node.value[end:]:
        made.append(Text(rest, span=node.span))
    return made
