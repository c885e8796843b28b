"""Lines of shared documents, each of which is a paragraph, whatever stands right above it: an item of a list ends with
its line, and a rule under a paragraph is none of its."""

from __future__ import annotations

from itertools import pairwise

from proofpress.evidence import wraps
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.signs import ATX, ITEM_OR_EMPTY
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.repairs.paragraphs import paragraphs
from proofpress.source import Source

_TAG = regex(r"[ \t]*</?[A-Za-z][\w-]*(?:[ \t][^<>]*)?>")
_RULE = regex(r"[ \t]*(?:-[ \t]*){3,}|[ \t]*={3,}[ \t]*")
_QUOTED = regex(r"(?P<lead>[ \t]*(?:>[ \t]?)+)(?P<said>[^\s>].*)")


def apply(source: Source) -> Source:
    """The source with each such line apart from the one above; lines that a width broke stay together."""
    lines = lines_of(source)
    lexed = lex_source(source, ANYBODYS)
    in_formulas = {
        number
        for formula in lexed.formulas
        for number in range(lines.line_of(formula.span.start) + 1, lines.line_of(formula.span.end - 1) + 1)
    }
    changes: list[Change] = []
    for paragraph in paragraphs(lines):
        said = [lines[number] for number in paragraph]
        wrapped = {paragraph.start + at for at in wraps.soft(said)}
        for above, number in pairwise(paragraph):
            line = lines[number]
            body = line.lstrip(" \t")
            if number in in_formulas or above in wrapped or _TAG.match(line) or _TAG.match(lines[above]):
                continue
            is_rule = _RULE.fullmatch(line) is not None
            apart = ITEM_OR_EMPTY.match(body) or ATX.match(body) or lines[above].endswith(("  ", "\\", "<br>"))
            if is_rule or not apart and body == line:
                changes.append(Change(lines.starts[number], lines.starts[number], "\n"))
            elif not apart:
                changes.append(Change(lines.end(above), lines.end(above), "  "))
    quoted = map(_QUOTED.fullmatch, lines.all)
    for number, (first, second) in enumerate(pairwise(quoted), 1):
        if first is None or second is None or first["lead"] != second["lead"] or not lines.text_lines[number]:
            continue
        if not ITEM_OR_EMPTY.match(second["said"]) and number not in in_formulas and not first["said"].startswith("[!"):
            changes.append(Change(lines.starts[number], lines.starts[number], f"{first['lead'].rstrip()}\n"))
    return rewrite(source, changes)
