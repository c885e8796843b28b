"""Code in the editors that pages draw it with (CodeMirror, Monaco, Ace): one element a line, gutters beside them."""

from __future__ import annotations

import re
from typing import NamedTuple

from proofpress import languages
from proofpress.readers.html import listing
from proofpress.readers.html.dom import Element
from proofpress.readers.html.languages import language
from proofpress.readers.html.reader import Reader
from proofpress.tree import Code


class _Editor(NamedTuple):
    """The classes of what holds the lines, and of a line ("" where every element below is one)."""

    content: str
    line: str


_EDITORS = {
    "cm-editor": _Editor("cm-content", "cm-line"),
    "CodeMirror": _Editor("CodeMirror-code", "CodeMirror-line"),
    "monaco-editor": _Editor("view-lines", "view-line"),
    "ace_editor": _Editor("ace_text-layer", "ace_line"),
}
NAMES = frozenset(_EDITORS)
_PICTURES = ("img", "table", "h1", "h2", "h3", "figure")
_TOP = re.compile(r"(?:^|;)\s*top\s*:\s*(-?\d+)")
_SPACES = str.maketrans({"\xa0": " ", "\u200b": None, "\ufeff": None, "\r": None})
_MODE = re.compile(r"(?:^|\s)(?:ace-mode-|mode-|lang(?:uage)?-)([\w+#-]+)")


def listed(reader: Reader, element: Element, lang: str = "") -> bool:
    """Write what an editor shows as a listing, in the language that what holds it names; False where it shows pictures
    or headings, as one of a note taker's may."""
    editor = next((_EDITORS[name] for name in element.classes if name in _EDITORS), None)
    if editor is None:
        return False
    content = next((one for one in element.all() if editor.content in one.classes), None)
    if content is None or next(content.all(*_PICTURES), None) is not None:
        return False
    lines = _lines(content, editor.line)
    text = "\n".join(listing.read(reader, line).text.strip("\n") for line in lines) if lines else ""
    text = text or listing.read(reader, content).text
    value = text.translate(_SPACES).rstrip()
    if not value.strip():
        return False
    span = reader.span(element)
    lang = lang or _language(element, content)
    reader.out.block(Code(value, lang, span=span, inner=reader.out.span(content.inner, content.close)))
    return True


def _lines(content: Element, name: str) -> list[Element]:
    """The lines from the top down; Monaco keeps them in the order in which they were drawn."""
    lines = [one for one in content.all() if name in one.classes]
    if not lines:
        lines = list(content.all("pre"))
    tops = [_TOP.search(line.attr("style")) for line in lines]
    if lines and all(tops):
        return [line for _, line in sorted(zip((int(top[1]) for top in tops if top), lines, strict=True), key=_top)]
    return lines


def _top(pair: tuple[int, Element]) -> int:
    return pair[0]


def _language(element: Element, content: Element) -> str:
    if found := language(content) or language(element):
        return found
    mode = _MODE.search(element.attr("class"))
    said = (element.attr("data-mode-id"), content.attr("data-mode-id"), mode[1] if mode is not None else "")
    return next((name for name in said if name and languages.says_one(name)), "")
