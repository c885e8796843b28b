"""What an element holds for a script alone: words in the JSON of an attribute or of a parameter."""

from __future__ import annotations

from urllib.parse import unquote

from proofpress import json_text
from proofpress.evidence import chinese
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex

_BEGINS = ("{", "[", "%7B", "%7b", "%5B", "%5b")
_SPEAKS = regex(rf"[^\W\d_]\s+[^\W\d_]|[{chinese.LETTERS}]{{2}}")
_MOST = 2_000_000
UNREAD = (
    "words in a value that only a script of the page shows; nothing here reads them",
    "只有页面脚本才会显示的文字，此处无法读取",
)


def holds_words(given: str) -> bool:
    """True for JSON, escaped for an address or not, with a string of several words in it."""
    bare = given.strip().removeprefix("data:")
    if not bare.startswith(_BEGINS) or len(bare) > _MOST:
        return False
    try:
        waiting = [json_text.loads(unquote(bare))]
    except ValueError:
        return False
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str) and _SPEAKS.search(one):
            return True
    return False


def told(reader: Reader, element: Element) -> bool:
    """Whether an element without words has some in an attribute that nothing here reads, which the ledger then says."""
    values = (value for value in element.attrs.values() if isinstance(value, str))
    if not any(map(holds_words, values)) or not element.is_wordless:
        return False
    reader.ledger.doubted(reader.span(element), *UNREAD)
    return True
