"""Where each line stands: behind which quote marks, in which containers, at which columns."""

from __future__ import annotations

import re
from string import ascii_letters
from typing import NamedTuple

from proofpress.markdown.dialect import Dialect
from proofpress.markdown.lines import Kind, Lines, Opening
from proofpress.markdown.signs import BETWEEN, BOX, BREAK, CALLOUT, QUOTE, items, opening


def measure(made: Lines, first: int) -> None:
    """Quote marks, blank lines and columns. Inside of a container a quote may begin further in."""
    made.bodies[:first] = [line.strip(" \t") for line in made.lines[:first]]
    opens, (item, signs) = opening(made.dialect.containers), _items(made.dialect)
    outer = inner = -1
    for number in range(first, len(made.lines)):
        line = made.lines[number]
        if ">" in line:
            lead = line[: len(line) - len(line.lstrip(" \t"))]
            column = len(lead.expandtabs(4))
            nested = outer >= 0 and outer < column <= inner + _DEEPER
            if quote := QUOTE.match(line, len(lead) if nested else 0):
                made.quotes[number] = quote.end()
                line = _behind(line, quote.end())
        body = line.lstrip(" \t")
        made.bodies[number] = body.rstrip(" \t")
        if not body:
            made.kinds[number] = Kind.BLANK
            continue
        lead = line[: len(line) - len(body)]
        made.indents[number] = column = len(lead.expandtabs(4)) if lead else 0
        if made.quotes[number]:
            continue
        if column <= outer:
            outer = inner = -1
        if body[0] in signs and (item.match(body) or opens.match(body)):
            outer, inner = column if outer < 0 else outer, column


def _behind(line: str, at: int) -> str:
    """What stands behind quote marks; a tab there reaches to a stop of the whole line."""
    rest = line[at:]
    body = rest.lstrip(" \t")
    lead = rest[: len(rest) - len(body)]
    if "\t" not in lead:
        return rest
    return " " * (len((line[:at] + lead).expandtabs(4)) - len(line[:at].expandtabs(4))) + body


_DEEPER = 7
_SIGNS = frozenset("-*+0123456789!?=:[/")
_LETTERS = frozenset(ascii_letters + "#")


def _items(dialect: Dialect) -> tuple[re.Pattern[str], frozenset[str]]:
    """How an item begins, with a text or without, and the signs with which any container does."""
    return items(dialect.list_styles, empty=True), _SIGNS | _LETTERS if dialect.list_styles else _SIGNS


class _Open(NamedTuple):
    """A container: the column of its sign, and that of its content."""

    column: int
    content: int
    item: bool
    box: bool
    keeps: bool
    """Whether it is an item or a definition."""

    @property
    def inside(self) -> int:
        """The least column of a line that can still belong to it."""
        return self.column + 2 if self.item else self.content


def nest(made: Lines, first: int) -> None:
    """Indented code, and for every line the column its container asks for (multiples of four, as the site's parser
    does)."""
    stack: list[_Open] = []
    outside: list[tuple[int, list[_Open]]] = []
    heads, step = opening(made.dialect.containers), made.dialect.list_step
    item, signs = _items(made.dialect)
    before = Kind.BLANK
    quoted = 0
    fenced = {fence.first: fence for fence in made.fences}
    raw = {made.line_of(span.start): made.line_of(span.end - 1) for span in made.raw}
    shown: set[int] = set()
    speaks = first
    """The last line above that is not blank."""
    shows = -1
    """The last line of a fence that code shows."""
    if made.dialect.callouts:
        _callouts(made, first)
    for number in range(first, len(made.lines)):
        kind = made.kinds[number]
        if kind in (Kind.BLANK, Kind.FRONT):
            before = Kind.BLANK
            continue
        if number <= shows:
            continue
        above, speaks = speaks, number
        if kind == Kind.FENCE and number not in fenced:
            made.bases[number], made.boxed[number] = made.bases[number - 1], made.boxed[number - 1]
            continue
        indent = made.indents[number]
        depth = made.depth(number)
        body = made.bodies[number]
        if depth != quoted:
            if depth > quoted:
                lead = made.lead(number)
                while stack and lead < stack[-1].inside:
                    stack.pop()
                outside.append((quoted, stack))
            stack = []
            while outside and outside[-1][0] >= depth:
                stack = outside.pop()[1]
            quoted = depth
            if before == Kind.CODE:
                before = Kind.BLANK
        if depth and before == Kind.BLANK and outside and not outside[-1][0]:
            # A quote further out than the one above it stands outside of what held that one.
            around, lead = outside[-1][1], made.lead(number)
            if around and lead < around[-1].inside:
                stack = []
                while around and lead < around[-1].inside:
                    around.pop()
        if number in made.callouts and number in made.heads:
            before = Kind.BLANK
            continue
        opens = _openings(body, item, heads) if kind == Kind.TEXT and body[0] in signs else ()
        if made.boxed[number - 1] > indent:
            # A fence may stand further out than the body of the box that holds it.
            edge = 3 if kind == Kind.FENCE else 0
            del stack[next((k for k, one in enumerate(stack) if one.box and one.content - edge > indent), len(stack)) :]
        if before != Kind.TEXT or opens or body.startswith("#"):
            while stack and indent < stack[-1].inside:
                if kind == Kind.FENCE and indent > stack[-1].column:
                    break
                stack.pop()
        made.bases[number] = base = stack[-1].content if stack else 0
        around = stack or (outside[-1][1] if outside else [])
        if around and around[-1].keeps:
            made.kept.add(number)
        made.boxed[number] = next((c.content for c in reversed(stack) if c.box), 0)
        is_code = made.dialect.indented and before in (Kind.BLANK, Kind.CODE) and indent >= base + 4
        if is_code and number in raw and not made.bodies[above].startswith("<"):
            lines = range(number, raw[number] + 1)
            if all(made.indents[line] >= base + 4 for line in lines if made.bodies[line]):
                shown.add(number)
                for line in lines:
                    made.kinds[line] = Kind.TEXT if made.bodies[line] else Kind.BLANK
                kind = Kind.TEXT
        if is_code and kind == Kind.FENCE and before == Kind.CODE and made.dialect.of_site and fenced[number].closed:
            # A fence in the middle of code is more of it.
            within = fenced.pop(number)
            made.fences.remove(within)
            made.kinds[number : within.last + 1] = [Kind.CODE] * (within.last + 1 - number)
            shows = within.last
            continue
        # Where no site says how it is read, an item that stands too far in is one all the same.
        meant = opens and stack and stack[-1].item and before == Kind.BLANK and not made.dialect.of_site
        if is_code and kind == Kind.TEXT and not meant:
            made.kinds[number] = before = Kind.CODE
            continue
        heading = body[:1] == "#" and kind == Kind.TEXT and indent < base + 4 and made.atx.match(body)
        asks = body[:1] == "<" and indent < 4 and before == Kind.BLANK and made.asks(number)
        before = Kind.BLANK if heading or asks else kind
        if not opens:
            continue
        made.openings[number] = opens
        column = indent
        for sign in opens:
            content = column // step * step + (step if sign.item else 4)
            box = not sign.item and BOX.match(body, sign.at) is not None
            if not (box or sign.item) and BETWEEN.match(body, sign.at):
                made.heads.add(number)
                if body[0] == "/":
                    _options(made, number)
                before = Kind.BLANK
                break
            stack.append(_Open(column, content, sign.item, box, sign.item or body[sign.at] == ":"))
            column = content
            if box:
                made.heads.add(number)
                before = Kind.BLANK
    if shown:
        # What a listing shows is no HTML.
        made.raw = [span for span in made.raw if made.line_of(span.start) not in shown]


def _callouts(made: Lines, first: int) -> None:
    """The heads of callouts, and the lines in them."""
    inside = above = 0
    for number in range(first, len(made.lines)):
        depth = made.depth(number)
        inside = inside if depth >= inside else 0
        begins = depth > above or depth and made.dialect.callouts == "any"
        if begins and made.kinds[number] == Kind.TEXT and CALLOUT.match(made.bodies[number]):
            inside = depth
            made.heads.add(number)
        if inside:
            made.callouts.add(number)
        above = depth


def _options(made: Lines, head: int) -> None:
    """The YAML that stands indented right under the first line of a block between slashes."""
    number = head + 1
    while number < len(made.lines) and made.kinds[number] == Kind.TEXT:
        if made.indents[number] < made.indents[head] + 4:
            break
        made.kinds[number] = Kind.FRONT
        number += 1


_MOST = 8
"""So many containers begin on one line."""


def _openings(body: str, begins: re.Pattern[str], heads: re.Pattern[str]) -> tuple[Opening, ...]:
    """The containers that begin on a line, from the outermost."""
    made: list[Opening] = []
    at = 0
    while len(made) < _MOST:
        found = item = begins.match(body, at)
        if item is None:
            found = heads.match(body, at)
        if found is None or item and BREAK.match(body, at):
            break
        at = found.end()
        while at < len(body) and body[at] in " \t":
            at += 1
        made.append(Opening(found.start(), at, item is not None))
        if item is None and (BOX.match(body, found.start()) or BETWEEN.match(body, found.start())):
            break
    return tuple(made)
