"""What stands between dollars and is no formula is nobody's to mend; what a site's scripts define is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.evidence.dollars import is_running_text
from proofpress.finding import Severity
from proofpress.fix import fix
from proofpress.rules.sites import FolderSite
from proofpress.scripts import read
from proofpress.source import Source


@pytest.mark.parametrize(
    "tex",
    [
        "30，另付",
        "5-",
        "20/",
        "12 million,",
        "HOME/bin:",
        "PATH，再运行",
        "8。定金：",
        "4万，尾款",
        'HOME="主目录，默认"和',
    ],
)
def test_running_text(tex: str) -> None:
    assert is_running_text(tex)


@pytest.mark.parametrize(
    "tex",
    [
        "x， y",
        "准确率",
        "准确率＝n/m",
        "5，000",
        "ABC",
        "ABC/2",
        "n=5，m=6",
        "3n",
        "x \\text{，其中 n 为整数}",
        "2\\pi r",
        'u(s) = "怎样煮面？"',
        "P(“下雨，降温”)",
    ],
)
def test_formulas(tex: str) -> None:
    assert not is_running_text(tex)


@pytest.mark.parametrize(
    "text", ["定金$30，尾款$70；另付：$5。\n", "先设$HOME；再看$PATH：完成。\n", "从 $A&lt;B，到$C，完。\n"]
)
def test_a_safe_fix_leaves_prose_between_dollars(text: str) -> None:
    assert fix(Source("page.md", text)).source.text == text


SCRIPT = r"""
window.MathJax = { /* macros of ours */
  tex: { inlineMath: [['$', '$']], macros: { RR: "{\\bf R}", 'pr': ["\\mathrm{#1}", 1], opt: ["#1#2", 2, "a"] } }
};
MathJax.tex.macros.ZZ = String.raw`\mathbb{Z}`;
"""


def test_macros_of_a_script() -> None:
    found = read([SCRIPT])
    assert dict(found.macros) == {r"\RR": r"{\bf R}", r"\pr": r"\mathrm{#1}", r"\ZZ": r"\mathbb{Z}"}
    assert (found.names, found.dollars, found.mathjax, found.opaque) == ((r"\opt",), True, True, False)


def test_delimiters_of_auto_render_are_no_dollars() -> None:
    found = read(
        ['renderMathInElement(document.body, {delimiters: [{left: "$$", right: "$$"}], macros: {"\\\\R": "x"}})']
    )
    assert (found.dollars, found.displays, found.macros) == (False, True, ((r"\R", "x"),))


def weights(folder: Path, script: str, text: str) -> list[tuple[str, Severity]]:
    page = folder / "docs" / "page.md"
    page.parent.mkdir()
    page.write_text(text, "utf-8")
    (page.parent / "math.js").write_text(script, "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: s\nmarkdown_extensions: [pymdownx.arithmatex]\nextra_javascript: [math.js]\n", "utf-8"
    )
    return [(finding.rule, finding.severity) for finding in check(Source(page.as_posix(), text), FolderSite())]


def test_a_sites_own_commands_are_no_fault(tmp_path: Path) -> None:
    assert weights(tmp_path, SCRIPT, "# A\n\nLet $x \\in \\RR$, $\\pr{a}$ and $\\opt{b}$.\n") == []


def test_what_the_packages_of_a_script_may_define_is_not_claimed(tmp_path: Path) -> None:
    script = "MathJax = {loader: {load: ['[tex]/physics']}};"
    assert weights(tmp_path, script, "# A\n\nLet $\\dyad{a}$ and $\\pdv{u}{t}$ be.\n") == []


@pytest.mark.parametrize(
    ("tex", "weight"),
    [
        (r"\Rho", Severity.ERROR),
        (r"3\degree", Severity.ERROR),
        (r"\frca{1}{2}", Severity.ERROR),
        (r"\operatornam{f}", Severity.ERROR),
    ],
)
def test_mathjax_says_what_it_does_not_know(tmp_path: Path, tex: str, weight: Severity) -> None:
    assert weights(tmp_path, "MathJax = {};", f"# A\n\nLet ${tex}$ be.\n") == [("math-unknown-macro", weight)]


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("MathJax = {};", r"So $\mbox{所以}\\Rho$, $50\% \Pi$ and $x % \Rho$ are."),
        ("renderMathInElement(document.body)", r"At $3\degree$."),
        ("MathJax = {tex: {macros: {bm: ['{\\\\boldsymbol #1}', 1]}}};", r"Let $\bm{x}$ be."),
        ("MathJax = {loader: {load: ['[tex]/gensymb']}};", r"At $3\degree$."),
        ("MathJax = {};", r"Let $\newcommand{\Rho}{P} \Rho$ be, and $\Rho$."),
        ("MathJax = {};", r"With $\require{mathtools}$, $\vcentcolon$."),
        (
            "MathJax = {};",
            r"记 $\begin{multline} a \\ +b \end{multline}$，$\begin{eqnarray*} a &=& b \end{eqnarray*}$。",
        ),
        ("renderMathInElement(document.body)", r"见 $\cancel{x}$，$\ce{H2O}$。"),
        ("", r"With $\require{cancel}\cancel{x}$."),
        ("MathJax = {};", r"设 $\color\red{P\to Q}$ 与 $g_\boldsymbol{v}(t)$。"),
    ],
)
def test_what_the_engine_of_the_page_knows_is_no_fault(tmp_path: Path, script: str, text: str) -> None:
    assert weights(tmp_path, script, f"# A\n\n{text}\n") == []


@pytest.mark.parametrize(
    ("script", "text", "rule"),
    [
        ("renderMathInElement(document.body)", r"With $\require{cancel}\cancel{x}$.", "math-unknown-macro"),
        ("renderMathInElement(document.body)", r"设 $\bbox[red]{x}$。", "math-unknown-macro"),
        ("MathJax = {};", r"设 $\begin{multline} a \end{aligned}$。", "math-environment"),
    ],
)
def test_what_the_engine_of_the_page_refuses_is(tmp_path: Path, script: str, text: str, rule: str) -> None:
    assert weights(tmp_path, script, f"# A\n\n{text}\n") == [(rule, Severity.ERROR)]


def test_an_environment_that_mathjax_lacks(tmp_path: Path) -> None:
    text = "# A\n\n$$\nf = \\begin{dcases} 1 & x > 0 \\\\ 0 & x < 0 \\end{dcases}\n$$\n"
    assert weights(tmp_path, "MathJax = {};", text) == [("math-environment", Severity.ERROR)]


def test_entities_that_a_text_shows_are_left() -> None:
    text = "# A\n\n```text\n&lt; 表示小于号\n```\n"
    assert fix(Source("page.md", text)).source.text == text
    assert "a > b" in fix(Source("page.md", "# A\n\n```python\nif a &gt; b:\n    pass\n```\n")).source.text
