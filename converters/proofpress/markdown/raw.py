"""Comments, and the HTML elements whose content is never Markdown."""

from __future__ import annotations

import re

from proofpress.markdown.lines import Kind, Lines
from proofpress.source import Span

_RAW = re.compile(r"<!--|<(script|style|pre|textarea)\b", re.I)


def raw(made: Lines, first: int) -> None:
    """Comments, and the HTML elements whose content is never Markdown."""
    text, at = made.text, made.starts[first] if first < len(made.starts) else len(made.text)
    missing: set[str] = set()
    ticks = counted = 0
    while found := _RAW.search(text, at):
        line = made.line_of(found.start())
        at = found.end()
        if counted < made.starts[line]:
            ticks, counted = 0, made.starts[line]
        ticks += text.count("`", counted, found.start())
        counted = found.start()
        if made.kinds[line] == Kind.FENCE or ticks % 2:
            continue
        closer = "-->" if found[1] is None else f"</{found[1].lower()}"
        if closer in missing:
            continue
        end = text.find(closer, at)
        if end < 0:
            end = text.lower().find(closer, at) if found[1] else -1
        if end < 0:
            missing.add(closer)
            continue
        end += len(closer)
        if found[1]:
            end = text.find(">", end) + 1 or end
        made.raw.append(Span(found.start(), end))
        last = made.line_of(max(end - 1, found.start()))
        for number in range(line, last + 1):
            whole = made.starts[number] >= found.start() or not text[made.starts[number] : found.start()].strip()
            closed = made.starts[number] + len(made.lines[number])
            if (
                whole
                and (closed <= end or not text[end:closed].strip())
                and made.kinds[number] in (Kind.TEXT, Kind.FENCE)
            ):
                made.kinds[number] = Kind.RAW
        at = end
    if made.raw:
        made.fences = [f for f in made.fences if made.kinds[f.first] == Kind.FENCE]
