"""What the settings of a site say of its pages: which files they are, how they are read, what plugins do to them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from proofpress import paths, urls
from proofpress.markdown import lex
from proofpress.regex import regex
from proofpress.rules.site import Docs
from proofpress.words.languages import IN_BROWSERS

if TYPE_CHECKING:
    from proofpress.dialect import Dialect as Parser


ADD_NO_PAGES = frozenset(
    "search mermaid2 minify glightbox git-revision-date git-revision-date-localized git-authors "
    "git-committers meta offline optimize"
    " privacy proofpress social table-reader include-markdown macros exclude section-index awesome-pages "
    "awesome-nav literate-nav"
    " mkdocs-video autorefs mkdocstrings redirects callouts rss llmstxt ezlinks-plugin open-in-new-tab "
    "open_in_new_tab mike i18n"
    " markdownextradata exclude-search charts panzoom tags".split()
)
"""Plugins of MkDocs that make no pages but those that the configuration names; what others make is not known."""
FIND_FILES = frozenset({"ezlinks", "roamlinks"})
"""Plugins that make links of the names of files."""
_LEAVE_MARKDOWN = ADD_NO_PAGES | frozenset(
    "blog group projects typeset info gen-files mkdocs-jupyter literate-nav api-autonav site-urls "
    "print-site pdf-export"
    " with-pdf to-pdf monorepo multirepo mermaid roamlinks ezlinks obsidian-support tooltips spellcheck"
    " htmlproofer linkcheck"
    " page-pdf drawio kroki lightgallery img2fig glightbox-next material-ai document-dates encryptcontent"
    " enumerate-headings".split()
)
"""Plugins that leave a page's Markdown to the parser, apart from signs of their own that other rules know."""


def docs_of(config: Path) -> Docs | None:
    """What a `mkdocs.yml` says; None for one that cannot be read."""
    from proofpress import dialect, scripts

    try:
        settings = dialect.settings(config)
        made = dialect.of(config)
    except (OSError, ValueError):
        return None
    plugins = dialect.plugins(settings)
    folder = config.parent / str(settings.get("docs_dir") or "docs")
    prefix = urls.split(str(settings.get("site_url") or "")).path.strip("/")
    moved = plugins.get("redirects", {}).get("redirect_maps")
    translated = plugins.get("i18n", {})
    appended, below = _appended(made, snippets := _snippets(made, config.parent))
    filled = not plugins.keys() <= _LEAVE_MARKDOWN or _hooked(settings, config.parent, _CHANGES_TEXT)
    return Docs(
        config.as_posix(),
        posixpath.normpath(folder.as_posix()),
        f"/{prefix}/" if prefix else "/",
        settings.get("use_directory_urls") is not False,
        plugins.keys() <= ADD_NO_PAGES,
        frozenset(plugins),
        frozenset(map(str, moved)) if isinstance(moved, dict) else frozenset(),
        frozenset((*_fences(made), *_in_browsers(settings))),
        _languages(translated.get("languages")),
        replace(dialect.reading(config), filled=filled, **appended),
        frozenset(made.extensions),
        (*(path.as_posix() for path in (*scripts.files(settings, config.parent), *dialect.parents(config))), *below),
        translated.get("docs_structure") != "folder",
        "relative_to_docs" in str(settings.get("validation")) or any("link" in name for name in plugins),
        translated.get("fallback_to_default") is not False,
        snippets,
        _places(plugins),
        *_jinja(settings, plugins, config.parent),
        dialect.patterns(settings),
        dialect.theme(settings),
        _classes(settings, config.parent, folder),
        _views(plugins),
        dialect.excluded(settings),
        (config.parent / custom).as_posix() if (custom := scripts.custom_dir(settings)) else "",
        plugins.keys() <= ADD_NO_PAGES | {"blog"},
        scripts.draws(settings, config.parent),
        filled or _hooked(settings, config.parent, _CHANGES_HTML),
        dialect.posts(settings),
        "relative_to_docs" in str(settings.get("validation")),
        _keys(settings, config.parent, plugins),
    )


_KEY = regex(r"\bmeta(?:\.|(?:\.get\(|\[)\s*[\"'])([A-Za-z_]\w*)")


def _keys(settings: Mapping[str, object], folder: Path, plugins: Mapping[str, Mapping[str, object]]) -> frozenset[str]:
    """The keys of front matter of which the site's own templates, hooks and macros speak."""
    from proofpress import scripts

    hooks = settings.get("hooks")
    named = [folder / str(hook) for hook in hooks] if isinstance(hooks, list) else []
    if (macros := plugins.get("macros")) is not None:
        named.append((folder / str(macros.get("module_name") or "main")).with_suffix(".py"))
    return _names(_KEY, (*named, *scripts.of_theme(settings, folder, "html")))


def _views(plugins: Mapping[str, Mapping[str, object]]) -> str:
    """A pattern of the files that a blog makes of its own where no other plugin makes any: lists of its posts."""
    options = plugins.get("blog")
    if (
        options is None
        or not plugins.keys() <= ADD_NO_PAGES | {"blog"}
        or any("url_format" in name for name in options)
    ):
        return ""
    folder = posixpath.normpath(str(options.get("blog_dir") or "blog"))
    return f"{'' if folder == '.' else re.escape(folder) + '/'}(?:archive|author|category|page)/.*"


_CLASS = regex(r"\.([A-Za-z][\w-]*)")


def _classes(settings: Mapping[str, object], folder: Path, docs: Path) -> frozenset[str]:
    """The names of classes in the style sheets of a site."""
    from proofpress import scripts

    entries = settings.get("extra_css")
    sheets = [docs / str(entry).partition("?")[0] for entry in entries] if isinstance(entries, list) else []
    return _names(_CLASS, (*sheets, *scripts.of_theme(settings, folder, "css")))


def _names(pattern: re.Pattern[str], files: Iterable[Path]) -> frozenset[str]:
    """What a pattern finds in files, in small letters; nothing in one that cannot be read."""
    made: set[str] = set()
    for file in files:
        with suppress(OSError):
            made.update(name.lower() for name in pattern.findall(file.read_text("utf-8", "replace")))
    return frozenset(made)


def _jinja(
    settings: Mapping[str, object], plugins: Mapping[str, Mapping[str, object]], folder: Path
) -> tuple[tuple[tuple[str, str], ...], frozenset[str] | None]:
    """How templates are written, where every page is one, and the names that they may use, where nothing but the
    settings gives any."""
    from proofpress import dialect

    options = plugins.get("macros")
    if options is None or options.get("render_by_default") is False or options.get("j2_extensions"):
        return (), None
    signs = tuple((dialect.jinja(settings, "macros") or {}).items())
    module = folder / str(options.get("module_name") or "main")
    others = options.get("modules") or options.get("include_yaml") or settings.get("hooks")
    others = others or options.get("on_undefined", "keep") != "keep"
    if others or module.exists() or module.with_suffix(".py").exists() or not plugins.keys() <= ADD_NO_PAGES | {"blog"}:
        return signs, None
    extra = settings.get("extra")
    return signs, frozenset(map(str, extra)) if isinstance(extra, Mapping) else frozenset()


def _places(plugins: Mapping[str, Mapping[str, object]]) -> str:
    """A pattern of the anchors that lists of tags have; which tags there are, the whole site says."""
    if (tags := plugins.get("tags")) is None:
        return ""
    form = str(tags.get("tags_slugify_format") or "tag:{slug}")
    return ".+".join(map(re.escape, form.split("{slug}")))


def _snippets(dialect: Parser, folder: Path) -> tuple[str, ...]:
    """The places where snippets are looked for; none where a tag of YAML names one."""
    if "pymdownx.snippets" not in dialect.extensions:
        return ()
    places = dialect.settings.get("pymdownx.snippets", {}).get("base_path", ["."])
    places = [places] if isinstance(places, str) else places
    if not isinstance(places, list) or not all(isinstance(place, str) for place in places):
        return ()
    return tuple(posixpath.normpath((folder / place).as_posix()) for place in places)


class _Below(TypedDict, total=False):
    """What is known of the files below every page, as the dialect names it."""

    appended: bool
    defined: frozenset[str]


def _appended(dialect: Parser, places: tuple[str, ...]) -> tuple[_Below, tuple[str, ...]]:
    """What the files define that snippets put below every page, and their paths; nothing where not all can be read."""
    names = dialect.settings.get("pymdownx.snippets", {}).get("auto_append") or []
    labels: set[str] = set()
    read: list[str] = []
    for name in names if isinstance(names, list) else ():
        path = next((one for place in places if paths.exists(one := posixpath.join(place, str(name)))), "")
        try:
            text = Path(path).read_text("utf-8", "replace") if path else ""
        except OSError:
            text = ""
        if not text or "8<-" in text:
            return {}, ()
        links = lex(text).links
        labels |= {one.label for one in links.definitions}
        labels |= {f"^{one.label}" for one in links.notes if one.definition}
        read.append(path)
    return ({"appended": False, "defined": frozenset(labels)} if read else {}), tuple(read)


_CHANGES_TEXT = ("on_page_markdown", "markdown_extensions")
_CHANGES_HTML = ("on_page_content", "on_post_page", "on_page_context", "on_env")


def _hooked(settings: Mapping[str, object], folder: Path, events: tuple[str, ...]) -> bool:
    """Whether a hook of the site speaks of one of these; one that cannot be read may."""
    hooks = settings.get("hooks")
    for hook in hooks if isinstance(hooks, list) else ():
        try:
            code = (folder / str(hook)).read_text("utf-8", "replace")
            if any(event in code for event in events):
                return True
        except OSError:
            return True
    return False


def _languages(entries: object) -> tuple[str, ...]:
    known = [one for one in entries if isinstance(one, dict) and "locale" in one] if isinstance(entries, list) else []
    return tuple(str(one["locale"]) for one in sorted(known, key=lambda one: not one.get("default")))


def _fences(dialect: Parser) -> Iterator[str]:
    """Names of code blocks that the site's settings give a meaning to."""
    for extension, option in (
        ("pymdownx.superfences", "custom_fences"),
        ("pymdownx.highlight", "extend_pygments_lang"),
    ):
        entries = dialect.settings.get(extension, {}).get(option)
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                yield str(entry.get("name", "")).lower()


_BROWSERS = regex(r"\b(?:highlight|prism)(?:js)?\b|\bhljs\b", re.I)


def _in_browsers(settings: Mapping[str, object]) -> Iterator[str]:
    """Names of languages that a script colours, where the theme or the site loads one."""
    from proofpress import dialect, scripts

    theme = settings.get("theme")
    options = theme if isinstance(theme, dict) else {}
    own = dialect.theme(settings) in ("mkdocs", "readthedocs") and options.get("highlightjs") is not False
    if own or any(map(_BROWSERS.search, scripts.addresses(settings))):
        yield from IN_BROWSERS
        named = options.get("hljs_languages")
        yield from (str(name).lower() for name in named) if isinstance(named, list) else ()
