"""Markdown in elements that stay as they are: each element and each kind of Markdown, as the page prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.fix import fix
from proofpress.rules.sites import FolderSite
from proofpress.source import Source

KNOWN = "markdown_extensions: [md_in_html, tables, admonition, pymdownx.superfences]"


def told(folder: Path, text: str, config: str = KNOWN) -> list[str]:
    """The first line of what each finding is about."""
    page = folder / "docs" / "page.md"
    page.parent.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(f"site_name: s\n{config}\n", "utf-8")
    found = check(Source(page.as_posix(), text), FolderSite())
    return [text[f.span.start : f.span.end] for f in found if f.rule == "html-block-markdown"]


def mended(folder: Path, text: str) -> str:
    return fix(Source((folder / "docs" / "page.md").as_posix(), text), FolderSite(), unsafe=True).source.text


@pytest.mark.parametrize(
    ("inside", "first"),
    [
        ("| 字 | 释 |\n| --- | --- |\n| 隹 | 唯 |", "| 字 | 释 |"),
        ("Size | Price\n:--- | ---:\nS | 3", "Size | Price"),
        ("> 引文在此。", "> 引"),
        ("Run `make` twice.", "`make`"),
        ("!!! note\n    Mind the gap.", "!!! n"),
        ("先看，再 *动手*。\n\n- 一\n- 二", "*动手*"),
    ],
)
@pytest.mark.parametrize("tag", ["<details>\n<summary>More</summary>", "<div class='card'>", "<section>"])
def test_kinds_of_markdown(tmp_path: Path, tag: str, inside: str, first: str) -> None:
    name = tag[1:].split(">")[0].split()[0]
    text = f"# 题\n\n{tag}\n\n{inside}\n\n</{name}>\n"
    assert told(tmp_path, text) == [first]
    assert not told(tmp_path / "again", mended(tmp_path, text))


def test_each_element_is_told_by_itself(tmp_path: Path) -> None:
    text = (
        "# 题\n\n<div>\n\n**甲**\n\n</div>\n\n<details>\n<summary>乙</summary>\n\n- 丙\n\n</details>\n\n<div>丁</div>\n"
    )
    assert told(tmp_path, text) == ["**甲**", "- 丙"]
    assert "<div>丁</div>" in mended(tmp_path, text)


def test_an_element_inside_of_a_raw_one_asks_in_vain(tmp_path: Path) -> None:
    text = "# A\n\n<div class='row'>\n<div class='col' markdown>\nSee *here*.\n</div>\n</div>\n"
    assert told(tmp_path, text) == ["*here*"]


@pytest.mark.parametrize(
    "inside",
    ["<code>**p</code> and <code>q**</code>", "a | b\n\n---", "<img alt='x'\n> 图注", "<kbd>*</kbd> 与 <kbd>*</kbd>"],
)
def test_html_is_no_markdown(tmp_path: Path, inside: str) -> None:
    assert told(tmp_path, f"# 题\n\n<div>\n{inside}\n</div>\n") == []


def test_no_attribute_where_the_site_does_not_know_it(tmp_path: Path) -> None:
    text = "# A\n\n<div>\n**Bold**\n</div>\n"
    assert told(tmp_path, text, "markdown_extensions: [tables]") == ["**Bold**"]
    assert "markdown" not in mended(tmp_path, text)


@pytest.mark.parametrize(
    ("attributes", "asks"),
    [
        ("markdown", True),
        ("class='a' MARKDOWN=block", True),
        ('class="markdown-body"', False),
        ('title="some markdown here"', False),
        ("data-markdown='1'", False),
        ('markdown="0"', False),
    ],
)
def test_only_its_own_attribute_asks_for_markdown(tmp_path: Path, attributes: str, asks: bool) -> None:
    text = f"# 题\n\n<div {attributes}>\n\n**甲**\n\n</div>\n"
    assert told(tmp_path, text) == ([] if asks else ["**甲**"])


def test_a_blank_line_inside_of_an_element_parts_no_tags() -> None:
    text = (
        "# 图\n\n<div class='a'>\n  <figure>\n    <figcaption>\n\n    </figcaption>\n  </figure>\n</div>\n\n"
        "<div>\n<pre><code>```\nx = 1\n```</code></pre>\n<p>Text.</p>\n</div>\n\n正文。\n"
    )
    assert not [f for f in check(Source("a.md", text)) if f.rule == "residue-html"]
    lone = text.replace("</figcaption>", "</main>").replace("Text.</p>\n</div>", "Text.</p>")
    assert [lone[f.span.start : f.span.end] for f in check(Source("a.md", lone)) if f.rule == "residue-html"] == [
        "<figcaption>",
        "<div>",
    ]
