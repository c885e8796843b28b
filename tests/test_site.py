"""The published site: a tiny one is built as any author would build it, and read in a real browser."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from proofpress.engines import compact
from tests.browser import browser as started
from tests.command import mkdocs, mkdocs_started

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "tests" / "site" / "docs"

pytestmark = pytest.mark.slow


def configure(folder: Path, *, docs: Path | None = None, extra: str = "") -> Path:
    """A site in `folder` with the project's own settings; returns its mkdocs.yml."""
    shutil.copytree(docs or DOCS, folder / "docs")
    config = folder / "mkdocs.yml"
    config.write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\nsite_name: 小站\nsite_url: https://example.org/notes/\n"
        "docs_dir: docs\nsite_dir: site\n"
        + (extra or "extra:\n  proofpress:\n    ledger: ledger.json\n    history: history.jsonl\n"),
        "utf-8",
    )
    entries = [
        {
            "file": "in/attention.html",
            "line": 3,
            "column": 1,
            "end_line": 3,
            "end_column": 9,
            "kind": "removal",
            "pass": "csdn",
            "message": "页面框架",
            "text": "登录",
        },
        {
            "file": "in/attention.html",
            "line": 9,
            "column": 1,
            "end_line": 9,
            "end_column": 9,
            "kind": "repair",
            "pass": "math",
            "message": "公式定界符",
            "text": "x",
        },
    ]
    (folder / "ledger.json").write_text(json.dumps(entries), "utf-8")
    return config


def build(config: Path, *arguments: str, cache: str = "cache") -> subprocess.CompletedProcess[str]:
    return mkdocs("build", "--strict", *arguments, cwd=config.parent, **_variables(cache))


def _variables(cache: str) -> dict[str, str]:
    return {"PROOFPRESS_CACHE": cache, "SOURCE_DATE_EPOCH": "1735689600"}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny site, built once."""
    folder = tmp_path_factory.mktemp("tiny")
    config = configure(
        folder, extra="extra:\n  proofpress:\n    ledger: ledger.json\n    history: history.jsonl\n    offline: true\n"
    )
    done = build(config)
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site below a sub-path of a local server."""
    root = tmp_path_factory.mktemp("server")
    (root / "notes").symlink_to(site)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/notes/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Any:
    return started()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page that fails its test when it throws, logs an error, misses a file, or asks another host for anything."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    trouble: list[str] = []
    host = urlsplit(address).netloc
    opened.on("pageerror", lambda error: trouble.append(f"error: {error}"))
    opened.on(
        "console", lambda message: trouble.append(f"console: {message.text}") if message.type == "error" else None
    )
    opened.on(
        "response",
        lambda response: trouble.append(f"{response.status}: {response.url}") if response.status >= 400 else None,
    )
    opened.on(
        "request",
        lambda request: (
            trouble.append(f"elsewhere: {request.url}") if urlsplit(request.url).netloc not in (host, "") else None
        ),
    )
    yield opened
    context.close()
    assert not trouble


def visit(page: Any, url: str) -> None:
    page.goto(url)
    page.wait_for_selector("html[data-pp-ready]", state="attached")


def copied(page: Any, start: str) -> str:
    """What the clipboard holds, once it begins with `start`; what it holds after ten seconds if it never does."""
    until = time.monotonic() + 10
    while True:
        text = str(page.evaluate("navigator.clipboard.readText()"))
        if text.startswith(start) or time.monotonic() > until:
            return text
        page.wait_for_timeout(50)


ATTENTION = "articles/attention/"


def read(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text("utf-8")


# What the files say, without a browser


ADDRESS = re.compile(
    r"""<(script|img|link|iframe|source|video|audio|object|embed|input|form)\b[^>]*?\s(?:src|href|srcset|data|action)="([^"]*)"|url\(["']?([^)"']+)"""
)


def test_nothing_comes_from_another_host(site: Path) -> None:
    found = []
    for path in [*site.rglob("*.html"), *(site / "assets").rglob("*.css")]:
        for tag, target, style in ADDRESS.findall(path.read_text("utf-8")):
            where = target or style
            if urlsplit(where).netloc and not (
                tag == "link" and re.search(r'rel="canonical"|rel="alternate"', path.read_text("utf-8"))
            ):
                found.append((path.name, where))
            if tag == "link" and urlsplit(where).netloc and urlsplit(where).netloc != "example.org":
                found.append((path.name, where))
    assert not found


def test_metadata(site: Path) -> None:
    text = read(site, ATTENTION)
    assert '<link rel="canonical" href="https://example.org/notes/articles/attention/">' in text
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)[1])  # type: ignore[index]
    assert data["headline"] == "注意力机制与缩放点积"
    assert [person["name"] for person in data["author"]] == ["李示例", "Ada Example"]
    assert data["isBasedOn"] == "https://example.org/attention"
    assert '<meta property="article:published_time" content="2024-05-06">' in text


def test_facts_lists_and_neighbours(site: Path) -> None:
    text = read(site, ATTENTION)
    assert '<time datetime="2024-05-06">2024-05-06</time>' in text
    assert "1 处修复，1 处删除" in text
    assert "page.previous" not in text
    assert 'rel="prev" href="../ring-buffer/"' in text
    assert re.search(r'pp-related.*?href="\.\./gradient/"', text, re.S)
    topics = read(site, "topics")
    assert len(re.findall(r'<section class="pp-topic"', topics)) == 3, "C++ and c++ are one topic"
    slug = re.search(r'href="../../topics/#([^"]+)">C\+\+', text)
    assert slug is not None
    assert f'id="{slug[1]}"' in topics
    archive = read(site, "archive")
    assert re.findall(r'<h2 id="y(\d+)"', archive) == ["2024", "2023", "2022"]
    index = read(site, "")
    assert index.index("attention/") < index.index("ring-buffer/") < index.index("gradient/")


def test_feed(site: Path) -> None:
    tree = ET.parse(site / "feed.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    entries = tree.findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}title") for entry in entries] == [
        "注意力机制与缩放点积",
        "Ring buffers",
        "反向传播里的注意力梯度",
    ]
    content = entries[0].findtext(f"{atom}content") or ""
    assert "<code>$d_k$</code>" in content
    assert "\\operatorname{softmax}" in content
    assert "scaled_dot_product" in content
    assert 'src="https://example.org/notes/articles/images/grid.png"' in content
    assert "katex" not in content
    assert "<script" not in content
    assert tree.findtext(f"{atom}updated") == "2024-06-01T00:00:00Z"


def test_sitemap_names_every_article(site: Path) -> None:
    text = (site / "sitemap.xml").read_text("utf-8")
    for name in ("attention", "ring-buffer", "gradient"):
        assert f"https://example.org/notes/articles/{name}/" in text
    assert "/proof/" not in text, "it is for those who write"
    dates = dict(re.findall(r"notes/([\w/-]*)</loc>\s*(?:<lastmod>([\d-]*)</lastmod>)?", text))
    assert dates["articles/attention/"] == "2024-06-01"
    assert dates["articles/ring-buffer/"] == "2023-02-03"
    assert dates["about/"] == dates["topics/"] == "", "the day of the build is no date of a page"
    assert '<meta name="robots" content="noindex">' in read(site, "proof")


def test_pictures_keep_their_place(site: Path) -> None:
    text = read(site, ATTENTION)
    image = re.search(r"<img[^>]*grid\.png[^>]*>", text)
    assert image is not None
    assert 'width="320"' in image[0]
    assert 'height="200"' in image[0]
    assert 'loading="lazy"' in image[0]


def test_budgets(site: Path) -> None:
    """60 KB of HTML besides the article, 150 KB compressed of all that a page without diagrams loads,
    no script needed to read it."""
    page = site / "articles" / "gradient"
    text = (page / "index.html").read_text("utf-8")
    content = re.search(r"<div data-pp-article>(.*)</div>", text, re.S)
    assert content is not None
    assert len(text.encode()) - len(content[1].encode()) < 60_000
    total = len(gzip.compress(text.encode()))
    for reference in re.findall(r'<(?:script|link)\b[^>]*?(?:src|href)="([^"#]+\.(?:js|css))"', text):
        total += len(gzip.compress((page / reference).resolve().read_bytes()))
    fonts = site / "assets/proofpress/katex/fonts"
    total += sum((fonts / f"KaTeX_{name}.woff2").stat().st_size for name in ("Main-Regular", "Math-Italic"))
    assert total < 150_000, total
    assert "mermaid.min.js" not in text


def test_pages_carry_no_blanks_of_their_templates(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = re.sub(r"<pre.*?</pre>", "", path.read_text("utf-8"), flags=re.S)
        frame = re.sub(r"<div data-pp-article>.*</aside>", "", page, flags=re.S)
        assert len(re.findall(r"^[ \t]+", frame, re.M)) < 8, path
        assert 'xmlns="http://www.w3.org/2000/svg"' not in frame, path
        assert "\\u" not in frame, path


def test_a_page_with_thirty_formulas_stays_small(tmp_path: Path) -> None:
    config = configure(tmp_path)
    article = tmp_path / "docs" / "articles" / "gradient.md"
    article.write_text(
        article.read_text("utf-8")
        + "".join(f"\n第 {n} 段，其中 $x_{{{n}}}^2+\\alpha_{n} = \\frac{{a}}{{b_{n}}}$ 已知。\n" for n in range(1, 10))
        * 3,
        "utf-8",
    )
    assert build(config).returncode == 0
    assert len((tmp_path / "site" / "articles" / "gradient" / "index.html").read_bytes()) < 60_000


# In the browser


@pytest.mark.browser
def test_reading_needs_no_script(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(urljoin(address, ATTENTION))
    assert page.locator(".katex-display .katex-html").first.is_visible()
    assert "flowchart LR" in page.locator(".pp-source").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".pp-copy").first.is_hidden()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_wide_things_scroll_in_their_own_frames(page: Any, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, urljoin(address, ATTENTION))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(
        "(() => { const e = document.querySelector('#eq-wide .katex-display'); return [e, "
        "e.closest('div.arithmatex')].some(x => x.scrollWidth > x.clientWidth && "
        "getComputedStyle(x).overflowX === 'auto'); })()"
    )
    # The number of a formula is in sight, and no sign shows through it.
    assert page.evaluate(
        """() => [...document.querySelectorAll(".katex-html")].every((h) => {
            const number = h.querySelector(":scope > :is(.tag, .katex-tag)");
            if (!number) return true;
            const { left, right } = number.getBoundingClientRect();
            const ends = [...h.children].filter((e) => e !== number).map((e) => e.getBoundingClientRect().right);
            const opaque = /^rgb\\(/.test(getComputedStyle(number).backgroundColor);
            return (left >= Math.max(...ends) - 1 || opaque) && (innerWidth > 360 || right <= innerWidth);
        })"""
    )
    if width == 360:
        assert page.evaluate(
            "(() => { const e = document.querySelector('.pp-scroll'); return e.scrollWidth > e.clientWidth; })()"
        )


@pytest.mark.browser
def test_a_click_copies_tex_and_citations(page: Any, address: str) -> None:
    visit(page, urljoin(address, ATTENTION))
    page.locator("p .katex-html").first.click()
    page.locator(".pp-toast").wait_for()
    assert copied(page, "d_k") == "d_k"
    page.locator(".katex-display .katex").first.focus()
    page.keyboard.press("Enter")
    assert "softmax" in copied(page, r"\operatorname{Attention}")
    page.locator(".pp-cite > summary").click()
    page.locator("[data-pp-copy=pp-cite-bibtex]").click()
    cited = copied(page, "@misc{")
    assert "{李示例} and {Ada Example}" in cited
    assert "https://example.org/attention" in cited
    page.locator("[data-pp-copy=pp-cite-csl]").click()
    assert json.loads(copied(page, "["))[0]["author"][0]["literal"] == "李示例"
    assert page.locator(".pp-copy-page").inner_text() == "复制本页的 Markdown"
    page.locator(".pp-copy-page").click()
    assert "$$" in copied(page, "# ")


@pytest.mark.browser
def test_notes_stand_beside_their_marks_where_a_screen_has_a_margin(page: Any, address: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    visit(page, urljoin(address, ATTENTION))
    beside = page.locator(".pp-margin:visible")
    beside.first.wait_for()
    assert [text.split()[0] for text in beside.all_inner_texts()] == ["3", "7"]
    assert "Vaswani" in beside.first.inner_text()
    note, mark = beside.first.bounding_box(), page.locator(".footnote-ref").first.bounding_box()
    text = page.locator("p:has(> sup .footnote-ref)").first.bounding_box()
    assert abs(note["y"] - mark["y"]) < 30
    assert note["x"] >= text["x"] + text["width"]
    page.set_viewport_size({"width": 1280, "height": 900})
    beside.first.wait_for(state="detached")


@pytest.mark.browser
def test_notes_show_on_hover_and_focus_and_lead_back(page: Any, address: str) -> None:
    visit(page, urljoin(address, ATTENTION))
    marks = page.locator(".footnote-ref")
    assert marks.all_inner_texts() == ["3", "7", "3"]
    marks.nth(0).hover()
    assert "Vaswani" in page.locator(".pp-note").inner_text()
    page.mouse.move(5, 700)
    page.locator(".pp-note").wait_for(state="detached")
    marks.nth(1).focus()
    assert "example.org/blog" in page.locator(".pp-note").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".pp-note").count() == 0
    note = page.locator("[id='fn:3']")
    assert note.locator(".footnote-backref").count() == 2, "a way back to each citation"
    assert note.locator("a[href='https://doi.org/10.48550/arXiv.1706.03762']").count() == 1
    assert page.locator("[id='fn:7'] a[href='https://example.org/blog']").count() == 1
    page.locator("a.pp-equation", has_text="式(1)").click()
    assert page.evaluate("document.querySelector(':target').id") == "eq-1"


@pytest.mark.browser
def test_diagrams_are_fetched_near_the_screen_and_follow_the_colours(page: Any, address: str, site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "mermaid" in request.url else None)
    page.set_viewport_size({"width": 900, "height": 300})
    visit(page, urljoin(address, "articles/ring-buffer/"))
    page.wait_for_timeout(300)
    assert asked == [], "a page without diagrams asks for no Mermaid"
    page.set_viewport_size({"width": 900, "height": 200})
    visit(page, urljoin(address, ATTENTION))
    page.locator("div.mermaid").scroll_into_view_if_needed()
    page.wait_for_selector(".pp-drawn .pp-drawing svg", timeout=20000)
    folder = next(site.rglob("mermaid.min.js")).parent
    loaded = sum((folder / url.partition("/assets/proofpress/")[2]).stat().st_size for url in asked)
    assert 2 * loaded < (folder / "mermaid.min.js").stat().st_size, "a flowchart loads what flowcharts need"
    assert page.locator(".pp-source").is_hidden()
    fill = "getComputedStyle(document.querySelector('.pp-drawing svg .node rect, .pp-drawing svg .node path')).fill"
    light = page.evaluate(fill)
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    page.wait_for_function(f"{fill} !== {json.dumps(light)}", timeout=15000)
    page.locator(".pp-corner").click()
    page.locator("dialog.pp-enlarged svg").wait_for(timeout=15000)
    page.keyboard.press("Escape")
    page.locator("dialog.pp-enlarged").wait_for(state="detached", timeout=15000)
    page.emulate_media(media="print")
    turned = "getComputedStyle(document.querySelector('.pp-drawing')).filter"
    assert "invert" in page.evaluate(turned), "a drawing for a dark screen is turned for paper"
    page.evaluate("document.body.dataset.mdColorScheme = 'default'")
    assert page.evaluate(turned) == "none"


@pytest.mark.browser
def test_a_diagram_far_below_is_drawn_before_anybody_comes_near(page: Any, address: str) -> None:
    page.set_viewport_size({"width": 900, "height": 200})
    visit(page, urljoin(address, ATTENTION))
    page.wait_for_selector(".pp-drawn .pp-drawing svg", timeout=20000)
    assert page.evaluate("scrollY") == 0


@pytest.mark.browser
@pytest.mark.parametrize("by", ["toggle", "system"])
def test_paper_is_white_and_holds_all_of_a_row(page: Any, address: str, by: str) -> None:
    page.emulate_media(color_scheme="dark" if by == "system" else "light")
    visit(page, urljoin(address, ATTENTION))
    if by == "toggle":
        page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    page.set_viewport_size({"width": 640, "height": 900})
    page.evaluate(
        """() => {
            const row = document.querySelector("table.pp-grid tbody tr");
            for (let more = 0; more < 9; more++) row.insertCell().textContent = "instantiation";
            dispatchEvent(new Event("beforeprint"));
        }"""
    )
    page.emulate_media(media="print")
    grounds = page.evaluate(
        """() => [...document.querySelectorAll("[data-pp-article] :is(div, span, p, a, li):not(.mermaid *)")].map(
            (e) => getComputedStyle(e).color.match(/[\\d.]+/g).map(Number))"""
    )
    pale = [colour for colour in grounds if min(colour[:3]) > 150 or (colour[3:] or [1])[0] < 0.5]
    assert not pale
    over = """() => [...document.querySelectorAll("table, pre, .katex-display")].filter(
        (e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80))"""
    assert page.evaluate(over) == []


@pytest.mark.browser
def test_pictures_enlarge(page: Any, address: str) -> None:
    visit(page, urljoin(address, ATTENTION))
    image = page.locator(".pp-figure > img")
    image.scroll_into_view_if_needed()
    image.focus()
    page.keyboard.press("Enter")
    page.locator("dialog.pp-enlarged img").wait_for()
    page.locator(".pp-view__tools button").last.click()
    assert page.locator("dialog.pp-enlarged").count() == 0
    assert page.locator(".pp-figure figcaption").inner_text() == "图 1　一个网格"
    assert page.locator(".pp-table figcaption").inner_text() == "表1 几种做法的比较"


@pytest.mark.browser
def test_code_is_copied_without_its_label(page: Any, address: str) -> None:
    visit(page, urljoin(address, ATTENTION))
    block = page.locator(".highlight[data-lang=python]")
    block.scroll_into_view_if_needed()
    assert "python" in block.evaluate("e => getComputedStyle(e, '::before').content")
    block.locator(".md-clipboard, [data-clipboard-target], .md-code__button").first.click()
    assert copied(page, "def scaled_dot_product").startswith("def scaled_dot_product")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("缩放点积", "注意力机制与缩放点积"),
        ("雅可比", "反向传播里的注意力梯度"),
        ("capacity", "Ring buffers"),
        ("scaled_dot_product", "注意力机制与缩放点积"),
        ("\\\\operatorname", "注意力机制与缩放点积"),
        ("RingBuffer", "Ring buffers"),
        ("Grace Example", "Ring buffers"),
        ("data structures", "Ring buffers"),
        ("C++", "Ring buffers"),
        ("std::size_t", "Ring buffers"),
        ("index-capacity", "Ring buffers"),
    ],
)
def test_search(page: Any, address: str, query: str, title: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "search-" in request.url else None)
    visit(page, address)
    assert asked == [], "nothing is fetched before somebody searches"
    page.keyboard.press("/")
    page.locator(".pp-search input").fill(query)
    page.locator(".pp-search li a").first.wait_for()
    assert title in page.locator(".pp-search li a b").all_inner_texts()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/articles/"))


@pytest.mark.browser
def test_who_types_before_the_search_is_there_loses_no_letter(page: Any, address: str) -> None:
    waiting: list[Any] = []
    page.route("**/search.js", lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    visit(page, address)
    page.keyboard.press("/")
    page.keyboard.type("capa")
    page.wait_for_function("true")
    waiting[0].continue_()
    page.locator(".pp-search input").wait_for()
    page.keyboard.type("city")
    assert page.locator(".pp-search input").input_value() == "capacity"


@pytest.mark.browser
def test_search_and_reading_from_the_disk(browser: Any, tmp_path: Path) -> None:
    config = configure(tmp_path, extra="use_directory_urls: false\nextra:\n  proofpress:\n    offline: true\n")
    done = build(config)
    assert done.returncode == 0, done.stderr
    context = browser.new_context()
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on(
        "request",
        lambda request: (
            trouble.append(request.url) if not request.url.startswith(("file:", "data:", "blob:")) else None
        ),
    )
    visit(page, (tmp_path / "site" / "index.html").as_uri())
    page.keyboard.press("/")
    page.locator(".pp-search input").fill("雅可比")
    page.locator(".pp-search li a").first.click()
    page.wait_for_url(re.compile(r"articles/gradient\.html"))
    assert page.locator(".katex-html").first.is_visible()
    assert page.evaluate(
        "getComputedStyle(document.querySelector('.katex .NAME')).fontFamily".replace(
            "NAME", compact.names()["mathnormal"]
        )
    ).startswith("KaTeX")
    context.close()
    assert not trouble


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", ATTENTION, "articles/ring-buffer/", "topics/", "archive/", "proof/"])
def test_nothing_serious_for_axe(page: Any, address: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    visit(page, urljoin(address, path))
    if page.locator("div.mermaid").count():
        page.locator("div.mermaid").first.scroll_into_view_if_needed()
        page.wait_for_selector(".pp-drawn", timeout=20000)
    for summary in page.locator("details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
    result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    serious = [
        (v["id"], [n["html"][:160] + " | " + (n.get("failureSummary") or "")[:300] for n in v["nodes"][:4]])
        for v in result["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    assert not serious, json.dumps(serious, ensure_ascii=False, indent=1)


@pytest.mark.browser
def test_motion_is_reduced_and_focus_is_seen(page: Any, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    visit(page, urljoin(address, ATTENTION))
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).transitionDuration") == "0s"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement !== document.body")


# The cache


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_from_the_cache_is_the_same_to_the_byte(tmp_path: Path) -> None:
    config = configure(tmp_path)
    site, article = tmp_path / "site", tmp_path / "docs" / "articles" / "gradient.md"
    cache = str(tmp_path / "kept")

    def built(where: str) -> dict[str, bytes]:
        run = mkdocs_started if where == "off" else mkdocs
        done = run("build", "--strict", cwd=tmp_path, **_variables(where))
        assert done.returncode == 0, done.stderr
        return snapshot(site)

    cold = built(cache)
    again = build(config, cache=cache)
    assert "4 个页面取自缓存，其中 4 个是完整页面" in again.stderr
    assert snapshot(site) == cold, "nothing changed"
    assert built("off") == cold, "the cache changes nothing"
    article.write_text(
        article.read_text("utf-8").replace("注意力梯度\n", "注意力导数\n").replace("框架", "程序库"), "utf-8"
    )
    one = build(config, cache=cache)
    assert "3 个页面取自缓存，其中 1 个是完整页面" in one.stderr, (
        "the neighbours and relations of the edited one are finished anew"
    )
    edited = snapshot(site)
    assert "注意力导数" in edited["articles/attention/index.html"].decode(), (
        "the page that names it as related changes too"
    )
    assert built("off") == edited
    for path in (tmp_path / "kept").rglob("*"):
        if path.is_file():
            data = bytearray(path.read_bytes())
            for at in range(len(data) // 3, len(data), 997):
                data[at] ^= 0x55
            path.write_bytes(bytes(data))
    assert built(cache) == edited, "a damaged cache is noticed"


def test_a_warning_is_said_again_by_a_build_from_the_cache(tmp_path: Path) -> None:
    config = configure(tmp_path)
    about = tmp_path / "docs" / "about.md"
    about.write_text("# 关于\n\n见 [没有](nowhere.md)。\n", "utf-8")
    first, second = build(config, cache=str(tmp_path / "kept")), build(config, cache=str(tmp_path / "kept"))
    assert first.returncode == second.returncode == 1
    assert "nowhere" in first.stderr
    assert "nowhere" in second.stderr


# The author's side


def test_an_error_stops_the_build_where_that_is_asked_for(tmp_path: Path) -> None:
    config = configure(tmp_path, extra="extra:\n  proofpress:\n    on_error: stop\n")
    page = tmp_path / "docs" / "articles" / "gradient.md"
    page.write_text(page.read_text("utf-8") + "\n坏公式 $\\frac{1}{2$ 在此。\n", "utf-8")
    done = build(config)
    assert done.returncode == 1
    assert re.search(r"gradient\.md:1\d:\d+", done.stderr)
    assert not (tmp_path / "site").exists()


@pytest.mark.browser
def test_a_preview_shows_findings_at_their_place_until_they_are_mended(browser: Any, tmp_path: Path) -> None:
    config = configure(tmp_path)
    source = tmp_path / "docs" / "articles" / "attention.md"
    good = source.read_text("utf-8")
    source.write_text(good.replace("后文的式(1)", "后文的 $\\frac{1}{2$ 式(1)"), "utf-8")
    with free_port() as port, served(config, port) as url:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{url}articles/attention/")
        finding = page.locator(".pp-finding.pp-tone-error")
        finding.first.wait_for(timeout=20000)
        assert finding.first.evaluate("e => e.nextElementSibling.textContent.includes('注意力把查询与键')")
        assert page.locator(".pp-finding small").first.inner_text().startswith("[math-")
        source.write_text(good, "utf-8")
        finding.first.wait_for(state="detached", timeout=20000)
        context.close()


def test_the_proof_page_lists_findings(tmp_path: Path) -> None:
    config = configure(tmp_path)
    page = tmp_path / "docs" / "articles" / "ring-buffer.md"
    page.write_text(
        page.read_text("utf-8") + "\n## In other words\n\n```\nprintf(1);\n```\n\n## In other words\n\nMore.\n", "utf-8"
    )
    assert build(config).returncode == 0
    text = read(tmp_path / "site", "proof")
    assert "code-no-language" in text
    line = page.read_text("utf-8").splitlines().index("printf(1);")
    assert f'href="../articles/ring-buffer/#line-{line}"' in text
    article = read(tmp_path / "site", "articles/ring-buffer")
    assert re.search(rf'<span class="pp-place" id="line-{line}"></span><div class="[^"]*highlight"', article)
    counts = json.loads((tmp_path / "history.jsonl").read_text("utf-8").splitlines()[-1])
    assert counts["error"] == 0
    assert counts["warning"] >= 1
    page.write_text(page.read_text("utf-8").replace("```\nprintf", "```c\nprintf"), "utf-8")
    (tmp_path / "history.jsonl").write_text(
        (tmp_path / "history.jsonl").read_text("utf-8").replace("2025-01-01", "2024-12-01"), "utf-8"
    )
    assert build(config).returncode == 0
    assert '<svg class="pp-chart"' in read(tmp_path / "site", "proof")


def test_the_proof_page_counts_from_the_baseline(tmp_path: Path) -> None:
    config = configure(tmp_path)
    (tmp_path / "proofpress.toml").write_text('baseline = "baseline.json"\n', "utf-8")
    (tmp_path / "baseline.json").write_text(
        json.dumps({"files": {"docs/articles/ring-buffer.md": {"code-no-language": 3, "math-syntax": 2, "gone": 9}}}),
        "utf-8",
    )
    assert build(config).returncode == 0
    text = read(tmp_path / "site", "proof")
    assert "<title>基线: 3 warning</title>" in text
    assert "<title>基线: 2 error</title>" in text


class free_port:  # noqa: N801 - a context manager used as a function
    def __enter__(self) -> int:
        import socket

        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            return int(listening.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        pass


class served:  # noqa: N801 - a context manager used as a function
    """`mkdocs serve`, from its first answer on."""

    def __init__(self, config: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/notes/"
        environment = {**os.environ, "PROOFPRESS_CACHE": "cache", "NO_MKDOCS_2_WARNING": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=config.parent,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> str:
        assert self.process.stderr is not None
        said = []
        end = time.monotonic() + 60
        for line in self.process.stderr:
            said.append(line)
            if "Serving on" in line:
                break
            assert time.monotonic() < end, "".join(said)
        else:
            raise AssertionError("".join(said))
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        return self.url

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(20)


COPIED = """() => {
  const paragraph = [...document.querySelectorAll("[data-pp-article] p")].find((p) => p.querySelector(".katex"));
  const range = document.createRange();
  range.setStart(paragraph.querySelector(".katex-html").firstElementChild, 0);
  range.setEnd(paragraph, paragraph.childNodes.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const copying = new ClipboardEvent("copy", {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
  paragraph.dispatchEvent(copying);
  return copying.clipboardData.getData("text/plain");
}"""


@pytest.mark.browser
def test_a_selection_with_formulas_is_copied_as_tex(page: Any, address: str) -> None:
    visit(page, urljoin(address, ATTENTION))
    assert re.match(r"\$[^$\n]*[\\_^a-z][^$\n]*\$", page.evaluate(COPIED))


@pytest.mark.browser
def test_a_picture_that_is_not_there_says_what_it_shows(page: Any, address: str) -> None:
    visit(page, urljoin(address, ATTENTION))
    page.evaluate(
        "() => { const image = new Image(); image.alt = '一幅图'; image.src = 'data:image/png;base64,AAAA';"
        " document.querySelector('[data-pp-article]').prepend(image); }"
    )
    page.locator(".pp-missing").wait_for()
    assert page.locator(".pp-missing").inner_text() == "一幅图"


@pytest.mark.browser
def test_a_picture_that_failed_before_the_script_ran_says_so_too(page: Any, address: str) -> None:
    lost = (
        '<figure class="pp-figure"><img src="data:image/png;base64,AAAA" alt="一幅图" loading="lazy"></figure>'
        '<p><img src="data:image/png;base64,BBBB" alt="另一幅"></p>'
    )

    def with_them(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</h1>", f"</h1>{lost}", 1))

    page.route(f"**/{ATTENTION}", with_them)
    # The script comes long after both have failed.
    page.route("**/proofpress.js", lambda route: (page.wait_for_timeout(500), route.continue_()))
    visit(page, urljoin(address, ATTENTION))
    page.locator(".pp-missing").nth(1).wait_for()
    assert page.locator(".pp-missing").all_inner_texts() == ["一幅图", "另一幅"]
    assert page.locator(".pp-missing [role=button], .pp-missing[role=button]").count() == 0


@pytest.mark.browser
def test_marks_of_notes_are_copied_apart_from_the_words(page: Any, address: str) -> None:
    visit(page, urljoin(address, ATTENTION))
    said = page.evaluate(
        "() => { const mark = document.querySelector('[data-pp-article] .footnote-ref'), block = mark.closest('p');"
        " getSelection().selectAllChildren(block);"
        " const copying = new ClipboardEvent('copy',"
        " {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});"
        " block.dispatchEvent(copying); return copying.clipboardData.getData('text/plain'); }"
    )
    assert re.search(r"\[\d+\]", said)


@pytest.mark.browser
def test_what_an_article_is_about_finds_it_in_the_archive(page: Any, address: str) -> None:
    visit(page, urljoin(address, "archive/"))
    field = page.locator("[data-pp-filter] input")
    assert "主题" in (field.get_attribute("placeholder") or "")
    field.fill("c++ data structures")
    assert page.locator(".pp-lines li:visible a").all_inner_texts() == ["Ring buffers"]


def test_a_page_speaks_its_own_language(site: Path) -> None:
    english = (site / "articles" / "ring-buffer" / "index.html").read_text("utf-8")
    assert '<html lang="en"' in english
    assert "min read" in english
    chinese = (site / "articles" / "attention" / "index.html").read_text("utf-8")
    assert '<html lang="zh' in chinese
    assert "分钟读完" in chinese


def test_our_words_on_a_page_are_in_its_language(site: Path) -> None:
    page = re.sub(
        r'<nav class="md-nav md-nav--primary" lang="zh".*?</nav>', "", read(site, "articles/ring-buffer"), flags=re.S
    )
    page = re.sub(
        r"<script.*?</script>|<title>.*?</title>|<header.*?</header>|<footer.*?</footer>", "", page, flags=re.S
    )
    page = page.partition("pp-related")[0]
    assert "Notes and references" in page
    assert "Table of contents" in page
    assert 'title="Link to this section"' in page
    assert set(re.findall("[\u4e00-\u9fff]+", page)) <= {"小站"}
    settings = (site / "assets/proofpress/settings.js").read_text("utf-8")
    assert '"Copied"' in settings
    assert '"已复制"' in settings
    assert 'title="本节的链接"' in read(site, ATTENTION)


def test_a_topic_is_spelled_once_and_one_way(site: Path) -> None:
    for path in ("articles/ring-buffer", ATTENTION):
        tags = re.search(r"<p class=pp-tags>(.*?)</p>", read(site, path))
        assert tags is not None
        assert [name for name in re.findall(r">([^<]+)</a>", tags[1]) if "+" in name] == ["C++"]


def test_only_an_article_from_elsewhere_says_where_it_is_from(site: Path) -> None:
    assert "本文来源" in read(site, ATTENTION)
    own = read(site, "articles/ring-buffer")
    assert "Where this article comes from" not in own
    assert "CC BY 4.0" in own


@pytest.mark.browser
def test_the_archive_by_name_is_one_list(page: Any, address: str) -> None:
    visit(page, urljoin(address, "archive/"))
    page.locator("[data-pp-filter] select").select_option("by_name")
    assert page.locator("h2:visible").count() == 0
    assert page.locator(".pp-lines time:visible").first.inner_text().count("-") == 2
    page.locator("[data-pp-filter] input").fill("2023")
    assert page.locator(".pp-lines li:visible a").all_inner_texts() == ["Ring buffers"]
    page.locator("[data-pp-filter] select").select_option("by_oldest")
    page.locator("[data-pp-filter] input").fill("")
    assert [title[:4] for title in page.locator("h2:visible").all_inner_texts()] == ["2022", "2023", "2024"]


@pytest.mark.browser
def test_a_flowchart_asks_for_no_other_way_to_lay_it_out(page: Any, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, urljoin(address, ATTENTION))
    page.locator("div.mermaid").first.scroll_into_view_if_needed()
    page.wait_for_selector(".pp-drawn", timeout=20000)
    assert any("mermaid" in url for url in asked)
    assert not [url for url in asked if "/elk-" in url]


@pytest.mark.browser
def test_a_filter_is_kept_in_the_address_and_counts_what_it_shows(page: Any, address: str) -> None:
    visit(page, urljoin(address, "topics/?filter=Ring"))
    assert page.locator(".pp-filter input").input_value() == "Ring"
    shown = page.locator("[data-pp-group]:not([hidden])").count()
    assert 0 < shown < page.locator("[data-pp-group]").count()
    page.locator(".pp-filter input").fill("nothing has this")
    assert page.locator(".pp-chips li:visible").count() == 0
    page.wait_for_url("**filter=nothing**", timeout=15000)
    page.locator(".pp-filter input").fill("")
    page.wait_for_url(lambda url: "filter" not in url, timeout=15000)


def test_the_home_says_what_articles_are_about(site: Path) -> None:
    assert re.search(r'pp-entry__topics"><a href="topics/#[^"]+">', (site / "index.html").read_text("utf-8"))


@pytest.mark.browser
def test_topics_by_name_are_in_order_above_as_below(page: Any, address: str) -> None:
    visit(page, urljoin(address, "topics/"))
    page.locator("[data-pp-filter] select").select_option("by_name")
    chips = [text.rsplit(" ", 1)[0] for text in page.locator(".pp-chips a").all_inner_texts()]
    listed = page.locator("[data-pp-listed] > [data-pp-group] h2").all_inner_texts()
    assert len(chips) > 1
    assert chips == [name.removesuffix("¶").strip() for name in listed[: len(chips)]]


@pytest.mark.browser
def test_what_is_copied_from_the_title_on_parts_the_facts_and_has_no_hidden_contents(page: Any, address: str) -> None:
    visit(page, urljoin(address, ATTENTION))
    copied = page.evaluate(
        """() => {
            const range = document.createRange(), chosen = getSelection(), facts = document.querySelector(".pp-facts");
            range.setStartBefore(document.querySelector("h1"));
            range.setEndAfter(facts.nextElementSibling);
            chosen.removeAllRanges();
            chosen.addRange(range);
            const given = {clipboardData: new DataTransfer(), bubbles: true, cancelable: true};
            const copying = new ClipboardEvent("copy", given);
            document.querySelector("h1").dispatchEvent(copying);
            return copying.clipboardData.getData("text/plain");
        }"""
    )
    assert re.search(r"\d{4}-\d\d-\d\d · .*\d+ 分钟读完", copied), copied
    assert "目录" not in copied


def test_titles_in_another_language_say_so(site: Path) -> None:
    for name in ("index.html", "archive/index.html"):
        html = (site / name).read_text("utf-8")
        assert re.search(r'href="[^"]*articles/ring-buffer/" lang="en">', html)
        assert not re.search(r'href="[^"]*articles/attention/" lang=', html)
