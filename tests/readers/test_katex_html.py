"""Formulas of which a page keeps what KaTeX draws alone, read back from the very drawing that KaTeX makes."""

from __future__ import annotations

import re

import pytest

from proofpress.engines import katex
from proofpress.engines.katex import Typeset
from proofpress.readers import katex_html, mathml
from proofpress.readers.html.parser import parse
from proofpress.source import Source

_MATHML = re.compile(r'<span class="katex-mathml">.*?</math></span>', re.S)


def read(tex: str, display: bool = False) -> str:
    made = katex.typeset(tex, display)
    assert isinstance(made, Typeset)
    drawn = _MATHML.sub("", made.html)
    assert "<math" not in drawn
    return mathml.from_text(katex_html.to_mathml(parse(Source("", drawn)).root))


@pytest.mark.skipif(not katex.installed(), reason="KaTeX is not there: make setup")
@pytest.mark.parametrize(
    ("tex", "display"),
    [
        ("E = mc^2", False),
        ("x_0^2", False),
        ("x_{i_j}^{2^n}", False),
        ("\\frac{a}{b + 1}", True),
        ("\\sqrt[3]{x + 1}", False),
        ("\\sqrt{\\frac{a}{\\sqrt{b}}}", False),
        ("\\sum_{i = 1}^na_i", True),
        ("\\lim_{n \\to \\infty}a_n", True),
        ("a \\neq b", False),
        ("\\hat{x} \\approx \\bar{y}", False),
        ("\\vec{F} = m\\vec{a}", False),
        ("\\overline{ab}", False),
        ("\\binom{n}{k}", False),
        ("\\left( \\frac{a}{b} \\right)", False),
        ("f(x) = \\begin{cases} 1 & x > 0 \\\\ 0 & x \\leq 0 \\end{cases}", False),
        ("\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}", True),
        ("\\begin{aligned} a & = b \\\\ & = c \\end{aligned}", True),
        ("x \\in \\mathbb{R}^n", False),
        ("\\text{if }x > 0", False),
        ("\\sin\\theta + \\log_2n", False),
    ],
)
def test_what_katex_draws_is_read_back(tex: str, display: bool) -> None:
    assert read(tex, display) == tex


@pytest.mark.skipif(not katex.installed(), reason="KaTeX is not there: make setup")
@pytest.mark.parametrize("tex", ["\\widehat{abc}", "\\overbrace{a + b}", "\\cancel{x}", "\\boxed{x}"])
def test_what_is_drawn_without_a_name_is_not_guessed(tex: str) -> None:
    assert read(tex) == ""
