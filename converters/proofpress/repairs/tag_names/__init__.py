"""Tags that a sentence names (`在 <head> 里写 <title>`, `| <h1> | a heading |`), which no page would show.

An author who writes about HTML types them without backticks. A tag that does nothing where it stands, since nothing
closes it, or that no page could hold there, is a word of its sentence; what conversions leave over of a page has the
edge of a line or of a sentence beside it, or attributes that a page shows. Where some tags are names for certain, the
text is about HTML, and less has to be said for others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, Lexed, lex_source
from proofpress.markdown.html import COMMONMARK_BLOCKS
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.repairs.tag_names import strange
from proofpress.repairs.tag_names.evidence import certain, likely
from proofpress.repairs.tag_names.tags import PlacedTag, of_pages, tags
from proofpress.repairs.tag_names.wholes import Whole, wholes
from proofpress.source import Source, Span
from proofpress.urls import SCHEMES, scheme

_ANY = regex(r"<[/!?A-Za-z][^<>\n]*+>")
_GLUED = regex(r"[A-Za-z0-9`]")
_CELLS = regex(r"(<(script|style|textarea|template|title)>)[^<>`\n]*+(</\2>)", re.I)
"""Elements whose inside is no text to the lexer."""
_QUALIFIED = regex(r"<([A-Za-z][\w-]++::?[A-Za-z][\w:-]*+)/?>")
"""An element of XML, or a name with its namespace, which Markdown takes for an address."""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such names as code."""
    if "<" not in source.text or _ANY.search(source.text) is None:
        return source
    lexed = lex_source(source, ANYBODYS)
    placed = tags(lexed, strange.names(lexed))
    found = [tag for tag in placed if of_pages(tag.name)]
    whole = list(wholes(lexed, found))
    spans = {tag.span for tag in certain(found)} | {one.span for one in whole if one.certain}
    spans |= {Span(*one.span()) for one in _QUALIFIED.finditer(lexed.prose) if scheme(one[1]) not in SCHEMES}
    spans |= {Span(*one.span(at)) for one in _CELLS.finditer(source.text) if _is_row(lexed, one) for at in (1, 3)}
    if len(spans) > 1 or spans and whole or any(tag.is_called and tag.span in spans for tag in found):
        spans |= {tag.span for tag in likely(found)} | {one.span for one in whole}
    if own := set(strange.named([tag for tag in placed if not of_pages(tag.name)])):
        spans |= own | {tag.span for tag in likely(found) if not tag.attributes}
    if not spans:
        return source
    html = _in_html(placed, whole, spans)
    return rewrite(source, [_kept(source, span, span.start in html, ledger) for span in _joined(sorted(spans))])


def _is_row(lexed: Lexed, found: re.Match[str]) -> bool:
    return "|" in found[0] and lexed.scan.line_of(found.start()) in lexed.scan.table_rows


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, those that touch or overlap as one: code beside code would be one word to Markdown."""
    last: Span | None = None
    for span in spans:
        if last is not None and last.end >= span.start:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _in_html(found: Iterable[PlacedTag], whole: Iterable[Whole], names: Collection[Span]) -> frozenset[int]:
    """Where the names begin that stand behind a block of HTML in their paragraph, in which no Markdown is read."""
    made, flow, named = set(), Span(0, 0), 0
    ends = {one.span.start: one.span.end for one in whole if one.span in names}
    for tag in found:
        named = max(named, ends.get(tag.span.start, 0))
        if tag.line.flow == flow:
            made.add(tag.span.start)
        elif tag.span.start < named or tag.span in names or not tag.leads:
            continue
        elif tag.name in COMMONMARK_BLOCKS or tag.is_alone:
            flow = tag.line.flow
    return frozenset(made)


def _kept(source: Source, span: Span, in_html: bool, ledger: Ledger) -> Change:
    """What is kept is code, but for a part of a word, `List<a>`, and where code would be none."""
    start, end = span
    ledger.repaired(source.span(start, end), "a tag that is named; written as code", "文中提到的标签名，写作代码")
    if in_html or _GLUED.search(source.text[max(start - 1, 0) : start] + source.text[end : end + 1]):
        return Change(start, end, source.text[start:end].replace("<", "&lt;"))
    return Change(start, end, f"`{source.text[start:end]}`")
