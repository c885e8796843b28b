"""`python -m benchmarks.search SITE`: what a search on a built site costs a reader,
and whether it finds what a scan finds.

A headless Chromium opens a page over HTTP, without a cache, and types each query into the dialog. Per query: seconds to
the first result, kilobytes transferred (the dialog's scripts included; as they are, and with scripts compressed as
hosts do), results, and how many pages a plain scan of the articles' text finds. The queries are runs of two to four
Chinese characters out of the articles, an identifier and a TeX command; each run takes the same ones.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import shutil
import statistics
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from proofpress.site.search.record import record

_ARTICLE = re.compile(r"<article\b.*?</article>", re.S)
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.S)
_TAGS = re.compile(r"<[^>]*>")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
)


def texts(site: Path) -> dict[str, str]:
    """What each article says, title included, without white space."""
    found = {}
    for path in sorted((site / "articles").rglob("*.html")):
        page = path.read_text("utf-8")
        if article := _ARTICLE.search(page):
            title = _TITLE.search(article[0])
            words = record(path.parent.name, _TAGS.sub("", title[1]) if title else "", article[0])
            found[path.parent.name] = re.sub(r"\s+", "", words.title + words.text)
    return found


def queries(said: dict[str, str], count: int) -> list[str]:
    """Chinese words out of the articles, and of code and formulas what they have."""
    pick = random.Random(7)  # noqa: S311 - the same queries in each run
    chosen = []
    while len(chosen) < count:
        text = said[pick.choice(sorted(said))]
        start, length = pick.randrange(max(len(text) - 4, 1)), pick.randint(2, 4)
        if re.fullmatch(r"[\u4e00-\u9fff]+", piece := text[start : start + length]) and piece not in chosen:
            chosen.append(piece)
    whole = " ".join(said.values())
    return chosen + [m[0] for pattern in (r"handler_\d+_\d+", r"\\sqrt") if (m := re.search(pattern, whole))]


def ask(browser: Browser, address: str, query: str) -> tuple[float, float, float, int]:
    """Seconds to the first result, kilobytes as they are and compressed, results."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("html[data-pp-ready]", state="attached")
    page.wait_for_load_state("networkidle")
    _Counting.sent = _Counting.packed = 0
    start = time.perf_counter()
    page.keyboard.press("/")
    page.locator(".pp-search input").fill(query)
    page.locator(".pp-search li a, .pp-search__status:not(:empty)").first.wait_for()
    seconds = time.perf_counter() - start
    page.wait_for_function("document.querySelector('.pp-search__status').textContent !== ''")
    page.wait_for_timeout(150)
    number = re.match(r"\d+", page.locator(".pp-search__status").inner_text())
    context.close()
    return seconds, _Counting.sent / 1024, _Counting.packed / 1024, int(number[0]) if number else 0


class _Counting(SimpleHTTPRequestHandler):
    """Counts the bytes of the files that it sends."""

    sent = packed = 0

    def copyfile(self, source: Any, outputfile: Any) -> None:
        octets = source.read()
        _Counting.sent += len(octets)
        _Counting.packed += len(gzip.compress(octets)) if source.name.endswith(".js") else len(octets)
        outputfile.write(octets)

    def log_message(self, *_: object) -> None:
        pass


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="benchmarks.search", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", type=Path, help="a built site, such as benchmarks.site --keep leaves")
    parser.add_argument("--queries", type=int, default=24)
    options = parser.parse_args()
    said = texts(options.site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Counting, directory=str(options.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    asked, recalls = [], []
    print("| query | seconds | KB | KB compressed | results | scan |\n|---|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        for query in queries(said, options.queries):
            seconds, kilobytes, packed, results = ask(browser, f"http://127.0.0.1:{server.server_port}/", query)
            wanted = sum(query.lower().lstrip("\\") in text.lower() for text in said.values())
            asked.append((seconds, kilobytes, packed))
            recalls.append(min(results, wanted) / wanted if wanted else 1.0)
            print(f"| {query} | {seconds:.2f} | {kilobytes:.0f} | {packed:.0f} | {results} | {wanted} |", flush=True)
        browser.close()
    for label, values in (
        ("seconds", [a[0] for a in asked]),
        ("KB", [a[1] for a in asked]),
        ("KB compressed", [a[2] for a in asked]),
    ):
        print(f"{label}: {min(values):.2f} to {max(values):.2f}, median {statistics.median(values):.2f}")
    print(f"{len(said)} articles; recall {100 * sum(recalls) / len(recalls):.1f} %")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
