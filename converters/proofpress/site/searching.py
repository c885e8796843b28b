"""Search: what of a page is found, and Pagefind's index of it."""

from __future__ import annotations

import html
import json
import re
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from proofpress.site.drawings import without_drawings

_NOISE = re.compile(r'<a class="headerlink".*?</a>|<a class="footnote-backref".*?</a>|<(script|style|button|svg)\b.*?</\1>|<div class="pp-facts">.*?</div>|<aside class="pp-.*?</aside>', re.S)
_MATHML = re.compile(r'<math\b.*?<annotation encoding="application/x-tex">(.*?)</annotation>.*?</math>', re.S)
_STRIP = re.compile(r"<[^>]*>")
_TEXT = re.compile(r"(?:^|(?<=>))[^<>]+")
_APART = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])|([\\{}()\[\],;:=+*/<>|&.]+)")


@dataclass(frozen=True, slots=True)
class Record:
    """A page as search sees it: `url` relative to the site's root, `content` as HTML with its headings' anchors."""

    url: str
    title: str
    content: str
    language: str

    @property
    def text(self) -> str:
        """The words alone, in one line."""
        return " ".join(html.unescape(_STRIP.sub(" ", self.content)).split())


def record(url: str, title: str, content: str, language: str) -> Record:
    """A record without what nobody searches for: permalinks, back links, and the drawn half of formulas, whose TeX stays."""
    return Record(url, title, _MATHML.sub(lambda m: f" {m[1]} ", without_drawings(_NOISE.sub("", content))), language)


def apart(content: str) -> str:
    """The HTML with spaces around Chinese characters and signs of code and TeX, so that each is found by itself.

    No segmenter agrees with another one about Chinese words; single characters, searched as a phrase, find every word.
    """
    return _TEXT.sub(lambda text: _APART.sub(_spaced, text[0]), content)


def _spaced(match: re.Match[str]) -> str:
    return f" {match[0]} " if match[1] or "&" not in match[0] and ";" not in match[0] else match[0]


def index(records: Iterable[Record], output: Path) -> None:
    """Write Pagefind's index of the records into the folder `output`.

    Raises `ImportError` where Pagefind is not installed, `OSError` or `RuntimeError` where it cannot run. Its program reads
    a folder of pages, since its Python interface waits a tenth of a second for each.
    """
    from pagefind.service import get_executable

    with tempfile.TemporaryDirectory() as folder:
        for each in records:
            path = Path(folder, each.url if each.url.endswith((".html", ".htm")) else f"{each.url}/index.html")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_page(each), "utf-8")
        done = subprocess.run(
            [str(get_executable()), "--site", folder, "--output-path", str(output.absolute()), "--force-language", "en", "--include-characters", "_", "--quiet"],
            capture_output=True, text=True, check=False,
        )
    if done.returncode:
        raise RuntimeError((done.stderr or done.stdout).strip() or f"pagefind ended with {done.returncode}")


def _page(each: Record) -> str:
    title = html.escape(each.title)
    head = f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><span hidden data-pagefind-meta="title">{title}</span>'
    return f"{head}<main data-pagefind-body>{apart(each.content)}</main></body></html>"


def text_script(records: Iterable[Record]) -> str:
    """All pages' words as one script, for a site that is read from `file://`."""
    pages = [{"url": r.url, "title": r.title, "text": r.text} for r in records]
    return "window.proofpressPages=" + json.dumps(pages, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/") + ";\n"
