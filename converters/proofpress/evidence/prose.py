"""Prose: whether a line is words that somebody wrote for a reader, or what a program reads."""

from __future__ import annotations

import re
from enum import IntEnum

from proofpress.evidence import chinese
from proofpress.regex import regex


class Prose(IntEnum):
    """How sure it is that a line is prose. What cuts code open asks for more than what only counts lines."""

    NONE = 0
    PHRASE = 1
    """Plain words in a row, as a string or a label may also have them."""
    SENTENCE = 2
    """Words that begin and end as a sentence does."""


COMMENT = regex(r"\s*(?:#|//|--|/\*|\*|%|;|\"\"\"|'''|<!--)")
"""How a line begins that a program does not read and its author may have written in words."""
_ENDS = regex(r"[。！？：；…][”’」』）)]*$")
_CODE_SIGN = regex(r"[;{}=<>()\[\]]|^\s*(?:#|//|--|/\*|\*|%|\"|')|::|->")
_SIGN = regex(r"[{}=<>\[\]$]|;\s*$|\w\(|\(\)")
_ROW = regex(r"(?:[A-Za-z][A-Za-z'’-]*[,;:]? ){4,}[A-Za-z][\w'’-]*")
_SHORT = regex(r"[A-Z][\w'’,-]*(?: [\w'’,-]+){2,}[.:!?]$")
_LONG = regex(r"[A-Z][\w'’,-]*(?: [\w'’,()-]+){6}")
_LEAST = 8


def prose(line: str) -> Prose:
    """What a line looks like; a comment of a program is none of its prose."""
    stripped = line.strip()
    if not stripped or COMMENT.match(stripped):
        return Prose.NONE
    letters = chinese.count(stripped)
    if letters >= _LEAST and letters > 0.4 * len(stripped):
        if _ENDS.search(stripped):
            return Prose.SENTENCE
        return Prose.NONE if _CODE_SIGN.search(stripped) else Prose.SENTENCE
    if stripped[-1] in ".:!?" and _LONG.match(stripped) and not re.search(r"[;{}=]|\(\)", stripped):
        return Prose.SENTENCE
    if (_ROW.match(stripped) or _SHORT.match(stripped)) and not _SIGN.search(stripped):
        return Prose.PHRASE
    return Prose.NONE


def is_prose(line: str, least: Prose = Prose.SENTENCE) -> bool:
    """True for a line that is prose, at least so surely."""
    return prose(line) >= least


_ENDED = regex(r"[.!?。！？：；…][\"'”’」』）)]*$")
_LEAST_RUNNING, _LINE = 20, 160


def is_running(text: str) -> bool:
    """True for a paragraph of a text, which ends as sentences do or is longer than any line over a text; a Chinese
    character counts as two letters."""
    text = text.strip()
    size = len(text) + chinese.count(text)
    return size > _LINE or size >= _LEAST_RUNNING and _ENDED.search(text) is not None
