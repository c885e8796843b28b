"""Search: what of a page is found, and Pagefind's index of it."""

from __future__ import annotations

import hashlib
import html
import json
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from proofpress.site.drawings import without_drawings

_NOISE = re.compile(
    r'<a [^>]*class="(?:headerlink|footnote-backref)".*?</a>|<(script|style|button|svg)\b.*?</\1>|<div class="pp-facts">.*?</div>|<aside class="pp-.*?</aside>',
    re.S,
)
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


class Pages:
    """The pages that Pagefind reads, in a folder that outlives a build: what is there as it was is not made again.

    `salt` names the program: pages that another one made are not used. Files that were damaged are written anew.
    """

    def __init__(self, folder: Path, salt: str) -> None:
        self._folder, self._list, self._salt = folder / "pages", folder / "pages.json", salt
        self._kept = self._read()
        self._wanted: dict[str, str] = {}
        self._new: dict[str, str] = {}

    def _read(self) -> dict[str, str]:
        try:
            listed = json.loads(self._list.read_text("utf-8"))
            return {url: page for url, (page, seal) in listed.items() if _seal(self._path(url).read_bytes()) == seal}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _path(self, url: str) -> Path:
        return self._folder / (url if url.endswith((".html", ".htm")) else f"{url}/index.html")

    def add(self, url: str, title: str, content: str, language: str) -> None:
        """A page of the site; `url` relative to its root, `content` as HTML."""
        page = self._wanted[url] = _seal(
            "\0".join((self._salt, url, title, language, content)).encode("utf-8", "surrogatepass")
        )
        if self._kept.get(url) != page:
            self._new[url] = _page(record(url, title, content, language))

    @property
    def digest(self) -> str:
        """What an index of these pages depends on."""
        return _seal(json.dumps(sorted(self._wanted.items())).encode())

    def write(self) -> Path:
        """The folder, with these pages and no others. Raises `OSError`."""
        if not self._kept:
            shutil.rmtree(self._folder, ignore_errors=True)
        for url in self._kept.keys() - self._wanted.keys():
            self._path(url).unlink(missing_ok=True)
        for url, text in self._new.items():
            self._path(url).parent.mkdir(parents=True, exist_ok=True)
            self._path(url).write_text(text, "utf-8")
        listed = {url: (page, _seal(self._path(url).read_bytes())) for url, page in self._wanted.items()}
        self._list.write_text(json.dumps(listed), "utf-8")
        return self._folder


def _seal(octets: bytes) -> str:
    return hashlib.blake2b(octets, digest_size=20).hexdigest()


def index(pages: Path, output: Path) -> None:
    """Write Pagefind's index of a folder of pages into the folder `output`.

    Raises `ImportError` where Pagefind is not installed, `OSError` or `RuntimeError` where it cannot run. Its program reads
    files, since its Python interface waits a tenth of a second for each page.
    """
    from pagefind.service import get_executable

    done = subprocess.run(
        [
            str(get_executable()),
            "--site",
            str(pages.absolute()),
            "--output-path",
            str(output.absolute()),
            "--force-language",
            "en",
            "--include-characters",
            "_",
            "--quiet",
        ],
        capture_output=True,
        text=True,
        check=False,
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
    return (
        "window.proofpressPages="
        + json.dumps(pages, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
        + ";\n"
    )
