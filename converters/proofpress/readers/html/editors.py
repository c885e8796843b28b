"""Code in the editors that pages draw it with (CodeMirror, Monaco, Ace, EnlighterJS, Quill, Slate): one element a line,
gutters beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from proofpress import languages
from proofpress.ledger import CONTROL
from proofpress.readers.html import doxygen, images, listing
from proofpress.readers.html.dom import Element
from proofpress.readers.html.languages import language
from proofpress.readers.html.reader import Reader, has_letters
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import Code


class _Editor(NamedTuple):
    """The classes of what holds the lines, and of a line ("" where it is read as any listing)."""

    content: str
    line: str


_EDITORS = {
    "cm-editor": _Editor("cm-content", "cm-line"),
    "CodeMirror": _Editor("CodeMirror-code", "CodeMirror-line"),
    "monaco-editor": _Editor("view-lines", "view-line"),
    "ace_editor": _Editor("ace_text-layer", "ace_line"),
    "enlighter-default": _Editor("enlighter", ""),
}
NAMES = frozenset(_EDITORS)
FRAGMENTS = frozenset(("fragment", "crayon-pre"))
LISTINGS = NAMES | FRAGMENTS
"""The classes of what is a listing as a whole."""
_PICTURES = ("img", "table", "h1", "h2", "h3", "figure")
_BLANK = regex(r"^ +$", re.M)
_TOP = regex(r"(?:^|;)\s*top\s*:\s*(-?\d+)")
_MODE = regex(r"(?:^|\s)(?:(?:ace-)?mode|enlighter-l)-([\w+#-]+)")


def listed(reader: Reader, element: Element, lang: str = "") -> bool:
    """Write what an editor shows as a listing, in the language that what holds it names; False where it shows pictures
    or headings, as one of a note taker's may."""
    editor = next((_EDITORS[name] for name in element.classes if name in _EDITORS), None)
    if editor is None:
        return False
    within = list(element.all())
    content = next((one for one in within if editor.content in one.classes), None)
    if content is None and editor.line and any(editor.line in one.classes for one in within):
        content = element  # saved without what holds the lines
    if content is None or next(content.all(*_PICTURES), None) is not None:
        return False
    lines = _lines(content, editor.line) if editor.line else [content]
    made = [listing.read(reader, line) for line in lines]
    text = "\n".join(one.text.strip("\n") for one in made)
    if not text:
        made = [listing.read(reader, content)]
        text = made[0].text
    value = _BLANK.sub("", text.translate(listing.SPACES)).rstrip()
    if not value.strip():
        return False
    span = reader.span(element)
    lang = lang or _language(element, content)
    reader.out.block(Code(value, lang, span=span, inner=reader.out.span(content.inner, content.close)))
    listing.tell_links(reader, (link for one in made for link in one.links))
    for beside in element.elements if not editor.line else ():
        if not beside.holds(content) and beside.words():
            reader.drop(beside, *listing.COPY)
    return True


def fragment(reader: Reader, element: Element) -> bool:
    """Write a listing whose lines are elements side by side that call themselves lines (Doxygen, Crayon); False for an
    element that holds anything else."""
    found = list(doxygen.lines(element))
    lines = [line for line in found if line is not None]
    if not lines or len(lines) < len(found):
        return False
    made = [listing.read(reader, line) for line in lines]
    said = [one.text.strip("\n").translate(listing.SPACES).rstrip() for one in made]
    if any(one.controls for one in made) and all(line[:1] in ("", " ") for line in said):
        said = [line[1:] for line in said]  # what parts a line from its number
    value = "\n".join(said).strip("\n")
    if not value.strip():
        return False
    reader.out.block(Code(value, language(element), span=reader.span(element)))
    listing.tell_links(reader, (link for one in made for link in one.links))
    for shown in element.all("div"):
        if not doxygen.TOOLTIP.isdisjoint(shown.classes):
            doxygen.tooltip(reader, shown)
    return True


def by_lines(reader: Reader, element: Element) -> bool:
    """Write a listing of which an editor of articles made one element a line, each of which says so; False for an
    element that holds anything else."""
    lines = list(element.shown)
    held = element.classes | {element.attr(name) for name in _SAYS}
    if not lines or not all(isinstance(line, Element) and _is_line(line, held) for line in lines):
        return False
    lang = next((found for line in element.elements if (found := language(line))), "") or language(element)
    shown = [line for line in lines if isinstance(line, Element) and line.name != "select"]
    return write(reader, reader.span(element), shown, lang)


def write(reader: Reader, span: Span, lines: Iterable[Element], lang: str) -> bool:
    """Write a listing of which each line is an element; False where they hold nothing."""
    made = [listing.read(reader, line) for line in lines]
    said = "\n".join(_line(one.text) for one in made).translate(listing.SPACES)
    value = "\n".join(line.rstrip() for line in said.split("\n")).strip("\n")
    if not value.strip():
        return False
    reader.out.block(Code(value, lang, span=span))
    listing.tell_links(reader, (link for one in made for link in one.links))
    for control in (control for one in made for control in one.controls if has_letters(control.words())):
        reader.drop(control, *CONTROL)
    for picture in (picture for one in made for picture in one.images):
        images.img(reader, picture)
    reader.out.flush()
    return True


def _line(text: str) -> str:
    """The text of a line, without the spaces that lay out its element where that stands on lines of its own."""
    return text.strip("\n") if text[:1] != "\n" else text.strip(" \t\n")


def _is_line(line: Element, held: frozenset[str]) -> bool:
    """True for an element that calls itself a line of code, or a part of code whose container holds it."""
    if line.name == "select":
        return True
    names = {*line.classes, *filter(None, map(line.attr, _SAYS))}
    says_so = any(_CODE_LINE.search(name) or "code" in name and f"{name}-container" in held for name in names)
    return says_so and line.name in ("div", "p", "span") and next(line.all("p", "pre", "div", *_PICTURES), None) is None


_SAYS = ("data-slate-type", "data-type", "data-node-type", "data-block-type", "data-element-type")
"""Where editors of articles name what an element is."""
_CODE_LINE = regex(r"(?<![a-z])code[-_]?line(?![a-z])", re.I)


def _lines(content: Element, name: str) -> list[Element]:
    """The lines from the top down; Monaco keeps them in the order in which they were drawn."""
    lines = [one for one in content.all() if name in one.classes]
    if not lines:
        lines = list(content.all("pre"))
    tops = [_TOP.search(line.attr("style")) for line in lines]
    if lines and all(tops):
        return [
            line for _, line in sorted(zip((int(top[1]) for top in tops if top), lines, strict=True), key=itemgetter(0))
        ]
    return lines


def _language(element: Element, content: Element) -> str:
    if found := language(content) or language(element):
        return found
    mode = _MODE.search(element.attr("class"))
    return mode[1] if mode is not None and languages.says_one(mode[1]) else ""
