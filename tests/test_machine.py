"""What the machine will not do becomes one line that names it; no path, no name and no stream stops the other files."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from proofpress import json_text, paths, urls
from proofpress.commands import streams
from proofpress.commands.language import Speaker
from tests.command import environment, proofpress

PACKAGE = Path(__file__).parent.parent / "converters" / "proofpress"
PAGE = "# 时钟偏差 {0}\n\n两台机器的时钟各走各的，第 {0} 段说明怎样估计偏差。\n"


@pytest.mark.parametrize("path", ["a\0b", "x" * 5_000, "长" * 2_000, "a/" * 3_000, "", "\ud800"])
def test_no_path_raises(path: str) -> None:
    assert not paths.is_file(path)
    assert not paths.exists(f"{path}/b")
    assert not paths.is_folder(f"b{path}")
    assert paths.real(path).is_absolute()


@pytest.mark.parametrize("address", ["http://[x", "//[::1", "http://[x]y/", "http://a:b@[/", "http://１\uff0f/a"])
def test_no_address_raises(address: str) -> None:
    assert urls.host(address) == ""
    assert urls.join("http://a.org/", address)
    assert urls.join(address, "b.html")


@pytest.mark.parametrize(
    ("module", "names", "only"),
    [
        ("urllib.parse", {"urlsplit", "urlparse", "urljoin"}, "urls.py"),
        ("json", {"loads", "load"}, ""),
    ],
)
def test_strings_of_others_go_through_one_gate(module: str, names: set[str], only: str) -> None:
    """JSON that the package wrote itself may be read directly; the readers of inputs may not."""
    rooms = ("formats", "origins", "readers", "records/shards.py", "evidence") if module == "json" else ("",)
    files = [
        f for room in rooms for f in ([PACKAGE / room] if room.endswith(".py") else (PACKAGE / room).rglob("*.py"))
    ]
    assert len(files) > 50
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            taken = isinstance(node, ast.ImportFrom) and node.module == module and names & {a.name for a in node.names}
            called = isinstance(node, ast.Attribute) and ast.unparse(node) in {f"{module}.{name}" for name in names}
            assert file.name == only or not taken and not called, file


def test_json_becomes_text_and_numbers() -> None:
    assert json_text.loads('{"a\\ud800": ["\\ud83d", "\\ud83d\\ude00"]}') == {"a\ufffd": ["\ufffd", "😀"]}
    assert json_text.loads("[" + "9" * 6_000 + ", 12, 1e999]") == [float("inf"), 12, float("inf")]
    with pytest.raises(ValueError, match="deep"):
        json_text.loads("[" * 200_000)


def test_a_name_is_shown_and_not_acted_on() -> None:
    assert paths.shown("正文 a\x1b]0;t\x07\nb\u202e.md") == "正文 a\\x1b]0;t\\x07\\nb\\u202e.md"
    assert paths.shown("图 é 😀.html") == "图 é 😀.html"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names, and links need a privilege there")
def test_names_and_links_that_lead_nowhere(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "a.md").write_text(PAGE.format(1) + f"\n![图](%00.png) ![长]({'y' * 4_000}.png)\n", "utf-8")
    (inside / "b.html").write_text(f"<h1>甲</h1><p>正文一段。</p><img src='{'z' * 4_000}.gif'><img src='%00'>", "utf-8")
    (inside / "own.md").symlink_to("own.md")
    (inside / "p.md").symlink_to("q.md")
    (inside / "q.md").symlink_to("p.md")
    (inside / "\x1b]0;t\x07\nfalse.md: fine.md").write_bytes(b"")
    done = proofpress("convert", "in", "-o", "out", cwd=tmp_path)
    assert done.code == 1
    assert "report" not in done.err
    assert "\x1b" not in done.err
    assert "\\x1b]0;t\\x07\\nfalse.md" in done.err
    assert all(f"in/{name}.md: cannot be read" in done.err for name in ("own", "p", "q"))
    assert "y" * 4_000 in (tmp_path / "out/a.md").read_text("utf-8")
    assert "正文一段" in (tmp_path / "out/b.md").read_text("utf-8")
    checked = proofpress("check", "in", cwd=tmp_path)
    assert "\x1b" not in checked.out + checked.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("convert a.md --stdout > /dev/full", "standard output: No space"),
        ("check a.md > /dev/full", "standard output: No space"),
        ("explain > /dev/full", "standard output: No space"),
        ("check a.md >&-", "standard output: it is closed"),
        ("convert - <&-", "standard input: it is closed"),
        ("check - <&-", "standard input: it is closed"),
        ("convert a.md -o out --ledger /proc/none/l.json", "/proc/none/l.json: "),
        ("convert a.md -o out --ledger a.md/l.json", "a.md/l.json: "),
        ("convert a.md -o out >&-", ""),
    ],
)
def test_what_cannot_be_read_or_written_is_named(tmp_path: Path, command: str, names: str) -> None:
    (tmp_path / "a.md").write_text(PAGE.format(1), "utf-8")
    line = f'"{sys.executable}" -m proofpress {command}'
    done = subprocess.run(
        ["sh", "-c", line], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    full = command.startswith("convert") and "/dev/full" in command
    assert done.returncode == (1 if full else 2 if names else 0), done.stderr
    assert not full or "1 file converted" in done.stderr
    assert names in done.stderr
    assert "report" not in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_refusal_says_what_and_why() -> None:
    error = OSError(28, os.strerror(28))
    with pytest.raises(OSError, match="space") as caught, paths.naming("out/a.md"):
        raise error
    assert "out/a.md: No space left" in streams.refusal(caught.value, Speaker("en"))
    assert "无法读写 out/a.md" in streams.refusal(caught.value, Speaker("zh"))
