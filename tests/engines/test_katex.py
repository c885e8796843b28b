"""KaTeX in V8: HTML for what is right, the place and kind of what is wrong, in Python's characters."""

from __future__ import annotations

import subprocess
import sys

import pytest

from proofpress.engines import katex
from proofpress.engines.katex import Formula, Typeset
from proofpress.engines.trouble import Trouble


def trouble(tex: str, display: bool = False) -> Trouble:
    result = katex.typeset(tex, display)
    assert isinstance(result, Trouble), result
    assert 0 <= result.offset <= result.offset + result.length <= len(tex)
    return result


def typeset(tex: str, display: bool = False) -> Typeset:
    result = katex.typeset(tex, display)
    assert isinstance(result, Typeset), result
    return result


def test_html_for_the_eye_mathml_for_the_rest() -> None:
    page = typeset(r"\frac{a}{b}").html
    assert page.startswith('<span class="katex">')
    assert '<annotation encoding="application/x-tex">\\frac{a}{b}</annotation>' in page
    assert 'aria-hidden="true"' in page
    assert typeset("x", display=True).html.startswith('<span class="katex-display">')


@pytest.mark.parametrize(
    ("tex", "display", "place", "code"),
    [
        (r"x + \foo y", False, r"\foo", "unknown-macro"),
        (r"𝔸😀 + \foo", False, r"\foo", "unknown-macro"),
        (r"\operatorname{\foo}", False, r"\foo", "unknown-macro"),
        (r"\frac{a}{b", True, "", "brace"),
        ("a + b}", False, "}", "brace"),
        (r"\sqrt[3{x}", True, "", "bracket"),
        ("a^b^c", False, "^", "double-script"),
        (r"x_1_2", False, "_", "double-script"),
        (r"\left( x", False, "", "left-right"),
        (r"x \right)", False, r"\right", "left-right"),
        ("a & b", False, "&", "ampersand"),
        (r"\frac{1}{2} &lt; x", False, "&", "ampersand"),
        (r"\begin{aligned} a \end{align}", True, r"\end", "environment"),
        (r"\begin{matrix} a & b", True, "", "environment"),
        (r"\begin{foo} a \end{foo}", True, "{foo}", "unknown-environment"),
        (r"\begin{align} a \end{align}", False, r"\begin{align}", "display-only"),
        (r"x \tag{1}", False, r"\tag", "display-only"),
        ("a $ b", False, "$", "dollar"),
        (r"\frac{a}", False, "", "argument"),
        (r"\textcolor{#12}{x}", False, "{#12}", "value"),
        ("a # b", False, "#", "unexpected"),
    ],
)
def test_places_and_codes(tex: str, display: bool, place: str, code: str) -> None:
    found = trouble(tex, display)
    assert (tex[found.offset : found.offset + found.length], found.code) == (place, code)


def test_the_message_is_katex_own_without_its_position() -> None:
    assert trouble(r"x + \foo").message == r"Undefined control sequence: \foo"


def test_a_place_inside_a_macro_is_not_mistaken_for_one_in_the_formula() -> None:
    result = katex.typeset(r"a + b + \R", macros={r"\R": r"x + \broken"})
    assert isinstance(result, Trouble)
    assert (result.offset, result.length) == (0, len(r"a + b + \R"))
    assert result.code == "unknown-macro"


@pytest.mark.parametrize(
    ("tex", "display", "code", "place"),
    [
        ("速度 v", False, "unicodeTextInMathMode", "速"),
        ("𝔸 + 中", False, "unicodeTextInMathMode", "中"),
        (r"a \\ b", True, "newLineInDisplayMode", r"a \\ b"),
        ("☃", False, "unknownSymbol", "☃"),
        (r"\href{x}{y}", False, "untrusted", r"\href"),
        ("x % note", False, "commentAtEnd", "x % note"),
    ],
)
def test_what_only_katex_accepts_is_noted(tex: str, display: bool, code: str, place: str) -> None:
    warning = typeset(tex, display).strict[0]
    assert (warning.code, tex[warning.offset : warning.offset + warning.length]) == (code, place)


def test_a_clean_formula_has_no_notes() -> None:
    assert typeset(r"\text{速度}\; v = \sum_{i=1}^{n} x_i").strict == ()


@pytest.mark.parametrize(
    "tex", [r"\def\x{\x\x}\x", "{" * 20_000, r"\def\a#1{#1#1}\def\b#1{\a{\a{\a{\a{#1}}}}}\b{\b{\b{\b{\b{x}}}}}"]
)
def test_runaways_meet_a_limit_and_the_next_formula_does_not(tex: str) -> None:
    assert trouble(tex).code == "limit"
    assert typeset("x")


def test_one_formula_does_not_change_the_next() -> None:
    first, second, third = katex.typeset_all([Formula(r"\gdef\mine{x}\mine"), Formula(r"\mine"), Formula("y")])
    assert isinstance(first, Typeset)
    assert isinstance(second, Trouble)
    assert isinstance(third, Typeset)


def test_macros_are_known_to_every_formula() -> None:
    results = katex.typeset_all([Formula(r"\RR"), Formula(r"\RR^n")], {r"\RR": r"\mathbb{R}"})
    assert all(isinstance(result, Typeset) for result in results)
    assert isinstance(katex.typeset(r"\RR"), Trouble)


def test_results_keep_their_order_over_batches() -> None:
    formulas = [Formula(rf"x_{{{i}}}" if i % 7 else rf"\no{'x' * (i % 50)}") for i in range(700)]
    for i, result in enumerate(katex.typeset_all(formulas)):
        assert isinstance(result, Typeset) == bool(i % 7)
        if isinstance(result, Typeset):
            assert f">x_{{{i}}}</annotation>" in result.html


def test_lone_surrogates_and_nul_are_told_not_raised() -> None:
    for tex in ("\ud800", "a\0b"):
        assert isinstance(katex.typeset(tex), Trouble)


def test_names_are_what_katex_knows() -> None:
    macros, environments = katex.names()
    assert {
        r"\frac",
        r"\alpha",
        r"\text",
        r"\iff",
        r"\R",
        r"\,",
        r"\left",
        r"\right",
        r"\begin",
        r"\limits",
        r"\tag",
    } <= macros
    assert not {r"\foo", "frac", "default", r"\@ifnextchar"} & macros
    assert {"aligned", "cases", "pmatrix", "matrix*", "CD", "align*"} <= environments
    assert not {"eqnarray", "macros", "default"} & environments

    def columns(name: str) -> str:
        """What an environment asks for behind its name."""
        if name in ("array", "darray", "subarray"):
            return "{c}"
        return "{1}" if "alignat" in name or "alignedat" in name else ""

    assert all(
        isinstance(
            katex.typeset(
                rf"\begin{{{name}}}{columns(name)}\end{{{name}}}",
                display=True,
            ),
            Typeset,
        )
        for name in environments
    )


def test_a_process_without_formulas_does_not_start_v8() -> None:
    code = (
        "import sys; from proofpress.engines import katex, mermaid; katex.typeset_all([]); mermaid.parse_all([]);"
        "sys.exit('py_mini_racer' in sys.modules or 'merman' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
