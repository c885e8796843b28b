"""What a line end means between two characters: nothing inside Chinese text, else a space."""

from __future__ import annotations

FULL = frozenset("，。；：！？、（）《》〈〉「」『』【】〔〕～")
"""Signs that have their space in themselves."""
_AMBIGUOUS = frozenset("“”‘’…—·")


def is_wide(char: str) -> bool:
    """True for Chinese and Japanese characters and full-width punctuation: text that is written without spaces."""
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\ufe30" <= char <= "\uffef"
        or char >= "\U00020000"
    )


def line_end_between(before: str, after: str) -> str:
    """What a line end in the source means between two characters: nothing inside Chinese text, else a space."""
    if not before or before in FULL or after in FULL:
        return ""
    if is_wide(before):
        return "" if is_wide(after) or after in _AMBIGUOUS else " "
    return "" if before in _AMBIGUOUS and is_wide(after) else " "
