"""One row converted, inside a worker process; whatever goes wrong becomes one sentence in the row's `error`."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from proofpress.finding import Severity, Words, first_of
from proofpress.records.row import Converted, LedgerEntry, Row, Status, letters

if TYPE_CHECKING:
    from proofpress.source import Source
    from proofpress.tree import Document


@dataclass(frozen=True, slots=True)
class Job:
    """A row, the number of its block in the run, and an origin that is known already (None: found by content)."""

    block: int
    row: Row
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: of each article that the record holds; at least one says why there is none."""

    block: int
    row: Row
    converted: tuple[Converted, ...]


def perform(job: Job) -> Done:
    """Do the job. Never raises: a failure is an outcome too."""
    if job.row.fault:
        return give_up(job, job.row.fault)
    made = convert_content(job.row.content or b"", job.row.url or "", job.origin, job.row.charset)
    return Done(job.block, _named(job.row), _noted(made, job.row.notes))


def give_up(job: Job, trouble: Words) -> Done:
    """The outcome of a job that came to nothing: its worker died, or took too long."""
    return Done(job.block, _named(job.row), _noted((failed(job.row.content, trouble),), job.row.notes))


def failed(content: bytes | None, trouble: Words) -> Converted:
    """What becomes of content that cannot be converted."""
    return Converted(Status.FAILED, trouble, content, "" if content is None else sha256(content).hexdigest())


def _named(row: Row) -> Row:
    """A row by its names alone: of its content, what became no article goes back with the outcome."""
    return Row(row.number, row.url, row.warc_id, row.source_id, b"")


def _noted(made: tuple[Converted, ...], notes: Iterable[tuple[str, Words]]) -> tuple[Converted, ...]:
    """The same with what is to be said of all of it, in the ledger of the first."""
    said = tuple(LedgerEntry(rule, Severity.WARNING.value, words.en, 0, 0, 1, "") for rule, words in notes)
    return (replace(made[0], ledger=(*said, *made[0].ledger)), *made[1:]) if said else made


def convert_content(
    content: bytes, url: str = "", origin: str | None = None, charset: str = ""
) -> tuple[Converted, ...]:
    """The content of one record as rows of the table of articles: one, or as many as it holds. What it is, is decided
    as for a file, unless an origin is given. Never raises; an unknown `origin` is a failure too."""

    def read(data: bytes, reader: str | None, *, part: bool) -> Converted:
        try:
            source = Source.from_bytes(url.strip(), data, "" if part else charset)
            return replace(_converted(source, reader, part=part), sha256=digest)
        except Exception as error:  # noqa: BLE001
            return Converted(Status.FAILED, trouble_of(error), data, digest)

    from proofpress.bulk.job import OPENED
    from proofpress.bulk.work import trouble_of
    from proofpress.formats.gate import Refused, passed
    from proofpress.source import Source

    digest = sha256(content).hexdigest()
    try:
        found = passed(url, content) if origin is None else None
    except Exception as error:  # noqa: BLE001
        return (Converted(Status.FAILED, trouble_of(error), content, digest),)
    if found is None:
        return (read(content, origin, part=False),)
    if isinstance(found, Refused):
        made: tuple[Converted, ...] = (Converted(Status.REFUSED, found.words, content, digest),)
    else:
        made = tuple(read(part.data, part.origin, part=True) for part in found.parts)
    notes = [(OPENED, words) for words in (*found.notes, *getattr(found, "faults", ()))]
    if files := getattr(found, "files", None):
        notes.append(("pictures", _left(files)))
    return _noted(made, notes)


def _left(files: Iterable[str]) -> Words:
    """That pictures which stand in a record have no place in the table."""
    names = sorted(files)
    return Words(
        f"pictures that the record holds are not in the table: {first_of(names, between=', ')}",
        f"记录中的图片未写入表中：{first_of(names, between='、')}",
    )


def _converted(source: Source, origin: str | None, *, part: bool) -> Converted:
    from proofpress.bulk.work import refuse_what_is_none
    from proofpress.convert import convert
    from proofpress.encoding import Unreadable
    from proofpress.tree import Code, of_kinds, text_of

    conversion = convert(source, origin=origin, part=part, seconds=math.inf)
    refuse_what_is_none(conversion, part=part)
    if (nothing := next((f for f in conversion.ledger if f.rule == "empty"), None)) is not None:
        raise Unreadable(nothing.message.en, nothing.message.zh)
    meta = conversion.document.meta
    listings = list(of_kinds(conversion.document, Code))
    formulas, broken = _formulas(conversion.document)
    ledger = tuple(
        LedgerEntry(
            f.rule,
            f.severity.value,
            f.message.en,
            *f.span,
            source.position(f.span.start).line,
            f.text or "",
            letters(f.text) if f.severity is Severity.REMOVAL else 0,
        )
        for f in conversion.ledger
    )
    removed = sum(entry.letters for entry in ledger)
    out = sum(map(str.isalpha, text_of(conversion.document)))
    made = Converted(
        Status.CONVERTED,
        origin=conversion.origin,
        title=_title(conversion.document),
        language=str(meta.get("language") or ""),
        date=_iso(str(meta.get("date") or "")),
        markdown=conversion.markdown,
        letters_in=out + removed,
        letters_out=out,
        letters_removed=removed,
        formulas=formulas,
        formulas_broken=broken,
        diagrams=sum(code.lang == "mermaid" for code in listings),
        code_blocks=sum(code.lang != "mermaid" for code in listings),
        lost=sum(f.rule == "lost" for f in conversion.ledger),
        ledger=ledger,
    )
    return _noted((made,), [("pictures", _left(conversion.files))])[0] if conversion.files else made


def _iso(date: str) -> str:
    """A day, a time and a zone, as ISO 8601 joins them."""
    day, _, rest = date.partition(" ")
    return f"{day}T{rest.replace(' ', '')}" if rest[:1].isdigit() else date


def _formulas(document: Document) -> tuple[int, int]:
    """How many formulas an article has, and how many of them KaTeX refuses."""
    from proofpress.engines import katex
    from proofpress.engines.definitions import typeset_page
    from proofpress.engines.trouble import Trouble
    from proofpress.tree import InlineMath, Math, of_kinds

    formulas = [katex.Formula(node.value, isinstance(node, Math)) for node in of_kinds(document, InlineMath, Math)]
    if not formulas or not katex.installed():
        return len(formulas), 0
    return len(formulas), sum(isinstance(result, Trouble) for result in typeset_page(formulas, {}))


def _title(document: Document) -> str:
    from proofpress.tree import Heading, text_of

    first = document.children[0] if document.children else None
    heading = text_of(first) if isinstance(first, Heading) and first.depth == 1 else ""
    return heading or str(document.meta.get("title") or "")
