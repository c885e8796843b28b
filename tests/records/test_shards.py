"""Shards: which blocks there are, and what their rows hold."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'proofpress[bulk]'")

import fsspec
import pyarrow
import zstandard
from fastwarc.warc import ArchiveIterator
from pyarrow import parquet

from proofpress.records import shards
from proofpress.records.extra import Extra
from proofpress.records.files import Unfit
from proofpress.records.row import Names, Row
from proofpress.records.work import Job, perform
from tests.records.crawl import rows, write_parquet


def read(path: Path, names: Names | None = None) -> list[Row]:
    return [row for block in shards.blocks([str(path)]) for row in shards.rows(block, names or Names())]


def test_a_row_group_is_a_block_and_its_rows_are_numbered(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet", rows(5), 2)
    blocks = shards.blocks([str(path)])
    assert [block.group for block in blocks] == [0, 1, 2]
    assert [row.number for block in blocks for row in shards.rows(block, Names())] == [0, 1, 0, 1, 0]
    assert read(path)[4].url == "https://example.org/4"
    assert b"Page 4" in (read(path)[4].content or b"")


@pytest.mark.parametrize("ending", ["jsonl", "ndjson", "jsonl.gz", "jsonl.zst"])
def test_lines_of_json_packed_or_not(tmp_path: Path, ending: str) -> None:
    lines = "".join(
        json.dumps({"text": f"<p>第 {n} 页</p>", "link": f"/{n}"}, ensure_ascii=False) + "\n" for n in range(3)
    )
    data = ("\n" + lines).encode()
    packed = {"gz": gzip.compress, "zst": zstandard.ZstdCompressor().compress}
    path = tmp_path / f"a.{ending}"
    path.write_bytes(packed.get(ending.rsplit(".", 1)[-1], lambda octets: octets)(data))
    found = read(path, Names(url="link", content="text"))
    assert [(row.number, row.url, (row.content or b"").decode()) for row in found] == [
        (n, f"/{n}", f"<p>第 {n} 页</p>") for n in range(3)
    ]


def test_content_that_is_no_text_is_a_row_with_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"content": ["<p>a</p>"]}\n{"content": null}\n{"content": "<p>b</p>"}\n')
    found = read(tmp_path / "a.jsonl")
    assert [row.fault.en if row.fault else "" for row in found] == [
        "column 'content' holds list, expected text or bytes",
        "column 'content' is null",
        "",
    ]
    assert found[0].content == b'["<p>a</p>"]'


def test_a_file_inside_another_is_found_again(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as made:
        made.writestr("x/a.jsonl", '{"content": "<p>a</p>"}\n')
    (block,) = shards.blocks([f"zip://x/a.jsonl::file://{tmp_path}/in.zip"])
    assert [row.content for row in shards.rows(block, Names())] == [b"<p>a</p>"]


def warc(records: list[tuple[str, str, bytes]]) -> bytes:
    made = io.BytesIO()
    for number, (url, kind, body) in enumerate(records):
        status = "404 Not Found" if url.endswith("/gone") else "200 OK"
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"WARC-Date: 2026-01-02T03:04:05Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        made.write(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    return made.getvalue()


def test_an_archive_gives_its_pages_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(
        warc(
            [
                ("https://example.org/a", "text/html; charset=utf-8", "<p>一</p>".encode()),
                ("https://example.org/b.png", "image/png", b"\x89PNG"),
                ("https://example.org/gone", "text/html", b"<h1>404</h1>"),
                ("<https://example.org/c>", "application/xhtml+xml", b"<p>c</p>"),
                ("https://example.org/robots.txt", "text/plain", b"User-agent: *"),
                ("https://example.org/d/robots.txt", "text/plain", "讲 robots.txt".encode()),
            ]
        )
    )
    assert len(list(ArchiveIterator(path.open("rb")))) == 6
    assert [(row.number, row.url, row.warc_id, row.content) for row in read(path)] == [
        (0, "https://example.org/a", "<urn:uuid:0>", "<p>一</p>".encode()),
        (1, "https://example.org/c", "<urn:uuid:3>", b"<p>c</p>"),
        (2, "https://example.org/d/robots.txt", "<urn:uuid:5>", "讲 robots.txt".encode()),
    ]


@pytest.mark.parametrize("name", ["WARC-Type", "WARC-Target-URI", "WARC-Record-ID", "Content-Type"])
def test_the_fields_of_a_head_are_in_any_case(tmp_path: Path, name: str) -> None:
    path = tmp_path / "crawl.warc"
    packed = warc([("https://example.org/a", "text/html; charset=utf-8", "<p>一</p>".encode())])
    path.write_bytes(gzip.decompress(packed).replace(f"{name}:".encode(), f"{name.lower()}:".encode(), 1))
    assert [(row.url, row.warc_id, row.content) for row in read(path)] == [
        ("https://example.org/a", "<urn:uuid:0>", "<p>一</p>".encode())
    ]


def test_columns_of_one_name_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    columns = [pyarrow.array([value]) for value in ("<p>一</p>", 1, 2, "other")]
    parquet.write_table(pyarrow.table(columns, names=["content", "x", "x", "content"]), path)
    (block,) = shards.blocks([str(path)])
    made = Extra(shards.others(block, Names()))
    assert [field.name for field in made.fields] == ["x", "input_x", "input_content"]
    assert [row.content for row in shards.rows(block, Names())] == ["<p>一</p>".encode()]


def test_the_place_of_the_rest_is_ours() -> None:
    assert [field.name for field in Extra(["a", "input_rest"]).fields] == ["a", "input_input_rest", "input_rest"]


def test_records_of_another_form_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    head = "WARC/1.0\r\nWARC-Type: {}\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n"
    path.write_bytes("".join(map(head.format, ("conversion", "revisit", "conversion"))).encode())
    passed: Counter[str] = Counter()
    (block,) = shards.blocks([str(path)])
    assert list(shards.rows(block, Names(), passed)) == []
    assert passed == {"WARC conversion": 2, "WARC revisit": 1}


def test_a_head_whose_lines_end_in_bare_line_feeds_is_read(tmp_path: Path) -> None:
    records = b""
    for status, said in ((b"200 OK", b"<p>one</p>\n\n<p>two</p>"), (b"404 Not Found", b"<p>gone</p>")):
        http = b"HTTP/1.1 " + status + b"\nContent-Type: text/html\n\n" + said
        records += b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.cn/\r\n"
        records += b"Content-Type: application/http; msgtype=response\r\n"
        records += b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"
    (tmp_path / "a.warc").write_bytes(records)
    assert [row.content for row in read(tmp_path / "a.warc")] == [b"<p>one</p>\n\n<p>two</p>"]


def record(name: str, http: bytes, length: str = "") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://h.example/{name}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
PAGES = [record(name, HEAD + f"\r\n<p>第 {name} 页</p>".encode()) for name in "abc"]


def packed(records: list[bytes], ending: str) -> bytes:
    """Records each by itself, or as one piece, packed."""
    if ending == "each.warc.gz":
        return b"".join(map(gzip.compress, records))
    data = b"".join(records)
    if ending == "frames.warc.zst":
        return b"".join(map(zstandard.ZstdCompressor().compress, records))
    pack = {"gz": gzip.compress, "zst": zstandard.ZstdCompressor().compress}
    return pack.get(ending.rsplit(".", 1)[-1], bytes)(data)


ENDINGS = ["a.warc", "each.warc.gz", "one.warc.gz", "one.warc.zst", "frames.warc.zst"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_one_record_is_like_costs_no_other(tmp_path: Path, ending: str) -> None:
    odd = [
        record("lf", HEAD.replace(b"\r", b"") + b"\n<p>one</p>\n\n<p>two</p>"),
        record("bare", "<!doctype html>\n\n<p>没有头</p>".encode()),
        record("coded", HEAD + b"Content-Encoding: gzip\r\n\r\n<p>not packed</p>"),
        record("bad", HEAD + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08" + bytes(7) + b"\xff" * 9),
        record("empty", b""),
        record("many", HEAD + b"\r\n<p>x</p>", length="many"),
    ]
    path = tmp_path / ending
    for first in range(len(odd)):
        turned = odd[first:] + odd[:first]
        path.write_bytes(packed([PAGES[0], *turned[:3], PAGES[1], *turned[3:], PAGES[2]], ending))
        found = {row.url: row for row in read(path) if row.url}
        assert found["https://h.example/lf"].content == b"<p>one</p>\n\n<p>two</p>"
        assert (found["https://h.example/bare"].content or b"").endswith("<p>没有头</p>".encode())
        assert found["https://h.example/coded"].content == b"<p>not packed</p>"
        assert "gzip" in str(found["https://h.example/coded"].notes)
        assert "cannot be unpacked (gzip" in str(found["https://h.example/bad"].fault)
        assert [found[f"https://h.example/{name}"].fault for name in "abc"] == [None] * 3


def test_where_reading_cannot_go_on_the_archive_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.zst"
    frames = [zstandard.ZstdCompressor().compress(page) for page in PAGES]
    path.write_bytes(frames[0] + frames[1][:8] + bytes(9) + frames[1][17:] + frames[2])
    (block,) = shards.blocks([str(path)])
    found: list[Row] = []
    with pytest.raises(Exception, match="zstd"):
        found.extend(shards.rows(block, Names()))


def test_a_pattern_and_a_folder_name_the_same_shards(tmp_path: Path) -> None:
    write_parquet(tmp_path / "x" / "b.parquet", rows(1), 1)
    write_parquet(tmp_path / "x" / "a.parquet", rows(1), 1)
    (tmp_path / "x" / "notes.txt").write_text("no shard")
    by_pattern = shards.blocks([f"{tmp_path}/x/*.parquet"])
    assert [block.file for block in by_pattern] == ["a.parquet", "b.parquet"]
    assert shards.blocks([str(tmp_path / "x")]) == by_pattern


def test_a_pattern_may_hold_one_sign_or_some_unless_a_file_has_that_name(tmp_path: Path) -> None:
    store = fsspec.filesystem("memory")
    for name in ("页-0", "页-1", "页-2", "页-12", "b[1]?"):
        (tmp_path / f"{name}.jsonl").write_text("")
        store.pipe(f"/{tmp_path.name}/{name}.jsonl", b"")
    for there in (str(tmp_path), f"file://{tmp_path}", f"memory://{tmp_path.name}"):
        for pattern, names in (("页-?", "012"), ("页-[01]", "01"), ("[!b]*-[2]", "2")):
            found = [block.file for block in shards.blocks([f"{there}/{pattern}.jsonl"])]
            assert found == [f"页-{name}.jsonl" for name in names]
        assert [block.file for block in shards.blocks([f"{there}/b[1]?.jsonl"])] == ["b[1]?.jsonl"]
        with pytest.raises(Unfit, match="no such file"):
            shards.blocks([f"{there}/c-[01].jsonl"])


def test_a_pattern_passes_over_what_is_hidden_unless_it_says_so(tmp_path: Path) -> None:
    for name in ("x/a.jsonl", ".cache/b.jsonl", "x/.c.jsonl", "x/.d/e.jsonl"):
        (tmp_path / ".home" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / ".home" / name).write_text('{"content": "<p>a</p>"}')
    home = tmp_path / ".home"
    for pattern in ("*/*.jsonl", "**/*.jsonl"):
        assert [block.file for block in shards.blocks([f"{home}/{pattern}"])] == ["a.jsonl"]
    assert [block.file for block in shards.blocks([f"{home}/.cache/*.jsonl"])] == ["b.jsonl"]


def test_one_file_by_two_paths_is_one_shard(tmp_path: Path) -> None:
    shard = write_parquet(tmp_path / "一月" / "页面.parquet", rows(1), 1)
    (tmp_path / "二月").mkdir()
    given = [str(tmp_path / "一月"), f"{tmp_path}/二月/../一月/页面.parquet", f"{tmp_path}/二月/../一月/./*.parquet"]
    assert [block.shard for block in shards.blocks(given)] == [str(shard)]


def test_a_name_in_bytes_is_a_name(tmp_path: Path) -> None:
    record = {"url": b"https://a.cn/1", "warc_id": b"id0", "source_id": 7, "content": "<p>a</p>"}
    (row,) = read(write_parquet(tmp_path / "a.parquet", [record], 1))
    assert (row.url, row.warc_id, row.source_id) == ("https://a.cn/1", "id0", "7")


def test_two_shards_of_one_name_become_two_parts(tmp_path: Path) -> None:
    one, other = (write_parquet(tmp_path / day / "part-0.parquet", rows(1), 1) for day in ("monday", "tuesday"))
    assert len({block.name for block in shards.blocks([str(one), str(other), str(one)])}) == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"url,content\n", "no shard of records"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Unfit, match=said):
        read(path)


def test_a_bad_line_costs_a_row(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"content": "x"}\n[1]\n{"content": "y"}\n{"conte')
    found = read(path)
    assert [(row.number, row.content) for row in found if not row.fault] == [
        (0, b"x"),
        (2, b"y"),
    ]
    assert [row.fault.en.split(" is")[0] for row in found if row.fault] == ["line 2", "line 4"]
    assert perform(Job(0, found[1])).converted[0].error == ("line 2 is no JSON object", "第 2 行不是 JSON 对象")


@pytest.mark.parametrize("ending", ["warc.gz", "warc", "warc.zst"])
def test_a_broken_record_costs_a_row(tmp_path: Path, ending: str) -> None:
    pages = [
        warc([(f"https://w.example/{name}", "text/html", f"<p>页 {name} {os.urandom(400).hex()}</p>".encode())])
        for name in "abcd"
    ]
    if ending == "warc.gz":
        pages[1] = pages[1][:90] + bytes(40) + pages[1][130:]
    else:
        pages = [gzip.decompress(page) for page in pages]
        pages[1] = pages[1].replace(b"Content-Length: ", b"Content-Length: many", 1)
    data = b"".join(pages)
    path = tmp_path / f"a.{ending}"
    path.write_bytes(zstandard.ZstdCompressor().compress(data) if ending == "warc.zst" else data)
    found = read(path)
    whole = [(row.url or "?")[-1] for row in found if not row.fault]
    assert whole[0] == "a"
    if ending == "warc.gz":
        assert whole == ["a", "c", "d"]
        assert len([row for row in found if row.fault]) == 1
    assert [row.number for row in found] == list(range(len(found)))


def cut_off(path: Path, data: bytes) -> list[Row]:
    """The rows of an archive that ends before its end."""
    path.write_bytes(data)
    (block,) = shards.blocks([str(path)])
    found: list[Row] = []
    with pytest.raises((OSError, EOFError), match=r"ends within|ends before|ended before"):
        found.extend(shards.rows(block, Names()))
    return found


@pytest.mark.parametrize("short", [1, 60, 400, 900])
def test_an_archive_that_is_cut_off_is_damaged_wherever_it_ends(tmp_path: Path, short: int) -> None:
    said = [f"<p>{os.urandom(500).hex()}</p>".encode() for _ in range(4)]
    pages = [record(str(at), HEAD + b"\r\n" + words) for at, words in enumerate(said)]
    asked = record("asked", os.urandom(700).hex().encode())
    pages.append(asked.replace(b"WARC-Type: response", b"WARC-Type: request"))
    for ending in ENDINGS:
        data = packed(pages, ending)
        found = cut_off(tmp_path / ending, data[: -short - 4 * (ending == "a.warc")])
        # Zstandard gives nothing of a block that is not whole.
        assert [row.content for row in found[:3]] == (said[:3] if ending != "one.warc.zst" else []), ending
        (tmp_path / ending).write_bytes(data)
        assert [(row.content, row.notes) for row in read(tmp_path / ending)] == [(words, ()) for words in said]


def test_what_arrived_of_a_body_stays_where_its_archive_is_cut_off(tmp_path: Path) -> None:
    page = record("d", HEAD + f"\r\n<p>{os.urandom(4000).hex()}</p>".encode())
    for ending in ENDINGS:
        found = cut_off(tmp_path / ending, packed([*PAGES, page], ending)[:-2000])
        if ending != "one.warc.zst":
            assert [row.url and row.url[-1] for row in found[:3]] == ["a", "b", "c"], ending
        if not ending.endswith(".zst"):
            assert (found[3].content or b"").startswith(b"<p>"), ending
            assert [rule for rule, _ in found[3].notes] == ["cut-off"], ending
    begun = record("x", HEAD)[:40]
    assert [len(cut_off(tmp_path / "h.warc", b"".join(PAGES) + begun[:short])) for short in (9, 40)] == [3, 3]


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet", [{"html": "<p>x</p>"}], 1)
    with pytest.raises(Unfit, match="content=NAME"):
        read(path)
    assert read(path, Names.parse("content=html"))[0].content == b"<p>x</p>"
    (tmp_path / "b.jsonl").write_text('{"html": "<p>x</p>"}\n{"content": ""}\n', encoding="utf-8")
    assert ["content=NAME" in str(row.fault) for row in read(tmp_path / "b.jsonl")] == [True, False]
    with pytest.raises(ValueError, match="html"):
        Names.parse("html=content")
