"""Jupyter notebooks (nbformat 3 and 4): cells in order as Markdown, code with the kernel's language,
what it printed below it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from proofpress import json_text
from proofpress.finding import Words
from proofpress.formats.format import Format, Opened, Part, Unopened
from proofpress.formats.glance import Glance
from proofpress.formats.header import under
from proofpress.formats.pages import ending
from proofpress.markdown.ticks import fence_around
from proofpress.paths import of_picture
from proofpress.readers.html import drawing
from proofpress.regex import regex

_ANSI = regex(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml")
_RICHER = ("text/markdown", "text/latex", *_PICTURES, "text/html", "text/plain")
"""Of what an output holds in several forms, the first is shown."""
_ABOVE = regex(r"[^{`]{1,2000}\n(?=\{\s*\"(?:cells|metadata|nbformat|worksheets)\")")
_OBJECT = regex(r"<[\w.]+(?: [^<>]*)? at 0x[0-9a-f]+>$|<Figure[^>]*>$|<IPython[^>]*>$")


def knows(glance: Glance) -> bool:
    """A JSON object with the version of the format, and cells or worksheets."""
    return _is_book(glance.json) or _is_book(_below(glance)[1])


def _is_book(value: object) -> bool:
    return isinstance(value, Mapping) and "nbformat" in value and ("cells" in value or "worksheets" in value)


def _below(glance: Glance) -> tuple[str, object]:
    """What is written above a notebook that was pasted into a text, and the notebook."""
    found = _ABOVE.match(glance.text) if '"nbformat"' in glance.text else None
    if found is None:
        return "", None
    try:
        return found[0], json_text.loads(glance.text[found.end() :])
    except ValueError:
        return "", None


def opens(name: str, data: bytes) -> Opened:
    """One article, with the pictures of outputs and attachments beside it."""
    del name
    glance = Glance(data)
    book: Any = glance.json
    above = ""
    if not _is_book(book):
        above, book = _below(glance)
    made = _Notebook(book, above)
    if not made.cells:
        raise Unopened("a notebook without a cell that can be read", "笔记本中没有可读取的单元格")
    return made.opened()


class _Notebook:
    def __init__(self, book: Mapping[str, Any], above: str = "") -> None:
        self.above = above
        meta = _mapping(book.get("metadata"))
        self.meta = meta
        self.language = str(
            _mapping(meta.get("kernelspec")).get("language")
            or _mapping(meta.get("language_info")).get("name")
            or "python"
        ).lower()
        cells = [
            cell for sheet in (book, *_list(book.get("worksheets"))) for cell in _list(_mapping(sheet).get("cells"))
        ]
        self.cells = [cell for cell in cells if isinstance(cell, Mapping)]
        self.odd = len(cells) - len(self.cells)
        self.files: dict[str, bytes] = {}
        self.broken = 0
        self.coloured = 0

    def opened(self) -> Opened:
        parts = [part for cell in self.cells for part in self._cell(cell) if part.strip()]
        parts[:0] = [self.above] if self.above.strip() else []
        authors = [str(_mapping(one).get("name") or "") for one in _list(self.meta.get("authors"))]
        meta = {"title": self.meta.get("title"), "authors": [one for one in authors if one]}
        text = "\n\n".join(part.strip("\n") for part in parts) + "\n"
        # A first cell that is a header of its own (Quarto) stays the header.
        data = text.encode("utf-8", "replace") if text.startswith("---\n") else under(meta, text)
        counted = (
            (self.odd, "cells that are none were left out", "个无效的单元格未转换"),
            (self.broken, "pictures that are none were left out", "个无效的图片未转换"),
            (self.coloured, "outputs had a terminal's codes for colours, which went", "个输出含终端颜色代码，已去掉"),
        )
        notes = tuple(Words(f"{number} {en}", f"{number} {zh}") for number, en, zh in counted if number)
        return Opened((Part("notebook.md", data, origin="plain"),), self.files, notes)

    def _cell(self, cell: Mapping[str, Any]) -> Iterator[str]:
        source = json_text.said(cell.get("source", cell.get("input")))
        kind = cell.get("cell_type")
        if kind == "markdown":
            yield self._attached(source, _mapping(cell.get("attachments")))
        elif kind == "heading":
            level = cell.get("level")
            yield "#" * (min(max(level, 1), 6) if isinstance(level, int) else 1) + " " + " ".join(source.split())
        elif kind == "code" or "outputs" in cell:
            yield self._code(source, str(cell.get("language") or self.language))
            for output in _list(cell.get("outputs")):
                yield from self._output(_mapping(output))
        elif source.startswith("---\n"):
            yield source
        else:
            mime = str(
                _mapping(cell.get("metadata")).get("raw_mimetype") or _mapping(cell.get("metadata")).get("format") or ""
            )
            yield source if mime in ("text/html", "text/markdown") else fenced(source, "text")

    @staticmethod
    def _code(source: str, language: str) -> str:
        if found := re.match(r"%%(\w++)[^\n]*+\n", source):
            magic = {
                "bash": "bash",
                "sh": "bash",
                "html": "html",
                "javascript": "javascript",
                "js": "javascript",
                "latex": "latex",
                "markdown": "markdown",
                "sql": "sql",
                "r": "r",
                "perl": "perl",
                "ruby": "ruby",
                "writefile": "",
            }
            language = magic.get(found[1].lower(), language) or language
        return fenced(source, language)

    def _printed(self, text: str) -> str:
        self.coloured += _ANSI.search(text) is not None
        return plain(text)

    def _output(self, output: Mapping[str, Any]) -> Iterator[str]:
        kind = output.get("output_type")
        if kind == "stream":
            yield fenced(self._printed(json_text.said(output.get("text"))), "text")
        elif kind in ("error", "pyerr") or "traceback" in output:
            trace = self._printed("\n".join(str(line) for line in _list(output.get("traceback"))))
            yield fenced(trace or f"{output.get('ename', '')}: {output.get('evalue', '')}", "text")
        else:
            data = _mapping(output.get("data")) or _older(output)
            for mime in _RICHER:
                if data.get(mime) and (shown := self._shown(mime, json_text.said(data[mime]))):
                    yield shown
                    return

    def _shown(self, mime: str, text: str) -> str:
        if mime == "text/plain":
            text = self._printed(text)
            return "" if _OBJECT.match(text.strip()) else fenced(text, "text")
        if mime == "text/latex":
            inner = text.strip().strip("$").strip()
            return f"$$\n{inner.removeprefix(chr(92) + 'displaystyle').strip()}\n$$" if inner else ""
        if mime in _PICTURES:
            path = self._picture(mime, text)
            return f"![]({path})" if path else ""
        if mime == "text/html":
            return _html(text)
        return text

    def _picture(self, mime: str, text: str) -> str:
        """Where a picture is laid; "" where it is none."""
        data, kind = _drawn(text) if mime == "image/svg+xml" else _decoded(text)
        if not kind:
            self.broken += 1
            return ""
        path = of_picture(data, kind)
        self.files[path] = data
        return path

    def _attached(self, source: str, attachments: Mapping[str, Any]) -> str:
        for name, forms in attachments.items():
            for mime, text in _mapping(forms).items():
                if mime in _PICTURES and (path := self._picture(mime, json_text.said(text))):
                    for written in (name, quote(name)):
                        source = source.replace(f"attachment:{written}", path)
                    break
        return source


def _decoded(text: str) -> tuple[bytes, str]:
    """A picture's octets, and the ending that they say; "" where they are none."""
    try:
        data = base64.b64decode(text, validate=False)
    except (binascii.Error, ValueError):
        return b"", ""
    return data, ending(data)


def _drawn(text: str) -> tuple[bytes, str]:
    """A drawing as a whole file, also where it was cut off; "" where the text holds none."""
    data, drawn = text.encode("utf-8", "replace"), drawing.sanitised_text(text)
    if text.rstrip().endswith(("</svg>", "</svg:svg>")):
        return data, "svg" if drawn or drawing.is_inert(data) else ""
    return drawn.encode("utf-8", "replace"), "svg" if drawn else ""


def _html(text: str) -> str:
    """What a reader of Markdown takes for one block of HTML: no blank line in it, styles and scripts gone."""
    text = re.sub(r"<(style|script)\b(?>[^>]*)>.*?(?:</\1\s*>|\Z)", "", text, flags=re.S | re.I)
    return re.sub(r"\n[ \t]*(?=\n)", "", text.strip())


def plain(text: str) -> str:
    """What a terminal would show at the end: no codes for colours, a line that was written over as it came out."""
    text = _ANSI.sub("", text).replace("\r\n", "\n")
    if "\r" in text:
        text = "\n".join(line.rstrip("\r").rsplit("\r", 1)[-1] for line in text.split("\n"))
    return "".join(char for char in text if char >= " " or char in "\n\t")


def fenced(text: str, language: str) -> str:
    """A block of code that its text cannot close; "" for no text."""
    if not text.strip():
        return ""
    fence = fence_around(text)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def _older(output: Mapping[str, Any]) -> dict[str, Any]:
    """The forms of an output by MIME type, as nbformat 3 names them."""
    names = {
        "text": "text/plain",
        "html": "text/html",
        "latex": "text/latex",
        "png": "image/png",
        "jpeg": "image/jpeg",
        "svg": "image/svg+xml",
    }
    return {mime: output[name] for name, mime in names.items() if name in output}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


FORMAT = Format(
    "notebook",
    Words("a Jupyter notebook", "Jupyter 笔记本"),
    knows,
    opens,
    made_by=Words("JupyterLab, VS Code, Colab (nbformat 3 and 4)", "JupyterLab、VS Code、Colab（nbformat 3、4）"),
)
