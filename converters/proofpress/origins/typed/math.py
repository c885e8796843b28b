"""TeX between delimiters in the text of a page, which a script on the page would have rendered.

`$…$`, `$$…$$`, `\\(…\\)`, `\\[…\\]`, doubled backslashes, `[tex]…[/tex]`, and environments that stand alone. A dollar that means money,
a shell variable or nothing stays a dollar: what stands between must look like TeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from proofpress import normal
from proofpress.source import Span
from proofpress.tree import Block, Break, Emphasis, Inline, InlineMath, Math, Paragraph, Strong, Tagged, Text, text_of

_DELIMITER = re.compile(
    r"(?P<display>\$\$)|(?P<inline>(?<!\\)\$)|(?P<left>\\{1,2}[(\[])|(?P<right>\\{1,2}[)\]])|(?P<bb>\[(?P<slash>/?)(?P<name>tex|itex|latex|math)\])"
    r"|(?P<begin>\\begin\{(?P<env>equation|align|gather|eqnarray|multline|flalign|alignat)(?P<star>\*?)\})|(?P<end>\\end\{(?:equation|align|gather|eqnarray|multline|flalign|alignat)\*?\})",
)
_WIDE = re.compile(r"[\u4e00-\u9fff]")
_TEXT_GROUP = re.compile(r"\\(?:text|mbox|mathrm|textbf|textrm|operatorname|label|tag|mathbf|hbox)\s*\*?\{[^{}]*\}")
_COMMAND = re.compile(r"\\(?:[a-zA-Z]{2,}|[,;:!{}|\\])")
_RELATION = re.compile(r"[\^_=<>+|/]|\w'|(?<=\w)\(")
_SMALL = re.compile(r"[+-]?(?:[A-Za-z]\w?'{0,2}|\d{1,3}(?:\.\d+)?%?)(?:\s*[,;]\s*(?:[A-Za-z]\w?'{0,2}|\d{1,3}|\\?\.{3}))*")
_WORD = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{4,}")
_GROUPS = ("\\begingroup", "\\endgroup")
"""What Stack Exchange writes around a post so that its macros end with it."""
_LONGEST = 6000
_MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class _Sign:
    """A delimiter: where it stands, what it is."""

    match: re.Match[str]
    span: Span


_Atom = Inline | _Sign


def has_math(lines: Iterable[str]) -> bool:
    """True where any line holds a delimiter."""
    return any(("$" in line or "\\" in line or "[" in line) and _DELIMITER.search(line) for line in lines)


def blocks(run: Sequence[Paragraph]) -> list[Block]:
    """Paragraphs that follow each other, with their formulas."""
    atoms: list[_Atom | None] = []
    for paragraph in run:
        if atoms:
            atoms.append(None)
        atoms.extend(_atoms(paragraph.children))
    out: list[Block] = []
    line: list[Inline] = []

    def flush() -> None:
        if line:
            out.append(Paragraph(tuple(line), span=line[0].span.cover(line[-1].span)))
            line.clear()

    at = 0
    hopeless: set[str] = set()
    while at < len(atoms):
        atom = atoms[at]
        if atom is None:
            flush()
        elif isinstance(atom, _Sign):
            made = _formula(atoms, at, hopeless)
            if made is None:
                line.append(Text(atom.match[0], span=atom.span))
            else:
                node, at = made
                if isinstance(node, Math):
                    flush()
                    out.append(node)
                elif node.value not in _GROUPS:
                    line.append(node)
        else:
            line.append(atom)
        at += 1
    flush()
    return out


def inlines(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A line with its formulas, display or not, as inline ones."""
    if not any(isinstance(node, Text) and _DELIMITER.search(node.value) for node in children):
        return children
    made = blocks([Paragraph(children)])
    out: list[Inline] = []
    for block in made:
        if isinstance(block, Paragraph):
            out.extend(block.children)
        elif isinstance(block, Math):
            out.append(InlineMath(block.value, span=block.span, inner=block.inner))
    return tuple(out)


def _atoms(children: tuple[Inline, ...]) -> Iterable[_Atom]:
    for node in normal.inlines(children, edges=False):
        if not isinstance(node, Text):
            yield node
            continue
        at = 0
        exact = len(node.value) == node.span.end - node.span.start
        for match in _DELIMITER.finditer(node.value):
            if at < match.start():
                yield _part(node, at, match.start(), exact)
            at = match.end()
            yield _Sign(match, Span(node.span.start + match.start(), node.span.start + at) if exact else node.span)
        if at < len(node.value):
            yield _part(node, at, len(node.value), exact)


def _part(node: Text, start: int, end: int, exact: bool) -> Text:
    return Text(node.value[start:end], span=Span(node.span.start + start, node.span.start + end) if exact else node.span)


def _formula(atoms: Sequence[_Atom | None], at: int, hopeless: set[str]) -> tuple[InlineMath | Math, int] | None:
    """The formula that begins with the sign at `at`, and where it ends; None where none does."""
    sign = atoms[at]
    assert isinstance(sign, _Sign)
    kind = _kind(sign.match)
    if not kind or kind in hopeless:
        return None
    display = kind in ("$$", "\\[", "begin")
    parts: list[str] = []
    size = lines = 0
    for index in range(at + 1, len(atoms)):
        atom = atoms[index]
        if isinstance(atom, _Sign) and _closes(kind, atom.match):
            tex = "".join(parts).strip()
            if kind == "begin":
                tex = f"{sign.match[0]}{tex}{atom.match[0]}"
            loose = parts and (parts[0][:1].isspace() or parts[-1][-1:].isspace())
            if not _is_tex(tex, kind, bool(loose)):
                return None
            span = sign.span.cover(atom.span)
            inner = Span(min(sign.span.end, atom.span.start), atom.span.start)
            if kind == "bb":
                display = sign.match["name"] in ("tex", "latex", "math") and _alone(atoms, at, index)
            return (Math if display else InlineMath)(tex, span=span, inner=inner), index
        if isinstance(atom, _Sign) and atom.match["left"] and kind in ("$", "$$"):
            return None
        if atom is None:
            lines += 1
            if not display or lines > _MOST_LINES:
                return None
            parts.append("\n")
            continue
        piece = _as_tex(atom)
        if piece is None:
            return None
        parts.append(piece)
        size += len(piece)
        if size > _LONGEST:
            return None
    hopeless.add(kind)
    return None


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


def _closes(kind: str, match: re.Match[str]) -> bool:
    match kind:
        case "$$":
            return bool(match["display"])
        case "$":
            return bool(match["inline"])
        case "\\(" | "\\[":
            return bool(match["right"]) and match["right"][-1] == (")" if kind == "\\(" else "]")
        case "bb":
            return bool(match["bb"]) and bool(match["slash"])
        case _:
            return bool(match["end"])


def _as_tex(atom: _Atom) -> str | None:
    """What an inline node was in the TeX that a Markdown processor took for Markdown; None for what TeX cannot hold."""
    match atom:
        case _Sign():
            return atom.match[0]
        case Text():
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


def _alone(atoms: Sequence[_Atom | None], start: int, end: int) -> bool:
    return (start == 0 or atoms[start - 1] is None) and (end + 1 == len(atoms) or atoms[end + 1] is None)


def _is_tex(tex: str, kind: str, loose: bool) -> bool:
    if not tex or tex.count("{") - tex.count("\\{") != tex.count("}") - tex.count("\\}"):
        return False
    bare = _TEXT_GROUP.sub("", tex)
    wide = len(_WIDE.findall(bare))
    if wide > 12 or wide and kind == "$" and not _COMMAND.search(tex):
        return False
    if kind in ("bb", "begin"):
        return True
    command = _COMMAND.search(tex) is not None
    if _SMALL.fullmatch(tex):
        return not (loose and kind == "$") and not (kind == "$" and tex.isdigit())
    if command:
        return True
    if _WORD.search(bare) and kind != "$$":
        return False
    return _RELATION.search(tex) is not None and not (loose and kind == "$" and len(tex) > 60)
