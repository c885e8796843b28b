"""What a reader of a page sees of it, in the order of the page, for `conservation` to look for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from proofpress import json_text, urls
from proofpress.conservation import As, Seen
from proofpress.evidence.tex import COMMAND
from proofpress.readers import formula, formula_images, lyx
from proofpress.readers.html import doxygen, lake
from proofpress.readers.html.dom import Chars, Element, Page
from proofpress.readers.html.editors import LISTINGS
from proofpress.readers.html.images import EMOJI, PLACEHOLDER, source
from proofpress.readers.html.links import marks_its_place
from proofpress.readers.html.nesting import CARD_VALUE
from proofpress.regex import regex

_UNSEEN = frozenset(
    "script style head title template noscript textarea select option datalist button iframe canvas object "
    "svg math m:omath input"
    " audio video map mjx-container mjx-assistive-mml rp rt ac:parameter ac:task-id ac:task-uuid ac:task-status".split()
)
_HIDDEN = regex(r"(?:^|;)\s*(?:display\s*:\s*none|mso-list\s*:\s*ignore)", re.I)
"""What no page shows, and the signs that Word puts before its items."""
_TEX_ATTRIBUTES = (
    "alt",
    "data-latex",
    "data-tex",
    "data-formula",
    "data-expr",
    "data-math",
    "data-content",
    "data-attrs",
)
_HOLD_TEX = frozenset(_TEX_ATTRIBUTES)
_GUTTER = regex(r"[\s\d.:]*")
_FILE = regex(r"(?<![^/?#\\])([^/?#\\]+?)\.(?:png|jpe?g|gif|webp|svg|bmp|avif)(?:[?#!@].*)?$", re.I | re.S)
_ADDRESSES = ("data-original-src", "data-original", "data-src", "data-actualsrc", "data-lazy-src", "src")


def seen(page: Page) -> Iterator[Seen]:
    """The texts of a page that are neither hidden nor a control, its images by their file, the TeX of its attributes,
    where its links lead, but for the marks of notes, and the cells of its tables."""
    place = page.source.span
    nodes = page.root.lookup.nodes
    at, size = page.root.first, len(nodes)
    listing = -1
    marks = page.note_links.marks if page.note_links is not None else {}
    known: dict[int, tuple[str, bool, bool]] = {}  # Elements share what was written alike.
    table: Element | None = None
    cell: Element | None = None
    said: list[str] = []
    while at < size:
        node = nodes[at]
        at += 1
        start = node.start
        if cell is not None and start >= cell.end:
            if any(said):
                yield Seen(*place(cell.start, cell.end), "".join(said), kind=As.CELL)
            cell, said = None, []
        if table is not None and start >= table.end:
            yield Seen(*place(table.end, table.end), "", kind=As.END)
            table = None
        if type(node) is Chars:
            if not node.isspace():
                if cell is not None:
                    said.append(node)
                gutter = start < listing and _GUTTER.fullmatch(node) is not None
                if not gutter or not _counts(node):
                    yield Seen(*place(start, node.end), node, 6 if gutter else 1)
        elif type(node) is Element:
            name = node.name
            tex, hidden, lists = "", False, False
            if attrs := node.attrs:
                if (found := known.get(id(attrs))) is None:
                    found = known[id(attrs)] = _tex(node), _is_hidden(node), not LISTINGS.isdisjoint(node.classes)
                tex, hidden, lists = found
                hidden = hidden or lyx.NAME in node.classes and lyx.is_one(node)
            if tex:
                yield Seen(*place(start, node.inner), tex, 3)
            if cell is not None and name not in _IN_CELLS:
                cell, said = None, []
            if name == "script" and node.attr("type").lower().startswith("math/tex"):
                for part in _ENVIRONMENT.split("".join(map(str, node.contents))):
                    yield Seen(*place(node.inner, node.end), part, 3)
            is_mark = name == "a" and (id(node) in marks or "#" in node.attr("href") and marks_its_place(node))
            if hidden or name in _UNSEEN or is_mark:
                at = max(at, node.after)
                continue
            if name == "img":
                if not tex and (file := _image(node)):
                    drawn = formula_images.image(node)
                    yield Seen(*place(start, node.inner), file if drawn is None else drawn.tex, 4)
            elif name == "a":
                if (address := _address(node)) and not tex:
                    yield Seen(*place(start, node.end), address, kind=As.LINK, inner=place(node.inner, node.end)[0])
            elif name == "card" or attrs and CARD_VALUE in attrs:
                yield from (Seen(*place(start, node.inner), words, 3) for words in lake.shown(node))
            elif lists or name == "pre" or name == "table":
                listing = node.end
                table = node if name == "table" and doxygen.PROTOTYPE.isdisjoint(node.classes) else table
            elif table is not None and (name == "td" or name == "th"):
                cell = node
    if any(said) and cell is not None:
        yield Seen(*place(cell.start, cell.end), "".join(said), kind=As.CELL)
    if table is not None:
        yield Seen(*place(table.end, table.end), "", kind=As.END)


def _counts(text: str) -> bool:
    """True for numbers of lines, one behind the other: the gutter of a listing in one piece."""
    numbers = text.split()
    if not numbers or not all(map(str.isdecimal, numbers)):
        return False
    return all(int(number) == int(numbers[0]) + at for at, number in enumerate(numbers))


_IN_CELLS = frozenset("a b strong i em span font p br code u sub s td th".split())


def _address(link: Element) -> str:
    """Where a link leads that shows anything; "" for a place of the page itself, for the mark of a note, and for what
    may not be published."""
    href = link.attr("href").strip()
    if not href or href.startswith("#") or not link.contents or "javascript" in href[:20].lower():
        return ""
    if ("#" in href and len(link.brief()) <= _MARK or link.is_wordless) and next(link.all("img"), None) is None:
        return ""
    return href if href.startswith(("http://", "https://", "/", "./")) else urls.clean(href)


_MARK = 4
"""The most letters of the mark of a note, or of the way back from it."""


def _is_hidden(element: Element) -> bool:
    attrs = element.attrs
    return (
        "hidden" in attrs
        or attrs.get("aria-hidden") == "true"
        or bool(element.classes)
        and not formula.CLASSES.isdisjoint(element.classes)
        or "style" in attrs
        and _HIDDEN.search(element.attr("style")) is not None
    )


def _bare(tex: str) -> str:
    """TeX without what stands for its delimiters, and the style that a display has by itself."""
    return _STYLE.sub("", _DISPLAYED.sub("", formula.undelimited(tex)[0]))


_DISPLAYED = regex(r"\A\s*+\\begin\s*\{equation\*?\}|\\end\s*\{equation\*?\}\s*+\Z")
_STYLE = regex(r"\A\s*+(?:\{\s*+)?\\(?:display|text)style\b")
"""What a picture's TeX begins with where its formula is not set that way."""


def _tex(element: Element) -> str:
    """The TeX that an attribute holds, or ""."""
    if _HOLD_TEX.isdisjoint(element.attrs):
        return ""
    for name in _TEX_ATTRIBUTES:
        value = element.attr(name)
        if "\\" in value and COMMAND.search(value):
            return _bare(value) if name != "data-attrs" else _in_json(value)
    return ""


_ENVIRONMENT = regex(r"\\(?:begin|end)\s*\{[a-zA-Z]+\*?\}")
"""What is written under another name at times, for KaTeX knows no `eqnarray`."""


def _in_json(value: str) -> str:
    """The TeX among the strings of a JSON object; of what is none, its commands."""
    try:
        held = json_text.loads(value)
    except ValueError:
        held = None
    if not isinstance(held, dict):
        return " ".join(COMMAND.findall(value))
    return " ".join(one for one in held.values() if isinstance(one, str) and "\\" in one and COMMAND.search(one))


_OPENS = ("$", "\\")
"""What a formula begins with that describes its picture."""


def _image(element: Element) -> str:
    """The last part of an image's address, which survives whatever becomes of the rest; "" for none, a drawn one,
    a sign, or a formula."""
    alt = element.attr("alt")
    if alt and not element.classes.isdisjoint(EMOJI) or alt[:1] in _OPENS and formula.undelimited(alt)[1] is not None:
        return ""
    for name in _ADDRESSES:
        value = element.attr(name).strip()
        if value and not value.startswith("data:") and (found := _FILE.search(value.split(" ")[0])):
            if not PLACEHOLDER.search(value):
                return unquote(found[1]) if "%5C" in found[1] else found[1]  # TeX, of which a formula is made
            found = _FILE.search(source(element))
            return found[1] if found else ""
        if name != "src" and value.startswith(("/", "http")):
            return ""  # the picture itself, whose address ends in no file; `src` holds its place
    return ""
