"""Small changes to a diagram that Mermaid rejects, each of one kind: entities, full-width signs, labels without quotes,
`end`.

A change is a proposal. Whoever makes it asks Mermaid whether it then takes the diagram.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from proofpress.engines.opaque import veiled
from proofpress.regex import regex

_LEAD = regex(
    r"(?>\s++|%%[^\n]*+\n|---[^\S\n]*+\n(?:(?![^\S\n]*+---[^\S\n]*+\n)[^\n]*+\n)*+[^\S\n]*+---[^\S\n]*+\n)*+", re.S
)


@dataclass(frozen=True, slots=True)
class Change:
    """Replace the characters from `start` to `end` of a diagram."""

    start: int
    end: int
    text: str


def head(text: str) -> tuple[int, str]:
    """Where a diagram's first word stands, after front matter and comments, and the word."""
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    word = re.compile(r"[^\s;:{(\[]+").match(text, at)
    return at, word[0] if word else ""


def apply(text: str, changes: tuple[Change, ...]) -> str:
    """A diagram with changes made."""
    for change in sorted(changes, key=lambda c: c.start, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def overlap(changes: tuple[Change, ...]) -> bool:
    ordered = sorted(changes, key=lambda c: c.start)
    return any(a.end > b.start for a, b in pairwise(ordered))


_QUOTED = regex(r'"[^"\n]*"|%%[^\n]*')
_ENTITY = regex(r"&(?:amp;)*(?:lt|gt|amp|quot|#39|nbsp);")
_WIDE = str.maketrans("（）［］｛｝【】－—–＝＞＜｜：；，＋→“”", '()[]{}[]---=><|:;,+>""')
_WIDE_CHARS = regex(
    "(?<![—–－-])(?:[—–－-]++)?→|(?<![—–－-])(?=-*+[—–－])[—–－-]++[>＞]|[（）［］｛｝【】－—–＝＞＜｜：；＋“”]++"
)
_ARROW_OF_DASHES = regex("[—–－-]*+→|[—–－-]++[>＞]")
_WIDE_LABEL = regex(r"(?<=\w)([【（［｛])([^【】（）［］｛｝\n]*)([】）］｝])")


def _masked(text: str) -> str:
    return _QUOTED.sub(lambda m: " " * len(m[0]), text)


def _entities(text: str) -> tuple[Change, ...]:
    return tuple(
        Change(m.start(), m.end(), unescape(unescape(m[0])).replace("\xa0", " ")) for m in _ENTITY.finditer(text)
    )


_ARROW = regex(r"(?:--|==|-\.|[-=.]-)&(?:amp;)*gt;|&(?:amp;)*lt;(?:--|==|-\.|\|--|\|\.\.)|-&(?:amp;)*gt;&(?:amp;)*gt;")


def arrows(text: str) -> tuple[Change, ...]:
    """Entities that were arrowheads. Mermaid takes such a line for the label of the next arrow, and draws one node too
    few."""
    return _entities(text) if "&" in text and _ARROW.search(_masked(text)) else ()


_TALKS = frozenset(("sequenceDiagram", "stateDiagram", "stateDiagram-v2", "classDiagram", "erDiagram"))
"""Kinds of diagrams in which a line with an arrow, or a note, says words of its author behind its first colon."""
_TIES = regex(r"--|->|\.\.|[—–－→>＞]|\bnote\b", re.I)
_WORDED = regex(
    r"\s*+(?:(?:loop|alt|else|opt|par|and|critical|option|break|box|title|autonumber)\b"
    r"|(?:create\s++)?(?:participant|actor)\s++\S++\s++as\b)",
    re.I,
)
_COLON = regex("[:：]")


def _without_words(view: str, kind: str) -> str:
    """A diagram with spaces for what its lines say, where that ends with the line and is no syntax."""
    if kind not in _TALKS:
        return view
    lines: list[str] = []
    for line in view.split("\n"):
        words = _WORDED.match(line) if kind == "sequenceDiagram" else None
        colon = None if words else _COLON.search(line)
        at = words.end() if words else colon.end() if colon and _TIES.search(line, 0, colon.start()) else len(line)
        lines.append(line[:at] + " " * (len(line) - at))
    return "\n".join(lines)


def _wide(text: str) -> tuple[Change, ...]:
    made = []
    view = _without_words(veiled(text, named=True), head(text)[1])
    for found in _WIDE_LABEL.finditer(view):
        opener, closer = found[1].translate(_WIDE), found[3].translate(_WIDE)
        quote = '"' if _NARROW.search(found[2]) and not (found[2][0] in "/\\" and found[2][-1] in "/\\") else ""
        made.append(Change(found.start(1), found.end(1), opener + quote))
        made.append(Change(found.start(3), found.end(3), quote + closer))
    view = _WIDE_LABEL.sub(lambda m: " " * len(m[0]), view)
    for found in _WIDE_CHARS.finditer(view):
        plain = re.sub(r"^-+$", "--", found[0].translate(_WIDE))
        made.append(Change(found.start(), found.end(), "-->" if _ARROW_OF_DASHES.fullmatch(found[0]) else plain))
    return tuple(sorted(made, key=lambda c: c.start))


_SHAPES = (
    ("[[", "]]"),
    ("[(", ")]"),
    ("([", "])"),
    ("{{", "}}"),
    ("((", "))"),
    ("[/", "/]"),
    ("[\\", "\\]"),
    ("[", "]"),
    ("(", ")"),
    ("{", "}"),
)
_NODE = regex(r"(?<![\w\"])[^\W\d][\w.-]*(?=[\[({])")
_NARROW = regex(r"[()\[\]{}\"]")
_BROAD = regex(r"[()\[\]{}<>;#\"@/\\]|\bend\b")


def _quotes(text: str, needs: re.Pattern[str] = _NARROW) -> tuple[Change, ...]:
    """Labels that hold characters which Mermaid reads as syntax, put into quotes: those of nodes and of links."""
    if head(text)[1] not in ("flowchart", "graph"):
        return ()
    made: list[Change] = []
    view = re.sub(r"%%[^\n]*", lambda m: " " * len(m[0]), text)
    at = 0
    for line in view.split("\n"):
        made.extend(_line_quotes(line, at, needs))
        at += len(line) + 1
    return tuple(made)


def _line_quotes(line: str, base: int, needs: re.Pattern[str]) -> list[Change]:
    made: list[Change] = []
    at = 0
    never: set[str] = set()
    if re.match(r"\s*(?:classDef|class|style|linkStyle|click|direction)\b", line):
        return made
    while node := _NODE.search(line, at):
        start = node.end()
        shape = next(((a, b) for a, b in _SHAPES if line.startswith(a, start)), None)
        at = node.end()
        if shape is None or shape[1] in never:
            continue
        low = start + len(shape[0])
        high = _label_end(line, low, shape[1])
        if high < 0:
            never.add(shape[1])
            continue
        label = line[low:high]
        if label and not label.strip().startswith(('"', "`")) and needs.search(label):
            made.append(Change(base + low, base + high, '"' + label.strip().replace('"', "#quot;") + '"'))
        at = high + len(shape[1])
    for pipe in re.finditer(r"\|([^|\"\n]*)\|", line):
        if needs.search(pipe[1]):
            made.append(Change(base + pipe.start(1), base + pipe.end(1), f'"{pipe[1]}"'))
    return made


_AFTER = regex(r"\s*(?:$|;|:::|&|@|--|==|-\.|~~|<--|[ox]--|\|)")


def _label_end(line: str, low: int, closer: str) -> int:
    """The first closing bracket after which a link, a class or the line's end follows; -1 where there is none, and
    none farther on then."""
    at = line.find(closer, low)
    while at >= 0 and not _AFTER.match(line, at + len(closer)):
        at = line.find(closer, at + len(closer))
    return at


_END = regex(
    r"(?:(?<=-->)|(?<=---)|(?<=-\.->)|(?<===>)|(?<=\|)|(?<=&)|^)([ \t]*)"
    r"end(?=[ \t]*(?:-->|---|-\.->|==>|\[|\(|\{|&|:::)|[ \t]*$)",
    re.M,
)


def reserved(text: str) -> tuple[Change, ...]:
    """`end` as the name of a node, next to an arrow or a bracket."""
    made = []
    for found in _END.finditer(text):
        start = found.start() + len(found[1])
        line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", start) + 1 or len(text) + 1) - 1]
        if line.strip() != "end":
            made.append(Change(start, start + 3, "End"))
    return tuple(made)


MENDS: tuple[tuple[str, Callable[[str], tuple[Change, ...]]], ...] = (
    ("mermaid-entity", _entities),
    ("mermaid-fullwidth", _wide),
    ("mermaid-reserved-word", reserved),
    ("mermaid-unquoted-label", _quotes),
    ("mermaid-unquoted-label", lambda text: _quotes(text, _BROAD)),
)
"""By the name of the rule that reports the fault."""
