"""Whether what stands between two delimiters can be TeX: how the lexer tells a formula from a price, a note or a
sentence."""

from __future__ import annotations

from proofpress.evidence import chinese
from proofpress.evidence.tex import Look, is_tex, look
from proofpress.regex import regex

_WORDS = regex(r"[\d\s,;\u2013-]+|[!^*]?\w?|[^\W\d_]{2,}(?:[ ,.\u2018\u2019'-]+[^\W\d_]+)*[.,]?")
_SIGN = regex(r"[\\^_={}]")


def reads_as_prose(tex: str) -> bool:
    """True for what no author means as a formula: Chinese outside `\\text{}`, or a sentence of words."""
    return look(tex, words=len(tex)) is Look.PROSE


def looks_like_tex(tex: str) -> bool:
    """True where the marks of TeX are there and prose is not."""
    return is_tex(tex, words=len(tex))


def is_bracketed_text(content: str) -> bool:
    """True for what stands between `\\(` and `\\)` where somebody escaped the brackets of a text: words, numbers, a
    note."""
    word = content.strip()
    if len(word) == 1 and word.isalpha():
        return False
    if _SIGN.search(word):
        return _WORDS.fullmatch(word) is not None
    return chinese.has(word) or _WORDS.fullmatch(word) is not None
