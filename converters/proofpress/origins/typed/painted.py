"""Lines whose words an editor for code has painted one by one: a listing that was pasted into a page as text."""

from __future__ import annotations

import html
import re

from proofpress.regex import regex
from proofpress.source import Source
from proofpress.tree import Paragraph

_TAG = regex(
    r"<(?P<closes>/)?(?P<name>span|font)\b(?P<said>[^<>]*)>|(?P<line><(?:br|/?p|/?div|/?li)\b[^<>]*>)|<[^<>]*>", re.I
)
_COLOUR = regex(
    r"(?<![\w-])color\s*[:=]\s*[\"']?([^;\"'<>]+)|(?:(?:hljs-|cm-|pl-|mtk|code-snippet__|token )[\w-]+)", re.I
)
_WINDOW = 600
_SIGN = regex(r"[(){}\[\]=<>;:,./*&|]+")
_WIDEST = 14
"""The most signs that its parts have on an average; a string or a remark is longer, a sentence is one part."""


def painted(root: Source, paragraph: Paragraph) -> bool | None:
    """Whether a sign of code stands in a part by itself where every sign of a paragraph stands in one of several short
    parts of more than one colour; None for any other paragraph."""
    start, end = paragraph.span
    if "span" not in (raw := root.text[start:end]) and "font" not in raw:
        return None
    before = max(start - _WINDOW, 0)
    raw = root.text[before:end]
    colours: list[str] = []
    parts: list[tuple[str, str]] = []
    at = 0
    for tag in (*_TAG.finditer(raw), None):
        text = raw[max(at, start - before) : tag.start() if tag else len(raw)]
        if said := "".join(html.unescape(text).split()):
            if not colours or not colours[-1]:
                return None
            parts.append((colours[-1], said))
        if tag is None:
            break
        at = tag.end()
        if tag["line"] and at <= start - before:
            colours.clear()
        elif tag["closes"]:
            del colours[-1:]
        elif tag["name"]:
            colour = _COLOUR.search(tag["said"])
            colours.append(colour[0].lower() if colour else colours[-1] if colours else "")
    if len({colour for colour, _ in parts}) < 2:
        return None
    if sum(len(said) for _, said in parts) > _WIDEST * len(parts):
        return None
    return any(_SIGN.fullmatch(said) for _, said in parts)
