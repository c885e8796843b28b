"""Front matter: where it ends, also where its closing line is missing."""

from __future__ import annotations

import re

from proofpress.markdown.lines import Front, Kind, Lines


def front(made: Lines) -> int:
    """Front matter: `---` on the first line, and what follows must look like YAML. Returns the first line after it."""
    if made.lines[0].rstrip() != "---":
        return 0
    for number, line in enumerate(made.lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            made.front = Front(number)
            made.kinds[: number + 1] = [Kind.FRONT] * (number + 1)
            return number + 1
        if not line.strip() or line.startswith("# ") is False and re.match(r"#{2,6} ", line):
            break
    fields = 0
    for line in made.lines[1:]:
        if not re.match(r"[\w-]+:(?: |$)|[ \t]+\S|- ", line):
            break
        fields += 1
    if not fields or not re.match(r"[\w-]+:(?: |$)", made.lines[1]):
        return 0
    for number in range(fields + 1, len(made.lines)):
        if made.lines[number].rstrip() == "---" and all(
            not made.lines[k].strip() or re.match(r"[\w-]+:(?: |$)|[ \t]+\S|- |#", made.lines[k])
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
