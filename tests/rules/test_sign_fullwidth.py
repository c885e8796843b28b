"""Signs of Markdown that an input method made full-width: told where they stand, mended where nothing else is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.fix import fix
from proofpress.rules.sites import FolderSite
from proofpress.source import Source

SETTINGS = "site_name: s\nmarkdown_extensions: [tables, footnotes, abbr, def_list, admonition, pymdownx.superfences]\n"


def page(folder: Path, text: str) -> Source:
    path = folder / "docs" / "page.md"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    (folder / "docs" / "p.png").write_bytes(b"")
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    return Source(path.as_posix(), text)


MENDED = [
    ("见[厂家][厂]。\n\n[厂]：https://example.com/", "见[厂家][厂]。\n\n[厂]:https://example.com/"),
    ("扬程高[^1]。\n\n[^1]：单位是米。", "扬程高[^1]。\n\n[^1]:单位是米。"),
    ("单位是 HP。\n\n*[HP]：马力", "单位是 HP。\n\n*[HP]:马力"),
    ("扬程\n：   水抬高的高度。", "扬程\n:   水抬高的高度。"),
    ("！[泵](p.png)", "![泵](p.png)"),
    ("｜ 泵 ｜ 米 ｜\n｜ --- ｜ －－ ｜\n｜ 甲 ｜ 9 ｜", "| 泵 | 米 |\n| --- | -- |\n| 甲 | 9 |"),
    ("| 泵 ｜ 米 |\n| --- ｜ --- |\n| 甲 ｜ 9 |", "| 泵 | 米 |\n| --- | --- |\n| 甲 | 9 |"),
    ("｜ 泵 ｜ 米 ｜\n| --- | --- |\n｜ 甲 ｜ 9 ｜", "| 泵 | 米 |\n| --- | --- |\n| 甲 | 9 |"),
    ("| 泵 | 米 |\n| --- | --- |\n| 甲 ｜ 9 |\n| 乙 | 8 |", "| 泵 | 米 |\n| --- | --- |\n| 甲 | 9 |\n| 乙 | 8 |"),
]


@pytest.mark.parametrize(("text", "mended"), MENDED)
def test_what_is_mended(tmp_path: Path, text: str, mended: str) -> None:
    source = page(tmp_path, f"# 水泵\n\n{text}\n")
    rules = {one.rule for one in check(source, FolderSite())}
    assert rules - {"residue-truncated"} == {"sign-fullwidth"}
    assert fix(source, FolderSite()).source.text == f"# 水泵\n\n{mended}\n"


@pytest.mark.parametrize(
    "text",
    ["－ 甲\n－ 乙", "＞ 甲说\n＞ 乙说", "｀｀｀python\nx = 1\n｀｀｀", "～～～\n代码\n～～～"],
)
def test_what_is_told_and_left(tmp_path: Path, text: str) -> None:
    source = page(tmp_path, f"# 水泵\n\n{text}\n")
    assert "sign-fullwidth" in {one.rule for one in check(source, FolderSite())}
    assert fix(source, FolderSite()).source == source


@pytest.mark.parametrize(
    "text",
    [
        "太好了！[图](p.png)在此。",
        "| 泵 | 米 |\n| --- | --- |\n| 甲 | 左｜右 |",
        "术语\n\n：   不是定义。",
        "流量很大。\n：这里是文字。",
        "[注]：以下从略。",
        "－ 5 度以下不用。",
        "＞ 90 度\n＞ 80 度",
        "好啊～～～",
        "`[厂]：https://example.com/`",
        "```\n｜ 泵 ｜ 米 ｜\n｜ --- ｜ --- ｜\n```",
        "张＊＊和李＊＊都在。",
    ],
)
def test_what_is_text(tmp_path: Path, text: str) -> None:
    source = page(tmp_path, f"# 水泵\n\n{text}\n")
    assert "sign-fullwidth" not in {one.rule for one in check(source, FolderSite())}
