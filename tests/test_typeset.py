"""The typeset extension, in the very parser that the site renders with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pytest
from markdown import Markdown

from proofpress.dialect import markdown
from proofpress.engines import compact, katex
from proofpress.engines.katex import Formula, Typeset
from proofpress.engines.trouble import Trouble


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


def test_no_line_begins_with_the_mark_behind_a_short_formula() -> None:
    page = html("设 $t$，再设 $u$ 为零（$v$）。**又 $w$；**")
    held = re.findall(r'<span style="white-space:nowrap"><span class="arithmatex".*?</span>([^<]+)</span>', page, re.S)
    assert held == ["，", "）。", "；"]
    long = "+".join("abcdefghijklmn")
    assert f"{html(f'长 $x$ 与 ${long}$，完')}".endswith("</span>，完</p>")


def test_an_anchor_is_made_of_the_tex() -> None:
    assert 'id="标题-a_b"' in html("# 标题 $a_b$")


@pytest.mark.parametrize("text", ["`$x$`", "```text\n$x$\n```", "    $x$", r"价格 \$5 与 \$6"])
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    assert "katex" not in html(text)


def test_every_place_of_a_page_is_typeset_in_one_call(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    real = katex.typeset_all

    def counting(formulas: Iterable[Formula], macros: Mapping[str, str] | None = None) -> list[Typeset | Trouble]:
        asked = list(formulas)
        calls.append(len(asked))
        return real(asked, macros)

    monkeypatch.setattr(katex, "typeset_all", counting)
    page = html(
        "# 一 $a$\n\n- 二 $b$\n\n    $$\n    c\n    $$\n\n| 三 |\n|---|\n| $d$ |\n\n> 四 \\(e\\)\n\n注[^1]\n\n"
        "\\[\nf\n\\]\n\n[^1]: 五 $g$\n"
    )
    assert page.count('<span class="katex">') == 7
    assert calls == [7]


@pytest.mark.parametrize(
    "tex", ["a < b", "a > b", r"\text{&amp;}", r"\begin{aligned} a &= b \end{aligned}", r'\text{"x"}', r"\text{<b>}"]
)
def test_tex_is_the_authors_in_both_forms(tex: str) -> None:
    for form in (f"${tex}$", f"\\({tex}\\)", f"$$\n{tex}\n$$", f"\\[\n{tex}\n\\]"):
        result = katex.typeset(tex, display="\n" in form)
        page = html(f"前\n\n{form}\n\n后")
        if isinstance(result, Typeset):
            assert compact.html(result.html) in page, form
        else:
            assert "math-error" in page, form


def test_macros_of_the_site() -> None:
    made = Markdown(
        extensions=["pymdownx.arithmatex", "proofpress.typeset"],
        extension_configs={
            "pymdownx.arithmatex": {"generic": True},
            "proofpress.typeset": {"macros": {r"\RR": r"\mathbb{R}"}},
        },
    )
    assert "math-error" not in made.convert(r"$\RR$")
    assert "math-error" in html(r"$\RR$")


def test_a_parser_used_again_forgets_the_page_before() -> None:
    parser = markdown()
    assert "katex" in parser.convert("$x$")
    parser.reset()
    assert "katex" not in parser.convert("没有公式")


def test_a_title_has_its_tex_and_not_its_markup() -> None:
    parser = markdown()
    parser.convert("# 标题 $a_b$ 与 $c<d$")
    (entry,) = vars(parser)["toc_tokens"]
    assert entry["name"] == "标题 a_b 与 c&lt;d"


@pytest.mark.parametrize(
    ("output", "held", "missing"),
    [
        ("html", 'class="katex-strut"', "nothing"),
        ("compact", 'class="katex-html"', "katex-strut"),
        ("mathml", "<math><semantics>", "katex-html"),
    ],
)
def test_the_forms_of_output(output: str, held: str, missing: str) -> None:
    made = Markdown(
        extensions=["pymdownx.arithmatex", "proofpress.typeset"],
        extension_configs={"pymdownx.arithmatex": {"generic": True}, "proofpress.typeset": {"output": output}},
    )
    page = made.convert("见 $x_1$。")
    assert held in page
    assert missing not in page
    assert '<annotation encoding="application/x-tex">x_1</annotation>' in page


def test_an_unknown_output_is_named() -> None:
    with pytest.raises(ValueError, match=r"'svg'.*compact"):
        Markdown(extensions=["proofpress.typeset"], extension_configs={"proofpress.typeset": {"output": "svg"}})
