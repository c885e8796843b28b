"""A run on this machine: every row once, the same bytes every time, whatever dies."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'proofpress[bulk]'")

from proofpress.records.adapters import Extractor, HTMLExtractor, body, map_batch
from tests.records.crawl import command, convert, environment, octets, page, rows, table, write_parquet

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
    assert convert(shard, "-o", tmp_path / "two", "-j", "2").returncode == 0
    assert octets(tmp_path / "one") == octets(tmp_path / "two")
    kept = sorted((tmp_path / "one" / "documents").iterdir())
    times = [path.stat().st_mtime_ns for path in kept]
    kept[1].unlink()
    again = convert(shard, "-o", tmp_path / "one", "-j", "1")
    assert "1 parts made, 2 stood already" in again.stderr
    assert octets(tmp_path / "one") == octets(tmp_path / "two")
    assert [path.stat().st_mtime_ns for path in (kept[0], kept[2])] == [times[0], times[2]]


def test_killed_and_run_again(tmp_path: Path) -> None:
    shard = write_parquet(tmp_path / "a.parquet", rows(60), 6)
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
    assert convert(shard, "-o", tmp_path / "whole", "-j", "2").returncode == 0
    assert octets(out) == octets(tmp_path / "whole")


def test_a_damaged_shard_costs_itself_from_there_on(tmp_path: Path) -> None:
    good = write_parquet(tmp_path / "good.parquet", rows(2), 2)
    line = json.dumps({"url": "/0", "content": page(0)}) + "\n"
    (tmp_path / "bad.jsonl.gz").write_bytes(gzip.compress(line.encode()) + gzip.compress(line.encode())[:60])
    run = convert(good, tmp_path / "bad.jsonl.gz", "-o", tmp_path / "out", "-j", "1")
    assert run.returncode == 1
    assert "1 damaged shards" in run.stderr
    assert [row["url"] for row in table(tmp_path / "out")] == ["/0", "https://example.org/0", "https://example.org/1"]
    (damage,) = json.loads((tmp_path / "out" / "report.json").read_text())["damaged"]
    assert damage.startswith("bad-")
    assert "ended before" in damage


def test_a_line_that_is_no_json_costs_itself(tmp_path: Path) -> None:
    line = json.dumps({"url": "/0", "content": page(0)})
    (tmp_path / "in.jsonl").write_text(f"{line}\nno json\n{line.replace('/0', '/1')}\n")
    assert convert(tmp_path / "in.jsonl", "-o", tmp_path / "out", "-j", "1").returncode == 1
    made = table(tmp_path / "out")
    assert [row["status"] for row in made] == ["converted", "failed", "converted"]
    assert "line 2" in made[1]["error"]


@pytest.mark.parametrize("words", [("nothing.parquet",), (".", "--columns", "html=x")])
def test_wrong_usage_is_one_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    run = convert(*words, "-o", tmp_path / "out")
    assert run.returncode == 2
    assert len(run.stderr.strip().splitlines()) == 1
    assert "Traceback" not in run.stderr


def test_adapters_give_the_same_article() -> None:
    html = page(3)
    text = Extractor().extract(html)
    assert text.startswith("# Page 3\n")
    assert "\n\n".join(HTMLExtractor().extract_text(html) or []) == text
    batch = map_batch({"content": [html, ""], "url": ["/3", "/e"], "day": ["mon", "tue"]})
    assert body(batch["markdown"][0]) == text
    assert (batch["day"], batch["status"]) == (["mon", "tue"], ["converted", "failed"])
    assert "content" not in batch
