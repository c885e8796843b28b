"""Lists that a page writes as definitions: a term is a bullet sign or a number and nothing else, as programs make them
of the pages of a manual."""

from __future__ import annotations

from itertools import groupby

from proofpress.readers.html import listing
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Block, Inline, InlineCode, Item, List, text_of

Entry = tuple[tuple[Inline, ...], tuple[tuple[Block, ...], ...]]

_TYPED = frozenset("*o-+–—")
"""Signs that may be terms of their own, as operators are: they are bullets where they repeat."""
_NUMBER = regex(r"[(（]?(\d{1,4})[.)）、]")


def runs(reader: Reader, element: Element, entries: list[Entry]) -> list[List | list[Entry]]:
    """The entries of a list of definitions in runs: lists, and entries that have terms."""
    made: list[List | list[Entry]] = []
    for sign, group in groupby(entries, key=_sign):
        run = list(group)
        if not sign or not _is_list(sign, run, alone=len(run) == len(entries) and "compact" in element.attrs):
            if made and isinstance(made[-1], list):
                made[-1].extend(run)
            else:
                made.append(run)
            continue
        span = reader.span(element)
        items = tuple(Item(tuple(one for body in bodies for one in body), span=term[0].span) for term, bodies in run)
        reader.ledger.repaired(
            span,
            "bullets or numbers of a list as terms of definitions",
            "列表的符号或编号写成了定义的术语",
            text=_said(run[0]),
        )
        made.append(List(items, _number(run[0]) if sign == "1" else None, span=span))
    return made


def _said(entry: Entry) -> str:
    return text_of(entry[0]).strip()


def _number(entry: Entry) -> int | None:
    found = _NUMBER.fullmatch(_said(entry))
    return int(found[1]) if found else None


def _sign(entry: Entry) -> str:
    """The bullet that a term is, `1` for a number, "" for any other."""
    said = _said(entry)
    if len(said) > 6 or not any(entry[1]) or any(isinstance(node, InlineCode) for node in entry[0]):
        return ""
    return said if said in listing.BULLETS or said in _TYPED else "1" if _number(entry) is not None else ""


def _is_list(sign: str, run: list[Entry], *, alone: bool) -> bool:
    if sign == "1":
        first = _number(run[0]) or 0
        return len(run) > 1 and [_number(one) for one in run] == list(range(first, first + len(run)))
    return sign in listing.BULLETS or len(run) > 1 or alone
