"""Components between lines of colons as Nuxt Content writes them (`::card{title="…" to="…"}` … `::`), with settings as
YAML below, slots (`#footer`) and components in a line (`:badge[new]{type="tip"}`), written as tags for one reader."""

from __future__ import annotations

import re
from typing import NamedTuple

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.mask import unmasked
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_SURE = regex(r"^[ \t]*+::[a-z][\w-]*+(?:\[[^\[\]\n]*+\])?(?:\{[^\n]*\})?[ \t]*$", re.M)
_OPENS = regex(
    r"[ \t]*+(?P<mark>:{2,})(?P<name>[a-z][\w-]*+)(?:\[(?P<words>[^\[\]\n]*+)\])?(?:\{(?P<told>[^\n]*)\})?[ \t]*"
)
_CLOSES = regex(r"[ \t]*+(?P<mark>:{2,})[ \t]*+")
_IN_LINE = regex(
    r"(?<![\w:/\\]):(?P<name>[a-z][a-z0-9-]*+)(?:\[(?P<words>[^\[\]\n]++)\](?:\{(?P<told>[^{}\n]*+)\})?"
    r"|\{(?P<more>[^{}\n]++)\})"
)
_SETTING = regex(r"(?<![^\s{]):?[A-Za-z][\w:-]*+(?:=(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s\"'{}]++))?")
_YAML = regex(r"[ \t]*+(?P<key>[A-Za-z][\w-]*+):[ \t]++(?P<value>[^\n]*\S)[ \t]*")
_SLOT = regex(r"[ \t]*+#[a-z][\w-]*+[ \t]*+")


_DEEPEST = 40


class _Open(NamedTuple):
    """A component's first line, and the first one behind its settings; `tag` is its name with these."""

    mark: str
    line: int
    first: int
    tag: str
    words: str


def as_tags(source: Source, ledger: Ledger) -> Source:
    """The source with such components as tags; one that nothing closes stays."""
    if _SURE.search(source.text) is None:
        return source
    lines, seen = lines_of(source), lex_source(source, ANYBODYS).codeless
    changes: list[Change] = []
    stack: list[_Open] = []
    sure = False
    slots: list[int] = []
    for number, line in lines.prose():
        if (closes := _CLOSES.fullmatch(line)) is not None:
            at = next((n for n in range(len(stack) - 1, -1, -1) if stack[n].mark == closes["mark"]), -1)
            if at >= 0:
                sure = sure or closes["mark"] == "::"
                changes += _tags(lines, stack[at], number)
                del stack[at:]
        elif (opens := _OPENS.fullmatch(line)) is not None:
            if len(stack) < _DEEPEST:
                told, first = _told(lines, number, opens["told"] or "")
                stack.append(_Open(opens["mark"], number, first, f"{_name(opens['name'])}{told}", opens["words"] or ""))
        elif stack and _SLOT.fullmatch(line):
            slots.append(number)
    if not sure:
        return source
    for number in slots:
        changes.append(Change(lines.starts[number], lines.end(number), ""))
        ledger.removed(
            source.span(lines.starts[number], lines.end(number)), "the name of a component's slot", "组件插槽的名称"
        )
    for found in _IN_LINE.finditer(seen):
        words, name = unmasked(source.text, found, "words"), _name(found["name"])
        told = _settings(source.text[slice(*found.span("told" if found["words"] else "more"))])
        changes.append(Change(*found.span(), f"<{name}{told}>{words}</{name}>" if words else f"<{name}{told} />"))
    return rewrite(source, changes)


def _name(name: str) -> str:
    """`card-group` as `CardGroup`."""
    return "".join(part.capitalize() for part in name.split("-"))


def _settings(told: str) -> str:
    return "".join(f" {one}" for one in _SETTING.findall(told))


def _told(lines: Lines, number: int, told: str) -> tuple[str, int]:
    """The attributes of a component, those in YAML below its first line too, and the first line of what it holds."""
    made, last = _settings(told), number
    if number + 1 < len(lines) and lines[number + 1].strip() == "---":
        last = next((n for n in range(number + 2, min(number + 60, len(lines))) if lines[n].strip() == "---"), number)
        for line in lines.all[number + 2 : last]:
            if (found := _YAML.fullmatch(line)) is not None:
                value = found["value"].strip("\"'").replace('"', "&quot;")
                made += f' {found["key"]}="{value}"'
    return made, last + 1


def _tags(lines: Lines, opened: _Open, last: int) -> list[Change]:
    """The lines of one component as tags: one that holds nothing closes itself."""
    lead = lines[opened.line][: len(lines[opened.line]) - len(lines[opened.line].lstrip())]
    head = (lines.starts[opened.line], lines.end(opened.first - 1))
    if not opened.words and all(lines.blank(n) for n in range(opened.first, last)):
        return [Change(head[0], lines.end(last), f"{lead}<{opened.tag} />")]
    words = f"\n{lead}{opened.words}\n" if opened.words else ""
    name = opened.tag.partition(" ")[0]
    return [
        Change(*head, f"{lead}<{opened.tag}>{words}"),
        Change(lines.starts[last], lines.end(last), f"{lead}</{name}>"),
    ]
