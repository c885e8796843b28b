"""Results kept between runs: found again, never wrong, never in the way."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from multiprocessing import get_context
from pathlib import Path

import pytest

from proofpress import cache
from proofpress.cache import Cache, key

MANY = {key("test", str(n)): b"result %d " % n * 50 for n in range(1000)}


def test_what_is_kept_is_found_by_the_next_run(tmp_path: Path) -> None:
    Cache(tmp_path).put_many(MANY)
    assert Cache(tmp_path).get_many([*MANY, key("test", "unknown")]) == MANY


def test_keys_tell_parts_apart() -> None:
    keys = [
        key("a", "bc"),
        key("ab", "c"),
        key("a", "b", "c"),
        key("abc"),
        key("a", "bc", ""),
        key("a", b"bc\0"),
        key("a", "\ud800"),
    ]
    assert len(set(keys)) == len(keys)
    assert key("a", "中") == key("a", "中".encode())


def test_through_makes_only_what_is_missing_and_each_once(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    texts = ["x", "y", "x", "z", "y"]
    asked: list[list[int]] = []

    def make(missing: list[int]) -> list[bytes]:
        asked.append(missing)
        return [texts[index].upper().encode() for index in missing]

    keys = [key("t", text) for text in texts]
    for _ in range(2):
        assert kept.through(keys, make) == [b"X", b"Y", b"X", b"Z", b"Y"]
    assert kept.through([*keys, key("t", "w")], lambda missing: [b"W"] * len(missing))[-1] == b"W"
    assert asked == [[0, 1, 3]]


def test_nothing_is_kept_without_a_folder() -> None:
    kept = Cache(None)
    kept.put(b"k", b"v")
    assert kept.get(b"k") is None
    assert kept.through([b"k"], lambda missing: [b"made"]) == [b"made"]


@pytest.mark.parametrize("name", ["results.sqlite", "."])
def test_the_folder_may_go_at_any_time(tmp_path: Path, name: str) -> None:
    kept = Cache(tmp_path / "cache")
    kept.put(b"k", b"v")
    target = tmp_path / "cache" / name
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    assert kept.get(b"k") is None
    kept.put(b"k", b"w")
    assert kept.get(b"k") == b"w"
    assert Cache(tmp_path / "cache").get(b"k") == b"w"


@pytest.mark.parametrize("octets", [b"", b"not a database", b"SQLite format 3\0" + bytes(200)])
def test_a_file_that_is_no_cache_is_replaced(tmp_path: Path, octets: bytes) -> None:
    (tmp_path / "results.sqlite").write_bytes(octets)
    kept = Cache(tmp_path)
    assert kept.get(b"k") is None
    kept.put(b"k", b"v")
    assert Cache(tmp_path).get(b"k") == b"v"


def test_damage_is_noticed_wherever_it_is(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put_many(MANY)
    kept.close()
    with sqlite3.connect(tmp_path / "results.sqlite") as connection:
        connection.execute("pragma journal_mode = delete")
    connection.close()
    whole = (tmp_path / "results.sqlite").read_bytes()
    for at in range(0, len(whole), len(whole) // 40):
        (tmp_path / "results.sqlite").write_bytes(whole[:at] + bytes(64) + whole[at + 64 :])
        damaged = Cache(tmp_path)
        for found, value in damaged.get_many(MANY).items():
            assert value == MANY[found]
        damaged.put(b"after", b"v")
        assert Cache(tmp_path).get(b"after") in (b"v", None)
        damaged.close()


def test_another_programs_table_of_that_name_is_replaced(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "results.sqlite") as connection:
        connection.execute("create table results (something text)")
    connection.close()
    kept = Cache(tmp_path)
    kept.put(b"k", b"v")
    kept.put(b"k", b"v")
    assert Cache(tmp_path).get(b"k") == b"v"


def test_the_file_stays_small_and_what_is_used_stays_longest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Cache(tmp_path, megabytes=1)
    for day in range(12):
        monkeypatch.setattr(cache, "_today", lambda day=day: day)
        kept.put_many({key("day", str(day), str(n)): os.urandom(1000) for n in range(200)})
        kept.put(b"used", b"v") if day == 0 else kept.get(b"used")
    kept.close()
    assert (tmp_path / "results.sqlite").stat().st_size < 1.5 * (1 << 20)
    assert kept.get(b"used") == b"v"
    assert kept.get(key("day", "0", "0")) is None
    assert kept.get(key("day", "11", "199"))


def _write(folder: Path, worker: int) -> int:
    kept = Cache(folder)
    for n in range(60):
        kept.put_many({key("w", str(worker), str(n)): b"%d" % n, key("shared", str(n)): b"same"})
        assert kept.get(key("shared", str(n))) in (b"same", None)
    return len(kept.get_many(key("w", str(worker), str(n)) for n in range(60)))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_share_one_cache(tmp_path: Path, method: str) -> None:
    Cache(tmp_path).put(b"k", b"v")
    with get_context(method).Pool(4) as pool:
        assert pool.starmap(_write, [(tmp_path, worker) for worker in range(4)]) == [60] * 4
    assert len(Cache(tmp_path).get_many(key("shared", str(n)) for n in range(60))) == 60


def test_a_forked_child_leaves_its_parents_connection_alone(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put(b"k", b"v")
    child = os.fork()
    if child == 0:
        good = kept.get(b"k") == b"v"
        kept.put(b"child", b"w")
        os._exit(0 if good else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert kept.get_many([b"k", b"child"]) == {b"k": b"v", b"child": b"w"}


def test_threads_share_one_cache(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    threads = [threading.Thread(target=kept.put_many, args=({key(str(n)): b"%d" % n},)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept.get_many(key(str(n)) for n in range(20))) == 20


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    kept = Cache(tmp_path / "file" / "cache")
    kept.put(b"k", b"v")
    assert kept.get(b"k") is None


def test_where_results_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project" / "docs").mkdir(parents=True)
    (tmp_path / "project" / "mkdocs.yml").touch()
    monkeypatch.chdir(tmp_path / "project" / "docs")
    monkeypatch.delenv("PROOFPRESS_CACHE", raising=False)
    assert cache.folder() == tmp_path / "project" / ".proofpress" / "cache"
    monkeypatch.setenv("PROOFPRESS_CACHE", str(tmp_path / "elsewhere"))
    assert cache.folder() == tmp_path / "elsewhere"
    monkeypatch.setenv("PROOFPRESS_CACHE", "off")
    assert cache.folder() is None
    assert cache.current().folder is None


def test_a_kept_folder_is_not_committed_by_accident(tmp_path: Path) -> None:
    Cache(tmp_path / "cache").put(b"k", b"v")
    assert (tmp_path / "cache" / ".gitignore").read_text().strip() == "*"


def test_formulas_of_the_run_before_need_no_v8(tmp_path: Path) -> None:
    code = (
        "import sys; from proofpress.engines import katex, mermaid\n"
        "print(katex.typeset(r'x_{1}'), katex.typeset(r'\\foo'), katex.typeset('中'), mermaid.parse('info'), "
        "mermaid.parse('flowchart TD\\n A['))\n"
        "print('py_mini_racer' in sys.modules, file=sys.stderr)"
    )
    environment = {**os.environ, "PROOFPRESS_CACHE": str(tmp_path)}
    first, second = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
        for _ in "12"
    )
    assert first.stdout == second.stdout
    assert (first.stderr.strip(), second.stderr.strip()) == ("True", "False")


def test_values_that_were_exchanged_are_noticed(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    one, other = key("test", "1"), key("test", "2")
    kept.put_many({one: b"first", other: b"second"})
    kept.close()
    with sqlite3.connect(tmp_path / "results.sqlite") as connection:
        rows = connection.execute("select key, value, crc from kept_2").fetchall()
        for (at, *_), (_, value, crc) in zip(rows, reversed(rows), strict=True):
            connection.execute("update kept_2 set value = ?, crc = ? where key = ?", (value, crc, at))
    connection.close()
    assert Cache(tmp_path).get_many([one, other]) == {}
