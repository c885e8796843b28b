"""TeX between delimiters in the text of a page, which a script on the page would have rendered.

`$…$`, `$$…$$`, `\\(…\\)`, `\\[…\\]`, doubled backslashes, `[tex]…[/tex]`, and environments that stand alone. A dollar
that means money, a shell variable or nothing stays a dollar: what stands between must look like TeX.

The lexer cannot be asked: it reads a text, and here is none. A page's paragraphs are nodes by now, with emphasis,
breaks and indices that were made of the formula's own signs, and with delimiters (`[tex]`, doubled backslashes) that
no Markdown has; MathJax pairs them over these nodes, as is done here. Written out as a text to be lexed, the nodes
would lose their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from proofpress.evidence import chinese
from proofpress.evidence.dollars import is_between_prices, is_running_text
from proofpress.evidence.rows import INNER
from proofpress.evidence.sentence_math import fits_a_line
from proofpress.evidence.tex import COMMAND, REMARK, Look, is_balanced, look, outside_text
from proofpress.origins.typed.atoms import DELIMITER, LINE_END, Atom, LineEnd, Sign, as_tex, atoms_of, kind_of
from proofpress.origins.typed.places import DISPLAYED, LONGEST, MOST_LINES, Places
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import (
    Block,
    Break,
    Inline,
    InlineMath,
    Math,
    Paragraph,
    Text,
    text_of,
)

_ROWS = regex(r"\s*+\\begin\{(?P<name>[A-Za-z]+)\*?\}")
_EDGE = regex(r"\\(?P<which>begin|end)\{[A-Za-z]+\*?\}")
_NAMES = 12
"""So many letters of Chinese pass for names in a formula."""
_GROUPS = ("\\begingroup", "\\endgroup")
"""What Stack Exchange writes around a post so that its macros end with it."""


def has_math(lines: Iterable[str]) -> bool:
    """True where any line holds a delimiter."""
    return any(("$" in line or "\\" in line or "[" in line) and _holds(line) for line in lines)


def _holds(line: str) -> bool:
    return DELIMITER.search(line) is not None or _begins_rows(line)


def _begins_rows(line: str) -> bool:
    found = _ROWS.match(line)
    return found is not None and found["name"] in INNER


def blocks(run: Sequence[Paragraph], dollars: bool = False) -> list[Block]:
    """Paragraphs that follow each other, with their formulas; `dollars` says that a script of their page takes what
    stands between single dollars for one."""
    atoms: list[Atom | None] = []
    number = 0
    while number < len(run):
        if atoms:
            atoms.append(None)
        if (rows := _rows(run[number : number + MOST_LINES])) is not None:
            display, count = rows
            atoms.append(display)
            number += count
        else:
            atoms.extend(atoms_of(run[number].children))
            number += 1
    out: list[Block] = []
    line: list[Inline] = []

    def flush() -> None:
        if line:
            out.append(Paragraph(tuple(line), span=line[0].span.cover(line[-1].span)))
            line.clear()

    at = 0
    atoms = _halved(atoms, dollars)
    places = Places(atoms)
    while at < len(atoms):
        atom = atoms[at]
        if atom is None:
            flush()
        elif isinstance(atom, Math):
            flush()
            out.append(atom)
        elif isinstance(atom, Sign):
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
        elif not isinstance(atom, LineEnd):
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
        pieces = [as_tex(atom) for atom in atoms_of(paragraph.children)]
        if None in pieces:
            return None
        lines.append("".join(piece or "" for piece in pieces))
        for found in _EDGE.finditer(lines[-1]):
            depth += 1 if found["which"] == "begin" else -1
            if depth > 0:
                continue
            tex = _in_lines("\n".join(lines)).strip()
            if lines[-1][found.end() :].strip() or len(tex) > LONGEST or not _is_tex(tex, "begin", False):
                return None
            return Math(tex, span=first.span.cover(paragraph.span)), len(lines)
    return None


def _halved(atoms: list[Atom | None], dollars: bool) -> list[Atom | None]:
    """The atoms with two dollars as one and one where the first ends a formula in a line: the second begins another,
    or is one too many."""
    if {"$", "$$"} - {kind_of(atom.match) for atom in atoms if isinstance(atom, Sign)}:
        return atoms
    out: list[Atom | None] = []
    begun, displayed = -1, False
    for atom in atoms:
        kind = kind_of(atom.match) if isinstance(atom, Sign) else ""
        if atom is None:
            begun, displayed = -1, False
        elif displayed or kind not in ("$", "$$"):
            displayed = displayed and kind != "$$"
        elif begun >= 0 and _ends_formula(out[begun + 1 :], dollars):
            if kind == "$$":
                assert isinstance(atom, Sign)
                start, end = _halves(atom)
                out.append(start)
                atom, begun = end, len(out)
            else:
                begun = -1
        else:
            begun, displayed = (len(out), False) if kind == "$" else (-1, True)
        out.append(atom)
    return out


def _ends_formula(atoms: Sequence[Atom | None], dollars: bool) -> bool:
    pieces = [None if atom is None else as_tex(atom) for atom in atoms]
    tex = "".join(piece or "" for piece in pieces)
    return None not in pieces and len(tex) <= LONGEST and tex == tex.strip() and _is_tex(tex, "$", False, dollars)


def _halves(sign: Sign) -> tuple[Sign, Sign]:
    match = DELIMITER.match("$")
    assert match is not None
    start, end = sign.span.start, sign.span.end
    middle = min(start + 1, end)
    return Sign(match, Span(start, middle)), Sign(match, Span(middle, end))


def _formula(
    atoms: Sequence[Atom | None], at: int, places: Places, dollars: bool
) -> tuple[InlineMath | Math, int] | None:
    """The formula that begins with the sign at `at`, and where it ends; None where none does."""
    sign = atoms[at]
    assert isinstance(sign, Sign)
    kind = kind_of(sign.match)
    end = places.end(kind, at) if kind else -1
    if end < 0:
        return None
    closing = atoms[end]
    assert isinstance(closing, Sign)
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
    if not _is_tex(tex, kind, bool(loose), dollars, kind in DISPLAYED and _own_line(atoms, at, end)):
        return None
    span = sign.span.cover(closing.span)
    inner = Span(min(sign.span.end, closing.span.start), closing.span.start)
    display = (
        (places.breaks[end] > places.breaks[at] or _alone(atoms, at, end))
        and sign.match["name"] in ("tex", "latex", "math")
        if kind == "bb"
        else kind in DISPLAYED or places.fills_lines(at, end)
    )
    if display:
        return Math(tex, span=span, inner=inner), end
    # The end of its line may be all that follows a comment.
    return InlineMath(between if "\n" in between else tex, span=span, inner=inner), end


def _in_lines(tex: str) -> str:
    """TeX with its lines; without those of the source, which are as long as an editor made them, if it has neither
    comments nor anything that a display alone can hold."""
    folded = tex.replace(LINE_END, " ")
    return folded if not REMARK.search(folded) and fits_a_line(folded.strip()) else tex


def _text_at(atoms: Sequence[Atom | None], at: int) -> str:
    """The text of an atom; "" where it is none, or nothing stands there."""
    atom = atoms[at] if at < len(atoms) else None
    return atom.value if isinstance(atom, Text) else ""


def _alone(atoms: Sequence[Atom | None], start: int, end: int) -> bool:
    return (start == 0 or atoms[start - 1] is None) and (end + 1 == len(atoms) or atoms[end + 1] is None)


def _own_line(atoms: Sequence[Atom | None], start: int, end: int) -> bool:
    """Whether nothing else stands in the lines of a formula, or nothing but what its line goes on after a break."""
    around = (atoms[start - 1] if start else None, atoms[end + 1] if end + 1 < len(atoms) else None)
    return all(
        atom is None or isinstance(atom, Break | LineEnd) or isinstance(atom, Text) and not atom.value.strip()
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
