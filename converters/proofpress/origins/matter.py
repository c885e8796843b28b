"""What pages put right above and below an article's text: who wrote it, when, where in the site, what to read next.

A block goes when nothing in it is left once the dates, the names that the front matter has, and the words around them
are taken out: then it says nothing that the front matter doesn't. Only blocks at the two ends are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from proofpress import urls
from proofpress.evidence.letters import letters
from proofpress.evidence.number import is_number
from proofpress.ledger import Ledger
from proofpress.origins import block_text, closing, dates, edit_links, others, page_metadata
from proofpress.origins.bars import REACH, Bars, is_typed
from proofpress.origins.metadata import merged
from proofpress.regex import regex
from proofpress.tree import (
    Block,
    Heading,
    Image,
    InlineCode,
    Item,
    Link,
    List,
    Math,
    Paragraph,
    Quote,
    Strong,
    Table,
    ThematicBreak,
    of_kinds,
    text_of,
)
from proofpress.words import matter as around

_TO_COMMENTS = regex(
    r"#(?:[^#]*[-_])?(?:comments?|replies|respond|disqus_thread|discuss(?:ion)?|comment-list|评论)$|/comments/?$", re.I
)
_SEPARATORS = frozenset("•·●|｜/∙‧")
_BARS = frozenset("|｜")
_SIGN = regex(r"[\W\d_]+")

_CHANGED = regex(
    r"(?:last (?:modified|updated|changed|edited)(?: on)?"
    r"|最(?:后|近)(?:修改|更新|编辑)[于在]?)\s?[:：]?\s*",
    re.I,
)


def trimmed(
    blocks: tuple[Block, ...], meta: Mapping[str, object], ledger: Ledger
) -> tuple[tuple[Block, ...], dict[str, object]]:
    """The blocks without what stands around the text, and the metadata with what that said and the page did not say
    elsewhere."""
    text, is_short = block_text.substance(blocks)
    if not text:
        return blocks, dict(meta)
    blocks = edit_links.without(blocks, ledger)
    frame = _reactions(blocks, ledger.root.text, text) | _teasers(blocks) | closing.below(blocks, ledger.root.text)
    known = _Known(meta, frame, text, ledger.root.text, is_short=is_short)
    blocks = tuple(reversed(_without(tuple(reversed(_without(blocks, known.opens, ledger))), known.closes, ledger)))
    return blocks, merged(meta, **{key: value for key, value in known.found.items() if key not in meta})


def _without(blocks: tuple[Block, ...], goes: Callable[[Block], bool | None], ledger: Ledger) -> tuple[Block, ...]:
    """The blocks without those of the first few that go, and the label alone right before one; None ends the search."""
    kept: list[Block] = []
    seen = 0
    for block in blocks[:REACH]:
        answer = goes(block)
        if answer is None:
            break
        if not answer:
            kept.append(block)
        elif not isinstance(block, ThematicBreak):
            gone: list[Block] = [block]
            if kept and kept[-1] is blocks[seen - 1] and block.span.start >= kept[-1].span.end and _is_label(kept[-1]):
                gone.insert(0, kept.pop())
            for one in gone:
                ledger.removed(
                    one.span,
                    "what the page says around the article: date, author, place in the site, what to read next",
                    "文章首尾的页面信息：日期、作者、所在位置、上下篇等",
                )
        seen += 1
    return (*kept, *blocks[seen:])


def _is_label(block: Block) -> bool:
    """True for a word or two that only stand over a date or a name."""
    text = block_text.words(block) if isinstance(block, Paragraph) else ""
    said = around.CHINESE.sub("", around.ENGLISH.sub("", text))
    return 0 < len(text) <= _LONGEST_LABEL and any(map(str.isalpha, text)) and not _SIGN.sub("", said)


_LONGEST_LABEL = 20


class _Known:
    """What the front matter says, and what the ends of the article add to it."""

    def __init__(
        self, meta: Mapping[str, object], frame: frozenset[int], text: frozenset[int], page: str, *, is_short: bool
    ) -> None:
        self._frame = frame
        self._text, self._is_short = text, is_short
        names = [str(name) for key in ("authors", "tags") for name in _list(meta.get(key))]
        source = meta.get("source")
        self._authors = {letters(str(name)) for name in _list(meta.get("authors"))} - {""}
        self._host = ""
        if isinstance(source, Mapping):
            names.append(str(source.get("site", "")))
            self._host = urls.split(str(source.get("url", ""))).netloc
        names = sorted({name.strip() for name in names if len(name.strip()) > 1}, key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, names)), re.I) if names else None
        self._days = {str(meta.get(key, ""))[:10] for key in ("date", "updated")}
        self._title = letters(str(meta.get("title", "")))
        self._licence = str(meta.get("license", ""))
        self.found: dict[str, object] = {}
        self._begun = self._counted = False
        self._bars = Bars(page)

    def opens(self, block: Block) -> bool | None:
        """Whether a block above the text goes; None where the text begins."""
        if isinstance(block, ThematicBreak):
            return not self._begun
        if id(block) in self._frame:
            return True
        if id(block) in self._text:
            return None
        if isinstance(block, Heading):
            if not self._begun and (block.depth == 1 or letters(text_of(block)) == self._title):
                return False
            return True if self._is_byline(block) else None
        if not isinstance(block, Paragraph | List | Quote | Table) or self._is_short and isinstance(block, Quote):
            self._begun = True
            return False
        text = block_text.words(block)
        if not text:
            return False
        if (
            letters(text) == self._title
            and not (self._is_short and next(of_kinds(block, Link), None))
            and next(of_kinds(block, Image), None) is None
            or around.CRUMBS.regex.match(text)
            or self._says_only_metadata(text, self.found, block)
            or self._is_tags(block, self.found)
            or self._is_bar(block)
            or self._bars.is_one(block, text, self.found)
        ):
            return True
        if isinstance(block, List) and self._is_navigation(block):
            return True
        self._begun = True
        return False

    def _is_byline(self, heading: Heading) -> bool:
        """Whether a heading is the line by a title: it leads to the author whom it names, or says by whom the article
        is and when. A day alone heads an entry of a diary."""
        said = block_text.words(heading)
        if letters(said) in self._authors and next(of_kinds(heading, Link), None) is not None:
            return True
        named = self._names is not None and self._names.search(said) or around.LABELLED.regex.search(said)
        return bool(named and dates.first(said)) and self._says_only_metadata(said, self.found, heading)

    def closes(self, block: Block) -> bool | None:
        """Whether a block below the text goes; None where the text ends."""
        if isinstance(block, ThematicBreak) or id(block) in self._frame:
            return True
        if isinstance(block, Heading):
            return True if around.HEADS.regex.fullmatch(block_text.words(block)) else None
        if is_over_others(block):
            return True
        text = block_text.words(block)
        below, self._counted = self._counted, self._bars.is_one(block, text, {})
        if self._counted or below and self._bars.is_beside(block, text):
            return True
        if self._is_licence(block, text) or self._is_change(block):
            return True
        if isinstance(block, Paragraph) and around.OF_SITE.regex.match(text):
            return True
        if not isinstance(block, Paragraph | List) or id(block) in self._text or not text or self._is_signed(text):
            return None
        goes = _is_way_on(block) or self._says_only_metadata(text, {}, block) or self._is_tags(block, {})
        return True if goes else None

    def _is_signed(self, text: str) -> bool:
        """True for a bare day that is not the page's: the one under an author's own letter or notice."""
        found = dates.DATE.fullmatch(text.strip(" 。."))
        return found is not None and dates.value(found) not in self._days

    def _says_only_metadata(self, text: str, found: dict[str, object], block: Block) -> bool:
        if len(text) > 240 or next(of_kinds(block, InlineCode, Math), None) is not None:
            return False
        day = dates.first(text)
        rest = dates.TIME.sub(" ", dates.DATE.sub(" ", text))
        evidence = 2 if day else rest != text
        by = day and around.POSTED_BY.search(rest) or around.WRITTEN_BY.search(rest)
        if by and not any(next(filter(None, by.groups())) in line for line in block_text.lines(block)):
            by = None  # Two names, each on a line, are not one.
        if by and text.endswith(".") and (by["name"] or "").islower():
            by = None  # A sentence tells how something was written, as by hand.
        if by:
            rest, evidence = rest[: by.start()] + " " + rest[by.end() :], evidence + 1
        if self._names is not None:
            rest, count = self._names.subn(" ", rest)
            evidence += count
        rest, count = around.LABELLED.regex.subn(" ", rest)
        evidence += count
        if (
            not evidence
            or around.VERSION.search(rest)
            or _SIGN.sub("", around.CHINESE.sub(" ", around.ENGLISH.sub(" ", rest)))
        ):
            return False
        if day:
            found.setdefault("date", day)
        if by:
            found.setdefault("authors", re.split(r",? and | & |[,;] ", by["name"]) if by["name"] else [by["zh"]])
        return True

    def _is_change(self, block: Block) -> bool:
        """True for the day of the last change before the link that leads to it, which becomes `updated`."""
        if not isinstance(block, Paragraph) or len(list(of_kinds(block, Link))) != 1:
            return False
        outside = block_text.outside(block)
        lead = _CHANGED.match(outside)
        day = dates.DATE.match(outside, lead.end()) if lead else None
        if day is None or _SIGN.sub("", around.ENGLISH.sub(" ", dates.TIME.sub(" ", outside[day.end() :]))):
            return False
        self.found.setdefault("updated", dates.value(day))
        return True

    def _is_licence(self, block: Block, text: str) -> bool:
        """True for a sentence that puts the article under the licence that the front matter names."""
        if not self._licence or not isinstance(block, Paragraph) or not around.LICENSED.regex.search(text):
            return False
        return any(page_metadata.license_at(link.url) == self._licence for link in of_kinds(block, Link))

    def _is_tags(self, block: Block, found: dict[str, object]) -> bool:
        """True for a row of links to the site's lists of a tag or category; they are tags."""
        links = list(of_kinds(block, Link))
        lead_to_lists = all(re.search(r"/(?:tags?|topics?|category|categories|label)/", link.url) for link in links)
        outside = block_text.outside(block)
        label = around.TAG_LABEL.match(outside)
        if not links or not lead_to_lists and label is None:
            return False
        beside = outside[label.end() if label else 0 :]
        if _SIGN.sub("", around.CHINESE.sub("", around.ENGLISH.sub("", beside))):
            return False
        tags = [text_of(link).lstrip("#").strip() for link in links]
        found["tags"] = [*_list(found.get("tags")), *filter(None, tags)]
        return True

    def _is_bar(self, block: Block) -> bool:
        """True for a row of three or more links to the site's own pages, with bars between them and nothing else."""
        links = list(of_kinds(block, Link))
        if not isinstance(block, Paragraph) or len(links) < 3 or len(block_text.words(block)) > 240:
            return False
        signs = "".join(block_text.outside(block).split()).strip("[]()")
        if len(signs) < len(links) - 1 or not _BARS.issuperset(signs):
            return False
        return all(urls.split(link.url).netloc in ("", self._host) for link in links)

    def _is_navigation(self, block: List) -> bool:
        """True for a list of four or more links to the site's own pages, all short, and nothing else."""
        items = list(of_kinds(block, Item))
        if (
            len(items) < 4
            or _SIGN.sub("", block_text.outside(block))
            or any(len(block_text.own(item)) > 40 for item in items)
        ):
            return False
        return all(urls.split(link.url).netloc in ("", self._host) for link in of_kinds(block, Link))


def is_over_others(block: Block) -> bool:
    """True for a heading or a bold line that says no more than that other articles follow: "相关阅读",
    "You may also like:"."""
    if not (
        isinstance(block, Heading)
        or isinstance(block, Paragraph)
        and len(block.children) == 1
        and isinstance(block.children[0], Strong)
    ):
        return False
    text = block_text.words(block)
    return len(text) < 60 and others.are_announced(text)


def _reactions(blocks: tuple[Block, ...], page: str, substance: frozenset[int]) -> frozenset[int]:
    """The blocks above the text that count comments or likes, by identity,
    with the bare numbers and the dots beside them.

    A number alone may be the author's: it goes only where it is no `<p>` and one of its neighbours certainly counts
    something, or parts such counts.
    """
    found: set[int] = set()
    row: list[Block] = []
    certain = False
    for block in blocks[:REACH]:
        text = block_text.words(block) if isinstance(block, Paragraph) else ""
        is_sure = bool(text) and (_SEPARATORS.issuperset(text) or _counts(block, text))
        if is_sure or is_number(text, unit=False) and not is_typed(block, page):
            row.append(block)
            certain = certain or is_sure
            continue
        if certain:
            found.update(map(id, row))
        row, certain = [], False
        if id(block) in substance:
            break
    return frozenset(found)


def _counts(block: Block, text: str) -> bool:
    """True for "12 comments", and for a number that leads to the comments."""
    if is_number(text, unit=False):
        return any(_TO_COMMENTS.search(link.url) for link in of_kinds(block, Link))
    return len(text) < 40 and around.REACTIONS.regex.fullmatch(text) is not None


def _teasers(blocks: tuple[Block, ...]) -> frozenset[int]:
    """The last headings and lists, by identity, where they are nothing but links without a text, in a list beside the
    day of each, right under words over what to read next."""
    found: set[int] = set()
    row: list[int] = []
    for block in reversed(blocks):
        if (
            is_over_others(block)
            or isinstance(block, Heading)
            and around.HEADS.regex.fullmatch(block_text.words(block))
        ):
            found.update(row)
            row = []
            continue
        is_heading = (
            isinstance(block, Heading) and block_text.words(block) and not _SIGN.sub("", block_text.outside(block))
        )
        if not is_heading and not (isinstance(block, List) and all(map(_is_dated_link, block.items))):
            break
        row.append(id(block))
    return frozenset(found)


def _is_dated_link(item: Item) -> bool:
    """Whether an item is one link and a day, or how long ago it was."""
    if len(item.children) != 1 or len(list(of_kinds(item, Link))) != 1:
        return False
    rest = block_text.outside(item.children[0])
    return rest != (left := dates.DATE.sub(" ", _AGO.sub(" ", rest))) and not _SIGN.sub("", left)


_AGO = regex(
    r"\d{1,3}\s?(?:秒|分钟|小时|天|周|个?月|年)前|\d{1,3} (?:second|minute|hour|day|week|month|year)s? ago", re.I
)


def _is_way_on(block: Block) -> bool:
    """True for links to what comes before and after, and for what one can do with the page."""
    text = block_text.words(block).strip("[]【】()（）| ")
    if len(text) > 240:
        return False
    links = list(of_kinds(block, Link))
    if len(links) == 1 and around.BESIDE.fullmatch(block_text.outside(block)):
        return True
    pieces = [_SIGN.sub(" ", text_of(link)).strip() and text_of(link).strip() for link in links] or [text]
    rest = _SIGN.sub("", around.CHINESE.sub("", block_text.outside(block)))
    if not all(not piece or around.NEXT.regex.fullmatch(piece) for piece in pieces):
        return False
    if links and not rest:
        return True
    return around.NEXT.regex.fullmatch(text) is not None and not _goes_on(text) and _FULL_STOP.search(text) is None


def _goes_on(text: str) -> bool:
    """Whether a sentence begins with a word for what comes next, of which nothing shows that it is the name of a page:
    no colon, no sign, and the end of a sentence or more than a label behind it."""
    if (lead := around.LEAD.match(text)) is None:
        return False
    behind = text[lead.end() :].strip()
    return bool(behind) and (not (lead["sign"] or lead["arrow"]) or behind[-1] in _ENDS_SENTENCE)


_FULL_STOP = regex(r"[。！？](?=.)")
_ENDS_SENTENCE = ".。!！?？;；"


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value else []
