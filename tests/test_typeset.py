"""The typeset extension, in the very parser that the site renders with."""

from __future__ import annotations

import pytest

from proofpress.dialect import markdown


def html(text: str) -> str:
    return markdown().convert(text)


def test_a_formula_is_there_without_script_for_the_eye_and_for_a_screen_reader() -> None:
    page = html("其中 $x<y$ 成立。")
    assert '<span class="katex-html" aria-hidden="true">' in page
    assert '<annotation encoding="application/x-tex">x&lt;y</annotation>' in page
    assert r"\(" not in page


def test_display_math_is_display() -> None:
    assert '<span class="katex-display">' in html("$$\n\\frac{1}{2}\n$$")


def test_a_broken_formula_stays_visible_with_its_trouble() -> None:
    page = html(r"见 $\foo<b$。")
    assert "math-error" in page
    assert r"\foo&lt;b</span>" in page
    assert r"Undefined control sequence: \foo" in page


def test_an_anchor_is_made_of_the_tex() -> None:
    assert 'id="标题-a_b"' in html("# 标题 $a_b$")


@pytest.mark.parametrize("text", ["`$x$`", "```text\n$x$\n```", "    $x$", r"价格 \$5 与 \$6"])
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    assert "katex" not in html(text)
