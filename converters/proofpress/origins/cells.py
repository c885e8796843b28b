"""Tables that are the author's data: no cell of one is the place of an article."""

from __future__ import annotations

from bisect import bisect_right

from proofpress.readers.html.dom import Element, Page

_OF_A_PAGE = ("h1", "table", "form", "nav", "article", "main", "iframe")
"""What stands in a cell that only places things."""
_LABEL = 40
"""Letters that a label in its own cell has at most."""


class DataTables:
    """The tables of a page that hold data, and which elements stand in one."""

    def __init__(self, page: Page) -> None:
        self._tables = [table for table in page.tagged("table") if _is_data(table)]
        self._starts = [table.start for table in self._tables]

    def around(self, element: Element) -> Element | None:
        """The table of data that an element stands in; None for any other."""
        at = bisect_right(self._starts, element.start - 1) - 1
        return self._tables[at] if at >= 0 and element.start < self._tables[at].end else None


def _is_data(table: Element) -> bool:
    """True for a table with heads of columns or rows, or with two rows and more that set short words beside others:
    what only places things has a page's parts in its cells, or links."""
    if next(table.all(*_OF_A_PAGE), None) is not None:
        return False
    if next(table.all("th", "caption"), None) is not None:
        return True
    rows = [[cell for cell in row.elements if cell.name == "td" and cell.words()] for row in table.all("tr")]
    rows = [row for row in rows if len(row) > 1]
    return len(rows) > 1 and all(_is_of_words(row) for row in rows)


def _is_of_words(row: list[Element]) -> bool:
    """Whether a row begins with a label, and none of its cells is a row of links."""
    return len(row[0].words()) <= _LABEL and not any(
        sum(len(link.words()) for link in cell.all("a")) * 2 > len(cell.words()) for cell in row[:1]
    )
