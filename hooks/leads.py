"""After the build: every link of an article's HTML is followed through what was built, in all languages and behind
redirects.

Links of themes and navigations are not the author's, and what the checks before the build have said is not said again.
A link of a converted page that leads to nothing is its words and its address, where pages are held or articles are on:
the pages beside the original were not taken along. A picture of an article that is not there is what it would have
shown.
"""

from __future__ import annotations

import posixpath
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from mkdocs.plugins import event_priority
from proofpress_mkdocs import validate
from proofpress_mkdocs.proofs import is_converted, options, shared, state
from proofpress_mkdocs.tongues import language_of

from proofpress.finding import Words
from proofpress.site.built import Built, Link, Missing, links, unlinked
from proofpress.site.missing import without
from proofpress.site.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from proofpress.finding import Finding
    from proofpress.rules.sites import FolderSite
    from proofpress.source import Source


class _Shown(NamedTuple):
    """A page that was built: its source with what was found before, and the links of its article."""

    source: Source
    before: tuple[Finding, ...]
    links: frozenset[Link]
    file: File
    files: Files


_shown: dict[str, _Shown] = {}


def on_pre_build(*, config: MkDocsConfig) -> None:
    """What a build remembered that came to no end is of no use."""
    if not state.inside_another:
        _shown.clear()


@event_priority(-1000)
def on_env(env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
    """All other steps have had the articles: remember their links."""
    if shared(config).previewing:
        return
    # A file that names a folder's pages is read as navigation, and as a page only besides.
    literate = config.plugins.get("literate-nav")
    listing = literate.config.get("nav_file") if literate is not None else None
    for page, content, source, before in state.made(files):
        file = page.file
        if posixpath.basename(file.src_uri) == listing:
            continue
        own = {f"#{anchor}" for anchor in page.present_anchor_ids or ()}
        # Extensions name places of their own with two underscores.
        found = frozenset(one for one in links(content) if one.url not in own and one.url[:3] != "#__")
        _shown[file.dest_uri] = _Shown(source, before, found, file, files)


@event_priority(-999)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Everything is written, other languages too: follow the links. Raises `PluginError` where an error shall stop a
    build."""
    if state.inside_another:
        return
    built = Built(Path(config.site_dir), f"{urlsplit(config.site_url or '').path.rstrip('/')}/")
    missed = [(shown, found) for shown in _shown.values() if (found := tuple(_missed(shown, built)))]
    _shown.clear()
    errors = _report(missed, built, config) if missed else 0
    said = Words(
        f"{errors} {'link leads' if errors == 1 else 'links lead'} to nothing",
        f"{errors} 个链接指向不存在的页面或位置",
    )
    validate.stop(errors, said, config)


def _missed(shown: _Shown, built: Built) -> Iterator[tuple[Link, Missing]]:
    converted = is_converted(shown.file.page)
    for link in sorted(shown.links):
        if missing := built.missing(shown.file.url, link.url, converted=converted):
            yield link, missing


def _report(
    missed: Iterable[tuple[_Shown, tuple[tuple[Link, Missing], ...]]], built: Built, config: MkDocsConfig
) -> int:
    """Print what was missed, unlink what is to be, and count the errors. The rules are loaded here: most builds need
    none."""
    from proofpress.rules.sites import FolderSite
    from proofpress.site.leads import unsaid

    errors, site = 0, FolderSite()
    given = options(config)
    mending = given.get("on_error") == "hold" or given.get("proof_page")
    for shown, found in missed:
        findings = _findings(shown, found, built, site)
        if mending and is_converted(shown.file.page):
            dead = {one.detail for one in findings if one.rule == "link-file"}
            html = built.text(shown.file.dest_uri)
            if (mended := unlinked(html, dead.__contains__, named=True)) != html:
                built.put(shown.file.dest_uri, mended)
        if given.get("proof_page"):
            _boxed(shown, {one.detail for one in findings if one.rule == "image-file"}, built, config)
        left = unsaid(findings, shown.before)
        errors += validate.report(shown.file.src_uri, shown.source, shown.before, left, config)
    return errors


def _boxed(shown: _Shown, dead: Collection[str], built: Built, config: MkDocsConfig) -> None:
    """Put what they would have shown in place of the pictures of an article that are not there."""
    made = getattr(shown.file.page, "pp_article", None)
    if not dead or made is None:
        return
    html = built.text(shown.file.dest_uri)
    word = words(made.language or language_of(config))["missing"]
    if (boxed := without(html, lambda url: url in dead, word)) != html:
        built.put(shown.file.dest_uri, boxed)


def _findings(
    shown: _Shown, missed: Iterable[tuple[Link, Missing]], built: Built, site: FolderSite
) -> tuple[Finding, ...]:
    """What the links of a page miss, whether it was said before the build or not."""
    from proofpress.bulk.known import shown as told
    from proofpress.bulk.manifest import reading_key
    from proofpress.markdown import CANONICAL
    from proofpress.site.leads import Lead, findings

    html = built.text(shown.file.dest_uri)
    converted = is_converted(shown.file.page)
    # Another step may have given a link its last form in the finished page.
    leads = [
        Lead(link, missing, built.anchors(missing.path) if missing.kind == "anchor" else (), converted)
        for link, missing in missed
        if link.url in html or escape(link.url) in html
    ]
    settings = state.settings
    docs = site.docs(shown.source.name)
    known = told(shown.source.text, reading_key(), settings.macros, docs.dialect if docs else CANONICAL)
    return findings(shown.source, known, leads, partial(_written, shown), settings)


def _written(shown: _Shown, url: str) -> str:
    """An address of a page's source as MkDocs writes it into the page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not parts.path or parts.scheme or parts.netloc:
        return url
    path = posixpath.normpath(posixpath.join(posixpath.dirname(shown.file.src_uri), unquote(parts.path)))
    target = shown.files.get_file_from_path(path)
    return url if target is None else urlunsplit(parts._replace(path=target.url_relative_to(shown.file)))
