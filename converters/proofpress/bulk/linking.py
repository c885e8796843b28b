"""Links between the files of one run: which link of which output means which other output. Loads no converter.

What a file is called in links (its path, its address, the ids in it) is known once it is converted, so this comes last.
It looks at records alone, finds nothing to do where nothing changed, and says how to go on after an interruption.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote

from proofpress import urls
from proofpress.bulk.inputs import Input
from proofpress.bulk.record import Links, Record, digest
from proofpress.bulk.vault import Vault, page_at, posix
from proofpress.finding import Words
from proofpress.regex import regex

_NOTES = (".md", ".markdown")
_CONTENT = regex(r"(?:[^/]*/)*?content/")
"""The folder from which generators count the addresses of their pages."""
_DATED = regex(r"/(?:[^?#]*/)?(?:19|20)\d\d/(?:\d{1,2}/){1,2}(?P<name>[^/?#]+?)(?:\.html?)?(?:/(?:index\.html?)?)?$")
"""The address of a post below the day on which it was written."""
_DAY = regex(r"(?:19|20)\d\d-\d{1,2}-\d{1,2}-")
_INDEX = regex(r"/(?:index|default)\.(?:html?|php)$|/$", re.I)
_UNFIT = regex(r"[\s()\[\]`^%?#]")
_OF_VISITORS = regex(r"^(?:utm_|spm|from$|share|ref$|fbclid|gclid|_ga)", re.I)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a link is to lead: `path` relative to the file it stands in. Where `output` is given, that file's headings
    are to tell the anchor that `fragment` means; else `fragment` is the anchor."""

    path: str
    fragment: str = ""
    output: str = ""


@dataclass(frozen=True, slots=True)
class Relink:
    """One output whose links are to be changed: `wanted` by the address that the conversion wrote. Its text stands in
    the file `text`."""

    target: str
    text: str
    record: Record
    wanted: Mapping[str, Wanted]
    state: str


@dataclass(frozen=True, slots=True)
class Relinked:
    """An output with its links changed: its new record, and its text where that changed. Neither where the file is not
    what the record says, for somebody edited it."""

    target: str
    record: Record | None = None
    text: bytes | None = None
    trouble: Words | None = None


def give_up(job: Relink, trouble: Words) -> Relinked:
    """The answer for an output whose links were not changed."""
    return Relinked(job.target, trouble=trouble)


def plan(
    inputs: Iterable[Input], records: Mapping[str, Record], folder: Path, text_at: Callable[[str], Path]
) -> list[Relink]:
    """The outputs below `folder` whose links do not stand yet as they should; `records` by target, their texts in the
    files that `text_at` says."""
    members = _Members(inputs, records)
    found: list[Relink] = []
    for one, record, links in members.of:
        wanted: dict[str, Wanted] = {}
        state: list[str] = []
        for url, *_ in links.out:
            target, fragment = members.find(one, links, url)
            if not target:
                continue
            path = _relative(target, record.target)
            anchor = members.ids[target].get(fragment, "") if fragment else ""
            ask = bool(fragment and not anchor)
            wanted[url] = Wanted(path, anchor or fragment, str(text_at(target)) if ask else "")
            state += [url, path, anchor, records[target].made_of if ask else ""]
        key = digest(state) if wanted else ""
        if key != links.state:
            found.append(Relink(str(folder / record.target), str(text_at(record.target)), record, wanted, key))
    return found


class _Members:
    """The files of a run by everything that a link may call them."""

    def __init__(self, inputs: Iterable[Input], records: Mapping[str, Record]) -> None:
        self.of: list[tuple[Input, Record, Links]] = []
        self.ids: dict[str, dict[str, str]] = {}
        self._by_path: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_address: dict[str, str] = {}
        paths: list[str] = []
        for one in inputs:
            record = records.get(one.target.as_posix())
            if record is None or record.links is None or one.path is None:
                continue
            self.of.append((one, record, record.links))
            self.ids[record.target] = dict(record.links.ids)
            for path, _ in one.places:
                self._by_path.setdefault(posix(path), record.target)
            name = one.path.parent.name if one.path.stem == "index" else _DAY.sub("", one.path.stem, 1)
            self._by_name.setdefault(name, []).append(record.target)
            paths.append(posix(one.path))
            if record.links.url:
                self._by_address.setdefault(_address(record.links.url), record.target)

        self._vault = Vault(paths)

    def find(self, one: Input, links: Links, url: str) -> tuple[str, str]:
        """The target that a link of an input means, "" for none, and its fragment."""
        parts = urls.split(url)
        fragment = unquote(parts.fragment)
        if parts.scheme or parts.netloc:
            if parts.scheme not in ("http", "https", ""):
                return "", ""
            known = self._by_address.get(_address(url), "")
            beside = "" if known else _beside(one, links.url, url)
            return known or (self._at(beside) if beside else ""), fragment
        path = unquote(parts.path)
        if not path:
            return "", ""
        there = next((found for place, root in one.places if (found := self._led(path, posix(place), root))), "")
        return there or self._named(path, one), fragment

    def _led(self, path: str, place: str, top: Path | None) -> str:
        """The target that a path means in a file that stands at a place, below a folder."""
        root = posix(top) if path.startswith("/") and top is not None else posixpath.dirname(place)
        named = path.lstrip("/")
        there = self._at(posixpath.normpath(posixpath.join(root, named)))
        if not there and path.startswith("/"):
            paths = (posixpath.normpath(posixpath.join(folder, named)) for folder in _roots(root, place))
            there = next(filter(None, map(self._at, paths)), "") or self._by_address.get(_address(path), "")
        if not there and (dated := _DATED.match(path)):
            found = self._by_name.get(dated["name"], [])
            return found[0] if len(found) == 1 else ""
        return there

    def _named(self, path: str, one: Input) -> str:
        """The target of the one file that a path without a start ends in: generators and note keepers find a page by
        its name in all of their folders."""
        if path.startswith((".", "/")) or one.path is None:
            return ""
        name = posixpath.normpath(path)
        name = name if name.endswith(_NOTES) else f"{name}.md"
        found = self._vault.find(name, posix(one.path))
        return self._at(posixpath.normpath(posixpath.join(posixpath.dirname(posix(one.path)), found))) if found else ""

    def _at(self, path: str) -> str:
        return self._by_path.get(page_at(path, self._by_path), "")


def _roots(top: str, place: str) -> Iterator[str]:
    """The folders that may be the root of the site which a file below `top` belongs to, the most likely first: what
    holds the content, and each folder around the file; and what `top` itself stands in, where it is called as a part of
    the address."""
    if content := _CONTENT.match(place):
        yield content[0]
    folder = top
    for part in posixpath.relpath(posixpath.dirname(place), top).split("/"):
        folder = posixpath.join(folder, part)
        yield folder
    yield posixpath.dirname(top)


def _beside(one: Input, own: str, url: str) -> str:
    """The path of a file that an address names relative to the page's own address,
    where page and file are called alike."""
    assert one.path is not None
    page, other = urls.split(own), urls.split(url)
    folder, _, name = unquote(page.path).rpartition("/")
    path = unquote(other.path)
    if page.netloc != other.netloc or name != one.path.name or not path.startswith(folder + "/"):
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(posix(one.path)), path[len(folder) + 1 :]))


def _address(url: str) -> str:
    """An address as two links to one page have it in common."""
    parts = urls.split(url)
    path = _INDEX.sub("", unquote(parts.path)) or "/"
    query = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _OF_VISITORS.match(k))
    return f"{parts.netloc.lower().removeprefix('www.')}{path}?{query}"


def _relative(target: str, page: str) -> str:
    """A target as a link on another page writes it."""
    return as_written(posixpath.relpath(target, posixpath.dirname(page) or "."))


def as_written(path: str) -> str:
    """A path as an address, encoded where Markdown needs it."""
    return _UNFIT.sub(lambda found: quote(found[0]), path)
