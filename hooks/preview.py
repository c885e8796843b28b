"""`mkdocs serve`: an edited page is on the screen before the rest of the site is built again.

A page whose text has changed is checked, rendered and written by itself, with the files, the navigation and the
templates of the last build. When other pages show what has changed (its title, date, tags, anchors), the site is built
as always once nobody has saved anything for a while; any other change builds it at once.
"""

from __future__ import annotations

import logging
import os
import tempfile
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import get_context
from mkdocs.plugins import event_priority
from mkdocs.utils import write_file
from proofpress_mkdocs.proofs import held, shared
from proofpress_mkdocs.tongues import language_of
from watchdog.observers.polling import PollingObserver

from proofpress import cache
from proofpress.finding import Words

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.proofpress")
BY_PAGE = frozenset(("mermaid2", "proofpress", "search", "material/search"))
"""Plugins that treat each page by itself. With any other the site is always built whole."""
AT_ONCE = 8
"""With more pages changed than this, the site is built whole."""
EACH = 0.2
"""Seconds from one look at the files to the next."""
QUIET = 3.0
"""Seconds without a change after which the site is built for what other pages show of an edited one."""
LISTS = ("index.md", "proof.md")
"""Generated pages that show what articles say, and are written again with them."""


@dataclass(slots=True)
class _Site:
    """The newest build, once all its pages are known; `state` is what the files looked like before it read them."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: jinja2.Environment
    state: dict[str, tuple[int, int]]
    stale: bool = False


@dataclass(slots=True)
class _Later:
    """A file that the server watches, touched when the site is to be built again."""

    path: Path
    timer: threading.Timer | None = None

    def wait(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
        self.timer = threading.Timer(QUIET, self.path.write_text, [str(time.time())])
        self.timer.daemon = True
        self.timer.start()


_last: _Site | None = None
_begun: dict[str, tuple[int, int]] = {}
_nav: Navigation | None = None


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Before anything is read: what the files look like."""
    global _last, _begun
    _last, _begun = None, _state(config)


def _state(config: MkDocsConfig) -> dict[str, tuple[int, int]]:
    """Time and size of every file that a build reads, but those that MkDocs leaves out and editors leave behind."""
    root = [config.config_file_path] if config.config_file_path else []
    folders = [config.docs_dir, *config.watch, *([config.theme.custom_dir] if config.theme.custom_dir else [])]
    paths = [*root, *(path for folder in folders for path in _below(folder))]
    found = {}
    for path in paths:
        try:
            seen = os.stat(path)
        except OSError:
            continue
        found[path] = (seen.st_mtime_ns, seen.st_size)
    return found


def _below(folder: str) -> list[str]:
    if not os.path.isdir(folder):
        return [folder]
    found: list[str] = []
    waiting = [folder]
    while waiting:
        for entry in os.scandir(waiting.pop()):
            if entry.name.startswith(".") or entry.name.endswith("~"):
                continue
            (waiting if entry.is_dir() else found).append(entry.path)
    return found


@event_priority(-100)
def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    """Keep the navigation."""
    global _nav  # noqa: PLW0603
    _nav = nav


@event_priority(-100)
def on_env(env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Keep the templates, and the site as far as it can be gone on from."""
    global _last  # noqa: PLW0603
    if _last is None and _nav is not None and not set(config.plugins) - set(config.hooks) - BY_PAGE:
        _last = _Site(config, files, _nav, env, _begun)


def on_build_error(*, error: Exception) -> None:
    """A build that fails leaves nothing to go on from."""
    global _last  # noqa: PLW0603
    _last = None


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Stand before the builder, and look for changes more often than MkDocs does."""
    watched = [
        path
        for path in (config.docs_dir, config.config_file_path, *config.theme.dirs)
        if path and _unwatched(server, path)
    ]
    server.observer = PollingObserver(timeout=EACH)
    for path in watched:
        server.watch(path)
    later = _Later((cache.folder() or Path(tempfile.mkdtemp(prefix="proofpress_"))) / "later")
    later.path.parent.mkdir(parents=True, exist_ok=True)
    later.path.touch()
    server.watch(str(later.path))

    def build() -> None:
        if not _previewed(later):
            builder()

    server.builder = build
    return server


def _unwatched(server: LiveReloadServer, path: str) -> bool:
    """Whether a path was watched; it no longer is."""
    try:
        server.unwatch(path)
    except KeyError:
        return False
    return True


def _previewed(later: _Later) -> bool:
    """Whether all that has changed is on the screen."""
    site = _last
    if site is None:
        return False
    start = time.monotonic()
    now = _state(site.config)
    changed = _edited(site, now)
    if not changed:
        return False
    shared(site.config).previewing = True
    try:
        for page in changed:
            site.stale |= _rendered(site, page)
        _written(site, changed)
    except Exception as error:  # noqa: BLE001 - the whole build says what is wrong, in MkDocs' own words
        log.debug("proofpress: %r; building the whole site", error)
        return False
    finally:
        shared(site.config).previewing = False
    site.state = now
    if site.stale:
        later.wait()
    names = ", ".join(page.file.src_uri for page in changed)
    took = f"{time.monotonic() - start:.2f}"
    said = Words(
        f"{names} in {took} seconds{'; the rest follows' if site.stale else ''}",
        f"{names}，用时 {took} 秒{'；其余页面随后更新' if site.stale else ''}",
    )
    log.info("proofpress: %s", said.of(language_of(site.config)))
    return True


def _edited(site: _Site, now: dict[str, tuple[int, int]]) -> list[Page]:
    """The pages whose files changed; none where anything else did, or too many."""
    paths = {path for path, seen in now.items() if site.state.get(path) != seen}
    if now.keys() != site.state.keys() or not 0 < len(paths) <= AT_ONCE:
        return []
    own = {file.abs_src_path: file.page for file in site.files.documentation_pages() if file.generated_by is None}
    pages = [own.get(path) for path in paths]
    return [page for page in pages if page is not None] if None not in pages else []


def _rendered(site: _Site, page: Page) -> bool:
    """Check and render a page. True if other pages show something of it that has changed."""
    config, files = site.config, site.files
    before = _shown(page, held(config))
    page = config.plugins.on_pre_page(page, config=config, files=files)
    page.read_source(config)
    page.markdown = config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
    page.render(config, files)
    page.content = config.plugins.on_page_content(page.content or "", page=page, config=config, files=files)
    page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
    return _shown(page, held(config)) != before


def _shown(page: Page, out: Collection[str]) -> tuple[Any, ...]:
    meta = {k: v for k, v in page.meta.items() if k != "template"}
    return page.title, meta, page.present_anchor_ids, page.file.src_uri in out


def _written(site: _Site, pages: list[Page]) -> None:
    config, files, nav = site.config, site.files, site.nav
    env = config.plugins.on_env(site.env, config=config, files=files)
    found = map(files.get_file_from_path, LISTS)
    lists = [
        file.page for file in found if file is not None and file.page is not None and file.generated_by is not None
    ]
    for page in (*pages, *lists):
        page.active = True
        try:
            context = get_context(nav, files, config, page)
            template = env.get_template(page.meta.get("template", "main.html"))
            context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
            output = config.plugins.on_post_page(template.render(context), page=page, config=config)
        finally:
            page.active = False
        write_file(output.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)
