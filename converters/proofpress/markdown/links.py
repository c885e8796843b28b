"""Links, images, references and their definitions, the malformed ones too, by one linear scan of each flow."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from proofpress.evidence import chinese
from proofpress.markdown.lines import Kind, Lines
from proofpress.markdown.mask import MASK, in_lines
from proofpress.regex import regex
from proofpress.source import Span

Trouble = Literal["", "unclosed", "space", "fullwidth", "reversed"]


@dataclass(frozen=True, slots=True)
class Link:
    """`[text](target)` or `![text](target)`; `where` is the target alone. References have a `label` instead."""

    span: Span
    text: Span
    where: Span
    target: str
    image: bool
    trouble: Trouble = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """`[text][label]`, `[label][]` or, when `short`, `[label]`; the label is folded as Markdown compares it."""

    span: Span
    text: Span
    label: str
    image: bool
    short: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """`[label]: target`."""

    span: Span
    label: str
    where: Span
    target: str


@dataclass(frozen=True, slots=True)
class Note:
    """`[^label]` in the text, or with `definition` the line that explains it."""

    span: Span
    label: str
    definition: bool


@dataclass(slots=True)
class Links:
    """What a page's brackets mean; `targets` are the stretches that a reader does not read."""

    links: list[Link] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    brackets: list[Span] = field(default_factory=list)
    """`[…]` that is none of these, brackets included."""
    targets: list[Span] = field(default_factory=list)


def takes_space(link: Link, text: str) -> bool:
    """Whether Python-Markdown takes the space in an address: not where a reference is defined."""
    return link.trouble == "space" and text[link.where.start] != "<"


def fold(label: str) -> str:
    """A label as Markdown compares it."""
    return " ".join(label.split()).lower()


_DEFINITION = regex(r"[ \t]*\[(?!\^)((?:[^\[\]\\\n]|\\.){1,400})\]:[ \t]*(?:\n[ \t]*)?(<[^<>\s]*>|[^\s<]\S*)([^\n]*)")
_SPACED = regex(r"[ \t]*\[(?!\^)((?:[^\[\]\\\n]|\\.){1,400})\]:[ \t]*(<[^<>\s][^<>\n]*>)")
_FOOTNOTE = regex(r"[ \t]*\[\^([^\]\s]+)\]:")
_ABBREVIATION = regex(r"[ \t]*\*\[[^\]\n]+\]:[^\n]*")
_MARK = regex(r"\\[\s\S]|!?\[|\]|[(（]")
_REVERSED = regex(
    r"[(（]([^()（）\n]{1,200})[)）]\[((?:(?:https?://|mailto:|www\.|\.{0,2}/)[^\]\s]+|[\w./-]{1,200}\.(?:md|html)"
    r"(?:#[^\]\s]*)?))\](?![(\[:])"
)
_REMOTE = regex("://")
_BARE = regex(r"(?<![\w(<\"'=\[])<?(?:https?|ftp)://[^\s<>\ufffc]+>?")


def links(lines: Lines, prose: str) -> Links:
    """The brackets of a text; `prose` is the text with code and formulas masked."""
    made = Links()
    _definitions(lines, prose, made)
    known = {d.label for d in made.definitions}
    heads = {d.span.start: d.span.end for d in made.definitions}
    for flow in lines.flows:
        if "[" in prose[flow.start : flow.end]:
            _flow(lines.text, prose, flow, made, known, heads)
    for found in in_lines(_BARE, _REMOTE, prose):
        made.targets.append(Span(found.start(), found.end()))
    return made


def _definitions(lines: Lines, prose: str, made: Links) -> None:
    for number, kind in enumerate(lines.kinds):
        if kind != Kind.TEXT and kind != Kind.CODE:
            continue
        line = lines.lines[number]
        if "]:" not in line:
            continue
        at = lines.starts[number] + lines.quotes[number]
        view = prose if kind == Kind.TEXT else lines.text
        if found := _FOOTNOTE.match(view, at):
            start = view.index("[", at)
            made.notes.append(Note(Span(start, found.end()), found[1], True))
        elif kind == Kind.TEXT and (found := _ABBREVIATION.match(prose, at)):
            made.targets.append(Span(found.start(), found.end()))
        elif kind == Kind.TEXT and (found := _DEFINITION.match(prose, at)):
            rest = found[3].strip()
            if rest and not re.fullmatch(r"\"[^\n]*\"|'[^\n]*'|\([^\n]*\)|\{[^\n]*\}", rest):
                continue
            start = prose.index("[", at)
            target = found[2].strip("<>")
            label = fold(lines.text[found.start(1) : found.end(1)])
            made.definitions.append(Definition(Span(start, found.end()), label, Span(*found.span(2)), target))
            made.targets.append(Span(start, found.end()))
        elif kind == Kind.TEXT and (found := _SPACED.match(prose, at)):
            # CommonMark takes a space between angle brackets; Python-Markdown does not where it defines.
            start, where = prose.index("[", at), Span(*found.span(2))
            made.links.append(
                Link(Span(start, found.end()), Span(*found.span(1)), where, found[2].strip("<>"), False, "space")
            )


def _flow(text: str, prose: str, flow: Span, made: Links, known: set[str], heads: dict[int, int]) -> None:
    stack: list[tuple[int, bool]] = []
    closers = _closers(prose, flow) if "](" in prose[flow.start : flow.end] else {}
    done = flow.start
    for found in _MARK.finditer(prose, flow.start, flow.end):
        at = found.start()
        mark = found[0]
        if at < done:
            continue
        if at in heads:
            done = heads[at]
            continue
        if mark.endswith("["):
            stack.append((at, mark[0] == "!"))
        elif mark == "]" and stack:
            start, image = stack.pop()
            done = max(done, _close(text, prose, flow, closers, made, known, start, at, image))
        elif mark in "(（" and "[" in prose[at : at + 260]:
            turned = _REVERSED.match(prose, at, flow.end)
            if turned:
                made.links.append(
                    Link(
                        Span(*turned.span()), Span(*turned.span(1)), Span(*turned.span(2)), turned[2], False, "reversed"
                    )
                )
                made.targets.append(Span(*turned.span(2)))
                done = turned.end()


def _close(
    source: str,
    prose: str,
    flow: Span,
    closers: dict[int, int],
    made: Links,
    known: set[str],
    start: int,
    at: int,
    image: bool,
) -> int:
    """What the bracket that closes at `at` makes; returns where the scan goes on."""
    text = Span(start + 1 + image, at)
    inner = prose[text.start : text.end]
    follow = prose[at + 1 : at + 2] if at + 1 < flow.end else ""
    if not image and inner.startswith("^") and len(inner) > 1 and not re.search(r"\s", inner):
        if follow == ":" and not prose[prose.rfind("\n", 0, start) + 1 : start].strip(" \t>"):
            return at + 2
        if follow != "(":
            made.notes.append(Note(Span(start, at + 1), inner[1:], False))
            return at + 1
    if follow == "(":
        return _inline(prose, flow, closers, made, start, text, at, image)
    if (
        follow == "（"
        and (wide := re.compile(r"（([^（）()\n]*)[）)]").match(prose, at + 1, flow.end))
        and _ADDRESS.match(wide[1])
    ):
        made.links.append(Link(Span(start, wide.end()), text, Span(*wide.span(1)), wide[1].strip(), image, "fullwidth"))
        made.targets.append(Span(at + 1, wide.end()))
        return wide.end()
    if follow == "[":
        close = prose.find("]", at + 2, min(flow.end, at + 402))
        if close >= 0 and "[" not in prose[at + 2 : close]:
            label = source[at + 2 : close] or source[text.start : text.end]
            beside = close + 1 in closers and close > at + 2 and label[0] != "^" and fold(label) not in known
            if not beside:
                made.references.append(Reference(Span(start, close + 1), text, fold(label), image))
                made.targets.append(Span(at + 1, close + 1))
                return close + 1
    label = fold(source[text.start : text.end])
    if label in known:
        made.references.append(Reference(Span(start, at + 1), text, label, image, True))
    else:
        made.brackets.append(Span(start, at + 1))
    return at + 1


_FAR = 2000
"""So many characters behind its opening parenthesis a broken address is looked for."""
_UNCLOSED = regex(rf"[^\s{chinese.WIDE}]{{0,{_FAR}}}")
_ADDRESS = regex(
    r"\s*(?:https?://|mailto:|www\.|\.{0,2}/|#)\S+|\s*[\w./-]+\.(?:md|html?|png|jpe?g|gif|svg|webp|pdf)\S*"
)
_ANGLED = regex(r"\([ \t]*<([^<>\n]{0,4000})>")
_TITLE = "|".join(rf"{q}(?:[^{q}\\\n]|\\[^\n]){{0,1000}}+{q}|{q}[^{q}\n]{{0,1000}}{q}" for q in "\"'")
"""In quotation marks, with escaped ones in it perhaps, or with a backslash as its last sign."""
_TITLED = regex(rf"((?:[^\s()]|\([^\s()]{{0,400}}\)){{1,4000}})[ \t\n]+(?:{_TITLE})[ \t]*\)")
_LATE_TITLE = regex(rf"(?<=\S)[ \t]++(?:{_TITLE})$")
"""The title behind an address with spaces."""


def _closers(prose: str, flow: Span) -> dict[int, int]:
    """For each opening parenthesis of a flow, the one on its line that closes it."""
    made: dict[int, int] = {}
    open_: list[int] = []
    for found in _PAREN.finditer(prose, flow.start, flow.end):
        if found[0] == "(":
            open_.append(found.start())
        elif found[0] == ")":
            if open_:
                made[open_.pop()] = found.start()
        elif found[0] == "\n":
            open_.clear()
    return made


_PAREN = regex(r"\\[^\n]|[()\n]")


def _inline(
    prose: str, flow: Span, closers: dict[int, int], made: Links, start: int, text: Span, at: int, image: bool
) -> int:
    opener = at + 1
    if head := _ANGLED.match(prose, opener, flow.end):
        close = prose.find(")", head.end(), min(flow.end, head.end() + _FAR))
        if close >= 0:
            return _add(made, Link(Span(start, close + 1), text, Span(*head.span(1)), head[1], image), opener)
    low = opener + 1
    while low < flow.end and prose[low] in " \t":
        low += 1
    if titled := _TITLED.match(prose, low, flow.end):
        return _add(made, Link(Span(start, titled.end()), text, Span(*titled.span(1)), titled[1], image), opener)
    here = closers.get(opener)
    if here is None:
        stop = _UNCLOSED.match(prose, low, flow.end)
        end = stop.end() if stop else low
        if not _ADDRESS.match(prose[low:end]):
            wide = prose.find("）", low, min(flow.end, low + _FAR))
            if wide < 0 or "\n" in prose[low:wide] or not _ADDRESS.match(prose[low:wide]):
                made.brackets.append(Span(start, at + 1))
                return at + 1
        closed = prose[end : end + 1] == "）"
        trouble: Trouble = "fullwidth" if closed else "unclosed"
        return _add(made, Link(Span(start, end + closed), text, Span(low, end), prose[low:end], image, trouble), opener)
    target = prose[low:here].rstrip(" \t")
    if MASK in target and not target.strip(MASK):
        target = target.replace(MASK, "")
    spaced = re.search(r"\s", target) is not None
    if spaced and (titled := _LATE_TITLE.search(target)):
        target = target[: titled.start()]
    return _add(
        made,
        Link(Span(start, here + 1), text, Span(low, low + len(target)), target, image, "space" if spaced else ""),
        opener,
    )


def _add(made: Links, link: Link, opener: int) -> int:
    made.links.append(link)
    made.targets.append(Span(opener, link.span.end))
    return link.span.end
