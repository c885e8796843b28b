"""What rules say of a text alone, kept from one run to the next in the project's cache."""

from __future__ import annotations

import pickle
from typing import TypeVar

from proofpress import check
from proofpress.bulk.unpickle import FINDING, unpickle
from proofpress.cache import current, key
from proofpress.check import Examined
from proofpress.markdown import CANONICAL, Dialect
from proofpress.rules.page import Page
from proofpress.source import Source

T = TypeVar("T")


_PAGES, _TEXTS = 64, 4096
"""How many pages that others link to wait to be examined, and of how many texts is known what they told."""
_waiting: dict[bytes, Page] = {}
_told: dict[bytes, Examined] = {}


def page_of(text: str, macros: tuple[tuple[str, str], ...] = (), dialect: Dialect = CANONICAL) -> Page:
    """A page without a name, as far as it was read already for a link to it."""
    made = _waiting.pop(_here(text, dialect), None) or Page(Source("", text), dialect=dialect)
    made.macros |= dict(macros)
    return made


def examined(
    page: Page, build: str, macros: tuple[tuple[str, str], ...] = (), wanted: frozenset[str] = check.KNOWN
) -> Examined:
    """All that a page's own text tells as far as `wanted` rules say it, from the cache where it was examined before by
    this very program (`build`); the page is one without a name that was made with these macros."""
    at = _at(page.text, build, macros, page.dialect)
    known = _kept(at)
    if known is None or not wanted.isdisjoint(known.left_out):
        known = check.examine_page(page, wanted)
        current().put(at, pickle.dumps(known, 5))
    _put(_told, _here(page.text, page.dialect), known, _TEXTS)
    return known


def shown(text: str, build: str, macros: tuple[tuple[str, str], ...] = (), dialect: Dialect = CANONICAL) -> Examined:
    """As `examined`, whatever rules have spoken: for the page's outline and its comments."""
    known = _told.get(_here(text, dialect)) or _kept(_at(text, build, macros, dialect))
    return known or check.examine_page(Page(Source("", text), dialect=dialect), frozenset())


def anchors(text: str, dialect: Dialect, build: str) -> frozenset[str]:
    """The anchors of a page that is linked to."""
    here = _here(text, dialect)
    known = _told.get(here) or _kept(_at(text, build, (), dialect))
    if known is not None:
        return known.outline.anchors
    if here not in _waiting:
        _put(_waiting, here, Page(Source("", text), dialect=dialect), _PAGES)
    return _waiting[here].outline.anchors


def _put(known: dict[bytes, T], at: bytes, one: T, most: int) -> None:
    """Remember one, and forget the oldest where there are too many."""
    known[at] = one
    if len(known) > most:
        del known[next(iter(known))]


def _here(text: str, dialect: Dialect) -> bytes:
    return key("text", dialect.key, text)


def _at(text: str, build: str, macros: tuple[tuple[str, str], ...], dialect: Dialect) -> bytes:
    return key("examined page", build, repr(macros) if macros else "", dialect.key, text)


def _kept(at: bytes) -> Examined | None:
    octets = current().get(at)
    return _unpack(octets) if octets is not None else None


_PARTS = FINDING | {
    ("proofpress.check", "Examined"),
    ("proofpress.rules.outline", "Outline"),
    ("proofpress.rules.outline", "Target"),
    ("proofpress.suppress", "Suppression"),
    ("builtins", "frozenset"),
}


def _unpack(octets: bytes) -> Examined | None:
    try:
        known = unpickle(octets, _PARTS)
    except Exception:  # noqa: BLE001
        return None
    return known if isinstance(known, Examined) else None
