"""Law 5 for Markdown and text: every letter of the input stands in the output or in the ledger.

Over the case folders, and over heaps of the pieces that machines and converters leave behind, in any order.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from proofpress.convert import convert
from proofpress.source import Source
from tests.case_folders import CASES

PIECES = (
    "# 标题 Title",
    "##小节",
    "### 3.1 Part (about 300 words)",
    "一段普通的文字，讲述缓存的一致性。",
    "A paragraph about caches and their owners.",
    "<think>",
    "</think>",
    "&lt;think&gt;",
    "<thinking>用户要求我撰写文章。</thinking>",
    "<answer>",
    "</answer>",
    "<|im_start|>assistant",
    "<|im_end|>",
    "<|channel|>analysis<|message|>The user wants an article.<|end|>",
    "citeturn0search1",
    "【3†source】",
    "```",
    "```python",
    "````markdown",
    "~~~",
    "\\`\\`\\`",
    "print('x')  # comment",
    "| a | b |",
    "|---|---|",
    "| c | d | e |",
    "甲 | 乙",
    "--- | ---",
    "｜ 丙 ｜ 丁 ｜",
    "+---+---+",
    "- item",
    "  - nested",
    "1、第一点",
    "2、第二点",
    "> quoted",
    "**重点：**接着",
    "** x **",
    "$ a $",
    "\\(b\\)",
    "[",
    "x^2 = y",
    "]",
    "( \\alpha )",
    "Text [1] and [2-3].",
    "## 参考文献",
    "[1] Author. Work. 2019.",
    "[2] Another. Work. 2020.",
    "请撰写一篇不少于3000字的文章，使用Markdown格式。",
    "好的，以下是文章：",
    "If you need changes, let me know.",
    "\\[link\\](https://example.org/a)",
    "[[1]](https://example.org/b)",
    "---",
    "***",
    "系统会重试。" * 12,
    "[^1]",
    "[^1]: a note",
    "[label]: https://example.org/c",
    "[label]",
    "![alt](a.png)",
    "<div>inner</div>",
    "&nbsp;text&nbsp;",
    "mermaid",
    "graph TD; A--&gt;B",
)
_HEADER = re.compile(r"\A---\n.*?\n---\n", re.S)
_MARKUP = re.compile(r"<[^<>\n]*>|^\s*\[[^\]\n]+\]:.*$", re.M)


def lost(text: str) -> Counter[str]:
    """The letters that stand neither in the output nor in the ledger;
    of tags and definitions only what a reader sees counts."""
    conversion = convert(Source("a.md", text))
    have = Counter(conversion.markdown) + Counter(unescape(conversion.markdown))
    for entry in conversion.ledger:
        have.update(unescape(entry.text))
    if _KEYED.match(text):
        head, _, rest = text.partition("\n\n")
        text = f"{_KEY.sub('', head)}\n\n{rest}"
    text = _ENCODED.sub("", _MAILED.sub("", _MARKUP.sub("", _HEADER.sub("", text))))
    return Counter(char for char in unescape(text) if char.isalpha()) - have


_ENCODED = re.compile(r"%(?:3A|2F|3F|3D)")
"""Signs of an address that is encoded whole."""


_MAILED = re.compile(r"\b[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} (?=\d{4} )")
"""A day as mail writes it, which is written in digits."""
_KEY = re.compile(r"^(?:#\+)?[A-Z]\w*(?=: )", re.M)
_KEYED = re.compile(r"(?:/\*\n)?(?:(?:#\+)?[A-Z]\w*: [^\n]*\n){2}")
"""A header of lines: its keys have names of their own in a front matter."""


@pytest.mark.parametrize(
    "path", sorted(CASES.glob("*/*/input.md")), ids=lambda path: f"{path.parent.parent.name}-{path.parent.name}"
)
def test_a_case_loses_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    missing = lost(text)
    assert sum(missing.values()) <= 2, missing


@pytest.mark.parametrize("seed", range(120))
def test_noise_loses_nothing(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(
        chance.choice(PIECES) + chance.choice(("\n", "\n\n", "\n\n", " ")) for _ in range(chance.randrange(3, 40))
    )
    assert not lost(text), text
