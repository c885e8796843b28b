"""How HTML is typed into Markdown: its tags, and the comments that stay."""

from __future__ import annotations

import re

CONVERTED = "Unexpected HTML, expected Markdown; converted", "正文中的 HTML，已转换"
TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
KEPT = re.compile(r"\s*(?:<!--\s*proofpress-(?:(?!--!?>)[\s\S])*+-->\s*)+\Z")
"""Comments that speak to `proofpress check`."""


def name_of(tag: str) -> str:
    """The name of a tag, of one that closes too; "" for what is none."""
    found = TAG.match(tag)
    return found[2].lower() if found else ""
