"""Heads of boxes and generic blocks as authors type them, and as the extensions read them."""

from __future__ import annotations

from proofpress.regex import regex

HEAD = regex(r"([!！]{3}|[?？]{3}[+＋]?|[=＝]{3}[!+]{0,2}|/{3,}+)[ \t\u3000]*+(?![!?=/！？＝])(\S.*)")
NEARLY = regex(r"([!！]{2}|[!！]{4,5}|(?:[?？]{2}|[?？]{4,5})[+＋]?|={2}|={4,5})[ \t\u3000]++(?![!?=/！？＝])(\S.*)")
"""One with a sign too few, or too many."""
NARROW = str.maketrans("！？＝＋", "!?=+")
FAMILY = {"!": "admonition", "?": "details", "=": "tab", "/": "block"}
_NAMES = r"[\w-]++(?: ++[\w-]++)*+"
READ = {
    "admonition": regex(rf"!!! ?({_NAMES})( +\".*\")? *"),
    "details": regex(rf"\?\?\?\+? ?(?:({_NAMES})( +\".*\")?| +\".*\") *"),
    "tab": regex(r"===(?:\+!?|!\+?)? +\".*\" *"),
    "block": regex(r"(?<!/)/{3,}+ *[\w-]+ *(?:\|.*)?"),
}
"""The heads that the extensions read, with the names and the title."""
BLOCK_END = regex(r"/{3,}+")
"""A line that ends a generic block."""
