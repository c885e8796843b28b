"""Rows of a matrix whose `\\\\` lost a backslash, and spaces that were never one."""

from __future__ import annotations

import pytest

from proofpress.evidence.rows import lost_breaks, mended


@pytest.mark.parametrize(
    ("tex", "meant"),
    [
        ("\\begin{matrix}a&b\\ c&d\\end{matrix}", "\\begin{matrix}a&b\\\\ c&d\\end{matrix}"),
        ("\\begin{cases}a&b\\\nc&d\\\n\\end{cases}", "\\begin{cases}a&b\\\\\nc&d\\\\\n\\end{cases}"),
        (
            "\\begin{aligned}x&=\\begin{bmatrix}1\\ 2\\end{bmatrix}\\\ny&=0\\end{aligned}",
            "\\begin{aligned}x&=\\begin{bmatrix}1\\\\ 2\\end{bmatrix}\\\\\ny&=0\\end{aligned}",
        ),
    ],
)
def test_a_row_ends_where_the_cells_agree(tex: str, meant: str) -> None:
    assert mended(tex) == meant
    assert mended(meant) == meant


@pytest.mark.parametrize(
    "tex",
    [
        "a\\ b\\\nc",
        "\\begin{cases}a, \\ b & c \\\\ d & e\\end{cases}",
        "\\begin{aligned}x &= 1, \\ y &= 2 \\\\ z &= 3, \\ w &= 4\\end{aligned}",
        "\\begin{cases}1 \\ \\text{if } x\\end{cases}",
        "\\begin{bmatrix}{a\\ b}\\\\c\\end{bmatrix}",
    ],
)
def test_a_space_is_a_space(tex: str) -> None:
    assert mended(tex) == tex


def test_what_cannot_be_told_is_doubtful() -> None:
    found = lost_breaks("\\begin{split}a&=b\\\nc\\end{split}")
    assert not found.certain
    assert len(found.doubtful) == 1
