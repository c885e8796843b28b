"""The lines of a card that nothing is called by: a link around a title, what its page says, and where the page is. The
title is the link."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from proofpress import urls
from proofpress.evidence.prose import Prose, is_prose
from proofpress.readers.html.builder import Wrap
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader, has_letters
from proofpress.tree import Block
from proofpress.words.controls import INTERFACE
from proofpress.words.matter import NEXT

REST = ("the picture and the site's name of a card", "链接卡片的图片与站点名")
_BLOCKS = frozenset("div p section header footer figure figcaption".split())
_BOLD = ("strong", "b")
_PICTURES = ("img", "svg", "picture")
_IN_LINES = frozenset((*_BOLD, *_PICTURES, *"span em i small time cite mark".split()))
_MOST_LINES = 8
_LONGEST_TITLE, _LONGEST = 120, 600
_NO_END = ",，、;；:："
"""What no title ends with."""
_LEAST = 16
"""Characters that say something of a page, at least."""


def written(reader: Reader, link: Element, wrap: Wrap, title: Element | None) -> bool:
    """Write a link around several lines as one, with what else they say as plain lines; False for any other link.
    `title` is what a class calls so. The pictures of a card that shows a sentence or a host go."""
    lines = list(_lines(link)) if _is_alone(link) else []
    worded = [line for line in lines if has_letters(line.words())]
    if not 1 < len(worded) <= _MOST_LINES or len(link.words()) > _LONGEST or link.attr("href").startswith("#"):
        return False
    host = urls.split(reader.address(link.attr("href"))).netloc.lower()
    places = [line for line in worded if _is_host(line.words(), host)]
    others = [line for line in worded if line not in places]
    is_card = bool(places) or any(_tells(line.words()) for line in others[1:])
    head = _title(others, title)
    if head is None or len(head.words()) > _LONGEST_TITLE or head.words()[-1] in _NO_END:
        return False
    if not is_card and next(link.all(*_PICTURES), None) is None:
        return False
    for line in lines:
        pictures = [line] if line.name in _PICTURES else list(line.all(*_PICTURES))
        if line in places:
            reader.drop(line, *REST)
            continue
        if is_card:
            for picture in pictures:
                reader.drop(picture, *REST)
                reader.spoken.add(id(picture))
        linked = line is head or line not in worded
        for block in _read(reader, line, wrap if linked else None):
            reader.out.block(block)
    return True


def _is_alone(link: Element) -> bool:
    """Whether no words stand beside a link in its block."""
    above = link.parent
    return isinstance(above, Element) and not any(isinstance(one, Chars) for one in above.shown)


def _lines(element: Element) -> Iterator[Element]:
    """The elements that stand in lines of their own, each with one line of words or a picture."""
    shown = list(element.shown)
    parts = [one for one in shown if isinstance(one, Element)]
    if not parts or len(parts) < len(shown) or element.name in _PICTURES:
        yield element
    elif len(parts) == 1 or any(one.name in _BLOCKS for one in parts) or _are_apart(element, parts):
        for part in parts:
            yield from _lines(part)
    else:
        yield element


def _are_apart(element: Element, parts: list[Element]) -> bool:
    """Whether parts in a line would run into each other, which only a style sheet keeps apart."""
    if not all(one.name in _IN_LINES for one in parts):
        return False
    blanks = [one for one in element.contents if isinstance(one, Chars) and one and "\n" not in one]
    edges = [(one.words()[-1:], two.words()[:1]) for one, two in pairwise(parts)]
    return not blanks and any(a.isalnum() and b.isalnum() for a, b in edges)


def _is_host(words: str, host: str) -> bool:
    said = words.lower().removeprefix("https://").removeprefix("http://").rstrip("/")
    return host != "" and said.partition("/")[0].removeprefix("www.") == host.removeprefix("www.")


def _title(lines: list[Element], named: Element | None) -> Element | None:
    """The line with the page's title: what is called so, what stands in bold, else the first, if it is no button, and
    no site's name beside its icon."""
    bold = [one for one in lines if one.name in _BOLD or any(b.words() == one.words() for b in one.all(*_BOLD))]
    called = [one for one in lines if named is not None and (one is named or one.holds(named) or named.holds(one))]
    plain = [one for one in lines if not any(said.regex.match(one.words()) for said in (INTERFACE, NEXT))]
    if len(plain) > 1 and next(plain[0].all(*_PICTURES), None) is not None:
        plain = plain[1:]
    return next(iter((*called, *bold, *plain)), None)


def _tells(words: str) -> bool:
    return len(words) >= _LEAST and is_prose(words, Prose.PHRASE)


def _read(reader: Reader, line: Element, wrap: Wrap | None) -> Iterator[Block]:
    """The blocks of a line, its words or its picture in the link, if it is given."""
    reader.out.begin()
    if wrap is not None:
        reader.out.open(wrap, line.start, line.end)
    reader.element(line)
    if wrap is not None:
        reader.out.close()
    yield from reader.out.end()
