"""What is said in Chinese is Chinese."""

from __future__ import annotations

import re

import pytest

from proofpress.check import check
from proofpress.convert import convert
from proofpress.source import Source
from proofpress.words.parsers import in_chinese
from tests.case_folders import CASES

QUOTED = re.compile(r"`[^`]*`|“[^”]*”")
CLAUSE = re.compile(r"(?:\b[A-Za-z]{2,}\b[ ,]+){2,}[a-z]{2,}")
HEADS = (
    "title: 甲: 乙\nlist: [a, b",
    "a: 1\na: 2",
    "- a\n- b: 1",
    "a: *none",
    "a: @b",
    'a: "\\q"',
    "a: 'b",
    "a:\n\t- b",
    "a: {b: c",
    "a: &x 1\nb: &x 2",
    "%x: [",
    "a: - b",
    "[" * 120,
    "key: value\n  other: value",
    "? x\n: [}",
)


@pytest.mark.parametrize("head", HEADS)
def test_what_is_wrong_with_a_header_is_said_in_chinese(head: str) -> None:
    text = f"---\ntitle: 标题\n{head}\n---\n\n# 标题\n\n正文一句。\n"
    findings = (*convert(Source("a.md", text)).ledger, *check(Source("a.md", text)))
    assert [said for one in findings if CLAUSE.search(QUOTED.sub("", said := one.message.zh))] == []


def test_what_conversions_say_in_chinese_is_chinese() -> None:
    """Over the cases; names in backticks and what is quoted are the author's or a parser's."""
    mixed = {}
    for path in sorted(CASES.glob("*/*/input.*"))[::3]:
        for one in convert(Source.from_bytes(path.name, path.read_bytes())).ledger:
            if CLAUSE.search(QUOTED.sub("", one.message.zh)):
                mixed[one.message.zh] = path.parent.name
    assert mixed == {}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("mapping values are not allowed in this context", "值里的冒号要加引号"),
        ("Expecting ',' delimiter", "缺少 `,`"),
        ("something that no one has heard of", "“something that no one has heard of”"),
    ],
)
def test_a_parsers_words(said: str, expected: str) -> None:
    assert in_chinese(said) == expected
