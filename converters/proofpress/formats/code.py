"""Source code as a file of its own: nearly all lines are code, some of them can be nothing else,
and none is a sentence."""

from __future__ import annotations

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
    return hallmarks >= 2 and code >= 0.9 * len(lines) and prose * 40 <= len(lines)


def _in_code(line: str) -> bool:
    return line[:1] in " \t" or line.rstrip().endswith((";", "{", "}"))
