"""The bones of an article, from its Document and from any HTML made of it: what is checked is what is published."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from proofpress.engines import mermaid
from proofpress.markdown.signs import CLOSE_BRACKET, OPEN_BRACKET
from proofpress.regex import regex
from proofpress.tree import (
    AnyNode,
    Code,
    Document,
    Footnote,
    FootnoteReference,
    Heading,
    Image,
    InlineCode,
    InlineMath,
    Item,
    Math,
    Table,
    Text,
    walk,
)

_LEAST = 2
"""Rows of a table: Python-Markdown puts an empty one under a header that stands alone."""


class Skeleton(NamedTuple):
    """Each bone in document order: headings as (depth, letters), formulas and code without white space, tables as
    (rows, columns), notes by how often each is cited, images by address, items by number."""

    headings: tuple[tuple[int, str], ...]
    formulas: tuple[str, ...]
    code: tuple[str, ...]
    diagrams: tuple[str, ...]
    tables: tuple[tuple[int, int], ...]
    notes: int
    citations: int
    images: tuple[str, ...]
    items: int

    def differences(self, other: Skeleton, *, more: bool = False) -> Iterator[tuple[str, object, object]]:
        """For each kind of bone that differs: its name, and the first thing that only one side has. With `more` the
        other side may have bones of its own between these."""
        for name, mine, theirs in zip(self._fields, self, other, strict=True):
            if mine == theirs or more and _within(mine, theirs):
                continue
            if isinstance(mine, tuple) and isinstance(theirs, tuple):
                at = next(
                    (i for i, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b),
                    min(len(mine), len(theirs)),
                )
                yield name, mine[at] if at < len(mine) else None, theirs[at] if at < len(theirs) else None
            else:
                yield name, mine, theirs


def _within(mine: object, theirs: object) -> bool:
    """Whether all of one side is on the other, in its order."""
    if isinstance(mine, tuple) and isinstance(theirs, tuple):
        rest = iter(theirs)
        return all(bone in rest for bone in mine)
    return isinstance(mine, int) and isinstance(theirs, int) and mine <= theirs


def letters(text: str) -> str:
    """Only letters and digits, in compatibility form, so that renderers' typography does not count."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def tight(text: str) -> str:
    """The text without white space and without what cannot be seen."""
    return re.sub(r"[\s\u200b\ufeff\xa0]+", "", text)


def of_document(document: Document) -> Skeleton:
    """The bones of a Document as the site shows it: a note that nobody cites is still one."""
    headings: list[tuple[int, str]] = []
    formulas: list[str] = []
    code: list[str] = []
    diagrams: list[str] = []
    tables: list[tuple[int, int]] = []
    images: list[str] = []
    citations = items = 0
    notes: set[str] = set()
    for node in walk(document):
        match node:
            case Heading():
                headings.append((node.depth, letters(_prose(node))))
            case InlineMath() | Math():
                formulas.append(tight(node.value))
            case Code():
                if node.lang == "mermaid":
                    diagrams.append(tight(mermaid.drawn(node.value)))
                else:
                    code.append(tight(node.value))
            case Table():
                tables.append((max(len(node.rows), _LEAST), len(node.align)))
            case Footnote():
                notes.add(node.label)
            case FootnoteReference():
                citations += 1
            case Image():
                images.append(unquote(node.url))
            case Item():
                items += 1
            case _:
                pass
    return Skeleton(
        tuple(headings),
        tuple(formulas),
        tuple(code),
        tuple(diagrams),
        tuple(tables),
        len(notes),
        citations,
        tuple(images),
        items,
    )


def _prose(node: AnyNode) -> str:
    return "".join(n.value if isinstance(n, Text | InlineCode) else "" for n in walk(node))


_TOKEN = regex(
    r"<!--(?:.*?-->|.*)|<(?P<close>/?)(?P<tag>h[1-6]|pre|code|table|tr|t[hd]|li|img|annotation|div|span|sup|a"
    r"|ol|math|svg|script|style|label)\b"
    r"(?P<attrs>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>",
    re.S | re.I,
)
_ATTRIBUTE = regex(r"(?<![\w:-])([\w:-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
_STRIP = regex(r"<[^<>]*+>")


class _Open(NamedTuple):
    tag: str
    attrs: dict[str, str]
    end: int


def of_html(page: str) -> Skeleton:
    """The bones of an article's rendered HTML, from this site or any other renderer: well-formed,
    without the page around it."""
    headings: list[tuple[int, str]] = []
    formulas: list[str] = []
    code: list[str] = []
    diagrams: list[str] = []
    tables: list[tuple[int, int]] = []
    images: list[str] = []
    notes: set[str] = set()
    citations = items = 0
    stack: list[_Open] = []
    grid: list[list[int]] = []
    for match in _TOKEN.finditer(page):
        tag = (match["tag"] or "").lower()
        if not tag:
            continue
        if not match["close"]:
            attrs = {k: html.unescape(a or b or c) for k, a, b, c in _ATTRIBUTE.findall(match["attrs"])}
            if tag == "img":
                if "emoji" not in attrs.get("class", "") and "twemoji" not in attrs.get("class", ""):
                    images.append(unquote(attrs.get("data-src") or attrs.get("src", "")))
                continue
            if tag == "li":
                items += not _is_note(attrs) and not _in_toc(stack)
                if _is_note(attrs):
                    notes.add(attrs["id"])
            elif tag == "table" and "highlighttable" not in attrs.get("class", ""):
                grid.append([0, 0, 0])
            elif tag == "tr" and grid:
                grid[-1][0] += 1
                grid[-1][2] = 0
            elif tag in ("td", "th") and grid:
                grid[-1][2] += 1
                grid[-1][1] = max(grid[-1][1], grid[-1][2])
            elif tag == "sup" and attrs.get("id", "").startswith("fnref"):
                citations += 1
            elif tag == "sup" and "footnote-ref" in attrs.get("class", ""):
                citations += 1
            stack.append(_Open(tag, attrs, match.end()))
            continue
        at = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].tag == tag), None)
        if at is None:
            continue
        opened = stack[at]
        del stack[at:]
        inner = page[opened.end : match.start()]
        classes = opened.attrs.get("class", "").split()
        if tag[0] == "h" and tag[1:].isdigit():
            headings.append((int(tag[1]), letters(_visible(inner))))
        elif tag == "annotation" and "tex" in opened.attrs.get("encoding", ""):
            formulas.append(tight(html.unescape(inner)))
        elif (
            tag in ("span", "div")
            and ("arithmatex" in classes or "math-error" in classes)
            and "<annotation" not in inner
        ):
            formulas.append(
                tight(re.sub(rf"^{OPEN_BRACKET}|{CLOSE_BRACKET}$", "", html.unescape(_STRIP.sub("", inner)).strip()))
            )
        elif tag in ("pre", "div") and "mermaid" in classes:
            diagrams.append(tight(html.unescape(_STRIP.sub("", inner))))
        elif (
            tag == "pre"
            and "mermaid" not in classes
            and not any(o.tag == "div" and "mermaid" in o.attrs.get("class", "") for o in stack)
        ):
            if not any("linenos" in o.attrs.get("class", "") for o in stack):
                text = tight(html.unescape(_STRIP.sub("", inner)))
                (diagrams if re.search(r'class="[^"]*language-mermaid', inner) else code).append(text)
        elif tag == "table" and "highlighttable" not in classes and grid:
            rows, columns, _ = grid.pop()
            tables.append((max(rows, _LEAST), columns))
    return Skeleton(
        tuple(headings),
        tuple(formulas),
        tuple(code),
        tuple(diagrams),
        tuple(tables),
        len(notes),
        citations,
        tuple(images),
        items,
    )


def _is_note(attrs: dict[str, str]) -> bool:
    return attrs.get("id", "").startswith(("fn:", "fn")) and (
        attrs["id"].startswith("fn:") or "footnote" in attrs.get("class", "")
    )


def _in_toc(stack: list[_Open]) -> bool:
    return any(opened.tag == "div" and "toc" in opened.attrs.get("class", "").split() for opened in stack)


_SPAN = regex(r"<(/?)span\b[^<>]*+>")
_FORMULA = regex(r"<span class=\"(?:katex|arithmatex|math-error)")


def _visible(inner: str) -> str:
    """A heading's text without its permalink, notes and formulas."""
    inner = re.sub(
        r"<a class=\"headerlink\"(?:(?!<a\b).)*?</a>|<sup (?:id=\"fnref|class=\"footnote-ref)(?:(?!<sup\b).)*?</sup>",
        "",
        inner,
        flags=re.S,
    )
    while (found := _FORMULA.search(inner)) is not None:
        depth, end = 0, len(inner)
        for match in _SPAN.finditer(inner, found.start()):
            depth += -1 if match[1] else 1
            if depth == 0:
                end = match.end()
                break
        inner = inner[: found.start()] + inner[end:]
    return html.unescape(_STRIP.sub("", inner))
