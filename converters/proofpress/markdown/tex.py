"""Whether what stands between two delimiters can be TeX: how the lexer tells a formula from a price, a note or a sentence."""

from __future__ import annotations

import re

from proofpress.evidence import chinese

TEXTUAL = re.compile(
    r"\\(?:text\w*|mbox|mathrm|operatorname\*?|tag\*?|label|ref|eqref|textbf)\s*\{[^{}]*\}|(?<!\\)%[^\n]*"
)
"""What is text inside of TeX."""
TEXISH = re.compile(r"\\[A-Za-z]+|[_^][{\\\w]|[A-Za-z0-9)]\s*[=<>]\s*[\\A-Za-z0-9(-]")
"""A mark of TeX."""
_SENTENCE = re.compile(r"(?:(?<![\\\w{])[A-Za-z]{2,}[,.]? ){5,}")
_WORDS = re.compile(r"[\d\s,;\u2013-]+|[!^*]?\w?|[^\W\d_]{2,}(?:[ ,.\u2018\u2019'-]+[^\W\d_]+)*[.,]?")
_SIGN = re.compile(r"[\\^_={}]")


def reads_as_prose(tex: str) -> bool:
    """True for what no author means as a formula: Chinese outside `\\text{}`, or a sentence of words."""
    if "\\" in tex or "%" in tex:
        tex = TEXTUAL.sub("", tex)
    return chinese.letters(tex) > 0 or _SENTENCE.search(tex) is not None


def looks_like_tex(tex: str) -> bool:
    """True where the marks of TeX are there and prose is not."""
    return TEXISH.search(tex) is not None and not reads_as_prose(tex)


def is_bracketed_text(content: str) -> bool:
    """True for what stands between `\\(` and `\\)` where somebody escaped the brackets of a text: words, numbers, a note."""
    word = content.strip()
    if len(word) == 1 and word.isalpha():
        return False
    if _SIGN.search(word):
        return _WORDS.fullmatch(word) is not None
    return chinese.has(word) or _WORDS.fullmatch(word) is not None
