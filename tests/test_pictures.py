"""`convert --download-images`: what is fetched, how, and what is refused. Only a server of this test is spoken to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from proofpress.bulk.fetching import Fetcher, Unfetched, is_public
from proofpress.bulk.pictures import localised
from proofpress.bulk.record import Record, digest
from proofpress.finding import Severity
from tests.command import proofpress

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(60))


class _Host(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("Referer", "")))
        if self.path == "/moved.png":
            self.send_response(302)
            self.send_header("Location", "/a.png")
            self.end_headers()
            return
        if self.path == "/away.png":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
            return
        refused = self.path == "/asks.png" and not self.headers.get("Referer")
        body = {
            "/page.png": b"<html>no</html>",
            "/drawing.svg": b"<svg xmlns='x'></svg>",
            "/big.png": PNG + b"x" * 5000,
        }
        self.send_response(403 if refused else 200)
        self.end_headers()
        self.wfile.write(b"" if refused else body.get(self.path, PNG))

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    asked: list[tuple[str, str]] = []
    handler = type("Handler", (_Host,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def anywhere(address: str) -> bool:
    return True


def test_a_picture_comes_into_the_output_once(tmp_path: Path, host: tuple[str, list[tuple[str, str]]]) -> None:
    base, asked = host
    text = f"# 图\n\n![一]({base}/a.png)\n\n![two]({base}/moved.png) ![again]({base}/a.png)\n\n`![no]({base}/b.png)`\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    record = Record("a.md", "", digest((text.encode(),)))
    ((made, data),) = localised([record], tmp_path, None, Fetcher(anywhere))
    assert data.decode().count(base) == 1, data.decode()
    assert len(made.files) == 2
    assert all((tmp_path / name).read_bytes() == PNG for name in made.files)
    assert made.output == digest((data,))
    assert [path for path, _ in asked] == ["/a.png", "/moved.png", "/a.png"]
    asked.clear()
    assert list(localised([record], tmp_path, None, Fetcher(anywhere)))
    assert asked == []


def test_a_second_run_remembers_the_first(tmp_path: Path, host: tuple[str, list[tuple[str, str]]]) -> None:
    base, _ = host
    text = f"# A\n\n![one]({base}/a.png)\n\n![二]({base}/page.png)\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    ((made, data),) = localised([Record("a.md", "", digest((text.encode(),)))], tmp_path, None, Fetcher(anywhere))
    (tmp_path / "a.md").write_bytes(data)
    assert [entry.severity for entry in made.entries] == [Severity.REPAIR, Severity.WARNING]
    assert list(localised([made], tmp_path, None, Fetcher(anywhere))) == []


def test_the_article_is_named_only_to_a_host_that_asks(host: tuple[str, list[tuple[str, str]]]) -> None:
    base, asked = host
    fetcher = Fetcher(anywhere)
    assert fetcher.get(f"{base}/a.png", "https://example.org/x") == (PNG, "png")
    assert fetcher.get(f"{base}/asks.png", "https://example.org/x") == (PNG, "png")
    assert [referer for _, referer in asked] == ["", "", "https://example.org/x"]


@pytest.mark.parametrize("path", ["page.png", "drawing.svg", "big.png", "away.png"])
def test_what_is_no_picture_or_too_much_is_not_kept(host: tuple[str, list[tuple[str, str]]], path: str) -> None:
    base, _ = host
    with pytest.raises(Unfetched):
        Fetcher(anywhere, most=2000).get(f"{base}/{path}")


def test_a_host_that_fails_is_left_alone(host: tuple[str, list[tuple[str, str]]]) -> None:
    base, asked = host
    fetcher = Fetcher(anywhere)
    for _ in range(5):
        with pytest.raises(Unfetched):
            fetcher.get(f"{base}/page.png")
    assert len(asked) == 3


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fe80::1%eth0", "0.0.0.0"],
)
def test_private_addresses_are_none_of_ours(address: str) -> None:
    assert not is_public(address)


def test_the_command_refuses_private_hosts_and_keeps_the_address(
    tmp_path: Path, host: tuple[str, list[tuple[str, str]]]
) -> None:
    base, asked = host
    (tmp_path / "a.md").write_text(f"# A\n\nText of it.\n\n![a]({base}/a.png)\n", "utf-8")
    ran = proofpress("convert", "a.md", "--download-images", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert f"]({base}/a.png)" in (tmp_path / "converted" / "a.md").read_text("utf-8")
    assert asked == []
    assert "picture was not fetched" in ran.line_about("a.md")
    assert "1 place in 1 file" in proofpress("convert", "a.md", "--download-images", cwd=tmp_path).lines[-1]
