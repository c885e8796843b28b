"""One row converted, inside a worker process; whatever goes wrong becomes one sentence in the row's `error`."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from proofpress.finding import Severity, Words
from proofpress.records.row import Converted, LedgerEntry, Row, Status, letters

if TYPE_CHECKING:
    from proofpress.tree import Document


@dataclass(frozen=True, slots=True)
class Job:
    """A row, the number of its block in the run, and an origin that is known already (None: found by content)."""

    block: int
    row: Row
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job."""

    block: int
    row: Row
    converted: Converted


def perform(job: Job) -> Done:
    """Do the job. Never raises: a failure is an outcome too. The content is not sent back."""
    row = Row(job.row.number, job.row.url, job.row.warc_id, job.row.source_id, b"")
    if job.row.fault:
        return Done(job.block, row, Converted(Status.FAILED, job.row.fault, sha256(job.row.content).hexdigest()))
    made = convert_content(job.row.content, job.row.url or "", job.origin)
    if job.row.note:
        said = LedgerEntry("archive", Severity.WARNING.value, job.row.note, 0, 0, 1, "")
        made = replace(made, ledger=(said, *made.ledger))
    return Done(job.block, row, made)


def give_up(job: Job, trouble: Words) -> Done:
    """The outcome of a job that came to nothing: its worker died, or took too long."""
    row = Row(job.row.number, job.row.url, job.row.warc_id, job.row.source_id, b"")
    return Done(job.block, row, Converted(Status.FAILED, trouble, sha256(job.row.content).hexdigest()))


def convert_content(content: bytes, url: str = "", origin: str | None = None) -> Converted:
    """The bytes of one page as a row of the table of articles. Never raises; an unknown `origin` is a failure too."""
    from proofpress.bulk.work import trouble_of

    try:
        return _converted(content, url, origin)
    except Exception as error:  # noqa: BLE001
        return Converted(Status.FAILED, trouble_of(error), sha256(content).hexdigest())


def _converted(content: bytes, url: str, origin: str | None) -> Converted:
    from proofpress.bulk.work import refuse_what_is_none
    from proofpress.convert import convert
    from proofpress.source import Source
    from proofpress.tree import Code, of_kinds, text_of

    source = Source.from_bytes(url, content)
    conversion = convert(source, origin=origin, seconds=math.inf)
    refuse_what_is_none(conversion)
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
    return Converted(
        Status.CONVERTED,
        sha256=source.sha256,
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
