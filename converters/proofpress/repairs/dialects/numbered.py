"""Pandoc's and Quarto's names for what is numbered: `$$ {#eq-a}`, `: a caption {#tbl-a}`, `@fig-a`,
`[words]{.underline}`.

A reference becomes the word and the number that the site would show, and so does what is named; the names themselves
stand in the ledger. A caption below its table stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, Lexed, lex_source
from proofpress.markdown.formula import Formula
from proofpress.markdown.headings import Heading
from proofpress.markdown.mask import unmasked
from proofpress.markdown.signs import DISPLAY
from proofpress.regex import regex
from proofpress.repairs.dialects import numbering, statements
from proofpress.repairs.dialects.attributes import ATTRIBUTES
from proofpress.repairs.dialects.options import CHUNK_SIGN
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.slugs import slugify
from proofpress.source import Source

_BEHIND_FORMULA = regex(rf"^(?P<before>[^\n]*{DISPLAY})(?P<list>[ \t]*{ATTRIBUTES})[ \t]*$", re.M)
_CAPTION = regex(rf"^(?P<mark>:[ \t]+|Table:[ \t]+)(?P<words>[^\n{{}}]*?)(?P<list>[ \t]*{ATTRIBUTES})?[ \t]*$", re.M)
_SPAN = regex(rf"(?<![!\\\]A-Za-z0-9_])\[(?P<words>[^\[\]\n]+)\](?P<list>(?=\{{[ \t]*[.#\w]){ATTRIBUTES})")
_KINDS = "|".join(("fig", "tbl", "eq", "lst", *statements.KINDS))
_NAMED = regex(
    rf"\{{#(?P<kind>{_KINDS})[-:](?P<name>[\w.-]+)"
    rf"|^{CHUNK_SIGN}[ \t]*label:[ \t]*(?P<cell>(?:fig|tbl|lst)-[\w.-]+)",
    re.M,
)
_POINTER = regex(rf"(?<![\w\\@/.])-?@(?:(?P<kind>{_KINDS})[-:]|sec-)(?P<name>\w(?:[\w-]*\w)?)")
_GROUP = regex(rf"(?<![!\\\]A-Za-z0-9_])\[(?P<inside>[^\[\]\n@]*-?@(?:{_KINDS}|sec)[-:]\w[^\[\]\n]*+)\](?![(\[{{:])")
"""References in brackets, which do not show."""
_FIGURE = regex(rf"^!\[(?P<words>[^\[\]\n]+)\]\([^()\n]+\)(?P<list>(?=\{{[^{{}}\n]*#fig-){ATTRIBUTES})[ \t]*$", re.M)
_OPTIONS = regex(rf"(?:^{CHUNK_SIGN}[^\n]*+\n)++", re.M)
_DRAWN = regex(rf"^{CHUNK_SIGN}[ \t]*(?:fig|tbl)-cap:[ \t]*[\"']?(?P<words>[^\s\"'|>][^\n]*)", re.M)
_LABEL = regex(rf"{CHUNK_SIGN}[ \t]*label:[ \t]*(?P<name>(?:fig|tbl)-[\w.-]+)")
_NUMBERED = regex(r"\\(?:tag|begin\{(?:align|equation|gather|multline|eqnarray|alignat|flalign))")
_KEY = regex(r"-?@\w")
_LONGEST_WORD = 24
"""More letters and spaces than an author's word before a reference has."""
_ATTRIBUTES = "an attribute list", "属性列表"
_ELEMENTS = {".mark": "mark", ".kbd": "kbd"}


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with references as words, and without the names."""
    text = source.text
    if "{" not in text and "@" not in text:
        return source
    lexed, lines, numbers = lex_source(source, ANYBODYS), lines_of(source), _numbers(text)
    changes = [
        *_formulas(source, lexed, numbers, ledger),
        *_captions(source, lexed, lines, numbers, ledger),
        *_figures(lexed, lines, numbers),
        *_cells(text, numbers),
        *_spans(source, lexed, ledger),
        *statements.boxes(source, lexed, lines, numbers, ledger),
        *_references(source, lexed, numbers, ledger),
    ]
    return rewrite(source, changes)


def _numbers(text: str) -> dict[str, int]:
    """The number of each name, counted for its kind."""
    numbers: dict[str, int] = {}
    counts: dict[str, int] = {}
    for named in _NAMED.finditer(text):
        kind, _, name = (named["cell"] or f"{named['kind']}-{named['name']}").partition("-")
        if f"{kind}-{name}" not in numbers:
            counts[kind] = counts.get(kind, 0) + 1
            numbers[f"{kind}-{name}"] = counts[kind]
    return numbers


def _formulas(source: Source, lexed: Lexed, numbers: Mapping[str, int], ledger: Ledger) -> Iterator[Change]:
    """Formulas with the numbers of their names."""
    ends = {formula.span.end: formula for formula in lexed.formulas}
    for found in _BEHIND_FORMULA.finditer(lexed.codeless):
        if formula := ends.get(found.end("before")):
            yield from _equation(formula, _name_in(found["list"]), numbers, source.text)
        yield _gone(source, found, ledger)


def _captions(
    source: Source, lexed: Lexed, lines: Lines, numbers: Mapping[str, int], ledger: Ledger
) -> Iterator[Change]:
    """Captions with their numbers, those of tables above these."""
    text = source.text
    for found in _CAPTION.finditer(lexed.prose):
        table = _table_above(lines, lines.line_of(found.start()))
        if not found["list"] and table < 0:
            continue
        lead = _lead(_name_in(found["list"] or ""), unmasked(text, found, "words"), numbers)
        if found["mark"].startswith("T"):
            ledger.repaired(source.span(*found.span("mark")), "the mark of a table's caption", "表格标题的标记")
        if found["list"]:
            yield _gone(source, found, ledger)
        if table >= 0 and lines.blank(lines.line_of(found.start()) + 1):
            at = lines.starts[table]
            yield Change(at, at, f"\n{lead}{text[found.start('words') : found.end('words')]}\n\n")
            yield Change(found.start(), found.end("words"), "")
            span = source.span(*found.span("words"))
            ledger.repaired(span, "the caption of a table stands above it", "表格标题移到表格上方")
        else:
            yield Change(found.start("mark"), found.end("mark"), lead)


def _figures(lexed: Lexed, lines: Lines, numbers: Mapping[str, int]) -> Iterator[Change]:
    """The captions of pictures that stand alone below them, with their numbers."""
    parts = [one for one in lexed.directives if one.last >= 0 and _name_in(one.braces)]
    for found in _FIGURE.finditer(lexed.prose):
        line = lines.line_of(found.start())
        alone = lines.blank(line - 1) and lines.blank(line + 1)
        if alone and not any(one.first < line < one.last for one in parts):
            words = unmasked(lexed.text, found, "words")
            yield Change(found.end(), found.end(), f"\n\n{_lead(_name_in(found['list']), words, numbers)}{words}")


def _cells(text: str, numbers: Mapping[str, int]) -> Iterator[Change]:
    """The captions of what code draws, with their numbers."""
    for options in _OPTIONS.finditer(text):
        label, drawn = _LABEL.search(options[0]), _DRAWN.search(text, *options.span())
        if label is not None and drawn is not None and (lead := _lead(label["name"], drawn["words"], numbers)):
            yield Change(drawn.start("words"), drawn.start("words"), lead)


def _spans(source: Source, lexed: Lexed, ledger: Ledger) -> Iterator[Change]:
    """The words of spans without their attributes."""
    for found in _SPAN.finditer(lexed.prose):
        element = next((made for name, made in _ELEMENTS.items() if name in found["list"]), "")
        yield Change(found.start(), found.start("words"), f"<{element}>" if element else "")
        yield Change(found.end("words"), found.end(), f"</{element}>" if element else "")
        ledger.removed(source.span(found.start("list"), found.end()), *_ATTRIBUTES)


def _references(source: Source, lexed: Lexed, numbers: Mapping[str, int], ledger: Ledger) -> Iterator[Change]:
    """References as what they show, without the brackets around them."""
    seen = lexed.prose
    headings = {one.id: one for one in lexed.headings if one.id} if "@sec-" in seen else {}
    pointers: set[int] = set()
    groups = list(_GROUP.finditer(seen))
    named_by = {at for group in groups for at in _named_by_author(group)}
    for found in _POINTER.finditer(seen):
        alone = found[0].startswith("-") or found.start() in named_by
        if made := _pointed(found, numbers, headings, lexed, alone=alone):
            pointers.add(found.start())
            yield Change(*found.span(), made)
            ledger.repaired(source.span(*found.span()), *numbering.SAID)
    for group in groups if pointers else ():
        keys = [group.start("inside") + one.start() for one in _KEY.finditer(group["inside"])]
        if all(at in pointers for at in keys):
            yield Change(group.start(), group.start() + 1, "")
            yield Change(group.end() - 1, group.end(), "")


def _named_by_author(group: re.Match[str]) -> Iterator[int]:
    """Where those references of a group stand that have a word for what they point at before them."""
    begun = group.start("inside")
    for key in _KEY.finditer(group["inside"]):
        if numbering.NAMED.search(group["inside"], max(0, key.start() - _LONGEST_WORD), key.start()):
            yield begun + key.start()


def _pointed(
    found: re.Match[str], numbers: Mapping[str, int], headings: Mapping[str, Heading], lexed: Lexed, *, alone: bool
) -> str:
    """What a reference shows: a word and a number, the number `alone`, or the heading that it leads to; "" for one that
    leads nowhere."""
    kind, name = found["kind"], found["name"]
    if kind is None:
        heading = headings.get(f"sec-{name}")
        return f"[{lexed.text[slice(*heading.text)].rstrip()}](#{slugify(heading.title)})" if heading else ""
    number = numbers.get(f"{kind}-{name}")
    if number is None or alone:
        return "" if number is None else str(number)
    return numbering.reference(kind, number, lexed.prose, *found.span())


def _table_above(lines: Lines, number: int) -> int:
    """The first line of the table that ends right above a line, or one or two empty lines further up; -1 for none."""
    last = number - 1
    while last > 0 and lines.blank(last) and last > number - 4:
        last -= 1
    first = last
    while first >= 0 and lines[first].lstrip().startswith("|"):
        first -= 1
    return first + 1 if first < last else -1


def _name_in(attributes: str) -> str:
    """The name in a list of attributes of what has a number; "" for any other list."""
    named = _NAMED.search(attributes)
    return f"{named['kind']}-{named['name']}" if named is not None else ""


def _lead(name: str, words: str, numbers: Mapping[str, int]) -> str:
    """What stands before the words of a caption: the number of what bears a name."""
    if not words or (number := numbers.get(name)) is None:
        return ""
    return numbering.lead(name.partition("-")[0], number, words)


def _equation(formula: Formula, name: str, numbers: Mapping[str, int], text: str) -> Iterator[Change]:
    """The number of a formula by its name."""
    end = formula.inner.end
    tex = text[formula.inner.start : end]
    if name in numbers and not _NUMBERED.search(tex):
        yield Change(end, end, f" \\tag{{{numbers[name]}}}" + ("\n" if tex.endswith("\n") else ""))


def _gone(source: Source, found: re.Match[str], ledger: Ledger) -> Change:
    ledger.removed(source.span(*found.span("list")), *_ATTRIBUTES)
    return Change(*found.span("list"), "")
