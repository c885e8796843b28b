"""Conversions of hostile pages on a Material site that has none of our extensions: nothing of them runs."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from proofpress import active
from proofpress.convert import convert
from proofpress.source import Source
from tests.hooks.test_plugin import build, site
from tests.renderers import MATERIAL

pytestmark = pytest.mark.slow

LIVE = "<img src=x onerror=evil({0})>"
TEXT = "&lt;img src=x onerror=evil({0})&gt;"
PAGE = f"""<html><head><title>{TEXT.format(1)}</title>
<meta name="description" content='"&gt;&lt;script&gt;evil(2)&lt;/script&gt;'>
<meta name="keywords" content="缓存,{TEXT.format(3)}">
<meta name="author" content="{TEXT.format(4)}"></head><body><article>
<h1>时钟 {TEXT.format(5)} &lt;/title&gt;&lt;script&gt;evil(61)&lt;/script&gt;</h1>
<p>一段正文 {TEXT.format(6)}，说明 <kbd>{TEXT.format(7)}</kbd>。</p>
<h2>C&lt;T&gt; <code>{TEXT.format(8)}</code> {TEXT.format(9)}</h2>
<dl><dt>{TEXT.format(10)}</dt><dd>{TEXT.format(11)}</dd></dl>
<details><summary>{TEXT.format(12)}</summary><p><code>{TEXT.format(13)}</code></p></details>
<table><tr><th>{TEXT.format(14)}</th></tr><tr><td>{TEXT.format(15)} | <code>a|{TEXT.format(16)}</code></td></tr></table>
<p><a href="https://a.example/" title="&quot; onclick=&quot;evil(17)">x {TEXT.format(18)}</a>
<img src="https://a.example/a.png" alt="{TEXT.format(19)}" title='"&gt;{TEXT.format(20)}'></p>
<ul><li><p>a</p><pre><code>{TEXT.format(21)}\n\n{TEXT.format(22)}</code></pre></li></ul></article></body></html>"""
MARKDOWN = f"""---
title: {LIVE.format(31)}
description: 'x" http-equiv="refresh'
tags: ['{LIVE.format(33)}']
---

# Skew \\{LIVE.format(34)} `</title><script>evil(62)</script>`

!!! note "\\{LIVE.format(35)}"
    Text \\{LIVE.format(36)} and *\\{LIVE.format(37)}*[^1].

=== "\\{LIVE.format(38)}"
    `{LIVE.format(39)}` $x [a](javascript:evil(40)) `y` z$

\\{LIVE.format(41)}
:   \\{LIVE.format(42)}

[^1]: \\{LIVE.format(43)} [l](a.md "\\" onclick=\\"evil(44)")
"""
OWN = f"""---
title: {LIVE.format(51)}
description: '"><script>evil(52)</script>'
tags: ['{LIVE.format(53)}']
---

# Own page

Text.
"""


class _Page(HTMLParser):
    """Every tag and attribute that names the payload where a browser would act on it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in = tag
        if tag == "title":
            self.set_cdata_mode(tag)
        for name, value in attrs:
            said = re.sub(r"\s", "", value or "").lower()
            if "evil" in said and (name.startswith("on") or said.startswith(("javascript:", "data:"))):
                self.found.append(f"<{tag} {name}={value}>")
            if name == "http-equiv" and "refresh" in said:
                self.found.append(f"<{tag} {name}>")

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in in ("script", "style") and re.match(r"\s*evil\(", data):
            self.found.append(f"<{self._in}>{data}")


def live(folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in (folder / "site").rglob("*.html"):
        page = _Page()
        page.feed(path.read_text("utf-8"))
        page.close()
        found[path.relative_to(folder / "site").as_posix()] = page.found
    assert len(found) > 2
    return {name: one for name, one in found.items() if one}


def material(folder: Path, pages: dict[str, str], plugins: str) -> Path:
    extensions = "\n".join(f"- {name}" for name in MATERIAL if name not in ("pymdownx.emoji", "toc", "tables"))
    return site(
        folder,
        f"theme: {{name: material, font: false, features: [navigation.footer]}}\nplugins: {plugins}",
        pages,
        f"\nsite_url: https://plain.example/\nmarkdown_extensions:\n{extensions}\n",
    )


def test_conversions_on_a_plain_material_site(tmp_path: Path) -> None:
    pages = {
        "index.md": "# Home\n\n<!-- material/tags -->\n",
        "a.md": convert(Source("a.html", PAGE)).markdown,
        "b.md": convert(Source("b.md", MARKDOWN)).markdown,
        "c.md": "# Last\n\nWords.\n",
    }
    folder = material(tmp_path, pages, "[search, tags]")
    ran = build(folder)
    assert ran.returncode == 0, ran.stderr
    assert not live(folder)
    for entry in json.loads((folder / "site/search/search_index.json").read_text("utf-8"))["docs"]:
        shown = [entry["title"], entry["text"], *entry.get("tags", ())]
        assert not [found for text in shown for found in active.printed(text)], entry


def test_front_matter_of_an_owner_is_named_and_published_as_text(tmp_path: Path) -> None:
    pages = {
        "index.md": "# Home\n\nWords.\n",
        "own.md": OWN,
        "z.md": "# Z `</title><script>evil(63)</script>`\n\nWords.\n",
    }
    without = material(tmp_path / "a", pages, "[search, tags]")
    assert build(without).returncode == 0
    assert live(without)
    folder = material(tmp_path / "b", pages, "[search, tags, proofpress: {on_error: warn}]")
    ran = build(folder)
    assert ran.returncode == 0, ran.stderr
    assert "front-matter-markup" in ran.stderr
    assert not live(folder)
    assert "evil(51)" in (folder / "site/own/index.html").read_text("utf-8")
