"""Fenced code by language, and which of its characters are strings and comments."""

from __future__ import annotations

import re

from proofpress.languages import lexer
from proofpress.regex import regex

_HASH = r"\#[^\n]*"
_SLASH = r"//[^\n]*|/\*.*?(?:\*/|\Z)"
_TRIPLE = r"\"\"\".*?(?:\"\"\"|\Z)|'''.*?(?:'''|\Z)"
_QUOTED = r"\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?"
_PATTERNS = {
    "hash": regex(f"{_TRIPLE}|{_QUOTED}|{_HASH}", re.S),
    "slash": regex(f"{_SLASH}|{_QUOTED}|`(?:\\\\.|[^`\\\\])*`?", re.S),
    "sql": regex(rf"--[^\n]*|{_SLASH}|{_HASH}|{_QUOTED}|`[^`]*`?", re.S),
}
_HASHED = frozenset(("python", "ruby", "splus", "julia", "bash"))


def bare(code: str, lang: str) -> str:
    """The code with strings and comments masked by spaces of the same length."""
    name = lexer(lang)
    style = "hash" if name in _HASHED else "sql" if name in ("sql", "lua", "matlab") else "slash"
    return _PATTERNS[style].sub(lambda m: re.sub(r"[^\n]", " ", m[0]), code)
