r"""Formulas alone in a paragraph of one line without any delimiter: `\frac{a}{b} = c`."""

from __future__ import annotations

from proofpress.engines import katex
from proofpress.engines.trouble import Trouble
from proofpress.evidence import chinese
from proofpress.evidence.tex import Look, is_tex
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.readers.copied_tex import holds_shown
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source

_SAID = "a formula without delimiters; a display", "没有定界符的公式，改为独立公式"
_NAMED = regex(r"\\(?!(?:text|emph|label|ref|cite|url|href|item|sub|section)[a-z]*(?![a-z]))[A-Za-z]{2,}")
_SAYS = regex(
    r"[=<>≤≥≈≠∈]|\\(?:approx|equiv|sim|leq?|geq?|neq?|in|to|propto|subset(?:eq)?|coloneqq|triangleq|d?frac)\b"
)
"""What a formula says something with."""
_BEGINS = regex(r"[A-Za-z({\\]")
"""No sign of a block of Markdown."""
_WORDS = regex(r"(?<![\\A-Za-z{])[A-Za-z]{3,}(?![A-Za-z]*[({_^])")
_LONGEST = 600


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with dollars around each such formula that KaTeX sets."""
    if "\\" not in source.text or not katex.installed():
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in lines.prose():
        if "\\" not in line or not lines.blank(number - 1) or not lines.blank(number + 1):
            continue
        tex = line.strip()
        if line[:4].isspace() or not _is_formula(tex) or not lines.text_lines[number]:
            continue
        start = lines.starts[number] + line.index(tex)
        if lex_source(source, ANYBODYS).prose[start : start + len(tex)] != tex:
            continue
        if isinstance(katex.typeset(tex, True), Trouble):
            continue
        changes.append(Change(start, start + len(tex), f"$$\n{tex}\n$$"))
        ledger.repaired(source.span(start, start + len(tex)), *_SAID)
    return rewrite(source, changes)


def _is_formula(tex: str) -> bool:
    return (
        len(tex) <= _LONGEST
        and _BEGINS.match(tex) is not None
        and "$" not in tex
        and "`" not in tex
        and not chinese.has(tex)
        and _NAMED.search(tex) is not None
        and _SAYS.search(tex) is not None
        and _WORDS.search(tex) is None
        and is_tex(tex, Look.COMMAND)
        and not holds_shown(tex)
    )
