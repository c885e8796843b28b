"""The compact drawing of a formula is KaTeX's own: every letter in its place, in its font."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from proofpress import assets, skeleton
from proofpress.engines import compact, katex
from proofpress.engines.katex import Typeset
from proofpress.typeset import mathml
from tests.browser import page_at

FORMULAS = (
    r"x",
    r"x_{1}^2+\alpha_3 = \frac{f(x+h)-f(x)}{h}",
    r"\sqrt{x^2+\sqrt[3]{\frac{a}{b}}}",
    r"\overbrace{a+b+c}^{n} \underbrace{x+y}_{m}",
    (
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix} \begin{array}{c|l:r} 1 & 2 & 3 \\ \hline 3 & 4 & 5 \\ "
        r"\hdashline 6 & 7 & 8 \end{array}"
    ),
    r"\begin{cases} x & y>0 \\ -x & \text{否则} \end{cases}",
    r"\widehat{abc} \vec{v} \hat{x} \tilde{y} \overline{AB} \underline{CD} \bar z \ddot y \mathring{A}",
    r"\xrightarrow[below]{above} \xleftrightarrow{ab} \overrightarrow{AB} \overleftarrow{BA}",
    r"\left( \frac{\frac{a}{b}}{\frac{c}{d}} \right) \left\{ \begin{matrix} 1\\2\\3\\4\\5\\6 \end{matrix} \right\}",
    r"\lim_{n\to\infty} \sum_{i=1}^n \prod_{j}^{m} \int_0^\infty \oint \bigcup_i A_i \limsup_{x} f",
    (
        r"\cancel{x} \bcancel{y} \xcancel{zz} \sout{abc} \boxed{E=mc^2} \colorbox{yellow}{$x$} \textcolor{red}{y} "
        r"\fcolorbox{red}{aqua}{A}"
    ),
    r"\begin{aligned} a &= b + c \\ &= d \end{aligned} \tag{3.1}",
    (
        r"\mathbb{R} \mathcal{L} \mathfrak{g} \mathscr{F} \mathsf{A} \mathtt{x} \mathbf{v} \boldsymbol{\alpha} "
        r"\mathit{it} \mathrm{d}"
    ),
    r"\text{文字 and \textbf{bold} \textit{it} \texttt{tt} ff fi} \mathrm{VA To}",
    r"\binom{a}{b} \tfrac12 \dfrac34 \cfrac{1}{1+\cfrac{1}{x}}",
    r"\tiny a \small b \large d \Huge g",
    (
        r"\phantom{xyz} a \vphantom{\frac12} \rlap{a}b \llap{c}d \mathclap{xx} \smash{\frac ab} \rule{2em}{1em} "
        r"\raisebox{0.5em}{up}"
    ),
    r"\overset{a}{b} \underset{c}{d} \substack{a\\b} \big( \Big[ \bigg\{ \Bigg| x \Bigg\rangle",
    r"a \quad b \, d \; e \! f \hspace{1em} g \kern2em h x'' x^{y^{z^w}}_{a_{b_c}} {}_1^2 X",
    r"\begin{CD} A @>a>> B \\ @VVbV @AAcA \\ C @= D \end{CD}",
    r"\angl{n} \utilde{abc} \overgroup{ab} \not= \neq \notin \mapsto",
    r"\begin{align} a &= b \\ c &= d \end{align}",
)


def drawn(tex: str) -> str:
    result = katex.typeset(tex, display=True)
    assert isinstance(result, Typeset), result
    return result.html


@pytest.mark.parametrize("tex", FORMULAS)
def test_words_and_mathml_stay_and_nothing_is_left_open(tex: str) -> None:
    before = drawn(tex)
    after = compact.html(before)
    assert len(after) < len(before)
    assert skeleton.of_html(after) == skeleton.of_html(before)
    assert after.count("<i") == after.count("</i>")
    assert after.count("<span") == after.count("</span>")
    text = [re.sub(r"<[^>]*>|\u200b", "", html) for html in (before, after)]
    assert text[0] == text[1]


def test_what_is_no_typeset_formula_comes_back_as_it_is() -> None:
    for text in ("", "x", '<span class="katex"><math></math></span>', "<p>katex-html</p>"):
        assert compact.html(text) == text


def test_mathml_alone() -> None:
    made = mathml(drawn(r"\frac{1}{2}"))
    assert made.startswith('<span class="katex-display"><span class="katex"><math display="block"><semantics>')
    assert made.endswith("</math></span></span>")
    assert "katex-html" not in made


PLACES = """() => document.fonts.ready.then(() => [...document.querySelectorAll('.Formula')].map(formula => {
  const from = formula.getBoundingClientRect(), found = [];
  const texts = document.createTreeWalker(formula.querySelector('.katex-html'), NodeFilter.SHOW_TEXT);
  for (let node; node = texts.nextNode();)
    for (let at = 0; at < node.data.length; at++) if (node.data[at] !== '\\u200b') {
    const range = document.createRange(), style = getComputedStyle(node.parentElement);
    range.setStart(node, at); range.setEnd(node, at + 1);
    const box = range.getBoundingClientRect();
    found.push([node.data[at], box.left - from.left, box.top - from.top, box.width,
      style.fontFamily, style.fontStyle, style.fontWeight, style.color]);
  }
  const lines = [...formula.querySelectorAll('.katex-html svg, FRACTION')].map(line => {
    const box = line.getBoundingClientRect();
    return [box.left - from.left, box.top - from.top, box.width, box.height];
  });
  return [from.height, found, lines];
}))"""


@pytest.mark.browser
@pytest.mark.slow
def test_every_letter_and_line_is_where_katex_draws_it(tmp_path: Path) -> None:
    sheet = assets.path("katex/dist/katex.min.css").read_text("utf-8")
    seen: list[Any] = []
    for name, form, style, line in (
        ("own", str, sheet, ".frac-line"),
        ("compact", compact.html, compact.style(sheet), f".katex .{compact.names()['frac-line']}"),
    ):
        folder = tmp_path / name
        shutil.copytree(assets.path("katex/dist/fonts"), folder / "fonts")
        (folder / "katex.css").write_text(style, "utf-8")
        body = "".join(f'<div class="Formula">前{form(drawn(tex))}后</div>' for tex in FORMULAS)
        (folder / "page.html").write_text(
            f'<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="katex.css"><body>{body}', "utf-8"
        )
        with page_at((folder / "page.html").as_uri(), viewport={"width": 1200, "height": 800}) as page:
            page.evaluate(PLACES.replace("FRACTION", line))
            page.wait_for_timeout(300)
            seen.append(page.evaluate(PLACES.replace("FRACTION", line)))
    for tex, own, ours in zip(FORMULAS, *seen, strict=True):
        assert ours[0] == pytest.approx(own[0], abs=0.5), tex
        assert [(each[0], each[4:]) for each in ours[1]] == [(each[0], each[4:]) for each in own[1]], tex
        for mine, theirs in zip(ours[1] + ours[2], own[1] + own[2], strict=True):
            for one, other in zip(mine, theirs, strict=True):
                assert one == (other if isinstance(one, str) else pytest.approx(other, abs=0.3)), tex
