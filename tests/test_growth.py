"""What is twice as long costs twice as much: counted in calls, not by a clock, for converting and for checking."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import pytest

from proofpress.check import examine
from proofpress.convert import convert
from proofpress.source import Source
from tests.hostile import HOSTILE

CHARACTERS = 3_000


def calls(work: Callable[[Source], object], text: str) -> int:
    """How many functions, of Python and of C, run while a text is worked on."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    source = Source("page.md", text)
    sys.setprofile(count)
    try:
        work(source)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("work", [convert, examine], ids=["convert", "check"])
@pytest.mark.parametrize("name", HOSTILE)
def test_calls_grow_with_the_text_alone(name: str, work: Callable[[Source], object]) -> None:
    make = HOSTILE[name]
    unit = max(len(make(40)) // 40, 1)
    once, twice = (calls(work, make(times * max(CHARACTERS // unit, 20))) for times in (1, 2))
    assert twice < 2.6 * once + 5_000


@pytest.mark.parametrize("work", [convert, examine], ids=["convert", "check"])
@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_bounded_by_the_text(name: str, work: Callable[[Source], object]) -> None:
    """What no counting sees, such as a pattern that tries everything twice for each letter."""
    make = HOSTILE[name]
    text = make(max(8 * CHARACTERS // max(len(make(40)) // 40, 1), 20))
    started = time.process_time()
    work(Source("page.md", text))
    assert time.process_time() - started < 2 + len(text) / 10_000
