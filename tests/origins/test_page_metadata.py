"""What a page says about itself, where it says it badly."""

from __future__ import annotations

import pytest

from proofpress.origins.page_metadata import beside_title, of_page, unescaped
from proofpress.readers.html import parse
from proofpress.source import Source


@pytest.mark.parametrize(
    ("key", "said", "meant"),
    [
        ("citation_author", "Turing, Alan", ["Alan Turing"]),
        ("dc.creator", "Turing, Alan", ["Alan Turing"]),
        ("author", "张三, 李四", ["张三", "李四"]),
        ("author", "张三、李四、王五六", ["张三", "李四", "王五六"]),
        ("author", "Alice, Bob", ["Alice, Bob"]),
        ("author", "Google, Inc.", ["Google, Inc."]),
    ],
)
def test_only_what_libraries_read_names_the_family_first(key: str, said: str, meant: list[str]) -> None:
    assert of_page(parse(Source("a.html", f'<meta name="{key}" content="{said}"><p>x</p>')))["authors"] == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("That&#039;s it", "That's it"),
        ("R&amp;D &#8211; a &quot;plan&quot;", 'R&D – a "plan"'),
        ("What&#39;s the difference of &lt; and &gt;?", "What's the difference of < and >?"),
        ("“一次&amp;两次”", "“一次&两次”"),
        ("How to write &nbsp; and &lt; in HTML", "How to write &nbsp; and &lt; in HTML"),
        ("Escape & as &amp;", "Escape & as &amp;"),
        ('A " is &quot; in an attribute', 'A " is &quot; in an attribute'),
        ("a; b &c; AT&T", "a; b &c; AT&T"),
    ],
)
def test_escaped_twice(said: str, meant: str) -> None:
    assert unescaped(said) == meant


def test_a_tag_that_is_a_long_title_goes_and_a_topic_stays() -> None:
    long = {
        "title": "哈希表的扩容与渐进式搬迁",
        "description": "哈希表的扩容与渐进式搬迁。",
        "tags": ["哈希表的扩容与渐进式搬迁", "哈希表", "未分类"],
    }
    assert beside_title(long) == {"title": "哈希表的扩容与渐进式搬迁", "tags": ["哈希表"]}
    assert beside_title({"title": "Docker", "tags": ["docker"]}) == {"title": "Docker", "tags": ["docker"]}
    assert beside_title({"title": "Heaps", "tags": ["Uncategorized"]}) == {"title": "Heaps"}
