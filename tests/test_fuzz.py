"""A few of the inputs that `make fuzz` makes without an end: no crash, no active content, no growth. Its other laws are
broken by about one input in two hundred, and another case folder makes other inputs: they are for `make fuzz` alone."""

from __future__ import annotations

import random
from itertools import islice

import pytest

from tests import fuzz


@pytest.mark.parametrize("seed", range(8))
def test_random_inputs_keep_the_laws(seed: int) -> None:
    for number, text in enumerate(islice(fuzz.inputs(random.Random(seed)), 20)):
        for law in (*fuzz.SAFE, *([fuzz.growth] if number == 0 else [])):
            assert not (how := fuzz.broken(text, law)), (law.__name__, how, text)


def test_a_broken_law_is_seen_and_made_small() -> None:
    def law(text: str) -> str | None:
        return "has both" if "a" in text and "b" in text else None

    assert fuzz.broken("xxa yyb", law) == "has both"
    assert fuzz.smaller("xx" * 50 + "a" + "yy" * 50 + "b" + "zz" * 50, law) == "ab"
    assert fuzz.broken("xx", lambda text: str(1 / len(text.strip("x")))) == "ZeroDivisionError: division by zero"
