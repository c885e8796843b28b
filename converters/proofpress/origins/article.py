"""Any other page: the article is found by what it looks like."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.origins import (
    byline,
    page_metadata,
    page_tags,
    page_title,
    plain,
    posts,
    shortcodes,
    standfirst,
    standing_title,
    steps,
    threads,
    title_heading,
    tools,
)
from proofpress.origins.contents import Contents
from proofpress.origins.extract import main
from proofpress.origins.frame import Frame
from proofpress.origins.input import Input
from proofpress.origins.matter import trimmed
from proofpress.origins.metadata import canonical, in_its_language
from proofpress.origins.site import say_frame
from proofpress.origins.typed import asciimath, settled
from proofpress.origins.weight import Weights
from proofpress.readers.html import Element, notes
from proofpress.readers.html import read as read_html
from proofpress.readers.html.editors import LISTINGS
from proofpress.tree import Document, Heading, text_of


def recognises(given: Input) -> bool:
    """True for HTML."""
    return given.is_html


def read(given: Input, ledger: Ledger) -> Document:
    """The article of a page, or all of a fragment."""
    if not given.page.tagged("body", "article", "main"):
        given.amend(shortcodes.expand(given.body, ledger))
    page = given.page
    values, _ = plain.header(given.source, ledger)
    given_meta = canonical(values)
    meta = {**page_metadata.of_page(page), **given_meta}
    whole = not page.tagged("body", "article", "main")
    roots: tuple[Element, ...] = (page.root,)
    frame: Frame | None = None
    begun: tuple[Element, ...] = ()
    flow: tuple[Element, ...] = ()
    said = str(meta.get("title", ""))
    if not whole:
        weights = Weights(page)
        frame = Frame(page, weights)
        weights.without(frame.parts)
        roots = main(page, weights)
        begins = any(root.name == "h1" for root in roots)  # the title, and what follows it
        flow = tuple(root for root in roots if begins or not root.classes.isdisjoint(LISTINGS))
        thread, begun = threads.posts(page, roots, weights)
        roots = thread or roots
        roots = (*roots, *notes.beyond(page, roots, page_metadata.base_of(page)))
        roots = (*roots, *(part for part in tools.attachments(page, roots) if not frame.holds(part)))
    title = page_title.title_in(page, said, roots, frame)
    if not whole:
        title = page_title.styled(page, roots[0]) or standing_title.standing(page, roots[0]) or title
        roots = page_title.with_notes(page, title, roots)
    base = page_metadata.base_of(page)
    lines = standfirst.elements(page, title, roots, frame, weights) if frame is not None and title else ()
    blocks = read_html(page, ledger, roots=roots, flow=flow, drop=Contents(frame), base=base)
    blocks = asciimath.drawn(page, blocks, ledger)
    blocks = steps.numbered(settled(blocks, given.source, ledger))
    if begun:
        blocks = posts.apart(blocks, {}, frozenset(page.source.span(one.start, one.end).start for one in begun))
    if not whole:
        say_frame(page.root, (*lines, *roots), ledger, given)
    shown = title_heading.shown_title(page, blocks, title, roots[0])
    if not given_meta.get("title") or title_heading.spells(title, shown):
        title = shown
    if not title and blocks and isinstance(first := blocks[0], Heading) and first.depth == 1:
        title = text_of(first)
    title, blocks = page_title.led(blocks, said, title, page, roots, frame)
    if title:
        meta["title"] = title
    else:
        meta.pop("title", None)
    if day := title_heading.stamped(blocks, title):
        meta.setdefault("date", day)
    blocks = title_heading.without_title(blocks, title, base, ledger)
    if not whole:
        meta = byline.completed(page, roots[0].start, meta)
        blocks, meta = page_tags.taken(page, blocks, meta, ledger)
        blocks, meta = trimmed(blocks, meta, ledger)
    if frame is not None and lines:
        blocks = (*standfirst.blocks(page, ledger, lines, frame, base), *blocks)
    meta = in_its_language(meta, text_of(blocks))
    return Document(blocks, page_metadata.beside_title(meta), span=given.source.span(0, len(given.source.text)))
