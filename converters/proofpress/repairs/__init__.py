"""Repairs: Source → Source, where Markdown's own syntax is broken so that no reader could see what is meant.

Each is the function `apply` of the module that bears its name, and does nothing to canonical Markdown. Positions are
kept (`Source.derive`), and everything that changes stands in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from proofpress.ledger import Ledger
from proofpress.repairs import (
    artifacts,
    boxes_to_tick,
    brackets,
    chunks,
    components,
    copied_formulas,
    copied_listings,
    dialects,
    dunders,
    emphasis,
    endless,
    enumerations,
    environments,
    escapes,
    fences,
    formulas,
    grids,
    headings,
    indents,
    invisible,
    lark,
    line_paragraphs,
    linked_blocks,
    lists,
    nested_lists,
    office,
    rules,
    sessions,
    shelter,
    short_lines,
    tables,
    tag_names,
    thinking,
    tokens,
    turns,
    undelimited,
    unfenced_code,
    unfenced_xml,
)
from proofpress.source import Source

Repair = Callable[[Source, Ledger], Source]

REPAIRS: tuple[tuple[str, Repair], ...] = (
    ("invisible", invisible.apply),  # before all that compares characters
    ("chunks", chunks.apply),  # before all that asks what is code
    ("artifacts", artifacts.apply),  # before all that reads Markdown or tags: what stands in one is code
    ("lark", lark.apply),  # before components, of which it makes some
    ("copied_listings", copied_listings.apply),  # before all that asks what is code
    ("sessions", sessions.apply),  # likewise
    ("unfenced_code", unfenced_code.apply),  # likewise
    ("unfenced_xml", unfenced_xml.apply),  # before components: what stands in it is code
    ("components", components.apply),  # before all that looks at an indentation
    ("copied_formulas", copied_formulas.apply),  # before all that reads emphasis: its TeX has such signs
    ("line_paragraphs", line_paragraphs.apply),  # before all that looks at a paragraph
    ("undelimited", undelimited.apply),  # before all that reads emphasis, as copied_formulas
    ("escapes", escapes.apply),  # before all that looks for signs
    ("fences", fences.apply),  # everything below must know what is code
    ("endless", endless.apply),  # before all that asks what is text
    ("office", office.apply),
    ("boxes_to_tick", boxes_to_tick.apply),  # before tag_names, for which a box alone is a name
    ("tag_names", tag_names.apply),  # before all that reads tags
    ("thinking", thinking.apply),  # before tokens: a thought goes whole, with the tokens in it
    ("turns", turns.apply),  # before tokens: a turn goes with its marks
    ("tokens", tokens.apply),  # before dialects: a token may look like a mark of theirs
    ("dialects", dialects.apply),  # before all that reads a line by itself: its quotes and links are final
    ("linked_blocks", linked_blocks.apply),  # before headings, which would take one out of a link
    ("environments", environments.apply),  # before lists: a line of TeX may look like an item
    ("grids", grids.apply),  # before headings: a row of dashes would make one
    ("rules", rules.apply),  # before headings: a rule under a blank line is none of theirs
    ("headings", headings.apply),
    ("indents", indents.apply),  # before lists: each paragraph is looked at alone
    ("lists", lists.apply),
    ("nested_lists", nested_lists.apply),
    ("enumerations", enumerations.apply),  # after lists: what Markdown has a sign for is a list
    ("tables", tables.apply),
    ("short_lines", short_lines.apply),  # after all that knows what the lines of a paragraph are
    ("brackets", brackets.apply),  # before formulas: a backslash before a bracket opens one
    ("formulas", formulas.apply),
    ("dunders", dunders.apply),
    ("emphasis", emphasis.apply),  # last: what stands at the edges of bold text is final
)


READ_TAGS = frozenset("invisible artifacts lark unfenced_xml endless office tag_names thinking turns tokens".split())
"""Repairs that look into blocks of HTML: what they read are tags, control tokens, and characters that nobody sees."""
READ_ELEMENTS = frozenset(("components", "fences", "dialects", "grids"))
"""Repairs that look into elements beside `<pre>` and its like: authors type tags around fences and drawings."""


def repaired(source: Source, ledger: Ledger) -> Source:
    """The source after all repairs, in order. Blocks of HTML are hidden from those that read Markdown."""
    for kind, steps in groupby(REPAIRS, lambda step: (step[0] not in READ_TAGS, step[0] not in READ_ELEMENTS)):
        words: tuple[str, ...] = ()
        if kind[0]:
            source, words = shelter.sheltered(source, lines_too=kind[1])
        for name, apply in steps:
            with ledger.named(name):
                source = apply(source, ledger)
        source = shelter.restored(source, words)
    return source
