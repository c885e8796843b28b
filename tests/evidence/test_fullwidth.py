"""Full-width signs in TeX: those of the formula are made plain, those of words stay."""

from __future__ import annotations

import pytest

from proofpress.evidence.tex import narrow


@pytest.mark.parametrize(
    ("tex", "meant"),
    [
        ("n＞m", "n>m"),
        ("f（x，y）", "f(x, y)"),
        ("１２＋ｘ", "12+x"),
        ("\\text{若（甲）}", "\\text{若（甲）}"),
        ("速度＝路程", "速度＝路程"),
        ("a_1, a_2", "a_1, a_2"),
    ],
)
def test_signs_are_plain_outside_of_words(tex: str, meant: str) -> None:
    assert narrow(tex) == meant
