"""Formulas that a site does not read, and what is written around those that have no delimiters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proofpress.check import check
from proofpress.fix import fix
from proofpress.markdown import CANONICAL
from proofpress.rules.site import Docs
from proofpress.rules.sites import MemorySite
from proofpress.source import Source

ROUND = replace(CANONICAL, math=frozenset({r"\(", r"\["}))
NO_BEGIN = replace(CANONICAL, math=frozenset({"$", "$$"}))
NONE = replace(CANONICAL, math=frozenset())


def site(dialect: object) -> MemorySite:
    return MemorySite(docs=Docs("mkdocs.yml", "docs", dialect=dialect))  # type: ignore[arg-type]


def said(text: str, dialect: object) -> list[str]:
    return [finding.rule for finding in check(Source("docs/a.md", text), site(dialect)) if "math" in finding.rule]


def mended(text: str, dialect: object) -> str:
    return fix(Source("docs/a.md", text), site(dialect), unsafe=True).source.text


SYSTEM = "\\begin{aligned}\nu+v&=\\lambda\\\\\nw&\\le0\n\\end{aligned}"


@pytest.mark.parametrize(("dialect", "marks"), [(ROUND, (r"\[", r"\]")), (NO_BEGIN, ("$$", "$$"))])
@pytest.mark.parametrize("lead", ["", "> ", "    "])
def test_a_bare_environment_is_one_finding_and_mended_as_one(
    dialect: object, marks: tuple[str, str], lead: str
) -> None:
    inside = "\n".join(lead + line for line in SYSTEM.split("\n"))
    before = "# 方程\n\n1. 如下：\n\n" if lead == "    " else "# 方程\n\n如下。\n\n"
    assert said(f"{before}{inside}\n\n完。\n", dialect) == ["math-undelimited"]
    expected = f"{before}{lead}{marks[0]}\n{inside}\n{lead}{marks[1]}\n\n完。\n"
    assert mended(f"{before}{inside}\n\n完。\n", dialect) == expected
    assert said(expected, dialect) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Let \\theta_0 \\in \\mathbb{R} be given.", "Let \\(\\theta_0 \\in \\mathbb{R}\\) be given."),
        ("其中 A=\\begin{pmatrix}\n1&0\\\\0&1\n\\end{pmatrix} 是单位阵。", None),
        ("取 $x_0 \\ge 1$ 与 $y$。", "取 \\(x_0 \\ge 1\\) 与 $y$。"),
        ("So\n\n$$\nx_1 = \\pi\n$$\n\nholds.", "So\n\n\\[\nx_1 = \\pi\n\\]\n\nholds."),
        ("Then \\$\\zeta(2) = \\frac{\\pi^2}{6}\\$: a sum.", "Then \\(\\zeta(2) = \\frac{\\pi^2}{6}\\): a sum."),
        ("A fan costs $5 and a pump $60.", "A fan costs $5 and a pump $60."),
        ("\\begin{aligned}\nx&=\\lambda_1\n\nis never closed", "\\begin{aligned}\nx&=\\lambda_1\n\nis never closed"),
    ],
)
def test_a_fix_writes_the_delimiters_that_the_site_reads(text: str, expected: str | None) -> None:
    expected = expected or text.replace("A=", "\\(A=").replace("{pmatrix} ", "{pmatrix}\\) ")
    assert mended(f"# A\n\n{text}\n", ROUND) == f"# A\n\n{expected}\n"


def test_where_no_formula_is_read_none_is_written() -> None:
    text = "# A\n\nLet \\theta_0 \\in \\mathbb{R} be given, and $\\theta_1 = 2$.\n"
    assert said(text, NONE) == ["math-undelimited"]
    assert mended(text, NONE) == text


def test_other_delimiters_are_named_each() -> None:
    text = "# A\n\n设 $x_1 = 2$，即\n\n$$\nx_1 = 2\n$$\n\n又 $y_1=x_1$。\n"
    assert said(text, ROUND) == ["math-delimiter"] * 3
    assert said("# A\n\n设 \\(x_1 = 2\\)。\n", NO_BEGIN) == ["math-delimiter"]
