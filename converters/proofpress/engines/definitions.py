r"""Commands that an article defines in its formulas, as `\newcommand{\R}{\mathbb{R}}`: what they mean to the formulas
that follow.

TeX and MathJax know them from there on; KaTeX sets each formula by itself. So definitions are taken out of the
formulas, and handed to KaTeX as macros. What is no definition in one of the usual forms is left to KaTeX to judge.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from proofpress.engines import katex
from proofpress.engines.katex import Formula, Macro, Typeset
from proofpress.engines.trouble import Trouble
from proofpress.regex import regex

_NAME = r"\\(?:[A-Za-z@]+|[^A-Za-z\s])"
_HEAD = regex(
    r"\\(?:(?:re|provide)?newcommand|(?P<operator>DeclareMathOperator))(?P<star>\*?)\s*"
    rf"(?:\{{\s*(?P<braced>{_NAME})\s*\}}|(?P<bare>{_NAME}))\s*(?:\[(?P<count>\d)\]\s*(?:\["
    rf"(?P<left>[^\[\]{{}}]*)\]\s*)?)?(?=\{{)"
    rf"|\\g?def\s*(?P<defined>{_NAME})(?:#\d)*\s*(?=\{{)"
)
_COMMAND = regex(r"\\(?:(?:re|provide)?newcommand|DeclareMathOperator|[gx]?def)(?![A-Za-z])")
_BRACE = regex(r"\\.|[{}]", re.S)


class Definition(NamedTuple):
    """`name` with its backslash, and the place in the TeX that says what it means."""

    name: str
    macro: Macro
    start: int
    end: int


def defines(tex: str) -> bool:
    """Whether a formula speaks of a command's meaning, be it in a form that `definitions` reads or not."""
    return _COMMAND.search(tex) is not None


def definitions(tex: str) -> Iterator[Definition]:
    """The definitions in one formula, in order."""
    at = 0
    while (head := _HEAD.search(tex, at)) is not None:
        end = _closing(tex, head.end())
        if end is None:
            return
        body = tex[head.end() + 1 : end - 1]
        if head["operator"]:
            body = rf"\operatorname{head['star']}{{{body}}}"
        macro = body if head["left"] is None else (body, head["left"], int(head["count"]))
        yield Definition(head["braced"] or head["bare"] or head["defined"], macro, head.start(), end)
        at = end


def _closing(tex: str, start: int) -> int | None:
    """Behind the brace that closes the one at `start`."""
    depth = 0
    for sign in _BRACE.finditer(tex, start):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if depth == 0:
            return sign.end()
    return None


def typeset_page(formulas: Iterable[Formula], macros: Mapping[str, Macro]) -> list[Typeset | Trouble]:
    """The formulas of one page in their order, one result each, as `katex.typeset_all` gives them; `macros` hold for
    all."""
    asked = list(formulas)
    if not any(defines(tex) for tex, _ in asked):
        return katex.typeset_all(asked, macros)
    known = dict(macros)
    bare: list[tuple[Formula, dict[str, Macro]]] = []
    for formula in asked:
        found = list(definitions(formula.tex))
        if found:
            known = {**known, **{each.name: each.macro for each in found}}
        bare.append((formula._replace(tex=_without(formula.tex, found)), known))
    results: list[Typeset | Trouble] = []
    for _, group in groupby(bare, key=lambda pair: id(pair[1])):
        same = list(group)
        results += katex.typeset_all((formula for formula, _ in same), same[0][1])
    return [
        _annotated(result, formula.tex, left.tex)
        for result, formula, (left, _) in zip(results, asked, bare, strict=True)
    ]


def _without(tex: str, found: Iterable[Definition]) -> str:
    """The TeX with spaces for its definitions, so that every place stays where it was."""
    made = list(tex)
    for each in found:
        made[each.start : each.end] = " " * (each.end - each.start)
    return "".join(made)


def _annotated(result: Typeset | Trouble, tex: str, left: str) -> Typeset | Trouble:
    """The result with the whole TeX where MathML quotes it."""
    if isinstance(result, Trouble) or tex == left:
        return result
    quoted, whole = (
        f'<annotation encoding="application/x-tex">{html.escape(text)}</annotation>' for text in (left, tex)
    )
    return replace(result, html=result.html.replace(quoted, whole, 1))
