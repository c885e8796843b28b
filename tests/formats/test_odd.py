"""Containers with one bad piece: what is good in them comes out, and what is not is named."""

from __future__ import annotations

import gzip
import json

import pytest

from proofpress.convert import convert
from proofpress.formats import Glance, chats, mhtml, notebook, warc
from proofpress.source import Source

PAGE = "<meta charset=utf-8><h1>钟 {0}</h1><p>The clocks of page {0} drift apart, 各走各的。</p>"


def _record(url: str, body: str, fields: str = "", length: str = "") -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n{body}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{len(url)}>\r\n"
        f"WARC-Date: 2024-05-06T07:08:09Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


A, B, C = (_record(f"http://w.test/{name}", PAGE.format(name)) for name in "abc")
CODED = _record("http://w.test/x", PAGE.format("\0x"), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")


@pytest.mark.parametrize(
    ("data", "out", "bad"),
    [
        (_record("http://[x", PAGE.format("n")) + A, ["article", "a"], ""),
        (_record("<http://w.test/文/甲>", PAGE.format("n")) + A, ["文-甲", "a"], ""),
        (CODED + A, ["a"], "#1 http://w.test/x"),
        (A + CODED + B + CODED + C, ["a", "b", "c"], "#2 http://w.test/x, #4 http://w.test/x"),
        (A + CODED + CODED + CODED + B, ["a", "b"], "#2 http://w.test/x, #3 http://w.test/x, #4 http://w.test/x"),
        (A + _record("http://w.test/y", "正文", length="many") + B, ["a", "b"], "#"),
        (gzip.compress(A) + b"neither one nor the other" + gzip.compress(B), ["a", "b"], "#2"),
    ],
)
def test_a_bad_record_costs_itself(data: bytes, out: list[str], bad: str) -> None:
    pytest.importorskip("fastwarc", reason="fastwarc is not installed: pip install 'proofpress[bulk]'")
    opened = warc.opens("crawl.warc", data)
    assert [part.target for part in opened.parts if part.target != "y"] == out
    said = " ".join(fault.en for fault in opened.faults)
    assert bad in said
    assert bool(bad) == bool(said)


def test_a_record_that_is_cut_off_is_read_and_named() -> None:
    pytest.importorskip("fastwarc", reason="fastwarc is not installed: pip install 'proofpress[bulk]'")
    packed = gzip.compress(A) + gzip.compress(B)
    opened = warc.opens("crawl.warc.gz", packed[:-60])
    assert [part.target for part in opened.parts] == ["a", "b"]
    assert "http://w.test/b" in opened.notes[0].en


def test_a_page_saved_from_no_address() -> None:
    mail = (
        "MIME-Version: 1.0\nSnapshot-Content-Location: http://[x\nContent-Type: multipart/related; boundary=b\n\n"
        f"--b\nContent-Type: text/html; charset=undefined\nContent-Location: http://[x\n\n{PAGE.format(1)}\n"
        "--b\nContent-Type: image/png\nContent-Location: pic.png\n\nx\n--b--\n"
    )
    (part,) = mhtml.opens("a.mhtml", mail.encode()).parts
    assert "各走各的" in part.data.decode()


def test_json_that_is_no_text_and_no_number() -> None:
    turns = [
        {"role": "user", "content": "问\ud83d？"},
        {"role": "assistant", "content": "# 答\ud83d\ude00 \udc00\n\n第一段。"},
    ]
    made = convert(Source("", json.dumps(turns))).markdown
    assert "第一段" in made
    made.encode()
    book = {
        "nbformat": 3,
        "metadata": {"title": "题\ud800"},
        "worksheets": [
            {"cells": [{"cell_type": "heading", "level": level, "source": "节"} for level in ("z", None, 9, 2)]}
        ],
    }
    (part,) = notebook.opens("a.ipynb", json.dumps(book).encode()).parts
    assert part.data.decode().endswith("# 节\n\n# 节\n\n###### 节\n\n## 节\n")
    assert "题\ufffd" in part.data.decode()


def test_a_notebook_pasted_below_a_heading_is_read_under_it() -> None:
    cells = [{"cell_type": "code", "source": ['print("a")'], "outputs": []}]
    text = "# A study\n\nOf clocks.\n" + json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}, indent=1)
    look = Glance(text.encode())
    assert notebook.knows(look)
    assert not notebook.knows(Glance(f"```json\n{text}\n```\n".encode()))
    (part,) = notebook.opens("a.md", text.encode()).parts
    assert part.data.decode() == '# A study\n\nOf clocks.\n\n```python\nprint("a")\n```\n'


@pytest.mark.parametrize("moment", ["1" * 5_000, "1e300", "NaN", "-5", '"\\ud800"'])
def test_a_moment_that_is_none(moment: str) -> None:
    said = [{"role": "user", "content": "问"}, {"role": "assistant", "content": "答"}]
    one = f'{{"title": "甲", "create_time": %s, "messages": {json.dumps(said)}}}'
    opened = chats.opens("a.json", f"[{one % moment}, {one % 1}]".encode())
    assert len(opened.parts) == 2
