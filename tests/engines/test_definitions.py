r"""Commands that an article defines hold for the formulas that follow."""

from __future__ import annotations

import pytest
from markdown import Markdown

from proofpress.check import check
from proofpress.convert import convert
from proofpress.engines.definitions import definitions, typeset_page
from proofpress.engines.katex import Formula, Typeset
from proofpress.engines.trouble import Trouble
from proofpress.source import Source


def mathml(result: Typeset | Trouble) -> str:
    assert isinstance(result, Typeset), result
    return result.html.split("<semantics>", 1)[1].split("<annotation", 1)[0]


@pytest.mark.parametrize(
    ("said", "used", "meant"),
    [
        (r"\newcommand{\RR}{\mathbb{R}}", r"x \in \RR^n", r"x \in \mathbb{R}^n"),
        (r"\newcommand\RR{\mathbb R}", r"\RR", r"\mathbb R"),
        (r"\newcommand*{\norm}[1]{\lVert #1 \rVert}", r"\norm{x+y}", r"\lVert x+y \rVert"),
        (r"\newcommand{\pow}[2][2]{#2^{#1}}", r"\pow{x} + \pow[\alpha b]{y}", r"x^{2} + y^{\alpha b}"),
        (r"\renewcommand{\R}{\mathbf{R}}", r"\R", r"\mathbf{R}"),
        (r"\def\half#1{\frac{#1}{2}}", r"\half{a}", r"\frac{a}{2}"),
        (r"\DeclareMathOperator*{\diam}{diam}", r"\diam_x", r"\operatorname*{diam}_x"),
        (r"\newcommand{\N}{\mathbb N} \newcommand{\Baire}{\N^{\N}}", r"\Baire", r"\mathbb N^{\mathbb N}"),
    ],
)
def test_a_definition_holds_from_there_on(said: str, used: str, meant: str) -> None:
    first, second, third = typeset_page([Formula(said), Formula(used), Formula(meant)], {})
    assert mathml(second) == mathml(third)
    assert isinstance(first, Typeset)
    assert said.replace("&", "&amp;") in first.html, "the annotation quotes the whole formula"


def test_what_is_defined_later_is_not_known_before() -> None:
    before, _, after = typeset_page([Formula(r"\RR"), Formula(r"\newcommand{\RR}{R}"), Formula(r"\RR")], {})
    assert isinstance(before, Trouble)
    assert isinstance(after, Typeset)


def test_a_fault_beside_a_definition_keeps_its_place() -> None:
    tex = r"\newcommand{\a}{x} \a + \broken"
    (result,) = typeset_page([Formula(tex)], {})
    assert isinstance(result, Trouble)
    assert tex[result.offset :] == r"\broken"


def test_what_is_no_whole_definition_is_judged_by_katex() -> None:
    assert list(definitions(r"\newcommand{\a}{x")) == []
    (result,) = typeset_page([Formula(r"\newcommand{\a}{x")], {})
    assert isinstance(result, Trouble)


def test_endless_definitions_end() -> None:
    results = typeset_page(
        [
            Formula(r"\newcommand{\loop}{\loop\loop} \newcommand{\more}[1][x]{\more[#1#1]}"),
            Formula(r"\loop"),
            Formula(r"\more"),
        ],
        {},
    )
    assert [isinstance(result, Trouble) for result in results] == [False, True, True]


PAGE = "# 题\n\n$$\n\\newcommand{\\Real}{\\mathbb{R}}\n$$\n\n若 $x \\in \\Real$，则 $\\Reel$ 不对。\n"


def test_check_and_page_know_them() -> None:
    assert [finding.span.start for finding in check(Source("a.md", PAGE))] == [PAGE.index("\\Reel")]
    page = Markdown(
        extensions=["pymdownx.arithmatex", "proofpress.typeset"],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    ).convert(PAGE)
    assert page.count("math-error") == 1


def test_a_conversion_leaves_what_renders_with_them() -> None:
    text = "# 题\n\n$$\n\\newcommand{\\set}[1]{\\{#1\\}}\n$$\n\n集合 $\\set{x}_1^2$ 与 $\\set{y$。\n"
    made = convert(Source("a.md", text)).markdown
    assert "\\newcommand{\\set}[1]{\\{#1\\}}" in made
    assert "$\\set{x}_1^2$" in made
    assert "$\\set{y}$" in made
