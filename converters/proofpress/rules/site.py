"""What a rule may know beyond its page: which files there are, and which anchors other pages have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from proofpress.markdown import CANONICAL, Dialect

if TYPE_CHECKING:
    from proofpress.rules.built import Built


class Docs(NamedTuple):
    """What the `mkdocs.yml` of a page says: `config` is its path, `folder` that of the pages; `prefix` is the path
    of the site on its host, with `/` at both ends. `complete` is True where nothing but that folder makes pages,
    apart from the `pages` that the configuration names. `fences` are names that code blocks may have besides
    languages; `languages` those of the site, the default one first, which a page has in its name (`page.zh.md`),
    or, without `suffixes`, in its folder; `extensions` the names of its Markdown extensions, `scripts` the paths of
    files that the dialect was read from besides: scripts, and settings that are inherited. `fallback` is True where
    a language without a file shows the default one's; `snippets` are the places where pymdownx.snippets looks for
    files, none where they are not known; `places` is a pattern of the anchors that plugins make, "" for none;
    `jinja` are the marks of templates in all pages, by Jinja's names for them, `names` what can be named in them,
    None where that is not known; `left_out` are the patterns of files that the site does not take along; `theme` is the
    name of its theme, `classes` are those of which its own style sheets speak; `views` is a pattern of the files in
    the docs folder that only a blog makes, "" where there is none or others make some, too; `excluded` is one of those
    that a plugin keeps out of the site; `custom` is the folder by which the site changes its theme; `only_pages` is
    True where nothing but the docs folder makes files that are no pages; `draws` where a script speaks of Mermaid;
    `keys` are those of front matter that templates and hooks of the site speak of;
    `remade` where a hook or a plugin that is not known may give pages other places than their texts do; `posts` is a
    pattern of the pages that are left out where they are drafts; `absolute` where MkDocs counts links from `/` from the
    docs folder."""

    config: str
    folder: str
    prefix: str = "/"
    directory_urls: bool = True
    complete: bool = True
    plugins: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    fences: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    dialect: Dialect = CANONICAL
    extensions: frozenset[str] = frozenset()
    scripts: tuple[str, ...] = ()
    suffixes: bool = True
    root_is_docs: bool = False
    fallback: bool = True
    snippets: tuple[str, ...] = ()
    places: str = ""
    jinja: tuple[tuple[str, str], ...] = ()
    names: frozenset[str] | None = None
    left_out: str = ""
    theme: str = "material"
    classes: frozenset[str] = frozenset()
    views: str = ""
    excluded: str = ""
    custom: str = ""
    only_pages: bool = False
    draws: bool = False
    remade: bool = False
    posts: str = ""
    absolute: bool = False
    keys: frozenset[str] = frozenset()

    @property
    def rewritten(self) -> bool:
        """Whether something of the site may change a page's text before it is read."""
        return self.dialect.filled


class Site(Protocol):
    """Paths are POSIX, as `Source.name` writes them."""

    def docs(self, path: str) -> Docs | None:
        """The site that a page belongs to; None where there is no `mkdocs.yml` above it."""

    def exists(self, path: str) -> bool:
        """True for a file or folder of the site."""

    def anchors(self, path: str) -> frozenset[str] | None:
        """The anchors of another page; None where it cannot be read as a page."""

    def ids(self, path: str, text: str | None = None) -> frozenset[str] | None:
        """The ids that a page (as it is on the disk, or with another text) has as the site's own parser makes it; None
        where that cannot be told before the site is built."""

    def built(self, path: str, text: str) -> Built | None:
        """A page's text as the site's own parser makes it; None where that parser is not there or fails."""

    def sections(self, path: str) -> frozenset[str] | None:
        """The names of the sections that snippets may ask of a file for; None where it cannot be read."""

    def names(self, path: str) -> frozenset[str] | None:
        """The names of all files in the docs folder of a page's site; None where plugins add others."""

    def answer(self, url: str) -> str:
        """What is remembered of an address on another host: "" where it is fine or was never asked."""


class NoSite:
    """The site of a page that stands alone."""

    def docs(self, path: str) -> Docs | None:
        return None

    def exists(self, path: str) -> bool:
        return False

    def anchors(self, path: str) -> frozenset[str] | None:
        return None

    def ids(self, path: str, text: str | None = None) -> frozenset[str] | None:
        return None

    def built(self, path: str, text: str) -> Built | None:
        return None

    def sections(self, path: str) -> frozenset[str] | None:
        return None

    def names(self, path: str) -> frozenset[str] | None:
        return None

    def answer(self, url: str) -> str:
        return ""


NO_SITE = NoSite()
