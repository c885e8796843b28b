"""What rules say of a text alone, kept from one run to the next in the project's cache."""

from __future__ import annotations

import pickle

from proofpress import check
from proofpress.bulk.unpickle import FINDING, unpickle
from proofpress.cache import current, key
from proofpress.check import Examined
from proofpress.markdown import CANONICAL, Dialect
from proofpress.rules.page import Page, anchors_in
from proofpress.source import Source


def examined(text: str, build: str, macros: tuple[tuple[str, str], ...] = (), dialect: Dialect = CANONICAL) -> Examined:
    """All that a page's own text tells, from the cache where it was examined before by this very program (`build`)."""
    return examined_page(Page(Source("", text), macros=macros, dialect=dialect), build, macros)


def examined_page(page: Page, build: str, macros: tuple[tuple[str, str], ...] = ()) -> Examined:
    """As `examined`; the page is one without a name that was made with these macros."""
    at = _at(page.text, build, macros, page.dialect)
    cache = current()
    kept = cache.get(at)
    known = _unpack(kept) if kept is not None else None
    if known is None:
        known = check.examine_page(page)
        cache.put(at, pickle.dumps(known, 5))
    return known


def _at(text: str, build: str, macros: tuple[tuple[str, str], ...], dialect: Dialect) -> bytes:
    return key("examined page", build, repr(macros) if macros else "", dialect.key, text)


def anchors(text: str, dialect: Dialect, build: str) -> frozenset[str]:
    """The anchors of a page that is linked to."""
    kept = current().get(_at(text, build, (), dialect))
    known = _unpack(kept) if kept is not None else None
    return known.outline.anchors if known is not None else anchors_in(text, dialect)


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
