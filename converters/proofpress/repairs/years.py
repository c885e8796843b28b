"""Sentences that begin with a year and a dot, `1986. That was when …`, which are no items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, Lexed, lex_source
from proofpress.markdown.lists import ListRun
from proofpress.markdown.signs import ITEM
from proofpress.regex import regex
from proofpress.repairs.lines import Change
from proofpress.source import Source

_YEAR = regex(r"^[ \t>]*+\d{4,9}[.)][ \t]", re.M)


def dots(source: Source, ledger: Ledger) -> Iterator[Change]:
    """A dot for each sentence that begins with a year, of which Markdown makes an item: the page would number it. A
    list that begins with one and counts on is meant."""
    if not _YEAR.search(source.text):
        return
    lexed = lex_source(source, ANYBODYS)
    for items in chain.from_iterable(_siblings(lexed, run) for run in lexed.list_runs):
        begins = len(items) > 1 and items[1][0] == items[0][0] + 1
        above = items[0][0] - 1 if begins else -1
        for value, at in items:
            if value > 999 and value != above + 1:
                yield Change(at, at, "\\")
                ledger.repaired(
                    source.span(at, at + 1),
                    "a year at the start of a sentence, which Markdown would take for the number of an item",
                    "句首的年份会被 Markdown 当作列表编号",
                )
            else:
                above = value


def _siblings(lexed: Lexed, run: ListRun) -> list[list[tuple[int, int]]]:
    """The items of each list: the number at the start of its line, -1 where there is none, and where it ends."""
    lists: list[list[tuple[int, int]]] = []
    open_: list[list[tuple[int, int]]] = []
    for entry in run.entries:
        if entry.what != "item":
            continue
        del open_[entry.depth + 1 :]
        while len(open_) <= entry.depth:
            open_.append([])
            lists.append(open_[-1])
        item = ITEM.match(lexed.scan.body(entry.line)) if entry.numbered and not entry.behind else None
        number = item[1][:-1] if item else ""
        open_[-1].append((int(number or -1), lexed.scan.content(entry.line) + len(number)))
    return [items for items in lists if items]
