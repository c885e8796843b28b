"""The bars of links that old Javadoc sets above and below a page as tables, and the line below the last one, which is
the same on all pages of a documentation."""

from __future__ import annotations

from itertools import islice, takewhile

from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex

_PLACE = regex(r"navbar[._](?P<where>top|bottom)(?:[._]firstrow)?")
_BAR = "the navigation of a generated manual", "生成的手册的导航"
_FOOT = "the line below each page of a generated manual", "生成的手册每页下方的文字"


def bar(reader: Reader, element: Element) -> bool:
    """Leave out a table that is such a bar, with the rule behind it and what stands below the last; False for any other
    table."""
    if not (where := _where(element)):
        return False
    reader.drop(element, *_BAR)
    if where == "top":
        reader.spoken.update(id(one) for one in islice(element.behind, 3) if one.name == "hr")
        return True
    below = [one for one in element.next_siblings if isinstance(one, Element) or type(one) is Chars]
    if all(isinstance(one, Element) or one.isspace() for one in below):
        for one in below:
            if isinstance(one, Element):
                reader.drop(one, *_FOOT)
                reader.spoken.add(id(one))
    return True


def _where(element: Element) -> str:
    """Whether a table of links is the bar above or below a page, by the mark right before it or in it; "" for any other
    table."""
    marks = (*takewhile(lambda one: one.name == "a", element.before), *islice(element.all("a"), 1))
    found = next((place for one in marks if (place := _PLACE.fullmatch(one.attr("name")))), None)
    return found["where"] if found is not None and any(one.attr("href") for one in element.all("a")) else ""
