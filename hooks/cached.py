"""Pages that need not be rendered again: their HTML by the digest of all that it depends on, in the project's cache.

Two things are kept of a page. What Python-Markdown made of its text depends on the text, the dialect, the program, and,
where it links to other files, on which files there are. The finished page depends on that, on its neighbours and
relations, the navigation, the settings and the templates. A page that made the build say something is rendered again,
so that it says it again. `PROOFPRESS_CACHE=off` builds without, to the same bytes.
"""

from __future__ import annotations

import hashlib
import logging
import re
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import mkdocs
from mkdocs.plugins import event_priority
from mkdocs.structure.toc import AnchorLink, TableOfContents
from proofpress_mkdocs.proofs import options, shared
from proofpress_mkdocs.tongues import language_of

from proofpress import cache
from proofpress.bulk.manifest import build_key
from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.site.kept import Kept, described, expand, pack, squeeze, unpack, with_article

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs")
PURE = (
    *("abbr", "admonition", "attr_list", "callouts", "codehilite", "def_list", "extra", "fenced_code", "footnotes"),
    *("legacy_", "markdown.extensions.", "md_in_html", "mdx_math", "meta", "nl2br", "proofpress.", "pymdownx."),
    *("sane_lists", "smarty", "tables", "toc", "wikilinks"),
)
"""How the names of extensions begin whose output depends on nothing but a page's text and their settings."""
FORMATS = ("proofpress.", "pymdownx.", "mermaid2.")
"""And the modules of functions that draw fences in the same way."""
SHOWS = frozenset(("mermaid2", "proofpress"))
"""Plugins that add nothing to finished pages by themselves. With any other, pages are finished anew."""
_OTHER_FILES = regex(r"\]\((?!https?:|#|mailto:)|\]:\s+(?!https?:)|(?:src|href)=[\"'](?!https?:|#)")
_CONTENT = "\ue000proofpress content\ue001"
_INCLUDES = regex(r"^[ \t]*+;?-++8<-", re.M)


class _Heard(logging.Handler):
    """Whether anything was said."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


class _Templates(jinja2.BytecodeCache):
    """Templates as Jinja compiled them for these settings, so that a build in which little changed compiles none."""

    def __init__(self, looks: str) -> None:
        self._looks = looks

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Jinja itself looks whether the octets are of this template, this Jinja and this Python."""
        kept = cache.current().get(self._at(bucket))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep one template."""
        cache.current().put(self._at(bucket), bucket.bytecode_to_string())

    def _at(self, bucket: jinja2.bccache.Bucket) -> bytes:
        return cache.key("template", self._looks, bucket.key, bucket.checksum)


@dataclass(slots=True)
class _Build:
    dialect: str = ""
    looks: str = ""
    files: str = ""
    said: int = 0
    reused: int = 0
    pending: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    rendering: bytes | None = None
    keys: dict[str, bytes] = field(default_factory=dict)
    finished: dict[str, bytes] = field(default_factory=dict)
    showing: str = ""
    off: bool = False
    made: dict[bytes, bytes] = field(default_factory=dict)
    nav: str = ""


_build = _Build()
_heard = _Heard()


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Take the digest of everything that all pages depend on."""
    global _build  # noqa: PLW0603 - MkDocs hands hooks no object to keep state in
    others = _rendering_too(config)
    if others:
        _build = _Build(off=True)
        said = Words(
            f"cache: every page is rendered, since more than its text goes into it: {others}",
            f"缓存：页面内容不只取决于其文本（{others}），全部重新渲染",
        )
        log.info("proofpress: %s", said.of(language_of(config)))
        return
    if _heard not in log.handlers:
        log.addHandler(_heard)
    program = (
        build_key(),
        *(version(name) for name in ("markdown", "pymdown-extensions", "pygments", "mkdocs", "mkdocs-material")),
        mkdocs.__version__,
        str(log.getEffectiveLevel()),
    )
    dialect = described(
        [
            config.markdown_extensions,
            config.mdx_configs,
            config.use_directory_urls,
            config.validation,
            dict(options(config)),
        ]
    )
    settings = {
        k: v
        for k, v in config.items()
        if k
        not in (
            "plugins",
            "hooks",
            "theme",
            "site_dir",
            "docs_dir",
            "config_file_path",
            "nav",
            "extra",
            "watch",
            "dev_addr",
        )
    }
    extra = dict(config.extra)
    plugins = {name: dict(plugin.config) for name, plugin in config.plugins.items() if name not in config.hooks}
    templates = [
        path.read_bytes()
        for folder in config.theme.dirs
        if "site-packages" not in Path(folder).parts
        for path in sorted(Path(folder).rglob("*.html"))
    ]
    theme = {k: config.theme[k] for k in config.theme}
    own = (str(path) for path in Path(__file__).parent.glob("*.py"))
    common = _digest(*program, *_program(tuple(sorted({*config.hooks, *own}))))
    _build = _Build(
        _digest(common, dialect), _digest(common, dialect, described([settings, extra, plugins, theme]), *templates)
    )


@lru_cache
def _program(hooks: tuple[str, ...]) -> list[bytes]:
    """The hooks as they were loaded: what is edited under `mkdocs serve` counts from the next start."""
    return [Path(path).read_bytes() for path in hooks if Path(path).is_file()]


def _digest(*parts: str | bytes) -> str:
    made = hashlib.blake2b(digest_size=20)
    for part in parts:
        octets = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        made.update(len(octets).to_bytes(8, "big") + octets)
    return made.hexdigest()


def _rendering_too(config: MkDocsConfig) -> str:
    """The extensions that may read files, run code or work for another plugin while a page is rendered; "" for none."""
    named = {name if isinstance(name, str) else f"{type(name).__module__}." for name in config.markdown_extensions}
    found = sorted(name for name in named if not name.startswith(PURE))
    settings = config.mdx_configs
    if settings.get("pymdownx.snippets", {}).get("auto_append"):
        found.append("pymdownx.snippets (auto_append)")
    for fence in settings.get("pymdownx.superfences", {}).get("custom_fences") or ():
        maker = fence.get("format")
        maker = getattr(maker, "func", maker)
        if not str(getattr(maker, "__module__", "")).startswith(FORMATS):
            found.append(f"fences named {fence.get('name')}")
    return ", ".join(found)


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    """Which files there are decides where links lead."""
    _build.files = _digest(*(f"{file.src_uri} {file.url} {file.inclusion}" for file in files))


@event_priority(-100)
def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Once every other step has had the text: the page as it was rendered last time, if that is known."""
    _forget(page)
    if _build.off:
        return
    if page.file.generated_by is not None or _INCLUDES.search(markdown):
        return
    around = _build.files if _OTHER_FILES.search(markdown) else ""
    key = cache.key(
        "rendered page", _build.dialect, page.file.src_uri, page.file.url, around, described(dict(page.meta)), markdown
    )
    kept = unpack(cache.current().get(key))
    if kept is None:
        _build.rendering, _build.said = key, _heard.count
        return
    links = {files.get_file_from_path(uri): anchors for uri, anchors in kept.links.items()}
    if None in links:
        _build.rendering, _build.said = key, _heard.count
        return
    page.content, page._title_from_render = kept.content, kept.title
    page.toc = TableOfContents(_toc(kept.toc))
    page.present_anchor_ids = set(kept.anchors)
    page.links_to_anchors = links
    page.pp_article = kept.article
    page.pp_from_cache = True
    _build.reused += 1
    page.render = lambda config, files: None


def _forget(page: Page) -> None:
    """What is known of a page that is read again under `mkdocs serve`."""
    _build.rendering = None
    _build.finished.pop(page.file.src_uri, None)
    _build.keys.pop(page.file.src_uri, None)
    for name in ("render", "pp_article", "pp_from_cache"):
        vars(page).pop(name, None)


def _toc(items: list[list[Any]]) -> list[AnchorLink]:
    made = []
    for title, anchor, level, children in items:
        link = AnchorLink(title, anchor, level)
        link.children = _toc(children)
        made.append(link)
    return made


def _flat(items: Any) -> list[list[Any]]:
    return [[item.title, item.id, item.level, _flat(item.children)] for item in items]


@event_priority(100)
def on_page_content(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Before any other step has the page: keep it for the next build."""
    if _build.rendering is not None and _heard.count == _build.said:
        links = {file.src_uri: dict(anchors) for file, anchors in (page.links_to_anchors or {}).items()}
        kept = Kept(
            content,
            page._title_from_render,
            _flat(page.toc),
            sorted(filter(None, page.present_anchor_ids or ())),
            links,
        )
        _build.pending[page.file.src_uri] = (_build.rendering, pack(kept))
    _build.rendering = None


@event_priority(-100)
def on_env(env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
    """All pages are known: find those that are finished already."""
    if _build.off or shared(config).previewing:
        return
    for uri, (key, packed) in _build.pending.items():
        page = files.get_file_from_path(uri).page
        if not getattr(page, "pp_disagrees", False):
            _build.made[key] = with_article(packed, getattr(page, "pp_article", None))
    _build.pending.clear()
    if set(config.plugins) - set(config.hooks) - SHOWS:
        return
    env.bytecode_cache = env.bytecode_cache or _Templates(_build.looks)
    nav = _digest(
        *(
            f"{f.page.title}|{f.url}|{f.inclusion}"
            for f in files.documentation_pages()
            if f.page is not None and not f.inclusion.is_not_in_nav()
        ),
        described(config.nav),
    )
    shown_of = shared(config).shown
    for file in files.documentation_pages():
        page = file.page
        if page is None or page.content is None or file.generated_by is not None or "template" in page.meta:
            continue
        beside = [(other.title, other.url) if other else None for other in (page.previous_page, page.next_page)]
        shown = shown_of(page, config) if shown_of is not None else {}
        own = described({k: v for k, v in shown.items() if k not in ("catalogue", "words")})
        _build.keys[file.src_uri] = cache.key(
            "finished page",
            _build.looks,
            nav,
            file.src_uri,
            file.url,
            str(page.title),
            described(dict(page.meta)),
            described(beside),
            own,
            repr(_flat(page.toc)),
            page.content,
        )
    kept = cache.current().get_many(_build.keys.values())
    for uri, key in _build.keys.items():
        if key in kept:
            page = files.get_file_from_path(uri).page
            _build.finished[uri] = kept[key]
            page.meta["template"] = "proofpress/finished.html"


@event_priority(-100)
def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """A finished page needs no template."""
    if page.file.src_uri in _build.finished:
        _build.showing = expand(_build.finished[page.file.src_uri]).replace(_CONTENT, page.content, 1)
        context["pp_finished"] = _build.showing
    return context


@event_priority(-100)
def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Hand the finished page out, or keep it."""
    uri = page.file.src_uri
    if uri in _build.finished:
        return _build.showing
    if uri in _build.keys:
        # The content is kept already, and is most of a page.
        frame = output.replace(page.content, _CONTENT, 1) if _CONTENT not in output else output
        _build.made[_build.keys[uri]] = squeeze(frame)
    return output


def on_post_build(*, config: MkDocsConfig) -> None:
    """Everything went well: what was made can serve again."""
    if _build.off:
        return
    reused, finished = _build.reused, len(_build.finished)
    said = Words(
        f"{reused} {'page' if reused == 1 else 'pages'} from the cache, {finished} of them finished",
        f"{reused} 个页面取自缓存，其中 {finished} 个是完整页面",
    )
    log.info("proofpress: %s", said.of(language_of(config)))
    cache.current().put_many(_build.made)
    _build.made.clear()
