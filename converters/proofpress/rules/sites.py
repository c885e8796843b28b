"""The sites there are: a mapping in memory, and the folders of a disk."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from proofpress.rules.page import anchors_in
from proofpress.rules.site import Docs


class MemorySite:
    """A site that is a mapping: path to Markdown text, or to None for a file that is no page."""

    def __init__(
        self,
        files: Mapping[str, str | None] | None = None,
        answers: Mapping[str, str] | None = None,
        docs: Docs | None = None,
    ) -> None:
        self._docs = docs
        self._files = dict(files or {})
        self._answers = dict(answers or {})
        self._folders = {parent for path in self._files for parent in _parents(path)}

    def docs(self, path: str) -> Docs | None:
        return self._docs

    def exists(self, path: str) -> bool:
        return path in self._files or path.rstrip("/") in self._folders

    def anchors(self, path: str) -> frozenset[str] | None:
        text = self._files.get(path)
        return None if text is None else anchors_in(text)

    def answer(self, url: str) -> str:
        return self._answers.get(url, "")


class FolderSite:
    """The files of a disk. `anchors_of` reads the anchors of a page's text and may be a cache's; `answer_of` tells what is
    wrong with an address on another host, and is asked by `link-external` alone."""

    def __init__(
        self, anchors_of: Callable[[str], frozenset[str]] | None = None, answer_of: Callable[[str], str] | None = None
    ) -> None:
        self._anchors_of = anchors_of or anchors_in
        self._answer_of = answer_of
        self._seen: dict[str, frozenset[str] | None] = {}
        self._listed: dict[str, frozenset[str]] = {}
        self._docs: dict[Path, Docs | None] = {}

    def docs(self, path: str) -> Docs | None:
        folder = Path(path).absolute().parent
        if folder not in self._docs:
            from proofpress import dialect

            config = dialect.nearest(folder)
            self._docs[folder] = _docs(config) if config is not None else None
        return self._docs[folder]

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
        return self._anchors_of(text)


_ADD_NO_PAGES = frozenset(
    "search mermaid2 minify glightbox git-revision-date git-revision-date-localized git-authors git-committers meta offline optimize privacy"
    " proofpress social table-reader include-markdown macros exclude section-index awesome-pages awesome-nav literate-nav mkdocs-video".split()
)
"""Plugins of MkDocs that make no pages of their own; what others make is not known."""


def _docs(config: Path) -> Docs | None:
    from proofpress import dialect

    try:
        settings = dialect.settings(config)
    except (OSError, ValueError):
        return None
    plugins = settings.get("plugins") or []
    names = {
        str(next(iter(entry), "") if isinstance(entry, Mapping) else entry).removeprefix("material/")
        for entry in plugins
    }
    folder = config.parent / str(settings.get("docs_dir") or "docs")
    try:
        prefix = urlsplit(str(settings.get("site_url") or "")).path.strip("/")
    except ValueError:
        prefix = ""
    return Docs(
        config.as_posix(),
        posixpath.normpath(folder.as_posix()),
        f"/{prefix}/" if prefix else "/",
        settings.get("use_directory_urls") is not False,
        names <= _ADD_NO_PAGES,
    )


def _parents(path: str) -> list[str]:
    made = []
    while path := posixpath.dirname(path):
        made.append(path)
        if path == "/":
            break
    return made
