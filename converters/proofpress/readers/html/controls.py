"""What stands in an article and is not its author's: marks of a wiki's editors, frames of advertisements."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote

from proofpress import urls
from proofpress.readers.html.dom import Element
from proofpress.regex import regex
from proofpress.words import page as names

_NAMESPACE = regex(r"(?:^|.*/)[^\W\d][^/:\d]*:(?=[^/]*[^\W\d_])[^/]+")
_BRACKETS = regex(r"[\[［【〔（(].{1,80}[\]］】〕）)][?？]?")
_ADVERT = regex(
    r"^(?:google_ads|aswift_)|(?:^|[-_])ads?[-_]?(?:frame|slot|unit|container|wrapper|placeholder)(?![a-z])"
    r"|^div-gpt-ad-",
    re.I,
)
_NOTICE = regex(r"(?:[acdfiot]mbox|mbox(?=-))(?:-[\w-]{1,60})?|asbox")


def is_for_editors(element: Element) -> bool:
    """True for a raised remark in brackets of a wiki's readers to its editors: it leads to a page about the wiki
    itself, whose name has the name of a room before a colon, or it is not to be printed. A citation has a number.
    """
    if element.end - element.start > 2000:
        return False
    words = element.words()
    if _BRACKETS.fullmatch(words) is None or not any(map(str.isalpha, words)) or any(map(str.isdecimal, words)):
        return False
    kinds = {name.lower() for name in element.classes}
    if "noprint" in kinds or any(name.startswith(("inline-template", "template-")) for name in kinds):
        return True
    links = list(element.all("a"))
    return len(links) == 1 and any(map(_NAMESPACE.fullmatch, _pages(links[0].attr("href"))))


def is_of_the_site(element: Element) -> bool:
    """True for a box in which a wiki speaks about its page (`ambox`, and whatever MediaWiki's pages call metadata), and
    for the place of an advertisement.
    """
    kinds = element.classes
    if any(map(_NOTICE.fullmatch, kinds)) or any(map(_ADVERT.search, (*kinds, element.attr("id")))):
        return True
    if "metadata" not in kinds or not kinds.isdisjoint(("infobox", "wikitable", "references")):
        return False
    above = element.parent
    return isinstance(above, Element) and "mw-parser-output" in above.classes


def _pages(address: str) -> tuple[str, ...]:
    """What a wiki's address may name its page by: its path, and the title in its query."""
    parts = urls.split(address)
    return unquote(parts.path), *parse_qs(parts.query).get("title", ())


def is_advert(frame: Element, address: str) -> bool:
    """True for a frame that shows an advertisement: by its host, by what it is called, or by what it stands in."""
    host = urls.split(address).netloc.lower()
    if any(host == known or host.endswith(f".{known}") for known in names.ADVERTISERS):
        return True
    called = " ".join((frame.attr("title") or frame.attr("aria-label")).split()).lower()
    if called in names.LABELS or _ADVERT.search(frame.attr("id") or frame.attr("name")):
        return True
    above = frame.parent
    return isinstance(above, Element) and "adsbygoogle" in above.classes


def leads_nowhere(element: Element) -> bool:
    """True for what is called a menu or a bar by a page and has nothing to press in it: a text that is called so."""
    return next(element.all("a", "button", "input", "select", "form", "img", "svg"), None) is None and not any(
        key == "role" or key.startswith(("on", "data-", "aria-", "@", "v-"))
        for one in (element, *element.all())
        for key in one.attrs
    )


def is_shown_dialog(element: Element) -> bool:
    """True for an open dialog with nothing to press in it."""
    return "open" in element.attrs and leads_nowhere(element)
