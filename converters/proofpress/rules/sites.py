"""The sites there are: a mapping in memory, and the folders of a disk."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from proofpress import paths
from proofpress.markdown import CANONICAL, Dialect
from proofpress.markdown.templates import fillings, without_tags
from proofpress.rules._includes import sections
from proofpress.rules.configured import ADD_NO_PAGES, FIND_FILES, docs_of
from proofpress.rules.page import anchors_in
from proofpress.rules.site import Docs, Site

if TYPE_CHECKING:
    from proofpress.rules.built import Built


class MemorySite:
    """A site that is a mapping: path to Markdown text, or to None for a file that is no page. `config` is the
    `mkdocs.yml` by which its pages are built (None: proofpress's own); without one none is."""

    def __init__(
        self,
        files: Mapping[str, str | None] | None = None,
        answers: Mapping[str, str] | None = None,
        docs: Docs | None = None,
        config: str | None = "",
    ) -> None:
        self._docs = docs
        self._config = config
        self._files = dict(files or {})
        self._answers = dict(answers or {})
        self._folders = {parent for path in self._files for parent in _parents(path)}

    def docs(self, path: str) -> Docs | None:
        return self._docs

    def exists(self, path: str) -> bool:
        return path in self._files or path.rstrip("/") in self._folders

    def anchors(self, path: str) -> frozenset[str] | None:
        text = self._files.get(path)
        return None if text is None else anchors_in(text, self._docs.dialect if self._docs else CANONICAL)

    def ids(self, path: str, text: str | None = None) -> frozenset[str] | None:
        return self.anchors(path) if text is None else anchors_in(text, self._docs.dialect if self._docs else CANONICAL)

    def built(self, path: str, text: str) -> Built | None:
        from proofpress.rules.built import built

        return None if self._config == "" else built(text, self._config)

    def sections(self, path: str) -> frozenset[str] | None:
        text = self._files.get(path)
        return None if text is None else sections(text)

    def names(self, path: str) -> frozenset[str] | None:
        return frozenset(map(posixpath.basename, self._files))

    def answer(self, url: str) -> str:
        return self._answers.get(url, "")


class FolderSite:
    """The files of a disk. `anchors_of` reads the anchors of a page's text and may be a cache's; `answer_of` tells what
    is wrong with an address on another host, and is asked by `link-external` alone."""

    def __init__(
        self,
        anchors_of: Callable[[str, Dialect], frozenset[str]] | None = None,
        answer_of: Callable[[str], str] | None = None,
    ) -> None:
        self._anchors_of = anchors_of or anchors_in
        self._answer_of = answer_of
        self._seen: dict[str, frozenset[str] | None] = {}
        self._ids: dict[str, frozenset[str] | None] = {}
        self._listed: dict[str, frozenset[str]] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._docs: dict[Path, Docs | None] = {}

    def docs(self, path: str) -> Docs | None:
        folder = Path(path).absolute().parent
        if folder not in self._docs:
            from proofpress import dialect

            config = dialect.nearest(folder)
            self._docs[folder] = docs_of(config) if config is not None else None
        return self._docs[folder]

    def exists(self, path: str) -> bool:
        folder, name = posixpath.split(path.rstrip("/"))
        if name in ("", ".", ".."):
            return paths.exists(path)
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

    def ids(self, path: str, text: str | None = None) -> frozenset[str] | None:
        docs = self.docs(path)
        if docs is None or not docs.dialect.slugifier.known or text is not None and _is_filled(text, docs):
            return None
        if text is None and path not in self._ids:
            self._ids[path] = self._made(path)
        return self._ids[path] if text is None else _ids(self.built(path, text))

    def built(self, path: str, text: str) -> Built | None:
        from proofpress.rules.built import built

        docs = self.docs(path)
        if docs is None:
            return None
        return built(without_tags(text, fillings(text, docs.dialect.templates)), docs.config, docs.dialect)

    def _made(self, path: str) -> frozenset[str] | None:
        try:
            return self.ids(path, Path(path).read_text("utf-8", "replace"))
        except OSError:
            return None

    def sections(self, path: str) -> frozenset[str] | None:
        try:
            return sections(Path(path).read_text("utf-8", "replace"))
        except OSError:
            return None

    def names(self, path: str) -> frozenset[str] | None:
        docs = self.docs(path)
        if docs is None or not docs.plugins <= ADD_NO_PAGES | FIND_FILES or docs.rewritten:
            return None
        if docs.folder not in self._names:
            found = (name for _, _, names in os.walk(docs.folder, followlinks=True) for name in names)
            self._names[docs.folder] = frozenset(found)
        return self._names[docs.folder]

    def answer(self, url: str) -> str:
        return self._answer_of(url) if self._answer_of else ""

    def _read(self, path: str) -> frozenset[str] | None:
        try:
            text = Path(path).read_text("utf-8", "replace")
        except OSError:
            return None
        docs = self.docs(path)
        return self._anchors_of(text, docs.dialect if docs else CANONICAL)


class BuiltSite:
    """The site of one page whose HTML the build has made: what plugins did to its text is known from that."""

    def __init__(self, site: Site, docs: Docs, text: str, html: str) -> None:
        self._docs = docs._replace(dialect=replace(docs.dialect, filled=False, appended=False))
        self._text, self._html = text, html
        self.exists, self.anchors, self.sections, self.answer = site.exists, site.anchors, site.sections, site.answer
        self.names = site.names

    def docs(self, path: str) -> Docs | None:
        return self._docs

    def ids(self, path: str, text: str | None = None) -> frozenset[str] | None:
        return None

    def built(self, path: str, text: str) -> Built | None:
        return self._made if text == self._text else None

    @cached_property
    def _made(self) -> Built:
        from proofpress.rules.built import of_html

        return of_html(self._html, final=True)


def _is_filled(text: str, docs: Docs) -> bool:
    """Whether a plugin may put something with places of its own into a page."""
    return next(fillings(text, docs.dialect.templates), None) is not None


def _ids(built: Built | None) -> frozenset[str] | None:
    return None if built is None or built.filled else built.ids


def _parents(path: str) -> list[str]:
    made = []
    while path := posixpath.dirname(path):
        made.append(path)
        if path == "/":
            break
    return made
