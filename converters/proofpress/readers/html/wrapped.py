"""The `<br>` elements that only wrap a line: what stands between the breaks of one element is judged together."""

from __future__ import annotations

from proofpress.evidence import wraps
from proofpress.readers.html.dom import Chars, Element

_INLINE = frozenset(("a", "b", "strong", "em", "i", "code", "span", "font", "sub", "sup", "u", "mark", "kbd"))


def soft(parent: Element) -> frozenset[int]:
    """The `<br>` elements right below (by `id`) that end no line."""
    lines: list[str] = [""]
    breaks: list[Element] = []
    for child in parent.contents:
        if isinstance(child, Element) and child.name == "br":
            breaks.append(child)
            lines.append("")
        elif type(child) is Chars:
            lines[-1] += str(child)
        elif isinstance(child, Element):
            if child.name not in _INLINE:
                return frozenset()
            lines[-1] += child.words()
    return frozenset(id(breaks[at]) for at in wraps.soft(lines)) if breaks else frozenset()
