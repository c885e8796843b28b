"""What is raised or lowered in code, in the one line that code has."""

from __future__ import annotations

from proofpress.regex import regex

SIGNS = {"sup": "^", "sub": "_"}
"""The elements that raise and lower, and the signs by which programs and people write them in a line."""
WRITTEN = ("a superscript or subscript in code; written with ^ or _", "代码里的上下标，改用 ^ 和 _ 书写")
"""What the ledger says of one."""
_SHORT = regex(r"-?\d+|[^\W\d_]\w*|[*+†‡′]")
_BEFORE = regex(r"[\w)\]}|]\Z")


def in_line(name: str, words: str, before: str) -> str:
    """A superscript or subscript of one line, with its sign; "" for other elements, for a text, and where nothing
    stands `before` it that it could belong to."""
    if name not in SIGNS or not words or len(words) > 16 or "\n" in words or not _BEFORE.search(before):
        return ""
    return SIGNS[name] + (words if _SHORT.fullmatch(words) else f"({words})")
