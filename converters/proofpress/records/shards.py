"""Input files and their blocks: which there are, and their rows one after the other.

`FORMATS` says by which ending a file is read how; `.gz` and `.zst` are taken off before. An address is a path or
anything that fsspec opens (`s3://…`, `hf://…`, `memory://…`).
"""

from __future__ import annotations

import gzip
import io
import os
import posixpath
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, BinaryIO

from proofpress import json_text
from proofpress.finding import Words
from proofpress.formats import warc
from proofpress.formats.answers import answer
from proofpress.records.needs import Missing, need, opened
from proofpress.records.row import Names, Row, octets_of, text_of

_PACKED = (".gz", ".zst")
_SAMPLE = 1_000_000
_MOST_HELD = 16_000_000
_PAGES = ("text/html", "application/xhtml+xml", "text/markdown", "text/plain", "")


@dataclass(frozen=True, slots=True)
class Block:
    """One row group of one shard. `shard` is its absolute address, `state` tells one version of the file from the
    next, `group` counts from 0."""

    shard: str
    group: int
    state: str = ""

    @property
    def file(self) -> str:
        """The shard's own name."""
        return _file(self.shard)

    @property
    def name(self) -> str:
        """The name of what it becomes: the same in every run, and of no other block."""
        return f"{self.family}-{self.group:05d}"

    @property
    def family(self) -> str:
        """What the names of all blocks of its shard begin with."""
        return f"{_stem(self.file)}-{blake2b(self.shard.encode(), digest_size=4).hexdigest()}"


class Unfit(ValueError):
    """A shard that cannot be read: no known format, no such column, damaged. `words` say why."""

    def __init__(self, en: str, zh: str = "") -> None:
        super().__init__(en)
        self.words = Words(en, zh or en)


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of shard is read: its ending, how many blocks it has, and the rows of one of them."""

    ending: str
    groups: Callable[[str], int]
    rows: Callable[[Block, Names], Iterator[Row]]


def blocks(addresses: Iterable[str], troubles: list[Words] | None = None) -> list[Block]:
    """All blocks of all shards, in the order of their addresses; patterns with `*` are resolved.

    A shard that cannot be read is one block, whose reading says why. An address that names no file or no known format
    costs itself and is added to `troubles`, or raises Unfit where there is no such list.
    """
    there: set[tuple[str, str]] = set()
    for given in addresses:
        try:
            shards = _resolved(given)
            for shard, _ in shards:
                format_of(_file(shard))
            there.update(shards)
        except Unfit as unfit:
            if troubles is None:
                raise
            troubles.append(unfit.words)
        except OSError as error:
            if troubles is None:
                raise
            why = error.strerror or str(error) or type(error).__name__
            troubles.append(Words(f"{given}: cannot be read: {why}", f"{given}：无法读取：{why}"))
    found: dict[str, Block] = {}
    for shard, state in sorted(there):
        for group in range(_groups(shard)):
            block = Block(shard, group, state)
            found.setdefault(block.name, block)
    return list(found.values())


def _groups(shard: str) -> int:
    form = format_of(_file(shard))
    try:
        return form.groups(shard)
    except Missing:
        raise
    except Exception:  # noqa: BLE001 - a shard's damage is whatever its library raises
        return 1


def format_of(name: str) -> Format:
    """The format of a shard. Raises Unfit where there is none."""
    bare = _unpacked(name).lower()
    for one in FORMATS:
        if bare.endswith(one.ending):
            return one
    endings = ", ".join(one.ending for one in FORMATS)
    raise Unfit(
        f"{name}: no shard of records; records are read from {endings} (also {' and '.join(_PACKED)})",
        f"{name}：不是记录文件；可读取 {endings}（也可带 {' 和 '.join(_PACKED)}）",
    )


def is_shard(name: str) -> bool:
    """Whether a name is one of a shard."""
    return any(_unpacked(name).lower().endswith(one.ending) for one in FORMATS)


def rows(block: Block, names: Names) -> Iterator[Row]:
    """The rows of a block. Raises Unfit where a column is missing or the shard is damaged."""
    return format_of(block.file).rows(block, names)


def _unpacked(name: str) -> str:
    return next((name[: -len(end)] for end in _PACKED if name.lower().endswith(end)), name)


def _stem(shard: str) -> str:
    bare = _unpacked(shard)
    return next((bare[: -len(one.ending)] for one in FORMATS if bare.lower().endswith(one.ending)), bare)


def _resolved(given: str) -> list[tuple[str, str]]:
    """Absolute addresses that a path, an address or a pattern stands for, each with the state of what is there. Of a
    folder and a pattern, what is no shard and what is hidden is passed over."""
    try:
        fs, path = opened(given)
    except ValueError as error:
        raise Unfit(f"{given}: {error}", f"{given}：无法识别的地址（{error}）") from error
    local = "file" in (fs.protocol if isinstance(fs.protocol, tuple) else (fs.protocol,))
    if "*" in path and not (local and os.path.isfile(path)):
        hits = fs.glob(path)
        fixed = path[: path.index("*")].rpartition("/")[0]
        paths = [
            one for one in sorted(hits) if is_shard(one) and (_is_hidden(path, fixed) or not _is_hidden(one, fixed))
        ]
        if not paths and hits:
            raise Unfit(f"{given}: no shard of records is among them", f"{given}：其中没有记录文件")
    elif fs.isdir(path):
        paths = [one for one in sorted(fs.find(path)) if is_shard(one) and not _is_hidden(one, path.rstrip("/"))]
        if not paths:
            raise Unfit(f"{given}: no shard of records is in this folder", f"{given}：此文件夹中没有记录文件")
    else:
        # A pattern's signs in the name of a file that is there are letters of it.
        paths = [path] if local and os.path.isfile(path) or fs.exists(path) else []
    if not paths:
        raise Unfit(f"{given}: there is no such file", f"{given}：没有这个文件")
    if local:
        paths = [_straight(one) for one in paths]
    _, chained, holder = given.partition("::")
    return [(one if local else fs.unstrip_protocol(one) + chained + holder, _state(fs.info(one))) for one in paths]


def _is_hidden(path: str, folder: str) -> bool:
    """Whether a file in a folder, or a folder between, has a name that hides it."""
    return "/." in path[len(folder) :]


def _straight(path: str) -> str:
    """A path of this machine without `..` and the like, where it leads to the same file so."""
    straight = posixpath.normpath(path)
    try:
        return straight if straight == path or os.path.samefile(straight, path) else os.path.realpath(path)
    except OSError:
        return path


def _file(shard: str) -> str:
    """The name of the file that an address leads to; of `zip://a.jsonl::s3://b.zip` it is a.jsonl."""
    return posixpath.basename(shard.partition("::")[0])


_STAMPS = ("ETag", "etag", "checksum", "md5Hash", "mtime", "LastModified", "last_modified", "updated", "modified")
"""What stores call the mark of a file's version, or the time of its last change."""


def _state(info: dict[str, Any]) -> str:
    """A file's size and what its store knows of its version."""
    stamp = next((info[name] for name in _STAMPS if info.get(name) is not None), "")
    return f"{info.get('size')} {stamp}"


@contextmanager
def _open(address: str) -> Iterator[Any]:
    """The bytes of a file as they stand there."""
    with need("fsspec").open(address, "rb") as file:
        yield file


@contextmanager
def _plain(address: str) -> Iterator[Any]:
    """The bytes of a file, unpacked."""
    with _open(address) as file:
        if _is_packed(address, ".zst"):
            yield io.BufferedReader(need("zstandard").ZstdDecompressor().stream_reader(file, read_across_frames=True))
        elif _is_packed(address, ".gz"):
            yield gzip.GzipFile(fileobj=file)
        else:
            yield file


def _is_packed(address: str, ending: str) -> bool:
    return _file(address).lower().endswith(ending)


def _one(address: str) -> int:
    del address
    return 1


def _parquet_groups(address: str) -> int:
    with _open(address) as file:
        return int(need("pyarrow.parquet").ParquetFile(file).metadata.num_row_groups)


def _parquet_rows(block: Block, names: Names) -> Iterator[Row]:
    with _open(block.shard) as file:
        table = need("pyarrow.parquet").ParquetFile(file)
        there = table.schema_arrow.names
        if names.content not in there:
            raise Unfit(f"has no column {names.content!r}; name it with --columns content=NAME")
        read = [at for at, name in enumerate(there) if name in names.all and there.index(name) == at]
        others = [at for at, name in enumerate(there) if name not in names.all and there.count(name) == 1]
        number = 0
        for batch in table.iter_batches(batch_size=256, row_groups=[block.group]):
            rest = batch.select(others) if others else None
            for at, record in enumerate(batch.select(read).to_pylist()):
                yield _row(number, record, names, rest.slice(at, 1) if rest is not None else None)
                number += 1


def _lines_rows(block: Block, names: Names) -> Iterator[Row]:
    with _plain(block.shard) as file:
        number = 0
        for at, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                record = json_text.loads(line.decode("utf-8-sig"))
            except ValueError:
                record = None
            if isinstance(record, dict):
                rest = {name: value for name, value in record.items() if name not in names.all}
                yield _row(number, record, names, rest)
            else:
                yield Row(number, None, None, None, line, f"line {at} is no JSON object")
            number += 1


def _row(number: int, record: dict[str, Any], names: Names, rest: Any) -> Row:
    url, warc_id, source_id = (text_of(record.get(name)) for name in (names.url, names.warc_id, names.source_id))
    if names.content not in record:
        fault = f"has no field {names.content!r}; name it with --columns content=NAME"
        return Row(number, url, warc_id, source_id, b"", fault, extra=rest)
    octets, fault = octets_of(names.content, record[names.content])
    return Row(number, url, warc_id, source_id, octets, fault, extra=rest)


def _warc_rows(block: Block, names: Names) -> Iterator[Row]:
    """The responses of an archive that hold a page, by their status and kind; what holds a picture or a script is no
    article and no row. A record that cannot be read is a row with a fault, and reading goes on behind it."""
    del names
    need("fastwarc.warc")
    faults: list[warc.Fault] = []
    number = told = 0

    def page(record: Any, url: str) -> Row | None:
        if not record.is_http:
            return None
        head = answer(record.reader)
        if head.kind not in _PAGES or head.has_failed:
            return None
        content, whole, ignored = warc.fetched(record, head)
        note = f"the head of {url} names a coding that its body does not have: {', '.join(ignored)}" if ignored else ""
        fault = "" if whole else f"record {url} is cut off"
        return Row(0, url, record.record_id, block.file, content, fault, note)

    def failed() -> Iterator[Row]:
        nonlocal number, told
        for fault in faults[told:]:
            said = f"record {fault.place} cannot be read{f': {fault.reason}' if fault.reason else ''}"
            yield Row(number, fault.url or None, None, block.file, b"", said)
            number, told = number + 1, told + 1

    with _archive(block.shard) as file:
        for row in warc.walked(file, faults, page):
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


@contextmanager
def _archive(address: str) -> Iterator[_Stream]:
    """An archive to read from: as it stands where its records can be sought in it, unpacked where they cannot, for they
    are packed as one."""
    with _open(address) as file:
        alone = _is_packed(address, ".zst") or _is_packed(address, ".gz") and _are_packed_as_one(file)
    with _plain(address) if alone else _open(address) as file:
        yield _Held(file) if alone else _Stream(file)


def _are_packed_as_one(file: BinaryIO) -> bool:
    """Whether the first of the members of a packed archive holds more than one record."""
    try:
        begun = zlib.decompressobj(31).decompress(file.read(_SAMPLE), 4 * _SAMPLE)
    except zlib.error:
        return False
    return sum(1 for _ in warc.BEGINS.finditer(begun)) > 1


class _Held(_Stream):
    """A stream that runs forward alone, with the last of what was read of it held, so that reading can go back to
    where a record began. Raises OSError for a place further back."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self._held = bytearray()
        self._first = self._at = 0

    def read(self, size: int = -1) -> bytes:
        inside = self._at - self._first
        if inside == len(self._held):
            self._held += self._file.read(size)
        piece = bytes(self._held[inside:] if size < 0 else self._held[inside : inside + size])
        self._at += len(piece)
        if len(self._held) > 2 * _MOST_HELD:
            self._first += len(self._held) - _MOST_HELD
            del self._held[:-_MOST_HELD]
        return piece

    def tell(self) -> int:
        return self._at

    def seek(self, at: int) -> int:
        if not self._first <= at <= self._first + len(self._held):
            raise OSError(f"the archive cannot be read on from a record before octet {at:,}, for it is packed as one")
        self._at = at
        return at


FORMATS: tuple[Format, ...] = (
    Format(".parquet", _parquet_groups, _parquet_rows),
    Format(".jsonl", _one, _lines_rows),
    Format(".ndjson", _one, _lines_rows),
    Format(".warc", _one, _warc_rows),
)
