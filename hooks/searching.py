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
from proofpress.site.searching import Record, index, record, text_script

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.proofpress")
_records: dict[str, Record] = {}
_serving = False
_beside = ThreadPoolExecutor(1)
_making: Future[None] | None = None
_kept = Path()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """A preview answers searches with the index of its first build."""
    global _serving  # noqa: PLW0603 - MkDocs hands hooks no object to keep state in
    _serving = command == "serve"


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Forget the pages of the build before."""
    _records.clear()


def on_page_content(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Take down what the page says; pages that only list others say nothing."""
    if _serving and _making is not None and _making.done():
        return
    if page.file.generated_by is None and not (page.meta.get("search") or {}).get("exclude"):
        language = str(page.meta.get("language") or config.theme.get("language") or "en")
        _records[page.file.src_uri] = record(page.url, page.title or "", content, language)


def on_env(env: object, *, config: MkDocsConfig, files: Files) -> None:
    """All pages are known: make the index beside the rest of the build, unless the one that is kept serves again."""
    global _making, _kept  # noqa: PLW0603
    if _serving and _making is not None:
        return
    folder = cache.folder()
    _kept = folder / "pagefind" if folder else Path(tempfile.mkdtemp())
    records = sorted(_records.values(), key=lambda r: r.url)
    digest = _digest(records)
    seal = _kept / "digest"
    if seal.is_file() and seal.read_text("utf-8", "replace") == _seal(_kept / "files", digest):
        _making = Future()
        _making.set_result(None)
    else:
        _making = _beside.submit(_make, records, _kept, digest)


def _make(records: list[Record], kept: Path, digest: str) -> None:
    shutil.rmtree(kept, ignore_errors=True)
    index(records, kept / "files")
    (kept / "digest").write_text(_seal(kept / "files", digest), "utf-8")


def on_post_build(*, config: MkDocsConfig) -> None:
    """Put the index beside the pages."""
    settings: dict[str, Any] = config.extra.get("proofpress", {})
    if settings.get("offline"):
        Path(config.site_dir, "search-text.js").write_text(text_script(sorted(_records.values(), key=lambda r: r.url)), "utf-8")
    if _making is None:
        return
    try:
        _making.result()
    except (ImportError, OSError, RuntimeError) as error:
        log.warning("proofpress: this site has no search: %s", error)
        return
    shutil.copytree(_kept / "files", Path(config.site_dir, "pagefind"), dirs_exist_ok=True, ignore=shutil.ignore_patterns("pagefind-*ui*", "pagefind-highlight.js"))
    if cache.folder() is None and not _serving:
        shutil.rmtree(_kept, ignore_errors=True)


def _digest(records: list[Record]) -> str:
    made = hashlib.sha256()
    for each in records:
        made.update(repr((each.url, each.title, each.content, each.language)).encode())
    return made.hexdigest()


def _seal(folder: Path, digest: str) -> str:
    """The digest of the input, and of every file of the index: one that was damaged or changed does not fit it."""
    made = hashlib.sha256(digest.encode())
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file():
            made.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return made.hexdigest()
