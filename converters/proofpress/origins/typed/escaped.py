"""The article's own markup, escaped once too often: `<p>…</p>` and `<h2>…</h2>` that a page shows as its text.

It is markup, and no listing of some, where the tags are those of prose, are closed in order, and hold sentences.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.readers.html import parse
from proofpress.readers.html import read as read_html
from proofpress.regex import regex
from proofpress.source import Piece, Source
from proofpress.tree import Block, Paragraph, cover

_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li pre blockquote table thead tbody tr td th figure figcaption dl dt dd".split()
)
_PHRASES = frozenset("a b strong i em code u s del ins sub sup span font mark kbd small q cite br img hr".split())
_EMPTY = frozenset(("br", "img", "hr"))
_TAG = regex(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]{0,400})?/?>")
_BEGINS = regex(r"\s*<(?:p|h[1-6]|ul|ol|pre|blockquote|table|figure|dl)(?:\s[^<>]{0,400})?>", re.I)
_LISTING = regex(r"<pre\b(?:(?!<pre\b).)*?</pre\s*+>", re.I | re.S)
_ENTITY = regex(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_SENTENCE = regex(r"[。！？!?.…：；](?:\s|$|[”’」』）)])|[。！？]")
_LEAST_WIDE, _LEAST = 12, 40


def escaped(lines: Sequence[str]) -> dict[int, int]:
    """Where markup of an article begins among these paragraphs, and the paragraph behind its end."""
    if not any("<" in line for line in lines):
        return {}
    closes = _closes(lines)
    found: dict[int, int] = {}
    at = 0
    while at < len(lines):
        start, said = at, False
        while at in closes:
            end = closes[at] + 1
            said = said or any(map(_says, lines[at:end]))
            at = end
        if said:
            found[start] = at
        at += at == start
    return found


def _says(line: str) -> bool:
    return any(map(_is_sentence, _TAG.sub(_parted, _LISTING.sub("", line)).split("\n")))


def _closes(lines: Sequence[str]) -> dict[int, int]:
    """For each paragraph that begins with a tag: the one in which all is closed that it opens, where all between
    them are tags of prose."""
    closes: dict[int, int] = {}
    open_: list[str] = []
    begun: list[tuple[int, int]] = []
    held: Counter[str] = Counter()
    for number, line in enumerate(lines):
        if _BEGINS.match(line):
            begun.append((number, len(open_)))
        for tag in _TAG.finditer(line):
            name = tag["name"].lower()
            if name in _EMPTY:
                continue
            if name not in _BLOCKS and name not in _PHRASES:
                is_prose = held["pre"] + held["code"] > 0
            elif not tag["close"]:
                open_.append(name)
                held[name] += 1
                is_prose = True
            elif is_prose := bool(open_) and open_[-1] == name:
                held[open_.pop()] -= 1
            else:
                is_prose = held["pre"] > 0
            if not is_prose:
                open_.clear()
                begun.clear()
                held.clear()
            while begun and begun[-1][1] > len(open_):
                begun.pop()
        while begun and begun[-1][1] == len(open_):
            closes[begun.pop()[0]] = number
    return closes


def _parted(tag: re.Match[str]) -> str:
    """What parts the texts on both sides of a tag: nothing where it stands within a sentence."""
    return "" if tag["name"].lower() in _PHRASES else "\n"


def _is_sentence(text: str) -> bool:
    """True for text between two blocks that says something, and not what an example has in the place of it."""
    if not _SENTENCE.search(text):
        return False
    return chinese.count(text) >= _LEAST_WIDE or sum(map(str.isalpha, text)) >= _LEAST and text.count(" ") > 5


def article(run: Sequence[Paragraph], root: Source, ledger: Ledger) -> tuple[Block, ...]:
    """The blocks that the markup of these paragraphs means."""
    span = cover(run)
    ledger.repaired(
        span,
        "Unexpected escaped markup, expected the article's own; read as markup",
        "被转义成文字的正文标签，已按标签读取",
    )
    derived = root.derive(pieces(root, span.start, span.end))
    page = parse(derived)
    return read_html(derived, ledger, roots=(page.root,))


def pieces(root: Source, start: int, end: int) -> Iterator[Piece]:
    """The text with every reference as the character that it stands for, once."""
    at, text = start, root.text
    for found in _ENTITY.finditer(text, start, end):
        yield Piece(text[at : found.start()], at, found.start())
        yield Piece(html.unescape(found[0]), found.start(), found.end())
        at = found.end()
    yield Piece(text[at:end], at, end)
