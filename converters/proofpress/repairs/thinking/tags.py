"""The tags between which a reasoning model thinks: `<think>`, its relatives, and what they are when escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proofpress.evidence.speech import is_thought
from proofpress.regex import regex
from proofpress.repairs.lines import Lines, code_spans, inside
from proofpress.repairs.quoting import Quoting

_NAME = (
    r"(?:\w{1,12}:)?(?:think|thinking|reasoning|thoughts?|reflection|scratchpad|antthinking|(?-i:[a-z]{2,8}Thinking))"
)
TAG = regex(rf"(?P<raw><)(?P<close>/?){_NAME}(?:\s[^<>\n]{{0,80}})?>|(?:&lt;|◁)(?P<shut>/?){_NAME}(?:&gt;|▷)", re.I)
_SHORT = 40
_ENDS = (".", "。", "!", "！", "?", "？", "…")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of a thought, by its offsets in the source."""

    start: int
    end: int
    opens: bool
    line: int
    edge: bool
    """Whether it stands where a model writes it."""
    hidden: bool
    """Whether it stands in inline code or in a code block."""
    raw: bool
    """Whether it is a tag to a browser, which would not show it."""


def find(lines: Lines) -> list[Tag]:
    """The tags of thoughts, in order."""
    found: list[Tag] = []
    for number, line in enumerate(lines.all):
        matches = list(TAG.finditer(line)) if "<" in line or "&lt;" in line or "◁" in line else []
        if not matches:
            continue
        spans = code_spans(line)
        ends = [0, *(match.end() for match in matches)]
        gaps = [
            line[start:end].strip(" \t>")
            for start, end in zip(ends, [*(match.start() for match in matches), len(line)], strict=True)
        ]
        last = max((index for index, gap in enumerate(gaps) if gap), default=-1)
        before = ""
        for index, match in enumerate(matches):
            before = gaps[index] or before
            opens, raw = not (match["close"] or match["shut"]), bool(match["raw"])
            after = index < last
            # A tag pair in one line of prose has text on both sides.
            edge = (
                not before
                or (not after and not opens)
                or (not after and before.endswith((".", "。", "!", "！", ":", "：")))
            )
            if not raw:
                edge = not before and not after
            edge = edge and lines.quoted[number] is Quoting.NONE
            if edge and opens and after and index + 1 < len(matches):
                between = line[match.end() : matches[index + 1].start()]
                edge = not _is_mention(between) or not any(map(str.strip, lines.all[:number]))
            hidden = lines.shown[number] or inside(spans, match.start())
            start = lines.starts[number]
            found.append(Tag(start + match.start(), start + match.end(), opens, number, edge, hidden, raw))
    return found


def _is_mention(between: str) -> bool:
    """Whether what stands between two tags, with a text before and behind them, is no thought: a word or two, apart
    from the tags, that no sentence ends and that say nothing of the task."""
    said = between.strip()
    apart = between[:1].isspace() and between[-1:].isspace()
    return apart and len(said) < _SHORT and not said.endswith(_ENDS) and not is_thought(said)
