"""What a diagram holds that is no syntax of its own."""

from __future__ import annotations

import pytest

from proofpress.engines.mends import MENDS
from proofpress.engines.near_misses import NEAR_MISSES
from proofpress.engines.opaque import opaque, veiled


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ('A["甲 [1]"] --> B', ['["甲 [1]']),
        ("A[开始] -->|是| B{完?}", ["[开始]", "|是|", "{完?}"]),
        ("A --> B %% [注]\nC(c)", ["%% [注]", "(c)"]),
        ("A[open\nB] (x)", ["(x)"]),
        ("A[[[ (b) [", ["(b)"]),
        ('"a\nb" c"', ['" c"']),
    ],
)
def test_each_is_found_on_its_line(text: str, held: list[str]) -> None:
    assert [text[start:stop] for start, stop in opaque(text)] == held
    assert len(veiled(text)) == len(text)


def test_brackets_behind_a_name_only() -> None:
    assert veiled('A[a] [b] -- "c" --> 甲(d)', named=True) == "A    [b] --     --> 甲   "


def test_brackets_that_never_close_cost_their_length() -> None:
    """A scan to the end of the line for each of them would take minutes."""
    text = "flowchart TD\n" + "A[(({[[" * 30_000
    assert list(opaque(text)) == []
    for changes in (*NEAR_MISSES, *(mend for _, mend in MENDS)):
        assert len(changes(text)) <= 1
