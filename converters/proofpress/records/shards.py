"""Input files and their blocks: which there are, and their rows one after the other.

`FORMATS` says by which ending a file is read how, and what it must hold where others have that ending, too; `.gz` and
`.zst` are taken off before. An address is a path or anything that fsspec opens (`s3://…`, `hf://…`, `memory://…`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from typing import Any

from proofpress import json_text
from proofpress.finding import Words
from proofpress.records import archive
from proofpress.records.extra import LINES, MOST
from proofpress.records.files import PACKED, Choice, Unfit, bare, file_of, plain, resolved, stored
from proofpress.records.needs import Missing, need
from proofpress.records.row import Names, Row, octets_of, text_of

_PIECE = 4_000_000
"""Octets of a column, and of a batch of rows, that are read at once."""
_MOST_ROWS = 256


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
        return file_of(self.shard)

    @property
    def is_empty(self) -> bool:
        """Whether the file had not a byte when it was found."""
        return self.state.startswith("0 ")

    @property
    def name(self) -> str:
        """The name of what it becomes: the same in every run, and of no other block."""
        return f"{self.family}-{self.group:05d}"

    @property
    def family(self) -> str:
        """What the names of all blocks of its shard begin with."""
        return f"{_stem(self.file)}-{blake2b(self.shard.encode('utf-8', 'surrogateescape'), digest_size=4).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of shard is read: its ending, how many blocks it has, the rows of one of them, what other columns
    they have, as `Extra` takes it, whether a file with that ending holds records at all, and whether one without a
    byte is whole: what is packed and what begins with a head is not."""

    ending: str
    groups: Callable[[str], int]
    rows: Callable[[Block, Names, Counter[str]], Iterator[Row]]
    others: Callable[[Block, Names], Any] = lambda *_: None
    fits: Callable[[str], bool] = lambda _: True
    may_be_empty: bool = False


def blocks(
    addresses: Iterable[str], troubles: list[Words] | None = None, passed: list[str] | None = None
) -> list[Block]:
    """All blocks of all shards, in the order of their addresses; patterns of `*`, `?` and `[…]` are resolved.

    A shard that cannot be read is one block, whose reading says why. An address that names no file or no known format
    costs itself and is added to `troubles`, or raises Unfit where there is no such list. What stands in a folder or
    fits a pattern and holds no records is added to `passed`.
    """
    over: list[str] = []
    there: set[tuple[str, str]] = set()
    for given in addresses:
        try:
            lost: list[Words] = []
            there.update(_shards_of(given, Choice(is_shard, is_named, over, lost)))
            _tell(lost, troubles)
        except Unfit as unfit:
            if troubles is None:
                raise
            troubles.append(unfit.words)
        except Missing:
            raise
        except Exception as error:
            # What a store answers is whatever its library raises.
            if troubles is None:
                raise
            why = getattr(error, "strerror", None) or str(error) or type(error).__name__
            troubles.append(Words(f"{given}: cannot be read: {why}", f"{given}：无法读取：{why}"))
    found: dict[str, Block] = {}
    for shard, state in sorted(there):
        for group in range(_groups(shard)):
            block = Block(shard, group, state)
            found.setdefault(block.name, block)
    if passed is not None:
        passed += sorted({*over} - {shard for shard, _ in there})
    return list(found.values())


def _shards_of(given: str, choice: Choice) -> list[tuple[str, str]]:
    """The shards that an address stands for, each with its state. Raises Unfit where what it names is none."""
    found = resolved(given, choice)
    if (other := next((shard for shard, _ in found if not is_shard(shard)), None)) is not None:
        raise _unknown(file_of(other))
    return found


def _tell(lost: list[Words], troubles: list[Words] | None) -> None:
    """Add what is said of files to the troubles; raises Unfit where there is no such list."""
    if troubles is not None:
        troubles += lost
    elif lost:
        raise Unfit(lost[0].en, lost[0].zh)


def _groups(shard: str) -> int:
    form = format_of(file_of(shard))
    try:
        return form.groups(shard)
    except Missing:
        raise
    except Exception:  # noqa: BLE001 - a shard's damage is whatever its library raises
        return 1


def format_of(name: str) -> Format:
    """The format of a shard. Raises Unfit where there is none."""
    if (found := _format(bare(name))) is not None:
        return found
    raise _unknown(name)


def _unknown(name: str) -> Unfit:
    if bare(name).lower().endswith(".wet"):
        return Unfit(
            f"{name}: texts that were taken out of pages (WET); give the archive of the pages (WARC)",
            f"{name}：这是从网页提取的文本（WET）；请给出网页的归档（WARC）",
        )
    if bare(name).lower().endswith(".json"):
        return Unfit(
            f"{name}: no shard of records; .json is read with an object a line, which `jq -c '.[]'` makes of an array",
            f"{name}：不是记录文件；.json 须每行一个对象，数组可用 `jq -c '.[]'` 转换",
        )
    endings = ", ".join(one.ending for one in FORMATS)
    return Unfit(
        f"{name}: no shard of records; records are read from {endings} (also {' and '.join(PACKED)})",
        f"{name}：不是记录文件；可读取 {endings}（也可带 {' 和 '.join(PACKED)}）",
    )


def is_shard(address: str) -> bool:
    """Whether an address is one of a shard: by its name, and by what it holds where others bear that name, too."""
    form = _format(bare(file_of(address)))
    return form is not None and form.fits(address)


def is_named(address: str) -> bool:
    """Whether an address is one of a shard by its name."""
    return _format(bare(file_of(address))) is not None


def rows(block: Block, names: Names, passed: Counter[str] | None = None) -> Iterator[Row]:
    """The rows of a block; what became none by its kind is counted in `passed`. Raises Unfit where a column is missing
    or the shard is damaged."""
    form = format_of(block.file)
    if block.is_empty and not (form.may_be_empty and bare(block.file) == block.file):
        raise Unfit("it is empty, and no whole file of its kind is", "文件为空，而这类文件不会是空的")
    return form.rows(block, names, Counter() if passed is None else passed)


def others(block: Block, names: Names) -> Any:
    """The columns of a block that are none of those that are read, as `Extra` takes them; None where it is damaged."""
    try:
        return format_of(block.file).others(block, names)
    except Exception:  # noqa: BLE001 - a shard's damage is whatever its library raises; reading its rows says it
        return None


def _format(name: str) -> Format | None:
    return next((one for one in FORMATS if name.lower().endswith(one.ending)), None)


def _stem(shard: str) -> str:
    name = bare(shard)
    form = _format(name)
    stem = name[: -len(form.ending)] if form else name
    return stem.encode("utf-8", "surrogateescape")[:_LONGEST].decode("utf-8", "ignore")


_LONGEST = 150
"""Bytes that the name of a part takes of its shard's: a file system's names have 255 of them, and a number and an
ending follow."""


def _one(address: str) -> int:
    del address
    return 1


def _parquet_groups(address: str) -> int:
    with stored(address) as file:
        return int(need("pyarrow.parquet").ParquetFile(file).metadata.num_row_groups)


@contextmanager
def _parquet(address: str) -> Iterator[Any]:
    """A Parquet file whose columns are read piece by piece, for a row group may be larger than memory."""
    with stored(address) as file:
        yield need("pyarrow.parquet").ParquetFile(file, buffer_size=_PIECE, pre_buffer=False)


def _are_others(there: list[str], names: Names) -> list[int]:
    return [at for at, name in enumerate(there) if name not in names.all or there.index(name) != at]


def _parquet_others(block: Block, names: Names) -> Any:
    with _parquet(block.shard) as table:
        schema = table.schema_arrow
        return need("pyarrow").schema([schema.field(at) for at in _are_others(schema.names, names)])


def _parquet_rows(block: Block, names: Names, passed: Counter[str]) -> Iterator[Row]:
    del passed
    with _parquet(block.shard) as table:
        there = table.schema_arrow.names
        if names.content not in there:
            raise Unfit(*_no(Words("column", "列"), names.content))
        read = [at for at, name in enumerate(there) if name in names.all and there.index(name) == at]
        others = _are_others(there, names)
        group = table.metadata.row_group(block.group)
        most = _PIECE * group.num_rows // max(group.total_byte_size, 1)
        number = 0
        for batch in table.iter_batches(batch_size=min(max(most, 1), _MOST_ROWS), row_groups=[block.group]):
            rest = batch.select(others) if others else None
            for at, record in enumerate(batch.select(read).to_pylist()):
                yield _row(number, record, names, rest.slice(at, 1) if rest is not None else None)
                number += 1


def _lines(block: Block) -> Iterator[tuple[int, bytes, Any]]:
    """The lines that are not empty, with their numbers and the objects that they are; None where one is none."""
    with plain(block.shard) as file:
        for at, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                record = json_text.loads(line.decode("utf-8-sig"))
            except ValueError:
                record = None
            yield at, line, record if isinstance(record, dict) else None


def _holds_lines(address: str) -> bool:
    """Whether the first two lines of a file are an object each; what cannot be read says so when it is."""
    try:
        with plain(address) as file:
            lines = [line for line in (file.readline(_LONGEST_LINE) for _ in range(_FIRST)) if line.strip()][:2]
    except Missing:
        raise
    except Exception:  # noqa: BLE001 - a file's damage is whatever its library raises
        return False
    return len(lines) == 2 and all(map(_begins_object, lines))


_FIRST = 4
_LONGEST_LINE = 16_000_000


def _begins_object(line: bytes) -> bool:
    if len(line) == _LONGEST_LINE:
        return line.lstrip().startswith(b'{"')
    try:
        return isinstance(json_text.loads(line.decode("utf-8-sig")), dict)
    except ValueError:
        return False


def _lines_others(block: Block, names: Names) -> list[str]:
    found: dict[str, None] = {}
    # What breaks off here breaks off there too, and is said there.
    with suppress(Exception):
        for _, _, record in islice(_lines(block), LINES):
            found |= dict.fromkeys(name for name in record or () if name not in names.all)
            if len(found) >= MOST:
                break
    return list(found)[:MOST]


def _lines_rows(block: Block, names: Names, passed: Counter[str]) -> Iterator[Row]:
    del passed
    for number, (at, line, record) in enumerate(_lines(block)):
        if record is None:
            fault = Words(f"line {at} is no JSON object", f"第 {at} 行不是 JSON 对象")
            yield Row(number, None, None, None, line, fault)
            continue
        rest = {name: value for name, value in record.items() if name not in names.all}
        yield _row(number, record, names, json.dumps(rest) if rest else None)


def _row(number: int, record: dict[str, Any], names: Names, rest: Any) -> Row:
    url, warc_id, source_id = (text_of(record.get(name)) for name in (names.url, names.warc_id, names.source_id))
    if names.content not in record:
        return Row(number, url, warc_id, source_id, None, _no(Words("field", "字段"), names.content), extra=rest)
    octets, fault = octets_of(names.content, record[names.content])
    return Row(number, url, warc_id, source_id, octets, fault, extra=rest)


def _no(kind: Words, name: str) -> Words:
    return Words(
        f"has no {kind.en} {name!r}; name it with --columns content=NAME",
        f"没有{kind.zh} {name}；请用 --columns content=列名 指定",
    )


FORMATS: tuple[Format, ...] = (
    Format(".parquet", _parquet_groups, _parquet_rows, _parquet_others),
    Format(".jsonl", _one, _lines_rows, _lines_others, may_be_empty=True),
    Format(".ndjson", _one, _lines_rows, _lines_others, may_be_empty=True),
    Format(".json", _one, _lines_rows, _lines_others, _holds_lines, may_be_empty=True),
    Format(".warc", _one, archive.rows),
)
