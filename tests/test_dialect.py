"""The parser of a site, read from its mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

from proofpress.dialect import markdown, of


def test_settings_keep_order_names_and_calls(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        "site_name: x\nplugins: [!ENV [A, b]]\nmarkdown_extensions:\n  - tables\n  - toc:\n      permalink: true\n"
        "      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n"
        "  - pymdownx.superfences:\n      custom_fences:\n        - name: d\n          class: d\n          format: !!python/name:not_there.fence\n",
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
