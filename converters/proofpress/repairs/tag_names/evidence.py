"""Whether a tag is a word of its sentence, by what would become of it and by the text beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from proofpress.markdown.html import BLOCKS, COMMONMARK_BLOCKS, OPTIONAL_END
from proofpress.readers.html.nesting import VOID
from proofpress.regex import regex
from proofpress.repairs.boxes_to_tick import is_one as is_to_tick
from proofpress.repairs.tag_names import beside
from proofpress.repairs.tag_names.beside import LOOKS
from proofpress.repairs.tag_names.tags import PlacedTag, in_text, shows

_BREAKS = frozenset("br wbr hr".split())
_PAGE = frozenset("html head body".split())
"""Elements that stand in no sentence."""
_UNSEEN = frozenset("link meta base style script".split())
"""Elements that show nothing."""
_STAND_ALONE = frozenset("p li dt dd".split())
"""Elements that need no closing tag: each begins a line of its own."""
_OF_MODELS = frozenset("s think".split())
_BREAK = regex(r"<[bh]r\b", re.I)
_BREAKS_BEFORE, _BREAKS_BEHIND = regex(r"(?<!>)(?:<w?br ?/?>)++\Z"), regex(r"\A(?:<w?br ?/?>)+")


def certain(found: Sequence[PlacedTag]) -> Iterator[PlacedTag]:
    """The tags that are names, whatever the text is about."""
    return _names([tag for tag in found if tag.name not in _OF_MODELS], about=False)


def likely(found: Sequence[PlacedTag]) -> Iterator[PlacedTag]:
    """The tags that are names where the text is about HTML, those in a paragraph of HTML among them."""
    found = [tag for tag in found if tag.name != "think"]
    yield from _names(found, about=True)
    for tag in found:
        bare = (
            tag.partner is None
            and not tag.attributes
            and "-" not in tag.name
            and tag.name not in OPTIONAL_END | LOOKS | VOID
        )
        if bare and not tag.leads and not beside.ends_before(tag.before) and beside.is_followed(tag.behind):
            yield tag


def _names(found: Sequence[PlacedTag], *, about: bool) -> Iterator[PlacedTag]:
    pairs = {tag for tag in found if tag.partner is not None and are_words(tag, tag.partner, about=about)}
    yield from pairs
    for tag in in_text([tag for tag in found if tag not in pairs]):
        if tag.partner is None and "-" not in tag.name and _is_word(tag, about):
            yield tag


def are_words(tag: PlacedTag, other: PlacedTag, *, about: bool = True) -> bool:
    """Whether a pair is two words: only what joins them stands between, or they hold a piece of a sentence as no block
    can, or what no emphasis begins with."""
    first, last = (other, tag) if tag.closes else (tag, other)
    if first.line != last.line:
        return False
    if _share_a_sentence(first, last):
        return True
    if shows(first):
        return False
    held, looks = first.behind[: last.span.start - first.span.end], first.name in LOOKS
    if looks and beside.is_pause(held) and not beside.is_wanted(first.before):
        return False
    if beside.joins(held):
        stands_in_words = first.before[-1:] != " " and last.behind[:1] != " "
        return not looks or held[:1] == held[-1:] == " " or about and stands_in_words
    if beside.goes_on(held):
        stops = held.endswith(" ") or beside.is_wanted(first.before)
        return not looks or about and beside.lacks(held) and stops
    if looks or not beside.says(first.before) or held == "":
        return False
    if first.name in _PAGE:
        return True
    if first.name in COMMONMARK_BLOCKS and (beside.is_quoted(first.before, last.behind) or beside.goes_on(last.behind)):
        return True
    if about and not beside.ends_before(first.before) and beside.holds_clauses(held):
        return True
    return held[:1] == held[-1:] == " " and first.name in BLOCKS and beside.is_apart_behind(last.behind)


def _share_a_sentence(first: PlacedTag, last: PlacedTag) -> bool:
    """Whether one sentence says something of both tags: what stands between them begins as what is said of the first,
    or at least as words behind a word do, and stops where that sentence has to go on with the last."""
    held, behind = first.behind[: last.span.start - first.span.end], last.behind
    if behind.lstrip().startswith("<") or not beside.says(held):
        return False
    if not (beside.lacks(held) or beside.pauses(held) and beside.says(behind)):
        return False
    if beside.is_said_of(held):
        return True
    if shows(first) or first.name in LOOKS or first.name == "span":
        in_midst = first.name in BLOCKS and beside.says(first.before) and not beside.ends_before(first.before)
        return beside.lacks(held) and beside.begins_apart(held) and (in_midst or beside.is_wanted(first.before))
    return beside.begins_apart(held) and (beside.says(first.before) or first.name not in BLOCKS)


def _is_word(tag: PlacedTag, about: bool) -> bool:
    """Whether a tag without its partner is a word of its sentence."""
    before, behind = tag.before, tag.behind
    if tag.is_called or not tag.attributes and beside.is_enclosed(before, behind):
        return True
    if shows(tag):
        return _is_word_with_attributes(tag, about)
    if tag.name in VOID:
        return _is_break(tag, about) if tag.name in _BREAKS else _is_void_word(tag, about)
    if tag.closes:
        return _is_closing_word(tag, about)
    if not beside.says(before) and not beside.says(behind):
        return tag.line.marked or about and beside.points(behind)
    if tag.line.cell and not beside.says(before.rpartition(">")[2] + behind.partition("<")[0]):
        return True
    if beside.is_typed(before) or beside.is_joined(before, behind) or beside.tells(behind):
        return True
    ends = beside.ends_before(before)
    if tag.name in _STAND_ALONE:
        return about and (not ends or tag.line.marked and not beside.says(before) or beside.is_said_of(behind))
    if tag.name in LOOKS:
        return about or beside.says(before) and beside.is_followed(tag.behind)
    return not ends or tag.line.marked or about or behind[:1] in (" ", "\t")


def _is_word_with_attributes(tag: PlacedTag, about: bool) -> bool:
    """The same of one whose attributes a page would show, where something of it would be shown."""
    if tag.closes or not beside.says(tag.before) or beside.ends_before(tag.before):
        return about and tag.name in _UNSEEN and tag.leads and beside.says(tag.behind)
    if tag.name in _UNSEEN or tag.name not in LOOKS | VOID and beside.goes_on(tag.behind):
        return True
    return about and tag.name not in VOID and beside.is_followed(tag.behind)


def _is_void_word(tag: PlacedTag, about: bool) -> bool:
    """The same of an element that holds nothing: without attributes it shows nothing."""
    if not tag.attributes.strip(" /") or tag.name in _UNSEEN and not beside.ends_before(tag.before):
        return True
    if not about or tag.leads and is_to_tick(tag.attributes):
        return False
    return tag.line.marked or beside.says(tag.before)


def _is_break(tag: PlacedTag, about: bool) -> bool:
    """The same of a break or a rule: none stands at the head of an item, before a comma or inside a clause. The only
    one of a line whose sentence says that it is written is one in any text."""
    before, behind = _BREAKS_BEFORE.sub("", tag.before), _BREAKS_BEHIND.sub("", tag.behind)
    alone = not before.strip() and not behind.strip()
    if tag.leads and tag.line.marked and (beside.tells(behind) or alone and tag.line.is_heading):
        return True
    if beside.is_written(before, behind) and _BREAK.search(before + behind) is None:
        return True
    if not about:
        return False
    if tag.leads:
        return tag.line.marked and (bool(behind.strip()) or tag.line.cell)
    if beside.goes_on(behind) or beside.is_joined(before, behind):
        return True
    if beside.ends_before(before):
        return False
    if tag.name != "hr" and beside.pauses(before):
        return False
    if tag.name == "hr" or beside.is_wanted(before) or beside.points(behind):
        return True
    return beside.is_apart(before, behind) and beside.says(before) and beside.says(behind)


def _is_closing_word(tag: PlacedTag, about: bool) -> bool:
    """The same of a closing tag: what is left over stands behind a sentence or at the end of its line."""
    if beside.ends_before(tag.before):
        return about and not tag.before and beside.says(tag.behind)
    if beside.is_announced(tag.before):
        return True
    if beside.is_followed(tag.behind):
        return tag.name not in LOOKS | _STAND_ALONE or about or beside.is_apart(tag.before, tag.behind)
    return about and tag.line.cell
