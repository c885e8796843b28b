"""Figures, tables and statements that MyST numbers by their `:name:` or `:label:`: a role that names one
(`` {numref}`fig-a` ``, `` {prf:ref}`thm-a` ``) and a link without words (`[](#fig-a)`) become the word and the number
that the site would show, and so does its caption.

A link without words to a label or a heading (`[](#place)`) shows that heading, and one to anything else of the site a
title that is not known here: its name stands for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from proofpress import urls
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, Lexed, lex, lex_source
from proofpress.regex import regex
from proofpress.repairs.dialects import numbering
from proofpress.repairs.dialects.containers import BOXES
from proofpress.repairs.dialects.options import option
from proofpress.repairs.dialects.statements import KINDS
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.slugs import slugify
from proofpress.source import Source

_OPENS = regex(
    r"\{(?:(?P<kind>figure|figure-md|table|list-table|csv-table)|prf:(?P<stated>[a-z]++))\}(?P<rest>[^\n]*)$"
)
_STATED = {name: kind for kind, name in KINDS.items()}
_ROLE = regex(
    r"\{(?:numref|prf:ref)\}(?P<tick>`)"
    r"(?:(?P<words>[^`<>\n]{1,200})<(?P<target>[^`<>\n]{1,80})>|(?P<name>[^`<>\n]{1,80}))`"
)
_LABEL = regex(r"^\((?P<name>[\w:. /-]{1,80})\)=[ \t]*\n\s*#{1,6}[ \t]+(?P<words>\S[^\n]*)", re.M)
_BOX = regex(r"\{(?:prf:)?(?P<kind>[\w-]++)\}")
_DEPTH = 3
_NUMBER = regex(r"%s|\{number\}")
_PAGE = regex(r"(?:[^/#]*/)*+(?P<name>[^/#]+?)(?:\.(?:md|markdown|ipynb|rst|myst))?(?:#.*)?$")
_UNTITLED = (
    "a link without words, which the site gives the title of what it leads to, by the name of that",
    "无文字的链接（网站会显示目标的标题），改为目标的名称",
)


class _Part(NamedTuple):
    """A figure, a table or a statement (`fig`, `tbl`, `thm` …): its number, its caption and where that begins, -1 where
    it has none."""

    kind: str
    number: int
    caption: str
    at: int


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with numbers where something names what bears them."""
    text = source.text
    if not any(sign in text for sign in ("{numref}`", "{prf:ref}`", "[](")):
        return source
    lexed, lines = lex_source(source, ANYBODYS), lines_of(source)
    parts = dict(_parts(lexed, lines))
    titles = ((one.title, text[one.text.start : one.text.end]) for one in lexed.headings)
    headings = {slugify(title): title if "[" in words else words for title, words in titles}
    headings |= {found["name"]: found["words"].rstrip("# \t") for found in _LABEL.finditer(lexed.codeless)}
    ticks = set(_ticks(lexed)) if "}`" in text else set()
    changes: list[Change] = []
    asked: set[str] = set()

    def shown(name: str, span: tuple[int, int]) -> str:
        return numbering.reference(parts[name].kind, parts[name].number, text, *span)

    for found in _ROLE.finditer(text):
        name = (found["target"] or found["name"]).strip()
        if name not in parts or found.start("tick") not in ticks:
            continue
        asked.add(name)
        changes.append(Change(*found.span(), _worded(found["words"], parts[name]) or shown(name, found.span())))
        ledger.repaired(source.span(*found.span()), *numbering.SAID)
    for link in lexed.links.links:
        name = link.target.removeprefix("#")
        if link.image or text[slice(*link.text)]:
            continue
        if name in parts:
            asked.add(name)
            changes.append(Change(*link.span, shown(name, link.span)))
            ledger.repaired(source.span(*link.span), *numbering.SAID)
        elif name in headings:
            changes.append(Change(*link.text, headings[name]))
            ledger.repaired(
                source.span(*link.span),
                "a link without words as the heading that it leads to",
                "无文字的链接改为所指的标题",
            )
        elif not urls.split(link.target).scheme and (page := _PAGE.match(link.target)):
            changes.append(Change(*link.text, page["name"]))
            ledger.doubted(source.span(*link.span), *_UNTITLED)
    for part in (parts[name] for name in asked if parts[name].at >= 0):
        if part.kind in KINDS:
            said = f"{part.number} ({part.caption})" if part.caption else f" {part.number}"
            changes.append(Change(part.at, part.at + len(part.caption), said))
        else:
            changes.append(Change(part.at, part.at, numbering.lead(part.kind, part.number, part.caption)))
    return rewrite(source, changes)


def _ticks(lexed: Lexed, depth: int = 0) -> Iterator[int]:
    """Where spans of code begin, also in boxes that are fences, which are read as Markdown when they are open."""
    yield from (start for start, _ in lexed.code_spans)
    starts = lexed.scan.starts
    for fence in lexed.fences if depth < _DEPTH else ():
        if fence.closed and (box := _BOX.match(fence.text.strip())) and box["kind"].lower() in BOXES:
            first = starts[fence.first + 1]
            inner = lex(lexed.text[first : starts[fence.last]], ANYBODYS)
            yield from (first + at for at in _ticks(inner, depth + 1))


def _parts(lexed: Lexed, lines: Lines) -> Iterator[tuple[str, _Part]]:
    """What is numbered, by its name; each kind is counted, with a name or without."""
    blocks = [(one.first, one.last, one.text) for one in lexed.fences if one.closed]
    blocks += [(one.first, one.last, one.text) for one in lexed.directives if one.last >= 0]
    counts: dict[str, int] = {}
    for first, last, said in sorted(blocks):
        found = _OPENS.match(said.strip())
        kind = _kind(found) if found is not None else ""
        if found is None or not kind:
            continue
        counts[kind] = counts.get(kind, 0) + 1
        name, body = _name(lines, first, last)
        rest = found["rest"].strip()
        name = rest if found["kind"] == "figure-md" else name
        if kind in KINDS:
            at = lines.end(first) - len(lines[first]) + len(lines[first].rstrip()) - len(rest)
        elif kind == "tbl":
            at = lines.end(first) - len(lines[first][lines[first].index("}") + 1 :].lstrip()) if rest else -1
        else:
            body = next((number for number in range(body, last) if not lines.blank(number)), last)
            rest = lines[body].strip(" \t>") if body < last else ""
            at = lines.starts[body] + lines[body].index(rest) if rest else -1
        if name:
            yield name, _Part(kind, counts[kind], rest, at)


def _kind(found: re.Match[str]) -> str:
    """The kind of what a directive numbers; "" where it numbers nothing."""
    if found["kind"] is None:
        return _STATED.get(found["stated"], "")
    return "fig" if found["kind"].startswith("figure") else "tbl"


def _name(lines: Lines, first: int, last: int) -> tuple[str, int]:
    """The name that a directive's options give it, and the line on which its body begins."""
    number, name = first + 1, ""
    fenced = number < last and lines[number].strip("> \t") == "---"
    for number in range(first + 1 + fenced, last):
        line = lines[number].strip("> \t")
        if fenced and line == "---":
            return name, number + 1
        if fenced:
            key, _, value = line.partition(":")
        elif said := option(lines[number]):
            key, value = said
        else:
            return name, number
        if key.strip() in ("name", "label"):
            name = value.strip().strip("\"'")
    return name, last


def _worded(words: str | None, part: _Part) -> str:
    """The words of a role, with the number where they have a place for it; "" for a role without words."""
    if not words or not _NUMBER.search(words):
        return (words or "").rstrip()
    return _NUMBER.sub(str(part.number), words).replace("{name}", part.caption.rstrip("。.")).rstrip()
