"""What chat products leave in the Markdown that is copied or exported from them: tags of their own, logos, end marks,
hidden marks, frames."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_RENDER = regex(
    r"<(?P<name>grok:render|cite-ref|oai-citation)\b[^<>]{0,400}>(?:[^<]|<(?!/?(?P=name)\b)){0,2000}</(?P=name)>"
)
_LOGO = regex(r"""\A\s*(?:<(?:p|div)\b[^<>]*>\s*)?<img\b[^<>]*\bclass=["']?logo\b[^<>]*>(?:\s*</(?:p|div)>)?""", re.I)
_END = regex(r"^[ \t]*+(?:<(?:div|p|center)\b[^<>\n]*+>[ \t]*+)?⁂[ \t]*+(?:</(?:div|p|center)>[ \t]*+)?$", re.M)
_HIDDEN = regex(
    r"""<span\b[^<>]*\bstyle=["'][^"'<>]*display:\s*none[^"'<>]*["'][^<>]*>(?:\s*\[\^[\w-]+\])+\s*</span>""", re.I
)
_DOCUMENT = "writing"
"""The container in which a product shows a document that it wrote: what stands in it is the text."""
_SIMPLE = (
    (_RENDER, "the mark of a source that the file does not hold", "文件未保存其来源的引用标记"),
    (_LOGO, "a product's logo", "产品标志"),
    (_END, "a product's end mark", "产品的结束标记"),
    (_HIDDEN, "marks of notes that the page hides", "页面隐藏的脚注标记"),
)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without these."""
    text = source.text
    if "<" not in text and "⁂" not in text and _DOCUMENT not in text:
        return source
    lexed = lex_source(source, ANYBODYS)
    seen = lexed.codeless
    changes: list[Change] = []
    for pattern, en, zh in _SIMPLE:
        for found in pattern.finditer(seen):
            changes.append(Change(found.start(), found.end(), ""))
            ledger.removed(source.span(found.start(), found.end()), en, zh)
    for one in lexed.directives:
        if one.name == _DOCUMENT and one.last >= 0 and one.rest.lstrip().startswith("{"):
            for line in (one.first, one.last):
                start, end = lexed.scan.content(line), lexed.scan.end(line)
                changes.append(Change(start, end, ""))
                ledger.removed(
                    source.span(start, end), "a product's mark around a document", "产品在文档前后所加的标记"
                )
    return rewrite(source, sorted(changes))
