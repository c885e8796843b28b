"""What the engines say of a page's formulas, asked once for all of them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import unescape

from proofpress.engines.mathjax import LACKING, LACKING_ENVIRONMENTS
from proofpress.markdown import Lexed
from proofpress.markdown.formula import Formula, tex_source
from proofpress.regex import regex
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
_PASSED = frozenset("ref eqref cite ce pu".split())
"""Those of them of which another rule speaks, or that a second script gives to KaTeX."""
COLOUR = regex(r"\\color\s*+\\[A-Za-z]++")
"""A colour by a command that nobody has (`\\color\\red`), which MathJax passes over."""
_BARE = regex(r"Got function '[^']++' with no arguments as (?:sub|super)script")
"""What KaTeX says of a command with an argument that is an index without braces, which MathJax takes."""

ENTITY = regex(
    "(?:&amp;)*&(?:amp;)?(?:lt|gt|le|ge|leq|geq|ne|amp|quot|apos|nbsp|ensp|emsp|thinsp|minus|times|divide"
    "|plusmn|middot|sdot|infin|sum|prod|radic|int|part|nabla|isin|notin|sub|sube|sup|cap|cup|and|or|not"
    "|forall|exist|empty|rarr|larr|rArr|lArr|hArr|harr|approx|asymp|equiv|cong|sim|prop|prime|hellip|deg"
    "|alpha|beta|gamma|delta|epsilon|theta|lambda|mu|pi|rho|sigma|tau|phi|omega|ldquo|rdquo|lsquo|rsquo|ndash"
    r"|mdash|#\d{2,5}|#x[0-9a-fA-F]{2,5});"
)
"""The entities that scrapers and editors leave in formulas."""


@dataclass(frozen=True, slots=True)
class TexTrouble:
    """A formula that an engine rejects: where, in its own words, and the command at fault where it is an unknown one;
    `engine` is its name."""

    formula: Formula
    span: Span
    message: str
    code: str
    macro: str = ""
    engine: str = "KaTeX"

    @property
    def unknown(self) -> str:
        """The environment that the engine does not know, in braces; "" where it is not that."""
        return f"{{{self.message.rpartition(':')[2].strip()}}}" if self.code == "unknown-environment" else ""

    @property
    def environment(self) -> bool:
        """True where the fault lies with `\\begin` and `\\end`."""
        return self.code in ("environment", "unknown-environment")


def plain_sign(entity: str) -> str:
    """The sign that an entity stands for, escaped once more or not."""
    return unescape(unescape(entity)).replace("\xa0", " ")


def _read(tex: str) -> str:
    """A formula with signs for its entities, each with spaces up to its length: where the page keeps the entities,
    `math-entity` says so."""
    return ENTITY.sub(lambda found: plain_sign(found[0]).ljust(len(found[0])), tex) if "&" in tex else tex


_WORDS = regex(r"\\(?:text(?:rm|sf|tt|bf|it|up|normal)?|[mfh]box)\s*+\{[^{}]*+\}")
_SIGN = regex(r"(?<!\\)[_^&#%]")


def read_by_mathjax(tex: str) -> str:
    """A formula with letters for the signs that are text to MathJax between the braces of `\\text{…}`."""
    return _WORDS.sub(lambda found: _SIGN.sub("x", found[0]), _read(tex))


def ask(page: Source, lexed: Lexed, macros: dict[str, str]) -> list[TexTrouble]:
    """The formulas of a page that KaTeX rejects: where it sets them while the site is built, for commands of other
    engines too, and for most of them where nothing but KaTeX sets them. What MathJax shows is no fault where that
    does."""
    from proofpress.engines import katex
    from proofpress.engines.definitions import typeset_page
    from proofpress.engines.trouble import Trouble

    strict, mathjax = lexed.dialect.typeset, lexed.dialect.mathjax
    passed = _PASSED if lexed.dialect.katex_alone else ELSEWHERE
    asked = [(f, tex_source(page, lexed.scan, f)) for f in lexed.formulas if f.trouble != "unclosed"]
    asked = [(f, s) for f, s in asked if s.text.strip()]
    made: list[TexTrouble] = []
    read = read_by_mathjax if mathjax and not strict else _read
    answers = typeset_page([katex.Formula(read(s.text), f.display) for f, s in asked], macros)
    for (formula, source), trouble in zip(asked, answers, strict=True):
        if not isinstance(trouble, Trouble):
            continue
        at = min(max(trouble.offset, 0), max(len(source.text) - 1, 0))
        end = min(max(at + trouble.length, at + 1), len(source.text))
        span = source.span(at, max(at + len(source.text[at:end].rstrip()), at + 1))
        unknown = re.search(r"Undefined control sequence:? *(\\[A-Za-z]+|\\.)", trouble.message)
        elsewhere = unknown is not None and unknown[1].lstrip("\\") in passed
        shown = mathjax and (COLOUR.search(source.text) or _BARE.match(trouble.message))
        if not strict and (elsewhere or shown):
            continue
        made.append(TexTrouble(formula, span, trouble.message, trouble.code, unknown[1] if unknown else ""))
    return made


_NAME = regex(r"(?<!\\)%[^\n]*+|\\color\s*+\\[A-Za-z]++|\\(?:begin\{([a-z]+\*?)\}|([A-Za-z]+)|[\s\S])")


def ask_mathjax(lexed: Lexed, known: Collection[str], but: Collection[Formula]) -> list[TexTrouble]:
    """The formulas of a page that MathJax shows in red for a name that KaTeX knows, at the first one each, but those of
    which something was said before; `known` are commands with their backslash."""
    from proofpress.engines.definitions import defines, definitions

    text = lexed.text
    asked = [formula for formula in lexed.formulas if not formula.trouble]
    defining = [tex for f in asked if defines(tex := text[f.inner.start : f.inner.end]) or r"\require" in tex]
    own = {each.name for tex in defining for each in definitions(tex)}
    if len(own) < len(defining):
        return []
    made: list[TexTrouble] = []
    for formula in asked:
        for found in () if formula in but else _NAME.finditer(text, *formula.inner):
            environment, name = found[1], found[2]
            if environment in LACKING_ENVIRONMENTS and f"{{{environment}}}" not in known:
                said = f"Unknown environment '{environment}'"
                made.append(TexTrouble(formula, Span(*found.span()), said, "unknown-environment", engine="MathJax"))
                break
            if name in LACKING and found[0] not in known and found[0] not in own:
                said = f"Undefined control sequence {found[0]}"
                made.append(TexTrouble(formula, Span(*found.span()), said, "macro", found[0], "MathJax"))
                break
    return made
