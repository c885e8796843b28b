"""ASCIIMath → TeX: each construct of its grammar, and what is no formula at all."""

from __future__ import annotations

import time

import pytest

from proofpress.readers.asciimath import tex

FORMULAS = (
    ("E=mc^2", r"E = m c^{2}"),
    ("x=(-b +- sqrt(b^2 - 4ac))/(2a)", r"x = \frac{- b \pm \sqrt{b^{2} - 4 a c}}{2 a}"),
    ("sum_(k=1)^n k", r"\sum_{k = 1}^{n} k"),
    ("f^((3))(x)", r"f^{\left( 3 \right)} \left( x \right)"),
    ("root(3)(y)", r"\sqrt[3]{y}"),
    ("e^(x//2)", r"e^{x / 2}"),
    ("|x-1|/2", r"\frac{\left| x - 1 \right|}{2}"),
    ("abs(x)", r"\left| x \right|"),
    ("phi: A -> B", r"\phi : A \to B"),
    ('x = 0 " if " x in RR', r"x = 0 \text{ if } x \in \mathbb{R}"),
    ("{(x,x>0),(-x,x<0):}", r"\left\{ \left( x , x > 0 \right) , \left( - x , x < 0 \right) \right."),
    ("bb(v) xx hat(n)", r"\mathbf{v} \times \hat{n}"),
    ("(a,b", r"\left( a , b \right."),
    ("a)", "a )"),
    ("|x", "| x"),
    (r"\ \ x \ ", "x"),
    ("", ""),
)


@pytest.mark.parametrize(("source", "expected"), FORMULAS)
def test_formula(source: str, expected: str) -> None:
    assert tex(source) == expected


@pytest.mark.parametrize(
    "source", ["(" * 20000, "|(" * 10000, "a/" * 20000, "sqrt " * 20000, "| a " * 10000, "x_" * 20000]
)
def test_hostile_formula_takes_linear_time(source: str) -> None:
    began = time.perf_counter()
    tex(source)
    assert time.perf_counter() - began < 3
