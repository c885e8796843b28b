"""What a rule may know beyond its page: which files there are, and which anchors other pages have."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol


class Site(Protocol):
    """Paths are POSIX, as `Source.name` writes them."""

    def exists(self, path: str) -> bool:
        """True for a file or folder of the site."""

    def anchors(self, path: str) -> frozenset[str] | None:
        """The anchors of another page; None where it cannot be read as a page."""

    def answer(self, url: str) -> str:
        """What is remembered of an address on another host: "" where it is fine or was never asked."""


class MemorySite:
    """A site that is a mapping: path to Markdown text, or to None for a file that is no page."""

    def __init__(self, files: Mapping[str, str | None] | None = None, answers: Mapping[str, str] | None = None) -> None:
        self._files = dict(files or {})
        self._answers = dict(answers or {})
        self._folders = {parent for path in self._files for parent in _parents(path)}

    def exists(self, path: str) -> bool:
        return path in self._files or path.rstrip("/") in self._folders

    def anchors(self, path: str) -> frozenset[str] | None:
        from proofpress.rules.outline import outline_of

        text = self._files.get(path)
        return None if text is None else outline_of(text).anchors

    def answer(self, url: str) -> str:
        return self._answers.get(url, "")


class FolderSite:
    """The files of a disk. `anchors_of` reads the anchors of a page's text and may be a cache's; `answer_of` tells what is
    wrong with an address on another host, and is asked by `link-external` alone."""

    def __init__(
        self, anchors_of: Callable[[str], frozenset[str]] | None = None, answer_of: Callable[[str], str] | None = None
    ) -> None:
        self._anchors_of = anchors_of
        self._answer_of = answer_of
        self._seen: dict[str, frozenset[str] | None] = {}
        self._listed: dict[str, frozenset[str]] = {}

    def exists(self, path: str) -> bool:
        folder, name = posixpath.split(path.rstrip("/"))
        if name in ("", ".", ".."):
            return Path(path).exists()
        if folder not in self._listed:
            try:
                self._listed[folder] = frozenset(entry.name for entry in Path(folder or ".").iterdir())
            except OSError:
                self._listed[folder] = frozenset()
        return name in self._listed[folder]

    def anchors(self, path: str) -> frozenset[str] | None:
        if path not in self._seen:
            self._seen[path] = self._read(path)
        return self._seen[path]

    def answer(self, url: str) -> str:
        return self._answer_of(url) if self._answer_of else ""

    def _read(self, path: str) -> frozenset[str] | None:
        try:
            text = Path(path).read_text("utf-8", "replace")
        except OSError:
            return None
        return self._reader(text)

    @cached_property
    def _reader(self) -> Callable[[str], frozenset[str]]:
        if self._anchors_of is not None:
            return self._anchors_of
        from proofpress.rules.outline import outline_of

        return lambda text: outline_of(text).anchors


NO_SITE = MemorySite()


def _parents(path: str) -> list[str]:
    made = []
    while path := posixpath.dirname(path):
        made.append(path)
        if path == "/":
            break
    return made
