"""The columns of an input that are none of those a conversion reads: they stand behind those of the table of articles.

Of Parquet each is as it is. Of lines of JSON the type of a column is that of its values in the whole block, which is
known at its end; until then they wait as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from proofpress.records.needs import need
from proofpress.records.row import DOCUMENTS, clean

MOST = 200
"""Columns that lines of JSON may have; where keys are data, what else there is stands as one object in `REST`."""
REST = "input_rest"
_WAITING = "\0"
_EXACT = 2**53
_LARGEST = 2**63


class Extra:
    """The other columns of one block while it is being read; each record's are given in order."""

    def __init__(self) -> None:
        self._records: list[Any] = []
        self._kinds: dict[str, set[str]] = {}
        self._has_rest = self._is_arrow = False

    def add(self, record: Any) -> None:
        """What else the next record holds: by name, as an Arrow table of one row, or None."""
        self._records.append(record)
        if not isinstance(record, Mapping):
            return
        for name, value in record.items():
            if name in self._kinds or len(self._kinds) < MOST:
                kinds = self._kinds.setdefault(name, set())
                if value is not None:
                    kinds.add(_kind(value))
            else:
                self._has_rest = True

    def take(self, table: Any) -> Any:
        """A table of articles with what was added since, as it waits."""
        arrow = need("pyarrow")
        records, self._records = self._records, []
        if any(isinstance(record, arrow.RecordBatch) for record in records):
            self._is_arrow = True
            others = arrow.Table.from_batches(records).combine_chunks().unify_dictionaries()
            for name, here in zip(others.column_names, _free(others.column_names), strict=True):
                table = table.append_column(arrow.field(here, others.schema.field(name).type), others[name])
            return table
        waiting = [json.dumps(record) if record else None for record in records]
        return table.append_column(_WAITING, arrow.array(waiting, arrow.string()))

    def settled(self, table: Any) -> Any:
        """A table that `take` gave, with the types that the whole block has."""
        if self._is_arrow:
            return table
        arrow = need("pyarrow")
        records = [json.loads(text) if text else {} for text in table[_WAITING].to_pylist()]
        table = table.drop_columns([_WAITING])
        for name, here in zip(self._kinds, _free(self._kinds), strict=True):
            kind = _joined(self._kinds[name])
            values = [_as(kind, record.get(name)) for record in records]
            table = table.append_column(here, arrow.array(values, arrow.type_for_alias(kind or "string")))
        if self._has_rest:
            rest = [{name: value for name, value in record.items() if name not in self._kinds} for record in records]
            values = [_as("", one or None) for one in rest]
            table = table.append_column(_free([*self._kinds, REST])[-1], arrow.array(values, arrow.string()))
        return table


def _free(names: Iterable[str]) -> list[str]:
    """Names for columns, of which none is another's or one of ours: `input_` stands before one that would be."""
    wanted = [clean(name) for name in names]
    taken = {*DOCUMENTS, *(name for name in wanted if name not in DOCUMENTS)}
    made: list[str] = []
    for at, name in enumerate(wanted):
        free = bool(name) and name not in DOCUMENTS and name not in wanted[:at]
        while not free:
            name = f"input_{name}"
            free = name not in taken
        taken.add(name)
        made.append(name)
    return made


def _kind(value: object) -> str:
    """The type of a column that holds this value alone; "" for one that only JSON holds."""
    match value:
        case bool():
            return "bool"
        case int():
            return "int64" if abs(value) <= _EXACT else "wide" if -_LARGEST <= value < _LARGEST else ""
        case float():
            return "double"
        case str():
            return "string"
    return ""


def _joined(kinds: set[str]) -> str:
    """The type that holds values of all kinds; "" for JSON."""
    if kinds and kinds <= {"int64", "wide"}:
        return "int64"
    if kinds == {"int64", "double"}:
        return "double"
    return next(iter(kinds)) if len(kinds) == 1 else "" if kinds else "string"


def _as(kind: str, value: object) -> object:
    if value is None:
        return None
    if kind == "double":
        return float(str(value))
    if kind in ("bool", "int64"):
        return value
    return clean(value if kind == "string" else json.dumps(value, ensure_ascii=False))
