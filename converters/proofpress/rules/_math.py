"""What KaTeX says of a page's formulas, asked once for all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proofpress.markdown import Lexed
from proofpress.markdown.formula import Formula, tex_source
from proofpress.source import Source, Span

ELSEWHERE = frozenset(
    "require label ref eqref notag nonumber unicode mathchoice mmlToken bbox style class cssId href toggle "
    "endtoggle enclose "
    "Newextarrow mathtip texttip idotsint buildrel cal oldstyle hfil hfill hfilneg hbox vcenter raise lower "
    "moveleft moveright "
    "leftroot uproot root overparen underparen shoveleft shoveright sideset definecolor DeclareMathOperator "
    "newenvironment renewenvironment "
    "DeclarePairedDelimiter let def cite index footnote hspace vspace mspace Rule Space Tiny ce pu cline "
    "multicolumn multirow".split()
)
"""Commands that MathJax or LaTeX know: a formula that fails for one of them alone is not the author's mistake."""


@dataclass(frozen=True, slots=True)
class TexTrouble:
    """A formula that KaTeX rejects: where, in its own words, and the command at fault where it is an unknown one."""

    formula: Formula
    span: Span
    message: str
    code: str
    macro: str = ""

    @property
    def environment(self) -> bool:
        """True where the fault lies with `\\begin` and `\\end`."""
        return self.code in ("environment", "unknown-environment")


def ask(page: Source, lexed: Lexed, macros: dict[str, str], *, strict: bool = False) -> list[TexTrouble]:
    """The formulas of a page that KaTeX rejects; `strict`: for commands of other engines too."""
    from proofpress.engines import katex
    from proofpress.engines.definitions import typeset_page
    from proofpress.engines.trouble import Trouble

    asked = [(f, tex_source(page, lexed.scan, f)) for f in lexed.formulas if f.trouble != "unclosed"]
    asked = [(f, s) for f, s in asked if s.text.strip()]
    made: list[TexTrouble] = []
    answers = typeset_page([katex.Formula(s.text, f.display) for f, s in asked], macros)
    for (formula, source), trouble in zip(asked, answers, strict=True):
        if not isinstance(trouble, Trouble):
            continue
        at = min(max(trouble.offset, 0), max(len(source.text) - 1, 0))
        end = min(max(at + trouble.length, at + 1), len(source.text))
        span = source.span(at, max(at + len(source.text[at:end].rstrip()), at + 1))
        unknown = re.search(r"Undefined control sequence:? *(\\[A-Za-z]+|\\.)", trouble.message)
        if unknown and not strict and unknown[1].lstrip("\\") in ELSEWHERE:
            continue
        made.append(TexTrouble(formula, span, trouble.message, trouble.code, unknown[1] if unknown else ""))
    return made
