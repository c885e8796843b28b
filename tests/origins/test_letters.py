"""Laws 5 and 6 over whole pages: the author's letters in = letters out + letters in the ledger.

The letters of a page are counted by the standard library's parser, which shares no code with the reader.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from proofpress.convert import Conversion, convert
from proofpress.origins.input import Input
from proofpress.source import Source
from tests.case_folders import CASES
from tests.shared import SHARED

CORPUS = SHARED / "corpus"
RENDERED = (
    "katex",
    "MathJax",
    "mjx",
    "MJX",
    "math",
    "mwe-",
    "latex",
    "tex",
    "gutter",
    "lineno",
    "line-number",
    "pre-numbering",
    "hljs-ln",
    "headerlink",
    "ztext-math",
    "ltx_",
)
TAG = re.compile(r"<[^<>]*>")
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


class Letters(HTMLParser):
    """Counts the letters that a page shows: no scripts, no formulas (their letters are TeX in the output),
    no gutters."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Counter[str] = Counter()
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        classes = dict(attrs).get("class") or ""
        silent = tag in ("script", "style", "template", "noscript", "math", "mjx-container", "svg", "textarea") or any(
            name.startswith(RENDERED) for name in classes.split()
        )
        self._open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self._open]
        if tag in names:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not any(silent for _, silent in self._open):
            self.found.update(char for char in data if char.isalpha())


def lost(text: str, conversion: Conversion) -> Counter[str]:
    """The letters that stand neither in the output nor in the ledger."""
    wanted = Letters()
    wanted.feed(text)
    have = Counter(conversion.markdown)
    for entry in conversion.ledger:
        if entry.severity.value in ("removal", "repair"):
            have.update(unescape(TAG.sub("", entry.text)))
    return wanted.found - have


def pages() -> list[Path]:
    found = sorted(CASES.glob("*/*/input.html"))
    found += sorted(
        path
        for path in CORPUS.glob("*/*")
        if path.parent.name.startswith(("csdn", "pair", "page"))
        and path.name.count(".") == 1
        # Markdown under the name of a page is no page.
        and path.read_bytes().lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    )
    return found


@pytest.mark.parametrize("path", pages(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_letter_is_lost(path: Path) -> None:
    source = Source.from_bytes(path.name, path.read_bytes())
    given = Input(source)
    missing = lost(given.body.text, convert(source))
    assert sum(missing.values()) <= 2, missing.most_common(20)
