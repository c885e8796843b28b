"""The examples built by Zensical say what they say when MkDocs builds them: it reports nothing, so pages are compared.

Runs where Zensical is installed, in this environment (`make .venv/.neighbours`) or at `ZENSICAL`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.browser import page_at
from tests.same_site import differences
from tests.test_site import DOCS, build, configure

ROOT = Path(__file__).parent.parent
BESIDE = Path(sys.executable).with_name("zensical")
ZENSICAL = os.environ.get("ZENSICAL") or (str(BESIDE) if BESIDE.exists() else None)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(ZENSICAL is None, reason="Zensical is not installed: make .venv/.neighbours"),
]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The tiny site as MkDocs and as Zensical build it."""
    folder = tmp_path_factory.mktemp("zensical")
    shutil.copytree(DOCS, folder / "other" / "docs")
    shutil.copyfile(ROOT / "zensical.yml", folder / "other" / "zensical.yml")
    subprocess.run(
        [sys.executable, "-m", "proofpress.site.files", "docs/assets/proofpress"], cwd=folder / "other", check=True
    )
    done = subprocess.run(
        [str(ZENSICAL), "build", "--config-file", "zensical.yml"],
        cwd=folder / "other",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    done = build(configure(folder / "one"))
    assert done.returncode == 0, done.stderr
    return folder / "one" / "site", folder / "other" / "site-zensical"


def test_articles_say_the_same(sites: tuple[Path, Path]) -> None:
    assert len(list((sites[1] / "articles").rglob("*.html"))) >= 3
    assert differences(*sites, below="articles") == []


def test_every_formula_is_typeset_in_the_page(sites: tuple[Path, Path]) -> None:
    text = (sites[1] / "articles" / "attention" / "index.html").read_text("utf-8")
    assert text.count('class="arithmatex"') == text.count('class="katex-html"') > 3
    assert "katex.min.css" in text


@pytest.mark.browser
def test_diagrams_are_drawn_and_nothing_comes_from_elsewhere(sites: tuple[Path, Path]) -> None:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(sites[1])))
    Thread(target=server.serve_forever, daemon=True).start()
    here = f"http://127.0.0.1:{server.server_port}/"
    try:
        with page_at("about:blank") as page:
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            page.goto(f"{here}articles/attention/")
            # The theme draws into a closed shadow root: what is seen from outside is its size, and the source gone.
            page.wait_for_function(
                "document.querySelector('div.mermaid')?.getBoundingClientRect().height > 40", timeout=20_000
            )
            assert [url for url in asked if not re.match(re.escape(here) + "|data:", url)] == []
    finally:
        server.shutdown()
