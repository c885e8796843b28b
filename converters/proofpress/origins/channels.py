"""What stands in a page's name between its title and the site's name: the part of the site that the page belongs to."""

from __future__ import annotations

import re

from proofpress.evidence.letters import letters
from proofpress.origins import page_metadata
from proofpress.readers.html import Page
from proofpress.readers.html.dom import Element
from proofpress.regex import regex
from proofpress.words import page as words

_SIGN = regex(
    r"(?<!\s)\s*+(?P<tight>[_|｜])\s*+|(?<!\s)\s++(?P<apart>[-–—·•/»])\s++|(?<=[^\x00-\x7f\s])-(?=\S)|(?<=\S)-"
    r"(?=[^\x00-\x7f\s])"
)
"""Signs between the parts of a page's name. A bar or a low line is hardly ever an author's own; a dash may be."""
_LONGEST = 24


def without(page: Page, whole: str, said: str, roots: tuple[Element, ...]) -> str:
    """A title (`said`) without the parts behind it that are the site's. `whole` is the page's name: the title, and the
    site's name behind it where that is known. A part goes where the page calls it so: by the word for such parts, by a
    link around the article (whose elements are `roots`), by its metadata; or where it stands behind the sign that the
    site's name stands behind, a bar or a low line, and nowhere in the article."""
    cut = whole[len(said) :] if whole.startswith(said) else ""
    first = _SIGN.match(whole, len(said)) if cut else None
    sign = first[0].strip() if first is not None else "_"
    if cut and first is None or not cut and not _is_chinese_line(said) or _last(said) is None:
        return said
    linked = {letters(link.words()) for link in page.tagged("a") if not any(root.holds(link) for root in roots)}
    stated = {letters(page_metadata.stated(page).get(key, "")) for key in ("article:section", "og:section")}
    text = letters(" ".join(root.words() for root in roots))
    while (last := _last(said)) is not None:
        before, part = said[: last.start()].strip(), said[last.end() :].strip()
        short = len(part) <= _LONGEST and len(letters(part)) <= len(letters(before)) and len(letters(before)) > 3
        if not short or any(map(str.isdigit, part)):
            break
        name = letters(part)
        called = words.CHANNEL.regex.match(part) is not None or name in linked or name in stated
        told = last["tight"] is not None and last[0].strip() == sign and text and name not in text
        if not called and not told:
            break
        said = before
    return said


def without_doubled(said: str) -> str:
    """A page's name without a site's behind the name of a part of that site which begins with it
    ("…-Acme社区-Acme"): where a site is named twice, no title goes so far."""
    last = _last(said)
    site = said[last.end() :].strip() if last is not None else ""
    rest = said[: last.start()].strip() if last is not None else ""
    before = _last(rest)
    if last is None or before is None or last[0].strip() != before[0].strip():
        return said
    part = rest[before.end() :].strip()
    is_one = len(site) > 1 and part != site and part.startswith(site) and words.CHANNEL.regex.match(part) is not None
    return rest[: before.start()].strip() if is_one else said


def _last(said: str) -> re.Match[str] | None:
    """The last sign between parts of a name, with words on both its sides."""
    found = [one for one in _SIGN.finditer(said) if not _joins(said, one)]
    return found[-1] if found and said[: found[-1].start()].strip() and said[found[-1].end() :].strip() else None


def _joins(said: str, sign: re.Match[str]) -> bool:
    """Whether a low line is part of a name in code (`max_size`)."""
    around = said[max(sign.start() - 1, 0) : sign.start()] + said[sign.end() : sign.end() + 1]
    return sign[0] == "_" and len(around) == 2 and around.isascii()


def _is_chinese_line(said: str) -> bool:
    """Whether a low line stands beside Chinese in a name, as only programs of sites write it."""
    last = _last(said)
    return last is not None and last[0].strip() == "_" and not said.isascii()
