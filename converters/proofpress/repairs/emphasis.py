"""Bold and italics that CommonMark prints as asterisks: `**重点：**接着` and `** x **`.

A closing run behind punctuation must not stand before a letter (CommonMark 0.31.2, section 6.2), so the punctuation
moves out of it, where the eye sees no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from proofpress.evidence import chinese
from proofpress.evidence.stars import are_of_a_program
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.normal.pairs import head, tail
from proofpress.regex import regex
from proofpress.repairs.lines import Change, code_spans, inside, lines_of, rewrite
from proofpress.source import Source

_STRONG = regex(r"(?<![\\*])\*\*(?!\*)(?P<text>[^*\n]+?)(?<![\\*])\*\*(?!\*)")
_PRODUCT = regex(r"(?<![\d*\\])\d{1,9}+(?:\*\d{1,9}+){2,9}+(?![\d*])")
_BETWEEN = regex(r"(?<![\\*])\*{4}(?=[^\s*])")
_WEAK = regex(r"(?<![\\*A-Za-z0-9])\*(?![*\s])(?P<text>[^*\n]+?)(?<![\\*\s])\*(?![*A-Za-z0-9])")
_LINED = regex(r"(?<![\\_A-Za-z0-9])(?P<sign>__?)(?![_\s])(?P<text>[^_\n]+?)(?<![\\_\s])(?P=sign)(?![_A-Za-z0-9])")

_CODE = regex(r"(?<![\\_A-Za-z0-9])__(?P<text>`[^`\n]+`)__(?![_A-Za-z0-9])")
"""Code in bold, which is no name between underscores."""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with every pair of double asterisks where a parser sees it."""
    text = source.text
    if "*" not in text and "_" not in text:
        return source
    source = _undivided(_products(source, ledger), ledger)
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in lines.prose():
        if not line.isascii() and ("*" in line or "_" in line):
            changes += _beside_chinese(source, lines.starts[number], line, ledger)
        if line.count("**") < 2:
            continue
        spans = code_spans(line)
        for found in _STRONG.finditer(line):
            inner, before, after = found["text"], line[: found.start()][-1:], line[found.end() :][:1]
            if inside(spans, found.start()) or inside(spans, found.end() - 1) or not inner.strip():
                continue
            if (
                inner[0].isspace()
                and inner[-1].isspace()
                and before.isspace()
                and re.fullmatch(r"[\w.]{1,12}", inner.strip(), re.A)
            ):
                continue  # a power, as in Python
            if inner[0].isspace() and inner[-1].isspace() and _is_between_powers(line, found):
                continue
            if are_of_a_program(line, *found.span()):
                continue
            if _letter(before) and _letter(after) and all(map(_punctuation, inner)) and _means_bold(line, found):
                start = lines.starts[number]
                changes.append(Change(start + found.start(), start + found.end(), inner))
                span = source.span(start + found.start(), start + found.end())
                ledger.repaired(span, "a bold sign between two words", "加粗的标点符号")
                continue
            lead, core, trail = _edges(inner, before, after)
            if not core or (not lead and not trail and core == inner) or not _means_bold(line, found):
                continue
            start = lines.starts[number]
            changes.append(Change(start + found.start(), start + found.end(), f"{lead}**{core}**{trail}"))
            ledger.repaired(
                source.span(start + found.start(), start + found.end()),
                "bold text that Markdown would print as asterisks",
                "加粗标记不会生效，会显示为星号",
            )
    return rewrite(source, changes)


def _undivided(source: Source, ledger: Ledger) -> Source:
    """`**one ****other**`, two runs of bold with nothing between their signs, as the one that they look like."""
    changes: list[Change] = []
    lines = lines_of(source)
    for number, line in lines.prose() if "****" in source.text else ():
        spans = code_spans(line)
        for found in _BETWEEN.finditer(line):
            start, end = found.span()
            if inside(spans, start) or line[:start].count("**") % 2 == 0 or "**" not in line[end:]:
                continue
            at = lines.starts[number]
            changes.append(Change(at + start, at + end, ""))
            ledger.repaired(
                source.span(at + start, at + end), "the end and the begin of bold side by side", "相连的加粗标记"
            )
    return rewrite(source, changes)


def _products(source: Source, ledger: Ledger) -> Source:
    """`2*3*4`, whose signs Markdown takes out of the numbers, with both signs as they are typed."""
    changes: list[Change] = []
    for found in _PRODUCT.finditer(lex_source(source, ANYBODYS).prose) if _PRODUCT.search(source.text) else ():
        changes += (Change(at, at, "\\") for at in range(*found.span()) if source.text[at] == "*")
        ledger.repaired(
            source.span(*found.span()),
            "a product of numbers, whose signs Markdown would read as emphasis",
            "数字的乘号会被 Markdown 当作强调",
        )
    return rewrite(source, changes)


def _beside_chinese(source: Source, start: int, line: str, ledger: Ledger) -> Iterator[Change]:
    """`_x_` and `__x__` next to a letter, code in such underscores too, and `*《x》*` next to one, of text in Chinese:
    no parser takes them."""
    spans = code_spans(line)
    for found in (*_LINED.finditer(line), *_WEAK.finditer(line), *_CODE.finditer(line)):
        inner, before, after = found["text"], line[: found.start()][-1:], line[found.end() :][:1]
        if not chinese.has(before + after if found.re.pattern == _CODE.pattern else inner):
            continue
        if inside(spans, found.start()) or inside(spans, found.end() - 1) or "$" in inner:
            continue
        sign = "*" * (found.end() - found.end("text"))
        if found.re.pattern != _WEAK.pattern:
            # Between two letters one line is a part of a name, as in a table's column.
            if not (_letter(before) or _letter(after)) or len(sign) == 1 and _letter(before) and _letter(after):
                continue
            lead, core, trail = _edges(inner, before, after)
        else:
            lead, core, trail = _edges(inner, before, after)
            if core == inner or line[: found.start()].replace("**", "").count("*") % 2:
                continue
        yield Change(start + found.start(), start + found.end(), f"{lead}{sign}{core}{sign}{trail}")
        ledger.repaired(
            source.span(start + found.start(), start + found.end()),
            "emphasis that Markdown would print as the signs that it is typed with",
            "强调标记不会生效，会原样显示",
        )


_BASE = regex(r"(?:(?<!\w)[A-Za-z]|\d|[)\]])\s\Z")
_EXPONENT = regex(r"\s(?:[A-Za-z](?!\w)|\d|\()")


def _is_between_powers(line: str, found: re.Match[str]) -> bool:
    """Whether the marks are two signs of powers, `a ** b` and `2 ** 10`, with the text between these."""
    return (
        _BASE.search(line[max(found.start() - 3, 0) : found.start()]) is not None
        and _EXPONENT.match(line, found.end()) is not None
    )


def _means_bold(line: str, found: re.Match[str]) -> bool:
    """Not the text between two bold ones: as many pairs before it as there are whole ones."""
    return line[: found.start()].count("**") % 2 == 0


def _edges(inner: str, before: str, after: str) -> tuple[str, str, str]:
    """What must move out in front, the rest, and what must move out behind."""
    lead = inner[: len(inner) - len(inner.lstrip())]
    trail = inner[len(inner.rstrip()) :]
    core = inner.strip()
    lead = " " if lead and (_letter(before) or before in _ENDS) else ""
    trail = " " if trail and (_letter(after) or after in _BEGINS) else ""
    spaced = core != inner
    while core and _punctuation(core[-1]) and _letter(trail[:1] or after) and core[-1] not in _HELD:
        at = tail(core)
        if not at and len(core) > 2:
            lead, core = lead + core[0], core[1:]
            at = -1
        cut = len(core[:at].rstrip()) if at > 0 and _whole(core[at:]) else len(core) - 1
        core, trail = core[:cut], core[cut:] + trail
    while core and _punctuation(core[0]) and _letter(lead[-1:] or before) and core[0] not in "`$(<[!\\":
        at = head(core)
        if at == len(core) > 2:
            core, trail = core[:-1], core[-1] + trail
        cut = at if 0 < at < len(core) and _whole(core[:at]) else 1
        cut += len(core[cut:]) - len(core[cut:].lstrip())
        lead, core = lead + core[:cut], core[cut:]
    # Code, a formula, a link or a name cannot give up its last character; a space lets the run close behind it.
    if core and not trail and core[-1] in _HELD and _letter(after):
        trail = " "
    if core and not lead and core[0] in "`$(<[!" and _letter(before):
        lead = " "
    return (lead, core, trail) if spaced or lead or trail else ("", inner, "")


_ENDS = tuple("$`)],;:.!?")
_BEGINS = tuple("$`([\\")
"""What stands before and behind the space of a run of bold text that is one between words: the end of a formula, of
code or of a clause, and the begin of a formula, of code, of a link or of a remark."""
_HELD = "`$)>]+#%&@"
"""What a run of bold text may end with and keeps: the end of code, of a formula, of a link, or of a name or a
number."""


def _whole(text: str) -> bool:
    """Whether no code or formula begins in a part and ends outside of it."""
    return text.count("`") % 2 == 0 and text.count("$") % 2 == 0


def _punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _letter(char: str) -> bool:
    """Neither space, punctuation nor the edge of the line."""
    return bool(char) and not char.isspace() and not _punctuation(char)
