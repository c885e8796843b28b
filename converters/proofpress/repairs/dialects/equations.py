"""Equations with labels in MyST (`{math}` with `:label:`, between fences or colons, `$$ … $$ (label)`) and the roles
that point at them, in TeX's own words, `\\label` and `\\eqref`; `passes.equations` numbers both ends.

A label that no role names stays as it is, and a role with words of its own shows those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, Lexed, lex_source
from proofpress.markdown.signs import DISPLAY, FENCE
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_DIRECTIVE = regex(rf"(?:[ \t]*>)*[ \t]*{FENCE}[ \t]*\{{math\}}")
_LABEL = regex(r"[ \t>]*:(?:label|name):[ \t]*(?P<label>[\w:.-]{1,80})[ \t]*$")
_OPTION = regex(r"[ \t>]*:[\w-]+:")
_BEHIND = regex(rf"^(?:[ \t>]*{DISPLAY})?[^$\n]*(?P<end>{DISPLAY}[ \t]*\((?P<label>[\w:.-]{{1,80}})\))[ \t]*$", re.M)
"""The end of a formula that has a line to itself, or of one whose last line this is."""
_ROLE = regex(r"\{(?:eq|numref|ref)\}`(?P<label>[\w:.-]{1,80})`")


class _Place(NamedTuple):
    """Where the label of an equation goes, in the place of the characters up to `end`, and what stands behind it."""

    at: int
    end: int
    label: str
    behind: str


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with `\\label` in the equations that roles name, and `\\eqref` in the place of those roles."""
    text = source.text
    if "{math}" not in text and "$$ (" not in text and "$$(" not in text:
        return source
    lexed = lex_source(source, ANYBODYS)
    roles = [role for role in _ROLE.finditer(text) if lexed.codeless[role.start()] == "{"]
    if not roles:
        return source
    asked = {role["label"] for role in roles}
    lines = lines_of(source)
    labelled: set[str] = set()
    changes: list[Change] = []
    for place in sorted((*_directives(lines, _bodies(lines, lexed)), *_dollars(lexed.codeless))):
        if place.label not in asked or place.label in labelled:
            continue
        labelled.add(place.label)
        parted = "" if text[max(place.at - 1, 0) : place.at] in (" ", "\n", "") else " "
        changes.append(Change(place.at, place.end, f"{parted}\\label{{{place.label}}}{place.behind}"))
        span = source.span(place.at, place.end)
        ledger.repaired(span, "the label of an equation as TeX has it", "公式的标签改为 TeX 的写法", text=place.label)
    for role in roles:
        if role["label"] in labelled:
            changes.append(Change(*role.span(), f"\\eqref{{{role['label']}}}"))
            span = source.span(*role.span())
            ledger.repaired(span, "a reference to an equation as TeX has it", "公式的引用改为 TeX 的写法")
    return rewrite(source, changes)


def _bodies(lines: Lines, lexed: Lexed) -> Iterator[range]:
    """The lines in each directive for a formula, between fences or lines of colons."""
    for fence in lexed.fences:
        if fence.closed and _DIRECTIVE.match(lines[fence.first]):
            yield range(fence.first + 1, fence.last)
    for one in lexed.directives:
        if one.last >= 0 and one.braces == "{math}":
            yield range(one.first + 1, one.last)


def _directives(lines: Lines, bodies: Iterable[range]) -> Iterator[_Place]:
    for body in bodies:
        label = next((m for n in body if (m := _LABEL.match(lines[n]))), None)
        said = [n for n in body if not _OPTION.match(lines[n]) and lines[n].strip(" \t>")]
        if label is not None and said:
            at = lines.starts[said[-1]] + len(lines[said[-1]].rstrip())
            yield _Place(at, at, label["label"], "")


def _dollars(codeless: str) -> Iterator[_Place]:
    for found in _BEHIND.finditer(codeless):
        yield _Place(*found.span("end"), found["label"], "$$")
