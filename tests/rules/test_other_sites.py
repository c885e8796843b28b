"""What authors of other sites write on purpose is no fault, or weighs no more than the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.dialect import of
from proofpress.finding import MOST, Finding, Severity, joined
from proofpress.rules.sites import FolderSite, MemorySite
from proofpress.source import Source

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def found(text: str, rule: str) -> list[Finding]:
    site = MemorySite({"docs/a.md": text})
    return [finding for finding in check(Source("docs/a.md", text), site) if finding.rule == rule]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pump stops when the well is dry\n- though only after a minute.\n", []),
        ("温度取 25\n- 10 = 15 度。\n", []),
        ("Open the valve\n- Turn it left\n", [WARNING]),
        ("You need:\n- a wrench\n", [ERROR]),
        ("需要：\n- 扳手\n", [ERROR]),
        ("**Added**\n- support for frost\n", [ERROR]),
        ("We carry pumps\n- small ones\n- large ones\n", [ERROR]),
    ],
)
def test_a_dash_may_go_on_with_a_sentence(text: str, expected: list[Severity]) -> None:
    lists = found(f"# A\n\n{text}", "list-glued")
    assert [one.severity for one in lists] == expected
    assert all(one.fix is not None and one.fix.safe is (one.severity == ERROR) for one in lists)


@pytest.mark.parametrize(
    "titles",
    [
        ("1.2.0 (2024-05-01)", "1.1.0.post1 (2024-03-02)", "1.1.0 (March 1, 2024)"),
        ("v3.2（2024-01-02）", "v3.0（2023-12-01）", "v2.9"),
        ("[1.4.0] - 2024-05-01", "[1.2.1] - 2024-01-01", "[1.2.0]"),
        ("0.3.0rc1", "0.1", "0.0.1"),
    ],
)
def test_releases_are_no_numbering(titles: tuple[str, ...]) -> None:
    page = "# Changes\n\n## Unreleased\n\n" + "".join(f"## {title}\n\nText.\n\n" for title in titles)
    assert not found(page, "heading-number")
    assert not found(page, "section-empty")


def test_sections_with_two_numbers_are_numbered() -> None:
    page = "# A\n\n## 1.1 Wells\n\nText.\n\n## 1.2 Pumps\n\nText.\n\n## 1.4 Valves\n\nText.\n"
    assert [one.severity for one in found(page, "heading-number")] == [WARNING]


def test_one_habit_of_skipping_levels_is_one_finding() -> None:
    page = "# A\n\n" + "## B\n\nText.\n\n#### C\n\nText.\n\n" * 4
    (one,) = joined(found(page, "heading-jump"))
    assert "(4 on this page)" in one.message.en
    assert "共 4 处" in one.message.zh
    assert one.fix is not None
    assert len(one.fix.edits) == 4


def test_a_comment_silences_one_skip_of_a_habit() -> None:
    skip = "## B\n\nText.\n\n#### C\n\nText.\n\n"
    silent = skip.replace("####", "<!-- proofpress-ignore heading-jump -->\n\n####")
    for page in (skip + silent + skip, silent + skip + skip):
        assert len(found(f"# A\n\n{page}", "heading-jump")) == 2
        assert not found(f"# A\n\n{page}", "ignore-unused")


def test_markup_in_front_matter_is_shown_at_its_own_field() -> None:
    page = "---\nsubtitle: plain\ntitle : <script>x</script>\n---\n\nText.\n"
    (one,) = found(page, "front-matter-markup")
    assert page[one.span.start : one.span.end] == "title : <script>x</script>"


def test_markup_in_front_matter_is_found_in_a_key_that_stands_twice() -> None:
    page = "---\ntitle: plain\ntitle: <script>x</script>\n---\n\nText.\n"
    (one,) = found(page, "front-matter-markup")
    assert page[one.span.start : one.span.end] == "title: <script>x</script>"


@pytest.mark.parametrize(("broken", "hints"), [(3, 3), (20, 20), (22, 20)])
def test_the_nearest_anchor_is_looked_up_for_the_first_twenty(broken: int, hints: int) -> None:
    page = "# A\n\n## Setup\n\n" + "[below](#setups)\n\n" * broken
    links = found(page, "link-anchor")
    assert len(links) == broken
    assert sum("#setup?" in str(one.help) for one in links) == hints


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("name | key | more\n--- | --- | ---\na | b |\nc | d | e\n", []),
        ("| 名称 | 键 |\n| --- | --- |\n| 甲 |\n| 乙 | 丙 |\n", []),
        ("| 名称 | 键 | 值 |\n| --- | --- | --- |\n| 甲 | 一 |\n| 乙 | 丙 | 二 |\n", [WARNING]),
        ("| 名称 | 键 |\n| --- | --- |\n| 甲 | 乙 | 丙 |\n", [ERROR]),
    ],
)
def test_a_short_row_is_filled_where_it_lacks_none_inside_and_a_long_one_is_cut(
    rows: str, expected: list[Severity]
) -> None:
    assert [one.severity for one in found(f"# A\n\n{rows}", "table-columns")] == expected


@pytest.mark.parametrize(
    "code",
    [
        "def fill(well, depth)",
        "async def pump(rate: int) -> Litres",
        "class Well(Source)",
        "async def fill(\n    well: Well,\n    *,\n    depth: int = 3,\n) -> Litres",
        "def fill(well):",
        "def fill(well)\ndef drain(well)",
        "from {provider} import {Client}\nclient = {Client}()",
        "if dry:\n    # stop it\nelse:\n    go()",
        "x = f\"{', '.join(names)!q}\"",
    ],
)
def test_listings_that_show_a_part_of_python(code: str) -> None:
    assert not found(f"# A\n\n```python\n{code}\n```\n", "code-python-syntax")


def test_python_that_is_broken_is_still_told() -> None:
    assert found("# A\n\n```python\ndef fill(well)\n    return well\n```\n", "code-python-syntax")


def test_the_end_of_what_never_began_weighs_as_the_page_shows() -> None:
    assert [one.severity for one in found("# A\n\nOne.</li>\n\nTwo.\n", "residue-html")] == [WARNING]
    assert [one.severity for one in found("# A\n\nOne.\n\n</div>\n\nTwo.\n", "residue-html")] == [ERROR]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("    <script>a()</script>\n", 0),
        ("- 一行：\n\n        <style>p {}</style>\n        <!-- x -->\n", 0),
        ("    echo '<iframe></iframe><script>a()</script>'\n", 0),
        ("    <script>\n    a()\n\n    b()\n    </script>\n", 0),
        ("- An item\n\n    <script>a()</script>\n", 1),
        ("<div>\n\n    <script>a()</script>\n\n</div>\n", 1),
    ],
)
def test_indented_code_is_no_html(body: str, count: int) -> None:
    assert len(found(f"# A\n\nOne.\n\n{body}\nTwo.\n", "residue-html")) == count


@pytest.mark.parametrize(
    ("end", "count"),
    [
        ("晒一天，盐粒就从池底慢慢长出来", 1),
        ("晒一天，盐粒就从池底慢慢长出来。", 0),
        ("2021年3月，记于滩涂边的小屋里面", 0),
        ("各位保重，再见", 0),
    ],
)
def test_a_last_paragraph_lacks_the_mark_that_the_others_have(end: str, count: int) -> None:
    assert len(found(f"# 晒盐\n\n先把海水引进池里。\n\n{end}\n", "residue-truncated")) == count


def test_where_no_paragraph_has_its_mark_none_is_missed() -> None:
    body = "# 晒盐\n\n先把海水引进池里，再关上闸门\n\n晒一天，盐粒就从池底慢慢长出来\n"
    assert not found(body, "residue-truncated")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("TODO 补一张滩涂的图。", True),
        ("TODO(mira): weigh it", True),
        ("FIXME check the salt", True),
        ("TODO 是清单的名字。", False),
        ("TODO lists are useful.", False),
    ],
)
def test_a_thing_to_do_is_told_at_its_line(line: str, said: bool) -> None:
    remarks = found(f"# 晒盐\n\n先引海水。\n\n{line}\n\n再关闸门。\n", "residue-placeholder")
    assert [line in one.message.en for one in remarks] == [True] * said


def test_warnings_that_say_the_same_are_told_once() -> None:
    page = "# A\n\n" + "```\nls -l | wc\n```\n\n" * (MOST + 1) + "[a](b c.md) [d](e f.md)\n"
    findings = check(Source("docs/a.md", page), MemorySite({"docs/a.md": page}))
    told = joined(findings)
    errors = [one for one in findings if one.severity == ERROR]
    assert [one for one in told if one.severity == ERROR] == errors
    assert max(sum(a.message == b.message for a in told) for b in told if b.severity != ERROR) <= MOST


def _site(folder: Path, settings: str, text: str) -> list[str]:
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n", "utf-8")
    page = folder / "docs" / "a.md"
    page.write_text(text, "utf-8")
    return [finding.rule for finding in check(Source(page.as_posix(), text), FolderSite())]


def test_labels_may_stand_in_a_file_that_is_appended(tmp_path: Path) -> None:
    settings = "markdown_extensions:\n  - pymdownx.snippets:\n      auto_append: [refs.md]"
    assert "reference-undefined" not in _site(tmp_path, settings, "# A\n\nSee [the pump][pump] or [b].\n\n[b]: b\n")


def test_escaped_brackets_around_links_are_no_formula(tmp_path: Path) -> None:
    text = "# A\n\n- Acme <sup>\\[[1](https://a.example/x_1#L1)|[2](https://a.example/y_2)\\]</sup>\n- Bolt\n"
    assert not _site(tmp_path, "markdown_extensions: [pymdownx.arithmatex]", text)


def test_words_behind_a_language_may_be_read_by_a_hook(tmp_path: Path) -> None:
    text = "# A\n\n```toml example\na = 1\n```\n"
    (tmp_path / "grow.py").write_text("def on_config(config):\n    config.markdown_extensions.append(X())\n", "utf-8")
    settings = "markdown_extensions: [pymdownx.superfences]"
    assert "code-unknown-language" not in _site(tmp_path, f"hooks: [grow.py]\n{settings}", text)


def test_a_bracket_may_touch_the_name_of_a_function(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    fence = "{name: wells, class: wells, format: !!python/name:pymdownx.superfences.fence_div_format}"
    config.write_text(
        f"site_name: s\nmarkdown_extensions:\n  - pymdownx.superfences:\n      custom_fences: [{fence}]\n", "utf-8"
    )
    (read,) = of(config).settings["pymdownx.superfences"]["custom_fences"]
    assert callable(read["format"])
    assert read["name"] == "wells"


EQUATIONS = [
    ("由式 (1) 得。由式（9）可知。", ["式（9）"]),
    ("By Eq. (5) and equation (1).", ["Eq. (5)"]),
    ("由式 (2) 得。\n\n$$c=d$$ (2)", []),
    ("又有 $$c=d\\label{x}$$，由式 (4) 得。", []),
    ("结果列于表 7。\n\n表 1：结果", ["表 7"]),
    ("对比图 5 与柱状图 1。\n\n图 1：结果", ["图 5"]),
    ("另附截图 5 张，占图 3%。\n\n图 1：结果", []),
]


@pytest.mark.parametrize(("text", "expected"), EQUATIONS)
def test_numbers_of_equations_and_tables_that_the_page_has_not(text: str, expected: list[str]) -> None:
    page = f"# A\n\n$$\na=b \\tag{{1}}\n$$\n\n{text}\n"
    assert [page[one.span.start : one.span.end] for one in found(page, "number-undefined")] == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("[手册】(a.md)", [ERROR]),
        ("【手册](b/c.html#d)", [ERROR]),
        ("【手册】(https://a.example/x)", [ERROR]),
        ("【手册】(2024)", []),
        ("[1】(见 a.md 文件)", []),
        ("【手册】与[手册](a.md)", []),
    ],
)
def test_links_with_a_bracket_in_corners(link: str, expected: list[Severity]) -> None:
    assert [one.severity for one in found(f"# 泵\n\n请看{link}。\n", "link-fullwidth")] == expected


def test_output_under_the_name_of_a_language() -> None:
    printed = "模型参数： [2.01 1.59]\n预测值： [5.52 7.48]"
    assert not found(f"# A\n\n```python\n{printed}\n```\n", "code-fullwidth")
    logged = "[耗时：user=1.5 sys=0.6]\n2024-03-07T 21:05:01.376+0800: 3448：stopped：2.26 seconds"
    assert not found(f"# A\n\n```java\n{logged}\n```\n", "code-fullwidth")
    assert found("# A\n\n```python\nprint（'a'）\n```\n", "code-fullwidth")
    assert found("# A\n\n```python\nif x：\n    y = 1\n```\n", "code-fullwidth")


def test_a_link_to_nowhere_and_citations_of_a_page_that_was_taken_weigh_less() -> None:
    assert [one.severity for one in found("# A\n\n[more](#) and [none]().\n", "link-empty")] == [WARNING, ERROR]
    text = "# A\n\nWells are deep[1], and pumps are old[2].\n"
    taken = "---\nsource:\n  url: https://example.com/a\n  sha256: 0123456789abcdef\n---\n\n"
    assert [one.severity for one in found(text, "citation-no-list")] == [ERROR]
    assert [one.severity for one in found(taken + text, "citation-no-list")] == [WARNING]


@pytest.mark.parametrize("formula", ["$$\na = b\n$$", "\\begin{align}\na &= b\n\\end{align}", "- 一\n- 二"])
def test_a_generic_block_ends_right_under_what_it_holds(tmp_path: Path, formula: str) -> None:
    settings = "markdown_extensions: [pymdownx.blocks.admonition, pymdownx.arithmatex]"
    assert not _site(tmp_path, settings, f"# A\n\n/// note | 水\n{formula}\n///\n\nText.\n")
