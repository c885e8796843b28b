"""The law of the lexer: where it finds nothing wrong, it reads a text as the page shows it that the site's parser
makes.

Compared are headings with their ids, fences, formulas, tables and items of lists, on examples of our own and, where
they are there, on whole sites and on what conversions wrote.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup

from proofpress import dialect
from proofpress.markdown import lex
from proofpress.markdown.dialect import Dialect

SHARED = Path(os.environ.get("PROOFPRESS_SHARED", Path(__file__).parent.parent.parent / "shared"))
OURS = ("proofpress.typeset", "proofpress.site.markup")
"""Extensions that change what a page shows of formulas and tables, after Markdown is read."""


class Shown(NamedTuple):
    """What a text shows, as far as the law compares it."""

    headings: tuple[tuple[int, str], ...]
    fences: int
    formulas: tuple[str, ...]
    tables: int
    items: int


def page(html: str, math: bool) -> Shown:
    """What stands on a page."""
    soup = BeautifulSoup(html, "html.parser")
    headings = [h for h in soup.find_all(re.compile("^h[1-6]$")) if h.get("id")]
    return Shown(
        tuple((int(h.name[1]), str(h["id"])) for h in headings),
        len(soup.select("div.highlight, pre:not(div.highlight pre, td pre)")),
        tuple(re.sub(r"\s+", "", f.get_text()[2:-2]) for f in soup.select(".arithmatex")) if math else (),
        len(soup.select("table:not(.highlighttable)")),
        len(soup.find_all("li")),
    )


def reading(text: str, read_as: Dialect) -> Shown:
    """What the lexer reads."""
    lexed = lex(text, read_as)
    entries = [entry for run in lexed.list_runs for entry in run.entries]
    return Shown(
        tuple((h.depth, id_) for h, id_ in zip(lexed.headings, lexed.heading_ids, strict=True)),
        len(lexed.fences),
        tuple(re.sub(r"\s+", "", text[f.inner.start : f.inner.end]) for f in lexed.formulas) if read_as.math else (),
        sum(table.rule is not None for table in lexed.tables),
        sum(entry.what == "item" for entry in entries),
    )


def compared(text: str, config: str | Path | None = None) -> tuple[Shown, Shown]:
    """The page and the reading of a text."""
    body = re.sub(r"\A(?:---\n.*?\n---\n)?(?:[ \t]*\n)*", "", text, flags=re.S)
    read_as = dialect.reading(config)
    return page(dialect.markdown(config, without=OURS).convert(body), bool(read_as.math)), reading(text, read_as)


OWN = {
    "headings": "# One\n\n## Two `x` *y*\n\nThree\n-----\n\n## Two x y\n\n#### 四、**结论**\n\n## [Link](a.md) {#id}\n",
    "fences": "```py\nx = 1\n# no heading\n```\n\n~~~\n$no$\n~~~\n\n> ```js\n> a\n> ```\n\n1.  item\n\n    ```c\n"
    "    int x;\n    ```\n",
    "formulas": "价 $x^2$ 与 \\(y_1\\)。\n\n$$\na\n= b\n$$\n\n\\[\nc\n\\]\n\n`$no$` and \\$5 and 5\\$.\n\n| a | b |\n"
    "| - | - |\n| $z$ | 2 |\n",
    "lists": "- a\n- b\n    - c\n\n        more\n\n    - d\n\n1. x\n2. y\n\n***\n\n* one\n* two\n",
    "boxes": '!!! note "题"\n\n    -   甲：\n\n        其文。\n    -   乙。\n\n??? tip\n\n    # Inside\n\n    $x$\n\n'
    '=== "A"\n\n    ```py\n    1\n    ```\n',
    "tables": "| a | b |\n| --- | --- |\n| 1 | 2 |\n\nx | y\n--- | ---\n`|` | 2\n\ntext | no table\n",
    "notes": 'Text[^1] and more.\n\n[^1]: A note.\n\n[ref]: https://example.org "T"\n\nTerm\n'
    ":   What it is, with $x$.\n",
    "comments": "<!-- # no\n\n```\nno\n```\n-->\n\n# Yes\n\n<div>\nraw\n</div>\n\n    # code\n\nend\n",
}


@pytest.mark.parametrize("name", OWN)
def test_the_reading_is_the_page(name: str) -> None:
    shown, read = compared(OWN[name])
    if name == "notes":  # The page lists its notes.
        read = read._replace(items=read.items + 1)
    if name == "comments":  # Indented code is code, and no fence.
        shown = shown._replace(fences=shown.fences - 1)
    assert read == shown


def agreement(texts: Iterator[tuple[str, Path | None]]) -> tuple[Counter[str], int]:
    """How many texts agree, by kind, of how many."""
    agree: Counter[str] = Counter()
    count = 0
    for text, config in texts:
        shown, read = compared(text, config)
        agree.update(kind for kind, a, b in zip(Shown._fields, shown, read, strict=True) if a == b)
        count += 1
    return agree, count


def _site(name: str) -> Iterator[tuple[str, Path | None]]:
    root = SHARED / "sites" / name
    for path in sorted((root / "docs").rglob("*.md")):
        text = path.read_text("utf-8", "replace").replace("\r\n", "\n")
        if "--8<--" not in text:
            yield text, root / "mkdocs.yml"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["uv", "cs-self-learning"])
def test_the_reading_of_a_site_is_its_pages(name: str) -> None:
    if not (SHARED / "sites" / name).is_dir():
        pytest.skip("the snapshots of real sites are not here")
    agree, count = agreement(_site(name))
    assert count > 20
    assert all(agree[kind] >= 0.97 * count for kind in Shown._fields), (agree, count)
