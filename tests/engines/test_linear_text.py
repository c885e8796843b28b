"""Formulas as one line of text."""

from __future__ import annotations

import pytest

from proofpress.engines import katex
from proofpress.engines.linear import of_html, of_tex

pytestmark = pytest.mark.skipif(not katex.installed(), reason="KaTeX is not there: make setup")


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("x^2", "x²"),
        (r"\frac{a}{b+1}", "a/(b + 1)"),
        (r"t_n\le 100\,\text{ms}", "tₙ ≤ 100 ms"),
        (r"\mathcal{L}_{t+1}", "ℒₜ₊₁"),
        (r"O(n\log n)", "O(n log n)"),
        (r"O(\log n)", "O(log n)"),
        (r"U(0, \min(c, b\,2^k))", "U(0, min(c, b 2ᵏ))"),
        (r"\max_{x}(f) + \sin^2 x + \log_2 n", "maxₓ(f) + sin² x + log₂ n"),
        (r"f(x,y), 1{,}000 + 12,500 a_{i,j}", "f(x, y), 1,000 + 12,500a_(i,j)"),
        (r"q^\top k + A^{T}", "qᵀk + Aᵀ"),
        (r"\mathbb{R}^{n\times m}", "ℝ^(n×m)"),
        (r"\hat y", "y\u0302"),
        (r"\text{损失}_{Q}", "损失_Q"),
        (r"\overline{AB}", "A\u0305B\u0305"),
        (r"\underline x", "x\u0332"),
        (r"\xrightarrow{f}", "→ ᶠ"),
        (r"\boxed{x}", "x"),
        (r"2\frac12 x", "2 1/2 x"),
        (r"\frac{1}{2}(a)", "1/2 (a)"),
        *((tex, tex) for tex in (r"\binom{n}{k}", r"\overrightarrow{AB}", r"\underbrace{a+b}_{n}", r"\cancel{x}")),
        (r"\nosuchcommand", r"\nosuchcommand"),
        (r"\frac{", r"\frac{"),
    ],
)
def test_as_text(tex: str, text: str) -> None:
    assert of_tex(tex) == text


def test_a_heading_keeps_its_words_and_loses_its_sign() -> None:
    made = katex.typeset("a<b")
    assert isinstance(made, katex.Typeset)
    math = made.html[made.html.index("<math") : made.html.index("</math>") + 7]
    html = f'关于 <em>A &amp; B</em> <span>{math}</span><a class="headerlink" href="#x">¶</a>'
    assert of_html(html) == "关于 A &amp; B a &lt; b"


def test_a_heading_has_the_tex_of_what_a_line_cannot_say() -> None:
    made = katex.typeset(r"\binom{n}{k}<1")
    assert isinstance(made, katex.Typeset)
    math = made.html[made.html.index("<math") : made.html.index("</math>") + 7]
    assert of_html(f"选法 <span>{math}</span>") == r"选法 \binom{n}{k}&lt;1"
