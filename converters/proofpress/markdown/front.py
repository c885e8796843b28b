"""Front matter: where it ends, also where its closing line is missing, and where it stands too late to be any."""

from __future__ import annotations

import re

from proofpress.markdown.lines import Front, Kind, Lines
from proofpress.regex import regex

_FIELD = r"[\w-]+:(?:[ \t]|$)"
_BEGINS, _GOES_ON = regex(rf"\A{_FIELD}"), regex(rf"\A(?:{_FIELD}|[ \t]+\S|- )")
_KEY = regex(rf"(?=[A-Za-z_]){_FIELD}")
"""A field that no line of dates or of a talk is."""


def front(made: Lines) -> int:
    """Front matter: `---` on the first line, and what follows must look like YAML. Returns the first line after it."""
    if made.lines[0].rstrip() != "---":
        return 0
    for number, line in enumerate(made.lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            made.front = Front(number)
            made.kinds[: number + 1] = [Kind.FRONT] * (number + 1)
            return number + 1
        if not line.strip() or re.match(r"#{2,6} ", line):
            break
    fields = 0
    for line in made.lines[1:]:
        if not _GOES_ON.match(line):
            break
        fields += 1
    if not fields or not _BEGINS.match(made.lines[1]):
        return 0
    for number in range(fields + 1, len(made.lines)):
        if made.lines[number].rstrip() == "---" and all(
            not made.lines[k].strip() or made.lines[k][0] == "#" or _GOES_ON.match(made.lines[k])
            for k in range(fields + 1, number)
        ):
            made.front = Front(number)
            made.kinds[: number + 1] = [Kind.FRONT] * (number + 1)
            return number + 1
        if number > fields + 40:
            break
    made.front = Front(None)
    made.kinds[: fields + 1] = [Kind.FRONT] * (fields + 1)
    return fields + 1


def late(made: Lines) -> int | None:
    """The line that opens front matter below blank lines, comments and the like alone, where it is text; None where
    there is none such. Its fields stand without a blank line between two rows of dashes."""
    opening = next((n for n, kind in enumerate(made.kinds) if kind not in (Kind.BLANK, Kind.RAW)), 0)
    first = opening + 1
    if not opening or made.lines[opening].rstrip() != "---":
        return None
    last = next((n for n in range(first, len(made.lines)) if not _is_field(made.lines[n])), first)
    if last == first or made.lines[last].rstrip() not in ("---", "..."):
        return None
    return opening if _KEY.match(made.lines[first]) else None


def _is_field(line: str) -> bool:
    return line.startswith(("# ", "#\t")) or _GOES_ON.match(line) is not None
