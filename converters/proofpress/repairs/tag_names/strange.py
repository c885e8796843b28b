"""Tags that no browser knows, of a format or a program's own markup, which a sentence names: `以 <order> 开头`.

A word in angle brackets may as well be to be filled in (`open <file>`): only a name that the text closes somewhere, or
gives attributes, is a tag's. One that nothing says anything of stays, and so does all that holds Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proofpress.markdown import Lexed
from proofpress.markdown.html import KNOWN
from proofpress.markdown.mask import MASK
from proofpress.regex import regex
from proofpress.repairs.tag_names import beside
from proofpress.repairs.tag_names.evidence import are_words
from proofpress.repairs.tag_names.tags import PlacedTag
from proofpress.repairs.thinking.tags import TAG as _THOUGHT
from proofpress.repairs.tokens import CALLS
from proofpress.source import Span

_NAME = r"[A-Za-z]\w*+"
"""A name with a hyphen is that of a site's own element, which shows something."""
_SURE = regex(
    rf"<(?:/(?P<shut>{_NAME})|(?P<alone>{_NAME})(?:\s[^<>\n]*+)?/|(?P<told>{_NAME})\s++[\w-]++=[\"'][^<>\n]*+)>"
)
_CALL = regex(CALLS)
_PART_OF_A_WORD = regex(r"[A-Za-z0-9_.:`]\Z")
_MARKDOWN = regex(rf"[`{MASK}\n]|(?<!\*)(\*{{1,2}})[^\s*](?:[^*]*[^\s*])?\1(?!\*)|\]\(")
_MOST = 120


def names(lexed: Lexed) -> frozenset[str]:
    """The names of such tags, whether a sentence names one or not."""
    sure = {(found["shut"] or found["alone"] or found["told"]).lower() for found in _SURE.finditer(lexed.text)}
    return frozenset(
        name for name in sure if name not in KNOWN and not _CALL.fullmatch(name) and not _THOUGHT.match(f"<{name}>")
    )


def named(found: Sequence[PlacedTag]) -> Iterator[Span]:
    """The spans of those that are named, by themselves or with what they hold."""
    for tag in found:
        other = tag.partner
        if other is None or other.line != tag.line or are_words(tag, other):
            if _is_word(tag):
                yield tag.span
        elif not tag.closes and _is_whole(tag, other):
            yield Span(tag.span.start, other.span.end)


def _is_word(tag: PlacedTag) -> bool:
    before, behind = tag.before, tag.behind
    if not tag.closes and _PART_OF_A_WORD.search(before):
        return False
    if beside.is_called(behind) or beside.is_announced(before) or beside.is_enclosed(before, behind):
        return True
    if tag.leads and not behind.strip():
        return tag.line.marked
    if tag.leads and tag.line.marked and beside.tells(behind):
        return True
    if beside.ends_before(before):
        return beside.is_said_of(behind) or not tag.leads and beside.goes_on(behind)
    if tag.closes:
        return beside.is_followed(behind) and (beside.is_apart(before, behind) or beside.lacks(before))
    return beside.is_followed(behind) or beside.is_wanted(before)


def _is_whole(first: PlacedTag, last: PlacedTag) -> bool:
    """Whether an element is named with what it holds, which is an example, and no Markdown."""
    before, behind = first.before, last.behind
    held = first.behind[: last.span.start - first.span.end]
    if last.span.end - first.span.start > _MOST or _MARKDOWN.search(held) or _PART_OF_A_WORD.search(before):
        return False
    if not before.strip():
        return first.line.cell and not behind.strip() or first.line.marked and beside.tells(behind)
    if beside.is_enclosed(before, behind):
        return True
    if beside.ends_before(before):
        return beside.goes_on(behind)
    return beside.is_wanted(before) or beside.is_followed(behind) and beside.is_apart(before, behind)
