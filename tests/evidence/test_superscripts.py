"""How superscripts and subscripts of code are written in its one line."""

from __future__ import annotations

import pytest

from proofpress.evidence.superscripts import in_line


@pytest.mark.parametrize(
    ("name", "words", "before", "written"),
    [
        ("sup", "9", "10", "^9"),
        ("sup", "-9", "-10", "^-9"),
        ("sup", "k+1", "n", "^(k+1)"),
        ("sup", "2n", "x", "^(2n)"),
        ("sub", "i", "w", "_i"),
        ("sub", "max", "f(x)", "_max"),
        ("sup", "T", "矩阵", "^T"),
        ("sup", "2", "", ""),
        ("sup", "1", "; ", ""),
        ("sup", "see the notes at the end", "x", ""),
        ("sub", "", "x", ""),
    ],
)
def test_scripts_in_one_line(name: str, words: str, before: str, written: str) -> None:
    assert in_line(name, words, before) == written
