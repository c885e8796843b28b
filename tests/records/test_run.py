"""A run on this machine: every row once, the same bytes every time, whatever dies."""

from __future__ import annotations

import errno
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'proofpress[bulk]'")

import pyarrow as arrow
import pyarrow.parquet as parquet

from proofpress.bulk import pool
from proofpress.commands import records
from proofpress.finding import Words
from proofpress.records import files, shards
from proofpress.records.adapters import Extractor, HTMLExtractor, body, map_batch
from proofpress.records.part import WEIGHT, Part, Store
from proofpress.records.report import page as page_of
from proofpress.records.row import DOCUMENTS, KEY, Converted, LedgerEntry, Names, Row, Status, letters
from proofpress.records.summary import Summary
from proofpress.records.work import convert_content
from tests.records.crawl import command, convert, environment, octets, page, rows, started, table, write_parquet

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills processes by signals")


def test_every_row_once_with_its_ledger(tmp_path: Path) -> None:
    shard = write_parquet(tmp_path / "a.parquet", rows(12, every=7), 5)
    run = convert(shard, "-o", tmp_path / "out", "-j", "2")
    assert run.returncode == 1, run.stderr
    assert "11 rows converted, 1 failed" in run.stderr
    documents = table(tmp_path / "out")
    assert [row["url"] for row in documents] == [f"https://example.org/{n}" for n in range(12)]
    failed = [row for row in documents if row["status"] == "failed"]
    assert [row["url"] for row in failed] == ["https://example.org/6"]
    assert "crashed its process" in failed[0]["error"]
    whole = documents[1]
    assert (whole["title"], whole["formulas"], whole["formulas_broken"], whole["code_blocks"]) == ("Page 1", 1, 0, 1)
    assert "加法的交换律" in whole["markdown"]
    assert "Home" not in whole["markdown"]
    entries = [e for e in table(tmp_path / "out", "ledger") if (e["block"], e["row"]) == (0, 1)]
    assert any("Home" in entry["text"] and entry["severity"] == "removal" for entry in entries)
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert (report["rows"], report["statuses"]) == (12, {"converted": 11, "failed": 1})
    assert "<svg" in (tmp_path / "out" / "report.html").read_text()


def test_a_second_run_does_what_is_missing_and_one_worker_or_two_make_the_same_bytes(tmp_path: Path) -> None:
    shard = write_parquet(tmp_path / "a.parquet", rows(9), 3)
    assert convert(shard, "-o", tmp_path / "one", "-j", "1").returncode == 0
    assert started(shard, "-o", tmp_path / "two", "-j", "2").returncode == 0
    assert octets(tmp_path / "one") == octets(tmp_path / "two")
    kept = sorted((tmp_path / "one" / "documents").iterdir())
    times = [path.stat().st_mtime_ns for path in kept]
    kept[1].unlink()
    again = convert(shard, "-o", tmp_path / "one", "-j", "1")
    assert "1 part made, 2 stood already" in again.stderr
    assert octets(tmp_path / "one") == octets(tmp_path / "two")
    assert [path.stat().st_mtime_ns for path in (kept[0], kept[2])] == [times[0], times[2]]


def test_killed_and_run_again(tmp_path: Path) -> None:
    shard = write_parquet(tmp_path / "a.parquet", rows(30), 3)
    out = tmp_path / "out"
    for _ in range(2):
        run = subprocess.Popen(command(shard, "-o", out, "-j", "1"), env=environment(), stderr=subprocess.DEVNULL)
        stood = len(list(out.glob("documents/*.parquet")))
        until = time.monotonic() + 60
        while len(list(out.glob("documents/*.parquet"))) == stood and run.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        run.send_signal(signal.SIGKILL)
        run.wait()
    assert convert(shard, "-o", out, "-j", "2").returncode == 0
    assert started(shard, "-o", tmp_path / "whole", "-j", "2").returncode == 0
    assert octets(out) == octets(tmp_path / "whole")


def test_a_damaged_shard_costs_itself_from_there_on(tmp_path: Path) -> None:
    good = write_parquet(tmp_path / "good.parquet", rows(2), 2)
    line = json.dumps({"url": "/0", "content": page(0)}) + "\n"
    (tmp_path / "bad.jsonl.gz").write_bytes(gzip.compress(line.encode()) + gzip.compress(line.encode())[:60])
    run = convert(good, tmp_path / "bad.jsonl.gz", "-o", tmp_path / "out", "-j", "1")
    assert run.returncode == 1
    assert "1 damaged shard" in run.stderr
    assert [row["url"] for row in table(tmp_path / "out")] == ["/0", "https://example.org/0", "https://example.org/1"]
    (damage,) = json.loads((tmp_path / "out" / "report.json").read_text())["damaged"]
    assert damage.startswith(f"{tmp_path}/bad.jsonl.gz: ")
    assert damage in run.stderr
    assert "ended before" in damage


def test_a_shard_that_is_another_one_now_is_done_again_and_its_old_rows_go(tmp_path: Path) -> None:
    shard, out = tmp_path / "a.parquet", tmp_path / "out"
    other = write_parquet(tmp_path / "b.parquet", rows(2), 2)
    write_parquet(shard, rows(6), 2)
    assert convert(shard, other, "-o", out, "-j", "1").returncode == 0
    write_parquet(shard, rows(3), 2)
    assert "2 parts made, 1 stood already" in convert(shard, other, "-o", out, "-j", "1").stderr
    assert convert(shard, other, "-o", tmp_path / "whole", "-j", "1").returncode == 0
    assert octets(out) == octets(tmp_path / "whole")


def test_a_damaged_shard_is_read_again_once_it_is_whole(tmp_path: Path) -> None:
    shard, good = tmp_path / "a.parquet", tmp_path / "good.parquet"
    shard.write_bytes(b"no table")
    write_parquet(good, rows(1), 1)
    run = convert(tmp_path, "-o", tmp_path / "out", "-j", "1")
    assert run.returncode == 1
    assert "1 row converted, 0 failed" in run.stderr
    assert f"{shard}: " in run.stderr
    write_parquet(shard, rows(2), 2)
    assert "3 rows converted, 0 failed" in convert(tmp_path, "-o", tmp_path / "out", "-j", "1").stderr


def test_what_is_hidden_and_the_output_itself_are_no_input(tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", rows(1), 1)
    write_parquet(tmp_path / ".checkpoints" / "a.parquet", rows(1), 1)
    for _ in range(2):
        assert convert(tmp_path, "-o", tmp_path, "-j", "1").returncode == 0
    assert len(table(tmp_path)) == 1


def test_a_report_of_others_is_not_overwritten(tmp_path: Path) -> None:
    shard = write_parquet(tmp_path / "a.parquet", rows(1), 1)
    out = tmp_path / "out"
    (out / "documents").mkdir(parents=True)
    (out / "documents" / "other.parquet").write_bytes(b"not ours")
    (out / "report.html").write_text("<p>mine</p>")
    refused = convert(shard, "-o", out, "-j", "1")
    assert refused.returncode == 2
    assert "report.html" in refused.stderr
    (out / "report.html").unlink()
    assert convert(shard, "-o", out, "-j", "1").returncode == 0
    assert (out / "documents" / "other.parquet").read_bytes() == b"not ours"


def test_rows_of_shards_that_bear_one_name_are_told_apart(tmp_path: Path) -> None:
    for year in ("2023", "2024"):
        write_parquet(tmp_path / "in" / year / "part-0.parquet", rows(2), 2)
    assert convert(tmp_path / "in", "-o", tmp_path / "out", "-j", "1").returncode == 0
    assert len({(row["shard"], row["block"], row["row"]) for row in table(tmp_path / "out")}) == 4


def test_a_line_that_is_no_json_costs_itself(tmp_path: Path) -> None:
    line = json.dumps({"url": "/0", "content": page(0)})
    (tmp_path / "in.jsonl").write_text(f"{line}\nno json\n{line.replace('/0', '/1')}\n")
    assert convert(tmp_path / "in.jsonl", "-o", tmp_path / "out", "-j", "1").returncode == 1
    made = table(tmp_path / "out")
    assert [row["status"] for row in made] == ["converted", "failed", "converted"]
    assert "line 2" in made[1]["error"]


def test_a_ledger_that_is_gone_or_short_is_made_again(tmp_path: Path) -> None:
    shard, out = write_parquet(tmp_path / "a.parquet", rows(3), 1), tmp_path / "out"
    assert convert(shard, "-o", out, "-j", "1").returncode == 0
    whole = octets(out)
    gone, short, _ = sorted(out.glob("ledger/*.parquet"))
    gone.unlink()
    short.write_bytes(short.read_bytes()[:-9])
    assert "2 parts made, 1 stood already" in convert(shard, "-o", out, "-j", "1").stderr
    assert octets(out) == whole


def test_what_was_read_otherwise_is_done_again(tmp_path: Path) -> None:
    records = [{"content": page(n), "alt": page(n + 10), "url": f"/{n}"} for n in range(2)]
    shard, out = write_parquet(tmp_path / "a.parquet", records, 2), tmp_path / "out"
    for words, title in (((), "Page 0"), (("--columns", "content=alt"), "Page 10"), (("--from", "article"), "Page 0")):
        assert "1 part made, 0 stood" in convert(shard, "-o", out, "-j", "1", *words).stderr
        assert "0 parts made, 1 stood" in convert(shard, "-o", out, "-j", "1", *words).stderr
        assert table(out)[0]["title"] == title


def test_an_input_that_is_missing_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shard = write_parquet(tmp_path / "a.parquet", rows(1), 1)
    (tmp_path / "b.csv").write_text("url")
    given = (f"{tmp_path}/没有.jsonl", str(shard), f"{tmp_path}/b.csv", "nowhere://x/a.jsonl")
    said: list[str] = []
    monkeypatch.setattr(records, "say", said.append)
    assert records.run(records.Options(given, str(tmp_path / "out"), jobs=1, language="zh")) == 1
    assert len(table(tmp_path / "out")) == 1
    for line, why in zip(said, ("没有这个文件", "不是记录文件", "无法识别的地址"), strict=False):
        assert why in line


def test_a_store_whose_package_is_missing_says_what_to_install(tmp_path: Path) -> None:
    shard = write_parquet(tmp_path / "a.parquet", rows(1), 1)
    for words in (("oss://bucket/a.jsonl", shard, "-o", tmp_path / "out"), (shard, "-o", "oss://bucket/out")):
        run = convert(*words)
        assert run.returncode == 2
        (line,) = run.stderr.strip().splitlines()
        assert "oss://" in line
        assert "ossfs" in line


def test_a_full_disk_ends_with_what_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shard = write_parquet(tmp_path / "a.parquet", rows(3), 1)
    written = Store.whole

    @contextmanager
    def full(self: Store, path: str) -> Iterator[Any]:
        if len(list((tmp_path / "out" / "documents").glob("*.parquet"))) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        with written(self, path) as file:
            yield file

    said: list[str] = []
    monkeypatch.setattr(Store, "whole", full)
    monkeypatch.setattr(records, "say", said.append)
    assert records.run(records.Options((str(shard),), str(tmp_path / "out"), jobs=1)) == 1
    assert "No space left" in said[0]
    assert said[1] == "2 rows converted, 0 failed; 0 parts made, 2 stood already"


def test_pages_that_hold_nothing_have_failed(tmp_path: Path) -> None:
    empty = ["<p>\u3000\u3000</p>", "<script>run(1)</script>", "", None]
    lines = [json.dumps({"content": content}) for content in [*empty, "<p>一句正文。</p>"]]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    assert convert(tmp_path / "a.jsonl", "-o", tmp_path / "out").returncode == 1
    assert [row["status"] for row in table(tmp_path / "out")] == ["failed"] * 4 + ["converted"]


def test_an_address_without_ray_is_refused_and_one_that_nothing_answers_at_is_one_line(tmp_path: Path) -> None:
    shard = write_parquet(tmp_path / "a.parquet", rows(1), 1)
    assert convert(shard, "-o", tmp_path / "out", "--address", "auto").returncode == 2
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'proofpress[ray]'")
    run = convert(shard, "-o", tmp_path / "out", "--engine", "ray", "--address", "127.0.0.1:1")
    assert run.returncode == 2
    (line,) = run.stderr.strip().splitlines()
    assert "no Ray answers at 127.0.0.1:1" in line


@pytest.mark.parametrize(
    "words",
    [
        ("nothing.parquet",),
        (".", "--columns", "html=x"),
        (".", "--columns", "html"),
        (".", "--max-size", "8"),
    ],
)
def test_wrong_usage_is_one_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    run = convert(*words, "-o", tmp_path / "out")
    assert run.returncode == 2
    assert len(run.stderr.strip().splitlines()) == 1
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("<nav class='site-nav'>分享 Share</nav>", 7),
        ("<!doctype html><meta name=a><script>run()</script>", 0),
        ("a < b", 2),
    ],
)
def test_letters_are_those_that_a_reader_sees(text: str, count: int) -> None:
    assert letters(text) == count


def test_adapters_give_the_same_article() -> None:
    html = page(3)
    text = Extractor().extract(html)
    assert text.startswith("# Page 3\n")
    assert "\n\n".join(HTMLExtractor().extract_text(html) or []) == text
    batch = map_batch({"content": [html, ""], "url": ["/3", "/e"], "day": ["mon", "tue"]})
    assert {*DOCUMENTS} - {*batch} == {*KEY}
    assert batch["warc_id"] == [None, None]
    assert body(batch["markdown"][0]) == text
    assert (batch["day"], batch["status"]) == (["mon", "tue"], ["converted", "failed"])
    assert batch["content"] == [None, b""]
    assert "\n\n".join(HTMLExtractor().extract_text(html.encode()) or []) == text
    assert body(map_batch(arrow.table({"content": [html], "day": ["mon"]}))["markdown"][0]) == text


def test_a_framework_that_takes_subclasses_of_its_own_takes_ours() -> None:
    class HTMLExtractorAlgorithm(ABC):
        @abstractmethod
        def extract_text(self, html: str, stop_words: frozenset[str], language: str) -> list[str] | None: ...

    class Proofpress(HTMLExtractor, HTMLExtractorAlgorithm): ...

    assert isinstance(Proofpress(), HTMLExtractorAlgorithm)
    assert (Proofpress().extract_text(page(3), frozenset(), "ENGLISH") or [""])[0] == "# Page 3"


def test_an_archive_with_bare_line_feeds_is_damaged_and_an_unknown_origin_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\nWARC-Type: response\nContent-Length: 3\n\nabc\n\n")
    (tmp_path / "甲[1]*.JSONL").write_text(json.dumps({"content": "<p>正文</p>"}) + "\n")
    given, out = (f"{tmp_path}/a.warc", f"{tmp_path}/甲[1]*.JSONL"), str(tmp_path / "out")
    assert records.run(records.Options(given, out, origin="nobody", jobs=1)) == 2
    assert not (tmp_path / "out").exists()
    assert records.run(records.Options(given[1:], out, jobs=1)) == 0
    assert records.run(records.Options(given, out, jobs=1)) == 1


def test_other_columns_of_a_table_stay_as_they_are(tmp_path: Path) -> None:
    day = arrow.array([1, 2, None] * 400, arrow.timestamp("ns", "Asia/Shanghai"))
    columns = {
        "content": arrow.array([f"<p>正文 {n}</p>" for n in range(1200)]),
        "fetched": day,
        "meta": arrow.array([{"tags": ["甲", None], "score": n / 2} for n in range(1200)]),
        "kind": arrow.array(["a", "b", None] * 400).dictionary_encode(),
        "title": arrow.array(range(1200), arrow.int16()),
        "input_title": arrow.array([b"\xff"] * 1200),
    }
    given = arrow.table(columns)
    parquet.write_table(given, tmp_path / "a.parquet")
    assert convert(tmp_path / "a.parquet", "-o", tmp_path / "one", "-j", "1").returncode == 0
    assert convert(tmp_path / "a.parquet", "-o", tmp_path / "two", "-j", "2").returncode == 0
    assert octets(tmp_path / "one") == octets(tmp_path / "two")
    (path,) = (tmp_path / "one" / "documents").iterdir()
    made = parquet.read_table(path)
    others = {"fetched": "fetched", "meta": "meta", "kind": "kind", "title": "input_input_title"}
    assert made.column_names == [*DOCUMENTS, *others.values(), "input_title"]
    for name, there in others.items():
        assert made[there].type == given[name].type
        assert made[there].combine_chunks().cast(given[name].type).to_string() == (
            given[name].combine_chunks().to_string()
        )


def test_other_fields_of_lines_are_text_whatever_a_shard_holds(tmp_path: Path) -> None:
    more: list[dict[str, Any]] = [
        {"score": 1, "lang": "zh", "tags": ["甲"], "mixed": "a", "big": 2**70, "ok": True, "nothing": None},
        {"score": 0.5, "mixed": 3, "status": "seen", "half": "\ud800"},
        {"tags": {"b": None}, "mixed": None, "ok": False, "other": 7},
    ]
    lines = [json.dumps({"content": page(n), **one}) for n, one in enumerate(more)]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text("\n".join([*lines, "no json"]))
    nulls = dict.fromkeys([*more[0], "status", "half", "other"])
    (tmp_path / "in" / "b.jsonl").write_text(json.dumps({"content": page(4), **nulls}))
    convert(tmp_path / "in", "-o", tmp_path / "out", "-j", "1")
    one, other = (parquet.ParquetFile(path) for path in sorted((tmp_path / "out" / "documents").iterdir()))
    assert one.schema_arrow.equals(other.schema_arrow)
    made = one.read().to_pydict()
    assert {name: made[name] for name in [*more[0], "input_status", "half", "other", "input_rest"]} == {
        "score": ["1", "0.5", None, None],
        "lang": ["zh", None, None, None],
        "tags": ['["甲"]', None, '{"b": null}', None],
        "mixed": ["a", "3", None, None],
        "big": [str(2**70), None, None, None],
        "ok": ["true", None, "false", None],
        "nothing": [None] * 4,
        "input_status": [None, "seen", None, None],
        "half": [None, "\ufffd", None, None],
        "other": [None, None, "7", None],
        "input_rest": [None] * 4,
    }
    assert made["status"] == ["converted"] * 3 + ["failed"]


def test_fields_that_make_no_column_stand_in_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [json.dumps({"content": "", **{f"k{n}-{i}": i for i in range(150)}}) for n in range(3)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    (tmp_path / "b.jsonl").write_text("\n".join(json.dumps({"content": "", key: [0]}) for key in ("x", "晚")))
    for name, most, columns in (("a", 1000, 200), ("b", 1, 1)):
        monkeypatch.setattr(shards, "LINES", most)
        (block,) = shards.blocks([f"{tmp_path}/{name}.jsonl"])
        part = Part(Store(str(tmp_path / "out")), block, shards.others(block, Names()))
        for row in shards.rows(block, Names()):
            part.add(row, Converted(Status.CONVERTED), row.extra)
        part.close()
        (path,) = (tmp_path / "out" / "documents").glob(f"{name}-*")
        made = parquet.read_table(path)
        assert made.num_columns == len(DOCUMENTS) + columns + 1
        rest = [json.loads(text or "{}") for text in made["input_rest"].to_pylist()]
        assert rest[0] == {}
        assert rest[1:] == ([{"晚": [0]}] if name == "b" else rest[1:])
        assert (name == "b") or (len(rest[1]), rest[2]["k2-149"]) == (100, 149)


def test_a_part_is_written_as_it_grows_and_the_bytes_of_its_rows_bound_what_is_held(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("")
    (block,) = shards.blocks([f"{tmp_path}/a.jsonl"])
    store = Store(str(tmp_path / "out"))
    removed = LedgerEntry("tags", "removal", "script", 0, 0, 1, "", 0)

    def filled(rows: int) -> Part:
        part = Part(store, block)
        for number in range(rows):
            text = f"{number} 移除的脚本 " * (WEIGHT // 30)
            entry = replace(removed, text=text)
            part.add(Row(number, None, None, None, b""), Converted(Status.CONVERTED, markdown="a\n", ledger=(entry,)))
            assert part.held < WEIGHT
        return part

    filled(9).close()
    (path,) = (tmp_path / "out" / "ledger").iterdir()
    assert parquet.ParquetFile(path).num_row_groups > 2
    assert [row["row"] for row in table(tmp_path / "out", "ledger")] == list(range(9))
    assert [row["row"] for row in table(tmp_path / "out")] == list(range(9))
    whole = octets(tmp_path / "out")
    filled(9).abandon()
    assert octets(tmp_path / "out") == whole
    filled(9).close()
    assert octets(tmp_path / "out") == whole


def test_a_shard_with_a_long_name_is_done_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("长" * 80, "b" * 240):
        (tmp_path / "in" / f"{name}.jsonl").write_text(json.dumps({"url": "https://a.example/", "content": page(1)}))
    assert convert(tmp_path / "in", "--output", tmp_path / "out").returncode == 0
    assert [row["status"] for row in table(tmp_path / "out")] == ["converted"] * 2


def test_what_another_run_is_writing_stays_and_what_a_dead_one_left_goes(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    with store.whole(store.path("documents", "part")) as file:
        file.write(b"x")
        (mine,) = (tmp_path / "documents").iterdir()
        dead = mine.with_name(mine.name.replace(f"-{os.getpid()}.", "-99999999."))
        elsewhere = mine.with_name(f".{mine.name.split('.')[1]}.0a0a0a0a-1.0123456789abcdef.tmp")
        for left in (dead, elsewhere):
            left.write_bytes(b"y")
        store.sweep(["part"])
        assert list((tmp_path / "documents").iterdir()) == [mine]
    assert (tmp_path / "documents" / "part.parquet").read_bytes() == b"x"


def test_rows_that_were_given_up_are_tried_again_where_they_may_do_better(tmp_path: Path) -> None:
    shard, out = write_parquet(tmp_path / "a.parquet", rows(1), 1), tmp_path / "out"
    (block,) = shards.blocks([str(shard)])
    store = Store(str(out))
    for why, limit, again in (
        (pool.late(2), 2.0, [(1, False), (2, False), (3, True)]),
        (pool.KILLED, 2.0, [(1, True), (2, True)]),
        (Words("crashed", "崩溃"), 2.0, [(1, False), (9, False)]),
    ):
        part = Part(store, block)
        part.add(Row(0, None, None, None, b""), Converted(Status.FAILED, why))
        part.summary.gave_up(why, limit)
        part.close()
        assert [(now, block.name not in store.done(now)) for now, _ in again] == again
    (out / "documents" / f"{block.name}.parquet").unlink()
    for seconds, said in (
        ("0.001", "1 part made"),
        ("0.001", "0 parts made"),
        ("60", "1 part made"),
        ("90", "0 parts"),
    ):
        run = convert(shard, "-o", out, "-j", "1", "--timeout", seconds)
        assert said in run.stderr
        assert ("--timeout" in run.stderr) is (seconds == "0.001")


def test_outputs_whose_shard_is_gone_from_its_folder_are_named_and_stay(tmp_path: Path) -> None:
    for name in "ab":
        write_parquet(tmp_path / "in" / f"{name}.parquet", rows(1), 1)
    out = tmp_path / "out"
    assert "gone" not in convert(tmp_path / "in", "-o", out, "-j", "1").stderr
    assert "gone" not in convert(tmp_path / "in" / "b.*", "-o", out, "-j", "1").stderr
    (tmp_path / "in" / "a.parquet").unlink()
    for given in ("in", "in/*.parquet", "in/?.parquet"):
        (line, _) = convert(tmp_path / given, "-o", out, "-j", "1").stderr.strip().splitlines()
        assert "outputs whose input is gone" in line
        assert f"({tmp_path}/in/a.parquet)" in line
        assert "b.parquet" not in line
    assert "gone" not in convert(tmp_path / "in" / "b.parquet", "-o", out, "-j", "1").stderr
    assert len(table(out)) == 2


class Column(list[Any]):
    """A column of a batch as arrays are: it has no truth of its own."""

    def __bool__(self) -> bool:
        raise ValueError("the truth value is ambiguous")


def test_a_batch_of_arrays_is_a_batch_and_what_is_no_page_fails() -> None:
    pages = Column([page(1), page(3).encode(), None, "", 5])
    batch = map_batch({"content": pages, "url": Column([b"https://a.cn/1", "https://a.cn/3", None, None, None])})
    assert batch["status"] == ["converted", "converted", "failed", "failed", "failed"]
    assert "url: https://a.cn/1" in batch["markdown"][0]
    assert "holds int" in batch["error"][4]
    assert map_batch({"content": Column()})["markdown"] == []


def test_a_batch_keeps_its_own_columns_under_names_that_are_free() -> None:
    own = {"title": ["mine"], "input_title": ["older"], "ledger": ["a book"], "content": ["other"], "row": [4]}
    made = map_batch({"html": [page(1)], **own}, content="html")
    assert (made["title"], made["row"], made["input_content"]) == (["Page 1"], [4], ["other"])
    assert [made[name] for name in ("input_input_title", "input_title", "input_ledger")] == [
        ["mine"],
        ["older"],
        ["a book"],
    ]


def test_what_is_no_file_costs_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.jsonl", "z.jsonl"):
        (folder / name).write_text(json.dumps({"content": page(1)}) + "\n", encoding="utf-8")
    (folder / "link.jsonl").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "died.warc.gz").touch()
    for at, given in enumerate((folder, folder / "*")):
        done = convert(given, "--output", tmp_path / f"out{at}")
        assert done.returncode == 1
        for said in ("link.jsonl: cannot be read", "pipe.jsonl: is no file but a pipe"):
            assert said in done.stderr
        assert "died.warc.gz: it is empty" in done.stderr
        assert len(table(tmp_path / f"out{at}")) == 2
    assert "is no file but a pipe" in convert(folder / "pipe.jsonl", "--output", tmp_path / "p").stderr
    assert "not read from standard input" in convert("-", "--output", tmp_path / "p").stderr
    assert "an empty name is no file" in convert("", "--output", tmp_path / "p").stderr


@pytest.mark.skipif(sys.platform != "linux", reason="no file has such a name on this system")
def test_a_file_whose_name_is_no_utf8_costs_no_other(tmp_path: Path) -> None:
    rows = json.dumps({"content": page(1)}) + "\n"
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text(rows, encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xcd\xf8\xd2\xb3.jsonl")).write_text(rows, encoding="utf-8")
    done = convert(folder, "--output", tmp_path / "out")
    assert done.returncode == 1
    assert "its name is no UTF-8" in done.stderr
    assert len(table(tmp_path / "out")) == 1


def test_content_says_which_json_is_a_shard_and_what_is_passed_over_is_named(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"content": page(n)}) + "\n" for n in range(2)).encode()
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(rows)
    (folder / "b.json.gz").write_bytes(gzip.compress(rows))
    (folder / "c.json").write_bytes(b"\xef\xbb\xbf" + rows)
    (folder / "settings.json").write_text('{\n "content": 1\n}\n', encoding="utf-8")
    (folder / "broken.json.zst").write_bytes(b"none")
    (folder / "READ.ME").write_text("How it was made.", encoding="utf-8")
    for given in (folder, folder / "*"):
        done = convert(given, "--output", folder / "out")
        assert done.returncode == 0
        assert "3 files without records passed over: READ.ME, broken.json.zst, settings.json" in done.stderr
        assert len(table(folder / "out")) == 6
        over = json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))["files_passed_over"]
        assert (over["count"], [Path(one).name for one in over["first"]]) == (
            3,
            ["READ.ME", "broken.json.zst", "settings.json"],
        )
        assert "settings.json" in (folder / "out" / "report.html").read_text(encoding="utf-8")
    assert convert(folder / "b.json.gz", "--output", tmp_path / "b").returncode == 0
    alone = convert(folder / "settings.json", "--output", tmp_path / "s")
    assert alone.returncode == 2
    assert "settings.json: no shard of records" in alone.stderr


class BaseExtractor(ABC):
    """The shape of datatrove's class."""

    @abstractmethod
    def __init__(self, timeout: float = 1) -> None:
        super().__init__()
        self.timeout = timeout

    @abstractmethod
    def extract(self, text: str) -> str: ...


def test_the_class_that_the_document_shows_can_be_made() -> None:
    class Proofpress(Extractor, BaseExtractor): ...

    made = Proofpress(timeout=60)
    assert (made.timeout, Proofpress().timeout) == (60, 1)
    assert made.extract(page(3)).startswith("# Page 3\n")


def test_what_a_record_does_not_say_is_null(tmp_path: Path) -> None:
    record = {"url": None, "warc_id": "", "content": "<p>no title</p>" + "<p>Some words of an article.</p>" * 3}
    (tmp_path / "in.jsonl").write_text(json.dumps(record))
    convert(tmp_path / "in.jsonl", "-o", tmp_path / "out", "-j", "1")
    (row,) = table(tmp_path / "out")
    assert (row["url"], row["warc_id"], row["source_id"], row["error"], row["date"]) == (None, "", None, None, None)


def test_the_rows_that_failed_are_named(tmp_path: Path) -> None:
    shard = tmp_path / "in.jsonl"
    shard.write_text(
        "\n".join(json.dumps(one) for one in ({"url": "http://a.cn/1", "content": 7}, {"content": page(0)}))
    )
    run = convert(shard, "-o", tmp_path / "out", "-j", "1")
    assert f"{shard}: block 0, row 0 (http://a.cn/1): column 'content' holds int" in run.stderr
    assert "http://a.cn/1" in (tmp_path / "out" / "report.html").read_text()


def test_a_run_in_chinese_says_in_chinese_what_failed_and_its_report_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    lines = ('{"url": "http://a.cn/1", "content": 7}', "[]", '{"url": "http://a.cn/3"}', '{"content": ""}')
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(lines))
    write_parquet(tmp_path / "in" / "b.parquet", [{"html": "<p>x</p>"}], 1)
    run = convert(tmp_path / "in", "-o", tmp_path / "out", "-j", "1", "--lang", "zh")
    said = [line for line in run.stderr.splitlines() if "：" in line]
    assert [line.rpartition("：")[2] for line in said[:4]] == [
        "列 content 的值是 int，应为文本或字节",
        "第 2 行不是 JSON 对象",
        "没有字段 content；请用 --columns content=列名 指定",
        "文件为空，没有可转换的内容",
    ]
    assert said[4] == f"{tmp_path}/in/b.parquet：没有列 content；请用 --columns content=列名 指定"
    assert all("JSON object" in row["error"] for row in table(tmp_path / "out") if row["row"] == 1)
    report = tmp_path / "out" / "report.html"
    made = report.read_text()
    assert 'lang="zh' in made
    assert "第 2 行不是 JSON 对象" in made
    assert 'http-equiv="refresh"' not in made
    for spoilt in ("", "<p>spoilt"):
        report.write_text(spoilt)
        again = convert(tmp_path / "in", "-o", tmp_path / "out", "-j", "1", "--lang", "zh")
        assert "已有 1 个" in again.stderr
        assert report.read_text() == made


def test_the_report_of_a_run_that_goes_on_is_read_again_by_itself() -> None:
    assert 'http-equiv="refresh"' in page_of(Summary(), 1, 2)


def test_a_page_of_a_crawl_knows_its_address_its_language_and_its_date() -> None:
    said = "<p>两个数的和与顺序无关，这是加法的交换律；本文证明它，见<a href='../b.html'>下一篇</a>。</p>"
    html = (
        '<html lang="en"><head><meta property="article:published_time" content="2023-05-17T08:30:00+08:00"></head>'
        f"<body><article><h1>交换律</h1>{said}{said.replace('加法', '乘法')}</article></body></html>"
    )
    (made,) = convert_content(html.encode(), "https://shuxue.cn/2023/a.html")
    assert (made.language, made.date) == ("zh", "2023-05-17T08:30:00+08:00")
    assert "https://shuxue.cn/b.html" in made.markdown
    assert "url: https://shuxue.cn/2023/a.html" in made.markdown
    assert "language: en" in made.markdown  # What the page declares is kept in `original`.


@pytest.mark.parametrize("given", [("--columns", "url=link"), ("--engine", "ray"), ("--address", "auto")])
def test_options_of_records_are_refused_without_them(tmp_path: Path, given: tuple[str, str]) -> None:
    (tmp_path / "a.md").write_text("# A\n\nText.\n")
    words = [sys.executable, "-m", "proofpress", "convert", str(tmp_path / "a.md"), *given]
    run = subprocess.run(words, env=environment(), capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 2
    assert given[0] in run.stderr


def test_what_an_earlier_run_wrote_down_may_be_anything(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"content": page(1)}) + "\n", encoding="utf-8")
    assert convert(tmp_path / "a.jsonl", "--output", tmp_path / "out").returncode == 0
    for said in ("null", "5", "[]"):
        (tmp_path / "out" / ".shards.json").write_text(said, encoding="utf-8")
        assert convert(tmp_path / "a.jsonl", "--output", tmp_path / "out").returncode == 0
    assert len(table(tmp_path / "out")) == 1


@pytest.mark.parametrize(
    ("shard", "name"),
    [
        ("https://w.test/crawl/a.jsonl?download=true", "a.jsonl"),
        ("https://w.test/a.warc.gz#part", "a.warc.gz"),
        ("/data/a?b.jsonl", "a?b.jsonl"),
        ("zip://in/a.jsonl::s3://b/c.zip", "a.jsonl"),
    ],
)
def test_the_name_of_a_shard_is_that_of_its_file(shard: str, name: str) -> None:
    assert files.file_of(shard) == name


def test_a_store_that_fails_costs_its_own_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"content": page(1)}) + "\n", encoding="utf-8")

    def resolved(given: str, choice: files.Choice) -> list[tuple[str, str]]:
        if given.startswith("https://"):
            raise RuntimeError("403, message='Forbidden'")
        return files.resolved(given, choice)

    monkeypatch.setattr(shards, "resolved", resolved)
    troubles: list[Words] = []
    found = shards.blocks(["https://w.test/a.jsonl", str(tmp_path / "a.jsonl")], troubles)
    assert [block.file for block in found] == ["a.jsonl"]
    assert "https://w.test/a.jsonl: cannot be read: 403" in troubles[0].en
