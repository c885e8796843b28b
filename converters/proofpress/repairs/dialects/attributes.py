"""Attribute lists, which say how a thing looks or is called: `{width=50%}`, `{#fig-a .wide}` behind a link or a
picture, on a line of its own under a block, `{#id}` behind a heading, whose links the site's own anchors serve; and
what else heads bear that no reader sees: pandoc's `{-}`, Markdoc's `{% #id %}`, Fumadocs' `[#id]` and `[!toc]`."""

from __future__ import annotations

import re
from bisect import bisect_right

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.mask import MASK
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_ATTRIBUTE = (
    r"(?:[.#][\w:.-]+|"
    r"[A-Za-z][\w:-]*=(?:\"[^\"\n{}]*\"|'[^'\n{}]*'|[^\s\"'{}]+))"
)
_HELD = r"[ \t]*" + _ATTRIBUTE + r"(?:[ \t]+" + _ATTRIBUTE + r")*[ \t]*\}"
ATTRIBUTES = r"\{:?" + _HELD
_LIST = regex(r"(?<=[)\]])[ \t]?" + ATTRIBUTES)
_TOUCHES = regex(rf"(?<=[\w)\]*_{MASK}][*_{MASK}]){ATTRIBUTES}")
"""A list that touches the end of stressed text or of code."""
_LINE = regex(r"^[ \t>]*+(?P<list>\{(?!:)" + _HELD + r")[ \t]*$", re.M)
_NOTED = (
    r"\{%(?:[ \t]++(?:[#.][\w-]++|[A-Za-z][\w-]*+=(?:\"[^\"\n{}]*+\"|\[[^\]\n{}]*+\]|[^\s\"'{}%]++)))++[ \t]*+%\}"
    r"|\{%[#.][\w-]++[ \t]*+%\}"
)
_ANNOTATION = regex(rf"[ \t]?(?:{_NOTED})")
"""What Markdoc says of the thing before it or around it: `{% #id .class width=40 %}`."""
_MARKS = regex(
    rf"(?<![\s\\])(?:[ \t]*+(?:\{{-\}}|{_NOTED}|"
    r"\[(?:#[A-Za-z][\w-]*+|!?toc)\](?![(\[:]))){1,3}+"
    r"(?=[ \t]*+#*+[ \t]*+$)"
)
_ID = regex(r"(?:\[|\{% *+)#([\w-]++)")
_EMPTY = regex(rf"#{{1,6}}[ \t]++(?:\{{-\}}|{ATTRIBUTES})[ \t]*$")
"""A heading of nothing else, which ends a set of tabs."""
_BEHIND = regex(r"(?<=[^\s\\])[ \t]*" + ATTRIBUTES + r"(?=[ \t]*#*[ \t]*$)")

_OPENS = regex(r"(?<![\w\\])_(?=[^\s_{])")
_REACH = 400


def _is_index(prose: str, at: int) -> bool:
    """Whether braces are the index of a formula without delimiters, `x_{i=1}`: no stress ends before them."""
    if prose[at - 1] != "_":
        return False
    start = max(prose.rfind("\n", 0, at) + 1, at - _REACH)
    return _OPENS.search(prose, start, at - 1) is None


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without them; a list that is not wholly one stays."""
    text = source.text
    if "{" not in text and "[#" not in text and "toc]" not in text:
        return source
    lexed = lex_source(source, ANYBODYS)
    ends = {link.span.end for link in lexed.links.links} | {link.span.end for link in lexed.links.references}
    spans = [found.span() for found in _LIST.finditer(lexed.prose) if found.start() in ends]
    spans += (found.span() for found in _TOUCHES.finditer(lexed.prose) if not _is_index(lexed.prose, found.start()))
    spans += (found.span("list") for found in _LINE.finditer(lexed.prose))
    heads = [heading.span for heading in lexed.headings] if "{%" in text else []
    starts = [span.start for span in heads]
    for found in _ANNOTATION.finditer(lexed.prose) if "{%" in text else ():
        over = heads[bisect_right(starts, found.start()) - 1] if starts and starts[0] <= found.start() else None
        if over is None or found.start() >= over.end:
            spans.append(found.span())
    for start, end in spans:
        ledger.removed(source.span(start, end), "an attribute list", "属性列表")
    changes = [Change(start, end, "") for start, end in spans]
    for heading in lexed.headings:
        start, end = heading.span.start, text.find("\n", heading.span.start)
        end = end if end >= 0 else len(text)
        if _EMPTY.fullmatch(lexed.prose, start, end):
            changes.append(Change(start, end, ""))
            ledger.removed(source.span(start, end), "a heading of nothing but attributes", "只有属性的标题")
        elif marks := _MARKS.search(lexed.prose, start, end):
            named = _ID.search(text, *marks.span())
            changes.append(Change(*marks.span(), f" {{#{named[1]}}}" if named else ""))
            ledger.removed(source.span(*marks.span()), "the marks of a heading", "标题的标记")
        elif behind := _BEHIND.search(lexed.prose, start, end):
            # The reader takes its id, so that links find the heading by it.
            ledger.removed(source.span(*behind.span()), "the attribute list of a heading", "标题的属性列表")
    return rewrite(source, changes)
