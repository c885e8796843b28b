"""Brackets that Markdown reads as something else: links behind backslashes, citations as raised text,
a citation or the mark of a note in a link, a word that is explained as the definition of a link."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.links import Link, Reference, fold
from proofpress.readers.markdown import definitions
from proofpress.regex import regex
from proofpress.repairs.lines import Change, code_spans, inside, lines_of, rewrite
from proofpress.source import Source

_ESCAPED = regex(
    r"(?<!\\)(?P<image>\\?!)?\\\[(?P<text>[^\\\[\]\n]{0,200})\\\]\\?\((?P<url>(?:https?://|\.{0,2}/"
    r"|[\w%-]+(?:/|\.\w))[^()\s\\]{0,500})\\?\)"
)
_RAISED = regex(r"(?<![\\^])\^(?P<cited>(?:\[\d{1,3}(?:[-–,，、]\s?\d{1,3}){0,9}\]){1,9})\^(?!\^)")
_TWICE = regex(r"(?<![\\!\[])\[\[(?P<number>\d{1,3})\]\](?=\([^()\s]+\))")
_DEFINES = regex(r"[ \t>]*+\[[^\[\]\n]{1,400}\]:")
_PLACE = regex(r"[/\\.#?%&=:@<]")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with links, images and citations where a parser sees them."""
    if "[" not in source.text:
        return source
    source = rewrite(source, list(_explained(source, ledger)))
    source = rewrite(source, list(_marked(source, ledger)))
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in lines.prose():
        if "\\[" not in line and "^[" not in line and "[[" not in line:
            continue
        spans, start = code_spans(line), lines.starts[number]
        for pattern, make, en, zh in _MENDS:
            for found in pattern.finditer(line):
                if inside(spans, found.start()):
                    continue
                changes.append(Change(start + found.start(), start + found.end(), make(found)))
                ledger.repaired(source.span(start + found.start(), start + found.end()), en, zh)
    return rewrite(source, changes)


def _explained(source: Source, ledger: Ledger) -> Iterator[Change]:
    """`[word]: 说明`, whose address is Chinese words and names no place, as the text that it is, each a paragraph."""
    if "]:" not in source.text:
        return
    named: set[str] | None = None
    for one in definitions(source):
        said = source.text[one.span.start : one.span.end].partition("]:")[2]
        if one.title or not chinese.letters(said) or _PLACE.search(said):
            continue
        if named is None:
            named = {found.label for found in lex_source(source, ANYBODYS).links.references if not found.short}
        if fold(one.label) in named:
            continue
        start, end = one.span
        line, after = source.text.rfind("\n", 0, start) + 1, source.text.find("\n", end - 1)
        quoted = source.text[line:start] if not source.text[line:start].strip(" \t>") else ""
        yield Change(start, start, "\\")
        if after >= 0 and _DEFINES.match(source.text, after + 1):
            yield Change(after, after, f"\n{quoted.rstrip()}")
        ledger.repaired(
            source.span(start, end),
            "a word that is explained, which Markdown takes for the definition of a link",
            "对词语的说明会被 Markdown 当作链接定义",
        )


def _marked(source: Source, ledger: Ledger) -> Iterator[Change]:
    """`![caption[^1]](address)`, which a mark of a note inside of it ends, with the mark behind it."""
    if "[^" not in source.text or "]:" not in source.text:
        return
    found = lex_source(source, ANYBODYS).links
    defined = {note.label for note in found.notes if note.definition}
    marks = [note for note in found.notes if not note.definition and note.label in defined]
    if not marks:
        return
    around: list[Link | Reference] = [one for one in found.links if not one.trouble]
    around += [one for one in found.references if not one.short]
    starts = [note.span.start for note in marks]
    end = 0
    for one in sorted(around, key=lambda one: (one.span.start, -one.span.end)):
        if one.span.start < end:
            continue
        end = one.span.end
        held = marks[bisect_left(starts, one.text.start) : bisect_left(starts, one.text.end)]
        for note in held:
            yield Change(note.span.start, note.span.end, "")
        if held:
            yield Change(end, end, "".join(f"[^{note.label}]" for note in held))
            ledger.repaired(
                source.span(*one.span),
                "the mark of a note in the text of a link or a picture; it stands behind it",
                "链接文字或图片说明里的注释标记；已移到其后",
            )


def _link(found: re.Match[str]) -> str:
    return f"{'!' if found['image'] else ''}[{found['text']}]({found['url']})"


_MENDS = (
    (_ESCAPED, _link, "a link behind backslashes", "链接被转义"),
    (_RAISED, lambda found: found["cited"], "citations set as raised text", "引用标记写成了上标"),
    (
        _TWICE,
        lambda found: f"[\\[{found['number']}\\]]",
        "a citation in brackets inside a link",
        "链接文字里的引用编号",
    ),
)
