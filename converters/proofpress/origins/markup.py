"""Whether text that begins with a tag is HTML, or Markdown under a banner, a disclosure or a comment."""

from __future__ import annotations

import re

from proofpress.markdown.signs import FENCE
from proofpress.readers.html import HANDLERS
from proofpress.regex import regex

_LITERAL = regex(r"<(?P<name>pre|script|style|textarea|xmp)\b.*?(?:</(?P=name)\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S)
_BLOCK = regex(
    rf" {{0,3}}(?:#{{1,6}}[ \t]+\S|{FENCE}[ \t]*+"
    r"[\w{+#-]*+[ \t]*+$|\|?[ \t]*+:?-{3,}+:?[ \t]*+\|[-:| \t]*+$)"
)
_ITEM = regex(r" {0,3}(?:[-*+]|\d{1,3}[.)])[ \t]+\S")
_INLINE = regex(r"\*\*[^\s*][^*\n]*\*\*|\]\((?:https?://|\.{0,2}/|#)|(?<!`)`[^`\n]+`(?!`)")
_CONTAINER = regex(r"<(/?)(?:div|section|article|main|body|td|li|blockquote|p|code)\b(?![^<>]*/>)", re.I)
_BREAK = regex(r"<br\b", re.I)
_PARAGRAPH = regex(r"<(?:p|h[1-6]|li)\b(?![^<>]*/>)", re.I)
_HELD = regex(r"<(/?)(?:p|h[1-6]|li|td|th|dt|dd|a|span|font)\b(?![^<>]*/>)", re.I)
_IN_LINE = "(?:a|b|strong|em|i|code|kbd|mark|u|s|del)"
_SAID = regex(rf" {{0,3}}(?=.*\w)(?:[^\s<].*(?:[^\s>]|</{_IN_LINE}>)|<{_IN_LINE}(?:\s[^<>]*)?>.*[^\s>])\s*$", re.I)
"""A line of text, which no block of HTML begins or ends and no template has indented."""
_ASKS = regex(
    r"<(?:div|section|article|center|main)\s(?:[^<>]*\s)?markdown(?:=[\"']?(?:1|block|span|true)\b|[\s>])", re.I
)
"""An element that asks for Markdown in it."""
_CLOSING = regex(r"\s*</[a-zA-Z][\w-]*\s*>\s*$")

_ROOT = regex(
    r"\s*+(?:<\?[^>]*+>\s*+|<!--(?>.*?-->)\s*+|<![^>]*+>\s*+)*+<(?P<name>[a-z][\w.:-]*+)(?:\s[^<>]*+)?>", re.S
)
_TAG = regex(r"<([A-Za-z][\w.:-]*+)")
_HOLDS = regex(r"</(?:p|div|h[1-6]|li|table|pre|blockquote)\s*>|<br\s*/?>", re.I)


def is_wrapped(text: str) -> bool:
    """Whether one element of any name holds all of a text, and in it, beside elements of a product's own, HTML."""
    root = _ROOT.match(text)
    if root is None or not text.rstrip().endswith(f"</{root['name']}>") or not _HOLDS.search(text):
        return False
    names = [name.lower() for name in _TAG.findall(text, root.end()) if "-" not in name and ":" not in name]
    known = sum(name in HANDLERS for name in names)
    return known >= _MOST_KNOWN * len(names)


_MOST_KNOWN = 0.8


def is_markdown(text: str) -> bool:
    """Whether blocks of Markdown begin where a Markdown parser would look for them: behind a blank line,
    outside of code and comments; or an element asks for Markdown.

    One block outside of all elements is enough. What stands inside of elements is weighed against the paragraphs that
    tags make: an author's tool leaves a fence or two in a page whose text is all in elements, and Markdown in a wrapper
    has hardly a paragraph of HTML. So are lines of text that only a blank line parts.
    """
    if _ASKS.search(text):
        return True
    strong = typed = weak = within = parted = 0
    said = False
    held = 0
    blank = True
    depth = 0
    fence = ""
    opened_within = False
    for line in _LITERAL.sub(_emptied, text).split("\n"):
        if not line.strip():
            blank = True
            continue
        begins = depth
        says = not held and _SAID.match(line) is not None
        parted += blank and says and said
        said = says
        if "<" in line:
            held = max(0, held + sum(-1 if tag[1] else 1 for tag in _HELD.finditer(line)))
            depth = max(0, depth + sum(-1 if tag[1] else 1 for tag in _CONTAINER.finditer(line)))
        if fence:
            fence = "" if line.strip().startswith(fence) else fence
            strong += not opened_within
        elif blank and _BLOCK.match(line):
            fence = line.strip()[:3] if line.lstrip().startswith(("```", "~~~")) else ""
            opened_within = begins > 0
            strong += not (begins or fence)
            typed += begins > 0
        elif blank and (_ITEM.match(line) or not line.lstrip().startswith("<") and _INLINE.search(line)):
            weak += not begins
            within += begins > 0
        elif "|" in line and _BLOCK.match(line):
            # The rows of a table and the items of a list follow each other without a blank line.
            strong += not begins
            typed += begins > 0
        blank = _CLOSING.match(line) is not None
    paragraphs = len(_PARAGRAPH.findall(text))
    breaks = len(_BREAK.findall(text))
    quarter = paragraphs // 4
    return (
        strong > 0
        or typed > quarter
        or parted > quarter + breaks
        or weak > 1
        and weak + within > quarter
        or within > 1
        and within + typed > paragraphs
    )


def _emptied(found: re.Match[str]) -> str:
    return "\0" + "\n" * found[0].count("\n")
