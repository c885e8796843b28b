"""The files that one block becomes: articles, and their ledger by the same key.

`documents/NAME.parquet` and `ledger/NAME.parquet` are written under other names and renamed, the articles last: where
they stand, the block is done. Rows are written in batches, so that no block is held as a whole. The footer of the
articles holds a summary of the part, so that a report reads no rows.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from proofpress.finding import Words
from proofpress.records.extra import Extra
from proofpress.records.needs import need, opened
from proofpress.records.row import DOCUMENTS, LEDGER, Converted, Row
from proofpress.records.shards import Block
from proofpress.records.summary import Summary
from proofpress.regex import regex
from proofpress.version import version

ROWS = 1_000
"""Rows that are held before they are written as one row group; a constant, for the bytes of a part depend on it."""
WEIGHT = 8_000_000
"""What they may weigh together; a constant for the same reason."""
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

    def done(self, limit: float) -> set[str]:
        """The names of the parts whose two tables are whole, whose shard could be read to its end, and of whose rows
        none was given up that may do better now: for its time under a lower limit, or for want of memory."""
        ledgers = self.parts("ledger")
        return {
            name
            for name, one in self.summaries()
            if not one.error and not one.killed and not 0 < one.late < limit and ledgers.get(name) == one.ledger_bytes
        }

    def renew(self, blocks: Iterable[Block], how: str = "") -> None:
        """Remove the parts of those shards that are not what they were or were read otherwise than `how` says, and
        write down what they are now.

        Raises OSError where the output cannot be written."""
        path = f"{self.root}/{_STATES}"
        try:
            known = json.loads(self.fs.cat_file(path)) if self.fs.exists(path) else {}
        except ValueError:
            known = {}
        known = known if isinstance(known, dict) else {}
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

    def has_report(self) -> bool:
        """Whether a page stands here that says how it went."""
        return bool(self.fs.exists(f"{self.root}/report.html"))

    def holds(self, block: Block) -> bool:
        """Whether a shard is one of the tables in this output."""
        _, path = opened(block.shard)
        return any(path.startswith(f"{self.root}/{table}/") for table in ("documents", "ledger"))

    def is_inside(self, address: str) -> bool:
        """Whether a file stands in this output."""
        return bool(opened(address)[1].startswith(f"{self.root}/"))

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
        temporary = f"{folder}/.{_short(name)}.{_HOST}-{os.getpid()}.{uuid.uuid4().hex}.tmp"
        try:
            with self.fs.open(temporary, "wb") as file:
                yield file
            self.fs.mv(temporary, path)
        except BaseException:
            if self.fs.exists(temporary):
                self.fs.rm(temporary)
            raise

    def sweep(self, names: Iterable[str]) -> None:
        """Remove what earlier attempts at these parts left unfinished, and no other run is writing."""
        wanted = {_short(f"{name}.parquet") for name in names}
        for table in ("documents", "ledger"):
            folder = f"{self.root}/{table}"
            if not self.fs.exists(folder):
                continue
            for path in self.fs.ls(folder, detail=False):
                name = path.rsplit("/", 1)[-1]
                unfinished = name.startswith(".") and name.endswith(".tmp")
                if unfinished and name.split(".")[1] in wanted and not _is_written(name):
                    self.fs.rm(path)


def _short(name: str) -> str:
    """A name that stands for a longer one while its file is written: the two together may be too long."""
    return hashlib.blake2s(name.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


_HOST = hashlib.blake2s(platform.node().encode(), digest_size=4).hexdigest()
_WRITER = regex(rf"\.{_HOST}-(\d+)\.[0-9a-f]+\.tmp$")


def _is_written(name: str) -> bool:
    """Whether the process of this machine lives that the name of an unfinished file tells of."""
    found = _WRITER.search(name)
    if found is None or sys.platform == "win32":
        return False
    try:
        os.kill(int(found[1]), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


class Part:
    """One part while it is being written; rows are given in their order. `others` are the other columns of the block,
    as `Extra` takes them; `held` is what the rows weigh that are not written yet."""

    def __init__(self, store: Store, block: Block, others: Any = None) -> None:
        self._store = store
        self._block = block
        self._rows: list[dict[str, Any]] = []
        self._entries: list[dict[str, Any]] = []
        self._records: list[Any] = []
        self.held = 0
        self._extra = Extra(others)
        documents = _schema(DOCUMENTS)
        self._documents = _File(store, "documents", block, need("pyarrow").schema([*documents, *self._extra.fields]))
        self._ledger = _File(store, "ledger", block, _schema(LEDGER))
        self.summary = Summary(shard=block.shard)

    def add(self, row: Row, converted: Converted, extra: Any = None, article: int = 0) -> None:
        """What became of the next record, or of the next article in it, and what else the record holds."""
        self._records.append(extra)
        self.held += converted.weight + weight_of(extra)
        key = {"shard": self._block.shard, "block": self._block.group, "row": row.number, "article": article}
        values = converted.columns()
        for entry in values.pop("ledger"):
            self._entries.append({**key, **entry})
        came = {"url": row.url, "warc_id": row.warc_id, "source_id": row.source_id}
        self._rows.append({**key, **came, **values, "version": version()})
        self.summary.add(self._block, row, converted)
        if len(self._rows) == ROWS or self.held >= WEIGHT:
            self._flush()

    def close(self, error: Words | None = None) -> Summary:
        """Finish both files; `error` says why the block could not be read to its end."""
        try:
            self.summary.error = self.summary.said(error) if error else ""
            self._flush()
            self._ledger.close()
            self.summary.ledger_bytes = self._store.size("ledger", self._block.name)
            self._documents.close(json.dumps(self.summary.to_json(), sort_keys=True, ensure_ascii=False).encode())
        except BaseException:
            self.abandon()
            raise
        return self.summary

    def abandon(self) -> None:
        """Remove what was written of a part that does not come to its end."""
        self._documents.abandon()
        self._ledger.abandon()

    def _flush(self) -> None:
        arrow = need("pyarrow")
        documents = arrow.Table.from_pylist(self._rows, schema=_schema(DOCUMENTS))
        self._documents.append(self._extra.joined(documents, self._records))
        self._ledger.append(arrow.Table.from_pylist(self._entries, schema=_schema(LEDGER)))
        self._rows, self._entries, self._records, self.held = [], [], [], 0


class _File:
    """One of the files of a part: it is opened for its first rows, and takes its name when it is closed."""

    def __init__(self, store: Store, table: str, block: Block, schema: Any) -> None:
        self._place = store.whole(store.path(table, block.name))
        self._schema = schema
        self._within = ExitStack()
        self._writer: Any = None

    def append(self, rows: Any) -> None:
        """Write a row group."""
        if self._writer is None:
            parquet = need("pyarrow.parquet")
            file = self._within.enter_context(self._place)
            self._writer = self._within.enter_context(parquet.ParquetWriter(file, self._schema, compression="zstd"))
        if rows.num_rows:
            self._writer.write_table(rows)

    def close(self, footer: bytes = b"") -> None:
        if footer:
            self._writer.add_key_value_metadata({_FOOTER: footer})
        self._within.close()

    def abandon(self) -> None:
        # What cannot be written any more may not be closed well either.
        with suppress(Exception):
            self._within.__exit__(InterruptedError, InterruptedError(), None)


def weight_of(extra: Any) -> int:
    """Some measure of the memory that the rest of a record takes."""
    return len(extra) if isinstance(extra, str) else extra.nbytes if extra is not None else 0


def _schema(columns: Mapping[str, str]) -> Any:
    arrow = need("pyarrow")
    return arrow.schema([(name, arrow.type_for_alias(kind)) for name, kind in columns.items()])
