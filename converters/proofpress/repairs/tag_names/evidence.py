"""Whether a tag is a word of its sentence, by what would become of it and by the text beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from proofpress.markdown.html import BLOCKS, OPTIONAL_END
from proofpress.repairs.tag_names import beside
from proofpress.repairs.tag_names.beside import LOOKS
from proofpress.repairs.tag_names.halves import HTML_BLOCKS, VOID, Half, in_text, shows

_BREAKS = frozenset("br wbr hr".split())
_PAGE = frozenset("html head body".split())
"""Elements that stand in no sentence."""
_UNSEEN = frozenset("link meta base style script".split())
"""Elements that show nothing."""
_STAND_ALONE = frozenset("p li dt dd".split())
"""Elements that need no closing tag: each begins a line of its own."""
_OF_MODELS = frozenset("s think".split())
_BREAKS_BEFORE, _BREAKS_BEHIND = re.compile(r"(?<!>)(?:<w?br ?/?>)++\Z"), re.compile(r"\A(?:<w?br ?/?>)+")
_TO_DO = re.compile(r"\btype\s*+=\s*+[\"']?checkbox\b", re.I)


def certain(found: Sequence[Half]) -> Iterator[Half]:
    """The tags that are names, whatever the text is about."""
    return _names([half for half in found if half.name not in _OF_MODELS], about=False)


def likely(found: Sequence[Half]) -> Iterator[Half]:
    """The tags that are names where the text is about HTML, those in a paragraph of HTML among them."""
    found = [half for half in found if half.name != "think"]
    yield from _names(found, about=True)
    for half in found:
        bare = (
            half.other is None
            and not half.attributes
            and "-" not in half.name
            and half.name not in OPTIONAL_END | LOOKS | VOID
        )
        if bare and not half.leads and not beside.ends_before(half.before) and _goes_on(half):
            yield half


def _names(found: Sequence[Half], *, about: bool) -> Iterator[Half]:
    pairs = {half for half in found if half.other is not None and _are_words(half, half.other, about)}
    yield from pairs
    for half in in_text([half for half in found if half not in pairs]):
        if half.other is None and "-" not in half.name and _is_word(half, about):
            yield half


def _goes_on(half: Half) -> bool:
    """Whether its sentence goes on behind it, if only to its point."""
    return beside.says(half.behind) or beside.points(half.behind)


def _are_words(half: Half, other: Half, about: bool) -> bool:
    """Whether a pair is two words: only what joins them stands between, or they hold a piece of a sentence as no block
    can, or what no emphasis begins with."""
    first, last = (other, half) if half.closes else (half, other)
    if first.line != last.line or shows(first):
        return False
    held, looks = first.behind[: last.span.start - first.span.end], first.name in LOOKS
    if beside.joins(held):
        stands_in_words = first.before[-1:] != " " and last.behind[:1] != " "
        return not looks or held[:1] == held[-1:] == " " or about and stands_in_words
    if beside.goes_on(held):
        return about or not looks
    if looks or not beside.says(first.before) or held == "":
        return False
    if first.name in _PAGE:
        return True
    if first.name in HTML_BLOCKS and (beside.is_quoted(first.before, last.behind) or beside.goes_on(last.behind)):
        return True
    if about and not beside.ends_before(first.before) and beside.holds_clauses(held):
        return True
    return held[:1] == held[-1:] == " " and first.name in BLOCKS and beside.is_apart_behind(last.behind)


def _is_word(half: Half, about: bool) -> bool:
    """Whether a tag without its other half is a word of its sentence."""
    before, behind = half.before, half.behind
    if half.is_called or not half.attributes and beside.is_enclosed(before, behind):
        return True
    if shows(half):
        return _is_word_with_attributes(half, about)
    if half.name in VOID:
        return _is_break(half, about) if half.name in _BREAKS else _is_void_word(half, about)
    if half.closes:
        return _is_closing_word(half, about)
    if not beside.says(before) and not beside.says(behind):
        return half.line.marked or about and beside.points(behind)
    if half.line.cell and not beside.says(before.rpartition(">")[2] + behind.partition("<")[0]):
        return True
    if beside.is_typed(before) or beside.is_joined(before, behind) or beside.tells(behind):
        return True
    ends = beside.ends_before(before)
    if half.name in _STAND_ALONE:
        return about and (not ends or half.line.marked and not beside.says(before))
    if half.name in LOOKS:
        return about or beside.says(before) and _goes_on(half)
    return not ends or half.line.marked or about or behind[:1] in (" ", "\t")


def _is_word_with_attributes(half: Half, about: bool) -> bool:
    """The same of one whose attributes a page would show, where something of it would be shown."""
    if half.closes or not beside.says(half.before) or beside.ends_before(half.before):
        return about and half.name in _UNSEEN and half.leads and beside.says(half.behind)
    if half.name in _UNSEEN or half.name not in LOOKS | VOID and beside.goes_on(half.behind):
        return True
    return about and half.name not in VOID and _goes_on(half)


def _is_void_word(half: Half, about: bool) -> bool:
    """The same of an element that holds nothing: without attributes it shows nothing."""
    if not half.attributes.strip(" /") or half.name in _UNSEEN and not beside.ends_before(half.before):
        return True
    if not about or half.leads and _TO_DO.search(half.attributes):
        return False
    return half.line.marked or beside.says(half.before)


def _is_break(half: Half, about: bool) -> bool:
    """The same of a break or a rule: none stands at the head of an item, before a comma or inside a clause."""
    before, behind = _BREAKS_BEFORE.sub("", half.before), _BREAKS_BEHIND.sub("", half.behind)
    alone = not before.strip() and not behind.strip()
    if half.leads and half.line.marked and (beside.tells(behind) or alone and half.line.is_heading):
        return True
    if not about:
        return False
    if half.leads:
        return half.line.marked and (bool(behind.strip()) or half.line.cell)
    if beside.goes_on(behind) or beside.is_joined(before, behind):
        return True
    if beside.ends_before(before):
        return False
    if half.name == "hr" or beside.is_wanted(before) or beside.points(behind):
        return True
    return beside.is_apart(before, behind) and beside.says(before) and beside.says(behind)


def _is_closing_word(half: Half, about: bool) -> bool:
    """The same of a closing tag: what is left over stands behind a sentence or at the end of its line."""
    if beside.ends_before(half.before):
        return about and not half.before and beside.says(half.behind)
    if beside.is_announced(half.before):
        return True
    if _goes_on(half):
        return half.name not in LOOKS | _STAND_ALONE or about or beside.is_apart(half.before, half.behind)
    return about and half.line.cell
