"""The parser of a site, read from its mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.dialect import markdown, nearest, of
from proofpress.rules.built import built


def test_settings_keep_order_names_and_calls(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        "site_name: x\nplugins: [!ENV [A, b]]\nmarkdown_extensions:\n  - tables\n  - toc:\n      permalink: true\n"
        "      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n"
        "  - pymdownx.superfences:\n      custom_fences:\n        - name: d\n          class: d\n"
        "          format: !!python/name:not_there.fence\n",
        encoding="utf-8",
    )
    names, configured = of(file)
    assert names[-1] == "pymdownx.superfences"
    assert configured["toc"]["slugify"]("深度 Learning", "-") == "深度-learning"
    assert markdown(file).convert("一段").strip() == "<p>一段</p>"


def test_the_site_reads_chinese_emphasis_and_ranges_as_meant() -> None:
    page = markdown().convert("**注意：**请看 1~2，3~4")
    assert "<strong>注意：</strong>请看 1~2，3~4" in page


def test_code_keeps_its_tabs_and_a_cell_its_pipe() -> None:
    assert "\tx" in markdown().convert("```text\n\tx\n```")
    assert "<code>a|b</code>" in markdown().convert("| h |\n|---|\n| `a\\|b` |")


def test_details_hold_markdown_and_their_summary_does_not() -> None:
    page = markdown().convert("<details open><summary>a *b*</summary>\n\n- 一项\n\n</details>")
    assert "<li>一项</li>" in page
    assert "<summary>a *b*</summary>" in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. a\n2. b\n\n- c\n\n3. d", '<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<ul>\n<li>c</li>\n</ul>\n<ol start="3">'),
        ("中文**“引号”**中文", "中文<strong>“引号”</strong>中文"),
        ("中**重点**，文", "中<strong>重点</strong>，文"),
        ("a_b_c 与 snake_case_name", "a_b_c 与 snake_case_name"),
        ("1~2 与 ~~删~~，H^2^O", "1~2 与 <del>删</del>，H^2^O"),
        ("```c++\nint a;\n```", "language-c++"),
        ("# 深度 学习 Attention", 'id="深度-学习-attention"'),
        ("价格 5$ 到 6$，\\$7", "价格 5$ 到 6$，$7"),
    ],
)
def test_the_traps_of_this_stack(text: str, shown: str) -> None:
    assert shown in markdown().convert(text)


def test_without_leaves_an_extension_out() -> None:
    assert "katex" in markdown().convert("$x$")
    assert r"\(x\)" in markdown(without=["proofpress.typeset"]).convert("$x$")


@pytest.mark.parametrize("text", ["markdown_extensions: [unclosed", "a: b: c", "- list"])
def test_a_file_that_is_not_yaml_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"mkdocs\.yml is no"):
        of(tmp_path / "mkdocs.yml")


def test_a_file_without_extensions_has_those_of_mkdocs(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    assert of(tmp_path / "mkdocs.yml").extensions == ("toc", "tables", "fenced_code")


def test_extensions_may_be_a_mapping_and_repeat(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("markdown_extensions:\n  toc:\n    permalink: true\n  admonition:\n", encoding="utf-8")
    assert of(file).extensions == ("toc", "tables", "fenced_code", "admonition")
    assert of(file).settings == {"toc": {"permalink": True}}


def test_settings_are_inherited(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("markdown_extensions: [admonition]\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: x\n", encoding="utf-8")
    assert of(tmp_path / "mkdocs.yml").extensions[-1] == "admonition"


def test_settings_that_are_inherited_in_a_circle_are_none(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("INHERIT: base.yml\n", encoding="utf-8")
    (tmp_path / "base.yml").write_text("INHERIT: ./mkdocs.yml\n", encoding="utf-8")
    with pytest.raises(ValueError, match="in a circle"):
        of(file)


def test_a_page_is_made_anew_once_what_its_site_inherits_is_written_again(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("{INHERIT: base.yml, site_name: x}\n", encoding="utf-8")
    shown = []
    for extensions in ("[]", "[pymdownx.mark]"):
        (tmp_path / "base.yml").write_text(f"markdown_extensions: {extensions}\n", encoding="utf-8")
        page = built("Mind the ==gap== here.", str(file))
        shown.append(page and page.shows("=="))
    assert shown == [True, False]


def test_the_nearest_site_is_found_upwards(tmp_path: Path) -> None:
    (tmp_path / "docs" / "deep").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").touch()
    assert nearest(tmp_path / "docs" / "deep") == tmp_path / "mkdocs.yml"
