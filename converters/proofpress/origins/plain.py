"""Markdown or plain text from nowhere in particular: the reader that all origins made of Markdown share."""

from __future__ import annotations

from collections.abc import Mapping

from proofpress.evidence.tex import REMARK
from proofpress.ledger import EMPTY_HEADING, EMPTY_LINK, EMPTY_PICTURE, LOST_PICTURE, Ledger
from proofpress.normal import normalise, shown_nothing
from proofpress.origins import archive, line_ends, line_marks, note_programs, tags
from proofpress.origins.input import Input
from proofpress.origins.metadata import canonical, merged
from proofpress.origins.page_metadata import unescaped
from proofpress.readers import header_lines, markdown
from proofpress.regex import regex
from proofpress.repairs import repaired
from proofpress.repairs.fences import whole
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source, Span
from proofpress.tree import Document, Heading, InlineMath, Link, of_kinds


def recognises(given: Input) -> bool:
    """Everything: this origin is the last."""
    return True


def read(given: Input, ledger: Ledger) -> Document:
    """The front matter by canonical keys, and the Markdown behind it."""
    values, body = header(given.source, ledger)
    meta, body = with_notes(values, body, ledger)
    if given.header is not None and archive.is_archive(values):
        meta = archive.amended(values, meta, given.header.span, ledger)
    return read_body(body, meta, ledger)


def with_notes(values: Mapping[str, object], body: Source, ledger: Ledger) -> tuple[dict[str, object], Source]:
    """The front matter by canonical keys with what note programs write into the text, and the text without that."""
    kept, body = note_programs.taken(body, ledger)
    meta = _without_marks(canonical(values), ledger)
    if isinstance(said := meta.get("description"), str):
        meta["description"] = unescaped(said)
    return merged(meta, **canonical(kept)) if kept else meta, body


def _without_marks(meta: dict[str, object], ledger: Ledger) -> dict[str, object]:
    """Metadata without the marks of notes behind the names of authors."""
    names = meta.get("authors")
    if not isinstance(names, list) or not any(_MARK.search(name) for name in names if isinstance(name, str)):
        return meta
    for name in names:
        found = _MARK.search(name)
        if found is None:
            continue
        at = max(ledger.root.text.find(name), 0)
        span = Span(at + found.start(), at + found.end())
        ledger.removed(span, "the mark of a note on an author", "作者名上的注释标记", text=found[0])
    return {**meta, "authors": [_MARK.sub("", name) for name in names]}


_MARK = regex(r" ?\[\^[^\[\]\s]{1,80}+\]")


def header(source: Source, ledger: Ledger) -> tuple[dict[str, object], Source]:
    """The front matter by the author's keys, and the text behind it; what is wrong with it stands in the ledger."""
    found, body = header_lines.head(source)
    if found is None and whole.opens_with_header(source.text):
        with ledger.named("fences"):
            found, body = header_lines.head(whole.unwrapped(source, ledger))
    elif found is None and (opened := whole.header_inside(source.text)) >= 0:
        with ledger.named("fences"):
            bare = whole.unwrapped(source, ledger)
        if bare is not source:
            behind = len(bare.text) - len(bare.text[opened:].lstrip())
            found, rest = header_lines.head(bare.slice(behind, len(bare.text)))
            end = len(bare.text) - len(rest.text)
            with ledger.named("fences"):
                ledger.repaired(bare.span(behind, end), "the header stood inside a code block", "文件头被放在代码块里")
            body = rewrite(bare, [Change(behind, end, "")])
    if found is None:
        return {}, body
    again = iter(found.repeated)
    for fault in found.faults:
        if fault.code == "duplicate-key" and _is_idle(found.values, *next(again)):
            continue
        en, zh = (
            ("front matter that is not YAML", "文件头不是合法的 YAML")
            if fault.code == "yaml"
            else ("front matter", "文件头")
        )
        if fault.is_read:
            ledger.repaired(
                fault.span, f"{en}: {fault.message.en}; all of it was read", f"{zh}：{fault.message.zh}；已全部读出"
            )
            continue
        ledger.doubted(
            fault.span,
            f"{en}: {fault.message.en}; what could be read was kept, mend the rest by hand",
            f"{zh}：{fault.message.zh}；可读的部分已保留，其余请手工修正",
        )
    values = dict(found.values)
    for key, value in found.repeated:
        if values.get(key) != value:
            values.setdefault(f"{key} (again)", value)
    return values, body


def _is_idle(values: Mapping[str, object], key: str, value: object) -> bool:
    """Whether the two values of a key are both decoration, which goes in any case."""
    return archive.is_archive(values) and archive.is_decoration(value) and archive.is_decoration(values.get(key))


def read_body(body: Source, meta: Mapping[str, object], ledger: Ledger, *, breaks: bool = False) -> Document:
    """Markdown without front matter as a document: broken syntax repaired, then read; with `breaks` the line ends in a
    paragraph are shown."""
    body = repaired(tags.expand_bracketed(body, ledger), ledger)
    body = line_ends.shown(body, ledger) if breaks else body
    return settled(line_marks.apply(markdown.as_written(body, meta), ledger), ledger)


_REMARKS = ("comments in a formula that stands in a line", "行内公式里的注释")


def settled(document: Document, ledger: Ledger) -> Document:
    """The document in normal form; what it has no room for is named: what has nothing to show, and comments
    in the formulas of a line."""
    for node in shown_nothing(document):
        if isinstance(node, Heading):
            ledger.removed(node.span, *EMPTY_HEADING)
        elif isinstance(node, Link):
            ledger.removed(node.span, *EMPTY_LINK)
        elif node.alt.strip():
            ledger.doubted(node.span, *LOST_PICTURE)
        else:
            ledger.removed(node.span, *EMPTY_PICTURE)
    for formula in of_kinds(document, InlineMath):
        if "\n" in formula.value and (remarks := [found["said"] for found in REMARK.finditer(formula.value)]):
            ledger.removed(formula.span, *_REMARKS, text=" ".join(remarks))
    return normalise(document)
