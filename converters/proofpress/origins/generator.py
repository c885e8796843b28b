"""What the sources of Hexo, Hugo and Jekyll share: a header in one of three notations, template tags, Markdown."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from proofpress import json_text
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.origins.input import Input
from proofpress.origins.kramdown import plain
from proofpress.origins.plain import header, read_body, with_notes
from proofpress.origins.tags import expand
from proofpress.regex import regex
from proofpress.repairs.dialects import classes, filled, markdoc_tables
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source
from proofpress.tree import Document

_TOML = regex(r"\A\s*\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.S)
_JSON = regex(r"\A\s*(\{.*?\n\})[ \t]*\n(?=\n|\S)|\A\s*(\"\w.*?)\n;;;[ \t]*(?:\n|\Z)", re.S)
_MORE = regex(r"^[ \t]*<!--\s*(?:more|toc|read ?more|excerpt|summary)\s*-->[ \t]*$", re.M | re.I)
_TAB = regex(
    r"^[ \t]*+<!--\s*+(?:(?P<end>end(?:tab|timeline|node|folder|cell|panel))"
    r"|(?:tab|timeline|node|folder|cell|panel)\b(?P<name>[^>]*?))\s*+-->[ \t]*+$",
    re.M,
)
_ATTRIBUTES = regex(r"^[ \t]*+\{:(?![:/])(?:[ \t]*+[^}\n]*+)\}[ \t]*+$", re.M)
"""But for the marks of an extension, which say what becomes of the text between them."""


def converted(given: Input) -> bool:
    """Whether a file is canonical Markdown of an earlier conversion, in which nothing is a tag."""
    values = given.header.values if given.header else {}
    source = values.get("source")
    return isinstance(source, dict) and "sha256" in source


def read(given: Input, ledger: Ledger) -> Document:
    """Front matter by canonical keys; tags as Markdown, marks of the generator in the ledger."""
    values, body = _header(given.source, ledger)
    return _read(values, body, ledger)


def read_hexo(given: Input, ledger: Ledger) -> Document:
    """The same, where the site shows each line end of a paragraph."""
    values, body = _header(given.source, ledger)
    return _read(values, body, ledger, breaks=True)


def read_jekyll(given: Input, ledger: Ledger) -> Document:
    """The same, where a string of tags or categories is a list of words: Jekyll cuts it at its spaces."""
    values, body = _header(given.source, ledger)
    words = {
        key: value.split()
        for key, value in values.items()
        if key in ("tags", "categories") and isinstance(value, str) and not re.search(r"[,;，、]", value)
    }
    return _read(
        {**values, **words}, body, ledger, kramdown=values.get("markdown", "kramdown") == "kramdown", first=True
    )


def read_gitbook(given: Input, ledger: Ledger) -> Document:
    """The same, where two dollars inside a sentence are as good as one, as in kramdown."""
    values, body = _header(given.source, ledger)
    return _read(values, body, ledger, kramdown=True)


def _read(
    values: dict[str, Any],
    body: Source,
    ledger: Ledger,
    *,
    kramdown: bool = False,
    first: bool = False,
    breaks: bool = False,
) -> Document:
    meta, body = with_notes(values, body, ledger)
    body = markdoc_tables.apply(body, ledger)
    if values.get("render_with_liquid") is not False and values.get("disableNunjucks") is not True:
        body = expand(body, ledger, values, first=first)
    body = _without_marks(_from_the_root(body, ledger), ledger)
    return read_body(plain(body, ledger) if kramdown else body, meta, ledger, breaks=breaks)


def toml_header(text: str) -> bool:
    """Whether a text begins with front matter between two lines of `+++`."""
    return bool(_TOML.match(text))


def _header(source: Source, ledger: Ledger) -> tuple[dict[str, Any], Source]:
    """YAML, TOML between lines of `+++`, or JSON, and the text behind it."""
    text = source.text
    for pattern, parse in ((_TOML, tomllib.loads), (_JSON, _json)):
        if found := pattern.match(text):
            try:
                values = parse(next(group for group in found.groups() if group))
            except (ValueError, RecursionError):
                continue
            return {key: _plain(value) for key, value in values.items()}, source.slice(found.end(), len(text))
    return header(source, ledger)


def _json(text: str) -> dict[str, Any]:
    found = json_text.loads(text if text.startswith("{") else "{" + text + "}")
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def _plain(value: Any) -> Any:
    """Dates as text, tables and lists by their parts."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _from_the_root(body: Source, ledger: Ledger) -> Source:
    """Zola's `@/page.md` as an address from the root of the content."""
    changes: list[Change] = []
    for link in lex_source(body, ANYBODYS).links.links if "(@/" in body.text else ():
        if link.target.startswith("@/"):
            changes.append(Change(link.where.start, link.where.start + 1, ""))
            ledger.repaired(body.span(*link.where), "an address from the root of the content", "从内容根目录起的地址")
    return rewrite(body, changes)


def _without_marks(body: Source, ledger: Ledger) -> Source:
    """Without `<!-- more -->`, and the attribute lists that kramdown reads and no other parser does."""
    body = classes.apply(body, ledger)
    changes: list[Change] = []
    lines = lines_of(body)
    for pattern in (filled.LISTED, _MORE, _ATTRIBUTES):
        for found in pattern.finditer(body.text):
            if not lines.code[lines.line_of(found.start())]:
                ledger.removed(
                    body.span(found.start(), found.end()), "a mark for the site's generator", "给站点生成器的标记"
                )
                changes.append(Change(found.start(), found.end(), ""))
    for found in _TAB.finditer(body.text):
        if not lines.code[lines.line_of(found.start())]:
            name = re.sub(r"@[\w -]+$", "", (found["name"] or "").strip()).strip()
            ledger.repaired(
                body.span(found.start(), found.end()), "a tab as text under its name", "标签页改为带名称的正文"
            )
            changes.append(Change(found.start(), found.end(), f"\n**{name}**\n" if name else ""))
    return rewrite(body, changes)
