"""What servers answered: heads as they come, and bodies whose codings are those of the head, or are not."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest

from proofpress.formats.answers import Undecodable, answer, body

PAGE = "<h1>潮汐表</h1><p>The tide turns twice a day, 每天两次。</p>".encode() * 20


@pytest.mark.parametrize(
    ("data", "status", "kind", "rest"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=gbk\r\n\r\n<p>a\n\nb", 200, "text/html", b"<p>a\n\nb"),
        (b"HTTP/1.0 404 Gone\nContent-Type: text/html\n\n<p>a\r\n\r\nb", 404, "text/html", b"<p>a\r\n\r\nb"),
        (b"HTTP/1.1 200\r\nno field\r\ncontent-TYPE : text/plain\r\n\r\n", 200, "text/plain", b""),
        (b"ICY 200 OK\r\ncontent-type:text/html\r\n\r\nx", 200, "text/html", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0", 200, "", b""),
        (b"\xef\xbb\xbf <!doctype html>\n\n<p>a", None, "text/html", b"\xef\xbb\xbf <!doctype html>\n\n<p>a"),
        ("正文\n\n再一段".encode(), None, "text/plain", "正文\n\n再一段".encode()),
        (b"\x89PNG\x00", None, "application/octet-stream", b"\x89PNG\x00"),
        (b"", None, "application/octet-stream", b""),
    ],
)
def test_a_head_ends_where_it_ends_and_may_be_missing(data: bytes, status: int | None, kind: str, rest: bytes) -> None:
    found = answer(io.BytesIO(data))
    assert (found.status, found.kind, found.begun, found.length) == (status, kind, rest, len(data) - len(rest))


def chunked(data: bytes) -> bytes:
    pieces = [data[at : at + 100] for at in range(0, len(data), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("coding", "data", "ignored"),
    [
        ("gzip", gzip.compress(PAGE), ()),
        ("x-gzip", gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:]), ()),
        ("deflate", zlib.compress(PAGE), ()),
        ("deflate", zlib.compress(PAGE)[2:-4], ()),
        ("deflate, gzip", gzip.compress(zlib.compress(PAGE)), ()),
        ("identity", PAGE, ()),
        ("gzip", PAGE, ("gzip",)),
        ("br", PAGE, ("br",)),
        ("zstd", PAGE, ("zstd",)),
        ("deflate", PAGE, ("deflate",)),
        ("utf-8", PAGE, ("utf-8",)),
    ],
)
def test_a_coding_is_undone_and_one_that_is_not_there_is_named(
    coding: str, data: bytes, ignored: tuple[str, ...]
) -> None:
    if coding in ("br", "zstd"):
        pytest.importorskip("fastwarc", reason="its libraries are not installed: pip install 'proofpress[bulk]'")
    assert body({"content-encoding": coding}, data) == (PAGE, ignored, True)
    fields = {"content-encoding": coding, "transfer-encoding": "chunked"}
    assert body(fields, chunked(data)) == (PAGE, ignored, True)
    assert body(fields, data) == (PAGE, ("chunked", *ignored), True)


def test_what_breaks_off_is_read_as_far_as_it_goes_and_what_cannot_be_read_is_said() -> None:
    cut = body({"content-encoding": "gzip"}, gzip.compress(PAGE)[:-12])
    assert not cut.whole
    assert PAGE.startswith(cut.data)
    short = body({"transfer-encoding": "chunked"}, chunked(PAGE)[:250])
    assert (short.data, short.whole) == (PAGE[: len(short.data)], False)
    for coding, data in (("gzip", b"\x1f\x8b\x08" + bytes(7) + b"\xff" * 9), ("sdch", b"\x00\x01")):
        with pytest.raises(Undecodable, match=coding):
            body({"content-encoding": coding}, data)
