"""Fences glued to text: behind a line of prose or code, or before one."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.repairs.lines import Change, FenceLine, Lines, code_spans, rewrite
from proofpress.source import Source

_GLUED = re.compile(r"^(?P<before>.*\S)[ \t]*(?P<mark>`{3,})(?P<info>[\w+#-]{0,20})[ \t]*$")


def broken_apart(source: Source, ledger: Ledger) -> Source:
    """A fence at the end of a line of prose or of code gets a line of its own."""
    lines = Lines(source)
    changes: list[Change] = []
    opened: FenceLine | None = None
    fences = {fence.number: fence for fence in lines.fence_lines}
    for number, line in enumerate(lines.all):
        fence = fences.get(number)
        if fence is not None:
            if opened is None:
                opened = fence
            elif fence.closes(opened):
                opened = None
            continue
        found = _GLUED.match(line) if "```" in line else None
        if found is None or "```" in found["before"] or code_spans(line):
            continue
        mark = lines.starts[number] + found.start("mark")
        indent = re.match(r"[ \t]*", line)[0]  # type: ignore[index]
        if opened is None and not _closing_ahead(lines, number):
            continue
        if opened is None:
            opened = FenceLine(number, indent, found["mark"], found["info"])
        elif not found["info"] and len(found["mark"]) >= len(opened.mark):
            opened = None
        else:
            continue
        ledger.repaired(source.span(mark, lines.end(number)), "a code fence in mid-line begins a line of its own", "行内的代码围栏另起一行")
        changes.append(Change(mark, mark, "\n" + indent))
    return rewrite(source, changes)


def _closing_ahead(lines: Lines, number: int) -> bool:
    """Whether the next fence behind a line is a bare one, as the end of what begins here would be."""
    following = next((fence for fence in lines.fence_lines if fence.number > number), None)
    return following is not None and following.bare
