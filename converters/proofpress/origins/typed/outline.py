"""Data whose indents say what belongs to what, typed line by line: `key:` over deeper keys and items, as in YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from proofpress.evidence.prose import is_prose
from proofpress.regex import regex

_KEY = regex(r"(?P<item>(?:-[ \t]+)*)(?P<key>[\"']?[\w./$-]+[\"']?)[ \t]*:(?:[ \t]+(?P<value>\S.*))?$", re.A)
_ITEM = regex(r"-[ \t]+\S")
_REMARK = regex(r"#[ \t]*\S")
_OPENS = regex(r"(?:[|>][+-]?\d?|[&!]\S+)?$")
"""What stands behind a key that deeper lines belong to: nothing, the sign of a block of text, an anchor or a tag."""
_LEVELS = 3
_LEAST = 3


def outline_to(lines: Sequence[str], depths: Sequence[int], at: int) -> tuple[int, bool]:
    """Where lines that have the form of such data end, and whether they are; `depths` are the columns before each line.

    A line may stand deeper only below one that opens; one that stands less deep returns to a level that is open. Three
    levels are enough, or two where every key is a program's and values stand on the second: a list of words with a
    heading over it may be an author's.
    """
    levels = [depths[at]]
    opened = remarks = values = deeper = 0
    plain = True
    below = False
    end = at
    for place in range(at, len(lines)):
        line, depth = lines[place], depths[place]
        key = _KEY.match(line)
        if _REMARK.match(line):
            remarks += 1
            continue
        if key is None and not (_ITEM.match(line) and len(levels) > 1 - below) or is_prose(line.partition(":")[2]):
            break
        if depth > levels[-1]:
            if not below:
                break
            levels.append(depth)
            deeper = max(deeper, len(levels))
            opened += 1
        while levels and depth < levels[-1]:
            levels.pop()
        if not levels or depth != levels[-1]:
            break
        if key is not None:
            plain = plain and key["key"] == key["key"].lower()
            values += len(levels) > 1 and key["value"] is not None
            if key["item"] and key["value"] is not None:
                levels.append(depth + len(key["item"]))
        below = key is not None and _OPENS.match(key["value"] or "") is not None
        end = place + 1
    is_data = opened and (deeper >= _LEVELS or plain and values >= 2)
    return end, bool(is_data) and end - at - remarks >= _LEAST
