"""What a page says about itself, where it says it badly."""

from __future__ import annotations

import pytest

from proofpress.origins.page_metadata import beside_title, unescaped


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
