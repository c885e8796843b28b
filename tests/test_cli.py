"""The command line as people type it: words, exit codes, where things are printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.commands.language import from_environment
from tests.command import proofpress, started

PAGE = (
    "<!DOCTYPE html><html><head><title>T</title></head><body><h1>Title</h1><p>Some <b>bold</b> text.</p></body></html>"
)


def test_standard_input_to_standard_output(tmp_path: Path) -> None:
    ran = started("convert", "-", cwd=tmp_path, stdin=b"# Title\n\n* item\n")
    assert ran.code == 0
    assert ran.out.endswith("# Title\n\n- item\n")
    assert "1 file converted" in ran.lines[-1]
    assert list(tmp_path.iterdir()) == []


def test_standard_input_into_a_folder(tmp_path: Path) -> None:
    assert proofpress("convert", "-", "-o", "out", cwd=tmp_path, stdin=b"# Notes on trees\n\nText.\n").code == 0
    assert (tmp_path / "out" / "stdin.md").read_text(encoding="utf-8") == "# Notes on trees\n\nText.\n"


@pytest.mark.parametrize("said", [("--stdout",), ("--output", "-")])
def test_stdout_prints_the_article_and_no_summary(tmp_path: Path, said: tuple[str, ...]) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    ran = proofpress("convert", "page.txt", *said, cwd=tmp_path)
    assert ran.code == 0
    assert "Some **bold** text." in ran.out
    assert ran.err == ""
    assert [p.name for p in tmp_path.iterdir()] == ["page.txt"]


def test_content_decides_what_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "notes.html").write_text("# Notes\n\n* one\n", encoding="utf-8")
    assert proofpress("convert", "page.md", "notes.html", "-o", "out", cwd=tmp_path).code == 0
    assert "Some **bold** text." in (tmp_path / "out" / "page.md").read_text(encoding="utf-8")
    assert "- one" in (tmp_path / "out" / "notes.md").read_text(encoding="utf-8")


def test_title_replaces_the_one_found(tmp_path: Path) -> None:
    ran = proofpress("convert", "-", "--title", "Mine", cwd=tmp_path, stdin=b"# Old\n\nText.\n")
    assert ran.code == 0
    assert "# Mine\n" in ran.out
    assert "# Old" not in ran.out


@pytest.mark.parametrize(
    "words",
    [
        ("convert",),
        ("nonsense",),
        (),
        ("convert", "a", "--jobs", "0"),
        ("convert", "a", "--jobs", "x"),
        ("convert", "a", "--ledger", "l.txt"),
        ("convert", "a", "b", "--title", "T"),
        ("convert", "a", "b", "--stdout"),
        ("convert", "-", "-"),
        ("convert", "a", "--from", "nowhere"),
        ("convert", "a", "--nonsense"),
    ],
)
def test_wrong_usage_is_2(tmp_path: Path, words: tuple[str, ...]) -> None:
    for name in "ab":
        (tmp_path / name).write_text("x\n", encoding="utf-8")
    ran = proofpress(*words, cwd=tmp_path)
    assert ran.code == 2
    assert ran.err or ran.out
    assert not (tmp_path / "converted").exists() or not list((tmp_path / "converted").glob("*.md"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("convert", "a", "--jobs", "0"), "-j/--jobs 应为正数，而不是 '0'"),
        (("convert",), "缺少 INPUT"),
        (("convert", "a", "--to", "pdf"), "--to 不能是 'pdf'"),
        (("check", "a", "--nonsense"), "无法识别：--nonsense"),
    ],
)
def test_wrong_usage_is_said_in_chinese(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    ran = proofpress(*words, "--lang", "zh", cwd=tmp_path)
    assert ran.code == 2
    assert said in ran.err


def test_an_output_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x\n", encoding="utf-8")
    (tmp_path / "out").write_text("a file\n", encoding="utf-8")
    ran = proofpress("convert", "a.md", "-o", "out", cwd=tmp_path)
    assert ran.code == 2
    assert "--output" in ran.line_about("out")


def test_help_speaks_both_languages(tmp_path: Path) -> None:
    english, chinese = (proofpress("--help", "--lang", language, cwd=tmp_path) for language in ("en", "zh"))
    assert english.code == chinese.code == 0
    assert "proof them" in english.out
    assert "发布前校对" in chinese.out
    assert "发布前校对" in started("--help", cwd=tmp_path, LC_ALL="zh_TW.UTF-8").out


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "zh_TW", "LANG": "en_GB"}, "zh"),
        ({"LANG": "de_DE"}, "en"),
    ],
)
def test_language_of_the_locale(variables: dict[str, str], language: str) -> None:
    assert from_environment(variables) == language


def test_no_progress_bar_where_nobody_looks(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.md").write_text("x\n", encoding="utf-8")
    ran = proofpress("convert", "a.md", "b.md", "c.md", "-o", "out", cwd=tmp_path)
    assert len(ran.lines) == 1
    assert "\x1b" not in ran.err


def test_names_that_no_terminal_can_show(tmp_path: Path) -> None:
    (tmp_path / "读书笔记 ①.md").write_text("# 笔记\n", encoding="utf-8")
    (tmp_path / "空.md").write_text("", encoding="utf-8")
    ran = started("convert", "读书笔记 ①.md", "空.md", "-o", "out", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert ran.code == 1
    assert "\\u7a7a.md: " in ran.err
    assert (tmp_path / "out" / "读书笔记 ①.md").exists()


@pytest.mark.parametrize("limit", ["inf", "nan", "1e300", "0"])
def test_a_time_limit_is_one_that_a_clock_has(tmp_path: Path, limit: str) -> None:
    ran = proofpress("convert", "a.md", "--timeout", limit, cwd=tmp_path)
    assert ran.code == 2
    assert "positive number" in ran.err
