"""XML that stands in a text without a fence: a piece of a build file or a configuration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proofpress.evidence.prose import is_prose
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.html import KNOWN
from proofpress.markdown.lines import Kind
from proofpress.regex import regex
from proofpress.repairs.components.roles import Role, role
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.repairs.tokens import CALLS
from proofpress.source import Source

_NAME = r"[A-Za-z_][\w.:-]*+"
_ATTRIBUTES = r"(?:\s++[\w.:-]++\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'))*+\s*+"
_TAG = regex(rf"<(?P<closes>/?)(?P<name>{_NAME})(?P<rest>{_ATTRIBUTES})(?P<alone>/?)>")
_BEGINS = regex(rf"[ \t]*+(?:<\?xml\s[^<>?\n]*+\?>|<(?P<name>{_NAME})(?=[\s/>]|$))")
_MARK = regex(r"<\?[^<>?\n]*+\?>|<!--(?:(?!-->|<!--)[^\n])*+-->|<!DOCTYPE[^<>]*+>")
_BEGUN = regex(rf"\s*+<{_NAME}{_ATTRIBUTES}\Z")
_QUALIFIED = regex(r"\s(?!v-)[A-Za-z][\w-]*+:[A-Za-z][\w-]*+\s*+=")
_OF_PAGES = r"http://www\.(?:w3\.org/(?:1999/xhtml|1999/xlink|1998/Math/MathML|2000/svg)|idpf\.org/)"
_NAMESPACE = regex(rf"\sxmlns(?::\w++)?=[\"'](?!{_OF_PAGES})")
_OWN = regex(r"[^<]*+<[^<>]*+")
"""A tag as far as it ends, or another begins."""
_CALL = regex(CALLS)
_HEADING = regex(r"[ \t]*+#{2,6} \S")
"""What stands between elements only where they hold Markdown."""
_MOST_LINES = 2000
_SAID = "XML without a fence; written as a listing", "没有围栏的 XML，写作代码块"


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such XML as a listing: elements that no browser knows, one in another, and between them values
    but no text of their own."""
    if "</" not in source.text and "/>" not in source.text:
        return source
    lines, kinds = lines_of(source), lex_source(source, ANYBODYS).scan.kinds
    changes: list[Change] = []
    for first, last in _listings(lines, kinds):
        start, end = lines.starts[first], lines.end(last)
        lead = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
        above = "" if lines.blank(first - 1) else "\n"
        below = "" if lines.blank(last + 1) else "\n"
        changes += [Change(start, start, f"{above}{lead}```xml\n"), Change(end, end, f"\n{lead}```{below}")]
        ledger.repaired(source.span(start, end), *_SAID, text="")
    return rewrite(source, changes)


def _listings(lines: Lines, kinds: list[Kind]) -> Iterator[tuple[int, int]]:
    number = 0
    while number < len(lines):
        found = _BEGINS.match(lines[number]) if kinds[number] == Kind.TEXT and "<" in lines[number] else None
        if found is None or found["name"] and not _is_of_xml(found["name"], lines.all[number : number + 3]):
            number += 1
            continue
        last, is_nested = _end(lines, kinds, number)
        is_call = found["name"] and _CALL.fullmatch(found["name"])
        if not is_call and (is_nested or _is_leaf("\n".join(lines.all[number : last + 1]))):
            yield number, last
        number = last + 1


def _is_leaf(text: str) -> bool:
    """Whether a text is one element that closes itself, with an attribute of a namespace."""
    found = _TAG.fullmatch(text.strip())
    return found is not None and found["alone"] == "/" and _QUALIFIED.search(text) is not None


def _is_of_xml(name: str, lines: Sequence[str]) -> bool:
    """Whether no page would hold an element of this name, which begins on the first of the lines: not HTML's, and none
    that sites and machines call boxes; a component's only where it has an attribute of a namespace, and any where it
    says of which language it is. What stands in it says nothing of it: any element of a page may hold a formula."""
    found = _OWN.match("\n".join(lines))
    own = found[0] if found else ""
    if _NAMESPACE.search(own) and name.lower() not in ("html", "svg", "math"):
        return True
    if name.lower() in KNOWN or role(name) is not Role.OTHER:
        return False
    return ":" in name or "-" not in name and not name[0].isupper() or _QUALIFIED.search(own) is not None


def _end(lines: Lines, kinds: list[Kind], first: int) -> tuple[int, bool]:
    """The last line that belongs to the XML from a line on, and whether it is whole and holds an element in another."""
    stack: list[str] = []
    nested, begun = False, ""
    for number in range(first, min(len(lines), first + _MOST_LINES)):
        if kinds[number] not in (Kind.TEXT, Kind.BLANK, Kind.CODE, Kind.RAW):
            return number, False
        text, at = begun + _MARK.sub("", lines[number]), 0
        ends = not stack or is_prose(text) or _HEADING.match(text)
        if text.strip() and not text.lstrip().startswith("<") and ends:
            return number, False
        for tag in _TAG.finditer(text):
            at = tag.end()
            if tag["closes"]:
                if not stack or stack.pop() != tag["name"]:
                    return number, False
                continue
            nested |= bool(stack)
            if not tag["alone"]:
                stack.append(tag["name"])
        begun = f"{text[at:]} " if _BEGUN.match(text, at) else ""
        if text[at:].strip() and not begun and not stack:
            return number, False
        if at and not stack:
            return number, nested
    return min(len(lines), first + _MOST_LINES) - 1, False
