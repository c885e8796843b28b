"""Mailing lists as Pipermail, MHonArc and Hypermail keep them: one mail a page, between two comments of the program.

A mail is plain text in a `<pre>`: its quotations, lists and indented code are what Markdown made its signs of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proofpress.ledger import Ledger
from proofpress.origins import dates, page_metadata, plain
from proofpress.origins.input import Input
from proofpress.origins.site import say_frame
from proofpress.readers.html.dom import Element, Page
from proofpress.regex import regex
from proofpress.source import Piece
from proofpress.tree import Document

_BEGINS = regex(r'<!--\s?(?:beginarticle|X-Body-of-Message|body="start")\s?-->')
_ENDS = regex(r'<!--\s?(?:endarticle|X-Body-of-Message-End|body="end")\s?-->')


def recognises(given: Input) -> bool:
    """True for a page of an archive whose mail is one text as it was typed."""
    return given.is_page and _mail(given) is not None


def read(given: Input, ledger: Ledger) -> Document:
    """The mail as Markdown, under its subject, with its sender and its date."""
    mail = _mail(given)
    assert mail is not None
    page = given.page
    meta = {**page_metadata.of_page(page), **_sent(page, mail)}
    say_frame(page.root, [mail], ledger, given)
    pieces = (piece for chars in mail.chars() for piece in chars.parts())
    return plain.read_body(given.body.derive(list(_parted(_lines(pieces)))), meta, ledger)


def _mail(given: Input) -> Element | None:
    """The only `<pre>` between the two comments."""
    begins = _BEGINS.search(given.body.text)
    ends = _ENDS.search(given.body.text, begins.end()) if begins else None
    if begins is None or ends is None:
        return None
    held = [one for one in given.page.tagged("pre") if begins.end() <= one.start and one.end <= ends.start()]
    return held[0] if len(held) == 1 else None


def _sent(page: Page, mail: Element) -> dict[str, object]:
    """Who wrote a mail, and when, as the lines between its subject and its text say."""
    subject = next((one for one in page.tagged("h1", "h2") if one.end <= mail.start), None)
    found: dict[str, object] = {}
    if subject is not None:
        found["title"] = subject.words()
        name = next((one.words() for one in page.tagged("b") if subject.end <= one.start < mail.start), "")
        if name and not name.endswith(":"):
            found["authors"] = [name]
        when = next((one.words() for one in page.tagged("i") if subject.end <= one.start < mail.start), "")
        if day := dates.first(when):
            found["date"] = day
    return found


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces of a text, line by line."""
    line: list[Piece] = []
    for text, start, end in pieces:
        exact = len(text) == end - start
        at = start
        for part in text.splitlines(keepends=True):
            line.append(Piece(part, at, at + len(part)) if exact else Piece(part, start, end))
            at += len(part)
            if part.endswith("\n"):
                yield line
                line = []
    if line:
        yield line


def _parted(lines: Iterable[list[Piece]]) -> Iterator[Piece]:
    """The lines with an empty one where a quotation ends and before a signature, which Markdown would take for text of
    the quotation and for the line below a heading."""
    quoted = False
    for line in lines:
        said = "".join(piece.text for piece in line)
        place = line[0].start
        if quoted and said.strip() and not said.startswith(">") or said.rstrip() == "--":
            yield Piece("\n", place, place)
        quoted = said.startswith(">")
        if said.rstrip() == "--":
            yield Piece("\n", place, line[-1].end)
        else:
            yield from line
