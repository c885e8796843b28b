"""Addresses that Vue binds to an element (`<img :src="$withBase('/a.png')">`, `<a :href="'/b'">`): where the expression
is a text, it is the attribute's value."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_BOUND = regex(
    r"(?<=\s)(?::|v-bind:)(?P<name>src|href)=(?P<around>[\"'])\s{0,9}(?:\$withBase\(\s{0,9})?"
    r"(?P<mark>(?!(?P=around))[\"'`])(?P<value>[^\"'`{}$<>\n]{1,999})(?P=mark)\s{0,9}\)?\s{0,9}(?P=around)"
)
_SAID = "an attribute that the site's program sets, as HTML has it", "绑定的属性改为 HTML 的写法"


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such attributes as HTML has them."""
    if ":src=" not in source.text and ":href=" not in source.text:
        return source
    changes: list[Change] = []
    prose = lex_source(source, ANYBODYS).prose
    for found in _BOUND.finditer(source.text):
        if prose[found.start("name")] == found["name"][0]:
            changes.append(Change(*found.span(), f'{found["name"]}="{found["value"]}"'))
            span = source.span(*found.span())
            ledger.repaired(
                span, "an attribute that the site's program sets, as HTML has it", "绑定的属性改为 HTML 的写法"
            )
    return rewrite(source, changes)
