"""The rows of pipe tables and their cells, as an author means them and as GFM ends them."""

from __future__ import annotations

import re

from proofpress.regex import regex
from proofpress.repairs.lines import Lines

ROW = regex(r"^[ \t]*\|.*\S")
DELIMITER = regex(r"^[ \t]*+\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)*\|?[ \t]*+$")
CODE = regex(r"`[^`\n]*+`")
BAR = regex(r"(?<!\\)\|")


def groups(lines: Lines) -> list[tuple[int, int]]:
    """Runs of neighbouring lines that begin with a pipe."""
    found: list[tuple[int, int]] = []
    for number, line in lines.prose():
        if not ROW.match(line) and line.strip() != "|":
            continue
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def cells_of(line: str) -> list[str]:
    """The cells of a row, without the pipes at its edges; a pipe behind a backslash or in code is text."""
    masked = CODE.sub(unbarred, line)
    return [part.replace("\x00", "|").strip() for part in split(masked)]


def unbarred(code: re.Match[str]) -> str:
    """Code with another sign for each bar."""
    return code[0].replace("|", "\x00")


def split(line: str) -> list[str]:
    """The cells of a row as GFM ends them, in code too."""
    parts = BAR.split(line.strip())
    if parts and not parts[0].strip():
        parts = parts[1:]
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    return parts
