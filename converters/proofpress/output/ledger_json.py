"""The ledger for programs: a JSON array, one object a line for each removal, repair and doubt."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TextIO

from proofpress.finding import Words
from proofpress.output.ledger_file import LedgerFile, kind_of


def write(files: Iterable[LedgerFile], out: TextIO, language: str = "en") -> None:
    """Write all findings in order. Lines and columns start at 1, columns in characters; the end is exclusive.

    An input that could not be converted has one object too: `kind` "failure", at 1:1. `message` is in the language that
    was asked for, `en` and `zh` are it in both: a site says it in that of its article.
    """
    separator = "[\n"
    for file in files:
        for entry in _entries(file, language):
            out.write(separator + json.dumps(entry, ensure_ascii=False))
            separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")


def _entries(file: LedgerFile, language: str) -> Iterator[dict[str, object]]:
    if file.source is None:
        said = file.trouble or Words("", "")
        yield {
            "file": file.name,
            "line": 1,
            "column": 1,
            "end_line": 1,
            "end_column": 1,
            "kind": "failure",
            "pass": "",
            **_said(said, language),
            "text": "",
        }
        return
    for finding in file.findings:
        start, end = (file.source.position(offset) for offset in finding.span)
        yield {
            "file": file.name,
            "line": start.line,
            "column": start.column,
            "end_line": end.line,
            "end_column": end.column,
            "kind": kind_of(finding),
            "pass": finding.rule,
            **_said(finding.message, language),
            "text": finding.text,
        }


def _said(words: Words, language: str) -> dict[str, object]:
    return {"message": words.of(language), "en": words.en, "zh": words.zh}
