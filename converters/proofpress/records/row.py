"""What goes through a run of records: rows, what became of them, and the columns of the tables that are written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from proofpress.finding import Words


@dataclass(frozen=True, slots=True)
class Names:
    """What the columns of the input are called; the defaults are those of NeMo Curator."""

    url: str = "url"
    warc_id: str = "warc_id"
    source_id: str = "source_id"
    content: str = "content"

    @property
    def all(self) -> tuple[str, str, str, str]:
        """What the columns that are read are called."""
        return self.url, self.warc_id, self.source_id, self.content

    @classmethod
    def parse(cls, words: str) -> Names:
        """Names out of `content=html,url=link`. Raises ValueError for a column that is none of the four."""
        given = [(name.strip(), there.strip()) for name, _, there in (word.partition("=") for word in words.split(","))]
        given = [pair for pair in given if any(pair)]
        if unknown := [name for name, there in given if name not in cls.__slots__ or not there]:
            raise ValueError(", ".join(unknown))
        return cls(**dict(given))


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a shard: `number` counts from 0 within its block, `content` are the bytes of a page, None is what
    the record does not say. `fault` says why there is no content, `notes` what is to be said of how it was had, by a
    name in the ledger; `charset` is the encoding that was sent along, `extra` what else the record holds: as JSON, or
    as an Arrow table of one row."""

    number: int
    url: str | None
    warc_id: str | None
    source_id: str | None
    content: bytes | None
    fault: Words | None = None
    notes: tuple[tuple[str, Words], ...] = ()
    charset: str = ""
    extra: Any = None


def octets_of(column: str, value: object) -> tuple[bytes | None, Words | None]:
    """The bytes of a page, and what is wrong where a column holds none: what it holds instead stays, as JSON."""
    match value:
        case bytes() | bytearray() | memoryview():
            return bytes(value), None
        case str():
            return value.encode("utf-8", "surrogatepass"), None
        case None:
            return None, Words(f"column {column!r} is null", f"列 {column} 的值为 null")
    found = type(value).__name__
    return (text_of(value) or "").encode(), Words(
        f"column {column!r} holds {found}, expected text or bytes", f"列 {column} 的值是 {found}，应为文本或字节"
    )


def clean(text: object) -> str:
    """A text that a table can hold: without halves of characters, which JSON may have."""
    return str(text).encode("utf-8", "replace").decode()


def text_of(value: object) -> str | None:
    """What a column that names something says, however its writer has it; None where it says nothing."""
    match value:
        case None:
            return None
        case bool():
            return json.dumps(value)
        case bytes() | bytearray() | memoryview():
            return bytes(value).decode("utf-8", "replace")
        case dict() | list():
            return clean(json.dumps(value, ensure_ascii=False, default=str))
    return clean(value)


class Status(StrEnum):
    CONVERTED = "converted"
    REFUSED = "refused"
    """It is in a format that is not read here; `error` says which, and what reads it."""
    FAILED = "failed"
    """It could not be converted, was given up, or took its process down; `error` says which."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A line of the ledger's table: `start` and `end` are characters of the decoded content, `line` counts from 1;
    `letters` are those that a reader saw of what was removed."""

    rule: str
    severity: str
    message: str
    start: int
    end: int
    line: int
    text: str
    letters: int = 0


_EACH = 200


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of a row, or of one of the articles that it holds; "" is null in the table, which has `error` in
    English. Letters are counted as `str.isalpha` sees them; `formulas_broken` are those that KaTeX refuses; `content`
    are the bytes of what did not become an article, None where there were none, or it became one."""

    status: Status
    error: Words | None = None
    content: bytes | None = None
    sha256: str = ""
    origin: str = ""
    title: str = ""
    language: str = ""
    date: str = ""
    markdown: str = ""
    letters_in: int = 0
    letters_out: int = 0
    letters_removed: int = 0
    formulas: int = 0
    formulas_broken: int = 0
    diagrams: int = 0
    code_blocks: int = 0
    lost: int = 0
    ledger: tuple[LedgerEntry, ...] = ()

    @property
    def weight(self) -> int:
        """Some measure of the memory that it takes: its characters, and something for each of its parts."""
        said = sum(_EACH + len(entry.message) + len(entry.text) for entry in self.ledger)
        return _EACH + len(self.markdown) + len(self.content or b"") + said

    def columns(self) -> dict[str, Any]:
        """The values of the table's columns, None for what the row does not have, and the ledger as rows of its own."""
        made: dict[str, Any] = asdict(self)
        return {
            **{name: None if value == "" else value for name, value in made.items()},
            "status": str(self.status),
            "error": self.error.en if self.error else None,
            "ledger": list(made["ledger"]),
        }


KEY = ("shard", "block", "row", "article")
"""What a row of either table is known by: its input file's address, the row group, the record's number there, and that
of the article in the record, both from 0."""

DOCUMENTS: Mapping[str, str] = {
    "shard": "string",
    "block": "int32",
    "row": "int64",
    "article": "int32",
    "url": "string",
    "warc_id": "string",
    "source_id": "string",
    "sha256": "string",
    "origin": "string",
    "title": "string",
    "language": "string",
    "date": "string",
    "markdown": "string",
    "status": "string",
    "error": "string",
    "content": "binary",
    "letters_in": "int64",
    "letters_out": "int64",
    "letters_removed": "int64",
    "formulas": "int32",
    "formulas_broken": "int32",
    "diagrams": "int32",
    "code_blocks": "int32",
    "lost": "int32",
    "version": "string",
}
"""The table of articles: column and Arrow type, in order."""

LEDGER: Mapping[str, str] = {
    "shard": "string",
    "block": "int32",
    "row": "int64",
    "article": "int32",
    "rule": "string",
    "severity": "string",
    "message": "string",
    "start": "int64",
    "end": "int64",
    "line": "int64",
    "text": "string",
}
"""The table of what was removed, repaired or left in doubt."""


def letters(text: str) -> int:
    """How many letters a reader sees of a text; where it is HTML, not those of its tags, scripts and styles."""
    if "<" in text:
        from proofpress.readers.html.parser import parse
        from proofpress.source import Source

        text = parse(Source("", text)).root.words()
    return sum(map(str.isalpha, text))
