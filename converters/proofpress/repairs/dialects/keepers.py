"""Signs of note keepers that only their program reads, a table for each: SiYuan's references to blocks and attributes,
Roam's states, links and buttons.

Each is read only in a page that bears a sign which nobody else writes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.mask import unmasked
from proofpress.regex import regex
from proofpress.repairs.dialects import logseq
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source


class _Keeper(NamedTuple):
    sure: re.Pattern[str]
    signs: Mapping[re.Pattern[str], str]
    """What stands for each sign: a template in which `{x}` is the group `x`; nothing where it goes."""


_BLOCK = r"\d{14}-[a-z0-9]{7}"
_LIST = r"[^{}\n]{0,400}"
_OWN = rf"\{{:{_LIST}\b(?:id=\"{_BLOCK}\"|updated=\"\d{{14}}\"){_LIST}\}}"
_DAY = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2}(?:st|nd|rd|th), \d{4}"
)
_BUTTON = r"\{\{(?:\[\[)?(?:video|youtube|iframe|pdf|audio)(?:\]\])?"
_REFERENCE = r"\(\((?=[\w-]++\)\))[\w-](?=[a-z_-]{0,7}[A-Z\d])[\w-]{8}\)\)"
_ABSENT = "…"
_ATTRIBUTE = regex(r"^(?P<lead>[ \t]*+[-*+][ \t]++)(?P<key>[^\s:`#,*[{(^][^:`#,*[{(^\n]{0,60}+)::[ \t]++(?=\S)", re.M)
_STATE = r"^(?P<lead>[ \t]*+[-*+][ \t]+)\{\{(?:\[\[)?"
_KEEPERS = (
    _Keeper(
        regex(rf"\{{:{_LIST}\b(?:id|parent-id)=\"{_BLOCK}\"|\(\({_BLOCK} ['\"]"),
        {
            regex(rf"\(\({_BLOCK} (['\"])(?P<words>[^'\"\n]+)\1\)\)"): "{words}",
            regex(rf"^[ \t]*+{_OWN}[ \t]*+(?:\n|\Z)|{_OWN}[ \t]*", re.M): "",
            regex(r"^[ \t]*+(?:\{\{\{(?:row|col)|\}\}\})[ \t]*+$", re.M): "",
            regex(r"^[ \t]*+\{\{[ \t]*select\b[^\n{}]*\}\}[ \t]*+$", re.M | re.I): "",
        },
    ),
    _Keeper(
        regex(
            rf"{_STATE}(?:TODO|DONE)(?:\]\])?\}}\}}|\{{\{{\[\[[a-z][\w -]*\]\]|\[\[{_DAY}\]\]"
            r"|\]\((?:\[\[[^\[\]\n]+\]\]|\(\([\w-]{9}\)\))\)",
            re.M,
        ),
        {
            regex(rf"{_STATE}TODO(?:\]\])?\}}\}}[ \t]*+(?=\S)", re.M): "{lead}[ ] ",
            regex(rf"{_STATE}DONE(?:\]\])?\}}\}}[ \t]*+(?=\S)", re.M): "{lead}[x] ",
            regex(r"\[(?P<words>[^\[\]\n]+)\]\((?:\[\[[^\[\]\n]+\]\]|\(\([\w-]{9}\)\))\)"): "{words}",
            regex(r"(?<![!\[\\])#?\[\[(?P<page>(?=[^\[\]\n#|,\d]*+[,\d])[^\[\]\n#|]++)\]\](?![\](\[])"): "{page}",
            regex(rf"\{{\{{(?:\[\[)?embed(?:\]\])?:[ \t]*+{_REFERENCE}[ \t]*+\}}\}}|(?<!\]\(){_REFERENCE}"): _ABSENT,
            _ATTRIBUTE: "{lead}{key}: ",
            regex(r"#(?=\[\[[^\[\]\n]+\]\])"): "",
            regex(r"\^\^(?!\s)(?P<marked>[^\^\n]+)(?<!\s)\^\^"): "<mark>{marked}</mark>",
            regex(rf"{_BUTTON}:[ \t]*(?P<at>https?://[^\s{{}}]+)[ \t]*\}}\}}"): "<{at}>",
            regex(r"\{\{\[\[query\]\]:(?:(?!\{\{)[^\n])*\}\}"): "",
            regex(r"\{\{(?:\[\[(?!TODO|DONE|embed)[A-Za-z][\w -]*\]\]|word-count)(?:(?!https?://)[^\n{}])*\}\}"): "",
        },
    ),
)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with what the program shows; what it does not show is in the ledger."""
    if not any(keeper.sure.search(source.text) for keeper in _KEEPERS):
        return source
    seen = lex_source(source, ANYBODYS).codeless
    changes: list[Change] = []
    for keeper in _KEEPERS:
        for sign, shown in keeper.signs.items() if keeper.sure.search(seen) else ():
            if sign is _ATTRIBUTE and logseq.is_page(source.text):
                continue  # There some are its program's own.
            for found in sign.finditer(seen):
                changes.append(Change(*found.span(), shown.format_map(_Groups(source.text, found))))
                span = source.span(*found.span())
                if shown == _ABSENT:
                    ledger.doubted(span, "a block of another page, which is not here", "其他页面中的块，此处没有")
                else:
                    (ledger.repaired if shown else ledger.removed)(span, *_SAID)
    return rewrite(source, changes)


_SAID = ("a sign of a note keeper", "笔记软件的标记")


class _Groups(dict[str, str]):
    def __init__(self, text: str, found: re.Match[str]) -> None:
        super().__init__({name: unmasked(text, found, name) for name in found.re.groupindex})
