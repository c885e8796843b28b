"""Many files: which ones, workers that die, and runs that go on where another stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from proofpress.bulk import held, pool
from proofpress.bulk.inputs import collect
from proofpress.bulk.job import Job, Status, give_up
from proofpress.bulk.manifest import Manifest
from proofpress.bulk.names import folder_of, target_of
from proofpress.bulk.record import Entry, Record, digest
from proofpress.finding import Severity, Words
from tests.command import environment, proofpress
from tests.workers import perform


def jobs(*names: str) -> Iterator[Job]:
    return (Job(name, None, None, "") for name in names)


@pytest.mark.parametrize(
    ("workers", "fatal", "says"), [(1, "crash", "crashed"), (2, "exit", "exit 3"), (2, "kill", "memory")]
)
def test_a_crash_costs_one_file(workers: int, fatal: str, says: str) -> None:
    names = ("a", "b", fatal, "c", "d", "e")
    outcomes = {o.name: o for o in pool.run(jobs(*names), perform, give_up, workers=workers)}
    assert set(outcomes) == set(names)
    failed = [o for o in outcomes.values() if o.status is Status.FAILED]
    assert [o.name for o in failed] == [fatal]
    assert failed[0].trouble is not None
    assert says in failed[0].trouble.en


def test_a_hang_is_given_up_and_the_others_do_not_wait() -> None:
    start = time.monotonic()
    outcomes = list(pool.run(jobs("hang", "a", "b", "c"), perform, give_up, workers=2, limit=1.5))
    assert time.monotonic() - start < 10
    assert [o.name for o in outcomes] == ["a", "b", "c", "hang"]
    assert outcomes[-1].trouble is not None
    assert "1.5 seconds" in outcomes[-1].trouble.en


def test_a_worker_that_grew_is_replaced() -> None:
    first, second, third = pool.run(jobs("a", "fat", "b"), perform, give_up, workers=1)
    assert first.markdown == second.markdown
    assert third.markdown != first.markdown


def test_jobs_are_taken_as_workers_become_free() -> None:
    taken: list[str] = []

    def supply() -> Iterator[Job]:
        for name in ("a", "b", "c", "d", "e", "f"):
            taken.append(name)
            yield Job(name, None, None, "")

    running = pool.run(supply(), perform, give_up, workers=2)
    next(running)
    assert len(taken) <= 3
    running.close()  # type: ignore[attr-defined]
    assert len(taken) <= 3


def test_no_job_is_begun_without_room_for_its_outcome_while_another_is_being_done() -> None:
    begun: list[str] = []
    done: list[str] = []

    def supply() -> Iterator[Job]:
        for name in ("hang", "a", "b", "c", "d"):
            begun.append(name)
            yield Job(name, None, None, "")

    def has_room() -> bool:
        return "hang" in done or len(done) < 2

    for outcome in pool.run(supply(), perform, give_up, workers=2, limit=1.5, room=has_room):
        done.append(outcome.name)
        assert "hang" in done or len(begun) <= 3
    assert done == ["a", "b", "hang", "c", "d"]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("b.html", "b.md"),
        ("b.html.md", "b.md"),
        ("b.txt", "b.md"),
        ("b.MD", "b.md"),
        ("b", "b.md"),
        ("v1.2", "v1.2.md"),
        ("b.truth.md", "b.truth.md"),
        ("读.htm", "读.md"),
        ("index.php?p=3", "index.php-p=3.md"),
        (".html", "html.md"),
        ("???", "article.md"),
        ("photo.jpg", "photo-jpg.md"),
        ("Photo.JPG.html", "Photo-JPG.md"),
        ("notes.pdf.md", "notes-pdf.md"),
        ("jpg", "jpg.md"),
        ("报告\u202egpj.html", "报告-gpj.md"),
        ("a\u200bb\x7f\x85.html", "a-b.md"),
        ("\ufeff安装.html", "安装.md"),
        ("a\u2028b\ue000c.md", "a-b-c.md"),
        ("CON.html", "CON-.md"),
        ("nul", "nul-.md"),
        ("com1.notes.md", "com1-.notes.md"),
        ("console.html", "console.md"),
        ("com10.html", "com10.md"),
        ("a..html", "a.md"),
        ("a .html", "a.md"),
        (".hidden.html", "hidden.md"),
        ("naïve café.html", "naïve café.md"),
        (os.fsdecode("水泵.html".encode("gbk")), "水泵.md"),
        (os.fsdecode("联通.html".encode("gbk")), "联通.md"),
        (os.fsdecode("caf\xe9.html".encode("latin-1")), "cafe9.md"),
        (os.fsdecode("水泵的".encode()[:-1] + b".html"), "水泵e79a.md"),
        ("文" * 80 + ".html", "文" * 80 + ".md"),
    ],
)
def test_names_of_outputs(name: str, target: str) -> None:
    assert target_of(name) == target


def test_long_names_fit_and_differ() -> None:
    one, two = (os.fsdecode(("水" * 120 + end + ".html").encode("gbk")) for end in ("一", "二"))
    assert max(len(target_of(name).encode()) for name in (one, two)) <= 243
    assert target_of(one) != target_of(two)
    assert len(target_of("x" * 255).encode()) <= 243
    assert folder_of("aux") == "aux-"
    assert folder_of("...") == "folder"


@pytest.mark.skipif(sys.platform != "linux", reason="no file has such a name there")
def test_odd_names_are_converted_and_said(tmp_path: Path) -> None:
    names = ("图\u202egpj.html", "nul", os.fsdecode("阀门.md".encode("gbk")), "x" * 255, "plain.md")
    (tmp_path / "in").mkdir()
    for name in names:
        (tmp_path / "in" / name).write_text(f"# 水泵\n\n{len(name)} 号水泵把水抬到高处。\n", encoding="utf-8")
    ran = proofpress("convert", "in", "-o", "out", cwd=tmp_path)
    assert ran.code == 0, ran.err
    made = {path.name for path in (tmp_path / "out").glob("*.md")}
    assert len(made) == len(names)
    assert {"图-gpj.md", "nul-.md", "阀门.md", "plain.md"} < made
    said = [line for line in ran.err.splitlines() if "its output is" in line]
    assert len(said) == 4
    assert any("U+202E" in line for line in said)
    assert proofpress("convert", "in", "-o", "out", cwd=tmp_path).err.count("5 unchanged") == 1


def test_a_folder_is_mirrored(tmp_path: Path) -> None:
    for name in ("a/b.html", "a/c/d.html.md", "a/c/e.txt", "a/style.css", "a/photo.PNG", "a/.hidden/x.html", "a/plain"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    inputs = collect([str(tmp_path)])
    names = ("a/b.md", "a/photo-PNG.md", "a/plain.md", "a/style.css.md", "a/c/d.md", "a/c/e.md")
    assert [i.target for i in inputs.found] == [PurePosixPath(p) for p in names]
    assert inputs.troubles == []


def test_source_code_and_settings_in_a_folder_are_no_articles(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    texts = {
        "book.toml": "[book]",
        "a.rs": "fn main() {}",
        "conf.py": "x = 1",
        "_config.yml": "title: 水",
        "a.js": "x={",
    }
    for name, text in {
        **texts,
        "a.md": "# A\n\nText.\n",
        "b.php": "<html><body><p>Saved as it was.</p></body></html>",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    ran = proofpress("convert", "in", cwd=tmp_path)
    assert ran.code == 0
    assert "2 files converted, 5 other files passed over" in ran.lines[-1]
    ran = proofpress("convert", "in/book.toml", "--output", "named", cwd=tmp_path)
    assert "1 file converted" in ran.lines[-1]


def test_clash_of_two_inputs_is_reported_and_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.html").write_text(
        "<!DOCTYPE html><html><body><p>from the page</p></body></html>", encoding="utf-8"
    )
    (tmp_path / "in" / "x.md").write_text("from the Markdown\n", encoding="utf-8")
    ran = proofpress("convert", "in", "-o", "out", cwd=tmp_path)
    assert ran.code == 1
    assert "in/x.html" in ran.line_about("in/x.md")
    assert "from the page" in (tmp_path / "out" / "x.md").read_text(encoding="utf-8")


def test_a_file_that_is_not_ours_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Input\n", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.md").write_text("precious\n", encoding="utf-8")
    ran = proofpress("convert", "a.md", "-o", "out", cwd=tmp_path)
    assert ran.code == 1
    assert "--force" in ran.line_about("a.md")
    assert (tmp_path / "out" / "a.md").read_text(encoding="utf-8") == "precious\n"
    assert proofpress("convert", "a.md", "-o", "out", "--force", cwd=tmp_path).code == 0
    assert (tmp_path / "out" / "a.md").read_text(encoding="utf-8") == "# Input\n"


def test_an_input_is_never_its_own_output(tmp_path: Path) -> None:
    text = "#  Input \n\n* a\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    ran = proofpress("convert", "a.md", "-o", ".", cwd=tmp_path)
    assert ran.code == 1
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == text


def test_a_second_run_does_only_what_changed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in "abc":
        (tmp_path / "in" / f"{name}.md").write_text(f"* item {name}\n", encoding="utf-8")
    proofpress("convert", "in", "-o", "out", cwd=tmp_path)
    before = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "out").glob("*.md")}
    (tmp_path / "in" / "b.md").write_text("* item changed\n", encoding="utf-8")
    (tmp_path / "out" / "c.md").unlink()
    ran = proofpress("convert", "in", "-o", "out", cwd=tmp_path)
    assert ran.code == 0
    assert "2 files converted, 1 unchanged" in ran.lines[-1]
    after = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "out").glob("*.md")}
    assert after["a.md"] == before["a.md"]
    assert "changed" in (tmp_path / "out" / "b.md").read_text(encoding="utf-8")
    assert proofpress("convert", "in", "-o", "out", "--title", "T", cwd=tmp_path).code == 2


def test_an_output_that_was_edited_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("* item\n", encoding="utf-8")
    proofpress("convert", "a.txt", "-o", "out", cwd=tmp_path)
    (tmp_path / "out" / "a.md").write_text("edited by hand\n", encoding="utf-8")
    ran = proofpress("convert", "a.txt", "-o", "out", cwd=tmp_path)
    assert ran.code == 0
    assert "edited since" in ran.line_about("a.txt")
    assert "1 left as edited" in ran.lines[-1]
    assert (tmp_path / "out" / "a.md").read_text(encoding="utf-8") == "edited by hand\n"


def test_the_output_folder_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!DOCTYPE html><html><body><p>text</p></body></html>", encoding="utf-8")
    for _ in range(2):
        ran = proofpress("convert", ".", "-o", "out", cwd=tmp_path)
        assert ran.code == 0, ran.err
    assert sorted(p.name for p in tmp_path.rglob("*.md")) == ["a.md"]
    ran = proofpress("convert", ".", "-o", ".", cwd=tmp_path)
    assert proofpress("convert", ".", "-o", ".", cwd=tmp_path).code == 0, ran.err


def test_a_damaged_manifest_is_not_trusted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("* item\n", encoding="utf-8")
    proofpress("convert", "a.txt", "-o", "out", cwd=tmp_path)
    manifest = tmp_path / "out" / ".proofpress" / "manifest.jsonl"
    manifest.write_bytes(b'\xff{"target": 3}\n[]\nnull\n' + b"[" * 5000 + b"\n" + manifest.read_bytes()[:-30])
    ran = proofpress("convert", "a.txt", "-o", "out", cwd=tmp_path)
    assert ran.code == 0
    assert "1 file converted" in ran.lines[-1]
    assert "1 unchanged" in proofpress("convert", "a.txt", "-o", "out", cwd=tmp_path).lines[-1]


def _linked(folder: Path) -> dict[str, str]:
    """Three pages that lead to each other, converted once; what was made of them."""
    (folder / "in").mkdir()
    for number in range(3):
        (folder / "in" / f"{number}.html").write_text(
            f"<!DOCTYPE html><html><body><h1>Mill {number}</h1><p>The wheel of the <a href='{(number + 1) % 3}.html#s'>"
            f"next mill</a> turns, <a href='https://ex.org/{number}'>they say</a>.</p><h2 id='s'>Set up {number}</h2>"
            "<p>Water first.</p></body></html>",
            encoding="utf-8",
        )
    assert proofpress("convert", "in", "-o", "out", cwd=folder).code == 0
    made = {path.name: path.read_text("utf-8") for path in (folder / "out").glob("*.md")}
    assert "(1.md#set-up-1)" in made["0.md"]
    return made


def _cut(manifest: Path) -> None:
    manifest.write_bytes(manifest.read_bytes()[: manifest.stat().st_size // 2])


def _foreign(manifest: Path) -> None:
    manifest.write_text(manifest.read_text("utf-8").replace('"output":"', '"output":"00').replace('"made_of":"', '"'))


def _folder(manifest: Path) -> None:
    manifest.unlink()
    manifest.mkdir()


@pytest.mark.parametrize("harm", [lambda it: it.write_text(""), Path.unlink, _cut, _foreign, _folder])
def test_untouched_outputs_are_known_without_their_manifest(tmp_path: Path, harm: Callable[[Path], object]) -> None:
    made = _linked(tmp_path)
    harm(tmp_path / "out" / ".proofpress" / "manifest.jsonl")
    ran = proofpress("convert", "in", "-o", "out", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert len(ran.lines) == 1
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "out").glob("*.md")} == made
    assert "3 unchanged" in proofpress("convert", "in", "-o", "out", cwd=tmp_path).lines[-1]


@pytest.mark.parametrize(
    ("before", "after"),
    [("Water first.", "Oil first."), ("(1.md#set-up-1)", "(https://ex.org/mine)"), ("# Mill 0", "# My mill")],
)
def test_an_edited_output_is_kept_without_its_manifest_too(tmp_path: Path, before: str, after: str) -> None:
    made = _linked(tmp_path)
    edited = made["0.md"].replace(before, after)
    assert edited != made["0.md"]
    (tmp_path / "out" / "0.md").write_text(edited, encoding="utf-8")
    (tmp_path / "out" / ".proofpress" / "manifest.jsonl").unlink()
    ran = proofpress("convert", "in", "-o", "out", cwd=tmp_path)
    assert ran.code == 0
    assert "edited since" in ran.line_about("in/0.html")
    assert "2 files converted, 1 left as edited" in ran.lines[-1]
    assert (tmp_path / "out" / "0.md").read_text("utf-8") == edited


def test_one_output_whose_manifest_is_lost_keeps_its_links(tmp_path: Path) -> None:
    made = _linked(tmp_path)
    (tmp_path / "out" / ".proofpress" / "manifest.jsonl").unlink()
    assert proofpress("convert", "in/0.html", "-o", "out", cwd=tmp_path).code == 0
    assert (tmp_path / "out" / "0.md").read_text("utf-8") == made["0.md"]


def test_what_is_no_picture_does_not_come_along_as_one(tmp_path: Path) -> None:
    """What an address of a picture holds may be a page that says why there is none."""
    folder = tmp_path / "in" / "img"
    folder.mkdir(parents=True)
    (folder / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(40))
    (folder / "b.jpg").write_text("<html><body><p>This picture was moved.</p></body></html>", encoding="utf-8")
    (folder / "c").write_bytes((folder / "a.png").read_bytes())
    (folder / "c.html").write_text("<html><body><p>About the picture.</p></body></html>", encoding="utf-8")
    (folder / "d.mp3").write_bytes(b"\xff\xf3" + bytes(range(256)) * 4)
    (tmp_path / "in" / "x.md").write_text(
        "# X\n\nText ![a](img/a.png) ![b](img/b.jpg) ![c](img/c) ![d](img/d.mp3) here.\n", encoding="utf-8"
    )
    ran = proofpress("convert", "in", "-o", "out", cwd=tmp_path)
    assert "is no picture" in ran.line_about("in/x.md")
    assert "1 more place" in ran.line_about("in/x.md")
    made = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("[!.]*.*"))
    assert [name for name in made if ".proofpress" not in name] == [
        "img/a.png", "img/b-jpg.md", "img/c.md", "img/d.mp3", "x.md"
    ]  # fmt: skip


def test_records_come_back_as_they_were(tmp_path: Path) -> None:
    entries = (
        Entry("pass", Severity.REMOVAL, Words("gone", "移除"), 3, 9, None, 4, 2),
        Entry("other", Severity.REPAIR, Words("a", "b"), 0, 0, "文"),
    )
    record = Record("a/b.md", "x", "y", entries, ("images/1.png",), ((0, 0), (5, 7)))
    assert Record.from_json(json.loads(json.dumps(record.to_json()))) == record
    with Manifest(tmp_path) as manifest:
        manifest.add(record)
    with Manifest(tmp_path) as manifest:
        assert manifest.records == {"a/b.md": record}


def test_what_a_run_beside_this_one_has_done_is_done(tmp_path: Path) -> None:
    text = "见[另一页](b.md)。\n".encode()
    record = Record("a.md", "of this", digest((text,)))
    with Manifest(tmp_path) as slow:
        slow.hold(record)
        waiting = held.place(slow.home, record)
        waiting.parent.mkdir()
        waiting.write_bytes(text)
        with Manifest(tmp_path) as quick:
            assert quick.publish(record)
        assert not waiting.exists()
        assert slow.publish(record)
        slow.hold(other := Record("a.md", "of another", "gone"))
        assert not slow.publish(other)
    assert (tmp_path / "a.md").read_bytes() == text


@pytest.mark.skipif(sys.platform == "win32", reason="signals work otherwise there")
def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"{number:03}.md").write_text(
            f"# {number}\n\n" + "* item **bold** $x$\n" * 150, encoding="utf-8"
        )
    command = [sys.executable, "-m", "proofpress", "convert", "in", "-o", "out", "--jobs", "2"]
    running = subprocess.Popen(
        command,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
        # A run in the background is deaf to the signal, and so would this one be.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "out").exists() or len(list((tmp_path / "out").glob("*.md"))) < 5:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert b"Traceback" not in err
    assert b"goes on where" in err
    done = len(list((tmp_path / "out").glob("*.md")))
    assert 5 <= done < 40
    assert [p.name for p in (tmp_path / "out" / ".proofpress").glob("run-*")] == []
    ran = proofpress("convert", "in", "-o", "out", cwd=tmp_path)
    assert ran.code == 0
    kept = int(ran.lines[-1].split(" unchanged")[0].rsplit(" ", 1)[-1])
    assert kept >= done - 2
    assert len(list((tmp_path / "out").glob("*.md"))) == 40


def test_images_beside_the_input_come_along(tmp_path: Path) -> None:
    (tmp_path / "in" / "a").mkdir(parents=True)
    (tmp_path / "in" / "a" / "p.png").write_bytes(b"\x89PNG picture")
    (tmp_path / "in" / "q.png").write_bytes(b"\x89PNG other")
    (tmp_path / "secret.png").write_bytes(b"\x89PNG secret")
    (tmp_path / "in" / "a" / "x.md").write_text(
        "# X\n\n![p](p.png) ![q](../q.png) ![s](../../secret.png) ![gone](gone.png)\n", encoding="utf-8"
    )
    ran = proofpress("convert", "in", "-o", "deep/out", cwd=tmp_path)
    assert ran.code == 0
    copied = sorted(p.relative_to(tmp_path / "deep").as_posix() for p in (tmp_path / "deep").rglob("*.png"))
    assert copied == ["out/a/p.png", "out/q.png"]
    assert (tmp_path / "deep" / "out" / "a" / "p.png").read_bytes() == b"\x89PNG picture"


def test_outputs_whose_input_is_gone_are_named_and_stay(tmp_path: Path) -> None:
    """Those of the folder that is converted, and none of another that goes into the same place."""
    for name in ("heap/潮汐.md", "heap/a/weir.md", "other/lock.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"# {name}\n\nText.\n", "utf-8")
    assert proofpress("convert", "heap", "-o", "out", cwd=tmp_path).code == 0
    assert proofpress("convert", "other", "-o", "out", cwd=tmp_path).code == 0
    (tmp_path / "heap/潮汐.md").rename(tmp_path / "heap/潮位.md")
    (tmp_path / "heap/a/weir.md").unlink()
    (tmp_path / "other/lock.md").unlink()
    ran = proofpress("convert", "heap", "-o", "out", cwd=tmp_path)
    assert ran.code == 0
    line = next(line for line in ran.lines if "input is gone" in line)
    assert line.endswith(": out/a/weir.md, out/潮汐.md")
    assert (tmp_path / "out/a/weir.md").exists()
    (tmp_path / "out/a/weir.md").unlink()
    (tmp_path / "out/潮汐.md").unlink()
    again = proofpress("convert", "heap", "-o", "out", "--lang", "zh", cwd=tmp_path)
    assert again.code == 0
    assert not [line for line in again.lines if "输入已不存在" in line]
