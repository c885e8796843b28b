"""What a site shows of what it numbers: a word for its kind and its number, in the language of the text around."""

from __future__ import annotations

import re

from proofpress.evidence import chinese
from proofpress.regex import regex

SAID = "a reference as the number that it shows", "交叉引用改为所显示的编号"
_WORDS = {
    "fig": ("Figure", "图"), "tbl": ("Table", "表"), "eq": ("Equation", "式"), "lst": ("Listing", "代码"),
    "thm": ("Theorem", "定理"), "lem": ("Lemma", "引理"), "def": ("Definition", "定义"),
    "cor": ("Corollary", "推论"), "prp": ("Proposition", "命题"), "cnj": ("Conjecture", "猜想"),
    "exm": ("Example", "例"), "exr": ("Exercise", "习题"), "sol": ("Solution", "解"), "rem": ("Remark", "注"),
}  # fmt: skip
NAMED = regex(
    r"(?:\b(?:fig(?:ure)?|tab(?:le)?|eq(?:n|uation)?|formula|listing|code|theorem|lemma|definition|corollary"
    r"|proposition|conjecture|example|exercise|solution|remark)s?\.?"
    r"|[图表式例]|方程|代码|清单|程序|定理|引理|定义|推论|命题|猜想|例题|习题|解答)[ \t]*\Z",
    re.I,
)
"""An author's own word before a number, in place of the site's."""
_NEAR = 3


def reference(kind: str, number: int, text: str, start: int, end: int) -> str:
    """What stands in the place of a reference."""
    return _numbered(kind, number, text[max(0, start - _NEAR) : start] + text[end : end + _NEAR])


def lead(kind: str, number: int, caption: str) -> str:
    """What stands before the words of a caption."""
    return _numbered(kind, number, caption) + ("：" if chinese.wide(caption) else ": ")


def _numbered(kind: str, number: int, beside: str) -> str:
    return f"{_WORDS[kind][chinese.wide(beside) > 0]} {number}"
