"""What stands beside a page's title, above all that holds the article: a subtitle, a summary, the line under NAME of a
manual's page, the picture that the article opens with."""

from __future__ import annotations

from dataclasses import replace

from proofpress import urls
from proofpress.evidence.letters import letters
from proofpress.ledger import Ledger
from proofpress.origins.named import words_of
from proofpress.origins.weight import Weights
from proofpress.readers.html import read
from proofpress.readers.html.dom import Element, Page
from proofpress.readers.html.reader import Drop
from proofpress.regex import regex
from proofpress.tree import Block, Heading, Paragraph

_LINES = ("p", "h2", "h3", "h4", "div", "span")
_ENDS = (".", "!", "?", "。", "！", "？", "…", "”", "」")
_BELOW_THE_TITLE = frozenset("subtitle standfirst deck dek tagline".split())
"""Names of what belongs to the title: a few words will do, and the article may say them again."""
_CALLED_SO = _BELOW_THE_TITLE.union("lead lede intro summary excerpt abstract description".split())
_LINKS = frozenset(("btn", "links"))
_SHARES = regex(r"[?&](?:url|u|text|title|status|body)=")
_LEAST, _MOST = 12, 600
_FEWEST_LETTERS = 2
_WIDEST = 6000
_HIGH = 3


def elements(page: Page, title: str, roots: tuple[Element, ...], frame: Drop, weights: Weights) -> tuple[Element, ...]:
    """The lines between the title and the article that say something, in order."""
    begins = roots[0].start
    wanted = letters(title)
    heads = (one for one in page.tagged("h1", "h2") if one.end <= begins)
    heading = next((one for one in heads if _is_title(one, wanted)), None)
    if heading is None or not wanted:
        return ()
    header = _header(heading, begins)
    said: str | None = None
    found: list[Element] = []
    above: Element | None = None
    for line in (*header.all("figure", *_LINES), *_below(header, begins)):
        if line.start < heading.end or line.end > begins or found and line.start < found[-1].end:
            continue
        if _is_in(line, frame, header):
            continue
        if _is_cover(line):
            found.append(line)
            continue
        if next(line.all("p", "h2", "h3", "h4", "div", "time", "form"), None) is not None:
            continue
        said = letters(roots[0].words()) if said is None else said
        if _is_new(line, said) and (_says(line, weights, after_heading=above is not None) or _leads(line)):
            found += [above, line] if above is not None else [line]
            above = None
        else:
            above = line if line.name in ("h2", "h3") and line.words() else None
    return tuple(found)


def blocks(page: Page, ledger: Ledger, lines: tuple[Element, ...], frame: Drop, base: str) -> tuple[Block, ...]:
    """The blocks of these lines: a heading over none of them is a sentence in large type."""
    made = read(page, ledger, roots=lines, drop=frame, base=base) if lines else ()
    return tuple(
        Paragraph(block.children, span=block.span)
        if isinstance(block, Heading) and (at + 1 == len(made) or isinstance(made[at + 1], Heading))
        else replace(block, depth=2)
        if isinstance(block, Heading)
        else block
        for at, block in enumerate(made)
    )


def _is_title(heading: Element, wanted: str) -> bool:
    """Whether a heading says the title; the first of a page may have a mark behind it, of a version or a state."""
    said = letters(heading.words())
    return said == wanted or heading.name == "h1" and said.startswith(wanted)


def _header(heading: Element, begins: int) -> Element:
    """The largest small element around the title that ends before the article begins."""
    header = heading
    for _ in range(_HIGH):
        above = header.parent
        if not isinstance(above, Element) or above.end > begins or above.end - above.start > _WIDEST:
            break
        header = above
    return header


def _below(header: Element, begins: int) -> tuple[Element, ...]:
    """What stands between a title and the article in what holds both, and is called a part of the title."""
    around = header.parent
    if not isinstance(around, Element):
        return ()
    return tuple(
        one
        for one in around.elements
        if header.end <= one.start
        and one.end <= begins
        and (_is_cover(one) or one.name in _LINES and (words_of(one.classes, "") & _BELOW_THE_TITLE or _leads(one)))
    )


def _is_cover(element: Element) -> bool:
    """Whether an element is a figure with one picture."""
    return element.name == "figure" and len(list(element.all("img"))) == 1


def _is_in(line: Element, frame: Drop, header: Element) -> bool:
    node: object = line
    while isinstance(node, Element):
        if frame.holds(node):
            return True
        if node is header:
            return False
        node = node.parent
    return False


def _is_new(line: Element, said: str) -> bool:
    """Whether the article does not say it itself: at its start for a part of the title, anywhere for a sentence."""
    mine = letters(line.words())
    return not said.startswith(mine) if words_of(line.classes, "") & _BELOW_THE_TITLE else mine not in said


def _leads(line: Element) -> bool:
    """Whether a line holds nothing but buttons that lead to what belongs to the article: its code, its slides."""
    if not words_of(line.classes, "") >= _LINKS:
        return False
    links = list(line.all("a"))
    return letters(line.words()) == letters("".join(link.words() for link in links)) != "" and all(
        link.words() and urls.split(link.attr("href")).path.strip("/") and not _SHARES.search(link.attr("href"))
        for link in links
    )


def _says(line: Element, weights: Weights, *, after_heading: bool) -> bool:
    mine = weights[line]
    words = line.words()
    names = words_of(line.classes, "")
    least = _LEAST if names.isdisjoint(_BELOW_THE_TITLE) else _FEWEST_LETTERS
    if not least <= len(words) <= _MOST or 3 * mine.links > mine.letters or mine.controls:
        return False
    called = not names.isdisjoint(_CALLED_SO)
    return called and "site" not in names or line.name == "p" and (words.endswith(_ENDS) or after_heading)
