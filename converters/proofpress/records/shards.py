"""Input files and their blocks: which there are, and their rows one after the other.

`FORMATS` says by which ending a file is read how; `.gz` and `.zst` are taken off before. An address is a path or
anything that fsspec opens (`s3://…`, `hf://…`, `memory://…`).
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, BinaryIO

from proofpress import json_text
from proofpress.formats import warc
from proofpress.records.needs import need
from proofpress.records.row import Names, Row

_PACKED = (".gz", ".zst")


@dataclass(frozen=True, slots=True)
class Block:
    """One row group of one shard. `address` is absolute, `shard` the file's own name, `group` counts from 0."""

    address: str
    shard: str
    group: int

    @property
    def name(self) -> str:
        """The name of what it becomes: the same in every run, and of no other block."""
        mark = blake2b(self.address.encode(), digest_size=4).hexdigest()
        return f"{_stem(self.shard)}-{mark}-{self.group:05d}"


class Unfit(ValueError):
    """A shard that cannot be read: no known format, no such column, damaged."""


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of shard is read: its ending, how many blocks it has, and the rows of one of them."""

    ending: str
    groups: Callable[[str], int]
    rows: Callable[[Block, Names], Iterator[Row]]


def blocks(addresses: Iterable[str]) -> list[Block]:
    """All blocks of all shards, in the order of their addresses; patterns with `*` are resolved.

    Raises Unfit for an address that names no file or no known format, OSError where a shard cannot be opened.
    """
    found: dict[str, Block] = {}
    for address in sorted({one for given in addresses for one in _resolved(given)}):
        shard = posixpath.basename(address)
        for group in range(format_of(shard).groups(address)):
            block = Block(address, shard, group)
            found.setdefault(block.name, block)
    return list(found.values())


def format_of(name: str) -> Format:
    """The format of a shard. Raises Unfit where there is none."""
    bare = _unpacked(name)
    for one in FORMATS:
        if bare.endswith(one.ending):
            return one
    endings = ", ".join(one.ending for one in FORMATS)
    raise Unfit(f"{name}: no shard of records; records are read from {endings} (also {' and '.join(_PACKED)})")


def is_shard(name: str) -> bool:
    """Whether a name is one of a shard."""
    return any(_unpacked(name).endswith(one.ending) for one in FORMATS)


def rows(block: Block, names: Names) -> Iterator[Row]:
    """The rows of a block. Raises Unfit where a column is missing or the shard is damaged."""
    return format_of(block.shard).rows(block, names)


def _unpacked(name: str) -> str:
    return next((name[: -len(end)] for end in _PACKED if name.endswith(end)), name)


def _stem(shard: str) -> str:
    bare = _unpacked(shard)
    return next((bare[: -len(one.ending)] for one in FORMATS if bare.endswith(one.ending)), bare)


def _resolved(given: str) -> list[str]:
    """Absolute addresses that a path, an address or a pattern stands for."""
    fsspec = need("fsspec")
    fs, path = fsspec.core.url_to_fs(given)
    if "*" in path:
        paths = sorted(fs.glob(path))
    elif fs.isdir(path):
        paths = [one for one in sorted(fs.find(path)) if is_shard(posixpath.basename(one))]
    else:
        paths = [path]
    if not paths:
        raise Unfit(f"{given}: there is no such file")
    local = "file" in (fs.protocol if isinstance(fs.protocol, tuple) else (fs.protocol,))
    return [one if local else fs.unstrip_protocol(one) for one in paths]


def _open(address: str) -> Any:
    """The bytes of a file as they stand there."""
    return need("fsspec").open(address, "rb").open()


def _plain(address: str) -> Any:
    """The bytes of a file, unpacked."""
    if address.endswith(".zst"):
        return io.BufferedReader(need("zstandard").ZstdDecompressor().stream_reader(_open(address)))
    if address.endswith(".gz"):
        import gzip

        return gzip.GzipFile(fileobj=_open(address))
    return _open(address)


def _one(address: str) -> int:
    del address
    return 1


def _parquet_groups(address: str) -> int:
    with _open(address) as file:
        return int(need("pyarrow.parquet").ParquetFile(file).metadata.num_row_groups)


def _parquet_rows(block: Block, names: Names) -> Iterator[Row]:
    with _open(block.address) as file:
        table = need("pyarrow.parquet").ParquetFile(file)
        there = set(table.schema_arrow.names)
        if names.content not in there:
            raise Unfit(f"{block.shard}: has no column {names.content!r}; name it with --columns content=NAME")
        wanted = [name for name in (names.url, names.warc_id, names.source_id, names.content) if name in there]
        number = 0
        for batch in table.iter_batches(batch_size=256, row_groups=[block.group], columns=wanted):
            for record in batch.to_pylist():
                yield _row(number, record, names)
                number += 1


def _lines_rows(block: Block, names: Names) -> Iterator[Row]:
    with _plain(block.address) as file:
        number = 0
        for at, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                record = json_text.loads(line.decode("utf-8-sig"))
            except ValueError:
                record = None
            if isinstance(record, dict):
                yield _row(number, record, names)
            else:
                yield Row(number, "", "", "", line, f"line {at} is no JSON object")
            number += 1


def _row(number: int, record: dict[str, Any], names: Names) -> Row:
    content = record.get(names.content)
    octets = content if isinstance(content, bytes) else str(content or "").encode("utf-8", "surrogatepass")
    url, warc_id, source_id = (str(record.get(name) or "") for name in (names.url, names.warc_id, names.source_id))
    return Row(number, url, warc_id, source_id, octets)


def _warc_rows(block: Block, names: Names) -> Iterator[Row]:
    """The responses of an archive that hold a page; what holds a picture or a script is no article and no row.
    A record that cannot be read is a row with a fault, and reading goes on behind it."""
    del names
    need("fastwarc.warc")
    faults: list[str] = []
    number = told = 0

    def page(record: Any, url: str) -> Row | None:
        if not record.is_http:
            return None
        whole = warc.is_whole(record)
        record.parse_http(auto_decode="all")
        if record.http_headers is None or not _is_page(record.http_content_type or ""):
            return None
        fault = "" if whole else f"record {url} is cut off"
        return Row(0, url, record.record_id or "", block.shard, record.reader.read(), fault)

    def failed() -> Iterator[Row]:
        nonlocal number, told
        for fault in faults[told:]:
            yield Row(number, fault.partition(" ")[2], "", block.shard, b"", f"record {fault} cannot be read")
            number, told = number + 1, told + 1

    with _plain(block.address) if block.address.endswith(".zst") else _open(block.address) as file:
        for row in warc.walked(_Stream(file), faults, page):
            yield from failed()
            yield replace(row, number=number)
            number += 1
    yield from failed()


class _Stream:
    """A file object with the few methods that an archive reader asks for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, at: int) -> int:
        return self._file.seek(at)

    def close(self) -> None:
        self._file.close()


def _is_page(content_type: str) -> bool:
    kind = content_type.lower()
    return kind in ("text/html", "application/xhtml+xml", "text/markdown", "text/plain", "")


FORMATS: tuple[Format, ...] = (
    Format(".parquet", _parquet_groups, _parquet_rows),
    Format(".jsonl", _one, _lines_rows),
    Format(".ndjson", _one, _lines_rows),
    Format(".warc", _one, _warc_rows),
)
