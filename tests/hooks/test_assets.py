"""Pages ask for KaTeX's and Mermaid's files where they need them, and the site holds what they ask for."""

from __future__ import annotations

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from proofpress import assets
from tests.browser import page_at
from tests.test_site import build, configure

pytestmark = pytest.mark.slow

PAGES = {
    "plain.md": "# 无\n\n没有公式，也没有图。价格是 5 元。\n",
    "formula.md": "# 公式\n\n$$\n\\oint_C \\mathbb{R}\n$$\n",
    "deep/diagram.md": "# Mermaid\n\n一张图。\n\n```mermaid\nflowchart TD\n  A[开始] --> B[结束]\n```\n",
    "deep/plan.md": "# Mermaid, of past days\n\n```mermaid\ngantt\n  dateFormat YYYY-MM-DD\n  section Survey\n"
    "  Walk the line :a, 2019-03-01, 9d\n  Draw the map :after a, 5d\n```\n",
}


def site_of(folder: Path, pages: dict[str, str]) -> Path:
    for name, text in pages.items():
        path = folder / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    done = build(configure(folder / "built", docs=folder / "source"))
    assert done.returncode == 0, done.stderr
    return folder / "built" / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_of(tmp_path_factory.mktemp("assets"), PAGES)


def test_only_a_page_with_formulas_names_the_style_sheet(site: Path) -> None:
    assert 'href="../assets/proofpress/katex/katex.min.css"' in (site / "formula" / "index.html").read_text("utf-8")
    for name in ("plain", "deep/diagram"):
        assert "katex.min.css" not in (site / name / "index.html").read_text("utf-8")


def test_the_style_sheet_finds_its_fonts(site: Path) -> None:
    style = site / "assets" / "proofpress" / "katex" / "katex.min.css"
    named = set(re.findall(r"url\(([^)]+)\)", style.read_text("utf-8")))
    assert len(named) == 20
    assert all((style.parent / name).is_file() for name in named)
    assert {path.name for path in (style.parent / "fonts").iterdir()} == {Path(name).name for name in named}


def test_mermaid_is_the_file_that_was_checked_with(site: Path) -> None:
    published = site / "assets" / "proofpress" / "mermaid.min.js"
    assert published.read_bytes() == assets.path("mermaid/dist/mermaid.min.js").read_bytes()


def test_a_site_without_formulas_and_diagrams_has_no_such_files(tmp_path: Path) -> None:
    built = site_of(tmp_path, {"plain.md": PAGES["plain.md"]})
    assert not (built / "assets" / "proofpress" / "katex").exists()
    assert not (built / "assets" / "proofpress" / "mermaid.min.js").exists()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.browser
def test_a_browser_typesets_without_script_and_draws_under_a_heading_called_mermaid(site: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    try:
        with page_at(f"{address}/formula/", java_script_enabled=False) as page:
            box = page.locator(".katex-html").bounding_box()
            assert box is not None
            assert box["width"] > 30
        with page_at(f"{address}/formula/") as page:
            asked = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
            assert not [url for url in asked if "mermaid" in url or not url.startswith(address)]
            assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px KaTeX_AMS'))")
        with page_at(f"{address}/deep/diagram/") as page:
            assert page.evaluate("window.mermaid instanceof HTMLElement || Boolean(window.mermaid.render)")
            drawing = page.locator(".pp-drawing svg").first
            drawing.scroll_into_view_if_needed()
            drawing.wait_for(timeout=15_000)
            assert "开始" in (drawing.text_content() or "")
        with page_at(f"{address}/deep/plan/") as page:
            drawing = page.locator(".pp-drawn .pp-drawing svg").first
            drawing.wait_for(timeout=15_000)
            assert "Walk the line" in (drawing.text_content() or "")
            assert drawing.evaluate("svg => svg.viewBox.baseVal.width / svg.viewBox.baseVal.height") < 12
    finally:
        server.shutdown()
