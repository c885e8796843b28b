"""Text of WordPress's classic editor: blank lines are paragraphs there, and line ends are breaks."""

from __future__ import annotations

import re

from proofpress.regex import regex

_BLOCK = regex(
    r"\s*</?(?:p|div|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|pre|figure|figcaption|hr|dl|dt|dd"
    r"|section|article|aside|details|summary|form|iframe|video|script|style|!--)\b|\s*<!--|\s*\[/?(?:caption"
    r"|gallery|code|sourcecode)\b",
    re.I,
)
_KEPT = regex(
    r"<(?P<tag>pre|script|style)\b(?:(?!<(?P=tag)\b).)*?</(?P=tag)\s*+>|<!--(?:(?!<!--).)*?-->|\[(?P<code>code"
    r"|sourcecode|crayon|highlight)\b[^\[\]]*+\](?:(?!\[(?P=code)\b).)*?\[/(?P=code)\]",
    re.I | re.S,
)


def paragraphs(content: str) -> str:
    """The content with paragraphs where its blank lines are; content that has elements for them stays what it is."""
    content = content.replace("\r\n", "\n")
    if "<!-- wp:" in content or re.search(r"<p[\s>]", content, re.I):
        return content
    out: list[str] = []
    at = 0
    for kept in _KEPT.finditer(content):
        out += [_marked(content[at : kept.start()]), kept[0]]
        at = kept.end()
    return "\n\n".join([*out, _marked(content[at:])])


def _marked(text: str) -> str:
    made: list[str] = []
    for part in re.split(r"\n[ \t]*\n", text):
        part = part.strip("\n")
        if not part.strip():
            continue
        made.append(part if _BLOCK.match(part) else "<p>" + part.strip().replace("\n", "<br>\n") + "</p>")
    return "\n\n".join(made)
