"""Inputs that cannot be converted, or only just: one clear line each, and the others go on."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

import pytest

from proofpress.bulk.manifest import Manifest
from proofpress.convert import convert as convert_source
from proofpress.source import Source
from tests.command import Ran, is_superuser, proofpress, started

GOOD = "# Good\n\nA paragraph.\n"


def convert(folder: Path, *words: str, as_anybody: bool = False) -> Ran:
    """Convert the folder `in`, where a good file stands beside the bad one; the good one always arrives whole."""
    (folder / "in" / "good.md").write_text(GOOD, encoding="utf-8")
    run = partial(started, as_anybody=True) if as_anybody else proofpress
    ran = run("convert", "in", "-o", "out", *words, cwd=folder)
    assert (folder / "out" / "good.md").read_text(encoding="utf-8") == GOOD
    left = [path.name for path in (folder / "out").rglob("*") if path.name.startswith((".proofpress-", "run-"))]
    assert left == []
    return ran


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.html", b"", "empty"),
        ("blank.html", b" \n\t\n", "empty"),
        ("mark.md", b"\xef\xbb\xbf", "no article in it"),
        ("body.html", b"<html><body></body></html>", "no article in it"),
        ("script.html", b"<html><script>let a = 'some words';</script></html>", "no article in it"),
        ("a.html", b"<html xmlns='http://www.w3.org/1999/xhtml'><style>p {}</style></html>", "no article in it"),
        ("binary.html", bytes(range(256)) * 40, "binary"),
        ("zeros.md", b"\0" * 5000, "binary"),
    ],
)
def test_no_text_in_it(inputs: Path, tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (inputs / name).write_bytes(data)
    ran = convert(tmp_path)
    assert ran.code == 1
    assert says in ran.line_about(f"in/{name}")
    assert not (tmp_path / "out" / name.replace(".html", ".md")).exists()
    assert "1 could not be converted" in ran.lines[-1]


@pytest.mark.parametrize(
    "text", ["<script src='a.js'></script>", "<p></p><p> </p>", "<!-- nothing yet -->\n", "---\n---\n"]
)
def test_nothing_but_markup_is_an_empty_article(text: str) -> None:
    assert convert_source(Source("a", text)).document.children == ()


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("<html><head><title>App</title></head><body><div id='root'></div></body></html>", True),
        ("<html><body><noscript>Please turn JavaScript on.</noscript></body></html>", True),
        ("<!-- nothing yet -->\n", True),
        ("<html><body><h1>A</h1><p>Hi.</p></body></html>", False),
        ("# A page that only has a title\n", False),
        ("![](a.png)\n", False),
    ],
)
def test_an_input_of_which_nothing_is_left_is_doubted(text: str, doubted: bool) -> None:
    assert any(entry.rule == "empty" for entry in convert_source(Source("a", text)).ledger) is doubted


@pytest.mark.parametrize("holder", ["template", "noscript"])
def test_an_article_in_what_no_reader_shows_is_no_success(inputs: Path, tmp_path: Path, holder: str) -> None:
    text = "".join(f"<p>The wheel turns {n} times while the water falls into the buckets.</p>" for n in range(20))
    page = f"<html><title>Wheels</title><body><h1>Wheels</h1><{holder}>{text}</{holder}></body></html>"
    (inputs / "wheels.html").write_text(page, encoding="utf-8")
    ran = convert(tmp_path)
    assert ran.code == 1
    assert "its article was not found" in ran.err


def test_binary_file_named_itself(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 10)
    ran = proofpress("convert", "photo.png", cwd=tmp_path)
    assert ran.code == 1
    assert "a picture is not read here" in ran.line_about("photo.png")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_link_to_nothing(inputs: Path, tmp_path: Path) -> None:
    (inputs / "gone.html").symlink_to("nowhere.html")
    ran = convert(tmp_path)
    assert ran.code == 1
    assert "no such file" in ran.line_about("in/gone.html")


@pytest.mark.skipif(
    sys.platform == "win32" or (is_superuser() and sys.platform != "linux"),
    reason="nothing takes the right to read a file from this user",
)
def test_file_without_permission(inputs: Path, tmp_path: Path) -> None:
    (inputs / "secret.html").write_text("<p>x</p>", encoding="utf-8")
    (inputs / "secret.html").chmod(0)
    ran = convert(tmp_path, as_anybody=True)
    assert ran.code == 1
    assert "may not be read" in ran.line_about("in/secret.html")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in the file system there")
def test_pipe_does_not_hang(inputs: Path, tmp_path: Path) -> None:
    os.mkfifo(inputs / "pipe.html")
    ran = convert(tmp_path)
    assert ran.code == 1
    assert "device or a pipe" in ran.line_about("in/pipe.html")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_cycle_of_folders(inputs: Path, tmp_path: Path) -> None:
    (inputs / "a" / "b").mkdir(parents=True)
    (inputs / "a" / "b" / "deep.md").write_text(GOOD, encoding="utf-8")
    (inputs / "a" / "b" / "up").symlink_to(inputs / "a")
    ran = convert(tmp_path)
    assert ran.code == 1
    assert "cycle" in ran.line_about("in/a/b/up")
    assert [p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("deep.md")] == ["a/b/deep.md"]


def test_too_large(inputs: Path, tmp_path: Path) -> None:
    with (inputs / "huge.txt").open("wb") as file:
        for _ in range(50):
            file.write(b"one line without an end " * 41_667)
    ran = convert(tmp_path)
    assert ran.code == 1
    assert "--max-size" in ran.line_about("in/huge.txt")
    assert not (tmp_path / "out" / "huge.md").exists()


def test_one_line_of_a_megabyte(inputs: Path, tmp_path: Path) -> None:
    (inputs / "line.txt").write_text(" ".join(f"word{n}" for n in range(100_000)), encoding="utf-8")
    ran = convert(tmp_path)
    assert ran.code == 0
    assert (tmp_path / "out" / "line.md").read_text(encoding="utf-8").count("word") == 100_000


@pytest.mark.parametrize("tag", ["div", "ul><li", "b", "blockquote", "table><tr><td"])
def test_ten_thousand_nested_tags(inputs: Path, tmp_path: Path, tag: str) -> None:
    closing = "".join(f"</{one}>" for one in reversed(tag.replace("><", " ").split()))
    (inputs / "nested.html").write_text(
        "<!DOCTYPE html><html><body>" + f"<{tag}>" * 10_000 + "the heart" + closing * 10_000 + "</body></html>",
        encoding="utf-8",
    )
    ran = convert(tmp_path)
    output = tmp_path / "out" / "nested.md"
    if ran.code:
        assert "nested" in ran.line_about("in/nested.html")
        assert not output.exists()
    else:
        assert "the heart" in output.read_text(encoding="utf-8")


def test_broken_utf8(inputs: Path, tmp_path: Path) -> None:
    (inputs / "broken.md").write_bytes(
        ("# 标题\n\n" + "".join(f"正文第{n}句，各不相同。" for n in range(200))).encode() + b"\xe6\xb0\xff\xfe"
    )
    ran = convert(tmp_path)
    assert ran.code == 0
    assert "UTF-8" in ran.line_about("in/broken.md")
    assert "\ufffd" in (tmp_path / "out" / "broken.md").read_text(encoding="utf-8")


def test_gbk_without_a_declaration(inputs: Path, tmp_path: Path) -> None:
    (inputs / "gbk.html").write_bytes(
        "<html><body><h1>神经网络</h1><p>反向传播算法利用链式法则计算梯度。</p></body></html>".encode("gbk")
    )
    ran = convert(tmp_path)
    assert ran.code == 0
    assert "GB18030" in ran.line_about("in/gbk.html")
    assert "反向传播算法利用链式法则计算梯度。" in (tmp_path / "out" / "gbk.md").read_text(encoding="utf-8")


def test_front_matter_that_is_not_yaml(inputs: Path, tmp_path: Path) -> None:
    (inputs / "matter.md").write_text(
        "---\ntitle: [one, two\n\tkey: : :\n---\n\n# Heading\n\nText.\n", encoding="utf-8"
    )
    ran = convert(tmp_path)
    assert "YAML" in ran.line_about("in/matter.md")
    assert "Text." in (tmp_path / "out" / "matter.md").read_text(encoding="utf-8")


def test_all_at_once_and_the_others_go_on(inputs: Path, tmp_path: Path) -> None:
    (inputs / "a.html").write_bytes(b"")
    (inputs / "b.html").write_bytes(b"\0\1\2\3" * 999)
    (inputs / "c.md").write_text("# C\n", encoding="utf-8")
    ran = convert(tmp_path, "--jobs", "2")
    assert ran.code == 1
    assert "2 files converted, 2 could not be converted" in ran.lines[-1]


def test_messages_in_chinese(tmp_path: Path) -> None:
    ran = started("convert", "nowhere.html", cwd=tmp_path, LANG="zh_CN.UTF-8")
    assert ran.code == 1
    assert "没有这个文件" in ran.line_about("nowhere.html")


def test_without_the_browser_files_a_conversion_says_what_was_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proofpress.assets._FOLDERS", ())
    text = (
        "# 题\n\nLet $x_1^2$ & $\\frac{a}{b}$ be.\n\n```latex\n\\frac{a}{b}^2\n```\n\n```mermaid\ngraph TD\n"
        "A-->B\n```\n\n( \\alpha + \\beta )\n"
    )
    made = convert_source(Source("page.md", text))
    assert "$\\frac{a}{b}$" in made.markdown
    assert "```mermaid\ngraph TD\n" in made.markdown
    said = [finding.message.en for finding in made.ledger]
    assert sum("formulas were not checked" in words for words in said) == 1
    assert sum("diagrams were not checked" in words for words in said) == 1
    assert not any(
        "not checked" in finding.message.en for finding in convert_source(Source("page.md", "# T\n\nText.\n")).ledger
    )


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_out_of_the_folder_are_named_and_not_followed(inputs: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("# Kept for us\n\nNot for the site.\n", encoding="utf-8")
    (outside / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\nsecret")
    (inputs / "one.md").symlink_to(outside / "secret.md")
    (inputs / "all").symlink_to(outside)
    (inputs / "shown.png").symlink_to(outside / "secret.png")
    (inputs / "page.md").write_text("# Page\n\n![a plot](shown.png)\n", encoding="utf-8")
    (inputs / "same.md").symlink_to("page.md")
    ran = convert(tmp_path)
    assert ran.code == 1
    for name in ("one.md", "all", "shown.png"):
        assert "link out of the folder" in ran.line_about(f"in/{name}")
    made = {path.name for path in (tmp_path / "out").rglob("*") if ".proofpress" not in path.parts}
    assert made == {"good.md", "page.md", "same.md"}


def test_standard_input_has_the_limit_of_files(tmp_path: Path) -> None:
    ran = proofpress("convert", "-", "--stdout", "--max-size", "0.001", cwd=tmp_path, stdin=b"a word " * 200)
    assert ran.code == 1
    assert "--max-size" in ran.lines[0]
    assert ran.out == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no locks there that end with their process")
def test_what_a_killed_run_left_is_swept_and_a_living_one_is_let_be(inputs: Path, tmp_path: Path) -> None:
    with Manifest(tmp_path / "out") as living:
        dead = living.home / "run-dead"
        dead.mkdir()
        (dead / "half").write_text("half", encoding="utf-8")
        with Manifest(tmp_path / "out") as other:
            assert living.scratch.is_dir()
            assert other.scratch.is_dir()
            assert not dead.exists()
    convert(tmp_path)
