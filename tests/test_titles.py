"""A text without a title has that of the file that a person named, and none where a program did."""

from __future__ import annotations

import pytest

from proofpress.convert import convert
from proofpress.source import Source

UNTITLED = "## 1. 背景\n\n先说为什么。\n\n## 2. 做法\n\n再说怎么做。\n"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("笔记/分布式锁的实现(1).md", "分布式锁的实现"),
        ("2024-05-06 Node.js 入门与实践.html.md", "Node.js 入门与实践"),
        ("How to sort lists - Copy.md", "How to sort lists"),
        ("新建文本文档 (2).md", ""),
        ("Untitled document 3.md", ""),
        ("2025-01-02-how-to-sort-lists.md", ""),
        ("page 3 of 4.md", ""),
        ("121483237.md", ""),
    ],
)
def test_a_name_that_says_something_is_the_title(name: str, title: str) -> None:
    made = convert(Source(name, UNTITLED))
    assert (f"\n# {title}\n" in made.markdown) if title else "\n# " not in made.markdown
    assert any(title in finding.message.en and finding.rule == "title" for finding in made.ledger)


def test_a_text_without_sections_has_no_place_for_one() -> None:
    assert "\n# " not in convert(Source("分布式锁的实现.md", "只有一段话。\n")).markdown
