"""The components of a text as a tree, by the tags that open and close them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from proofpress.markdown import Lexed
from proofpress.readers.html import HANDLERS
from proofpress.regex import regex
from proofpress.repairs.components.grammar import Attribute, head
from proofpress.repairs.components.roles import GROUPS, Role, is_known, role

_OPENS = regex(r"(?:(?<![\w\\$])<|<(?P<end>/))(?P<name>[A-Za-z]\w*+(?:[.-]\w+)*+)(?=[\s/>])|<(?P<void>/?)>")
_DEEPEST = 30
_MOST = 40
"""After so many tags that are none the rest is text."""


@dataclass(slots=True, eq=False)
class Node:
    """A component: `start` to `inner` is its opening tag, `shut` to `end` the closing one; `inner == end` for one that
    closes itself. `above` is the one around it."""

    name: str
    role: Role
    attributes: dict[str, Attribute]
    start: int
    inner: int
    shut: int = -1
    end: int = -1
    above: Node | None = None
    below: list[Node] = field(default_factory=list)
    depth: int = 0
    before: int = 0
    behind: int = 0
    """Where the tag before it ends and the one behind it begins, of those around it and beside it."""

    @property
    def leaf(self) -> bool:
        return self.inner == self.end


def any_component(text: str) -> bool:
    """Whether the tag of a component stands in a text, in its code perhaps."""
    return any(_is_component(found["name"]) for found in _OPENS.finditer(text) if found["name"])


def _is_component(name: str) -> bool:
    return (
        name[0].isupper()
        and not (name.isupper() and name.lower() in HANDLERS)
        or name in _TABS
        or "-" in name
        and (is_known(name) or _is_own(name) and role(name) in _LISTED)
    )


_LISTED = frozenset((Role.CODE, Role.MATH, Role.DIAGRAM))
"""What a site's own element is whose name ends so, and whose tags stand on lines of their own or name a language."""


_TABS = frozenset(("tabs", "tab"))
"""What Writerside calls its sets of tabs, each of which has its title in an attribute."""
_LANGUAGE = frozenset(("lang", "language"))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the line of a tag."""
    before = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    return not text[before:start].strip() and after >= 0 and not text[end:after].strip()


def _is_own(name: str) -> bool:
    """Whether a name is that of an element which only the site knows."""
    return "-" in name and name not in HANDLERS


def nodes(lexed: Lexed, *, mdx: bool) -> list[Node]:
    """The outermost components in order; an opening tag that nothing closes, and a closing one alone, are none. In MDX
    the elements that group what they hold are among them."""
    view, text = lexed.codeless, lexed.text
    found = _tags(view, text, mdx=mdx)
    waiting = Counter(name for name, _, _, closes in found if closes)
    stack: list[Node] = []
    opened: Counter[str] = Counter()
    top: list[Node] = []

    def put(node: Node) -> None:
        (node.above.below if node.above is not None else top).append(node)

    for name, node, at, closes in found:
        if not closes and node is not None:
            if not node.leaf:
                if not waiting[name]:
                    continue
                opened[name] += 1
                stack.append(node)
            else:
                node.above = stack[-1] if stack else None
                put(node)
            continue
        waiting[name] -= 1
        if not opened[name]:
            continue
        lifted: list[Node] = []
        while True:
            last = stack.pop()
            opened[last.name] -= 1
            last.above = stack[-1] if stack else None
            if last.name == name:
                break
            lifted.extend(last.below)
        last.shut, last.end = at
        for one in lifted:
            one.above = last
        last.below = sorted((*last.below, *lifted), key=lambda one: one.start)
        put(last)
    while stack:
        last = stack.pop()
        above = stack[-1] if stack else None
        for one in last.below:
            one.above = above
            put(one)
    top.sort(key=lambda one: one.start)
    return top


def all_closed(lexed: Lexed) -> bool:
    """Whether a closing tag follows for each component that opens: MDX is no text that only speaks of some."""
    open_: Counter[str] = Counter()
    for name, node, _, closes in _tags(lexed.codeless, lexed.text, mdx=True):
        if name[:1].isupper() and (closes or node is not None and not node.leaf):
            open_[name] += -1 if closes else 1
    return all(count <= 0 for count in open_.values())


def _tags(view: str, text: str, *, mdx: bool) -> list[tuple[str, Node | None, tuple[int, int], bool]]:
    made: list[tuple[str, Node | None, tuple[int, int], bool]] = []
    at = failed = 0
    while failed < _MOST and (found := _OPENS.search(view, at)) is not None:
        at = found.end()
        name = found["name"] or ""
        if not name:
            if mdx and found["void"] is not None:
                node = Node("", Role.GROUP, {}, found.start(), at)
                made.append(("", node, found.span(), bool(found["void"])))
            continue
        if not (_is_component(name) or mdx and (name in GROUPS or name == "details" or _is_own(name))):
            continue
        if found["end"]:
            close = text.find(">", at)
            if close >= 0 and not text[at:close].strip():
                at = close + 1
                made.append((name, None, (found.start(), at), True))
            continue
        rest = head(text, at)
        if rest is None:
            failed += 1
            continue
        at = rest.end
        if name == "tab" and "title" not in rest.attributes:
            continue
        certain = (
            name[0].isupper()
            or mdx
            or name in _TABS
            and bool(rest.attributes)
            or is_known(name)
            or not _LANGUAGE.isdisjoint(rest.attributes)
        )
        if not certain and not _stands_alone(text, found.start(), at):
            continue
        node = Node(name, role(name), dict(rest.attributes), found.start(), at)
        if rest.alone:
            node.shut = node.end = at
        made.append((name, node, (found.start(), at), False))
    return made


def walk(top: list[Node]) -> list[Node]:
    """All nodes to a bound of depth, each before those in it."""
    made: list[Node] = []
    stack = top[::-1]
    while stack:
        node = stack.pop()
        node.depth = node.above.depth + 1 if node.above is not None else 0
        made.append(node)
        edge = node.inner
        for one in node.below:
            one.before, edge = edge, one.end
        edge = node.shut
        for one in reversed(node.below):
            one.behind, edge = edge, one.start
        if node.depth < _DEEPEST:
            stack.extend(node.below[::-1])
    return made
