"""What Asciidoctor, and in part DocBook, draws in its own way: the remarks to the numbers in a listing, and verses."""

from __future__ import annotations

from proofpress.readers.html import callout_numbers
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Item, List, Quote

CALLOUTS = frozenset(("colist", "calloutlist"))
VERSE = frozenset(("verseblock",))
_OF_CODE = regex(r"[\[\]<>{}|=$\\]|(?<!\S)--?\w")


def callouts(reader: Reader, element: Element) -> bool:
    """Write the numbered remarks to a listing as a list, where a table or a list of terms sets them out; False where
    they are a list already."""
    rows = [list(row.elements) for row in element.all("tr")]
    if not rows:
        parts = list(element.all("dt", "dd"))
        rows = [parts[at : at + 2] for at in range(0, len(parts), 2)]
    if not rows or not all(len(row) == 2 for row in rows):
        return False
    numbers = [callout_numbers.in_cell(row[0]) for row in rows]
    if numbers != [str(number) for number in range(1, len(rows) + 1)]:
        return False
    made = (Item(reader.inside(said), span=reader.span(said)) for _, said in rows)
    reader.out.block(List(tuple(item for item in made if item.children), 1, span=reader.span(element)))
    return True


def verse(reader: Reader, element: Element) -> bool:
    """Write a verse as a quotation that keeps its lines, with whose it is below it; False for anything else, such as
    the synopsis of a manual."""
    text = next((one for one in element.elements if one.name == "pre"), None)
    if text is None or _OF_CODE.search(text.words()):
        return False
    reader.out.begin()
    reader.lines(text)
    blocks = [*reader.out.end()]
    for child in element.elements:
        if child is not text:
            blocks += reader.inside(child)
    if blocks:
        reader.out.block(Quote(tuple(blocks), span=reader.span(element)))
    return True
