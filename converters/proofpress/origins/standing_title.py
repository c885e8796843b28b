"""The title of an article without a heading of the first level: what its own header calls one."""

from __future__ import annotations

from proofpress.readers.html.dom import Chars, Element, Page

_LONGEST = 120
_ENDS = (".", "。", ":", "：")


def standing(page: Page, root: Element) -> str:
    """The words of the `title` in the `header` that an article begins with; "" where it has none, or a heading."""
    if any(one.words() for one in page.tagged("h1")):
        return ""
    first = next((one for one in root.chars() if not one.isspace()), None)
    element: object = first.parent if isinstance(first, Chars) else None
    while isinstance(element, Element) and element is not root and "title" not in element.classes:
        element = element.parent
    if not isinstance(element, Element) or element is root or not isinstance(above := element.parent, Element):
        return ""
    said = element.words()
    is_headed = "header" in above.classes or above.name == "header"
    return said if is_headed and len(said) <= _LONGEST and not said.endswith(_ENDS) else ""
