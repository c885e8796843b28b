"""`anchors` names what the built page names."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import example, given, settings

from proofpress import dialect
from proofpress.anchors import anchors
from proofpress.normal import normalise
from proofpress.readers.markdown import read
from proofpress.slugs import Slugs
from proofpress.source import Source
from proofpress.tree import Document, Image, Paragraph
from proofpress.writer import body
from tests.trees import documents

_ID = re.compile(r'\sid="([^"]*)"')


@cache
def _parser():  # type: ignore[no-untyped-def]
    return dialect.markdown(without=("proofpress.typeset",))


def page_anchors(markdown: str) -> list[str]:
    """The ids of the page that the site makes, without the boxes of tabs."""
    import html

    parser = _parser()
    parser.reset()
    return [html.unescape(found) for found in _ID.findall(parser.convert(markdown)) if not found.startswith("__")]


ARTICLES = {
    "headings": "# 标题\n\n## 安装\n\n## 安装\n\n## 安装_1\n\n## `vector<int>` 与 $x^2$\n\n## a  b\n\n"
    "## 1. C++ & **Rust**[^1]\n\n## …\n\n[^1]: 注。\n",
    "counted": "# x\n\n## x\n\n## x_5\n\n## x_5\n\n## x\n\n## x_1\n\n## x\n",
    "figures": "# 图\n\n## figure-1\n\n![](a.png)\n\n图 1 结构\n\n![说明](b.png)\n\n![image](c.png)\n\n> ![](d.png)\n"
    ">\n"
    "> Figure 3: inside\n\n1. a\n\n    ![picture of a](e.png)\n\n2. b\n\n- ![tight](f.png)\n- x\n",
    "set apart": "# s\n\n![a](a.png)\n\n*What it shows*\n\n*What it costs*\n\n| a |\n| --- |\n| 1 |\n\n*Not this*\n\n"
    "![](b.png)\n\n*A **part*** of it\n\n![](c.png)\n\n*In `code` and [a link](d.md)*\n",
    "linked": "# p\n\n[![cat](a.png)](https://example.com/)\n\ntext ![cat](a.png)\n",
    "tables": "# 表\n\n表 1 上\n\n| a |\n| --- |\n| 1 |\n\n表 2 上\n\n| a |\n| --- |\n| 1 |\n\n| a |\n| --- |\n"
    "| 1 |\n\n"
    "表 3 下\n\ntext\n",
    "equations": "# e\n\n$$\nx \\tag{1}\n$$\n\n$$\ny \\tag{2a}\n$$\n\n{#mass}\n\n$$\nz\n$$\n\n{#plain}\n",
    "notes": "# n\n\na[^1] b[^1] c[^x]\n\n[^1]: one\n\n[^x]: two\n\n[^3]: uncited\n",
    "explicit": "# n\n\n## One {#one}\n\n## One\n",
}


@pytest.mark.parametrize("name", ARTICLES)
def test_the_page_has_the_same_anchors(name: str) -> None:
    text = ARTICLES[name]
    assert anchors(read(Source("", text))).names == set(page_anchors(text))


@settings(max_examples=60, deadline=None)
@given(documents())
@example(normalise(Document((Paragraph((Image("a.png", "A", "'"),)),))))
def test_generated_articles_have_the_same_anchors(document: Document) -> None:
    assert anchors(document).names == set(page_anchors(body(document)))


def test_many_headings_of_one_name_take_no_longer() -> None:
    slugs = Slugs()
    made = {slugs.add("x") for _ in range(20_000)}
    assert len(made) == 20_000
    assert "x_19999" in made
