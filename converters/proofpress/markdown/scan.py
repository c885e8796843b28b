"""One pass over the raw text: which lines are code, front matter or comment, and which container each stands in.

It reads as a forgiving author would, not as one parser does, so that the rules can say where the site's parser differs.
Offsets are characters of the text. The work is linear in its length.
"""

from __future__ import annotations

from proofpress.markdown.dialect import CANONICAL, Dialect
from proofpress.markdown.fences import fences
from proofpress.markdown.front import front
from proofpress.markdown.lines import Lines
from proofpress.markdown.nesting import measure, nest
from proofpress.markdown.orphans import orphans
from proofpress.markdown.raw import raw


def scan(text: str, dialect: Dialect = CANONICAL) -> Lines:
    """Classify the lines of a text. Never raises."""
    made = Lines(text, dialect)
    first = front(made)
    measure(made, first)
    fences(made, first)
    raw(made, first)
    nest(made, first)
    made.orphans = orphans(made)
    return made
