"""The text of a listing as it is shown: its lines, and nothing that cannot be copied.

A line is what stands on a line of its own: by a `<br>`, a tag, a style, the layout of what it stands in, or by being
one of several elements that call themselves lines. A number at the head of each line that counts on is a gutter.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from string import digits
from typing import Any

from proofpress import languages
from proofpress.evidence import superscripts
from proofpress.readers.html import callout_numbers, gutters, hidden_lines
from proofpress.readers.html.changes import SIDE_ENDS, Sides, sign_of
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex

_CONTROLS = frozenset(
    (
        "hljs-button",
        "copy-code-btn",
        "copy-btn",
        "btn-copy",
        "copybtn",
        "code-copy",
        "copy-button",
        "opt-box",
        "hide-preCode-box",
        "code-toolbar-item",
        "toolbar",
        "code-block-extension-header",
        "copy",
        "clipboard",
        "btn-clipboard",
        "clipboard-button",
        "zeroclipboard-container",
        "contentsignin",
        "signin",
        "code-header",
        "sr-only",
    )
)
BULLETS = frozenset("•◦‣⁃▪▫●○■□∙·")
"""The signs of items that are drawn."""
SPACES = str.maketrans({"\xa0": " ", "\u200b": None, "\ufeff": None, "\u200c": None, "\r": None})
"""Signs that pages put into code and no author."""
EMPTY_LINE = regex("^\xa0+$", re.M)
"""What pages put into an empty line, so that it has a height."""
COPY = "a second copy of a listing, to be copied from", "供复制用的第二份代码"
_LINES = frozenset(("div", "p", "li", "tr", "section", "table", "ul", "ol"))
_HOLDS_LINES = frozenset(("ul", "ol", "table", "tbody", "thead", "tr"))
_A_LINE = regex(r"(?:^|[-_\s])(?:line|row)(?:$|[-_\s\d])")
_LINE = object()
_WIDEST_BAR = 6000
_WIDEST_NUMBER = 600
_WIDEST_COPY = 80
"""How many times the letters of a listing its markup may take."""
_MOST_BESIDE = 3


@dataclass
class Listing:
    """The text, the controls that were left out, the pictures and the links that stood in it.

    `change` is the same text where lines were marked as taken out or put in: each begins with a minus, a plus
    or a space.
    `numbers` are those of its lines, taken out because they count on.
    `language` is what a bar before the text calls it.
    `is_mixed` is true where such marks stand inside of lines, so that old and new stand side by side.
    """

    text: str = ""
    change: str = ""
    is_mixed: bool = False
    marks: list[Element] = field(default_factory=list)
    """The marks of notes, which are no part of the code."""
    raised: list[Element] = field(default_factory=list)
    """The superscripts and subscripts, which are written with `^` and `_`."""
    controls: list[Element] = field(default_factory=list)
    language: str = ""
    numbers: list[Element] = field(default_factory=list)
    images: list[Element] = field(default_factory=list)
    callouts: list[Element] = field(default_factory=list)
    """The pictures of numbers, which stand in the text."""
    links: list[Element] = field(default_factory=list)
    hidden: list[Element] = field(default_factory=list)
    """What the page does not show."""
    set_apart: list[Element] = field(default_factory=list)
    """What stood in bold or slanted type by no highlighter's class."""


def read(reader: Reader, element: Element) -> Listing:
    """What an element that shows its text as it is typed holds."""
    made = Listing()
    out: list[str] = []
    counted: list[gutters.Counted] = []
    sides = Sides()
    gutter = gutters.Gutters(element)
    numbers: set[int] = set()
    hidden = hidden_lines.of(element)
    blank: set[int] = set()
    items: set[int] = set()
    kept = next(element.all("pre"), None) is not None or element.name == "pre" or reader.style(element).keeps_lines
    stack: list[Any] = []

    def hold(node: Element, *, row: bool) -> None:
        lines = [] if row else _lines_of(reader, node)
        if len(lines) > 1:
            made.numbers += (found := gutter.firsts(lines))
            numbers.update(map(id, found))
        numbered = frozenset(map(id, lines))
        if lines:
            items.update(id(line) for line in lines if line.name == "li")
            blank.update(map(id, _blank(lines, numbers)))
        contents: list[Any] = []
        for at, child in enumerate(node.contents):
            if (
                type(child) is Chars
                and child.isspace()
                and (node.name in _HOLDS_LINES or lines and _lays_out(node.contents, at, numbered))
            ):
                continue
            if not kept and id(node) in items and _is_behind_a_break(node, at):
                continue
            if id(child) in numbered:
                contents += (_LINE, child, _LINE)
            else:
                contents.append(child)
        stack.extend(reversed(contents))

    hold(element, row=False)
    while stack:
        node = stack.pop()
        if node is _LINE:
            if out and not out[-1].endswith("\n"):
                out.append("\n")
            continue
        if node is SIDE_ENDS:
            sides.end(len(out))
            continue
        if type(node) is Chars:
            out.append(str(node))
            continue
        name = node.name
        if name == "br":
            out.append("\n")
        elif number := callout_numbers.of(node):
            out.append(f"({number})")
            if name == "img":
                made.callouts.append(node)
        elif name == "img":
            made.images.append(node)
        elif id(node) in numbers:
            continue
        elif id(node) in hidden:
            made.hidden.append(node)
        elif id(node) in reader.notes.links.marks:
            made.marks.append(node)
        elif name in superscripts.SIGNS and (written := _script(node, out)):
            made.raised.append(node)
            out.append(written)
        elif (
            name in ("button", "script", "style", "textarea", "svg")
            or node.classes
            and _is_skipped(node)
            or reader.leaves_out(node)
            or _is_beside(reader, node, len(out) < 4 and not "".join(out).strip())
        ):
            made.controls.append(node)
            if node.words().isdecimal():
                made.links += (one for one in node.all("a") if one.attr("href")[:1] not in ("", "#"))
            if not made.language:
                made.language = _called(node)
        elif numbers.isdisjoint(map(id, node.contents[:1])) and (count := gutters.number_at(node, out)) is not None:
            counted.append(gutters.Counted(len(out), count, node))
            out.append(node.words())
        else:
            if sign := sign_of(node):
                sides.begin(len(out), sign)
                stack.append(SIDE_ENDS)
            if name == "a" and node.attr("href"):
                made.links.append(node)
            if name in _SET_APART and not node.attrs and any(map(str.isalpha, node.brief())):
                made.set_apart.append(node)
            row = reader.style(node).display == "flex" or name == "tr"
            if id(node) in blank or not node.contents and _is_line(reader, node):
                out.append("\n")
                continue
            hold(node, row=row)
    made.numbers += gutter.taken_out(out, counted)
    made.text = "".join(out)
    if sides:
        made.change, made.is_mixed = sides.written(out)
    return made


def _lays_out(siblings: list[Any], at: int, lines: frozenset[int]) -> bool:
    """Whether what stands at a place has lines on both sides, or a line and an end."""
    return all(id(siblings[near]) in lines for near in (at - 1, at + 1) if 0 <= near < len(siblings))


def _script(node: Element, out: list[str]) -> str:
    """A superscript or subscript as written in a line; "" for one that holds an element, such as a note's mark."""
    plain = all(type(child) is Chars for child in node.contents)
    return superscripts.in_line(node.name, node.words(), out[-1] if out else "") if plain else ""


def tell_raised(reader: Reader, raised: Iterable[Element]) -> None:
    """Code has one line: what stood above or below it stands behind a sign."""
    for node in raised:
        reader.ledger.repaired(reader.span(node), *superscripts.WRITTEN)


def tell_links(reader: Reader, links: Iterable[Element]) -> None:
    """Code holds no links: their addresses stand in the ledger."""
    for link in links:
        if (address := reader.address(link.attr("href"))) and not link.is_wordless:
            reader.ledger.repaired(
                reader.span(link), "a link inside code; its text stays", "代码里的链接，只保留文字", text=address
            )


def tell_emphasis(reader: Reader, set_apart: Sequence[Element]) -> None:
    """Nor does it hold emphasis: the words stand in the ledger, once for a listing."""
    if set_apart:
        span = reader.span(set_apart[0]).cover(reader.span(set_apart[-1]))
        said = " | ".join(dict.fromkeys(one.brief() for one in set_apart[:_MOST_NAMED]))
        reader.ledger.repaired(span, "emphasis inside code; its text stays", "代码里的强调，只保留文字", text=said)


_SET_APART = frozenset(("b", "strong", "i", "em", "u"))
_MOST_NAMED = 50


def _is_line(reader: Reader, node: Element) -> bool:
    return node.name in _LINES or reader.style(node).is_line


def _lines_of(reader: Reader, node: Element) -> list[Element]:
    """The elements right below that stand on lines of their own."""
    children = [child for child in node.contents if isinstance(child, Element)]
    if not children:
        return children
    if reader.style(node).stacks:
        return [child for child in children if child.name not in ("button", "br")]
    lines = [
        child
        for child in children
        if (_is_line(reader, child) or child.name == "code" and node.name == "pre") and not _is_skipped(child)
    ]
    if lines and (len(lines) > 1 or lines[0].name != "code"):
        return lines
    if len(children) > 1 and not any(
        child.name == "br" if isinstance(child, Element) else "\n" in str(child) for child in node.contents
    ):
        named = [child for child in children if _calls_itself_a_line(child) and not _is_skipped(child)]
        if len(named) > 1 and not any(_ends_in_a_line_end(child) for child in named[:-1]):
            return named
    return []


def _blank(lines: list[Element], numbers: Container[int]) -> list[Element]:
    """The lines in which an element holds nothing, or nothing beside the number, among others that are like them and
    hold something."""
    like = {_like(line) for line in lines if not line.is_wordless}
    return [line for line in lines if _like(line) in like and _holds_nothing(line, numbers)]


def _like(line: Element) -> tuple[str, frozenset[str]]:
    """What the lines of one listing share: their classes may count them, and the items of a list are all lines."""
    return line.name, frozenset(name.rstrip(digits) for name in line.classes if line.name != "li")


def _holds_nothing(line: Element, numbers: Container[int]) -> bool:
    if next(line.all("br", "img", "button", "svg"), None) is not None:
        return False
    held = [node for node in line.contents if id(node) not in numbers]
    return all(isinstance(node, Element) and next(iter(node.chars()), None) is None for node in held)


def _is_behind_a_break(item: Element, at: int) -> bool:
    """Whether what stands at a place is the line end of the source behind the break that ends an item's line."""
    before = item.contents[at - 1] if at else None
    last = item.contents[at] if at == len(item.contents) - 1 else None
    return isinstance(before, Element) and before.name == "br" and isinstance(last, Chars) and last.isspace()


def _calls_itself_a_line(node: Element) -> bool:
    return (
        node.name in ("span", "code")
        and bool(node.attrs)
        and (_A_LINE.search(node.attr("class")) is not None or "data-line" in node.attrs)
        and not gutters.is_named(node)
    )


def _ends_in_a_line_end(node: Element) -> bool:
    last: Any = node
    while isinstance(last, Element) and last.contents:
        last = last.contents[-1]
    return isinstance(last, Element) and last.name == "br" or isinstance(last, Chars) and last.endswith("\n")


def _is_beside(reader: Reader, node: Element, first: bool) -> bool:
    """True for what cannot be selected and is no code, and for a bar before the listing that has its language and a
    button."""
    if node.name == "span":
        return (
            bool(node.attrs)
            and not reader.style(node).copied
            and node.end - node.start < _WIDEST_NUMBER
            and (words := node.words()) != ""
            and (words.isdecimal() or words in _PROMPTS)
        )
    return (
        first
        and node.name in ("div", "header")
        and node.end - node.start < _WIDEST_BAR
        and (
            next(node.all("button"), None) is not None
            and languages.is_common(label(node))
            or _is_above_code(node)
            and (not (said := label(node)) or languages.is_known(said))
        )
    )


def _is_above_code(node: Element) -> bool:
    """True for a part without code whose next neighbours hold the `<code>` of the listing."""
    after = islice((beside for beside in node.next_siblings if isinstance(beside, Element)), _MOST_BESIDE)
    return next(node.all("code", "pre"), None) is None and any(
        beside.name == "code" or next(beside.all("code"), None) is not None for beside in after
    )


def _called(control: Element) -> str:
    """The language that a control of a listing names."""
    said = label(control)
    is_bar = control.name in ("div", "header") and next(control.all("pre", "code"), None) is None
    return said if languages.is_common(said) or is_bar and languages.is_known(said) else ""


_PROMPTS = frozenset(("$", "#", ">", ">>>", "%", "+", "-"))


def may_repeat(element: Element, text: str) -> bool:
    """Whether an element is small enough to hold a listing once more and little else."""
    return element.end - element.start <= _WIDEST_COPY * len(text) + _WIDEST_COPY**2


def label(bar: Element) -> str:
    """What a bar says beside its buttons."""
    said: list[str] = []
    stack: list[Any] = bar.contents[::-1]
    while stack:
        node = stack.pop()
        if type(node) is Chars:
            said.append(str(node))
        elif isinstance(node, Element) and node.name not in ("button", "svg"):
            stack.extend(reversed(node.contents))
    return " ".join("".join(said).split())


def _is_skipped(node: Element) -> bool:
    """True for a control and for the numbers of lines, by what they are called."""
    named = not node.classes.isdisjoint(_CONTROLS) or gutters.is_named(node) or _is_remark(node)
    return named and not _holds_code(node)


def _is_remark(node: Element) -> bool:
    """True for the number of a remark on a line, which leads to the remark and to no address."""
    return (
        node.name == "a"
        and node.attr("href")[:1] in ("", "#")
        and node.words().isdecimal()
        and any("annotation" in name for name in node.classes)
    )


def _holds_code(node: Element) -> bool:
    """True for an element that bears the name of a gutter or a tool bar and holds the listing all the same."""
    return node.name in ("code", "pre", "ol") or "line" in node.classes and node.name == "span"
