"""The files of a run by the names that note keepers call them: `[[name]]` means a file wherever it lies in its
vault."""

from __future__ import annotations

import json
import posixpath
import unicodedata
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from proofpress.regex import regex

_NAME = regex(rb"\[\[([^\[\]|#\n\\]{1,400})")
_NOTE = ".md"
_PAGES = ("", ".html", ".htm", ".md", ".markdown", ".mdx", "/index.html", "/index.md", "/index.mdx", "/README.md")
"""What may stand behind an address for it to be the path of an input."""


class Vault:
    """Paths by name. Names are compared as file systems do that know no capitals; `.md` may be left out."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._named: dict[str, list[str]] = {}
        paths = tuple(paths)
        self.paths = frozenset(paths)
        for path in paths:
            name = _folded(posixpath.basename(path))
            self._named.setdefault(name, []).append(path)
            if name.endswith(_NOTE):
                self._named.setdefault(name.removesuffix(_NOTE), []).append(path)

    def find(self, name: str, page: str) -> str:
        """The path of what a page means by a name, relative to the page; "" where there is none, or where two are as
        near. A name may begin with folders; of several files the one beside the page is meant, else the highest."""
        folder = posixpath.dirname(page)
        wanted = _folded(name.strip("/"))
        if wanted.startswith("."):
            wanted = _folded(posixpath.normpath(posixpath.join(folder, name))).lstrip("/")
        found = [
            path
            for path in self._named.get(posixpath.basename(wanted), ())
            if _folded(f"/{path.strip('/')}").endswith((f"/{wanted}", f"/{wanted}{_NOTE}"))
        ]
        beside = [path for path in found if posixpath.dirname(path) == folder]
        least = min((path.count("/") for path in found), default=0)
        for some in (beside, [path for path in found if path.count("/") == least]):
            if len(some) == 1:
                return posixpath.relpath(some[0], folder)
        return ""

    def links(self, data: bytes, path: str | Path) -> dict[str, str]:
        """What the names in a file's text mean, by name."""
        if b"[[" not in data:
            return {}
        page = posix(path)
        names = {name.decode("utf-8", "replace").strip() for name in _NAME.findall(data)}
        return {name: found for name in sorted(names) if name and (found := self.find(name, page))}


def posix(path: str | Path) -> str:
    """A path as the vault knows it."""
    return posixpath.normpath(Path(path).absolute().as_posix())


def page_at(path: str, known: Container[str]) -> str:
    """The path of the input that an address means, made a path; "" for none."""
    bare = path.removesuffix(".html")
    places = (path, bare) if bare != path else (path,)
    return next((place + end for place in places for end in _PAGES if place + end in known), "")


def known(file: str) -> frozenset[str]:
    """The paths that were noted down."""
    return _read(file).paths


def write(file: Path, paths: Iterable[Path]) -> None:
    """Note down the files of a run for every process of it."""
    file.write_text(json.dumps([posix(path) for path in paths]), "utf-8")


def links(file: str, data: bytes, path: str | None) -> Mapping[str, str]:
    """What the names in a file's text mean by the vault that was noted down; nothing where none was."""
    return _read(file).links(data, path) if file and path is not None else {}


@lru_cache(2)
def _read(file: str) -> Vault:
    return Vault(json.loads(Path(file).read_text("utf-8")))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
