"""Documents of word processors (DOCX, ODT), read by anydoc, an extra: formulas, notes, lists, tables and pictures."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from html import escape
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

from proofpress.finding import Words
from proofpress.formats.format import Format, Opened, Part, Unopened
from proofpress.formats.glance import Glance
from proofpress.formats.header import page
from proofpress.formats.office_marks import marked, shown
from proofpress.formats.pages import ending
from proofpress.formats.xml import local, parse
from proofpress.formats.zipped import DAMAGE
from proofpress.paths import of_picture

_MAIN = ("word/document.xml", "word/document2.xml")
_DEEPEST = 40


def is_word(glance: Glance) -> bool:
    """The main part that every DOCX has."""
    return any(name in glance.members for name in _MAIN)


def is_odt(glance: Glance) -> bool:
    """The type in the first member."""
    return glance.mimetype.startswith("application/vnd.oasis.opendocument.text")


def opens(name: str, data: bytes) -> Opened:
    """One article, with its pictures beside it."""
    del name
    try:
        import anydoc
    except ImportError as error:
        raise Unopened(
            'documents of word processors are read with an extra: pip install "proofpress[office]"',
            '读取 Word 等文档需要可选组件：pip install "proofpress[office]"',
        ) from error
    try:
        document = anydoc.to_document(marked(data))
    except DAMAGE as error:
        raise Unopened("the document is damaged; fetch or export it again", "文档已损坏；请重新下载或导出") from error
    except anydoc.EncryptedError as error:
        raise Unopened(
            "the document is locked with a password; save it without", "文档已加密；请去掉密码后另存"
        ) from error
    except (anydoc.ConvertError, ValueError) as error:
        said = " ".join(str(error).split())[:200]
        raise Unopened(
            f"the document cannot be read ({said}); save it again", f"无法读取文档（{said}）；请另存后再试"
        ) from error
    made = _Page(document)
    html = made.html()
    if not html.strip():
        raise Unopened("the document holds no text", "文档中没有文字")
    return Opened((Part("document.html", page(_properties(data), html), origin="export"),), made.files)


class _Page:
    """A document as HTML in the words of the HTML reader."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self.files: dict[str, bytes] = {}
        self._notes = {note.id: number for number, note in enumerate(document.notes, 1)}
        self._places: dict[int, str] = {}

    def html(self) -> str:
        body = self._blocks(self._document.blocks)
        notes = "".join(
            f'<li id="fn{number}">{self._blocks(note.blocks)} <a href="#fnref{number}" class="footnote-back">↩</a></li>'
            for number, note in enumerate(self._document.notes, 1)
        )
        return body + (f'\n<section class="footnotes"><hr><ol>{notes}</ol></section>' if notes else "")

    def _blocks(self, blocks: Iterable[Any] | None, depth: int = 0) -> str:
        return "\n".join(self._block(block, depth) for block in blocks or ()) if depth < _DEEPEST else ""

    def _block(self, block: Any, depth: int) -> str:
        kind = block.kind
        if kind == "heading":
            ident = f' id="{escape(block.anchor)}"' if block.anchor else ""
            level = min(max(block.level or 1, 1), 6)
            return f"<h{level}{ident}>{self._inlines(block.content)}</h{level}>"
        if kind == "paragraph":
            return f"<p>{self._inlines(block.content)}</p>"
        if kind == "list":
            return self._list(block.list, depth)
        if kind == "table":
            return self._table(block.table, depth)
        if kind == "block_quote":
            return f"<blockquote>{self._blocks(block.blocks, depth + 1)}</blockquote>"
        if kind == "code_block":
            return f'<pre><code class="language-{escape(block.lang or "")}">{escape(block.text or "")}</code></pre>'
        if kind == "math":
            return f'<p><script type="math/tex; mode=display">{block.text or ""}</script></p>'
        return "<hr>" if kind == "rule" else ""

    def _list(self, held: Any, depth: int) -> str:
        tag = "ul" if held.marker == "bullet" else "ol"
        kinds = {"lower_alpha": "a", "upper_alpha": "A", "lower_roman": "i", "upper_roman": "I"}
        said = f' type="{kinds[held.marker]}"' if held.marker in kinds else ""
        said += f' start="{held.start}"' if tag == "ol" and held.start != 1 else ""
        items = "".join(
            f"<li>{escape(item.marker_label + ' ') if item.marker_label else ''}"
            f"{self._blocks(item.blocks, depth + 1)}</li>"
            for item in held.items
        )
        return f"<{tag}{said}>{items}</{tag}>"

    def _table(self, table: Any, depth: int) -> str:
        if table.kind == "layout":
            return "\n".join(
                self._blocks(slot.cell.blocks, depth + 1) for row in table.grid for slot in row if slot.kind == "origin"
            )
        rows = []
        for number, row in enumerate(table.grid):
            tag = "th" if number < table.header_rows else "td"
            cells = []
            for slot in row:
                if slot.kind != "origin":
                    continue
                spans = f' colspan="{slot.cell.col_span}"' if slot.cell.col_span > 1 else ""
                spans += f' rowspan="{slot.cell.row_span}"' if slot.cell.row_span > 1 else ""
                cells.append(f"<{tag}{spans}>{self._blocks(slot.cell.blocks, depth + 1)}</{tag}>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f"<table>{''.join(rows)}</table>"

    def _inlines(self, inlines: Iterable[Any] | None, depth: int = 0) -> str:
        return "".join(self._inline(one, depth) for one in inlines or ()) if depth < _DEEPEST else ""

    def _inline(self, one: Any, depth: int) -> str:
        kind = one.kind
        if kind == "text":
            return _styled(shown(escape(one.text or "")), one.style)
        if kind == "link":
            value = f"#{one.target.value}" if one.target.kind == "anchor" else one.target.value
            return f'<a href="{escape(value)}">{self._inlines(one.content, depth + 1)}</a>'
        if kind == "image":
            return self._image(one)
        if kind == "anchor":
            return f'<span id="{escape(one.anchor or "")}"></span>'
        if kind == "note_ref":
            number = self._notes.get(one.note_id, 0)
            return (
                f'<sup><a href="#fn{number}" id="fnref{number}" class="footnote-ref">{number}</a></sup>'
                if number
                else ""
            )
        if kind == "math":
            return f'<script type="math/tex">{one.text or ""}</script>'
        if kind == "checkbox":
            return f'<input type="checkbox"{" checked" if one.checked else ""}> '
        return "<br>" if kind == "line_break" else ""

    def _image(self, one: Any) -> str:
        alt = escape(one.alt or "")
        source = one.source
        if source.kind == "external" and source.url:
            return f'<img src="{escape(source.url)}" alt="{alt}">'
        if source.kind == "asset" and source.asset_id is not None and (place := self._place(source.asset_id)):
            return f'<img src="{place}" alt="{alt}">'
        return alt

    def _place(self, ident: int) -> str:
        if ident not in self._places:
            asset = next((asset for asset in self._document.assets if asset.id == ident), None)
            kind = ending(asset.data, asset.origin_part) if asset is not None else ""
            place = of_picture(bytes(asset.data), kind) if asset is not None and kind else ""
            if asset is not None and place:
                self.files[place] = bytes(asset.data)
            self._places[ident] = place
        return self._places[ident]


def _styled(text: str, style: Any) -> str:
    if style is None or not text.strip():
        return text
    for wanted, tag in ((style.code, "code"), (style.bold, "strong"), (style.italic, "em"), (style.strike, "s")):
        text = f"<{tag}>{text}</{tag}>" if wanted else text
    return text


def _properties(data: bytes) -> dict[str, object]:
    """Title, author and dates, as the document's properties say them."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            name = next((one for one in ("docProps/core.xml", "meta.xml") if one in archive.namelist()), "")
            if not name or archive.getinfo(name).file_size > 1_000_000:
                return {}
            root: ET.Element = parse(archive.read(name))
    except (*DAMAGE, ValueError):
        return {}
    said = {local(element): (element.text or "").strip() for element in root.iter()}
    return {
        "title": said.get("title", ""),
        "date": (said.get("created") or said.get("creation-date") or "")[:19].replace("T", " "),
        "authors": [name for name in (said.get("creator") or said.get("initial-creator") or "",) if name],
        "language": said.get("language", ""),
    }


_BY = Words(
    "Word, WPS, Google Docs, LibreOffice (extra `office`)", "Word、WPS、Google Docs、LibreOffice（可选组件 `office`）"
)
DOCX = Format("docx", Words("a Word document (DOCX)", " Word 文档（DOCX）"), is_word, opens, made_by=_BY)
ODT = Format("odt", Words("an OpenDocument text (ODT)", " OpenDocument 文档（ODT）"), is_odt, opens, made_by=_BY)
