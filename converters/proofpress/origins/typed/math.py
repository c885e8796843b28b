"""TeX between delimiters in the text of a page, which a script on the page would have rendered.

`$…$`, `$$…$$`, `\\(…\\)`, `\\[…\\]`, doubled backslashes, `[tex]…[/tex]`, and environments that stand alone. A dollar
that means money, a shell variable or nothing stays a dollar: what stands between must look like TeX.

The lexer cannot be asked: it reads a text, and here is none. A page's paragraphs are nodes by now, with emphasis,
breaks and indices that were made of the formula's own signs, and with delimiters (`[tex]`, doubled backslashes) that
no Markdown has; MathJax pairs them over these nodes, as is done here. Written out as a text to be lexed, the nodes
would lose their places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from proofpress import normal
from proofpress.evidence import chinese
from proofpress.evidence.dollars import is_between_prices, is_running_text
from proofpress.evidence.rows import INNER
from proofpress.evidence.sentence_math import fits_a_line, is_in_sentence
from proofpress.evidence.tex import COMMAND, REMARK, Look, is_balanced, look, outside_text
from proofpress.markdown.signs import CLOSE_BRACKET, DISPLAY, OPEN_BRACKET
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import (
    Block,
    Break,
    Emphasis,
    Inline,
    InlineMath,
    Math,
    Paragraph,
    Strong,
    Tagged,
    Text,
    place_in,
    sliced,
    text_of,
)

_DELIMITER = regex(
    rf"(?P<display>{DISPLAY})|(?P<inline>(?<!\\)\$)|(?P<left>\\?{OPEN_BRACKET})|(?P<right>\\?{CLOSE_BRACKET})|"
    r"(?P<bb>\[(?P<slash>/?)(?P<name>tex|itex|latex|math)\])"
    r"|(?P<begin>\\begin\{(?P<env>equation|align|gather|eqnarray|multline|flalign|alignat)(?P<star>\*?)\})"
    r"|(?P<end>\\end\{(?:equation|align|gather|eqnarray|multline|flalign|alignat)\*?\})",
)
_ROWS = regex(r"\s*+\\begin\{(?P<name>[A-Za-z]+)\*?\}")
_EDGE = regex(r"\\(?P<which>begin|end)\{[A-Za-z]+\*?\}")
_NAMES = 12
"""So many letters of Chinese pass for names in a formula."""
_NEAR = 200
_ENDS_OPEN = regex(r"(?<!\\)\$[^$\s][^$]*[^$\s]$|(?<!\\)\$[^$\s]$")
_CROSSES = regex(r"[{\w\\][^$]*\$(?:[^$]*\$[^$]*\$)*[^$]*\$[^$]*[\w})\]]")
_ENDS_RAISED = regex(r"(?<!\\)\$[^$\s][^$]*\^\{?\s?$")
_CROSSES_RAISED = regex(r"[^$]*\$(?:[^$]*\$[^$]*\$)*[^$]*\$[^$]*\^\{?")
_LEFT_RAISED = regex(r"[^$\n]{0,400}\$")
"""A star raised in one formula, and one in a later."""
_GROUPS = ("\\begingroup", "\\endgroup")
"""What Stack Exchange writes around a post so that its macros end with it."""
_LONGEST = 6000
_MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class _Sign:
    """A delimiter: where it stands, what it is."""

    match: re.Match[str]
    span: Span


@dataclass(frozen=True, slots=True)
class _LineEnd:
    """Where a line of the source ends, which only a formula knows of."""


_Atom = Inline | Math | _Sign | _LineEnd


def has_math(lines: Iterable[str]) -> bool:
    """True where any line holds a delimiter."""
    return any(("$" in line or "\\" in line or "[" in line) and _holds(line) for line in lines)


def _holds(line: str) -> bool:
    return _DELIMITER.search(line) is not None or _begins_rows(line)


def _begins_rows(line: str) -> bool:
    found = _ROWS.match(line)
    return found is not None and found["name"] in INNER


def blocks(run: Sequence[Paragraph], dollars: bool = False) -> list[Block]:
    """Paragraphs that follow each other, with their formulas; `dollars` says that a script of their page takes what
    stands between single dollars for one."""
    atoms: list[_Atom | None] = []
    number = 0
    while number < len(run):
        if atoms:
            atoms.append(None)
        if (rows := _rows(run[number : number + _MOST_LINES])) is not None:
            display, count = rows
            atoms.append(display)
            number += count
        else:
            atoms.extend(_atoms(run[number].children))
            number += 1
    out: list[Block] = []
    line: list[Inline] = []

    def flush() -> None:
        if line:
            out.append(Paragraph(tuple(line), span=line[0].span.cover(line[-1].span)))
            line.clear()

    at = 0
    atoms = _halved(atoms, dollars)
    places = _Places(atoms)
    while at < len(atoms):
        atom = atoms[at]
        if atom is None:
            flush()
        elif isinstance(atom, Math):
            flush()
            out.append(atom)
        elif isinstance(atom, _Sign):
            made = _formula(atoms, at, places, dollars)
            if made is None:
                line.append(Text(atom.match[0], span=atom.span))
            else:
                node, end = made
                if isinstance(node, Math) and places.in_sentence(node.value, at, end):
                    node = InlineMath(node.value, span=node.span, inner=node.inner)
                at = end
                if isinstance(node, Math):
                    flush()
                    out.append(node)
                elif node.value.strip() not in _GROUPS:
                    line.append(node)
        elif not isinstance(atom, _LineEnd):
            line.append(atom)
        at += 1
    flush()
    return out


def inlines(children: tuple[Inline, ...], dollars: bool = False) -> tuple[Inline, ...]:
    """A line with its formulas, display or not, as inline ones; `dollars` as for `blocks`."""
    if not any(isinstance(node, Text) and _holds(node.value) for node in children):
        return children
    made = blocks([Paragraph(children)], dollars)
    out: list[Inline] = []
    for block in made:
        if isinstance(block, Paragraph):
            out.extend(block.children)
        elif isinstance(block, Math):
            out.append(InlineMath(block.value, span=block.span, inner=block.inner))
    return tuple(out)


def _rows(run: Sequence[Paragraph]) -> tuple[Math, int] | None:
    """An environment of rows (`aligned`, `cases`, a matrix) that is all that the first of these paragraphs hold, and
    how many they are: a script sets it as if it had delimiters; in a sentence it may be spoken of."""
    first = run[0]
    if not first.children or not _begins_rows(text_of(first.children[:1])):
        return None
    lines: list[str] = []
    depth = 0
    for paragraph in run:
        pieces = [_as_tex(atom) for atom in _atoms(paragraph.children)]
        if None in pieces:
            return None
        lines.append("".join(piece or "" for piece in pieces))
        for found in _EDGE.finditer(lines[-1]):
            depth += 1 if found["which"] == "begin" else -1
            if depth > 0:
                continue
            tex = _in_lines("\n".join(lines)).strip()
            if lines[-1][found.end() :].strip() or len(tex) > _LONGEST or not _is_tex(tex, "begin", False):
                return None
            return Math(tex, span=first.span.cover(paragraph.span)), len(lines)
    return None


def _atoms(children: tuple[Inline, ...]) -> Iterable[_Atom]:
    run: list[Inline] = []
    for node in _with_underscores(children):
        for number, part in enumerate(_by_line(node) if isinstance(node, Text) and node.lines else (node,)):
            if number:
                yield from _told(run)
                yield _LineEnd()
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


def _told(nodes: Sequence[Inline]) -> Iterable[_Atom]:
    for node in normal.inlines(nodes, edges=False, settled=False):
        if not isinstance(node, Text):
            yield node
            continue
        at = 0
        for match in _DELIMITER.finditer(node.value):
            if at < match.start():
                yield sliced(node, at, match.start())
            at = match.end()
            yield _Sign(match, place_in(node, *match.span()))
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
        before = (before + text)[-_NEAR:]
        odd ^= text.count("$") % 2 == 1
    return tuple(out)


def _halved(atoms: list[_Atom | None], dollars: bool) -> list[_Atom | None]:
    """The atoms with two dollars as one and one where the first ends a formula in a line: the second begins another,
    or is one too many."""
    if {"$", "$$"} - {_kind(atom.match) for atom in atoms if isinstance(atom, _Sign)}:
        return atoms
    out: list[_Atom | None] = []
    begun, displayed = -1, False
    for atom in atoms:
        kind = _kind(atom.match) if isinstance(atom, _Sign) else ""
        if atom is None:
            begun, displayed = -1, False
        elif displayed or kind not in ("$", "$$"):
            displayed = displayed and kind != "$$"
        elif begun >= 0 and _ends_formula(out[begun + 1 :], dollars):
            if kind == "$$":
                assert isinstance(atom, _Sign)
                start, end = _halves(atom)
                out.append(start)
                atom, begun = end, len(out)
            else:
                begun = -1
        else:
            begun, displayed = (len(out), False) if kind == "$" else (-1, True)
        out.append(atom)
    return out


def _ends_formula(atoms: Sequence[_Atom | None], dollars: bool) -> bool:
    pieces = [None if atom is None else _as_tex(atom) for atom in atoms]
    tex = "".join(piece or "" for piece in pieces)
    return None not in pieces and len(tex) <= _LONGEST and tex == tex.strip() and _is_tex(tex, "$", False, dollars)


def _halves(sign: _Sign) -> tuple[_Sign, _Sign]:
    match = _DELIMITER.match("$")
    assert match is not None
    start, end = sign.span.start, sign.span.end
    middle = min(start + 1, end)
    return _Sign(match, Span(start, middle)), _Sign(match, Span(middle, end))


_LINE_END = " \n"
"""A line end in TeX; a space to the sentence around it."""
_HELD = "x"
"""Stands for what is no text, such as code or a link."""


class _Places:
    """What stands at each place of a run of atoms, so that a formula is looked at only once its end is known."""

    def __init__(self, atoms: Sequence[_Atom | None]) -> None:
        self.pieces = ["\n" if atom is None else _as_tex(atom) for atom in atoms]
        self.sizes = [
            0,
            *accumulate(
                0 if atom is None else len(piece or "") for atom, piece in zip(atoms, self.pieces, strict=True)
            ),
        ]
        self.breaks = [0, *accumulate(atom is None for atom in atoms)]
        self.foreign = [0, *accumulate(piece is None for piece in self.pieces)]
        self.opening: dict[str, list[int]] = {}
        self.closing: dict[str, list[int]] = {}
        for place, atom in enumerate(atoms):
            if isinstance(atom, _Sign):
                self.opening.setdefault(_kind(atom.match), []).append(place)
                self.closing.setdefault(_closes(atom.match), []).append(place)
        self.worded: set[int] = set()
        """The lines that hold more than displayed formulas."""
        displayed = False
        for place, (atom, piece) in enumerate(zip(atoms, self.pieces, strict=True)):
            if atom is None or piece == "$$":
                displayed = atom is not None and not displayed
            elif not displayed and (piece is None or piece.strip()):
                self.worded.add(self.breaks[place])

    def end(self, kind: str, at: int) -> int:
        """Where the formula ends that a sign of this kind opens at a place; -1 where it is none, or too long."""
        closing = self.closing.get(kind, [])
        index = bisect_right(closing, at)
        if index == len(closing):
            return -1
        end = closing[index]
        lines = self.breaks[end] - self.breaks[at]
        may_break = kind in _MAY_BREAK or self.fills_lines(at, end)
        if self.sizes[end] - self.sizes[at + 1] > _LONGEST or lines > (_MOST_LINES if may_break else 0):
            return -1
        if self.foreign[end] > self.foreign[at] or any(self._opens(inner, at, end) for inner in _OPENS_NOT_IN[kind]):
            return -1
        return end

    def fills_lines(self, at: int, end: int) -> bool:
        """Whether each of two signs is all that stands in its line."""
        pieces = self.pieces
        return all(
            (k == 0 or pieces[k - 1] == "\n") and (k + 1 == len(pieces) or pieces[k + 1] == "\n") for k in (at, end)
        )

    def in_sentence(self, tex: str, at: int, end: int) -> bool:
        """Whether `$$` at two places hold a word of the paragraph that stands around them."""
        if self.pieces[at] != "$$" or self.pieces[end] != "$$" or self.breaks[at] not in self.worded:
            return False
        only = len(self.opening["$$"]) > 2 and not self.opening.keys() & {"$", "\\("}
        return is_in_sentence(tex, self._beside(at - 1, -1), self._beside(end + 1, 1), only)

    def _beside(self, at: int, step: int) -> str:
        """What stands in the line from a place on, as far as it tells."""
        said = ""
        while 0 <= at < len(self.pieces) and len(said) < _NEAR and self.pieces[at] != "\n":
            piece = self.pieces[at]
            piece = _HELD if piece is None else piece
            said = said + piece if step > 0 else piece + said
            at += step
        return said

    def _opens(self, kind: str, at: int, end: int) -> bool:
        opening = self.opening.get(kind, [])
        index = bisect_right(opening, at)
        return index < len(opening) and opening[index] < end


_DISPLAYED = ("$$", "\\[", "begin")
_MAY_BREAK = (*_DISPLAYED, "bb")
_OPENS_NOT_IN: dict[str, tuple[str, ...]] = {
    "$$": ("\\(", "\\["),
    "$": ("\\(", "\\["),
    "\\(": ("\\(",),
    "\\[": ("\\[",),
    "bb": (),
    "begin": (),
}


def _formula(
    atoms: Sequence[_Atom | None], at: int, places: _Places, dollars: bool
) -> tuple[InlineMath | Math, int] | None:
    """The formula that begins with the sign at `at`, and where it ends; None where none does."""
    sign = atoms[at]
    assert isinstance(sign, _Sign)
    kind = _kind(sign.match)
    end = places.end(kind, at) if kind else -1
    if end < 0:
        return None
    closing = atoms[end]
    assert isinstance(closing, _Sign)
    parts = [piece or "" for piece in places.pieces[at + 1 : end]]
    between = _in_lines("".join(parts))
    tex = between.strip()
    if kind == "begin":
        # A comment goes on to the end of its line, and may be the last that stands in an environment.
        ends = "\n" * ("\n" in between[len(between.rstrip()) :])
        begins = ends and "\n" * ("\n" in between[: len(between) - len(between.lstrip())])
        tex = f"{sign.match[0]}{begins}{tex}{ends}{closing.match[0]}"
    loose = parts and (parts[0][:1].isspace() or parts[-1][-1:].isspace())
    if kind == "$":
        after = _text_at(atoms, end + 1)
        if is_between_prices(tex, after) or dollars and _joins(tex, after):
            return None
    if not _is_tex(tex, kind, bool(loose), dollars, kind in _DISPLAYED and _own_line(atoms, at, end)):
        return None
    span = sign.span.cover(closing.span)
    inner = Span(min(sign.span.end, closing.span.start), closing.span.start)
    display = (
        (places.breaks[end] > places.breaks[at] or _alone(atoms, at, end))
        and sign.match["name"] in ("tex", "latex", "math")
        if kind == "bb"
        else kind in _DISPLAYED or places.fills_lines(at, end)
    )
    if display:
        return Math(tex, span=span, inner=inner), end
    # The end of its line may be all that follows a comment.
    return InlineMath(between if "\n" in between else tex, span=span, inner=inner), end


def _in_lines(tex: str) -> str:
    """TeX with its lines; without those of the source, which are as long as an editor made them, if it has neither
    comments nor anything that a display alone can hold."""
    folded = tex.replace(_LINE_END, " ")
    return folded if not REMARK.search(folded) and fits_a_line(folded.strip()) else tex


def _kind(match: re.Match[str]) -> str:
    if match["display"]:
        return "$$"
    if match["inline"]:
        return "$"
    if match["left"]:
        return "\\" + match["left"][-1]
    if match["bb"]:
        return "" if match["slash"] else "bb"
    return "begin" if match["begin"] else ""


def _closes(match: re.Match[str]) -> str:
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


def _as_tex(atom: _Atom) -> str | None:
    """What an inline node was in the TeX that a Markdown processor took for Markdown; None for what TeX cannot hold."""
    match atom:
        case _Sign():
            return atom.match[0]
        case _LineEnd():
            return _LINE_END
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


def _text_at(atoms: Sequence[_Atom | None], at: int) -> str:
    """The text of an atom; "" where it is none, or nothing stands there."""
    atom = atoms[at] if at < len(atoms) else None
    return atom.value if isinstance(atom, Text) else ""


def _alone(atoms: Sequence[_Atom | None], start: int, end: int) -> bool:
    return (start == 0 or atoms[start - 1] is None) and (end + 1 == len(atoms) or atoms[end + 1] is None)


def _own_line(atoms: Sequence[_Atom | None], start: int, end: int) -> bool:
    """Whether nothing else stands in the lines of a formula, or nothing but what its line goes on after a break."""
    around = (atoms[start - 1] if start else None, atoms[end + 1] if end + 1 < len(atoms) else None)
    return all(
        atom is None or isinstance(atom, Break | _LineEnd) or isinstance(atom, Text) and not atom.value.strip()
        for atom in around
    )


_JOINS = regex(r"[-.,:;/&]$|->$")
_NAME = regex(r"[A-Za-z0-9_{.]")
_NO_START = regex(r"[,;:.!?/]")


def _is_tex(tex: str, kind: str, loose: bool, dollars: bool = False, alone: bool = False) -> bool:
    """Whether what stands between two signs is a formula: a dollar alone may be money, any other sign means hardly
    else. `dollars`: a script of the page takes single dollars; `alone`: nothing else stands in its lines."""
    if not tex or not is_balanced(tex):
        return False
    names = _NAMES if kind != "$" or "\\" in tex or dollars else 0
    if kind in ("bb", "begin"):
        return chinese.count(outside_text(tex)) <= names
    seen = look(tex, names, words=2 if kind == "$$" else 3 if dollars else 0)
    if seen is Look.PROSE and (alone or dollars) and _names_much(tex, alone):
        return True
    if kind != "$":
        return seen >= Look.NUMBER or tex[0] + tex[-1] == "[]" and look(tex[1:-1]) is Look.SYMBOL
    if loose:
        return seen is Look.COMMAND or seen >= Look.OPERATION and len(tex) <= 60
    if dollars and "\n" not in tex and seen is not Look.PROSE:
        return not (is_running_text(tex) or _NO_START.match(tex))
    return seen >= Look.SYMBOL or seen is Look.NUMBER and not tex.isdigit()


def _joins(tex: str, after: str) -> bool:
    """Whether this joins two names, as `scope.` in `$scope.$apply` and `{user}-` in `${user}-${host}`."""
    return _JOINS.search(tex) is not None and _NAME.match(after) is not None and look(tex) < Look.SCRIPT


def _names_much(tex: str, alone: bool) -> bool:
    """Whether this is a formula, for all the Chinese in it: rows with remarks, or names of several letters."""
    if alone and tex.startswith("\\begin{") and tex.endswith("}"):
        return True
    seen = look(tex, len(tex))
    return (seen >= Look.RELATION if alone else COMMAND.search(tex) is not None) and not is_running_text(tex)
