"""Equations with labels in MyST (`{math}` with `:label:`, `$$ … $$ (label)`) and the roles that point at them:
the number that the site would show, at both ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.lines import Fence
from proofpress.markdown.signs import DISPLAY, FENCE
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_DIRECTIVE = re.compile(rf"(?:[ \t]*>)*[ \t]*{FENCE}[ \t]*\{{math\}}")
_LABEL = re.compile(r"[ \t>]*:(?:label|name):[ \t]*(?P<label>\S+)[ \t]*$")
_OPTION = re.compile(r"[ \t>]*:[\w-]+:")
_BEHIND = re.compile(rf"^(?P<before>[^\n]*?){DISPLAY}[ \t]*\((?P<label>[\w:.-]+)\)[ \t]*$", re.M)
_ROLE = re.compile(r"\{(?:eq|numref|ref)\}`(?:[^`<>\n]*<)?(?P<label>[\w:.-]+)>?`")
_NUMBERED = re.compile(r"\\tag\b|\\begin\{(?:align|gather|equation|multline|alignat|eqnarray)\}")
_MOST_LINES = 200


class _Place(NamedTuple):
    """Where the tag of an equation goes, in the place of the characters up to `end`, and what stands behind it."""

    at: int
    end: int
    label: str
    behind: str
    is_tagged: bool
    """Whether the formula numbers itself, so that a second tag would be a fault."""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with tags in the equations that have labels, and links to them in the place of roles."""
    text = source.text
    if "{math}" not in text and "$$ (" not in text and "$$(" not in text:
        return source
    lexed = lex_source(source, ANYBODYS)
    lines = lines_of(source)
    places = [*_directives(lines, lexed.fences), *_dollars(lines, lexed.codeless)]
    numbers: dict[str, int] = {}
    changes: list[Change] = []
    for place in sorted(places):
        number = numbers.setdefault(place.label, len(numbers) + 1)
        tag = "" if place.is_tagged else f" \\tag{{{number}}}"
        if text[max(place.at - 1, 0) : place.at] in (" ", "\n", ""):
            tag = tag.lstrip()
        changes.append(Change(place.at, place.end, tag + place.behind))
        ledger.repaired(
            source.span(place.at, place.end),
            "a label as the number of its equation",
            "公式的标签改为编号",
            text=place.label,
        )
    for role in _ROLE.finditer(text):
        number = numbers.get(role["label"], 0)
        if number and lexed.codeless[role.start()] == "{":
            changes.append(Change(role.start(), role.end(), f"[({number})](#eq-{number})"))
            span = source.span(role.start(), role.end())
            ledger.repaired(span, "a reference as the number that it shows", "交叉引用改为所显示的编号")
    return rewrite(source, changes)


def _directives(lines: Lines, fences: Iterable[Fence]) -> Iterator[_Place]:
    for fence in fences:
        if not fence.closed or _DIRECTIVE.match(lines[fence.first]) is None:
            continue
        body = range(fence.first + 1, fence.last)
        label = next((m for n in body if (m := _LABEL.match(lines[n]))), None)
        said = [n for n in body if not _OPTION.match(lines[n]) and lines[n].strip(" \t>")]
        if label is not None and said:
            at = lines.starts[said[-1]] + len(lines[said[-1]].rstrip())
            yield _Place(at, at, label["label"], "", any(_NUMBERED.search(lines[n]) for n in said))


def _dollars(lines: Lines, codeless: str) -> Iterator[_Place]:
    for found in _BEHIND.finditer(codeless):
        at = found.end("before")
        number = lines.line_of(at)
        above = codeless[lines.starts[max(0, number - _MOST_LINES)] : at].rpartition("$$")[2]
        yield _Place(at, found.end(), found["label"], "$$", _NUMBERED.search(above) is not None)
