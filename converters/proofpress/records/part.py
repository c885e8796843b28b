"""The files that one block becomes: articles, and their ledger by the same key.

`documents/NAME.parquet` and `ledger/NAME.parquet` are written under other names and renamed, the articles last: where
they stand, the block is done. The footer of the articles holds a summary of the part, so that a report reads no rows.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from proofpress.finding import Words
from proofpress.records.extra import Extra
from proofpress.records.needs import need, opened
from proofpress.records.row import DOCUMENTS, LEDGER, Converted, Row
from proofpress.records.shards import Block
from proofpress.records.summary import Summary
from proofpress.version import version

ROWS = 1_000
"""Rows that are held before they are written as one row group; a constant, for the bytes of a part depend on it."""
_FOOTER = b"proofpress"
_STATES = ".shards.json"


class Store:
    """The output folder, a path or an address of fsspec."""

    def __init__(self, address: str) -> None:
        """Raises Missing where a package is not installed, ValueError for an address of no known kind."""
        self.address = address
        self.fs, self.root = opened(address)
        need("pyarrow.parquet")

    def path(self, table: str, name: str) -> str:
        """Where a table of a part stands."""
        return f"{self.root}/{table}/{name}.parquet"

    def parts(self, table: str = "documents") -> dict[str, int]:
        """The names of the parts that are whole, or whose ledger is, with the size of the file."""
        folder = f"{self.root}/{table}"
        if not self.fs.exists(folder):
            return {}
        # A file system may hold a listing that is older than what was written since.
        self.fs.invalidate_cache(folder)
        files = ((one["name"].rsplit("/", 1)[-1], one["size"]) for one in self.fs.ls(folder, detail=True))
        return {name.removesuffix(".parquet"): int(size or 0) for name, size in files if name.endswith(".parquet")}

    def done(self) -> set[str]:
        """The names of the parts whose two tables are whole and whose shard could be read to its end."""
        ledgers = self.parts("ledger")
        return {name for name, one in self.summaries() if not one.error and ledgers.get(name) == one.ledger_bytes}

    def renew(self, blocks: Iterable[Block], how: str = "") -> None:
        """Remove the parts of those shards that are not what they were or were read otherwise than `how` says, and
        write down what they are now.

        Raises OSError where the output cannot be written."""
        path = f"{self.root}/{_STATES}"
        try:
            known = json.loads(self.fs.cat_file(path)) if self.fs.exists(path) else {}
        except ValueError:
            known = {}
        states = {block.family: f"{block.state} {how}".strip() for block in blocks}
        changed = {family for family, state in states.items() if known.get(family) != state}
        if not changed:
            return
        for table in ("documents", "ledger"):
            for name in self.parts(table):
                if name.rpartition("-")[0] in changed:
                    self.fs.rm(self.path(table, name))
        self.write(_STATES, (json.dumps(known | states, indent=0, sort_keys=True) + "\n").encode())

    def foreign(self) -> str:
        """A report that stands in the output and is none of ours; "" where there is none, or a run wrote here already:
        its reports are made anew, whatever has become of them."""
        if self.fs.exists(f"{self.root}/{_STATES}"):
            return ""
        for name, sign in (("report.json", b'"blocks_done"'), ("report.html", b"<title>proofpress: records</title>")):
            path = f"{self.root}/{name}"
            if self.fs.exists(path) and (there := self.fs.cat_file(path)) and sign not in there:
                return path
        return ""

    def holds(self, block: Block) -> bool:
        """Whether a shard is one of the tables in this output."""
        _, path = opened(block.shard)
        return any(path.startswith(f"{self.root}/{table}/") for table in ("documents", "ledger"))

    def summaries(self) -> Iterator[tuple[str, Summary]]:
        """What stands in the footers of the parts that are whole, by name, in the order of their names."""
        parquet = need("pyarrow.parquet")
        for name in sorted(self.parts()):
            with self.fs.open(self.path("documents", name), "rb") as file:
                try:
                    footer = parquet.read_metadata(file).metadata or {}
                except need("pyarrow").ArrowInvalid:
                    continue
            if _FOOTER in footer:
                yield name, Summary.from_json(json.loads(footer[_FOOTER]))

    def size(self, table: str, name: str) -> int:
        """The size of a table of a part."""
        path = self.path(table, name)
        self.fs.invalidate_cache(path.rsplit("/", 1)[0])
        return int(self.fs.size(path) or 0)

    def write(self, path: str, data: bytes) -> None:
        """A small file, whole or not at all."""
        with self.whole(f"{self.root}/{path}") as file:
            file.write(data)

    @contextmanager
    def whole(self, path: str) -> Iterator[Any]:
        """A file to write to, which takes its name when the block ends well."""
        folder, name = path.rsplit("/", 1)
        self.fs.makedirs(folder, exist_ok=True)
        temporary = f"{folder}/.{name}.{uuid.uuid4().hex}.tmp"
        try:
            with self.fs.open(temporary, "wb") as file:
                yield file
            self.fs.mv(temporary, path)
        except BaseException:
            if self.fs.exists(temporary):
                self.fs.rm(temporary)
            raise

    def sweep(self, names: Iterable[str]) -> None:
        """Remove what earlier attempts at these parts left unfinished."""
        wanted = set(names)
        for table in ("documents", "ledger"):
            folder = f"{self.root}/{table}"
            if not self.fs.exists(folder):
                continue
            for path in self.fs.ls(folder, detail=False):
                name = path.rsplit("/", 1)[-1]
                if name.startswith(".") and name.endswith(".tmp") and name[1:].split(".parquet.")[0] in wanted:
                    self.fs.rm(path)


class Part:
    """One part while it is being written; rows are given in their order."""

    def __init__(self, store: Store, block: Block) -> None:
        self._store = store
        self._block = block
        self._documents: list[dict[str, Any]] = []
        self._ledger: list[dict[str, Any]] = []
        self._groups: list[tuple[Any, Any]] = []
        self._extra = Extra()
        self.summary = Summary()

    def add(self, row: Row, converted: Converted, extra: Any = None) -> None:
        """The next row, and what else its record holds."""
        self._extra.add(extra)
        key = {"shard": self._block.shard, "block": self._block.group, "row": row.number}
        values = converted.columns()
        for entry in values.pop("ledger"):
            self._ledger.append({**key, **entry})
        came = {"url": row.url, "warc_id": row.warc_id, "source_id": row.source_id}
        values = {name: None if value == "" else value for name, value in values.items()}
        self._documents.append({**key, **came, **values, "version": version()})
        self.summary.add(self._block, row, converted)
        if len(self._documents) == ROWS:
            self._flush()

    def close(self, error: Words | None = None) -> Summary:
        """Write both files; `error` says why the block could not be read to its end."""
        self.summary.error = self.summary.said(error) if error else ""
        self._flush()
        self._write("ledger", [ledger for _, ledger in self._groups], {}, lambda rows: rows)
        self.summary.ledger_bytes = self._store.size("ledger", self._block.name)
        footer = {_FOOTER: json.dumps(self.summary.to_json(), sort_keys=True, ensure_ascii=False).encode()}
        self._write("documents", [documents for documents, _ in self._groups], footer, self._extra.settled)
        return self.summary

    def _flush(self) -> None:
        documents, ledger = _table(DOCUMENTS, self._documents), _table(LEDGER, self._ledger)
        self._groups.append((_packed(self._extra.take(documents)), _packed(ledger)))
        self._documents, self._ledger = [], []

    def _write(
        self, table: str, groups: list[bytes], footer: dict[bytes, bytes], settled: Callable[[Any], Any]
    ) -> None:
        parquet, ipc = need("pyarrow.parquet"), need("pyarrow.ipc")
        schema = settled(ipc.open_stream(groups[0]).read_all()).schema.with_metadata(footer)
        with (
            self._store.whole(self._store.path(table, self._block.name)) as file,
            parquet.ParquetWriter(file, schema, compression="zstd") as writer,
        ):
            for group in groups:
                rows = ipc.open_stream(group).read_all()
                if rows.num_rows:
                    writer.write_table(settled(rows).replace_schema_metadata(footer))


def _table(columns: Mapping[str, str], rows: list[dict[str, Any]]) -> Any:
    arrow = need("pyarrow")
    schema = arrow.schema([(name, arrow.type_for_alias(kind)) for name, kind in columns.items()])
    return arrow.Table.from_pylist(rows, schema=schema)


def _packed(table: Any) -> bytes:
    """Rows as compressed Arrow: a part waits in memory for its footer, so it should be small."""
    arrow, ipc = need("pyarrow"), need("pyarrow.ipc")
    sink = arrow.BufferOutputStream()
    with ipc.new_stream(sink, table.schema, options=ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())
