"""What chat products leave in the Markdown that is copied or exported from them: tags of their own, logos, end marks,
hidden marks."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.ticks import fence_around
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_RENDER = re.compile(
    r"<(?P<name>grok:render|cite-ref|oai-citation)\b[^<>]{0,400}>(?:[^<]|<(?!/?(?P=name)\b)){0,2000}</(?P=name)>"
)
_ARTIFACT = re.compile(r"<(?P<name>xaiArtifact|antArtifact|boltArtifact)\b(?P<attributes>[^<>]{0,800})>")
_VALUE = re.compile(r"""(?<![\w-])([\w-]+)=(?:"([^"]*)"|'([^']*)')""")
_LOGO = re.compile(
    r"""\A\s*(?:<(?:p|div)\b[^<>]*>\s*)?<img\b[^<>]*\bclass=["']?logo\b[^<>]*>(?:\s*</(?:p|div)>)?""", re.I
)
_END = re.compile(r"^[ \t]*+(?:<(?:div|p|center)\b[^<>\n]*+>[ \t]*+)?⁂[ \t]*+(?:</(?:div|p|center)>[ \t]*+)?$", re.M)
_HIDDEN = re.compile(
    r"""<span\b[^<>]*\bstyle=["'][^"'<>]*display:\s*none[^"'<>]*["'][^<>]*>(?:\s*\[\^[\w-]+\])+\s*</span>""", re.I
)
_SIMPLE = (
    (_RENDER, "the mark of a source that the file does not hold", "文件未保存其来源的引用标记"),
    (_LOGO, "a product's logo", "产品标志"),
    (_END, "a product's end mark", "产品的结束标记"),
    (_HIDDEN, "marks of notes that the page hides", "页面隐藏的脚注标记"),
)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without these; an artifact as the code or the text that it is."""
    text = source.text
    if "<" not in text and "⁂" not in text:
        return source
    seen = lex_source(source, ANYBODYS).codeless
    changes: list[Change] = []
    for pattern, en, zh in _SIMPLE:
        for found in pattern.finditer(seen):
            changes.append(Change(found.start(), found.end(), ""))
            ledger.removed(source.span(found.start(), found.end()), en, zh)
    ends: dict[str, int] = {}
    for found in _ARTIFACT.finditer(seen):
        close = f"</{found['name']}>"
        if ends.get(close, 0) >= 0 and ends.get(close, 0) < found.end():
            ends[close] = text.find(close, found.end())
        if (end := ends[close]) > 0:
            _artifact(source, found, end, end + len(close), changes, ledger)
    return rewrite(source, changes)


def _artifact(
    source: Source, found: re.Match[str], end: int, after: int, changes: list[Change], ledger: Ledger
) -> None:
    """A document that an answer holds: under its title, as code where its type says so."""
    values = {name.lower(): one or other for name, one, other in _VALUE.findall(found["attributes"])}
    kind = values.get("contenttype") or values.get("type") or ""
    body = source.text[found.end() : end]
    is_text = kind.rsplit("/", 1)[-1] in ("markdown", "plain", "") and not values.get("language")
    language = values.get("language") or (kind.rsplit("/", 1)[-1] if kind.startswith(("text/", "code/")) else "")
    title = f"**{values['title']}**\n\n" if values.get("title") else ""
    fence = "" if is_text else fence_around(body)
    lead = "" if body.startswith("\n") else "\n"
    changes.append(Change(found.start(), found.end(), f"\n\n{title}{fence}{'' if is_text else language}{lead}"))
    changes.append(Change(end, after, f"{'' if body.endswith(chr(10)) else chr(10)}{fence}\n\n"))
    ledger.repaired(source.span(found.start(), found.end()), "a document in an answer", "回答中的文档")
