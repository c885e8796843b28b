"""The text of a paragraph as its delimiters of formulas, the ends of its lines, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from proofpress import normal
from proofpress.markdown.signs import CLOSE_BRACKET, DISPLAY, OPEN_BRACKET
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import Break, Emphasis, Inline, Math, Strong, Tagged, Text, place_in, sliced, text_of

DELIMITER = regex(
    rf"(?P<display>{DISPLAY})|(?P<inline>(?<!\\)\$)|(?P<left>\\?{OPEN_BRACKET})|(?P<right>\\?{CLOSE_BRACKET})|"
    r"(?P<bb>\[(?P<slash>/?)(?P<name>tex|itex|latex|math)\])"
    r"|(?P<begin>\\begin\{(?P<env>equation|align|gather|eqnarray|multline|flalign|alignat)(?P<star>\*?)\})"
    r"|(?P<end>\\end\{(?:equation|align|gather|eqnarray|multline|flalign|alignat)\*?\})",
)
_ENDS_OPEN = regex(r"(?<!\\)\$[^$\s][^$]*[^$\s]$|(?<!\\)\$[^$\s]$")
_CROSSES = regex(r"[{\w\\][^$]*\$(?:[^$]*\$[^$]*\$)*[^$]*\$[^$]*[\w})\]]")
_ENDS_RAISED = regex(r"(?<!\\)\$[^$\s][^$]*\^\{?\s?$")
_CROSSES_RAISED = regex(r"[^$]*\$(?:[^$]*\$[^$]*\$)*[^$]*\$[^$]*\^\{?")
_LEFT_RAISED = regex(r"[^$\n]{0,400}\$")
"""A star raised in one formula, and one in a later."""
NEAR = 200
"""Characters beside a sign that tell what it is."""
LINE_END = " \n"
"""A line end in TeX; a space to the sentence around it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A delimiter: where it stands, what it is."""

    match: re.Match[str]
    span: Span


@dataclass(frozen=True, slots=True)
class LineEnd:
    """Where a line of the source ends, which only a formula knows of."""


Atom = Inline | Math | Sign | LineEnd


def atoms_of(children: tuple[Inline, ...]) -> Iterable[Atom]:
    """The atoms of a paragraph, in their order; a line end of the source is one."""
    run: list[Inline] = []
    for node in _with_underscores(children):
        for number, part in enumerate(_by_line(node) if isinstance(node, Text) and node.lines else (node,)):
            if number:
                yield from _told(run)
                yield LineEnd()
                run = []
            run.append(part)
    yield from _told(run)


def _by_line(node: Text) -> list[Text]:
    """A text cut where a line of the source ends; the space between two lines begins the second."""
    ends = [0]
    for line in node.lines:
        space = node.value.startswith(" ", ends[-1])
        begins = ends[-1] + (space and not line.startswith(" "))
        if not node.value.startswith(line, begins):
            return [node]
        ends.append(begins + len(line) if line else ends[-1])
    return [sliced(node, start, end) for start, end in pairwise(ends)]


def _told(nodes: Sequence[Inline]) -> Iterable[Atom]:
    for node in normal.inlines(nodes, edges=False, settled=False):
        if not isinstance(node, Text):
            yield node
            continue
        at = 0
        for match in DELIMITER.finditer(node.value):
            if at < match.start():
                yield sliced(node, at, match.start())
            at = match.end()
            yield Sign(match, place_in(node, *match.span()))
        if at < len(node.value):
            yield sliced(node, at, len(node.value))


def _with_underscores(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The run without emphasis that begins in one formula and ends in another: its signs were underscores or stars of
    both."""
    if not any(isinstance(node, Emphasis) and "$" in text_of(node) for node in children):
        return children
    out: list[Inline] = []
    before, odd = "", False
    for place, node in enumerate(children):
        text = text_of(node)
        sign = ""
        if odd and isinstance(node, Emphasis):
            after = text_of(children[place + 1 : place + 4])
            if _ENDS_RAISED.search(before) and _CROSSES_RAISED.fullmatch(text) and _LEFT_RAISED.match(after):
                sign = "*"
            elif _ENDS_OPEN.search(before) and _CROSSES.fullmatch(text):
                sign = "_"
        if not sign or not isinstance(node, Emphasis):
            out.append(node)
        elif sign == "*" and isinstance(last := out[-1], Text) and (bare := last.value.rstrip()) != last.value:
            out[-1] = replace(last, value=f"{bare}* ")
            out += (*node.children, Text(sign, span=node.span))
        else:
            out += (Text(sign, span=node.span), *node.children, Text(sign, span=node.span))
        before = (before + text)[-NEAR:]
        odd ^= text.count("$") % 2 == 1
    return tuple(out)


def kind_of(match: re.Match[str]) -> str:
    """The kind of formula that a sign can open, "" for none."""
    if match["display"]:
        return "$$"
    if match["inline"]:
        return "$"
    if match["left"]:
        return "\\" + match["left"][-1]
    if match["bb"]:
        return "" if match["slash"] else "bb"
    return "begin" if match["begin"] else ""


def closes(match: re.Match[str]) -> str:
    """The kind of formula that a sign can close."""
    if match["display"]:
        return "$$"
    if match["inline"]:
        return "$"
    if match["right"]:
        return "\\(" if match["right"][-1] == ")" else "\\["
    if match["bb"]:
        return "bb" if match["slash"] else ""
    return "begin" if match["end"] else ""


def as_tex(atom: Atom) -> str | None:
    """What an inline node was in the TeX that a Markdown processor took for Markdown; None for what TeX cannot hold."""
    match atom:
        case Sign():
            return atom.match[0]
        case LineEnd():
            return LINE_END
        case Text() | Math():
            return atom.value
        case Break():
            return "\n"
        case Emphasis():
            return "_" + text_of(atom.children) + "_"
        case Strong():
            return "**" + text_of(atom.children) + "**"
        case Tagged(tag="sub"):
            return "_{" + text_of(atom.children) + "}"
        case Tagged(tag="sup"):
            return "^{" + text_of(atom.children) + "}"
        case _:
            return None
