"""Search by Pagefind: no page carries the index, and a reader fetches only the pieces that a query needs."""

from __future__ import annotations

import hashlib
import logging
import shutil
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from proofpress import cache
from proofpress.bulk.manifest import build_key
from proofpress.site.searching import Pages, Record, index, record, text_script

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.proofpress")
_texts: dict[str, Record] = {}
_pages: Pages | None = None
_serving = False
_beside = ThreadPoolExecutor(1)
_making: Future[None] | None = None
_kept = Path()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """A preview answers searches with the index of its first build."""
    global _serving  # noqa: PLW0603 - MkDocs hands hooks no object to keep state in
    _serving = command == "serve"


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Forget the pages of the build before, but for what is on the disk."""
    global _kept, _pages  # noqa: PLW0603
    _texts.clear()
    if _serving and _making is not None:
        return
    folder = cache.folder()
    _kept = folder / "pagefind" if folder else Path(tempfile.mkdtemp())
    _pages = Pages(_kept, build_key())


def on_page_content(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Take down what the page says; pages that only list others say nothing."""
    if page.file.generated_by is not None or (page.meta.get("search") or {}).get("exclude"):
        return
    said = (page.url, page.title or "", content, str(page.meta.get("language") or config.theme.get("language") or "en"))
    if _offline(config):
        _texts[page.url] = record(*said)
    if _pages is not None:
        _pages.add(*said)


def on_env(env: object, *, config: MkDocsConfig, files: Files) -> None:
    """All pages are known: make the index beside the rest of the build, unless the one that is kept serves again."""
    global _making, _pages  # noqa: PLW0603
    if _pages is None:
        return
    if _made(_kept, _pages.digest):
        _making = Future()
        _making.set_result(None)
    else:
        _making = _beside.submit(_make, _kept, _pages)
    _pages = None


def _make(kept: Path, pages: Pages) -> None:
    shutil.rmtree(kept / "files", ignore_errors=True)
    index(pages.write(), kept / "files")
    (kept / "digest").write_text(_seal(kept / "files", pages.digest), "utf-8")


def on_post_build(*, config: MkDocsConfig) -> None:
    """Put the index beside the pages."""
    if _offline(config):
        Path(config.site_dir, "search-text.js").write_text(text_script(_texts[url] for url in sorted(_texts)), "utf-8")
    if _making is None:
        return
    try:
        _making.result()
    except (ImportError, OSError, RuntimeError) as error:
        log.warning("proofpress: this site has no search: %s", error)
        return
    shutil.copytree(
        _kept / "files",
        Path(config.site_dir, "pagefind"),
        dirs_exist_ok=True,
        ignore=shutil.ignore_patterns("pagefind-*ui*", "pagefind-highlight.js"),
    )
    if cache.folder() is None and not _serving:
        shutil.rmtree(_kept, ignore_errors=True)


def _offline(config: MkDocsConfig) -> bool:
    settings: dict[str, Any] = config.extra.get("proofpress", {})
    return bool(settings.get("offline"))


def _made(kept: Path, digest: str) -> bool:
    seal = kept / "digest"
    return seal.is_file() and seal.read_text("utf-8", "replace") == _seal(kept / "files", digest)


def _seal(folder: Path, digest: str) -> str:
    """The digest of the input, and of every file of the index: one that was damaged or changed does not fit it."""
    made = hashlib.sha256(digest.encode())
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file():
            made.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return made.hexdigest()
