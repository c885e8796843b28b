"""Sites in several languages: where the files of each stand on the built site, and which file stands at an address."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator

from proofpress.rules.site import Docs

PAGES = (".md", ".markdown")


def language_of(path: str, docs: Docs) -> str:
    """The language that a file of the docs folder names, before its ending or as its folder; "" for none."""
    if docs.suffixes:
        stem = posixpath.splitext(path)[0]
        return next((language for language in docs.languages if stem.endswith(f".{language}")), "")
    return _split(_below(path, docs), docs)[0]


def own_language(path: str, docs: Docs) -> str:
    """The language in which a page is built."""
    return language_of(path, docs) or docs.languages[0]


def address_of(path: str, docs: Docs) -> str:
    """Where addresses on a page count from: a folder of the built site, "" for its root."""
    own, below = own_language(path, docs), _below(path, docs)
    stem = posixpath.splitext(below)[0]
    stem = stem.removesuffix(f".{own}") if docs.suffixes else _split(stem, docs)[1]
    alone = docs.directory_urls and posixpath.basename(stem) not in ("index", "README")
    return posixpath.join("" if own == docs.languages[0] else own, stem if alone else posixpath.dirname(stem))


def source_at(
    address: str, docs: Docs, sources: Callable[[str], tuple[str, ...]], exists: Callable[[str], bool]
) -> str:
    """The file that stands at a place of the built site, "" for none; `sources` are those that may be a page's."""
    own, below = _split(address, docs)
    if own in ("", docs.languages[0]):
        # The default language stands at the root.
        own, below = docs.languages[0], address
    return next(filter(exists, _files(own, below, docs, sources)), "")


def _files(own: str, below: str, docs: Docs, sources: Callable[[str], tuple[str, ...]]) -> Iterator[str]:
    first = docs.languages[0]
    for language in dict.fromkeys((own, first) if docs.fallback else (own,)):
        root = docs.folder if docs.suffixes else posixpath.join(docs.folder, language)
        for path in sources(posixpath.join(root, below) if below else posixpath.join(root, "index")):
            # A page is built in every language; another file stands once, that of the default language at the root.
            shared = own == first or path.endswith(PAGES)
            if docs.suffixes:
                yield from (_named(path, language), path) if shared else (_named(path, own),)
            elif shared or language == own:
                yield path
    if not docs.suffixes and own == first:
        # What stands beside the folders belongs to all.
        yield posixpath.join(docs.folder, below)


def names(path: str, own: str, docs: Docs) -> Iterator[str]:
    """The files that a link from a page of a language may mean by a file's name, the nearest first."""
    first = docs.languages[0]
    if docs.suffixes:
        yield _named(path, own)
        yield path
        if docs.fallback:
            yield _named(path, first)
        return
    yield path
    language, rest = _split(_below(path, docs), docs)
    if language and docs.fallback:
        yield posixpath.join(docs.folder, first, rest)
    if language == own:
        yield posixpath.join(docs.folder, rest)


def _named(path: str, language: str) -> str:
    """A file's name with a language before its ending."""
    stem, end = posixpath.splitext(path)
    return f"{stem}.{language}{end}"


def _split(below: str, docs: Docs) -> tuple[str, str]:
    first, _, rest = below.strip("/").partition("/")
    return (first, rest) if first in docs.languages else ("", below.strip("/"))


def _below(path: str, docs: Docs) -> str:
    """A file's path in the docs folder."""
    if posixpath.isabs(docs.folder) != posixpath.isabs(path):
        return posixpath.relpath(posixpath.abspath(path), posixpath.abspath(docs.folder))
    return posixpath.relpath(path, docs.folder)
