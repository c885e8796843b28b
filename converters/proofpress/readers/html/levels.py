"""How deep an item stands, and which lists are one, where a page keeps its levels side by side.

Editors that count levels write each run of one level, or each item, as a list of its own: Google's documents, Yuque,
Quill, Draft.js, Etherpad and what grew out of it (Paper, Feishu), Word in the browser.
"""

from __future__ import annotations

from proofpress.readers.html.dom import Element
from proofpress.regex import regex

LISTS = frozenset(("ul", "ol", "menu", "dir"))
_DEEPEST = 9
_DEPTH = regex(r"\d{1,9}")
_LEVEL = regex(r"(?:^|\s)(?:ql-indent|lake-indent|indent|level|public-DraftStyleDefault-depth)-?(\d)(?:\s|$)")
_GOOGLE = regex(r"(?:^|\s)lst-kix_([\w.]+)-(\d)(?:\s|$)")
_PAD = regex(r"(?:^|\s)list-(bullet|number|indent|check|done|task|taskdone)(\d)(?:\s|$)")
_OF_LAKE = "data-lake-indent"
_ARIA = ("data-aria-level", "aria-level")
_WRAPPERS = frozenset(("div", "ne-p"))


def of_item(element: Element) -> int:
    """How deep an item or a list says that it stands; 0 for the outermost."""
    if not element.attrs:
        return 0
    for name in (_OF_LAKE, "data-indent", "data-indent-level", "ne-level"):
        if found := _DEPTH.match(element.attr(name)):
            return min(int(found[0]), _DEEPEST)
    for name in _ARIA:
        if found := _DEPTH.match(element.attr(name)):
            return min(max(int(found[0]) - 1, 0), _DEEPEST)
    found = _LEVEL.search(element.attr("class"))
    return int(found[1]) if found else 0


def of_list(element: Element) -> int:
    """How deep all items of a list stand, as far as the list says."""
    for sign, first in ((_GOOGLE, 0), (_PAD, 1)):
        if found := sign.search(element.attr("class")):
            return max(int(found[found.re.groups]) - first, 0)
    return of_item(element)


def kind_of_pad(element: Element) -> str:
    """What Etherpad and its kin call a list in its class, such as `bullet` or `taskdone`; "" for any other list."""
    found = _PAD.search(element.attr("class"))
    return found[1] if found else ""


def same_list(element: Element) -> list[Element]:
    """The lists right behind that are of one list with this: its siblings, or those of the element around each."""
    if _sign(element) is None:
        return []
    node = element
    above = element.parent
    if isinstance(above, Element) and above.name in _WRAPPERS and _only_list(above) is element:
        node = above
    found: list[Element] = []
    for beside in node.behind:
        other = beside if beside.name in LISTS else _only_list(beside) if beside.name in _WRAPPERS else None
        if other is None or not _goes_on(element, other):
            break
        found.append(other)
    return found


def _only_list(wrapper: Element) -> Element | None:
    """The list that is all that an element holds."""
    if len(wrapper.contents) > 3:
        return None
    said = [node for node in wrapper.contents if isinstance(node, Element) or not str(node).isspace()]
    return said[0] if len(said) == 1 and isinstance(said[0], Element) and said[0].name in LISTS else None


def _sign(element: Element) -> tuple[str, str, int] | None:
    """Which editor's marks a list bears, the name by which it is one with others, and its level."""
    if found := _GOOGLE.search(element.attr("class")):
        return "google", found[1], int(found[2])
    if found := _PAD.search(element.attr("class")):
        return "pad", "", int(found[2]) - 1
    if element.attr("list") or element.attr("data-lake-id") or element.attr(_OF_LAKE):
        return "lake", element.attr("list"), of_item(element)
    first = next((child for child in element.elements if child.name == "li"), None)
    if first is not None and first.attr("data-listid") and any(first.attr(name) for name in _ARIA):
        return "word", first.attr("data-listid"), of_item(first)
    return None


def _counts_on(other: Element) -> bool:
    return other.attr("start") not in ("", "1")


def _goes_on(first: Element, other: Element) -> bool:
    """Whether a list goes on with another before it: by a level of its own, or by the list's name."""
    own, its = _sign(first), _sign(other)
    if own is None or its is None or own[0] != its[0]:
        return False
    if own[0] == "pad":
        return its[2] > 0 or first.name == other.name or _counts_on(other)
    if own[0] == "lake" and not own[1] and first.attr(_OF_LAKE) and other.attr(_OF_LAKE):
        return its[2] > 0 or first.name == other.name and (other.name == "ul" or _counts_on(other))
    return its[2] > 0 or own[1] != "" and own[1] == its[1]
