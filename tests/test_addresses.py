"""What other hosts answer, asked of a server on this machine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from proofpress.bulk.addresses import Addresses
from proofpress.check import check
from proofpress.config import Settings
from proofpress.rules.sites import FolderSite
from proofpress.source import Source


class _Handler(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.command, self.path))
        if self.path == "/slow":
            time.sleep(3)
        moved = self.path == "/moved"
        status = (
            302
            if moved
            else {"/gone": 410, "/busy": 503, "/private": 403, "/shy": 200}.get(
                self.path, 200 if self.path == "/" else 404
            )
        )
        if self.path == "/shy" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        if moved:
            self.send_header("Location", "/missing")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("PROOFPRESS_CACHE", str(tmp_path / "kept"))
    monkeypatch.setenv("no_proxy", "*")
    _Handler.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/", ""),
        ("/gone", "410 Gone"),
        ("/missing", "404 Not Found"),
        ("/moved", "404 Not Found"),
        ("/busy", ""),
        ("/private", ""),
        ("/shy", ""),
    ],
)
def test_only_what_is_gone_is_told(host: str, path: str, answer: str) -> None:
    assert Addresses().ask(host + path) == answer


def test_an_answer_is_kept(host: str) -> None:
    Addresses().ask(host + "/gone#part")
    asked = len(_Handler.asked)
    assert Addresses().ask(host + "/gone") == "410 Gone"
    assert len(_Handler.asked) == asked


def test_a_slow_host_is_not_waited_for(host: str) -> None:
    start = time.monotonic()
    addresses = Addresses(seconds=0.3)
    assert addresses.ask(host + "/slow") == ""
    assert addresses.ask(host + "/gone") == ""
    assert time.monotonic() - start < 2


def test_without_a_network_nothing_is_said(host: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for url in (
        f"http://127.0.0.1:{port}/x",
        "http://no-such-host.invalid/",
        "http://[broken/",
        "http:///",
        "http://a b/",
        "https://例子.invalid/路",
    ):
        assert Addresses(seconds=0.5).ask(url) == ""


def test_the_rule_asks_only_where_it_is_selected(host: str) -> None:
    page = Source("page.md", f"# Links\n\nSee [one]({host}/gone) and [two]({host}/).\n")
    site = FolderSite(answer_of=Addresses().ask)
    assert check(page, site) == ()
    assert _Handler.asked == []
    found = check(page, site, Settings(select=("link-external",)))
    assert [(f.rule, page.text[f.span.start : f.span.end]) for f in found] == [("link-external", f"{host}/gone")]
