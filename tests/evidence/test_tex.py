"""What looks like TeX, how much, and what does not."""

from __future__ import annotations

import time

import pytest

from proofpress.evidence.tex import COMMAND, Look, is_balanced, is_tex, look, missing_braces, outside_text

LOOKS = (
    (Look.COMMAND, r"\frac{a}{b}"),
    (Look.COMMAND, r"\alpha"),
    (Look.COMMAND, r"\sum_{i=1}^{n} x_i"),
    (Look.COMMAND, r"\{a, b\}"),
    (Look.COMMAND, r"\mathbf{q} \in \mathbb{R}^d"),
    (Look.COMMAND, r"P(A \mid B)"),
    (Look.COMMAND, r"x = 3 \, \text{秒}"),
    (Look.COMMAND, r"\text{the loss of the model on all the data}"),
    (Look.SCRIPT, "x_i"),
    (Look.SCRIPT, "W_{ij}"),
    (Look.SCRIPT, "e^{-x}"),
    (Look.SCRIPT, "mc^2"),
    (Look.SCRIPT, "loss_{val}"),
    (Look.SCRIPT, "f(x)_1"),
    (Look.RELATION, "a = b"),
    (Look.RELATION, "n>1"),
    (Look.RELATION, "f(x) < 0"),
    (Look.OPERATION, "a + b"),
    (Look.OPERATION, "n/2"),
    (Look.OPERATION, "2n-1"),
    (Look.OPERATION, "|x|"),
    (Look.SYMBOL, "x"),
    (Look.SYMBOL, "x'"),
    (Look.SYMBOL, "α"),
    (Look.SYMBOL, "a, b, c"),
    (Look.SYMBOL, "f(x)"),
    (Look.SYMBOL, "(a, b)"),
    (Look.SYMBOL, "[0, d]"),
    (Look.SYMBOL, "[0,1)"),
    (Look.SYMBOL, "[r, 3r)"),
    (Look.PLAIN, "[a]"),
    (Look.PLAIN, "[see, notes]"),
    (Look.NUMBER, "42"),
    (Look.NUMBER, "1.5%"),
    (Look.NUMBER, "-3"),
    (Look.PLAIN, r"\b[A-Z]"),
    (Look.PLAIN, "HOME"),
    (Look.OPERATION, "x-y"),
    (Look.RELATION, "a <= b"),
    (Look.SYMBOL, "max(a, f(x))"),
    (Look.PLAIN, "PATH/bin"),
    (Look.PLAIN, "max_len"),
    (Look.PLAIN, "20 million"),
    (Look.PLAIN, "5-10"),
    (Look.PLAIN, "TCP/IP"),
    (Look.PLAIN, ""),
    (Look.PROSE, "的值与"),
    (Look.PROSE, "5，打折后是"),
    (Look.PROSE, "当 x = 1 时"),
    (Look.PROSE, "and the price of it is "),
    (Look.PROSE, "x = the number of words"),
    (Look.PROSE, "값은 x = 1"),
    (Look.PROSE, r"\alpha and the way that it goes on from here"),
)


@pytest.mark.parametrize(("seen", "text"), LOOKS)
def test_looks(seen: Look, text: str) -> None:
    assert look(text) is seen


@pytest.mark.parametrize(
    ("text", "letters", "read"),
    [
        (r"\frac{路程}{时间}", 4, True),
        (r"\frac{路程}{时间}", 3, False),
        ("速度 = v", 12, True),
        ("，共", 12, False),
        ("元", 12, False),
    ],
)
def test_chinese_names_in_a_formula(text: str, letters: int, read: bool) -> None:
    assert is_tex(text, chinese_letters=letters) is read


@pytest.mark.parametrize(
    ("text", "words", "read"),
    [("rate = x", 0, False), ("rate = x", 1, True), (r"\text{rate} = x", 0, True), ("max(a) = x", 0, True)],
)
def test_words_in_a_formula(text: str, words: int, read: bool) -> None:
    assert is_tex(text, words=words) is read


@pytest.mark.parametrize("line", [r"where \alpha is", r"\frac12", r"\sum_i", r"ends with \beta.", r"用 \lambda 表示"])
def test_a_command_in_a_line(line: str) -> None:
    assert COMMAND.search(line)


@pytest.mark.parametrize("line", [r"C:\Windows\System32\x", r"\d+\w", r"a \n b", r"src\main.py", "no/path", r"a\\"])
def test_no_command_in_a_line(line: str) -> None:
    assert not COMMAND.search(line)


def test_braces() -> None:
    assert is_balanced(r"\{a {b} \}")
    assert missing_braces(r"\frac{a}{b") == 1


def test_what_stands_in_text_is_masked_and_the_rest_is_where_it_was() -> None:
    tex = r"a \text{如果 {x} 为真} b \mathrm{kg}"
    assert outside_text(tex) == r"a \text{         } b \mathrm{  }"


def test_time() -> None:
    for text in (r"\text{" * 20000, "ab " * 20000, "a+" * 20000, "(a," * 20000, "a, " * 20000, "x_" * 20000):
        start = time.perf_counter()
        look(text, 10**6, 10**6)
        assert time.perf_counter() - start < 1, text[:6]
