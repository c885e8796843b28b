"""The lines of a listing that mdBook's pages hide until one asks for them: what a compiler needs around an excerpt."""

from __future__ import annotations

from collections.abc import Sequence

from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader

_CLASS = "boring"


def of(element: Element) -> frozenset[int]:
    """The elements that hold such lines, by their identity; none where a listing holds nothing else."""
    found = [one for one in element.all("span") if one.classes == {_CLASS}]
    hidden = frozenset(map(id, found))
    return hidden if found and _shows(element, hidden) else frozenset()


def tell(reader: Reader, hidden: Sequence[Element]) -> None:
    """They go; what they said stands in the ledger."""
    if hidden:
        span = reader.span(hidden[0]).cover(reader.span(hidden[-1]))
        said = "".join(str(part) for one in hidden for part in one.chars())
        reader.ledger.removed(span, "lines of a listing that the page hides", "页面上隐藏的代码行", text=said.strip())


def _shows(element: Element, hidden: frozenset[int]) -> bool:
    """Whether a listing has words outside of such elements."""
    stack: list[object] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, Chars):
            if not node.isspace():
                return True
        elif isinstance(node, Element) and id(node) not in hidden:
            stack.extend(node.contents)
    return False
