"""Source code as a file of its own: nearly all lines are code, some of them can be nothing else,
and none is a sentence."""

from __future__ import annotations

from proofpress.evidence.code import Coded, coded
from proofpress.evidence.code import is_code as is_coded
from proofpress.evidence.prose import Prose, is_prose
from proofpress.formats.glance import Glance
from proofpress.regex import regex

_HALLMARK = regex(
    r"(?:def|class) \w[^\n]{0,200}:\s*+(?:#.*)?$|(?:import|from) [\w.]+(?: import [\w*, (]+| as \w+)?\s*$"
    r"|#\s*(?:include\s*[<\"]|define \w|ifndef \w|pragma \w)|(?:public|private|protected|static|final"
    r"|abstract)\s+[\w<>\[\]]+.*[{;(]\s*$"
    r"|package [\w.]+;?\s*$|import [\w.*]+;\s*$|import .{1,200} from ['\"][^'\"\n]+['\"];?\s*$|(?:export "
    r"|async )*function\b.*\{\s*$"
    r"|(?:const|let|var) [\w{\[].{0,200}=|(?:pub )?(?:fn|struct|enum|impl|mod|trait)\b.*[{;(]\s*$"
    r"|func [\w(].*\{\s*$|use [\w:]+(?:::.*)?;\s*$"
    r"|(?:CREATE|INSERT INTO|SELECT|ALTER|DROP) [^\n]{0,200}(?:[(,;]|FROM .*)\s*$|@import |@media "
    r"|[.#@]?[\w-]+(?:[ >+~,:.#][\w .#:>+~,-]{0,100})?\s*\{\s*(?:[\w-]+:.*)?$"
    r"|(?:if|for|while) .{0,200}(?:then|do)\s*$|using [\w.]+;\s*$|module\.exports|\"use strict\"|<\?php|end\s*$"
    r"|require ['\"]"
)
_COMMENT = regex(r"\s*(?://|#|/?\*|--|;|%|\"\"\"|''')")
_CODE = regex(
    r"\s|[\])}]|.*(?:[;{}(,\\:]|\)|=>|\[)\s*$|[\w.\[\]$*&]+\s*(?:[-+*/|:]?=|\+\+|--|\()|(?:return|else|end"
    r"|break|pass|continue|try|fi|done|esac)\b|@\w|\$\s?\w|</?\w|export \w"
)


def is_code(glance: Glance) -> bool:
    """Whether a file is a program's text."""
    if glance.root or not glance.head or glance.head[:5] != "<?php" and glance.head.lstrip()[:1] == "<":
        return False
    if glance.head.startswith("#!/"):
        return True
    if "```" in glance.lines or glance.head.startswith("---\n"):
        return False
    lines = [line for line in glance.lines if line.strip()][:400]
    if len(lines) < 3:
        return False
    hallmarks = sum(_HALLMARK.match(line) is not None for line in lines if len(line) < 500)
    code = sum(
        (_COMMENT.match(line) or _CODE.match(line) or _HALLMARK.match(line)) is not None
        for line in lines
        if len(line) < 2000
    )
    prose = sum(is_prose(line, Prose.PHRASE) and _HALLMARK.match(line) is None for line in lines if not _in_code(line))
    return _is_short_program(lines) or hallmarks >= 2 and code >= 0.9 * len(lines) and prose * 40 <= len(lines)


def _is_short_program(lines: list[str]) -> bool:
    """Whether a few lines are a program: none is prose or a heading, most can only be code, and one begins what the
    next continues."""
    if len(lines) > _SHORT or lines[0].lstrip()[:1] in "{[" or any(line.startswith("# ") for line in lines):
        return False
    bare = [line.strip() for line in lines]
    sure = [is_coded(line) or _HALLMARK.match(line) is not None for line in bare]
    if 5 * sum(sure) < 3 * len(lines) or any(
        coded(line) is Coded.PROSE or is_prose(line, Prose.PHRASE)
        for line, is_sure in zip(bare, sure, strict=True)
        if not is_sure
    ):
        return False
    nested = (
        lines[at].rstrip().endswith((":", "{", ")"))
        and (sure[at] or sure[at + 1])
        and len(lines[at + 1]) - len(lines[at + 1].lstrip()) > len(lines[at]) - len(lines[at].lstrip())
        for at in range(len(lines) - 1)
    )
    return any(nested)


_SHORT = 40


def _in_code(line: str) -> bool:
    return line[:1] in " \t" or line.rstrip().endswith((";", "{", "}"))
