"""What other programs' Markdown says with signs of its own, as the Markdown that every parser reads.

Each module knows one kind of sign, whichever program it comes from; code and formulas are never looked into.
"""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.repairs.dialects import (
    addresses,
    asking,
    attributes,
    barred_tables,
    bookdown,
    bound,
    box_indents,
    citations,
    classes,
    containers,
    critic,
    definitions,
    distill,
    embeds,
    equations,
    filled,
    formula_addresses,
    icons,
    includes,
    inline,
    inline_notes,
    joplin,
    keepers,
    list_tables,
    logseq,
    markdoc_tables,
    myst,
    myst_cells,
    myst_numbers,
    notion,
    numbered,
    pandoc,
    private,
    products,
    quoted_by,
    raised,
    remarks_of_docsify,
    shared_closers,
    tex_figures,
    titled_by,
    wiki,
)
from proofpress.source import Source

_STEPS = (
    box_indents.apply,  # before all that asks what is code
    remarks_of_docsify.apply,  # before all that reads a quotation
    asking.apply,  # before all that reads a line: what stands in HTML is text
    definitions.apply,
    joplin.apply,
    keepers.apply,  # before wiki, as the next: they name pages in links
    logseq.apply,  # before wiki: what it embeds is a page's name
    formula_addresses.apply,  # before addresses, for which a space ends them
    addresses.apply,
    bound.apply,
    embeds.apply,
    includes.apply,
    notion.apply,
    private.apply,
    tex_figures.apply,  # before all that takes TeX for a formula
    pandoc.apply,  # before attributes and containers: its signs are of lines and of code
    products.apply,
    distill.apply,
    filled.apply,  # before wiki: `[[toc]]` is no link
    titled_by.apply,
    wiki.apply,
    shared_closers.apply,  # before all that reads a directive
    myst_cells.apply,
    myst_numbers.apply,  # before list_tables and myst, which take the names
    markdoc_tables.apply,
    list_tables.apply,
    barred_tables.apply,
    equations.apply,
    myst.apply,
    citations.apply,  # after myst: its roles cite too
    numbered.apply,
    bookdown.apply,  # behind numbered, which reads the labels of chunks; before containers: it writes some
    icons.apply,  # before attributes: a list behind an icon goes with it
    attributes.apply,
    classes.apply,
    quoted_by.apply,
    critic.apply,  # before inline: its marks hold those of others
    raised.apply,  # before inline, to which its carets would raise a number
    inline.apply,
    containers.apply,
    inline_notes.apply,  # last: what a note says is final
)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without signs that only the program of its author reads."""
    for step in _STEPS:
        source = step(source, ledger)
    return source
