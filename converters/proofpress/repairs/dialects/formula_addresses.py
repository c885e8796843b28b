"""Pictures of formulas whose address holds the TeX as it is typed, `![](https://host/?tex=\\frac{a}{b} + c)`: with the
spaces, backslashes and brackets that Markdown reads as its own."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.readers import formula_images
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_PICTURE = regex(r"!\[[^\[\]\n]{0,200}\]\((?=https?://[^\s()?]{1,200}\?)")
_SIGN = regex(r"[\s()<>*_\[\]^`|\\]")
_TAKEN = regex(r"[\s()<>\\]")
"""Signs at which Markdown ends an address, or takes one away."""
_LONGEST = 2000


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such signs encoded in the addresses of hosts that draw formulas."""
    text = source.text
    if "](http" not in text:
        return source
    seen = lex_source(source, ANYBODYS).codeless
    changes: list[Change] = []
    for found in _PICTURE.finditer(seen):
        start = found.end()
        end = _end(text, start)
        written = text[start:end]
        query = written.find("?")
        if end < 0 or not formula_images.draws(written) or not _TAKEN.search(written, query):
            continue
        typed = "\\" in written or "%" not in written
        encoded = _SIGN.sub(lambda sign: f"%{ord(sign[0]):02X}", written[query:])
        changes.append(Change(start + query, end, encoded.replace("+", "%2B") if typed else encoded))
        ledger.repaired(source.span(start, end), "an address that holds TeX as it is typed", "地址里直接写了 TeX")
    return rewrite(source, changes)


def _end(text: str, start: int) -> int:
    """Where the bracket around an address closes, in its line; -1 where it does not."""
    depth = 0
    for at in range(start, min(start + _LONGEST, len(text))):
        if text[at] == "\n" or text[at] == '"':
            return -1
        if text[at] in "()" and text[at - 1] != "\\":
            depth += 1 if text[at] == "(" else -1
            if depth < 0:
                return at
    return -1
