"""The title of an article on a page: what the page calls itself, without the site's name,
as a heading of it shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, takewhile

from proofpress.evidence import chinese
from proofpress.evidence.letters import letters
from proofpress.origins import channels, escaped_title, page_metadata, title_elements
from proofpress.origins.site_names import is_logo, site_names
from proofpress.readers.html import Page, notes
from proofpress.readers.html.blocks import is_title
from proofpress.readers.html.dom import Element
from proofpress.readers.html.nesting import HEADINGS
from proofpress.readers.html.reader import Drop
from proofpress.regex import regex
from proofpress.tree import (
    Block,
    Paragraph,
    Strong,
    Text,
    text_of,
)
from proofpress.words import placeholder

_LONGEST = 120
LABEL = 4
"""Letters of a label beside a title."""
_TIGHT_SUFFIX = regex(r"\s?[-–—|｜_·•]\s?\S")
_SUFFIX = regex(r"(?<!\s)\s++[|\-–—_·•»]{1,3}+\s++|_|(?<!\s)\s*+[|｜]\s*+")
_BETWEEN = regex(
    r"(?<!\s)\s++[-–—|｜·•»«:：/~]{1,3}+\s++|:\s++|：|(?<!\s)\s*+(?:——|--|[|｜_»«])\s*+|(?<=[^\w\s])[-–—·]"
    r"|[-–—·](?=[^\w\s])"
)
"""What stands between a title and a site's name."""
_CHINESE_BETWEEN = regex(rf"(?<=[{chinese.LETTERS}])\s?[-–—·•]\s?|\s?[-–—·•]\s?(?=[{chinese.LETTERS}])")
_NUMBER = regex(r"^(?:(?:Appendix|Chapter)\s+)?(?:\d+(?:\.\d+)*|[A-Z](?:\.\d+)+)\.?\s+")
_BOOK = regex(r"\s?[(（](?:[^()（）]|[(（][^()（）]{1,80}[)）]){2,80}[)）]")


def styled(page: Page, root: Element) -> str:
    """The title of a word processor's document: its only paragraph of the style for titles."""
    titles = [one for one in page.tagged("p") if one.classes and is_title(one) and one.words()]
    if len(titles) != 1 or not root.holds(titles[0]) or titles[0].words().endswith(("。", ".")):
        return ""
    return words_of(page, page_metadata.base_of(page), titles[0])


def led(
    blocks: tuple[Block, ...],
    said: str,
    title: str,
    page: Page,
    roots: tuple[Element, ...],
    frame: Drop | None,
) -> tuple[str, tuple[Block, ...]]:
    """The title that stands as a paragraph over an article, and the blocks below it: one wholly in bold where the page
    has only an editor's name for documents without one, one that says all of the title but the site's name, and what
    the page calls the title where no heading of it says another."""
    called, below = title_elements.called(blocks, page, roots, frame)
    if (heading := title_elements.heading(page, roots, frame)) is not None:
        shown = words_of(page, page_metadata.base_of(page), heading)
        # A part of the page's own name that nothing calls its title is the site's.
        is_labelled = title != "" and shown.startswith(title) and len(shown) - len(title) <= LABEL
        is_part = shown in said and not title_elements.is_called_title(heading)
        of_site = letters(shown) in {letters(said), *map(letters, site_names(page))} or is_part
        if not is_labelled and not of_site:
            called, below = shown, blocks
    if called and (not title or letters(called) == letters(title) or not _is_shown(page, title)):
        return called, below
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph):
        return title, blocks
    words = text_of(first).strip()
    if title:
        repeats = words == title and all(isinstance(child, Text) for child in first.children)
        same = len(words) > 1 and (repeats or _begins(title, words, _SUFFIX) or _is_last(title, words))
        return (words, blocks[1:]) if same else (title, blocks)
    bold = len(first.children) == 1 and isinstance(first.children[0], Strong)
    if not placeholder.UNTITLED.regex.fullmatch(said.strip()) or not bold:
        return title, blocks
    if len(words) > _LONGEST or words.endswith(("。", ".", "：", ":")):
        return title, blocks
    return words, blocks[1:]


def _is_shown(page: Page, title: str) -> bool:
    wanted = letters(title)
    return any(letters(one.words()) == wanted for one in page.tagged("h1", "h2", "h3"))


def _is_last(title: str, words: str) -> bool:
    """Whether words stand in a title behind the name of a site."""
    return title.endswith(words) and _SUFFIX.search(title[-len(words) - 6 : -len(words)]) is not None


def title_in(page: Page, said: str, roots: tuple[Element, ...] = (), frame: Drop | None = None) -> str:
    """The title that a page says, without the site's name where that is known or a heading of the page shows how far it
    goes: a heading of the article, whose elements are `roots`, before one of the page around it, which is the site's
    name where it stands in the `frame` and the article has a heading of the first level."""
    said = below_its_space(page, escaped_title.unmarked(page, " ".join(said.split())))
    if not said or placeholder.UNTITLED.regex.fullmatch(said):
        return ""
    base = page_metadata.base_of(page)
    headings = [(one, words_of(page, base, one)) for one in chain(page.tagged("h1", "h2"), page.tagged("h3"))]
    headings = [(one, escaped_title.unmarked(page, words)) for one, words in headings if words and not is_logo(one)]
    if any(words == said for _, words in headings):
        return said
    if headed := _headed(page, said, headings, roots):
        return headed
    headings.sort(key=lambda one: not any(root.holds(one[0]) for root in roots))
    if not any(words in said for _, words in headings if len(words) > 1):
        headings.extend(pieces(headings))
    for name, value in page_metadata.stated(page).items():
        if name.endswith("title") and len(value) > 1 and _begins(said, value, _TIGHT_SUFFIX):
            return value
    whole = said
    said = _without_site(channels.without_doubled(said), {letters(name) for name in site_names(page)} - {""})
    has_own = any(heading.name == "h1" and any(root.holds(heading) for root in roots) for heading, _ in headings)
    for heading, words in headings:
        if (
            said == words
            or said == _NUMBER.sub("", words)
            and _heads_all(page, heading, roots)
            or _named_in_book(said, words)
            or heading.name == "h1"
            and len(words) > 1
            and (_begins(said, words, _TIGHT_SUFFIX) or _begins(said, _with_its_kind(heading, words), _SUFFIX))
        ):
            return words
        if _begins(said, words, _SUFFIX) or _named_behind(said, words) and _heads_all(page, heading, roots):
            return words
        if said.endswith(words) and _ends(said[: -len(words)], heading):
            before = said[: -len(words)].rstrip(" |-–—_·•»｜")
            if not (has_own and _in_frame(heading, frame)) and letters(before) not in _current(page):
                return words
            said = before
    return channels.without(page, whole, said, roots)


def _headed(page: Page, said: str, headings: list[tuple[Element, str]], roots: tuple[Element, ...]) -> str:
    """What an element that calls itself the title says, where it is a part of the page's name ("Barn: Bin Class"), or
    stands there without its kind before the project's ("Class Bin" for "Bin (Barn API 2)"); no heading of the first
    level says such a part."""
    if any(heading.name == "h1" and _is_part(said, words) for heading, words in headings):
        return ""
    sites = {letters(name) for name in site_names(page)}
    for head, own in title_elements.found(page, roots):
        words = own.split(" ")
        names = (" ".join(words[at:]).partition("<")[0] for at in range(1, min(len(words), _KIND + 1)))
        in_book = not page.tagged("h1") and any(_named_in_book(said, name) for name in names if name)
        if is_logo(head) or letters(own) in sites or head.name == "h2" and page.tagged("h1"):
            continue
        if in_book or _is_part(said, own) and (_is_led(said, own) or title_elements.is_beside(head, roots)):
            return own
    return ""


def _is_part(said: str, words: str) -> bool:
    """Whether words are all that stands in a page's name before or behind what parts it."""
    cuts = chain(_BETWEEN.finditer(said), _CHINESE_BETWEEN.finditer(said)) if words and words in said else ()
    return said == words or any(words in (said[: cut.start()], said[cut.end() :]) for cut in cuts)


def _is_led(said: str, words: str) -> bool:
    """Whether words begin a page's name or stand behind a colon: behind any other sign stands a site as well."""
    return said.startswith(words) or said[: -len(words)].rstrip().endswith((":", "："))


_KIND = 3
"""Words that say of what kind a thing is whose name stands behind them."""


def pieces(headings: list[tuple[Element, str]]) -> Iterator[tuple[Element, str]]:
    """What headings of the first level say on their first line, and their elements that hold more than a label."""
    for heading, words in headings:
        if heading.name != "h1":
            continue
        for line in (_before_a(heading, "br"), _before_a(heading)):
            if 1 < len(line) < len(words):
                yield heading, line
        for piece in heading.all("a", "span", "bdi", "strong"):
            if 2 * len(said := piece.words()) > len(words) > len(said):
                yield heading, said


def _before_a(heading: Element, name: str = "") -> str:
    """What a heading says before its first element of that name, a break, or of any, which may be a label."""
    said = takewhile(lambda node: not isinstance(node, Element) or name not in ("", node.name), heading.contents)
    return " ".join("".join(one.words() if isinstance(one, Element) else str(one) for one in said).split())


def _with_its_kind(heading: Element, words: str) -> str:
    """The words of a heading and of what stands right behind it on its line: "ring package"."""
    behind = next((node for node in heading.next_siblings if isinstance(node, Element)), None)
    return f"{words} {behind.words()}" if behind is not None and behind.name == "span" else words


def _current(page: Page) -> set[str]:
    """What the links say by which a page's navigation shows where in the site it stands."""
    return {
        letters(_NUMBER.sub("", link.words()))
        for link in page.tagged("a")
        if link.attr("aria-current") in ("page", "true")
        or not link.classes.isdisjoint(("active", "current", "selected"))
    } - {""}


def below_its_space(page: Page, said: str) -> str:
    """A title without the name of what a wiki keeps the page in ("Pumps : Start-up"), where a link before the heading
    leads there, or the heading is what Confluence's exports write the two in."""
    space, colon, rest = said.partition(" : ")
    heading = next(iter(page.tagged("h1")), None)
    if not colon or not rest or heading is None or heading.words() != said:
        return said
    above = (link.brief() for link in page.tagged("a") if link.end <= heading.start)
    return rest if heading.attr("id") == "title-heading" or space in above else said


def _in_frame(heading: Element, frame: Drop | None) -> bool:
    node: object = heading
    while frame is not None and isinstance(node, Element):
        if frame.holds(node):
            return True
        node = node.parent
    return False


def _named_in_book(said: str, words: str) -> bool:
    """Whether a page calls itself by a heading, without its number, and by its book in parentheses."""
    bare = _NUMBER.sub("", words)
    return bool(bare) and said.startswith(bare) and _BOOK.fullmatch(said[len(bare) :]) is not None


def _named_behind(said: str, words: str) -> bool:
    """Whether a page calls itself by its book or its chapter and, behind a colon, by a heading, with its number or
    without it."""
    bare = _NUMBER.sub("", words)
    return (
        bool(bare)
        and said.endswith(bare)
        and said.removesuffix(words).removesuffix(bare).rstrip().endswith((":", "："))
    )


def _heads_all(page: Page, heading: Element, roots: tuple[Element, ...]) -> bool:
    """Whether an article begins with a heading, the only one of its level, and has none of a higher level."""
    depth = int(heading.name[1])
    within = [one for root in roots for one in root.all(*HEADINGS) if one.words()]
    return bool(within) and within[0] is heading and all(int(one.name[1]) > depth for one in within[1:])


def _begins(said: str, words: str, then: re.Pattern[str]) -> bool:
    return said.startswith(words) and then.match(said[len(words) :]) is not None


def _ends(before: str, heading: Element) -> bool:
    """Whether what stands before a heading's words in a page's name ends there."""
    return _SUFFIX.search(before[-6:]) is not None or (
        before.endswith((": ", "：")) and any("title" in name.lower() for name in heading.classes)
    )


def words_of(page: Page, base: str, heading: Element) -> str:
    """What a heading says, without the marks of notes and the sign of its own link."""
    return notes.unmarked(page, base, heading).rstrip("#¶\uf0c1").strip()


def _without_site(said: str, names: set[str]) -> str:
    """A page's name without the site's at either end of it, as often as it stands there."""
    while names:
        cuts = sorted(chain(_BETWEEN.finditer(said), _CHINESE_BETWEEN.finditer(said)), key=lambda cut: cut.start())
        for cut in cuts:
            if letters(said[cut.end() :]) in names and said[: cut.start()].strip():
                said = said[: cut.start()].strip()
                break
            before = said[: cut.start()]
            if (
                cut[0].strip() in (":", "：")
                and len(before.split()) < 2
                and len(before) < 8
                and not chinese.has(before)
            ):
                continue  # a text about something may stand on its site
            if letters(before) in names and said[cut.end() :].strip():
                said = said[cut.end() :].strip()
                break
        else:
            break
    return said


def with_notes(page: Page, title: str, roots: tuple[Element, ...]) -> tuple[Element, ...]:
    """The heading outside of these elements that says the title and bears the mark of a note, and these elements."""
    base = page_metadata.base_of(page)
    if title and (marks := notes.links_of(page, base).marks):
        for heading in page.tagged("h1", "h2"):
            if any(root.holds(heading) for root in roots) or words_of(page, base, heading) != title:
                continue
            if any(id(link) in marks for link in heading.all("a")):
                return (heading, *roots)
    return roots
