"""Pickles from a cache: makes what was put there and nothing else, whoever wrote the file."""

from __future__ import annotations

import io
import pickle
from collections.abc import Collection
from typing import Any

FINDING = frozenset(
    {
        ("proofpress.source", "Span"),
        *(("proofpress.finding", name) for name in ("Finding", "Severity", "Words", "Edit", "Fix")),
    }
)
"""Module and name of all that a finding is made of."""


def unpickle(octets: bytes, parts: Collection[tuple[str, str]]) -> Any:
    """The object that was pickled; raises an exception of some kind where it is damaged,
    or made of more than `parts`."""
    return _Unpickler(octets, parts).load()


class _Unpickler(pickle.Unpickler):
    def __init__(self, octets: bytes, parts: Collection[tuple[str, str]]) -> None:
        super().__init__(io.BytesIO(octets))
        self._parts = parts

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in self._parts:
            raise pickle.UnpicklingError(f"unexpected {module}.{name}")
        return super().find_class(module, name)
