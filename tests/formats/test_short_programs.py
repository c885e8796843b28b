"""A program of a few lines is a program, and a few lines of text are text."""

from __future__ import annotations

import pytest

from proofpress.formats.code import is_code
from proofpress.formats.glance import Glance

PROGRAMS = {
    "C": '#include <stdio.h>\n\nint main(void) {\n    puts("good day");\n    return 0;\n}\n',
    "Go": 'package main\n\nimport "os"\n\nfunc main() {\n\tos.Exit(3)\n}\n',
    "Python": "total = 4\nfor k in range(total):\n    print(k * 2)\n",
    "Python, while": "n = 5\nwhile n:\n    n -= 1\n",
    "Ruby": "require 'set'\n\nclass Lamp\n  def lit(n)\n    n + 1\n  end\nend\n",
}
TEXTS = {
    "a list": "Buy milk\nCall Ann (mother)\n  return books\n",
    "values": "Name: Ann\nAge: 5\nCity: Oslo\n",
    "nested values": "lamp:\n  oil: 2\n  wick: cotton\n",
    "equations": "x = 3\ny = 4\nx + y = 7\n",
    "a sentence above": "This prints the numbers that follow one another:\nfor k in range(4):\n    print(k)\n",
    "a heading above": "# Counting\nfor k in range(4):\n    print(k)\n",
    "a verse": "The sea is calm tonight:\n  the tide is full,\n  the moon lies fair\n",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_few_lines_of_a_program_are_no_article(name: str) -> None:
    assert is_code(Glance(PROGRAMS[name].encode()))


@pytest.mark.parametrize("name", TEXTS)
def test_a_few_lines_of_text_are_no_program(name: str) -> None:
    assert not is_code(Glance(TEXTS[name].encode()))
