"""A limit on the time that one document may take, for who calls the library itself: an editor or a service has no
worker process that it could end.

Work is asked to stop, not made to: long work calls `spend` between its steps, and no step may be longer than its text.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

SECONDS = 60.0
"""What a document may take where nobody says otherwise."""


class OutOfTime(Exception):
    """The document took longer than it may."""


_end: ContextVar[float] = ContextVar("proofpress_end", default=math.inf)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What runs inside the `with` block may take so many seconds, and no longer than a block around it may."""
    before = _end.set(min(_end.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _end.reset(before)


def spend() -> None:
    """Raises `OutOfTime` where there is no time left."""
    if time.monotonic() > _end.get():
        raise OutOfTime


def left() -> float:
    """The seconds that are left; infinity without a limit."""
    return _end.get() - time.monotonic()
