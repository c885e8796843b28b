"""What befalls a run from outside: a disk that is full, and kills at any moment. Nothing half written is left in an
output's place, nothing is lost that was there, and the next run ends what this one began."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from proofpress.bulk.manifest import Manifest
from proofpress.cli import main
from tests.command import environment, proofpress

if sys.platform == "win32":
    pytest.skip("Windows has no such limits and signals", allow_module_level=True)

import resource

PAGE = "# 标题 {0}\n\n" + "".join(f"第 {n} 段正文，带公式 $x^{n}$ 与 **重点 {n}**。\n\n" for n in range(10, 50))


def _articles(folder: Path, count: int) -> None:
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:02}.md").write_text(PAGE.replace("{0}", str(number)), encoding="utf-8")


def _small_disk() -> None:
    """No file may grow beyond a kilobyte: a write fails in the middle, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))


def _run(*words: str, cwd: Path, full: bool = False) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        start_new_session=True,
        preexec_fn=_small_disk if full else None,  # noqa: PLW1509
    )


def test_a_full_disk_costs_no_old_output(tmp_path: Path) -> None:
    _articles(tmp_path / "in", 3)
    assert proofpress("convert", "in", "-o", "out", cwd=tmp_path).code == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.md")}
    for path in (tmp_path / "in").glob("*.md"):
        path.write_text(path.read_text("utf-8") + "\n又一段。\n", encoding="utf-8")
    running = _run("proofpress", "convert", "in", "-o", "out", cwd=tmp_path, full=True)
    said, _ = running.communicate(timeout=60)
    assert running.returncode == 1, said
    assert b"converted" in said.splitlines()[-1], said
    assert b"Traceback" not in said, said
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.md")} == before
    assert proofpress("convert", "in", "-o", "out", cwd=tmp_path).code == 0
    assert all("又一段" in path.read_text("utf-8") for path in (tmp_path / "out").glob("*.md"))


def test_what_finds_no_place_is_named_and_done_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
        (tmp_path / "in" / f"{name}.md").write_text(f"# {name}\n\n见 [下一篇]({other}.md)。\n", encoding="utf-8")
    command = ["convert", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--lang", "en"]

    def full(*_: object) -> bool:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Manifest, "publish", full)
        assert main(command) == 1
    said = capsys.readouterr().err
    assert all(f"{name}.md: converted, but not in its place" in said for name in "abc")
    assert "0 files converted, 3 could not be converted" in said
    assert main(command) == 0
    assert {path.name for path in (tmp_path / "out").glob("*.md")} == {"a.md", "b.md", "c.md"}


@pytest.mark.parametrize("verb", ["check", "check --fix"])
def test_a_check_on_a_full_disk(tmp_path: Path, verb: str) -> None:
    page = "# T\n\n" + "文字 $\\frac{1}$ x\n\n" * 80 + "* a\n* b\n"
    (tmp_path / "a.md").write_text(page, encoding="utf-8")
    running = _run("proofpress", *verb.split(), "a.md", cwd=tmp_path, full=True)
    said, _ = running.communicate(timeout=60)
    assert b"math-syntax" in said, said
    assert b"Traceback" not in said, said
    assert (tmp_path / "a.md").read_text("utf-8").startswith("# T\n")
    assert len((tmp_path / "a.md").read_text("utf-8")) >= len(page) - 200


@pytest.mark.parametrize("verb", ["convert in -o out", "check in"])
@pytest.mark.parametrize("moment", [0.3, 0.8, 1.6])
def test_killed_and_run_again(tmp_path: Path, verb: str, moment: float) -> None:
    """Whenever the kill comes, the next run says what a run without it says."""
    _articles(tmp_path / "in", 30)
    running = _run("proofpress", *verb.split(), cwd=tmp_path)
    time.sleep(moment)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate(timeout=60)
    after = proofpress(*verb.split(), cwd=tmp_path)
    assert after.code == 0, after.err
    if verb.startswith("convert"):
        made = sorted((tmp_path / "out").glob("*.md"))
        assert [path.stem for path in made] == [f"{number:02}" for number in range(30)]
        assert all(path.read_text("utf-8").count("重点") == 40 for path in made)


SITE = """site_name: S
docs_dir: docs
theme: {name: material}
plugins:
- proofpress: {articles: true, search: true, cache: true}
markdown_extensions:
- pymdownx.arithmatex: {generic: true}
"""


@pytest.mark.slow
@pytest.mark.parametrize("moment", [1.0, 3.0])
def test_a_killed_build_and_two_at_once(tmp_path: Path, moment: float) -> None:
    (tmp_path / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    _articles(tmp_path / "docs" / "articles", 8)
    (tmp_path / "docs" / "index.md").write_text("# S\n", encoding="utf-8")
    killed = _run("mkdocs", "build", "--quiet", cwd=tmp_path)
    time.sleep(moment)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate(timeout=60)
    both = [_run("mkdocs", "build", "--quiet", "--site-dir", name, cwd=tmp_path) for name in ("one", "two")]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    for name in ("one", "two"):
        pages = sorted((tmp_path / name / "articles").glob("*/index.html"))
        assert len([page for page in pages if "重点" in page.read_text("utf-8")]) == 8


@pytest.mark.slow
def test_a_killed_preview_leaves_the_pages_and_the_next_one_serves(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    _articles(tmp_path / "docs" / "articles", 2)
    (tmp_path / "docs" / "index.md").write_text("# S\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in (tmp_path / "docs").rglob("*.md")}
    for _ in range(2):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            place = f"127.0.0.1:{free.getsockname()[1]}"
        serving = _run("mkdocs", "serve", "--quiet", "--dev-addr", place, cwd=tmp_path)
        try:
            shown = _shown(f"http://{place}/articles/00/")
        finally:
            os.killpg(serving.pid, signal.SIGKILL)
            serving.communicate(timeout=60)
        assert "重点" in shown
    assert {path: path.read_bytes() for path in (tmp_path / "docs").rglob("*.md")} == before
    assert {path.name for path in tmp_path.iterdir()} <= {"mkdocs.yml", "docs", ".proofpress", ".cache"}
    assert _run("mkdocs", "build", "--quiet", cwd=tmp_path).wait(120) == 0


def _shown(address: str) -> str:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode("utf-8"))
        except OSError:
            time.sleep(0.3)
    return ""
