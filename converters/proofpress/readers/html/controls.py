"""What stands in an article and is not its author's: marks of a wiki's editors, frames of advertisements."""

from __future__ import annotations

import re
from urllib.parse import unquote

from proofpress import urls
from proofpress.readers.html.dom import Element
from proofpress.words import page as names

_NAMESPACE = re.compile(r"(?:/|[?&]title=)[^/:?&#]+:[^/?&#]+$")
_BRACKETS = re.compile(r"[\[［【〔（(].{1,80}[\]］】〕）)][?？]?")
_ADVERT = re.compile(r"google_ads|aswift_|ad[-_](?:frame|slot|unit|container)", re.I)


def is_for_editors(element: Element) -> bool:
    """True for a raised remark in brackets of a wiki's readers to its editors: it leads to a page about the wiki
    itself, whose name has the name of a room before a colon, and it is not to be printed.
    """
    if element.end - element.start > 2000:
        return False
    kinds = {name.lower() for name in element.classes}
    if "noprint" in kinds or any(name.startswith(("inline-template", "template-")) for name in kinds):
        return True
    links = list(element.all("a"))
    return (
        len(links) == 1
        and _BRACKETS.fullmatch(element.words()) is not None
        and _NAMESPACE.search(unquote(links[0].attr("href"))) is not None
    )


def is_advert(frame: Element, address: str) -> bool:
    """True for a frame that shows an advertisement: by its host, by what it is called, or by what it stands in."""
    host = urls.split(address).netloc.lower()
    if any(host == known or host.endswith(f".{known}") for known in names.ADVERTISERS):
        return True
    called = " ".join((frame.attr("title") or frame.attr("aria-label")).split()).lower()
    if called in names.LABELS or _ADVERT.match(frame.attr("id") or frame.attr("name")):
        return True
    above = frame.parent
    return isinstance(above, Element) and "adsbygoogle" in above.classes
