"""What a record holds is what its content says, as of a file: opened, refused by name, or read."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'proofpress[bulk]'")

from proofpress.records import shards
from proofpress.records.adapters import Extractor, map_batch
from proofpress.records.row import Names, Row, Status
from proofpress.records.work import Job, convert_content, perform
from tests.records.crawl import convert, table

PAGE = (
    "<!doctype html><html><body><article><h1>水的沸点</h1><p>气压越低，水的沸点越低，因此高山上煮饭要用高压锅。</p>"
    "</article></body></html>"
)
NOTEBOOK = json.dumps(
    {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"language_info": {"name": "julia"}},
        "cells": [
            {"cell_type": "markdown", "source": "# Growth\n\nThe rate doubles each year, as the next cell shows."},
            {"cell_type": "code", "source": "rate(2)", "outputs": []},
        ],
    }
)
TALKS = json.dumps(
    [
        {
            "title": title,
            "messages": [
                {"role": "user", "content": f"What is {title}?"},
                {"role": "assistant", "content": f"It is called {title}, and it is measured in joules."},
            ],
        }
        for title in ("Heat", "Work")
    ]
)
SITEMAP = '<?xml version="1.0"?><urlset xmlns="x"><url><loc>https://a.cn/</loc></url></urlset>'
REFUSED = {
    "PDF": b"%PDF-1.7\n" + bytes(range(200)),
    "RTF": rb"{\rtf1\ansi Some words that nobody reads here.}",
    "an archive": gzip.compress(PAGE.encode()),
    "LaTeX": b"\\documentclass{article}\n\\begin{document}\n\\section{One}\nWords.\n\\end{document}\n",
    "a table of values": b"name,height,weight\n" + b"a,1,2\n" * 9,
    "XML of no shape": SITEMAP.encode(),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_nobody_reads_is_refused_by_name_and_kept(name: str) -> None:
    (made,) = convert_content(REFUSED[name])
    assert made.status is Status.REFUSED
    assert str(made.error).startswith(name)
    assert made.content == REFUSED[name]
    assert convert_content(REFUSED[name], origin="plain")[0].status is not Status.REFUSED


def test_a_notebook_is_read_as_one() -> None:
    (made,) = convert_content(NOTEBOOK.encode(), "https://a.cn/growth.ipynb")
    assert (made.status, made.title, made.code_blocks, made.content) == (Status.CONVERTED, "Growth", 1, None)
    assert "```julia\nrate(2)\n```" in made.markdown


def test_a_notebook_whose_text_is_canonical_says_what_it_was_made_from() -> None:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": ["# Ebb\n", "\n", "The sea goes out twice a day."]}]
    book = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    (made,) = convert_content(book.encode(), "https://a.cn/ebb.ipynb")
    assert made.markdown.startswith("---\n")
    assert "url: https://a.cn/ebb.ipynb" in made.markdown
    assert made.markdown.endswith("# Ebb\n\nThe sea goes out twice a day.\n")


def test_content_that_is_null_has_no_digest_and_empty_content_stays_empty(tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [{"content": None}, {"content": ""}, {"url": "/2"}, {"content": 5}, {"content": PAGE}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    convert(tmp_path / "a.jsonl", "-o", tmp_path / "out")
    made = table(tmp_path / "out")
    assert [row["content"] for row in made] == [None, b"", None, b"5", None]
    assert [bool(row["sha256"]) for row in made] == [False, True, False, True, True]
    batch = map_batch({"content": [line.get("content") for line in lines]})
    assert batch["content"] == [None, b"", None, b"5", None]
    assert [bool(one) for one in batch["sha256"]] == [False, True, False, True, True]


def test_a_record_of_several_articles_becomes_a_row_each_with_what_came_in(tmp_path: Path) -> None:
    lines = [{"url": "/0", "content": PAGE}, {"url": "/1", "content": TALKS, "day": "mon"}, {"url": "/2", "content": 3}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    run = convert(tmp_path / "a.jsonl", "-o", tmp_path / "out", "-j", "2")
    assert run.returncode == 1
    assert "3 rows converted, 1 failed" in run.stderr
    made = table(tmp_path / "out")
    assert [(row["row"], row["article"]) for row in made] == [(0, 0), (1, 0), (1, 1), (2, 0)]
    assert [(row["title"], row["day"], row["url"]) for row in made[1:3]] == [
        ("Heat", "mon", "/1"),
        ("Work", "mon", "/1"),
    ]
    assert made[1]["sha256"] == made[2]["sha256"]
    ledger = table(tmp_path / "out", "ledger")
    assert {(entry["row"], entry["article"]) for entry in ledger} <= {(row["row"], row["article"]) for row in made}


def test_adapters_take_all_articles_of_a_page() -> None:
    assert Extractor().extract(TALKS).count("measured in joules") == 2
    made = map_batch({"content": [TALKS, REFUSED["PDF"]], "day": ["mon", "tue"]})
    assert (made["day"], made["status"]) == (["mon", "mon", "tue"], ["converted", "converted", "refused"])
    assert made["content"] == [None, None, REFUSED["PDF"]]
    assert made["url"] == [None] * 3


def test_a_picture_that_a_record_holds_is_named_for_it_is_not_in_the_table() -> None:
    picture = b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9).decode()
    shown = f"<p>如图：<img alt='一口锅' width='300' height='200' src='data:image/png;base64,{picture}'></p></article>"
    (made,) = convert_content(PAGE.replace("</article>", shown).encode())
    assert [entry.rule for entry in made.ledger].count("pictures") == 1


def _archived(
    kind: str, body: bytes, *, more: bytes = b"", record: str = "", status: str = "200 OK", cut: int = 0
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n".encode() + more + b"\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://h.example/{kind[:9]}\r\n{record}"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return (head.encode() + http + b"\r\n\r\n")[: -cut or None]


def _rows(path: Path, *records: bytes) -> tuple[list[Row], Counter[str]]:
    path.write_bytes(b"".join(records))
    passed: Counter[str] = Counter()
    return [row for block in shards.blocks([str(path)]) for row in shards.rows(block, Names(), passed)], passed


def test_of_an_archive_content_decides_and_what_is_no_row_is_counted(tmp_path: Path) -> None:
    found, passed = _rows(
        tmp_path / "a.warc",
        _archived("application/octet-stream", PAGE.encode()),
        _archived("application/json", NOTEBOOK.encode()),
        _archived("application/json", b'{"a": [1, 2]}'),
        _archived("text/html", REFUSED["PDF"]),
        _archived("application/pdf", REFUSED["PDF"]),
        _archived("image/png", b"\x89PNG\r\n\x1a\n"),
        _archived("text/html", b"gone", status="404 Not Found"),
        _archived("text/xml", SITEMAP.encode()),
    )
    statuses = [perform(Job(0, row)).converted[0].status for row in found]
    assert statuses == [Status.CONVERTED, Status.CONVERTED, Status.REFUSED]
    assert passed == {"application/json": 1, "application/pdf": 1, "image/png": 1, "HTTP 404": 1, "text/xml": 1}


CHUNKED = b"Transfer-Encoding: chunked\r\n"


@pytest.mark.parametrize("where", ["chunk", "size", "packed", "record", "said"])
def test_what_arrived_of_a_record_that_is_cut_off_is_converted_and_the_ledger_says_so(
    tmp_path: Path, where: str
) -> None:
    body = PAGE.encode() * 2
    half = len(PAGE.encode())
    chunks = b"%x\r\n" % half + body[:half] + b"\r\n"
    cut = {
        "chunk": _archived("text/html", chunks + b"fff\r\n" + body[half : half + 40], more=CHUNKED),
        "size": _archived("text/html", chunks + b"ff", more=CHUNKED),
        "packed": _archived("text/html", gzip.compress(body)[:-20], more=b"Content-Encoding: gzip\r\n"),
        "record": _archived("text/html", body + b"<p>" * 20, cut=40),
        "said": _archived("text/html", body, record="WARC-Truncated: length\r\n"),
    }
    path = tmp_path / "a.warc"
    path.write_bytes(cut[where])
    (block,) = shards.blocks([str(path)])
    found: list[Row] = []
    with pytest.raises(OSError, match="ends within") if where == "record" else nullcontext():
        found.extend(shards.rows(block, Names()))
    (row,) = found
    (made,) = perform(Job(0, row)).converted
    assert made.status is Status.CONVERTED
    assert "高压锅" in made.markdown
    assert [entry.rule for entry in made.ledger].count("cut-off") == 1


def test_an_encoding_that_was_sent_along_is_a_hint(tmp_path: Path) -> None:
    said = "两个数的和与顺序无关，因此先算哪一个都可以。"
    japanese = "水は高い山では低い温度で沸騰します。"
    found, _ = _rows(
        tmp_path / "a.warc",
        _archived("text/html; charset=gbk", f"<p>{said}".encode("gb18030")),
        _archived("text/html; charset=iso-8859-1", f"<p>{said}".encode()),
        _archived("text/html; charset=Shift_JIS", f"<p>{japanese}".encode("cp932")),
    )
    made = [perform(Job(0, row)).converted[0].markdown for row in found]
    assert [said in made[0], said in made[1], japanese in made[2]] == [True] * 3


def test_a_page_of_which_only_a_title_is_left_has_failed() -> None:
    (made,) = convert_content("<html><title>渡口</title><body><div id='app'></div></body></html>".encode())
    assert made.status is Status.FAILED
    assert made.error is not None
    assert "nothing of it became an article" in made.error.en
