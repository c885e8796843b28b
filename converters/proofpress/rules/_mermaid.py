"""The diagrams of a page, what Mermaid says of them, and which small change would make Mermaid read them.

A diagnosis is proven: a rule speaks only where the diagram, changed as the rule says,
is accepted (or its error moves on).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from proofpress.engines.mends import MENDS, Change, apply, arrows, head, overlap
from proofpress.markdown.lines import Fence
from proofpress.regex import regex
from proofpress.source import Source, Span

_ARROW = regex(r"-->|==>|-\.++->")
"""In a label, a bracket that was never closed."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """A diagram that Mermaid rejects: where, why in its own words, and the rule whose change mends it."""

    fence: Fence
    source: Source
    span: Span
    message: str
    cause: str
    changes: tuple[Change, ...] = ()


def is_empty(text: str) -> bool:
    """True for a diagram of nothing but comments."""
    return all(
        not line.strip() or line.strip().startswith("%%") and not line.strip().startswith("%%{")
        for line in text.split("\n")
    )


def ask(asked: Iterable[tuple[Fence, Source]]) -> list[Diagram]:
    """The diagrams that Mermaid rejects, each with its fence."""
    from proofpress.engines import mermaid
    from proofpress.engines.trouble import Trouble

    asked = [(f, s) for f, s in asked if not is_empty(s.text)]
    made: list[Diagram] = []
    for (fence, source), trouble in zip(asked, mermaid.parse_all([s.text for _, s in asked]), strict=True):
        if not isinstance(trouble, Trouble):
            if changes := arrows(source.text):
                place = source.span(changes[0].start, changes[0].end)
                made.append(Diagram(fence, source, place, "", "mermaid-entity", changes))
            continue
        at = min(max(trouble.offset, 0), max(len(source.text.rstrip()) - 1, 0))
        span = source.span(at, min(at + max(trouble.length, 1), len(source.text)))
        cause, changes = _diagnose(source.text, trouble.code)
        made.append(Diagram(fence, source, span, trouble.message, cause, changes))
    return made


def _diagnose(text: str, code: str) -> tuple[str, tuple[Change, ...]]:
    """The rule that explains a rejection, and the changes that mend it."""
    from proofpress.engines import mermaid
    from proofpress.engines.trouble import Trouble

    word = head(text)[1]
    if code == "unknown-diagram" or re.fullmatch(r"[A-Za-z][\w-]*", word) and word not in mermaid.names():
        return "mermaid-unknown-diagram", ()
    candidates = [(name, changes) for name, make in MENDS if (changes := make(text))]
    if not candidates:
        return "mermaid-syntax", ()
    tried = [apply(text, changes) for _, changes in candidates]
    # Of two changes of one kind the first is the smaller.
    small, large = dict(reversed(candidates)), dict(candidates)
    together = [tuple(c for changes in kinds.values() for c in changes) for kinds in (small, large)]
    together = [changes for changes in dict.fromkeys(together) if len(small) > 1 and not overlap(changes)]
    tried += [apply(text, changes) for changes in together]
    results = [not isinstance(r, Trouble) for r in mermaid.parse_all(tried)]
    for (name, changes), good in zip(candidates, results, strict=False):
        if good:
            swallowed = name == "mermaid-unquoted-label" and any(_ARROW.search(text, c.start, c.end) for c in changes)
            return ("mermaid-syntax", ()) if swallowed else (name, changes)
    for changes, good in zip(together, results[len(candidates) :], strict=True):
        if good:
            return candidates[0][0], changes
    return "mermaid-syntax", ()
