"""Patterns that are made when they are asked."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from proofpress.regex import regex


def test_a_pattern_is_made_when_it_is_asked() -> None:
    broken = regex("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.search("")


def test_it_does_what_the_pattern_does() -> None:
    words = regex(r"(?P<first>[a-z]+)", re.I)
    assert words.sub("-", "Ab 1 cd") == "- 1 -"
    assert [found["first"] for found in words.finditer("Ab 1 cd")] == ["Ab", "cd"]
    assert words.flags & re.I
    assert words.groupindex == {"first": 1}
    with pytest.raises(AttributeError):
        _ = words.nothing  # type: ignore[attr-defined]


def test_the_start_of_a_conversion_makes_few() -> None:
    counted = (
        "import re; made = []; compile = re._compile\n"
        "def count(*given): made.append(given[0]); return compile(*given)\n"
        "re._compile = count\n"
        "import proofpress.bulk.work, proofpress.regex as regex, gc\n"
        "print(len(made), sum(isinstance(one, regex.Made) for one in gc.get_objects()))"
    )
    made, known = map(int, subprocess.check_output([sys.executable, "-c", counted], text=True).split())
    assert known > 5 * made
