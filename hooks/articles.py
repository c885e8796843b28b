"""Articles: catalogue, index, topics, archive, neighbours, facts under the title, metadata in the head, and the Atom
feed."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import get_build_date, get_relative_url
from proofpress_mkdocs.proofs import held, options, shared
from proofpress_mkdocs.tongues import below, language_of, material, primary, tongue

from proofpress.regex import regex
from proofpress.site import THEME, citing, metadata
from proofpress.site.article import Article, article, iso, language
from proofpress.site.catalogue import Catalogue
from proofpress.site.documents import document
from proofpress.site.feed import atom
from proofpress.site.images import with_sizes
from proofpress.site.printed import plain_title, rendered
from proofpress.site.provenance import LedgerIndex
from proofpress.site.tags import Tags
from proofpress.site.words import for_scripts, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

FEED_LENGTH = 30
MARKUP = "proofpress.site.markup"
GENERATED = {"index.md": "home", "topics.md": "topics", "archive.md": "archive", "proof.md": "proof"}


@dataclass(slots=True)
class _Build:
    """One build's articles: the newest build is the one that counts."""

    folder: str = "articles/"
    said: dict[str, str] = field(default_factory=dict)
    tags: Tags = field(default_factory=Tags)
    found: dict[str, tuple[Article, Page]] = field(default_factory=dict)
    ledger: LedgerIndex = field(default_factory=lambda: LedgerIndex(Path("ledger.json")))
    catalogue: Catalogue = field(default_factory=lambda: Catalogue(()))
    shown: dict[str, dict[str, Any]] = field(default_factory=dict)
    undated: list[Page] = field(default_factory=list)
    link: str = ""


_build = _Build()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Our templates stand behind the user's own `custom_dir` and before the theme's."""
    global _build  # noqa: PLW0603 - MkDocs hands hooks no object to keep state in
    settings = options(config)
    _build = _Build(
        settings.get("articles", "articles").strip("/") + "/",
        words(language_of(config)),
        Tags.of(settings.get("tag_aliases") or {}, settings.get("hidden_tags") or ()),
    )
    root = Path(config.config_file_path).parent if config.config_file_path else Path()
    _build.ledger = LedgerIndex(root / settings.get("ledger", ".proofpress/ledger.json"))
    own = [d for d in config.theme.dirs if config.theme.custom_dir and Path(d) == Path(config.theme.custom_dir)]
    shared(config).shown = facts_for
    _speak(config, "")
    config.theme.dirs[:] = [*own, str(THEME), *(d for d in config.theme.dirs if d not in own and d != str(THEME))]
    return config


@event_priority(-200)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Once the other plugins have their files: add the pages that list articles, where the author has none, and keep
    articles out of the sidebar."""
    for uri, word in GENERATED.items():
        if files.get_file_from_path(uri) is None:
            title = "" if word == "home" else f"# {_build.said[word]}\n"
            hidden = "robots: noindex\n" if word == "proof" else ""
            content = f"---\ntemplate: proofpress/{uri[:-3]}.html\nhide: [toc]\n{hidden}---\n\n{title}"
            inclusion = InclusionLevel.UNDEFINED if config.nav is None else InclusionLevel.NOT_IN_NAV
            files.append(below(File.generated(config, uri, content=content, inclusion=inclusion), config))
    others: list[str] = []
    for file in files.documentation_pages():
        if file.src_uri.startswith(_build.folder):
            file.inclusion = InclusionLevel.NOT_IN_NAV
        elif file.src_uri not in GENERATED:
            others.append(file.src_uri)
    if config.nav is None:
        # The proof is for those who write: it has an address, and no place in the menu of those who read.
        listed = [{_build.said[word]: uri} for uri, word in GENERATED.items() if word != "proof"]
        config.nav = [*listed, *_tree(sorted(others, key=lambda uri: (not uri.endswith("index.md"), uri)))]
    return files


def _tree(uris: list[str]) -> list[Any]:
    """The author's other pages: those at the top, then one section a folder."""
    sections: dict[str, list[Any]] = {}
    for uri in uris:
        sections.setdefault(uri.split("/", 1)[0] if "/" in uri else "", []).append(uri)
    named = {"rules": _build.said["rules"], "en": "English", "zh": "中文"}
    return [
        *sections.pop("", []),
        *(
            {named.get(name) or escape(name.replace("-", " ").capitalize()): listed}
            for name, listed in sections.items()
        ),
    ]


@event_priority(-200)
def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """A page that is about to be rendered is given words of ours in its own language."""
    if page.file.src_uri.startswith(_build.folder) and not getattr(page, "pp_from_cache", False):
        _speak(config, language(page.meta, document(page.file.content_string), language_of(config)))


def _speak(config: MkDocsConfig, spoken: str) -> None:
    spoken = spoken or str(language_of(config))
    if (settings := config.mdx_configs.get(MARKUP)) is not None:
        config.mdx_configs[MARKUP] = {**settings, "language": "zh" if spoken.lower().startswith("zh") else "en"}
    if (settings := config.mdx_configs.get("toc")) and settings.get("permalink_title", _build.link) == _build.link:
        _build.link = words(spoken)["permalink"]
        config.mdx_configs["toc"] = {**settings, "permalink_title": _build.link}


def on_page_content(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Read the article's facts, put them under its title, and reserve its pictures' places."""
    _speak(config, "")
    folder = posixpath.dirname(page.file.dest_uri)

    def find(url: str) -> Path | None:
        if "://" in url or url.startswith(("data:", "//")):
            return None
        file = _by_destination(files).get(
            posixpath.normpath(posixpath.join(folder, unquote(url.split("?")[0].split("#")[0])))
        )
        return Path(file.abs_src_path) if file and file.abs_src_path else None

    content = with_sizes(content, find)
    if page.update_date == get_build_date():
        page.update_date = _last_change(page.meta) or page.update_date
    if not page.file.src_uri.startswith(_build.folder):
        return content
    made = getattr(page, "pp_article", None) or article(
        page.url,
        page.file.src_uri,
        plain_title(page),
        page.meta,
        document(page.file.content_string),
        language_of(config),
    )
    made = replace(made, tags=_build.tags.distinct(made.tags))
    page.pp_article = made
    _build.shown.pop(page.file.src_uri, None)
    _build.found[page.file.src_uri] = (made, page)
    return _with_facts(content, made, page, files)


def _last_change(meta: Mapping[str, Any]) -> str:
    """What the site map says of a page: when it was written or mended, never when the site was built; "" where the
    header says nothing or a day that has not come, or lies before the first that the packed site map can bear."""
    days = (iso(meta.get(key))[:10] for key in ("updated", "date"))
    return next((day for day in days if _FIRST_DAY <= day <= get_build_date()), "")


_FIRST_DAY = "1970-01-01"


def _by_destination(files: Files, known: dict[int, dict[str, File]] = {}) -> dict[str, File]:  # noqa: B006 - of the one build that runs
    if id(files) not in known:
        known.clear()
        known[id(files)] = {file.dest_uri: file for file in files}
    return known[id(files)]


_FACTS = regex(r'<div class="pp-facts">(?:(?!<div ).)*?</div>', re.S)


def _with_facts(content: str, made: Article, page: Page, files: Files) -> str:
    topics = files.get_file_from_path("topics.md")
    said = words(made.language) if made.language else _build.said
    facts = _facts(made, get_relative_url(topics.url, page.url) if topics else "", said, _contents(page, said))
    return content.replace("</h1>", f"</h1>{facts}", 1) if "</h1>" in content else facts + content


def _contents(page: Page, said: dict[str, str]) -> str:
    """The article's chapters, for screens that have no room for the table of contents beside it."""
    first = next(iter(page.toc), None)
    chapters = list(first.children if first and first.level == 1 else page.toc)
    if len(chapters) < 2:
        return ""
    lines = _chapters(chapters)
    return f'<details class="pp-contents"><summary>{escape(said["on_this_page"])}</summary>{lines}</details>'


def _chapters(links: Iterable[AnchorLink], depth: int = 0) -> str:
    """Two levels, and those below each folded under the number of its entries."""
    lines = ""
    for link in links:
        contents = _chapters(link.children, depth + 1)
        if contents and depth:
            number = len(link.children)
            name = f"{number} · {unescape(link.title)}"
            contents = f'<details><summary aria-label="{escape(name)}">+{number}</summary>{contents}</details>'
        lines += f'<li><a href="{escape(link.url)}">{rendered(link.title)}</a>{contents}</li>'
    return f"<ol>{lines}</ol>" if lines else ""


def _facts(made: Article, topics: str, said: dict[str, str], contents: str) -> str:
    parts = [f'<time datetime="{escape(made.date)}">{escape(made.day)}</time>'] if made.day else []
    if made.authors:
        parts.append(f"<span>{escape(', '.join(made.authors))}</span>")
    parts.append(f"<span>{made.reading.minutes} {escape(said['minutes'])}</span>")
    tags = "".join(
        f'<a href="{escape(topics)}#{escape(_build.tags.slug(name))}">{escape(_build.catalogue.spelled(name))}</a>'
        for name in made.tags
    )
    return (
        f'<div class="pp-facts"><p>{"".join(parts)}</p>{f"<p class=pp-tags>{tags}</p>" if tags else ""}{contents}</div>'
    )


def on_env(env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """All articles are known: order them, and link each to its neighbours."""
    import jinja2

    left_out = held(config)
    listed = (made for uri, (made, _) in _build.found.items() if uri not in left_out)
    before, _build.catalogue = _build.catalogue, Catalogue(listed, _build.tags, get_build_date())
    # A topic has one spelling, which is known once all articles are.
    for made, page in _build.found.values():
        if any(_build.catalogue.spelled(name) != before.spelled(name) for name in made.tags):
            page.content = _with_facts(_FACTS.sub("", page.content or "", count=1), made, page, files)
    for path in _build.found:
        older, newer = _build.catalogue.neighbours(path)
        page = _page(files, path)
        page.previous_page = _page(files, older.path) if older else None
        page.next_page = _page(files, newer.path) if newer else None
    for uri in GENERATED:
        if (file := files.get_file_from_path(uri)) is not None and file.page is not None:
            file.page.previous_page = file.page.next_page = None

    @jinja2.pass_context
    def page_url(context: jinja2.runtime.Context, uri: str) -> str:
        file = files.get_file_from_path(uri)
        page = context.get("page")
        return get_relative_url(file.url, page.url) if file and page else (file.url if file else uri)

    env.filters["pp_url"] = page_url
    return env


def _page(files: Files, uri: str) -> Page:
    file = files.get_file_from_path(uri)
    if file is None or file.page is None:
        raise LookupError(uri)
    return file.page


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """`pp`: what our templates show."""
    context["pp"] = facts_for(page, config)
    context["pp_title"] = plain_title(page)
    return context


def on_template_context(context: dict[str, Any], *, template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The page for missing addresses has no article; the site map has only what is to be found, and no date of a page
    but one that it has itself."""
    context["pp"] = facts_for(None, config)
    if template_name == "sitemap.xml":
        context["pages"] = [file for file in context["pages"] if "noindex" not in str(file.page.meta.get("robots"))]
        _build.undated = [file.page for file in context["pages"] if file.page.update_date == get_build_date()]
        for page in _build.undated:
            page.update_date = ""
    return context


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> None:
    """MkDocs reckons with these dates."""
    for page in _build.undated:
        page.update_date = get_build_date()
    _build.undated.clear()


def facts_for(page: Page | None, config: MkDocsConfig) -> dict[str, Any]:
    """What a page shows beyond its content; `hooks/cached.py` takes its digest, so that it must be plain data."""
    if page is not None and page.file.src_uri in _build.shown:
        return _build.shown[page.file.src_uri]
    shown: dict[str, Any] = {
        "words": _build.said,
        "chinese": language_of(config).startswith("zh"),
        "language": primary(language_of(config)),
        "catalogue": _build.catalogue,
        "feed": True,
        "settings": {
            **shared(config).diagrams,
            "words": for_scripts(),
        },
    }
    made: Article | None = getattr(page, "pp_article", None)
    # The home and the topics hold the topics themselves.
    if page is not None and page.file.src_uri not in ("index.md", "topics.md"):
        shown["shelf"] = _build.catalogue.shelf(made)
    if made is not None:
        base, site = config.site_url or "", config.site_name
        if made.language:
            shown |= {
                "words": words(made.language),
                "chinese": made.language.lower().startswith("zh"),
                "language": primary(made.language),
                "tongue": material(made.language, language_of(config)),
            }
        shown |= {
            "article": made,
            "open_graph": metadata.open_graph(made, base, site),
            "json_ld": metadata.json_ld(made, base, site),
            "cite_plain": citing.plain(made, base, site),
            "cite_bibtex": citing.bibtex(made, base, site),
            "cite_csl": citing.csl(made, base, site),
            "related": _build.catalogue.related(made.path),
            "changes": _build.ledger.of(made.source.get("file", "")),
        }
        # Nothing here changes once all pages are known, and the cache asks before the template does.
        _build.shown[made.path] = shown
    return shown


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """A page says which language it is in, whatever the site's is."""
    made: Article | None = getattr(page, "pp_article", None)
    if made is None or not made.language:
        return output
    return _LANG.sub(f'<html lang="{escape(made.language)}"', output, count=1)


_LANG = regex(r'<html lang="[^"]*"')


def on_post_build(config: MkDocsConfig) -> None:
    """The feed of the newest articles."""
    dated = [made for made in _build.catalogue.articles if made.date and not _build.catalogue.lies_ahead(made)]
    found = (_build.found[made.path] for made in dated[:FEED_LENGTH])
    newest = [(_until_now(made), _FACTS.sub("", page.content or "", count=1)) for made, page in found]
    text = atom(newest, config.site_url or "", config.site_name, config.site_description or "", language_of(config))
    Path(config.site_dir, f"{tongue(config)}feed.xml").write_text(text, "utf-8")


def _until_now(made: Article) -> Article:
    """An article without a mending that has not come: readers keep on top what is new for years."""
    return replace(made, updated="") if made.updated[:10] > get_build_date() else made
