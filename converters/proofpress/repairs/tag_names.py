"""Tags that a sentence names (`在 <head> 里写 <title>`, `| <h1> | a heading |`), which no page would show.

An author who writes about HTML types them without backticks. A tag that does nothing where it stands, since nothing
closes it, or that no page could hold there, is a word of its sentence; what conversions leave over of a page has the
edge of a line or of a sentence beside it, or attributes that a page shows. Where some tags are names for certain, the
text is about HTML, and less has to be said for others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, Lexed, lex_source
from proofpress.markdown.html import BLOCKS
from proofpress.markdown.mask import MASK
from proofpress.repairs.lines import Change, rewrite
from proofpress.repairs.tag_pairs import VOID, Half, halves, in_text, shows
from proofpress.source import Source, Span
from proofpress.urls import SCHEMES, scheme

_LOOKS = frozenset(
    "a abbr b big center cite code del em font i ins kbd mark nobr q s small span strike strong sub sup tt u".split()
)
"""Elements in a line, whose tags are what remains of many a conversion."""
_BREAKS = frozenset("br wbr hr".split())
_PAGE = frozenset("html head body".split())
"""Elements that stand in no sentence."""
_STAND_ALONE = frozenset("p li dt dd".split())
"""Elements that need no closing tag: each begins a line of its own."""
_OF_MODELS = frozenset("s think".split())
_ANY = re.compile(r"<[/!?A-Za-z][^<>\n]*+>")
_WORD = re.compile(rf"[\w{MASK}]")
_NOUN = r"(?:标签|元素|标记|节点|属性|(?:tag|element|attribute)s?\b)"
_SAID_BEHIND = re.compile(rf"[ \t]*+{_NOUN}", re.I)
_SAID_BEFORE = re.compile(rf"{_NOUN}[ \t]*+\Z", re.I)
_JOIN = r"(?:[、，/~～&和与及到至或跟]|and|or|to|vs\.?|versus)"
_JOINS = re.compile(rf"[ \t]*+{_JOIN}[ \t]*+", re.I)
_JOINED_BEHIND = re.compile(rf"[ \t]*+{_JOIN}[ \t]*+[`{MASK}<]", re.I)
_JOINED_BEFORE = re.compile(rf"[>`{MASK}][ \t]*+{_JOIN}[ \t]*+\Z", re.I)
_TELLS = re.compile(r"[ \t]*+(?:[：，、；。）]|[:=,;](?=\s|\Z)|[-—–]++[ \t])")
_POINTS = re.compile(r"[ \t]*+(?:[，、。；：）]|[,.;:)?](?:[\s<]|\Z))")
_CLAUSE = re.compile(r"[，、；,;]")
_CLAUSES = re.compile(r"[，。；]|[,.;]\s")
_SENTENCE_ENDS = re.compile(r"(?:[。．.！!？?：:…；;>）)]|\A)[\s\u200b]*+\Z")
_EDGE = r"\s\u3000-\u303f\uff00-\uff0f\uff1a-\uff20“”‘’\"'()/,.;:*_"
_APART_BEFORE, _APART_BEHIND = re.compile(rf"(?:[{_EDGE}]|\A)\Z"), re.compile(rf"[{_EDGE}]|\Z")
_TYPED = re.compile(r"(?:(?<!\w)[A-Z]\w*+|[:.]\w++|<)\Z")
"""The head of a generic type, whose argument a tag is: `Box<i>`."""
_GLUED = re.compile(r"[A-Za-z0-9`]")
_CELLS = re.compile(r"(<(script|style|textarea|template|title)>)[^<>`\n]*+(</\2>)", re.I)
"""Elements whose inside is no text to the lexer."""
_QUALIFIED = re.compile(r"<([A-Za-z][\w-]++:[A-Za-z][\w-]*+)>")
"""An element of XML, which Markdown takes for an address."""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such names as code."""
    if "<" not in source.text or _ANY.search(source.text) is None:
        return source
    lexed = lex_source(source, ANYBODYS)
    found = [half for half in halves(lexed) if half.name not in _OF_MODELS]
    spans = _names(found, about=False)
    spans += (Span(*one.span()) for one in _QUALIFIED.finditer(lexed.prose) if scheme(one[1]) not in SCHEMES)
    spans += (Span(*cell.span(at)) for cell in _CELLS.finditer(source.text) if _is_row(lexed, cell) for at in (1, 3))
    if len(spans) > 1 or any(_is_called(half) for half in found):
        spans = [*spans, *_names(found, about=True)]
    spans = sorted(set(spans))
    html = _html(found, frozenset(spans))
    return rewrite(source, [_kept(source, span, span.start in html, ledger) for span in _side_by_side(spans)])


def _is_row(lexed: Lexed, found: re.Match[str]) -> bool:
    return "|" in found[0] and lexed.scan.line_of(found.start()) in lexed.scan.table_rows


def _side_by_side(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, those that touch as one: code beside code would be one word to Markdown."""
    last: Span | None = None
    for span in spans:
        if last is not None and last.end == span.start:
            last = Span(last.start, span.end)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _html(found: Iterable[Half], names: Collection[Span]) -> frozenset[int]:
    """Where the names begin that stand behind a block of HTML in their paragraph, in which no Markdown is read."""
    made, flow = set(), Span(0, 0)
    for half in found:
        if half.line.flow == flow:
            made.add(half.span.start)
        elif half.span not in names and half.leads and (half.name in BLOCKS or half.is_alone):
            flow = half.line.flow
    return frozenset(made)


def _kept(source: Source, span: Span, in_html: bool, ledger: Ledger) -> Change:
    """What is kept is code, but for a part of a word, `List<a>`, and where code would be none."""
    start, end = span
    ledger.repaired(source.span(start, end), "a tag that is named; written as code", "文中提到的标签名，写作代码")
    if in_html or _GLUED.search(source.text[max(start - 1, 0) : start] + source.text[end : end + 1]):
        return Change(start, end, source.text[start:end].replace("<", "&lt;"))
    return Change(start, end, f"`{source.text[start:end]}`")


def _names(found: Sequence[Half], *, about: bool) -> list[Span]:
    """Where the tags stand that are names; `about` where the text is about HTML."""
    words = [half for half in found if half.other is not None and _are_words(half, half.other, about)]
    made = {half.span for half in words}
    left = [half for half in found if half.span not in made]
    return [*made, *(half.span for half in in_text(left) if half.other is None and _is_word(half, about))]


def _are_words(half: Half, other: Half, about: bool) -> bool:
    """Whether a pair is two words: only what joins them stands between, or they hold a piece of a sentence as no block
    can, or what no emphasis begins with."""
    first, last = (other, half) if half.closes else (half, other)
    if first.line != last.line or shows(first):
        return False
    held = first.behind[: last.span.start - first.span.end]
    looks = first.name in _LOOKS
    if _JOINS.fullmatch(held):
        stands_in_words = first.before[-1:] != " " and last.behind[:1] != " "
        return not looks or held[:1] == held[-1:] == " " or about and stands_in_words
    if _CLAUSE.match(held) and len(held) > 1:
        return about or not looks
    if first.name in _PAGE and _says(first.before):
        return True
    if about and not looks and _says(first.before) and not _ends(first) and _CLAUSES.search(held):
        return True
    spaced = held[:1] == held[-1:] == " " and _APART_BEHIND.match(last.behind) is not None
    return spaced and first.name in BLOCKS and not looks and _says(first.before)


def _is_called(half: Half) -> bool:
    """Whether the word beside a tag says that it is one."""
    return half.other is None and _SAID_BEHIND.match(half.behind) is not None


def _says(text: str) -> bool:
    """Whether there are words beside tags."""
    return _WORD.search(_ANY.sub("", text)) is not None


def _is_word(half: Half, about: bool) -> bool:
    """Whether a tag without its other half is a word of its sentence."""
    if _SAID_BEHIND.match(half.behind):
        return True
    if shows(half):
        return about and not half.leads and _is_apart(half) and _says(half.before) and _says(half.behind)
    if half.name in VOID:
        return _is_void_word(half, about)
    if half.closes:
        return _is_closing_word(half, about)
    before, behind = _says(half.before), _says(half.behind)
    if not before and not behind:
        return half.line.marked or about and bool(_POINTS.match(half.behind) and half.behind)
    if half.line.cell and not _says(half.before.rpartition(">")[2] + half.behind.partition("<")[0]):
        return True
    if _TYPED.search(half.before):
        return True
    if _JOINED_BEHIND.match(half.behind) or _JOINED_BEFORE.search(half.before) or _TELLS.match(half.behind):
        return True
    ends = _ends(half)
    if half.name in _STAND_ALONE:
        return about and (not ends or half.line.marked and not before)
    if half.name in _LOOKS:
        return about or before and behind
    if not ends:
        return True
    return half.line.marked or about or re.match(r"[ \t]", half.behind) is not None


def _ends(half: Half) -> bool:
    """Whether a sentence ends right before a tag, or nothing stands there."""
    return _SENTENCE_ENDS.search(half.before) is not None


def _is_apart(half: Half) -> bool:
    return _APART_BEFORE.search(half.before) is not None and _APART_BEHIND.match(half.behind) is not None


def _is_void_word(half: Half, about: bool) -> bool:
    """The same of an element that holds nothing: without attributes most are nothing, and a break is none at the head
    of an item or before a comma."""
    if half.name not in _BREAKS:
        if not half.attributes.strip(" /"):
            return True
        return about and not (half.leads and _TO_DO.search(half.attributes)) and _stands_with_words(half)
    if not about:
        return False
    if half.name != "br" and not _ends(half):
        return half.name == "hr" or _is_apart(half)
    if not half.before.strip() and half.line.marked:
        return bool(half.behind.strip()) or half.line.cell
    if re.search(r"[*_]\Z", half.before) and re.match(r"[*_]", half.behind):
        return True
    return _POINTS.match(half.behind) is not None and half.behind != "" and not _ends(half)


def _stands_with_words(half: Half) -> bool:
    return half.line.cell or _says(half.before) or half.line.marked and _says(half.behind)


_TO_DO = re.compile(r"\btype\s*+=\s*+[\"']?checkbox\b", re.I)


def _is_closing_word(half: Half, about: bool) -> bool:
    """The same of a closing tag: what is left over stands behind a sentence or at the end of its line."""
    if _ends(half):
        return about and not half.before and _says(half.behind)
    if _SAID_BEFORE.search(half.before):
        return True
    if _says(half.behind) or half.behind and _POINTS.match(half.behind):
        return half.name not in _LOOKS | _STAND_ALONE or about or _is_apart(half)
    return about and half.line.cell
