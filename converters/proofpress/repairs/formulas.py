"""Formulas whose delimiters no parser takes: `$ x $`, `\\\\(x\\\\)` with its backslash doubled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from proofpress.engines import katex
from proofpress.engines.trouble import Trouble
from proofpress.evidence import chinese
from proofpress.evidence.sentence_math import is_in_sentence
from proofpress.evidence.tex import Look, is_tex, missing_braces
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.tex import is_bracketed_text, looks_like_tex
from proofpress.regex import regex
from proofpress.repairs import environments
from proofpress.repairs.lines import Change, code_spans, inside, lines_of, rewrite
from proofpress.source import Source, Span

_DOUBLED = regex(
    r"(?<!\\)\\\\(?P<open>[(\[])(?P<tex>(?:(?!(?<!\\)\\\\[(\[]).){1,2000}?)(?<!\\)\\\\(?P<close>[)\]])", re.S
)
_TRIPLED = regex(r"[ \t>]*(?P<left>\${2,4})(?!\$)[^$\n]+(?<!\$)(?P<right>\${2,4})[ \t]*")
_DOLLARS = regex(r"\\.|\$+")
_SHORT = 3
_ALONE = regex(
    r"^[ \t>]*+\[[ \t]*+\n(?P<tex>(?:(?![ \t>]*+[\[\]]?[ \t]*+\n)[^\n]{1,500}\n){1,12})[ \t>]*+\][ \t]*+$",
    re.M,
)
_APART = rf"(?<![\\\])])(?<![^\W{chinese.LETTERS}])"
"""Behind no word and no index; Chinese is written up to a bracket."""
_BARE = regex(
    _APART + r"(?:\( (?P<round>[^()\n$]{1,200}(?:\([^()\n$]{0,60}\)[^()\n$]{0,100}){0,2}) \)"
    r"|\[ (?P<square>[^\[\]\n$]{1,400}) \](?!\())"
)
_TIGHT = regex(_APART + r"\((?P<tex>[^()\s$][^()\n$]{0,100})\)(?!\()")
_COMMAND = regex(r"\\[A-Za-z]{2,}")
_NO_SYMBOL = regex(r"(?<!\S)(?!d[a-z]\b)[A-Za-z]{2}(?!\S)|(?<![\\A-Za-z{])[A-Za-z]{3,}(?![A-Za-z]*\()|\d{4}|(?<!\\)%")
"""A word, what may be a year, or a comment."""
_RELATION = regex(r"[=<>≤≥\\]")
_PLAIN = regex(r"[-+−]?\d[\d.]*%?|[A-Za-z]{2,}")
"""An item of a pair or a list whose brackets are the author's: a number or a word."""
_PRODUCT = regex(r"(?<![A-Za-z\\])[A-Z]{2,3}(?![A-Za-z])")
_UPRIGHT = regex(r"\\(?:text|math|operatorname|tag|label)[a-z]*\*?\{[^{}]*\}")
_LOST = "a formula whose delimiters had lost their backslashes", "公式定界符丢失了反斜杠"
_MOST_MISSING = 3


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with delimiters that every parser takes."""
    source = _named(source, ledger)
    return _in_sentences(_bare(_doubled(_spaced(_tripled(source, ledger), ledger), ledger), ledger), ledger)


def _named(source: Source, ledger: Ledger) -> Source:
    """`$latex x^2&s=2$`, which WordPress's plugins read, without the name and the size."""
    if "$latex" not in source.text:
        return source
    changes: list[Change] = []
    for formula in lex_source(source, ANYBODYS).formulas:
        if formula.trouble or not (name := _NAME.match(source.text, *formula.inner)):
            continue
        size = _SIZE.search(source.text, *formula.inner)
        changes.append(Change(*name.span(), ""))
        if size is not None:
            changes.append(Change(size.start(), formula.inner.end, ""))
        ledger.repaired(source.span(*formula.span), "a formula of WordPress's", "WordPress 的公式写法")
    return rewrite(source, changes)


_NAME = regex(r"latex\s++(?=\S)")
_SIZE = regex(r"&[sbf]g?=[\w.-]++(?=&[sbf]g?=|\Z)")
"""The first of the values behind its TeX: a size, colours."""


def _tripled(source: Source, ledger: Ledger) -> Source:
    """`$$ x $$$` and `$$$ x $$`, which have a dollar too many, with two on each side; in the midst of words, as
    `$$$x$$$` there, with one."""
    if "$$$" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in lines.prose():
        if "$$$" not in line:
            continue
        found = _TRIPLED.fullmatch(line)
        if found is None:
            for span in _tripled_in(line):
                start = lines.starts[number]
                changes.append(Change(start + span.start, start + span.end, f"${line[slice(*span)].strip('$ ')}$"))
                ledger.repaired(
                    source.span(start + span.start, start + span.end),
                    "Unexpected `$$$` inside a sentence, expected a formula in the line",
                    "句子中的 `$$$`，应为行内公式",
                )
            continue
        for group in ("left", "right"):
            if len(found[group]) > 2:
                start = lines.starts[number] + found.start(group)
                changes.append(Change(start, start + len(found[group]), "$$"))
                ledger.repaired(
                    source.span(start, start + len(found[group])),
                    "a dollar too many beside a formula",
                    "公式旁多出的美元符号",
                )
    return rewrite(source, changes)


def _tripled_in(line: str) -> Iterator[Span]:
    """The formulas of a line between three dollars, or three and two, each outside of those between single ones."""
    code = code_spans(line)
    runs = [found for found in _DOLLARS.finditer(line) if found[0][0] == "$" and not inside(code, found.start())]
    singles = at = 0
    total = sum(len(run[0]) == 1 for run in runs)
    while at + 1 < len(runs):
        left, right = runs[at], runs[at + 1]
        at += 1
        singles += len(left[0]) == 1
        sizes = {len(left[0]), len(right[0])}
        if sizes not in ({3}, {2, 3}) or singles % 2 or total % 2:
            continue
        tex = line[left.end() : right.start()]
        is_symbol = tex.isascii() and tex.isalpha() and len(tex) < _SHORT
        if is_symbol or is_tex(tex.strip(), Look.NUMBER, 12, words=12):
            yield Span(left.start(), right.end())
            at += 1


def _in_sentences(source: Source, ledger: Ledger) -> Source:
    """`$$x$$` in the midst of a sentence, where a display would tear it, as a formula in the line."""
    if "$" not in source.text:
        return source
    lexed = lex_source(source, ANYBODYS)
    only = not any(formula.delimiter in ("$", r"\(") and not formula.trouble for formula in lexed.formulas)
    changes: list[Change] = []
    for formula in lexed.formulas:
        if formula.delimiter != "$$" or formula.trouble:
            continue
        line = lexed.scan.line_of(formula.span.start)
        before = source.text[lexed.scan.inner(line) : formula.span.start]
        after = source.text[formula.span.end : lexed.scan.end(line)]
        tex = source.text[formula.inner.start : formula.inner.end]
        if line in lexed.scan.table_rows or lexed.scan.bodies[line].startswith("|"):
            continue
        item = any(opening.item for opening in lexed.scan.openings.get(line, ()))
        if is_in_sentence(tex, before, after, only, item):
            changes.append(Change(*formula.span, f"${tex.strip()}$"))
            ledger.repaired(
                source.span(*formula.span),
                "Unexpected `$$` inside a sentence, expected a formula in the line",
                "句子中的 `$$`，应为行内公式",
            )
    return rewrite(source, changes)


def _bare(source: Source, ledger: Ledger) -> Source:
    r"""`( \alpha )` and `[ \frac{a}{b} ]`, whose backslashes a clipboard or a converter took, with their delimiters."""
    if "\\" not in source.text and not _ALONE.search(source.text):
        return source
    lines, scan = lines_of(source), lex_source(source, ANYBODYS).scan
    changes: list[Change] = []
    proven: list[str] = []

    def made(span: Span, tex: str, display: bool) -> None:
        proven.append(tex)
        if display:
            pad = environments.pad(scan, span.start)
            inner = (line.strip(" \t>" if ">" in pad else " \t") for line in tex.strip().split("\n"))
            new = f"\n{pad}".join((pad.rstrip(), "\\[", *inner, "\\]")) + "\n" + pad.rstrip()
        else:
            new = f"${tex}$" if is_bracketed_text(tex) else f"\\({tex}\\)"
        changes.append(Change(*span, new))
        ledger.repaired(source.span(*span), *_LOST)

    for found in _ALONE.finditer(source.text):
        number, tex = lines.line_of(found.start()), found["tex"]
        if (
            not lines.code[number]
            and is_tex(tex, Look.SCRIPT)
            and _certain(tex, True)
            and not _in_formula(source, found.start())
        ):
            made(Span(*found.span()), tex, True)
    shown = bool(changes)
    for span, tex, display in _spaced_out(source, lambda tex, _: _COMMAND.search(tex) is not None):
        made(span, tex, display)
        shown |= display
    if changes:
        products = {letters for tex in proven for letters in _PRODUCT.findall(_UPRIGHT.sub("", tex))}
        for each in _spaced_out(
            source, lambda tex, square: (tex in products or _is_symbol(tex, square)) and shown >= square
        ):
            made(*each)
    source = rewrite(source, changes)
    return _tight(source, ledger) if shown else source


def _spaced_out(source: Source, is_formula: Callable[[str, bool], bool]) -> Iterator[tuple[Span, str, bool]]:
    """What stands in spaces between brackets and is a formula, its place, and whether it is a display: in square
    brackets and alone on a line. Whether it can be a formula is asked of it and whether it is in square brackets."""
    lines = lines_of(source)
    for number, line in lines.prose():
        if "( " not in line and "[ " not in line:
            continue
        spans, start = code_spans(line), lines.starts[number]
        for found in _BARE.finditer(line):
            tex, square = (found["round"] or found["square"]).strip(), bool(found["square"])
            if inside(spans, found.start()) or not is_formula(tex, square) or not _certain(tex, False):
                continue
            inner = Span(start + found.start(), start + found.end())
            if not _in_formula(source, inner.start):
                whole = square and line.strip(" \t>") == found[0]
                yield Span(start, lines.end(number)) if whole else inner, tex, whole


def _is_symbol(tex: str, square: bool) -> bool:
    """Whether what has no command is a formula where others are proven to be: a symbol, `f(x) = 0`."""
    least = Look.SCRIPT if square else Look.NUMBER
    items = [item.strip() for item in tex.split(",")]
    if len(items) > 1 and not _RELATION.search(tex) and any(map(_PLAIN.fullmatch, items)):
        return False
    return not _COMMAND.search(tex) and not _NO_SYMBOL.search(tex) and is_tex(tex, least, words=0)


def _tight(source: Source, ledger: Ledger) -> Source:
    r"""`(\mu)` where displays of the text had lost their backslashes as well: the parentheses are delimiters."""
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in lines.prose():
        spans, start = code_spans(line), lines.starts[number]
        for found in _TIGHT.finditer(line) if "\\" in line else ():
            at, tex = start + found.start(), found["tex"]
            if inside(spans, found.start()) or not _COMMAND.search(tex) or not _certain(tex, False):
                continue
            if not _in_formula(source, at):
                changes.append(Change(at, start + found.end(), f"\\({tex}\\)"))
                ledger.repaired(source.span(at, start + found.end()), *_LOST)
    return rewrite(source, changes)


def _certain(tex: str, display: bool) -> bool:
    return not chinese.has(tex) and katex.installed() and not isinstance(katex.typeset(tex, display), Trouble)


def _spaced(source: Source, ledger: Ledger) -> Source:
    """`$ x $` without its inner spaces, and `$\\frac{a}{b$`, which no parser takes for a formula, with its brace."""
    if "$" not in source.text:
        return source
    changes: list[Change] = []
    for formula in lex_source(source, ANYBODYS).formulas:
        tex = source.text[formula.inner.start : formula.inner.end]
        if formula.delimiter != "$" or formula.trouble == "unclosed" or "\n" in tex:
            continue
        if formula.trouble == "spaced":
            changes.append(Change(*formula.span, f"${tex.strip()}$"))
            ledger.repaired(
                source.span(*formula.span), "spaces inside the dollars of a formula", "公式的美元符号内侧有空格"
            )
        elif "\\" in tex and "{" in tex and looks_like_tex(tex):
            missing = missing_braces(tex)
            if 0 < missing < _MOST_MISSING:
                changes.append(Change(formula.inner.end, formula.inner.end, "}" * missing))
                ledger.repaired(source.span(*formula.span), "a formula without its last brace", "公式缺少右花括号")
    return rewrite(source, changes)


def _doubled(source: Source, ledger: Ledger) -> Source:
    r"""`\\(x\\)` and `\\[x\\]`, whose backslashes an exporter escaped, with single ones."""
    if "\\\\(" not in source.text and "\\\\[" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    spans: dict[int, list[Span]] = {}
    for found in _DOUBLED.finditer(source.text):
        pair = found["open"] + found["close"]
        if pair not in ("()", "[]") or "\n\n" in found["tex"] or lines.code[lines.line_of(found.start())]:
            continue
        line = lines.line_of(found.start())
        if line not in spans:
            spans[line] = code_spans(lines[line])
        if inside(spans[line], found.start() - lines.starts[line]) or not (
            is_tex(found["tex"].strip(), Look.NUMBER, 12, words=12) or len(found["tex"].strip()) < 3
        ):
            continue
        if _in_formula(source, found.start()):
            continue
        doubled = "\\\\\\\\" in found["tex"] or re.search(r"\\\\[A-Za-z]{2}", found["tex"])
        tex = found["tex"].replace("\\\\", "\\") if doubled else found["tex"]
        changes.append(Change(found.start(), found.end(), f"\\{found['open']}{tex}\\{found['close']}"))
        ledger.repaired(
            source.span(found.start(), found.end()),
            "the delimiters of a formula were escaped twice",
            "公式的定界符被多转义了一次",
        )
    return rewrite(source, changes)


def _in_formula(source: Source, at: int) -> bool:
    """Whether an offset lies inside a formula as a site reads it: what stands there is TeX,
    where `( x )` and `\\\\[2pt]` are the author's."""
    return inside(lex_source(source, ANYBODYS).formula_spans, at)
