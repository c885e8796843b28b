"""After rendering: does the page hold what the Document holds? What was checked is what is published.

What is compared is the text as other plugins left it for Python-Markdown, with the HTML before they get it back. Where
the site has extensions that put into a page what its text does not hold, a page that differs is left with one line;
where the text holds HTML of its author's, the page may have more.
"""

from __future__ import annotations

import logging
import posixpath
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from proofpress_mkdocs.tongues import language_of

from proofpress import skeleton
from proofpress.finding import Words
from proofpress.markdown.dialect import read
from proofpress.site.documents import document
from proofpress.site.drawings import without_drawings
from proofpress.tree import HtmlBlock, InlineHtml, of_kinds

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.proofpress")
READ = frozenset(
    {
        *("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
        *("arithmatex", "details", "superfences", "tabbed", "tasklist", "tilde", "proofpress.canonical"),
    }
)
"""Extensions, by the ends of their names, without which a page shows as text what the reader of Documents reads."""
KNOWN = READ | {
    *("abbr", "fenced_code", "meta", "sane_lists", "toc", "betterem", "highlight", "inlinehilite"),
    *("proofpress.typeset", "proofpress.site.markup"),
}
"""And those that change nothing of what is compared."""
_disagreements: list[str] = []
_texts: dict[str, str] = {}
_serving = False


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether somebody is looking at a preview."""
    global _serving  # noqa: PLW0603 - MkDocs hands hooks no object to keep state in
    _serving = command == "serve"


@event_priority(-100)
def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Remember the text that is about to be rendered, where another plugin has changed it."""
    if not page.file.content_string.endswith(markdown):
        _texts[page.file.src_uri] = markdown


@event_priority(90)
def on_page_content(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Compare one page's bones with its Document's. A page from the cache was compared before it was kept."""
    text = _texts.pop(page.file.src_uri, None)
    if page.file.generated_by is not None or getattr(page, "pp_from_cache", False):
        return
    page.pp_disagrees = False  # type: ignore[attr-defined]
    foreign = _foreign(config)
    text = page.file.content_string if text is None else text
    article = document(text)
    wanted = _levelled(_placed(skeleton.of_document(article), page, files), config)
    shown = _placed(skeleton.of_html(without_drawings(content)), page)
    # A Document takes an author's own HTML as it is, and does not say what is in it.
    raw = next(of_kinds(article, HtmlBlock, InlineHtml), None) is not None
    differences = list(wanted.differences(shown, more=raw))
    if differences and foreign:
        bones = ", ".join(bone for bone, _, _ in differences)
        said = Words(
            f"not compared in {bones}: the site's Markdown {foreign.en}",
            f"未比较 {bones}：网站的 Markdown {foreign.zh}",
        )
        log.info("%s: %s", page.file.src_uri, said.of(language_of(config)))
        return
    for bone, expected, found in differences:
        said = Words(
            f"the page and the article differ in {bone}: the article has {expected!r}, the page {found!r}",
            f"页面与文章不一致（{bone}）：文章是 {expected!r}，页面是 {found!r}",
        )
        message = f"{page.file.src_uri}: {said.of(language_of(config))}"
        page.pp_disagrees = True
        log.error(message)
        _disagreements.append(message)


def _foreign(config: MkDocsConfig) -> Words | None:
    """How the site's Markdown differs from what the reader of Documents reads: extensions too many, or missing; None if
    neither."""
    named = (name if isinstance(name, str) else type(name).__name__ for name in config.markdown_extensions)
    ends = {name.removeprefix("markdown.extensions.").removeprefix("pymdownx.") for name in named}
    more, less = sorted(ends - KNOWN), sorted(READ - ends)
    if not more and not less:
        return None
    told = [(en, zh, ", ".join(names)) for en, zh, names in (("has", "有", more), ("lacks", "缺少", less)) if names]
    return Words(
        "; ".join(f"{en} {names}" for en, _, names in told), "；".join(f"{zh} {names}" for _, zh, names in told)
    )


def _placed(bones: skeleton.Skeleton, page: Page, files: Files | None = None) -> skeleton.Skeleton:
    """With the addresses of pictures as paths from the site's root, since MkDocs moves a page into a folder of its
    own. The addresses of a text are those of its file, but for pictures that are not among `files`: their addresses
    MkDocs leaves as they are."""
    shown, written = posixpath.dirname(page.file.dest_uri), posixpath.dirname(page.file.src_uri)

    def place(url: str) -> str:
        if "://" in url or url.startswith(("/", "data:")):
            return url
        meant = posixpath.normpath(posixpath.join(written, url))
        there = files is not None and files.get_file_from_path(unquote(meant.split("?")[0].split("#")[0])) is not None
        return meant if there else posixpath.normpath(posixpath.join(shown, url))

    return bones._replace(images=tuple(map(place, bones.images)))


def _levelled(bones: skeleton.Skeleton, config: MkDocsConfig) -> skeleton.Skeleton:
    """With the levels that the site gives to headings."""
    lower = read((), config.mdx_configs).base_level - 1
    return bones._replace(headings=tuple((min(depth + lower, 6), words) for depth, words in bones.headings))


def on_env(env: object, *, config: MkDocsConfig, files: Files) -> None:
    """Stop the build, once all pages have been looked at, if one disagrees."""
    count = len(_disagreements)
    _disagreements.clear()
    if count and not _serving:
        said = Words(
            f"{count} {'page disagrees' if count == 1 else 'disagreements'} with what was checked; nothing was built",
            f"{count} 处与校对的内容不一致；没有生成网站",
        )
        raise PluginError(f"proofpress: {said.of(language_of(config))}")
