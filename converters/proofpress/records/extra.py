"""The columns of an input that are none of those a conversion reads: they stand behind those of the table of articles.

Of Parquet each is as it is. Lines of JSON may hold anything anywhere, so what becomes of them depends neither on their
values nor on lines far below: the names in the first of them are columns of text, and all else is one object in `REST`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from proofpress.records.needs import need
from proofpress.records.row import DOCUMENTS, clean

LINES = 1_000
"""Lines of JSON whose names become columns."""
MOST = 200
"""Columns that lines of JSON may have."""
REST = "input_rest"


class Extra:
    """The other columns of one block: `others` are an Arrow schema, names in lines of JSON, or None."""

    def __init__(self, others: Any) -> None:
        arrow = need("pyarrow")
        self._names: list[str] | None = None
        self.fields: list[Any] = []
        if isinstance(others, arrow.Schema):
            self.fields = [
                arrow.field(here, field.type) for field, here in zip(others, free_names(others.names), strict=True)
            ]
        elif others is not None:
            self._names = list(others)
            self.fields = [
                arrow.field(name, arrow.string()) for name in [*free_names(self._names, {*DOCUMENTS, REST}), REST]
            ]

    def joined(self, table: Any, records: Sequence[Any]) -> Any:
        """A table of articles with what else their records hold: an Arrow table of one row each, JSON, or None."""
        for field, column in zip(self.fields, self._columns(records), strict=True):
            table = table.append_column(field, column)
        return table

    def _columns(self, records: Sequence[Any]) -> list[Any]:
        arrow = need("pyarrow")
        if self._names is None:
            if not self.fields or not records:
                return [arrow.array([], field.type) for field in self.fields]
            return list(arrow.Table.from_batches(records).combine_chunks().unify_dictionaries().columns)
        read = [json.loads(record) if record else {} for record in records]
        columns = [[_text(record.pop(name, None)) for record in read] for name in self._names]
        return [arrow.array(values, arrow.string()) for values in (*columns, [_text(rest or None) for rest in read])]


def free_names(names: Iterable[str], ours: Collection[str] = DOCUMENTS) -> list[str]:
    """Names for columns, of which none is another's or one of ours: `input_` stands before one that would be."""
    wanted = [clean(name) for name in names]
    taken = {*ours, *(name for name in wanted if name not in ours)}
    made: list[str] = []
    for at, name in enumerate(wanted):
        free = bool(name) and name not in ours and name not in wanted[:at]
        while not free:
            name = f"input_{name}"
            free = name not in taken
        taken.add(name)
        made.append(name)
    return made


def _text(value: object) -> str | None:
    """A string as it is, all else as JSON; None for null."""
    if value is None:
        return None
    return clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
