"""One pass over the raw text: which lines are code, front matter or comment, and which container each stands in.

It reads as a forgiving author would, not as one parser does, so that the rules can say where the site's parser differs.
Offsets are characters of the text. The work is linear in its length.
"""

from __future__ import annotations

from proofpress.markdown.dialect import CANONICAL, Dialect
from proofpress.markdown.fences import fences
from proofpress.markdown.front import front
from proofpress.markdown.lines import Kind, Lines
from proofpress.markdown.metadata import metadata
from proofpress.markdown.nesting import measure, nest
from proofpress.markdown.orphans import orphans
from proofpress.markdown.raw import raw


def scan(text: str, dialect: Dialect = CANONICAL) -> Lines:
    """Classify the lines of a text. Never raises."""
    made = Lines(text, dialect)
    first = _taken(made, front(made))
    measure(made, first)
    fences(made, first)
    raw(made, first)
    nest(made, first)
    made.orphans = orphans(made)
    return made


def _taken(made: Lines, first: int) -> int:
    """The line behind all that a site takes off the head of a page; an extension may take what MkDocs has left."""
    dialect, lines = made.dialect, made.lines
    for asked in (dialect.of_site and made.front is None, dialect.metadata):
        begins = next((n for n in range(first, len(lines)) if lines[n].strip()), first) if first else 0
        if asked and (end := metadata(lines, begins)) > begins:
            made.taken.append(range(begins, end))
            made.kinds[first:end] = [Kind.FRONT] * (end - first)
            first = end
    return first
