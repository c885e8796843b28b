"""What a line is: prose, code, a number, an address, a citation; each with what only looks like it."""

from __future__ import annotations

import time

import pytest

from proofpress.evidence.address import find, is_address
from proofpress.evidence.citation import MARK, WIDE_MARK, expanded, is_citation
from proofpress.evidence.code import Coded, coded, is_code
from proofpress.evidence.number import is_number
from proofpress.evidence.prose import Prose, is_prose, prose

SENTENCES = (
    "这个函数会在每次请求时被调用。",
    "下面我们来看一个完整的例子：",
    "缓存穿透是指查询一个不存在的数据",
    "然后重新启动服务，使配置生效。",
    "为什么需要索引？因为全表扫描太慢！",
    "The function is called again for every request that comes in.",
    "We then look at how the cache is filled:",
    "Note that this value, unlike the others, is never written back.",
    "Why does the second query not use the index at all?",
    "因此 Redis 的单线程模型依然很快。",
    "这一节介绍如何在 Linux 上安装和配置它。",
    "It's not the compiler's fault that this fails on other machines.",
)
PHRASES = (
    "we have seen that this is slow",
    "Restart the server.",
    "all requests of one user go there",
)
NO_PROSE = (
    "",
    "# 这是一段说明用的注释。",
    "// this is a comment of the author in English.",
    "/* 多行注释开始的地方在这里 */",
    'print("这里输出一句完整的话。")',
    "return x",
    "for item in items:",
    "SELECT name FROM users WHERE id = 1;",
    "git clone https://example.org/a.git",
    "x = 一个变量 + 另一个变量的名字;",
    "安装",
    "README.md",
    "cache",
    "-- 建表语句和索引的说明",
)

CODE = (
    "import os",
    "from math import sqrt",
    "def main():",
    "public static void main(String[] args) {",
    "int count = 0;",
    "for (int i = 0; i < n; i++) {",
    "}",
    "return result",
    "x = x + 1",
    'print("你好，世界")',
    "$ ls -l",
    "sudo apt install nginx",
    "docker run -d nginx",
    "SELECT * FROM users",
    "#include <stdio.h>",
    '"name": "值",',
    "<div class='a'>",
    "System.out.println(x);",
    "user.save()",
    "@Override",
)
NO_CODE = (
    "",
    "这是一个函数。",
    "The function returns a value to its caller.",
    "安装完成后重启",
    "其中 \\alpha 是学习率",
    "$$",
    "name",
    "see below",
    "Chapter One",
    "a long story about the cache and its users",
    "（1）准备工作",
    "100",
)

NUMBERS = (
    "42",
    "-3.5",
    "1,024",
    "98.6%",
    "￥12.50",
    "$9",
    "10:30",
    "2024/01/02",
    "128 MB",
    "3万",
    "5 个",
    "≈0.1",
    "(7)",
    "1e-5",
    "12ms",
)
NO_NUMBERS = (
    "",
    "abc",
    "第一",
    "v1.2",
    "x1",
    "12 monkeys",
    "3 of 4",
    "1.2.3-beta",
    "一百",
    "100 台服务器",
    "#1",
    "IPv4",
    "-",
)

ADDRESSES = (
    "https://example.org",
    "http://example.org/a?b=c#d",
    "https://zh.wikipedia.org/wiki/%E7%BC%93",
    "https://example.org/a_(b)",
    "http://localhost:8000/",
    "https://例子.中国/路径",
    "https://127.0.0.1/x",
    "http://[::1]/",
    "https://user@example.org",
    "https://example.org/a,b",
    "HTTPS://EXAMPLE.ORG",
    "https://example.org/~a",
)
NO_ADDRESSES = (
    "",
    "example.org",
    "见 https://example.org",
    "https://",
    "ftp server",
    "/usr/bin",
    "C:\\Users",
    "mailto",
    "a@b.org",
    "https://a.org 与 https://b.org",
    "<https://example.org>",
    "README.md",
)


@pytest.mark.parametrize("line", SENTENCES)
def test_sentences(line: str) -> None:
    assert prose(line) is Prose.SENTENCE
    assert coded(line) is Coded.PROSE


@pytest.mark.parametrize("line", PHRASES)
def test_phrases(line: str) -> None:
    assert prose(line) is Prose.PHRASE
    assert not is_prose(line)


@pytest.mark.parametrize("line", NO_PROSE)
def test_no_prose(line: str) -> None:
    assert prose(line) is Prose.NONE


@pytest.mark.parametrize("line", CODE)
def test_code(line: str) -> None:
    assert is_code(line)


@pytest.mark.parametrize("line", NO_CODE)
def test_no_code(line: str) -> None:
    assert not is_code(line, Coded.COMMENT)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("# 安装依赖", Coded.COMMENT),
        ("// TODO: 删除", Coded.COMMENT),
        ("/* 说明 */", Coded.COMMENT),
        ("version: 3", Coded.SETTING),
        ("[mysqld]", Coded.SETTING),
        ("- name: nginx", Coded.SETTING),
        ("main", Coded.WEAK),
    ],
)
def test_kinds_of_code(line: str, kind: Coded) -> None:
    assert coded(line) is kind


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_no_numbers(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize(
    ("text", "counts"), [("12", True), ("1.2k", True), ("3万+", True), ("(7)", True), ("12 MB", False), ("5%", False)]
)
def test_counts(text: str, counts: bool) -> None:
    assert is_number(text, unit=False) is counts


@pytest.mark.parametrize("text", ADDRESSES)
def test_addresses(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_no_addresses(text: str) -> None:
    assert not is_address(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://example.org/a.", ["https://example.org/a"]),
        ("（见 https://example.org/a）。", ["https://example.org/a"]),
        ("(https://example.org/a_(b))", ["https://example.org/a_(b)"]),
        ("https://example.org/a，然后 http://b.cn/c！", ["https://example.org/a", "http://b.cn/c"]),
        ("http://host in a sentence", []),
        ("https:// is a scheme", []),
        ("访问http://localhost:8080/即可", ["http://localhost:8080/"]),
    ],
)
def test_addresses_in_a_text(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find(text)] == found


@pytest.mark.parametrize(
    ("before", "mark"),
    [
        ("as has been shown ", "[1]"),
        ("已有研究表明", "[2]"),
        ("见文献 ", "[3, 4]"),
        ("，", "［5］"),
        ("models", "[1-3]"),
        ("提出了该方法", "【6】"),
        ("results ", "[7,9]"),
        ("", "[8]"),
        ("。", "[^2]"),
        ("等人", "[10，11]"),
        ("work", "[12–14]"),
        ("算法", "[1、2]"),
        ("made explicit in ", "[4]"),
        ("as in ", "[1-3]"),
    ],
)
def test_citations(before: str, mark: str) -> None:
    assert is_citation(before, mark)


@pytest.mark.parametrize(
    ("before", "mark"),
    [
        ("x", "[3]"),
        ("f(", "[1]"),
        ("a = ", "[1, 2]"),
        ("取值区间", "[0,1]"),
        ("数组 ", "[2]"),
        ("x ∈ ", "[0,1]"),
        ("in ", "[1,2]"),
        ("see ", "[9-3]"),
        ("see ", "[1-99]"),
        ("see ", "[note]"),
        ("see ", "[2024]"),
        ("下标", "[1]"),
    ],
)
def test_no_citations(before: str, mark: str) -> None:
    assert not is_citation(before, mark)


def test_the_numbers_of_a_mark() -> None:
    assert expanded("1, 3-5") == (1, 3, 4, 5)
    assert expanded("^2") == (2,)
    assert WIDE_MARK.search("研究【1，2】") is not None


def test_time() -> None:
    for text in ("word " * 8000, "A b, " * 8000, "汉字，" * 8000, "(1," * 8000, "https://a" * 4000, "[1," * 8000):
        start = time.perf_counter()
        prose(text), coded(text), is_number(text), is_address(text), list(find(text)), is_citation(text, text)
        assert time.perf_counter() - start < 2, text[:8]


def test_the_mark_of_a_note_is_no_citation_in_markdown() -> None:
    assert MARK.search("Notes have numbers[^1].") is None
    assert WIDE_MARK.search("正文【^1】") is not None
