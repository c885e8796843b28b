"""What a page shows beside its article's title: when it was written and changed, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from proofpress.evidence import chinese
from proofpress.markdown.html import BLOCKS
from proofpress.origins import dates
from proofpress.origins.named import words_of
from proofpress.readers.html import Page, cards
from proofpress.readers.html.dom import Element
from proofpress.regex import regex
from proofpress.words import matter

_NEAR = 6000
_NEAREST, _LONGEST_LINE, _WIDEST_LINE = 40, 120, 3000
_LONGEST_NAME = 40
_HIGHEST = 8
_UPDATED = regex(r"更新|修改|编辑|編輯|\b(?:updated|modified|edited)\b", re.I)
_ENDS_UPDATED = regex(
    rf"(?:{_UPDATED.pattern})(?:[于於在]|时间|時間|日期)?(?:\s++on|\s++at)?(?<!\s)\s*+[:：]?\s*+\Z", re.I
)
_BY = regex(r"^(?:(?:posted|written|published)\s)?by:?\s|^作者[:：]\s?", re.I)
_STAMP = regex(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d[\d:.+Z-]*)?(?: \d{9,})?")
"""A date as a program writes it, also with the seconds since 1970 behind it."""
_LINES = frozenset(("p", "li", "td", "dd", "figcaption", "blockquote"))
"""What holds a sentence."""
_HEADS = frozenset(("address", "article", "section", "main", "body"))
_ENDS_SENTENCE = regex(r"[.!?。！？][\W_]{0,4}\Z")
_LETTER = regex(r"[^\W\d_]")
_SMALL_WORD = regex(r"(?<![A-Za-z])[a-z]{2,}")
_MOST_OF_A_NAME = 8
_PUBLISHED = regex(r"(?<![a-z])(?:posted|published|written|created)(?![a-z])|发布|发表|写于|作于|创建", re.I)
_BEING = regex(r"(?<![a-z])(?:was|were|has|been|is)(?![a-z])", re.I)
_NAMED = frozenset(("authorname", "bylinename", "byauthor", "writername"))


def date(page: Page) -> str:
    """The date that the page shows as the article's: by its microdata, else the first one behind the title or in the
    header around it."""
    for element in page.tagged("time", "meta", "span", "abbr", "div", "p"):
        attrs = element.attrs
        says_it = attrs and (attrs.get("itemprop") == "datePublished" or "pubdate" in attrs)
        if says_it and (
            day := dates.stamp(element.attr("datetime") or element.attr("content")) or dates.first(element.words())
        ):
            return day
    title = next(iter(page.tagged("h1")), None)
    if title is None:
        return ""
    head = title.parent if isinstance(title.parent, Element) and title.parent.name == "header" else title
    text = _text(page, title)
    for element in _times(page):
        end = title.end + _NEAR if element.name == "time" else text
        if head.start <= element.start < end and not (is_update(element) or _of_a_task(element) or _told(element)):
            return _day(element)
    return ""


def _text(page: Page, title: Element) -> int:
    """Where the text below a title begins: with its first long paragraph, or some way behind."""
    long = (one.start for one in page.tagged("p") if one.start >= title.end and len(one.words()) > _LONGEST_LINE)
    return min(next(long, title.end + _NEAR), title.end + _NEAR)


def update(page: Page) -> str:
    """The date behind a word like "updated"."""
    return next((day for element in _times(page) if is_update(element) and (day := _day(element))), "")


def _times(page: Page) -> Iterator[Element]:
    """What stands for a time: `<time>`, and what has one as its title and shows it for people."""
    for element in page.tagged("time", "abbr", "span"):
        is_time = element.name == "time" or "title" in element.attrs and _STAMP.fullmatch(element.attr("title").strip())
        if is_time and not of_another(element):
            yield element


def of_another(element: Element) -> bool:
    """Whether what an element says is said of another page or text: it stands in a quotation, or in a card."""
    above = [one for one in islice(element.parents, _HIGHEST) if isinstance(one, Element)]
    return any(_is_anothers(one) for one in (element, *above))


def _is_anothers(element: Element) -> bool:
    if element.name == "blockquote":
        return next(element.all("h1"), None) is None
    return cards.is_card(element) or element.name == "a" and next(element.all("h2", "h3", "h4"), None) is not None


def stamped(element: Element) -> str:
    """The time that an element says to programs, as they write it; "" where it says none."""
    given = (element.attr(name).strip() for name in ("title", "data-time"))
    return element.attr("datetime") or next(filter(_STAMP.fullmatch, given), "")


def _day(time: Element) -> str:
    return dates.stamp(stamped(time)) or dates.first(time.words())


def _of_a_task(time: Element) -> bool:
    """Whether a date is that on which a task of a list is due."""
    above = time.parent
    for _ in range(4):
        if not isinstance(above, Element):
            return False
        if above.name == "li":
            return "task" in above.attr("class") or any("task" in key for key in above.attrs)
        above = above.parent
    return False


def _told(time: Element) -> bool:
    """Whether a sentence of the text tells of a day: what it says beside the day is more than a line by a title says,
    names and words for writing and publishing."""
    line: Element = time
    while line.name not in _LINES and not _is_line(line):
        if not isinstance(line.parent, Element) or line.name in _HEADS:
            return False
        line = line.parent
    if any(isinstance(one, Element) and one.name == "header" for one in islice(time.parents, _HIGHEST)):
        return False
    if line.end - line.start > _NEAR:
        return True
    said = [chars for chars in line.chars() if not time.holds(chars)]
    before = "".join(chars for chars in said if chars.start < time.start)
    text = f"{before} {''.join(chars for chars in said if chars.start >= time.start)}".strip()
    # A script that shows a date finds it by more than this: it is what an author put there.
    is_bare = time.name == "time" and not time.contents and len(time.attrs) == 1 and line.name in _LINES
    is_labelled = is_bare and before.rstrip().endswith((":", "："))
    if not (is_labelled or _ENDS_SENTENCE.search(text)) or not _LETTER.search(before):
        return False
    if _PUBLISHED.search(before) and not _LETTER.search(_own(before)):
        return False
    own = _own(text)
    if is_bare:
        return _LETTER.search(own) is not None
    return len(_SMALL_WORD.findall(own)) > 2 or chinese.count(own) > _MOST_OF_A_NAME


def _is_line(element: Element) -> bool:
    """Whether a part of a page holds text and no parts of its own."""
    return element.name == "div" and element.end - element.start <= _NEAR and next(element.all(*BLOCKS), None) is None


def _own(text: str) -> str:
    """A text without the words that stand around dates and names."""
    return matter.CHINESE.sub(" ", matter.ENGLISH.sub(" ", _BEING.sub(" ", text)))


def is_update(time: Element) -> bool:
    """True for a date that what stands before it, or its own words, call one of a change."""
    if _UPDATED.search(time.brief()) or time.attr("itemprop") == "dateModified":
        return True
    line: Element = time
    for _ in range(4):
        above = line.parent
        if not isinstance(above, Element) or not 0 < len(above.brief(_WIDEST_LINE)) <= _LONGEST_LINE:
            break
        line = above
    before = "".join(chars for chars in line.chars() if chars.start < time.start)
    return _ENDS_UPDATED.search(before[-_NEAREST:]) is not None


def authors(page: Page) -> list[str]:
    """Whom links of the page call its author (`rel="author"`), its microdata, or a class beside the title:
    `author-name`, also with a program's own signs around it."""
    named = [element for element in page.tagged("a", "address", "span") if element.attrs.get("rel") == "author"]
    named = (
        named
        or [element for element in page.tagged("a", "span", "div") if element.attrs.get("itemprop") == "author"][:1]
    )
    named = [next(filter(_says_name, element.all("a", "span")), element) for element in named] or _called(page)
    names = [_BY.sub("", line) for element in named for line in element.lines() if 1 < len(line) < 60]
    names = names or [name for element in named for one in element.all("meta") if (name := _told_to_programs(one))]
    return list(dict.fromkeys(names))[:5]


def _told_to_programs(element: Element) -> str:
    name = " ".join(element.attr("content").split()) if element.attr("itemprop") == "name" else ""
    return name if 1 < len(name) <= _LONGEST_NAME else ""


def _says_name(element: Element) -> bool:
    """Whether a part of what names an author is the name: what stands beside it is what a site says of them."""
    return element.attr("itemprop") == "name" or element.name == "a" and not element.is_wordless


def _called(page: Page) -> list[Element]:
    """The first element between the title and the first paragraph that a class calls an author's name."""
    title = next(iter(page.tagged("h1")), None)
    end = _text(page, title) if title is not None else 0
    for element in page.tagged("a", "span", "div", "p", "strong", "address"):
        if title is None or not title.end <= element.start < end:
            continue
        parts = [word for name in element.classes for word in words_of((name,), "")]
        called = any(re.sub(r"[\W_]", "", word) in _NAMED for word in parts) or {"author", "name"} <= set(parts)
        if called and 1 < len(element.words()) <= _LONGEST_NAME:
            return [element]
    return []
