"""Small parts of a page that work on the page or lead into its accounts, whatever they are called: lines that print,
close, magnify or share it, questions answered by buttons, ways to log in, fields of tags, the page's subject before
what its headings say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from proofpress import urls
from proofpress.evidence.letters import letters
from proofpress.origins.metadata import is_name_of_tags
from proofpress.readers.html.dom import Chars, Element, Page, once
from proofpress.readers.html.nesting import HEADINGS
from proofpress.regex import regex
from proofpress.words import controls, site

_ACTS = regex(
    r"\bprint\s*\(|\bclose\s*\(|zoom|font_?size|history\.|\bback\s*\(|add_?favou?r|bookmark|share|set_?home", re.I
)
_VOTES = regex(r"(?:^|[-_\s])(?:rate|rating|votes?)(?=$|[-_\s])", re.I)
_TAGS = regex(r"/(?:tags?|taxonomy/term|topics?|keywords?|labels?|categor(?:y|ies)|biaoqian)/[^/]+/?", re.I)
_ACCOUNT = regex(r"(?:.*/)?(?:log-?_?in|sign-?_?in|sign-?_?up|register|registration|join)(?:\.\w+)?/?", re.I)
_PORTAL = "#/portal"
"""Where Ghost's script opens the accounts of a site, in the page itself."""
_FILE = regex(r"\.(?:docx?|xlsx?|pptx?|pdf|zip|rar|7z|wps|et|ofd|odt|ods|csv)$", re.I)
_SIGNS = regex(r"[\s,，、/|·•:：#＃]+")
_HIGH = 3
_LINES = frozenset("p div li td section h4 h5 h6 footer center".split())
_LONGEST, _LONGEST_QUESTION = 160, 40
_WIDEST, _NARROW = 6000, 400
_GROUPS = frozenset("div section aside fieldset footer form p".split())
_MODIFIED = regex("--|__")
_INTENT = regex(
    r"/(?:intent/(?:tweet|post)|sharer?(?:\.php|\.html?)?|share-?offsite|sharearticle|shareqq)(?:/|\Z)", re.I
)
_POSTED = regex(r"(?:\A|&)(?:text|url|u|title|status)=", re.I)
"""The address of a service that posts what it is given: by its path, with the words or the page in its query."""
_BLOCKS = frozenset("p div ul ol table pre blockquote figure section aside article h1 h2 h3 h4 h5 h6 hr".split())
_ANSWERS = ("a", "button", "form", "label")
_HEADS = frozenset("h2 h3 h4 h5 h6 svg i".split())


def tools(page: Page) -> Iterator[Element]:
    """The smallest blocks of a page that hold nothing but such controls and what labels them."""
    seen: set[int] = set()
    for control in page.tagged("a", "button"):
        block = _block(control)
        if block is None or id(block) in seen:
            continue
        seen.add(id(block))
        if block.end - block.start < _WIDEST and (
            _works_on_the_page(block)
            or _asks(block)
            or _logs_in(block)
            or _enlarges(block)
            or _opens_apart(block)
            or _counts(block)
            or _is_form(block)
        ):
            yield _list_of(block)
    yield from filter(_shares, page.tagged("a"))
    for heading in page.tagged(*HEADINGS):
        yield from _work_on(heading)
    yield from _subject_again(page)
    for control in page.tagged("a", "button", "input"):
        if control.name == "button" or control.attr("type") == "radio" or _answers(control):
            yield from _asked_over(control)


@once
def tag_fields(page: Page) -> tuple[tuple[Element, list[str]], ...]:
    """The fields of a page that name its tags under a label, with the tags."""
    found: list[tuple[Element, list[str]]] = []
    closed = -1
    for link in page.tagged("a"):
        if link.start < closed or not _is_tag(link):
            continue
        field, above = link, link.parent
        while isinstance(above, Element) and above.end - above.start < _WIDEST and _holds_tags(above):
            field, above = above, above.parent
        if field is not link and is_name_of_tags(_beside_links(field)):
            closed = field.end
            found.append((field, [said.lstrip("#＃ ") for one in field.all("a") if (said := one.words())]))
    return tuple(found)


def attachments(page: Page, roots: tuple[Element, ...]) -> tuple[Element, ...]:
    """The blocks right behind an article that hold nothing but files to be loaded, which belong to it, each with the
    heading over it."""
    around: object = roots[0]
    for _ in range(_HIGH):
        above = around.parent if isinstance(around, Element) else None
        if not isinstance(above, Element) or above.name in ("body", "html"):
            break
        around = above
    if not isinstance(around, Element):
        return ()
    end = max(root.end for root in roots)
    found: list[Element] = []
    for link in around.all("a"):
        if link.start < end or found and link.start < found[-1].end or not _is_file(link):
            continue
        block = _block(link)
        if block is None or block.start < end:
            continue
        block = block.parent if block.name == "li" and isinstance(block.parent, Element) else block
        if block.end - block.start < _WIDEST and all(map(_is_file, block.all("a"))):
            found.append(_headed(block, end))
    return tuple(found)


def _headed(block: Element, end: int) -> Element:
    """What holds nothing but a heading and such a block; the block itself where nothing behind the article does."""
    above = block.parent
    if not isinstance(above, Element) or above.start < end or above.end - above.start > _WIDEST:
        return block
    heads = [one for one in above.all("h2", "h3", "h4", "h5", "h6") if one.end <= block.start]
    said = len(letters(heads[0].words())) + len(letters(block.words())) if len(heads) == 1 else 0
    return above if said == len(letters(above.words())) else block


def _is_file(link: Element) -> bool:
    return _FILE.search(urls.split(link.attr("href")).path) is not None


def _block(control: Element) -> Element | None:
    above = control.parent
    while isinstance(above, Element) and above.name not in _LINES:
        above = above.parent
    return above if isinstance(above, Element) else None


def _list_of(block: Element) -> Element:
    """The list whose only item a block is; the block itself where it is none."""
    above = block.parent
    alone = block.name == "li" and isinstance(above, Element) and len(list(above.elements)) == 1
    return above if alone and isinstance(above, Element) else block


def _works_on_the_page(block: Element) -> bool:
    links = list(block.all("a"))
    return bool(links) and (
        all(map(_stays, links))
        and (
            any(_ACTS.search(f"{link.attr('href')} {link.attr('onclick')}") for link in links)
            or _VOTES.search(block.attr("class")) is not None
        )
        and len(block.words()) <= _LONGEST
        and next(block.all("pre", "code", "p", "h1", "h2", "h3"), None) is None
    )


def _stays(link: Element) -> bool:
    """True for a link that leads nowhere, to a place of the page, or starts a script."""
    address = link.attr("href").strip().lower()
    return not address or address[0] == "#" or address.startswith("javascript:")


def _work_on(heading: Element) -> Iterator[Element]:
    """The short links beside a heading, where nothing else stands in the element around them and one of them starts a
    script: what edits, folds or locks a chapter."""
    around = heading.parent
    if not isinstance(around, Element) or around.end - around.start > _WIDEST:
        return
    links: list[Element] = []
    for one in around.shown:
        if isinstance(one, Element) and one.name == "a":
            links.append(one)
        elif one is heading:
            continue
        elif not isinstance(one, Element) and any(map(str.isalnum, one)):
            return
        elif isinstance(one, Element) and (one.name in HEADINGS or one.words()):
            return
    if any(link.attr("href").strip().lower().startswith("javascript:") for link in links):
        yield from (link for link in links if len(link.words()) <= _SHORT)


_SHORT = 12


def _subject_again(page: Page) -> Iterator[Element]:
    """The first elements of headings that say nothing but what the page is about, before each heading's own words."""
    titles = {letters(title.words()) for title in page.tagged("h1")} - {""}
    headings = page.tagged(*(HEADINGS - {"h1"}))
    firsts = [(heading, next(iter(heading.shown), None)) for heading in headings]
    again = [
        (heading, first)
        for heading, first in firsts
        if isinstance(first, Element)
        and first.name == "span"
        and first.classes
        and letters(said := first.words()) in titles
        and len(heading.words()) > len(said)
    ]
    if len(again) >= _SEVERAL and 2 * len(again) > len(headings):
        yield from (first for _, first in again)


_SEVERAL = 2


def _shares(link: Element) -> bool:
    """True for a link that posts the page elsewhere by its address, and stands in no sentence."""
    if not _is_intent(link) or len(link.words()) > _LONGEST_QUESTION:
        return False
    for beside in (link.previous_siblings, link.next_siblings):
        for node in islice(beside, _NEAR):
            if isinstance(node, Element) and (node.name in _BLOCKS or _is_intent(node)):
                break
            if node.words() if isinstance(node, Element) else str(node).strip():
                return False
    return True


def _is_intent(link: Element) -> bool:
    address = urls.split(link.attr("href")) if link.name == "a" else None
    return address is not None and bool(_INTENT.search(address.path) and _POSTED.search(address.query))


def names_nothing(link: Element) -> bool:
    """True for a link that starts a script or leads to the front page of its host: a control, and no name."""
    address = link.attr("href").strip().lower()
    return address.startswith("javascript:") or bool(address) and urls.split(address).path == "/"


def _asks(block: Element) -> bool:
    """True for a short question with two buttons or more, and nothing else."""
    answers = list(block.all("button"))
    if len(answers) < 2 or next(block.all("pre", "code", "a", "input", "table"), None) is not None:
        return False
    words = block.words()
    said = len(words) - sum(len(answer.words()) for answer in answers)
    return said <= _LONGEST_QUESTION and any(sign in words for sign in "?？")


def _counts(block: Element) -> bool:
    """True for a number with a sign to press on both sides of it: what readers vote for."""
    parts = list(block.shown)
    if len(parts) != _VOTE or not isinstance(first := parts[0], Element) or not isinstance(last := parts[-1], Element):
        return False
    pressed = first.name == last.name == "button" and not any(map(str.isalnum, first.words() + last.words()))
    return pressed and _NUMBER.fullmatch(parts[1].words() if isinstance(parts[1], Element) else parts[1]) is not None


_VOTE = 3
_NUMBER = regex(r"\s*[-+−]?\d[\d,.]*[kKwW万]?\s*")


def _is_form(block: Element) -> bool:
    """True for an empty field to write into, its button and its heading, whatever element holds them."""
    fields = list(block.all("textarea"))
    if not fields or not all(one.is_wordless for one in fields) or next(block.all("button"), None) is None:
        return False
    return all(one.name in _OF_FORM for one in block.elements) and all(isinstance(one, Element) for one in block.shown)


_OF_FORM = frozenset("h2 h3 h4 h5 h6 label textarea button input".split())


def _asked_over(control: Element) -> tuple[Element, ...]:
    """What asks whether a page was of use, above a control: the element around both, where the question begins it;
    else the question, and what stands beside it under the same name (`feedback--title`, `feedback--response`)."""
    node = control
    for _ in range(_HIGH):
        before = islice((one for one in node.previous_siblings if isinstance(one, Element)), _NEAR)
        for asked in before:
            if asked.end - asked.start < _NARROW and site.ASKS.regex.match(asked.words()):
                return _all_of(asked)
        above = node.parent
        if not isinstance(above, Element) or above.end - above.start > _WIDEST:
            break
        if above.name not in ("form", "fieldset") and _beside(above, *_ANSWERS):
            break
        node = above
    return ()


def _answers(link: Element) -> bool:
    """True for a link that leads nowhere at all: a button by another name."""
    address = link.attr("href").strip().lower()
    return link.name == "a" and (address in ("", "#") or address.startswith("javascript:"))


def _all_of(asked: Element) -> tuple[Element, ...]:
    around = asked.parent
    if not isinstance(around, Element):
        return ()
    if (
        _is_group(around)
        and all(one.name in _HEADS for one in around.elements if one.start < asked.start)
        and len(_beside(around, *_ANSWERS)) <= _LONGEST
        and next(around.all("pre", "code", "table", "h1"), None) is None
        and around.words().startswith(next(around.elements, asked).words())
    ):
        above = around.parent
        if isinstance(above, Element) and _is_group(above) and _is_headed(above, around):
            return (above,)
        return (around,)
    block = {_MODIFIED.split(name)[0] for name in asked.classes if _MODIFIED.search(name)}
    beside = (one for one in around.elements if any(_MODIFIED.split(name)[0] in block - {name} for name in one.classes))
    return (asked, *(one for one in beside if one is not asked))


def _is_headed(above: Element, part: Element) -> bool:
    """Whether an element holds a part of it, headings over that, and no words of its own."""
    others = [one for one in above.elements if one is not part]
    said = sum(len(one.words().split()) for one in (part, *others))
    return all(one.name in _HEADS for one in others) and len(above.words().split()) <= said


def _is_group(element: Element) -> bool:
    return element.name in _GROUPS and element.end - element.start < _WIDEST


def _logs_in(block: Element) -> bool:
    links = list(block.all("a"))
    if links and all(link.attr("href").startswith(_PORTAL) for link in links):
        return not _beside_links(block)
    return (
        len(links) > 1
        and block.name in ("li", "div")
        and len(block.words()) <= _LONGEST
        and all(_ACCOUNT.fullmatch(urls.split(link.attr("href")).path) for link in links)
    )


def _enlarges(block: Element) -> bool:
    """True for a row of short links below a picture of which one leads where the picture itself does. One alone that
    leads to a page says what the page is."""
    links = list(block.all("a"))
    if not 0 < len(links) < _MANY or len(block.words()) > _LONGEST or _beside_links(block):
        return False
    if next(block.all("img"), None) is not None:
        return False
    addresses = {link.attr("href") for link in links} - {""}
    if len(links) == 1 and not urls.names_picture(links[0].attr("href")):
        return False
    before = islice((one for one in block.previous_siblings if isinstance(one, Element)), _NEAR)
    pictures = (one for near in before for one in (near, *near.all("a")) if one.name == "a")
    return any(one.attr("href") in addresses and next(one.all("img"), None) is not None for one in pictures)


def _opens_apart(block: Element) -> bool:
    """True for links that open or load the picture or the table above them by itself, as their words say, and nothing
    else."""
    said = [words for link in block.all("a") if (words := link.words())]
    if not said or next(block.all("img"), None) is not None or _beside_links(block):
        return False
    above = next((one for one in block.previous_siblings if isinstance(one, Element)), None)
    if above is None or above.name not in _SHOWN and next(above.all(*_SHOWN), None) is None:
        return False
    return all(map(controls.OPENS.regex.fullmatch, said))


_SHOWN = ("img", "table", "svg")


_MANY, _NEAR = 6, 3


def _is_tag(link: Element) -> bool:
    return "tag" in link.attr("rel").split() or _TAGS.search(urls.split(link.attr("href")).path) is not None


def _holds_tags(element: Element) -> bool:
    return all(map(_is_tag, element.all("a"))) and len(_beside_links(element)) <= _LONGEST_QUESTION


def _beside_links(element: Element) -> str:
    return _beside(element, "a")


def _beside(element: Element, *controls: str) -> str:
    """What stands in a small element and in no element of these names, without signs."""
    parts: list[str] = []
    links = iter(element.all(*controls))
    link = next(links, None)
    for chars in element.chars():
        while link is not None and link.end <= chars.start:
            link = next(links, None)
        if link is None or chars.start < link.start:
            parts.append(_plain(chars))
    return " ".join(" ".join(parts).split())


def _plain(chars: Chars) -> str:
    return _SIGNS.sub(" ", chars)
