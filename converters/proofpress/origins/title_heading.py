"""The heading by which an article shows its title: whether it says the title, what else it says, and the blocks
without it."""

from __future__ import annotations

from proofpress import urls
from proofpress.evidence.letters import letters
from proofpress.evidence.prose import is_running
from proofpress.ledger import Ledger
from proofpress.origins import dates, escaped_title, page_metadata, page_title
from proofpress.origins.site_names import is_logo
from proofpress.readers.html import Page
from proofpress.readers.html.dom import Element
from proofpress.tree import Block, FootnoteReference, Heading, Image, InlineMath, Link, Paragraph, of_kinds, text_of
from proofpress.words import matter


def shown_title(page: Page, blocks: tuple[Block, ...], said: str, root: Element) -> str:
    """The title that an article shows: its only heading of the first level, at its top, where the page calls itself
    something that no heading of it says, as it does with the name of a file.
    """
    titles = [title for title in page.tagged("h1") if root.holds(title) and title.words()]
    if len(titles) != 1 or is_logo(titles[0]):
        return said
    first = next((block for block in blocks[:3] if isinstance(block, Heading)), None)
    shown = page_title.words_of(page, page_metadata.base_of(page), titles[0])
    if first is None or first.depth != 1 or letters(text_of(first)) != letters(shown):
        return said
    if any(isinstance(above, Paragraph) and is_running(text_of(above)) for above in blocks[: blocks.index(first)]):
        return said
    wanted = letters(said)
    if wanted and any(letters(heading.words()) == wanted for heading in page.tagged("h2", "h3")):
        return said
    if page_title.below_its_space(page, shown) == said or _is_stamped(shown, said):
        return said
    if any(piece == said for _, piece in page_title.pieces([(titles[0], shown)])) and _is_label(shown, said):
        return said
    return escaped_title.unmarked(page, text_of(first).strip())


def spells(title: str, shown: str) -> bool:
    """Whether a title is what a heading shows as the name of a file has it: without its signs, and a letter perhaps."""
    rest = iter(whole := letters(shown))
    said = letters(title)
    return all(letter in rest for letter in said) and len(said) >= _SPELLED * len(whole)


_SPELLED = 0.9


def without_title(blocks: tuple[Block, ...], title: str, base: str, ledger: Ledger) -> tuple[Block, ...]:
    """The blocks without a first heading that repeats the title; one with the mark of a note, a formula, a picture or a
    link of the author's is the title itself. `base` is the page's address, which a whole title leads to."""
    if (
        not blocks
        or not isinstance(first := blocks[0], Heading)
        or next(of_kinds(first, FootnoteReference, Image, InlineMath), None)
    ):
        return blocks
    second = blocks[1] if len(blocks) > 1 else None
    parts = (first, second) if isinstance(second, Heading) and first.depth == second.depth == 1 else ()
    if parts and letters("".join(map(text_of, parts))) == letters(title):
        return blocks[2:]  # a series and its number over the name
    same = letters(text_of(first)) == letters(title) or escaped_title.stripped(text_of(first)) == title
    if not same and first.depth == 1 and _is_label(text_of(first).strip(), title):
        same = True
        ledger.removed(first.span, "a label beside the title", "标题旁的标签", text=text_of(first))
    if not same and first.depth == 1 and _is_stamped(text_of(first).strip(), title):
        said = text_of(first).strip()[len(title) :]
        ledger.removed(first.span, "the line of the day in the title", "标题里的日期一行", text=said)
        return blocks[1:]
    links = [link for link in of_kinds(first, Link) if not link.url.startswith("#")] if same else []
    if not same or not all(_leads_home(link, first, base) for link in links):
        return blocks
    for link in links:
        ledger.repaired(link.span, "the link of a title to its own page", "标题指向本页的链接", text=link.url)
    return blocks[1:]


def _is_stamped(shown: str, title: str) -> bool:
    """Whether a heading says the title, and behind it when that was published and how often it was read: more than a
    day, which may be part of a title."""
    rest = shown[len(title) :] if title and shown.startswith(title) else ""
    labels = matter.LABELLED.regex.sub(" ", rest)
    said = dates.TIME.sub(" ", dates.DATE.sub(" ", labels))
    if not dates.first(rest) or labels == rest and dates.TIME.search(rest) is None:
        return False
    return not any(map(str.isalnum, matter.CHINESE.sub(" ", said)))


def stamped(blocks: tuple[Block, ...], title: str) -> str:
    """The day that stands in the first heading behind the title."""
    said = text_of(blocks[0]).strip() if blocks and isinstance(blocks[0], Heading) else ""
    return dates.first(said[len(title) :]) if _is_stamped(said, title) else ""


def _is_label(shown: str, title: str) -> bool:
    """Whether a heading says the title behind a word or two of a label, or behind the space of a wiki."""
    is_short = shown.endswith(title) and 0 < len(shown) - len(title) <= page_title.LABEL
    return bool(title) and (is_short or shown.partition(" : ")[2] == title)


def _leads_home(link: Link, heading: Heading, base: str) -> bool:
    """Whether a link is all that a heading says and leads to no other site than the page's."""
    whole = letters(text_of(link)) == letters(text_of(heading))
    return whole and (not base or urls.host(link.url) in ("", urls.host(base)))
