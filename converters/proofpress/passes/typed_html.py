"""How HTML is typed into Markdown: its tags, and the comments that stay."""

from __future__ import annotations

from proofpress.regex import regex
from proofpress.tree import Inline, InlineHtml

CONVERTED = "Unexpected HTML, expected Markdown; converted", "正文中的 HTML，已转换"
TAG = regex(r"<(/?)([a-zA-Z][\w:-]*+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
KEPT = regex(r"\s*(?:<!--\s*proofpress-(?:(?!--!?>)[\s\S])*+-->\s*)+\Z")
"""Comments that speak to `proofpress check`."""
Tag = tuple[str, bool]
"""The name of a tag of HTML, and whether it closes; "" for what is none."""


def name_of(tag: str) -> str:
    """The name of a tag, of one that closes too; "" for what is none."""
    found = TAG.match(tag)
    return found[2].lower() if found else ""


def tag_of(node: Inline) -> Tag:
    """Which tag of HTML a node is."""
    return (name_of(node.value), node.value.startswith("</")) if isinstance(node, InlineHtml) else ("", False)
