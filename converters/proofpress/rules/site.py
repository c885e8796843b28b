"""What a rule may know beyond its page: which files there are, and which anchors other pages have."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Docs(NamedTuple):
    """What the `mkdocs.yml` of a page says about addresses: `config` is its path, `folder` that of the pages; `prefix` is the path
    of the site on its host, with `/` at both ends. `complete` is True where nothing but that folder makes pages."""

    config: str
    folder: str
    prefix: str = "/"
    directory_urls: bool = True
    complete: bool = True


class Site(Protocol):
    """Paths are POSIX, as `Source.name` writes them."""

    def docs(self, path: str) -> Docs | None:
        """The site that a page belongs to; None where there is no `mkdocs.yml` above it."""

    def exists(self, path: str) -> bool:
        """True for a file or folder of the site."""

    def anchors(self, path: str) -> frozenset[str] | None:
        """The anchors of another page; None where it cannot be read as a page."""

    def answer(self, url: str) -> str:
        """What is remembered of an address on another host: "" where it is fine or was never asked."""


class NoSite:
    """The site of a page that stands alone."""

    def docs(self, path: str) -> Docs | None:
        return None

    def exists(self, path: str) -> bool:
        return False

    def anchors(self, path: str) -> frozenset[str] | None:
        return None

    def answer(self, url: str) -> str:
        return ""


NO_SITE = NoSite()
