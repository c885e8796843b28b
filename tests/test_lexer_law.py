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
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofpress import dialect
from proofpress.markdown import lex
from proofpress.markdown.dialect import Dialect
from proofpress.markdown.formula import tex_pieces
from proofpress.markdown.lines import Kind
from tests.lexer_examples import AGREED, TROUBLED
from tests.markdown_pieces import BLOCKS, CONTAINERS, Around, Piece, within
from tests.shared import ABSENT, SHARED

OURS = ("proofpress.typeset", "proofpress.site.markup")
"""Extensions that change what a page shows of formulas and tables, after Markdown is read."""


generated = settings(
    max_examples=int(os.environ.get("PROOFPRESS_EXAMPLES", "150")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


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
        len(soup.select("div.highlight, div.mermaid, pre:has(> code):not(div.highlight pre, td pre)")),
        tuple(sorted(re.sub(r"\s+", "", f.get_text()[2:-2]) for f in soup.select(".arithmatex"))) if math else (),
        len(soup.select("table:not(.highlighttable)")),
        len(soup.select("li:not(div.footnote li)")) + len(soup.select("div.footnote li li")),
    )


def reading(text: str, read_as: Dialect) -> Shown:
    """What the lexer reads."""
    lexed = lex(text, read_as)
    entries = [entry for run in lexed.list_runs for entry in run.entries]
    return Shown(
        tuple((h.level, id_) for h, id_ in zip(lexed.headings, lexed.heading_ids, strict=True)),
        len(lexed.fences) - sum(f.delimiter == "fence" for f in lexed.formulas) + _indented_blocks(lexed.scan.kinds),
        tuple(sorted(re.sub(r"\s+", "", "".join(p.text for p in tex_pieces(lexed.scan, f))) for f in lexed.formulas)),
        sum(table.rule is not None for table in lexed.tables),
        sum(entry.what == "item" for entry in entries),
    )


def _indented_blocks(kinds: list[Kind]) -> int:
    """How many blocks of indented code the lines make."""
    return len(re.findall("c[cb]*", "".join("c" if k == Kind.CODE else "b" if k == Kind.BLANK else "-" for k in kinds)))


def compared(text: str, config: str | Path | None = None) -> tuple[Shown, Shown]:
    """The page and the reading of a text."""
    body = re.sub(r"\A(?:---\n.*?\n---\n)?(?:[ \t]*\n)*", "", text, flags=re.S)
    read_as = dialect.reading(config)
    return page(
        dialect.markdown(config, without=OURS).convert(body),
        bool(read_as.math or read_as.math_fences or read_as.math_code),
    ), reading(text, read_as)


OWN = {
    "headings": "# One\n\n## Two `x` *y*\n\nThree\n-----\n\n## Two x y\n\n#### 四、**结论**\n\n## [Link](a.md) {#id}\n",
    "fences": "```py\nx = 1\n# no heading\n```\n\n~~~\n$no$\n~~~\n\n> ```js\n> a\n> ```\n\n1.  item\n\n    ```c\n"
    "    int x;\n    ```\n",
    "formulas": "价 $x^2$ 与 \\(y_1\\)。\n\n$$\na\n= b\n$$\n\n\\[\nc\n\\]\n\n`$no$` and \\$5 and 5\\$.\n\n| a | b |\n"
    "| - | - |\n| $z$ | 2 |\n",
    "side by side": "阶乘 $\\;$$n!$ 与 $x$ 和\n$$y$$\n再 $z$。\n\nSo $a$$b$$c$ is $d$$_2$, $e$$$f$$ and $$g$$$h$.\n",
    "environments": "\\begin{align}\na &= b\n\\end{align}\n<div>\nx\n</div>\n\n\\begin{gather}\nc\n\\end{gather}\n"
    "<!-- d -->\n\n\\begin{align}\ne\n\\end{align}\n```\nno\n```\n\n\\begin{align}\nf\n\\end{align}\n<span>no</span>\n"
    "\n<div>y</div>\n\\begin{align}\ng\n\\end{align}\n\n\\begin{align}\nh\n\\end{align}\n\\begin{gather}\ni\n\\end{gather}\n"
    "\\begin{align}\nj\n\\end{align}\n\n\\begin{align}\nk\n\\end{align}\n\\begin{gather}\nno\n\\end{gather}\n",
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
    assert read == shown


def _config(folder: Path, extensions: str) -> Path:
    """The `mkdocs.yml` of a small site."""
    path = folder / "mkdocs.yml"
    path.write_text(f"site_name: s\nmarkdown_extensions: {extensions}\n", "utf-8")
    return path


@pytest.mark.parametrize(("extensions", "text"), AGREED)
def test_the_reading_of_an_example_is_the_page(extensions: str, text: str, tmp_path: Path) -> None:
    if "mdx_truly_sane_lists" in extensions:
        pytest.importorskip("mdx_truly_sane_lists", reason="comes with the extra `test`")
    config = _config(tmp_path, extensions)
    shown, read = compared(text, config)
    assert read == shown
    assert not lex(text, dialect.reading(config)).troubles


@pytest.mark.parametrize(("extensions", "what", "text"), TROUBLED)
def test_what_the_page_shows_otherwise_is_said(extensions: str, what: str, text: str, tmp_path: Path) -> None:
    assert what in [trouble.what for trouble in lex(text, dialect.reading(_config(tmp_path, extensions))).troubles]


MOST = "attr_list, def_list, footnotes, md_in_html, pymdownx.superfences, {pymdownx.arithmatex: {generic: true}}"
DIALECTS = (
    "[]",
    "[admonition, pymdownx.superfences]",
    "[admonition, footnotes, def_list, pymdownx.superfences, {pymdownx.arithmatex: {generic: true}}]",
    "[extra, admonition, {pymdownx.arithmatex: {generic: true, inline_syntax: [round], block_syntax: [square]}}]",
    f"[{MOST}, pymdownx.blocks.admonition, pymdownx.blocks.details]",
    f"[{MOST}, admonition, pymdownx.details, pymdownx.tasklist, {{pymdownx.tabbed: {{alternate_style: true}}}}]",
)


@pytest.fixture(scope="session")
def configs(tmp_path_factory: pytest.TempPathFactory) -> list[Path | None]:
    """Our own dialect, and those of small sites."""
    made: list[Path | None] = [None]
    for number, extensions in enumerate(DIALECTS):
        made.append(_config(tmp_path_factory.mktemp(f"site{number}"), extensions))
    return made


_PIECES = st.tuples(st.sampled_from(BLOCKS), st.lists(st.sampled_from(CONTAINERS), max_size=2))


def ordered(shown: Shown) -> Shown:
    """The headings without their order: those of notes stand at the end of a page."""
    return shown._replace(headings=tuple(sorted(shown.headings)))


@generated
@given(st.lists(_PIECES, min_size=1, max_size=4), st.integers(0, len(DIALECTS)), st.sampled_from(("\n\n", "\n")))
def test_the_reading_of_any_text_is_the_page(
    configs: list[Path | None], pieces: list[tuple[Piece, list[Around]]], number: int, between: str
) -> None:
    config = configs[number]
    read_as = dialect.reading(config)
    blocks = [within(piece, around, read_as) for piece, around in dict(pieces).items() if piece.stands(read_as)]
    # What touches a quote, a definition or a comment is taken into it by everybody, each in another way.
    loose = any(re.search(r"^ *(?:>|:   |\[ref|<!--)", block, re.M) for block in blocks)
    text = ("\n\n" if loose else between).join(blocks) + "\n"
    if lex(text, read_as).troubles:
        return
    shown, read = compared(text, config)
    assert ordered(read) == ordered(shown), text


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


def _written(name: str) -> Iterator[tuple[str, Path | None]]:
    """Articles that are Markdown through and through, as far as the lexer finds nothing wrong with them."""
    for path in sorted((SHARED / name).rglob("*.md"))[::8]:
        text = path.read_text("utf-8", "replace").replace("\r\n", "\n")
        if not re.search(r"^ *<", text, re.M) and not lex(text, dialect.reading()).troubles:
            yield text, None


@pytest.mark.slow
@pytest.mark.parametrize("name", ["corpus", "wild"])
def test_the_reading_of_an_article_is_its_page(name: str) -> None:
    if not (SHARED / name).is_dir():
        pytest.skip(ABSENT)
    agree, count = agreement(_written(name))
    assert all(agree[kind] >= 0.97 * count for kind in Shown._fields), (agree, count)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["uv", "cs-self-learning", "textual"])
def test_the_reading_of_a_site_is_its_pages(name: str) -> None:
    if not (SHARED / "sites" / name).is_dir():
        pytest.skip(ABSENT)
    agree, count = agreement(_site(name))
    assert count > 20
    assert all(agree[kind] >= 0.97 * count for kind in Shown._fields), (agree, count)
