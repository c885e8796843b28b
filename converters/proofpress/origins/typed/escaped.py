"""The article's own markup, escaped once too often: `<p>…</p>` and `<h2>…</h2>` that a page shows as its text.

It is markup, and no listing of some, where the tags are those of prose, are closed in order, and hold sentences.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.readers.html import parse
from proofpress.readers.html import read as read_html
from proofpress.source import Piece, Source
from proofpress.tree import Block, Paragraph, cover

_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li pre blockquote table thead tbody tr td th figure figcaption dl dt dd".split()
)
_PHRASES = frozenset("a b strong i em code u s del ins sub sup span font mark kbd small q cite br img hr".split())
_EMPTY = frozenset(("br", "img", "hr"))
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]{0,400})?/?>")
_BEGINS = re.compile(r"\s*<(?:p|h[1-6]|ul|ol|pre|blockquote|table|figure|dl)(?:\s[^<>]{0,400})?>", re.I)
_LISTING = re.compile(r"<pre\b(?:(?!<pre\b).)*?</pre\s*+>", re.I | re.S)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_SENTENCE = re.compile(r"[。！？!?.…：；](?:\s|$|[”’」』）)])|[。！？]")
_LEAST_WIDE, _LEAST = 12, 40


def escaped_to(lines: Sequence[str], at: int) -> int:
    """Where the markup that begins with this paragraph is closed; the same paragraph where it is none of an article."""
    if not _BEGINS.match(lines[at]):
        return at
    open_: list[str] = []
    end, said = at, False
    for number in range(at, len(lines)):
        line = lines[number]
        if not open_ and not _BEGINS.match(line):
            break
        if not _nested(line, open_):
            break
        said = said or any(map(_is_sentence, _TAG.sub(_parted, _LISTING.sub("", line)).split("\n")))
        if not open_:
            end = number + 1
    return end if said else at


def _nested(line: str, open_: list[str]) -> bool:
    """Open and close what a line does; False where a tag is none of prose, or closes what is not open."""
    for found in _TAG.finditer(line):
        name = found["name"].lower()
        if name in _EMPTY:
            continue
        if name not in _BLOCKS and name not in _PHRASES:
            if "pre" in open_ or "code" in open_:
                continue
            return False
        if not found["close"]:
            open_.append(name)
        elif open_ and open_[-1] == name:
            open_.pop()
        elif "pre" not in open_:
            return False
    return True


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
    derived = root.derive(_pieces(root, span.start, span.end))
    page = parse(derived)
    return read_html(derived, ledger, roots=(page.root,))


def _pieces(root: Source, start: int, end: int) -> Iterator[Piece]:
    """The text with every reference as the character that it stands for, once."""
    at, text = start, root.text
    for found in _ENTITY.finditer(text, start, end):
        yield Piece(text[at : found.start()], at, found.start())
        yield Piece(html.unescape(found[0]), found.start(), found.end())
        at = found.end()
    yield Piece(text[at:end], at, end)
