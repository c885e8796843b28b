"""Closing tags of elements that nothing opens, which are text to Python-Markdown."""

from __future__ import annotations

from collections import Counter

from proofpress.markdown.lines import Kind, Lines
from proofpress.markdown.signs import ALONE_TAG, ELEMENTS
from proofpress.regex import regex

_TAG = regex(rf"<(/?)({ELEMENTS.replace(' ', '|')})(?=[\s/>])[^<>]*>")


def orphans(lines: Lines) -> set[int]:
    """The lines that are such a tag; none where something fills in the text before the site reads it."""
    dialect, made = lines.dialect, set()
    if not dialect.of_site or dialect.filled or dialect.templates or "</" not in lines.text:
        return set()
    open_: Counter[str] = Counter()
    for found in _TAG.finditer(lines.text):
        line = lines.line_of(found.start())
        if lines.kinds[line] != Kind.TEXT:
            continue
        if not found[1]:
            open_[found[2]] += 1
        elif open_[found[2]]:
            open_[found[2]] -= 1
        elif ALONE_TAG.fullmatch(lines.bodies[line]):
            made.add(line)
    return made
