"""Marks that the page prints or loses: rows apart, heads of boxes, emphasis in Chinese, links by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.finding import Severity
from proofpress.fix import fix
from proofpress.rules.sites import FolderSite
from proofpress.source import Source

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def page(folder: Path, settings: str, text: str) -> Source:
    path = folder / "docs" / "page.md"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n", "utf-8")
    return Source(path.as_posix(), text)


def found(source: Source) -> list[tuple[str, Severity]]:
    return [(one.rule, one.severity) for one in check(source, FolderSite())]


TABLE = "| 项 | 值 |\n| --- | --- |\n| 核 | 4 |\n"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (f"{TABLE}\n| 内存 | 2G |\n", ["table-delimiter"]),
        (f"{TABLE}\n| 内存 | 2G |\n\n后文。\n", ["table-delimiter"]),
        (f"{TABLE}\n| 内存 | 2G | 快 |\n", []),
        (f"{TABLE}\n|x| 与 |y| 相等。\n", []),
        (f"{TABLE}\n| 内存 | 2G |\n| --- | --- |\n| 盘 | 9G |\n", []),
    ],
)
def test_a_row_behind_a_blank_line(tmp_path: Path, text: str, faults: list[str]) -> None:
    assert [rule for rule, _ in found(page(tmp_path, "", f"# A\n\n{text}"))] == faults


def test_a_row_goes_back_to_its_table(tmp_path: Path) -> None:
    source = page(tmp_path, "", f"# A\n\n{TABLE}\n| 内存 | 2G |\n")
    assert fix(source, FolderSite(), unsafe=True).source.text == f"# A\n\n{TABLE}| 内存 | 2G |\n"


@pytest.mark.parametrize(
    ("head", "mended"),
    [
        ("???+ 提示 “高级”", '???+ 提示 "高级"'),
        ("!!! 注意 「先断电」", '!!! 注意 "先断电"'),
        ('!!! 注意 "先断电"', '!!! 注意 "先断电"'),
    ],
)
def test_a_type_in_any_script(tmp_path: Path, head: str, mended: str) -> None:
    source = page(tmp_path, "markdown_extensions: [admonition, pymdownx.details]", f"# A\n\n{head}\n    正文。\n")
    assert fix(source, FolderSite()).source.text == f"# A\n\n{mended}\n    正文。\n"


SMART = "markdown_extensions: [{pymdownx.betterem: {smart_enable: all}}]"
STRUCK = "markdown_extensions: [{pymdownx.tilde: {smart_delete: true}}]"
NONE = "markdown_extensions: [{pymdownx.betterem: {smart_enable: none}}]"


@pytest.mark.parametrize(
    ("settings", "text", "faults"),
    [
        ("", "按__确定__键。", [("strong-unclosed", WARNING)]),
        (NONE, "按__确定__键。", []),
        (SMART, "再按*取消*键。", [("strong-unread", ERROR)]),
        ("", "再按*取消*键。", []),
        (SMART, "再按 *取消* 键，宽5*高*2。", []),
        (SMART, "每天***只开***半日。", [("strong-unread", ERROR)]),
        ("", "每天***只开***半日，***全休***。", []),
        (STRUCK, "原定~~周五~~周六。", [("strong-unread", ERROR)]),
        (STRUCK, "原定 ~~周五~~ 周六，H~2~O。", []),
        ("markdown_extensions: [{pymdownx.tilde: {smart_delete: false}}]", "原定~~周五~~周六。", []),
        ("", "调用__init__方法，第__页，共__页，a__b__c。", []),
        ("", "*in haste and with love, _in **anger_.", [("strong-unclosed", WARNING)] * 2),
        ("", "*prices are in dollars and without tax.\n\nFive* apples", []),
        ("", "*Prices are in dollars and without tax.", []),
        ("", "*args are what a function takes, and **kwargs too.", [("strong-unclosed", WARNING)]),
    ],
)
def test_marks_of_emphasis(tmp_path: Path, settings: str, text: str, faults: list[tuple[str, Severity]]) -> None:
    assert found(page(tmp_path, settings, f"# A\n\n{text}\n")) == faults


@pytest.mark.parametrize(
    ("settings", "faults"),
    [
        ("markdown_extensions: [wikilinks]", [("link-file", WARNING)]),
        ('markdown_extensions: [wikilinks: {base_url: "", end_url: .md}]', [("link-file", ERROR)]),
        ("markdown_extensions: [wikilinks: {build_url: !!python/name:os.path.join }]", []),
        ("plugins: [ezlinks]", [("link-file", WARNING)]),
        ("plugins: [roamlinks]", [("link-file", WARNING)]),
        ("plugins: [roamlinks, gen-files]", []),
        ("plugins: [obsidian-support]", []),
    ],
)
def test_links_by_name(tmp_path: Path, settings: str, faults: list[tuple[str, Severity]]) -> None:
    assert found(page(tmp_path, settings, "# A\n\nSee [[page]], [[No Such]] and `[[code]]`.\n")) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("## 0.9\n\nText.\n\n    ## Removed\n\nMore.\n", [("heading-no-space", WARNING)]),
        ("## 0.9\n\nWrite this:\n\n    ## Removed\n\nMore.\n", []),
        ("## 0.9\n\nText.\n\n    ## Removed\n    make\n\nMore.\n", []),
        ("## 0.9\n\nText.\n\n    # Removed\n\nMore.\n", []),
        ("## 0.9\n\n- Text.\n\n    ## Removed\n\n    More.\n", []),
    ],
)
def test_a_heading_that_became_code(tmp_path: Path, text: str, faults: list[tuple[str, Severity]]) -> None:
    assert found(page(tmp_path, "", f"# A\n\n{text}")) == faults


def test_what_the_extension_for_links_by_name_does_not_take(tmp_path: Path) -> None:
    text = "# A\n\nSee [[page]] and [[page|this page]].\n"
    assert found(page(tmp_path, "markdown_extensions: [wikilinks]", text)) == [("foreign-syntax", WARNING)]


BETTER = "markdown_extensions: [pymdownx.betterem]"


@pytest.mark.parametrize(
    ("settings", "text", "marks"),
    [
        (BETTER, "可选**“快速”**或**“稳妥”**两档。", ["**“快速”**", "**“稳妥”**"]),
        ("", "可选**“快速”**或**“稳妥”**两档。", []),
        (BETTER, "量杯*（可选）*放好，再*搅拌*均匀。", ["*（可选）*"]),
        (SMART, "The strong**est** tea.", ["**est**"]),
        (BETTER, "The strong**est** tea.", []),
        (BETTER, "点_保存_即可。", ["_保存_"]),
        (SMART, "int *p和*q指针，2*宽*高，f(*args, **kwargs)。", []),
    ],
)
def test_marks_beside_letters(tmp_path: Path, settings: str, text: str, marks: list[str]) -> None:
    source = page(tmp_path, settings, f"# A\n\n{text}\n")
    said = check(source, FolderSite())
    assert [source.text[one.span.start : one.span.end] for one in said] == marks
    assert {one.severity for one in said} <= {ERROR}


@pytest.mark.parametrize(
    ("settings", "text", "names"),
    [
        ("", "Only docs/**/*.md and notes/**/*.txt count.", ["docs/**/*.md", "notes/**/*.txt"]),
        (SMART, "Only docs/**/*.md and notes/**/*.txt count.", ["docs/**/*.md", "notes/**/*.txt"]),
        (SMART, "Only docs/**/*.md counts, 3*40 times.", []),
        (NONE, "变量 tank_level_max 在表里。", ["tank_level_max"]),
        ("", "变量 tank_level_max 在表里。", []),
        (NONE, "See [it](tank_level_max.png) and `tank_level_max`, not _tank_ or __tank__.", []),
        ("", "共 3*40 元，另加 2*15 元。", ["3*40", "2*15"]),
        ("", "共 3*40 元。", []),
        ("", "Read and/*or* write **/usr/bin/** now.", []),
        ("", "包里要有 __init__ 和 __main__ 两个文件，先写 __init__ 再说。", ["__init__", "__main__", "__init__"]),
        ("", "A __repr__() of its own; run `git init` first. Do __not__ skip it.", ["__repr__"]),
        ("", "The guard asks for __main__ first.\n\n    if __name__ == '__main__':\n        run()", ["__main__"]),
        ("", "__Main__ points are __main__ and __all__ of them, \\_\\_init\\_\\_ and `__init__`.", []),
    ],
)
def test_names_that_lose_their_signs(tmp_path: Path, settings: str, text: str, names: list[str]) -> None:
    source = page(tmp_path, settings, f"# A\n\n{text}\n")
    said = [one for one in check(source, FolderSite()) if one.rule == "name-eaten"]
    assert [source.text[one.span.start : one.span.end] for one in said] == names


BLOCKS = (
    "markdown_extensions: [admonition, pymdownx.details, pymdownx.superfences, pymdownx.tabbed, pymdownx.tasklist,"
    " {pymdownx.arithmatex: {generic: true}}]"
)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("!! note\n\n    先关阀。\n", "!!! note\n\n    先关阀。\n"),
        ('==== "Go"\n\n    Run it.\n', '=== "Go"\n\n    Run it.\n'),
        ("?? tip\n    Look.\n", "??? tip\n    Look.\n"),
        ("!! note\n\nNo body.\n", "!! note\n\nNo body.\n"),
        ("-[ ] 关阀\n-[x] 排水\n", "- [ ] 关阀\n- [x] 排水\n"),
        ("To do:\n-[ ] valve\n- [x] drain\n", "To do:\n\n- [ ] valve\n- [x] drain\n"),
        ("数组 a\n-[x]y 不是任务\n", "数组 a\n-[x]y 不是任务\n"),
    ],
)
def test_a_mark_that_is_nearly_right(tmp_path: Path, text: str, mended: str) -> None:
    source = page(tmp_path, BLOCKS, f"# A\n\n{text}")
    assert bool(found(source)) is (text != mended)
    assert fix(source, FolderSite()).source.text == f"# A\n\n{mended}"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("读 [安装] (install.md)。", [("link-malformed", ERROR)]),
        ("![pump] (img/pump.png)", [("link-malformed", ERROR)]),
        ("Read [it] (https://example.org/a).", [("link-malformed", WARNING)]),
        ("Sizes [small] (in stock), `[a] (b.md)`, [x] (https://example.org).", []),
        ("补充^[写在 行内的话]。", [("foreign-syntax", WARNING)]),
        ("The pattern ^[a-z]+ matches.", []),
        ("%%\n只给自己看。\n还有一行。\n%%", [("foreign-syntax", WARNING)]),
        ("%%\n\nA paragraph with no end.", []),
        ("{! parts/说明.md !} and {!shared/intro.md!}", [("foreign-syntax", WARNING)] * 2),
        ("Wow {! not this !} and `{! parts/a.md !}`.", []),
        ("> [! note] 记号写错了", [("foreign-syntax", WARNING)]),
        ("Write <your-name> and Map<Key> here.", [("tag-unknown", ERROR)] * 2),
        ("Press <kbd>x</kbd>, a<br>b, <my-box>x</my-box>, `<y>`, 1 < 2 > 0, <a@b.org>, &lt;z>.", []),
        ("用 Map<K> 存，按 <kbd>a</kbd> 键。", [("tag-unknown", ERROR)]),
        ("Type Vec<T> here.\n\n<table><tr><td>a</td></tr></table>", [("tag-unknown", ERROR)]),
        ("写作 List<项>，见 <svg><path2></path2><circle2></svg>。", []),
        ("图 <svg><circle2></svg> 旁写 Set<Key>。", [("tag-unknown", ERROR)]),
        ("## 引文\n\n> ## 里面\n>\n> 正文。", []),
        ("> ## 里面\n\n## 外面\n\n正文。", [("section-empty", WARNING)]),
        ("变量 $this->sum和$this->tax 都取整，用$i和$j循环。", [("math-swallowed", ERROR)] * 2),
        ("设 $x$和$y$ 互质，$a$为$b$的倍数。", []),
    ],
)
def test_what_the_page_prints_or_swallows(tmp_path: Path, text: str, faults: list[tuple[str, Severity]]) -> None:
    assert found(page(tmp_path, BLOCKS, f"# A\n\n{text}\n")) == faults


@pytest.mark.parametrize(
    ("settings", "text", "missed"),
    [
        (
            "use_directory_urls: false",
            '<a href="../care/">x</a> [y](care/) [w](care.md) <a href="care.html">x</a> <a href="sub/">s</a>',
            2,
        ),
        ("", '<a href="../care/">x</a> <a href="../sub/">s</a> [w](care.md)', 0),
    ],
)
def test_a_page_without_a_folder_of_its_own(tmp_path: Path, settings: str, text: str, missed: int) -> None:
    (tmp_path / "docs" / "sub").mkdir(parents=True)
    (tmp_path / "docs" / "care.md").write_text("# Care\n", "utf-8")
    (tmp_path / "docs" / "sub" / "index.md").write_text("# Sub\n", "utf-8")
    path = tmp_path / "docs" / "page.md"
    path.write_text(text, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n", "utf-8")
    said = [one for one in check(Source(path.as_posix(), text), FolderSite()) if one.rule == "link-file"]
    assert len(said) == missed
