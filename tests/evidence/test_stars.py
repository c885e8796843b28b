"""Double stars of a program, and bold text that looks like them."""

from __future__ import annotations

import re

import pytest

from proofpress.evidence.stars import are_of_a_program


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("g(**conf), then **conf again", True),
        ("函数 g(**extra)，其中 **extra 是关键字参数", True),
        ("int **rows，以及 int **cols", True),
        ("**rows，以及 **rows", True),
        ("**Note:**that", False),
        ("**要点：**先看", False),
        ("**key，**value", False),
        ("see **one) **", False),
        ("use **bold** words", False),
    ],
)
def test_marks_before_names_are_no_pair(line: str, expected: bool) -> None:
    found = re.search(r"\*\*[^*]+\*\*", line)
    assert found is not None
    assert are_of_a_program(line, *found.span()) is expected
