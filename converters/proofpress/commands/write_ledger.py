"""The ledger of a run, written file by file from the manifest's records, so that it never stands in memory whole."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from proofpress.bulk.files import whole_file
from proofpress.bulk.inputs import Inputs
from proofpress.bulk.job import OPENED, Outcome
from proofpress.encoding import Unreadable
from proofpress.finding import Finding, Severity, Words
from proofpress.output import ledger_html, ledger_json
from proofpress.output.ledger_file import LedgerFile
from proofpress.source import Source, Span


def write_ledger(
    path: Path, inputs: Inputs, outcomes: Mapping[str, Outcome], folder: Path, data: bytes | None, language: str
) -> None:
    """Write the ledger of all inputs, in their order, as JSON or HTML by the file's ending; whole or not at all."""
    with whole_file(path) as out, io.TextIOWrapper(out, "utf-8", "backslashreplace", newline="\n") as text:
        write = ledger_json.write if path.suffix.lower() == ".json" else ledger_html.write
        write(_files(inputs, outcomes, folder, data), text, language)


def _files(inputs: Inputs, outcomes: Mapping[str, Outcome], folder: Path, data: bytes | None) -> Iterator[LedgerFile]:
    for one in inputs.found:
        outcome = outcomes[one.name]
        record = outcome.record
        if record is None:
            yield LedgerFile(one.name, trouble=outcome.trouble)
            continue
        try:
            content = one.path.read_bytes() if one.path else data or b""
            source = Source.from_bytes(one.name, content)
            markdown = outcome.markdown if outcome.markdown is not None else (folder / one.target).read_text("utf-8")
        except (OSError, Unreadable):
            yield LedgerFile(
                one.name,
                trouble=Words(
                    "was changed while the ledger was written; run the command again",
                    "生成台账时文件被改动；请重新运行",
                ),
            )
            continue
        yield LedgerFile(
            one.name,
            one.target.as_posix(),
            source,
            markdown,
            tuple(entry.finding(source) for entry in record.entries),
            tuple(entry.place for entry in record.entries),
            record.blocks or (),
        )
    here = {one.name for one in inputs.found}
    for name, outcome in outcomes.items():
        if name in here:
            continue
        if outcome.trouble is not None:
            yield LedgerFile(name, trouble=outcome.trouble)
        if outcome.notes:
            said = (Finding(OPENED, Severity.WARNING, note, Span(0, 0), text="") for note in outcome.notes)
            yield LedgerFile(name, source=Source(name, ""), findings=tuple(said))
        yield from (LedgerFile(name, trouble=fault) for fault in outcome.faults)
    for trouble in inputs.troubles:
        yield LedgerFile(trouble.name, trouble=trouble.message)
