"""Fixes: never more than the fault, never twice over the same place, and nothing left to fix afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.finding import Edit, apply
from proofpress.fix import _edits as edits_between
from proofpress.fix import diff, fix, renders_the_same
from proofpress.rules.sites import FolderSite
from proofpress.source import Source, Span


def edit(text: str, old: str, new: str) -> tuple[str, list[Edit]]:
    start = text.index(old)
    edits = [Edit(Span(start, start + len(old)), new)]
    return apply(text, edits), edits


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("One.\n\nTwo words.\n", "Two words", "Two"),
        ("One.\n\nA.\n\nB.\n\nC.\n\n```\ncode\n```\n", "One.\n", "```\nOne.\n"),
        ("[a]: https://example.com\n\nOne.\n\nTwo.\n\nSee [a].\n", "[a]: https://example.com\n", ""),
        ("One.\n\nA.\n\nB.\n\n## C\n\nD.\n\n</div>\n", "One.\n", "<div>\nOne.\n"),
    ],
)
def test_what_changes_more_than_the_fault_is_refused(text: str, old: str, new: str) -> None:
    after, edits = edit(text, old, new)
    if old == "Two words":
        edits = [Edit(Span(0, 0), "")]
    assert not renders_the_same(text, after, edits)


def test_a_mended_block_may_look_different() -> None:
    text = "Before.\n\nThe steps:\n- first\n- second\n\nAfter.\n"
    after, edits = edit(text, "- first", "\n- first")
    assert renders_the_same(text, after, edits)


def test_several_faults_of_a_page_are_mended_in_one_go() -> None:
    text = (
        "##安装\n\n步骤：\n- 一\n  - 二\n\n空间越小,算法越好。公式 $ O(n) $ 与$$x^2$$。\n\n<think>\n想。\n"
        "</think>\n\n完。\n"
    )
    fixed = fix(Source("p.md", text), unsafe=True)
    assert fixed.findings == ()
    assert (
        fixed.source.text
        == "## 安装\n\n步骤：\n\n- 一\n    - 二\n\n空间越小，算法越好。公式 $O(n)$ 与$x^2$。\n\n完。\n"
    )


def test_a_fix_that_brings_a_fault_is_left_though_another_would_uncover_one(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: s\n", "utf-8")
    text = "# A\n\n1) Feed it.\n2) Wait.\n\n- Flour\n  - rye\n- Water\n"
    mended = fix(Source((tmp_path / "docs" / "a.md").as_posix(), text), FolderSite())
    assert mended.source.text == text.replace("  - rye", "    - rye")


def test_a_fix_reveals_nothing_that_was_not_said() -> None:
    source = Source("p.md", "# A\n\nThe loss $$L = \\frac{1}{2$$ is small.\n")
    fixed = fix(source)
    assert {one.rule for one in check(source)} == {"math-block-glued", "math-syntax"}
    assert {one.rule for one in fixed.findings} == {"math-syntax"}


def test_unsafe_fixes_wait_to_be_asked_for() -> None:
    source = Source("p.md", "Takes $\\logg n$ steps.\n")
    assert fix(source).source.text == source.text
    assert fix(source, unsafe=True).source.text == "Takes $\\log n$ steps.\n"


def test_code_is_never_touched() -> None:
    text = "```text\n##x\n** a **\n中文,中文\n```\n\nText with `中文,中文` in it.\n"
    assert fix(Source("p.md", text)).source.text == text
    assert check(Source("p.md", text)) == ()


def test_a_diff_shows_only_what_changes() -> None:
    before = Source("p.md", "a\n\n##b\n\nc\n")
    shown = diff(before, fix(before).source)
    assert "-##b\n+## b\n" in shown
    assert diff(before, before) == ""


def test_two_faults_of_one_diagram_are_mended_together() -> None:
    text = "# 泡茶\n\n```mermaid\ngraph LR\n水[烧水(沸)] --&gt; 茶[泡茶]\n```\n"
    fixed = fix(Source("page.md", text))
    assert '水["烧水(沸)"] --> 茶[泡茶]' in fixed.source.text
    assert fixed.findings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "步骤：\n1. 停机。\n2. 迁移。\n\n* 外层\n* 里层\n",
            "步骤：\n\n1. 停机。\n2. 迁移。\n\n<!-- -->\n\n* 外层\n* 里层\n",
        ),
        ("> Mind:\n> - heat\n>\n> 1. stir\n", "> Mind:\n>\n> - heat\n>\n> <!-- -->\n>\n> 1. stir\n"),
        ("Options:\n* port\n* baud\n\n- done\n", "Options:\n\n* port\n* baud\n\n<!-- -->\n\n- done\n"),
        ("Options:\n* port\n* baud\n\n* done\n", "Options:\n\n* port\n* baud\n\n* done\n"),
        ("Mind:\n- heat\n\nThen:\n\n1. stir\n", "Mind:\n\n- heat\n\nThen:\n\n1. stir\n"),
    ],
)
def test_a_list_that_becomes_one_does_not_take_in_the_next(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: s\n", "utf-8")
    fixed = fix(Source((tmp_path / "docs" / "a.md").as_posix(), f"# A\n\n{text}"), FolderSite())
    assert fixed.source.text == f"# A\n\n{expected}"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("步骤：\n1. 关阀\n2. 排水\n\n7. 另一件事。\n", "步骤：\n\n1. 关阀\n2. 排水\n\n<!-- -->\n\n7. 另一件事。\n"),
        ("Do:\n1. wait\n1. look\n\n1. go\n", "Do:\n\n1. wait\n1. look\n\n1. go\n"),
        ("Do:\n1. wait\n2. look\n\n3. go\n", "Do:\n\n1. wait\n2. look\n\n3. go\n"),
        ("如下：\n1. 关阀\n2. 排水\n1998. 年建成的那一座\n", "如下：\n1. 关阀\n2. 排水\n1998. 年建成的那一座\n"),
        (
            "Loads\n| a | b |\n|---|---|\n| 1 | 2 |\nThe rest.\n\nEnd.\n",
            "Loads\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nThe rest.\n\nEnd.\n",
        ),
    ],
)
def test_a_fix_leaves_the_numbers_and_the_text_behind_it(text: str, mended: str) -> None:
    assert fix(Source("p.md", text)).source.text == mended


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (
            "$$\na = b\n$$\n其中有\n$$\nc = d\n$$\n$$\ne = f\n$$\n即得。\n",
            "$$\na = b\n$$\n\n其中有\n\n$$\nc = d\n$$\n\n$$\ne = f\n$$\n\n即得。\n",
        ),
        ("> So\n> $$\n> a = b\n> $$\n> and\n> $$\n> c = d\n> $$\n", None),
        ("先有$$a = b$$，再有$$c = d$$。\n", "先有$a = b$，再有$c = d$。\n"),
        ("\\[\na = b\n\\]\nor\n\\[\nc = d\n\\]\n", "\\[\na = b\n\\]\n\nor\n\n\\[\nc = d\n\\]\n"),
    ],
)
def test_every_formula_that_touches_a_paragraph_is_told_and_mended(text: str, mended: str | None) -> None:
    told = [finding.rule for finding in check(Source("p.md", text))]
    assert told == ["math-block-glued"] * (text.count("=") if mended else 2)
    fixed = fix(Source("p.md", text))
    assert fixed.findings == ()
    assert fixed.source.text == (mended or fixed.source.text)


def test_a_formula_without_content_is_an_error_where_its_marks_are_printed() -> None:
    text = "Then\n\n$$$$\n\nand\n\n$$ $$\n\nso.\n"
    assert [finding.severity.value for finding in check(Source("p.md", text))] == ["error", "warning"]


def test_an_address_that_swallows_what_follows_is_cut_off(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: s\nmarkdown_extensions: [pymdownx.magiclink]\n", "utf-8")
    text = "# A\n\n源码在 https://example.org/src，可以下载。\n"
    mended = fix(Source((tmp_path / "docs" / "a.md").as_posix(), text), FolderSite())
    assert mended.source.text == text.replace("https://example.org/src", "<https://example.org/src>")
    assert mended.findings == ()


GLUED = """# Well

!!! tip "Draw"
    Before you draw:
    - oil the wheel
      - left side
      - right side
    - lower the bucket:

      ```text
      one turn
        two turns
      ```

    - count to ten.

Then drink.
"""
MENDED = """# Well

!!! tip "Draw"
    Before you draw:

    - oil the wheel
        - left side
        - right side
    - lower the bucket:

        ```text
        one turn
          two turns
        ```

    - count to ten.

Then drink.
"""


def _of_a_site(folder: Path, text: str) -> str:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: s\nmarkdown_extensions: [admonition, pymdownx.superfences]\n", "utf-8"
    )
    return fix(Source((folder / "docs" / "page.md").as_posix(), text), FolderSite()).source.text


def test_faults_that_hide_one_another_are_mended_together(tmp_path: Path) -> None:
    text = _of_a_site(tmp_path, GLUED)
    assert text == MENDED
    assert _of_a_site(tmp_path, text) == text


def test_a_group_stays_where_it_brings_a_fault_to_light_that_nothing_mends(tmp_path: Path) -> None:
    quoted = "# Well\n\n> Say:\n> - a\n>   - b\n>\n>   ```text\n>   x\n>   ```\n"
    assert _of_a_site(tmp_path, quoted) == quoted


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        ("a\n- b\n", "a\n\n- b\n", [Edit(Span(1, 2), "\n\n")]),
        ("- a\n  - b c\n", "- a\n    * b c\n", [Edit(Span(3, 6), "\n    "), Edit(Span(6, 7), "*")]),
        ("a\n", "a\nb\n", None),
    ],
)
def test_the_edits_between_two_texts(before: str, after: str, edits: list[Edit] | None) -> None:
    assert edits_between(before, after) == edits
    assert edits is None or apply(before, edits) == after
