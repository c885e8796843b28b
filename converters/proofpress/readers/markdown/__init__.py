"""Markdown → Document: pyromark's events for CommonMark and GFM, and what the site's dialect adds to them.

pyromark (pulldown-cmark) gives every event its exact byte range. Formulas, admonitions, tabs and details
are not CommonMark: the lexer finds formulas and boxes, which are covered with as many letters (a formula's ends
with signs, for what stands beside it), so that the ranges of all the rest hold;
each cover becomes the node it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pyromark

from proofpress.markdown import ANYBODYS, Dialect
from proofpress.normal import normalise
from proofpress.readers import front_matter
from proofpress.readers.markdown.builder import OPTIONS, character_index
from proofpress.readers.markdown.builder import blocks as read_blocks
from proofpress.source import Source
from proofpress.tree import (
    Document,
    LinkDefinition,
)

__all__ = ["as_written", "read", "read_blocks", "read_body"]


def read(source: Source, dialect: Dialect = ANYBODYS) -> Document:
    """The article that Markdown text means, in normal form, with its front matter as `meta` by the author's keys; with
    the dialect of a site, as that takes it."""
    header, body = (front_matter.published if dialect.of_site else front_matter.split)(source)
    return replace(read_body(body, header.values if header else {}, dialect), span=source.span(0, len(source.text)))


def read_body(body: Source, meta: Mapping[str, object], dialect: Dialect = ANYBODYS) -> Document:
    """The article in a text whose front matter, if it had one, is taken off already."""
    return normalise(as_written(body, meta, dialect))


def as_written(body: Source, meta: Mapping[str, object], dialect: Dialect = ANYBODYS) -> Document:
    """As `read_body`, before it is in normal form: with what is empty in it."""
    return Document(
        read_blocks(body, dialect), meta, definitions=tuple(definitions(body)), span=body.span(0, len(body.text))
    )


def definitions(source: Source) -> Iterator[LinkDefinition]:
    """The definitions of links in a text without front matter, the first of each label."""
    if "]:" not in source.text:
        return
    index = character_index(source.text)
    for label, found in pyromark.reference_definitions(source.text, options=OPTIONS).items():
        span = source.span(index(found["span"]["start"]), index(found["span"]["end"]))
        yield LinkDefinition(label, found["dest"], found.get("title") or "", span=span)
