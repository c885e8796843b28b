"""Where a file came from. `ORIGINS` is tried in order and the first that recognises the input reads it;
`plain` is last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from proofpress.ledger import Ledger
from proofpress.origins import (
    article,
    chat_page,
    cnblogs,
    csdn,
    cto51,
    devto,
    dokuwiki,
    export,
    forum,
    geeksforgeeks,
    generator,
    google_keep,
    juejin,
    mail_archive,
    medium,
    notebook,
    plain,
    record,
    rustdoc,
    segmentfault,
    sources,
    sphinx,
    stackexchange,
    static,
    trac,
    transcript,
    typed_page,
    wechat,
    wordpress,
    zhihu,
)
from proofpress.origins.input import Input
from proofpress.origins.site import Site
from proofpress.tree import Document


@dataclass(frozen=True, slots=True)
class Origin:
    """One kind of file.

    `recognises` looks only at content, never at the file's name. `read` peels off what is not the article (header,
    frame, metadata), says so in the ledger, and returns the rest as a Document whose `meta` uses the canonical keys and
    `title` (the canonical form has the title as its first heading; `convert` sees to that).
    """

    name: str
    title: str
    recognises: Callable[[Input], bool]
    read: Callable[[Input, Ledger], Document]


def _site(site: Site) -> Origin:
    return Origin(site.name, site.title, site.recognises, site.read)


ORIGINS: tuple[Origin, ...] = (
    Origin("record", "callback record", record.recognises, record.read),
    Origin("transcript", "chat with a language model", transcript.recognises, transcript.read),
    Origin("csdn", "CSDN", csdn.recognises, csdn.read),
    _site(zhihu.SITE),
    _site(cnblogs.SITE),
    _site(juejin.SITE),
    Origin("wechat", wechat.SITE.title, wechat.SITE.recognises, wechat.read),
    _site(segmentfault.SITE),
    _site(cto51.SITE),
    _site(google_keep.SITE),
    _site(medium.EXPORT),
    _site(medium.SITE),
    _site(devto.SITE),
    Origin("geeksforgeeks", geeksforgeeks.SITE.title, geeksforgeeks.SITE.recognises, geeksforgeeks.read),
    _site(stackexchange.SITE),
    Origin("forum", "threads of forums", forum.recognises, forum.read),
    Origin("chat-page", "saved pages of chat products", chat_page.recognises, chat_page.read),
    Origin("mail-archive", "archives of mailing lists", mail_archive.recognises, mail_archive.read),
    Origin("typed-page", "pages that draw their Markdown", typed_page.recognises, typed_page.read),
    _site(sphinx.SITE),
    _site(sphinx.MYST),
    _site(rustdoc.SITE),
    _site(trac.SITE),
    _site(dokuwiki.SITE),
    _site(notebook.SITE),
    _site(static.HEXO),
    _site(static.HUGO),
    _site(static.JEKYLL),
    _site(static.GITBOOK),
    _site(static.ASCIIDOCTOR),
    _site(wordpress.SITE),
    Origin("gitbook-source", "GitBook (Markdown sources)", sources.is_gitbook, generator.read_gitbook),
    Origin("hexo-source", "Hexo (Markdown sources)", sources.is_hexo, generator.read_hexo),
    Origin("hugo-source", "Hugo (Markdown sources)", sources.is_hugo, generator.read),
    Origin("jekyll-source", "Jekyll (Markdown sources)", sources.is_jekyll, generator.read_jekyll),
    Origin("export", "articles out of exports", export.recognises, export.read),
    Origin("article", "any other page", article.recognises, article.read),
    Origin("plain", "Markdown or plain text", plain.recognises, plain.read),
)


MACHINES = frozenset(("record", "transcript"))
"""The origins whose text a language model wrote."""


def recognise(given: Input) -> Origin:
    """The first origin that knows the input; `plain` knows any, and reads what an earlier conversion wrote."""
    if generator.converted(given):
        return ORIGINS[-1]
    return next(origin for origin in ORIGINS if origin.recognises(given))


def named(name: str) -> Origin:
    """The origin of that name; an unknown one raises `KeyError`."""
    return {origin.name: origin for origin in ORIGINS}[name]
