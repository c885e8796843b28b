"""A small, fast part of CSS selectors, enough to name what a site's pages hold.

A selector is one or more compounds (`tag`, `.class`, `#id`, `[attr]`, `[attr=v]`, `[attr^=v]`, `[attr*=v]`, together)
with spaces between them for "inside of". A selection of many selectors is tested by looking an element up, not one by
one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import repeat
from typing import NamedTuple

from proofpress.readers.html.dom import Element
from proofpress.regex import regex

_PART = regex(
    r"(?P<tag>^[\w-]+|^\*)|\.(?P<cls>[\w-]+)|\#(?P<id>[\w-]+)"
    r"""|\[(?P<attr>[\w:-]+)(?:(?P<op>[\^*$]?=)["']?(?P<value>[^\]"']*)["']?)?\]"""
)
_STEP = regex(r"(?:\[[^\]]*+\]|[^\s\[])+")


class _Compound(NamedTuple):
    tag: str
    id: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str, str], ...]

    @property
    def is_one(self) -> bool:
        """True where it says nothing but a tag or a class."""
        return bool(self.tag) + len(self.classes) < 2 and not self.id and not self.attributes

    @property
    def needs(self) -> frozenset[str]:
        """The keys of `places` that a page with such an element has."""
        own = ((self.tag, self.tag), (self.id, f"#{self.id}"))
        return frozenset(key for said, key in own if said).union(f".{name}" for name in self.classes)

    def holds(self, element: Element) -> bool:
        if self.tag and element.name != self.tag or self.id and element.attrs.get("id") != self.id:
            return False
        if self.classes and not self.classes <= element.classes:
            return False
        return not self.attributes or all(_agrees(element, *attribute) for attribute in self.attributes)


def _agrees(element: Element, name: str, op: str, value: str) -> bool:
    have = element.attrs.get(name)
    if not isinstance(have, str):
        return False
    match op:
        case "":
            return True
        case "=":
            return have == value
        case "^=":
            return have.startswith(value)
        case "$=":
            return have.endswith(value)
        case _:
            return value in have


class Selection:
    """Elements that any of the selectors names."""

    def __init__(self, selectors: Iterable[str]) -> None:
        self._by: dict[str, list[tuple[_Compound, ...]]] = {}
        self._needs: list[frozenset[str]] = []
        self._sure: set[str] = set()
        for selector in selectors:
            steps = tuple(_compound(step) for step in _STEP.findall(selector))
            self._needs.append(frozenset[str]().union(*(step.needs for step in steps)))
            last = steps[-1]
            key = f"#{last.id}" if last.id else f".{min(last.classes)}" if last.classes else last.tag or "*"
            self._by.setdefault(key, []).append(steps)
            if len(steps) == 1 and last.is_one:
                self._sure.add(key)
        self._classes = frozenset(key[1:] for key in self._by if key[0] == ".")

    def holds(self, element: Element) -> bool:
        """True where a selector names this element."""
        by = self._by
        if element.name in by and self._any(element.name, element) or "*" in by and self._any("*", element):
            return True
        ident = element.attrs.get("id")
        if ident and f"#{ident}" in by and self._any(f"#{ident}", element):
            return True
        classes = self._classes
        return not classes.isdisjoint(element.classes) and any(
            name in classes and self._any(f".{name}", element) for name in element.classes
        )

    def _any(self, key: str, element: Element) -> bool:
        """Whether one of the selectors with this key names an element that has it."""
        return key in self._sure or any(map(_path_holds, self._by[key], repeat(element)))

    def possible(self, places: Mapping[str, object]) -> bool:
        """False where no element of a page with these tags, `.classes` and `#ids` can be named."""
        return any(map(places.keys().__ge__, self._needs))

    def find(self, root: Element) -> Iterator[Element]:
        """The elements below `root` that it names, in document order."""
        if "*" in self._by:
            yield from (element for element in root.all() if self.holds(element))
            return
        found = {
            id(element): element
            for key in self._by
            for element in root.places.get(key, ())
            if root.start <= element.start
            and element.end <= root.end
            and element is not root
            and self._any(key, element)
        }
        yield from sorted(found.values(), key=lambda element: element.start)

    def first(self, root: Element) -> Element | None:
        """The first of them."""
        return next(self.find(root), None)


@cache
def selection(*selectors: str) -> Selection:
    """The selection of these selectors, made once."""
    return Selection(selectors)


def _path_holds(steps: tuple[_Compound, ...], element: Element) -> bool:
    if not steps[-1].holds(element):
        return False
    above = element.parent
    for step in reversed(steps[:-1]):
        while isinstance(above, Element) and not step.holds(above):
            above = above.parent
        if not isinstance(above, Element):
            return False
        above = above.parent
    return True


def _compound(text: str) -> _Compound:
    tag = ident = ""
    classes: list[str] = []
    attributes: list[tuple[str, str, str]] = []
    at = 0
    for part in _PART.finditer(text):
        if part.start() != at:
            break
        at = part.end()
        if part["tag"]:
            tag = "" if part["tag"] == "*" else part["tag"]
        elif part["cls"]:
            classes.append(part["cls"])
        elif part["id"]:
            ident = part["id"]
        else:
            attributes.append((part["attr"], part["op"] or "", part["value"] or ""))
    if at != len(text):
        raise ValueError(f"Unexpected selector {text!r}, expected tag, .class, #id or [attribute]")
    return _Compound(tag, ident, frozenset(classes), tuple(attributes))


def first(root: Element, *selectors: str) -> Element | None:
    """The first element below `root` for the first selector that names any."""
    for selector in selectors:
        if (found := selection(selector).first(root)) is not None:
            return found
    return None
