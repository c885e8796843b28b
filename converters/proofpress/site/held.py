"""The page that stands for those that were held back: what is wrong with each, and how to mend it, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping

from proofpress.finding import Finding, Severity, Words
from proofpress.regex import regex
from proofpress.site.documents import document
from proofpress.site.reading import plainly
from proofpress.source import Source
from proofpress.tree import Heading, text_of

TITLE = Words("Pages that are held back", "暂未发布的页面")
INTRO = Words(
    "These pages have errors. They are published once the errors are mended.", "这些页面有错误，改正后即会发布。"
)
LINE = Words("line {0}: ", "第 {0} 行：")
_MARKUP = regex(r"[\\`*_{}\[\]<>()#+.!|~^$:=-]")


def report(found: Mapping[str, tuple[Source, tuple[Finding, ...]]], language: str) -> str:
    """A page of Markdown: one section a page, one item an error."""
    parts = [f"---\nrobots: noindex\nsearch:\n  exclude: true\n---\n\n# {TITLE.of(language)}\n\n{INTRO.of(language)}\n"]
    for uri, (source, findings) in found.items():
        items = [_item(source, finding, language) for finding in findings if finding.severity is Severity.ERROR]
        title = title_of(source.text)
        parts.append(f"\n## {_escape(title)}\n\n`{uri}`\n\n" if title else f"\n## `{uri}`\n\n")
        parts += items
    return "".join(parts)


def title_of(text: str) -> str:
    """What a page calls itself in its front matter or its first heading; "" for one that does not."""
    page = document(text)
    named = page.meta.get("title")
    heading = next((node for node in page.children if isinstance(node, Heading) and node.depth == 1), None)
    return " ".join((plainly(named) if isinstance(named, str) else text_of(heading) if heading else "").split())


def _item(source: Source, finding: Finding, language: str) -> str:
    line = LINE.of(language).format(source.position(finding.span.start).line)
    said = [finding.message.of(language), *([finding.help.of(language)] if finding.help else [])]
    return f"- {line}{_escape(' '.join(said))} `{finding.rule}`\n"


def _escape(text: str) -> str:
    return _MARKUP.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"
