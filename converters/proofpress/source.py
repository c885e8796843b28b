"""Named text as the author's file has it, and slices of it that remember where their characters came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from proofpress.encoding import Note, Unreadable, decode
from proofpress.regex import regex


class Span(NamedTuple):
    """A half-open range of characters, `start` to `end`, in the text of a root source."""

    start: int
    end: int

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


class Position(NamedTuple):
    """A place in a file as people count: line and column from 1, columns in characters."""

    line: int
    column: int


class Piece(NamedTuple):
    """Text of a derived source, and the range of its parent that it stands for.

    Where the lengths agree, character i of `text` is character `start + i` of the parent; where they differ
    (an entity, a replaced delimiter) every character stands for the whole range.
    """

    text: str
    start: int
    end: int


_LONE = regex("[\ud800-\udfff]")
_NEWLINES = regex(r"\r\n?")


def _whole(text: str) -> str:
    """A text that a file can hold."""
    try:
        text.encode()  # quicker by far than a search
    except UnicodeEncodeError:
        return _LONE.sub("\ufffd", text)
    return text


class Source:
    """Text with a name. `root` is the file; a derived source maps each of its characters back into it.

    `encoding` is what the bytes were decoded with, and `repairs` says what had to be done to read them. `beside` holds
    the relative addresses of files beside the text, and of folders with a slash behind them: one that is among them or
    leads into them is no address of the page's site; `links` are the paths of files that the text calls by name alone,
    `cited` the works that it cites by key: how a sentence names them, and how a note does, in Markdown.

    Halves of a character, which JSON can write and no file can hold, become U+FFFD.
    """

    __slots__ = (
        "__dict__",
        "_digest",
        "_pieces",
        "_starts",
        "beside",
        "cited",
        "encoding",
        "links",
        "name",
        "repairs",
        "root",
        "text",
    )

    def __init__(self, name: str, text: str, *, encoding: str = "utf-8", repairs: tuple[Note, ...] = ()) -> None:
        self.name = name
        self.text = _whole(text)
        self.root: Source = self
        self.encoding = encoding
        self.beside: frozenset[str] = frozenset()
        self.links: Mapping[str, str] = {}
        self.cited: Mapping[str, tuple[str, str]] = {}
        self.repairs = repairs
        self._digest = ""
        self._starts: list[int] = []
        self._pieces: list[Piece] = []

    @classmethod
    def from_bytes(cls, name: str, data: bytes, declared: str = "") -> Source:
        """Decode a file: byte order mark, UTF-8, the encoding that was sent along or that the page declares, then the
        likeliest one.

        Line ends become LF. Bytes that are not text raise `Unreadable`.
        """
        if not data.strip():
            raise Unreadable("the file is empty; there is nothing to convert", "文件为空，没有可转换的内容")
        text, encoding, repairs = decode(data, declared)
        text = _NEWLINES.sub("\n", text) if "\r" in text else text
        made = cls(name, text, encoding=encoding, repairs=repairs)
        made._digest = sha256(data).hexdigest()
        return made

    @property
    def address(self) -> str:
        """The address that the text was had from, where that is its name; "" for a file."""
        return self.name if self.name.startswith(("http://", "https://")) else ""

    @property
    def sha256(self) -> str:
        """The hash of the file's bytes, in hexadecimal; of the text as UTF-8 where the source was made from text."""
        return self._digest or sha256(self.root.text.encode("utf-8", "surrogatepass")).hexdigest()

    def derive(self, pieces: Iterable[Piece]) -> Source:
        """A source whose text is the pieces joined; its spans still point into the root."""
        made = Source(self.name, "")
        made.root = self.root
        out: list[str] = []
        at = 0
        for text, start, end in pieces:
            if not text:
                continue
            for part in self._in_root(Piece(text, start, end)):
                made._starts.append(at)
                made._pieces.append(part)
                out.append(part.text)
                at += len(part.text)
        made.text = "".join(out)
        return made

    def slice(self, start: int, end: int) -> Source:
        """The characters from `start` to `end` as a source of their own."""
        return self.derive((Piece(self.text[start:end], start, end),))

    def span(self, start: int, end: int) -> Span:
        """Where the characters from `start` to `end` of this text stand in the root."""
        if self.root is self:
            return Span(start, end)
        if not self._pieces:
            return Span(0, 0)
        starts = self._starts
        index = max(bisect_right(starts, start) - 1, 0)
        text, low, high = self._pieces[index]
        if start < end <= starts[index] + len(text) == starts[index] + high - low:
            low -= starts[index]
            return Span(low + start, low + end)
        first = self._place(start)
        if end <= start:
            return Span(first[0], first[0])
        last = self._place(end - 1)
        return Span(first[0], max(first[0], last[1]))

    def position(self, offset: int) -> Position:
        """Line and column, from 1, of a root offset."""
        lines = self.root._lines
        line = bisect_right(lines, offset)
        return Position(line, offset - lines[line - 1] + 1)

    def offset(self, line: int, column: int = 1) -> int:
        """The root offset of a line and column, both from 1, clamped to the text."""
        lines = self.root._lines
        line = min(max(line, 1), len(lines))
        return min(lines[line - 1] + column - 1, len(self.root.text))

    def line_text(self, line: int) -> str:
        """A line of the root, from 1, without its line end."""
        lines = self.root._lines
        end = lines[line] - 1 if line < len(lines) else len(self.root.text)
        return self.root.text[lines[line - 1] : end].removesuffix("\n")

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    def _place(self, offset: int) -> tuple[int, int]:
        """The root range of one character."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        piece = self._pieces[index]
        if len(piece.text) == piece.end - piece.start:
            start = piece.start + min(offset - self._starts[index], len(piece.text))
            return start, min(start + 1, piece.end) if start < piece.end else piece.end
        return piece.start, piece.end

    def _in_root(self, piece: Piece) -> Iterable[Piece]:
        """A piece of this source as pieces of the root."""
        if self.root is self:
            return (piece,)
        text, start, end = piece
        if len(text) != end - start:
            return (Piece(text, *self.span(start, end)),)
        parts: list[Piece] = []
        while start < end:
            index = max(bisect_right(self._starts, start) - 1, 0)
            own = self._pieces[index]
            skip = start - self._starts[index]
            take = min(len(own.text) - skip, end - start)
            part = text[:take]
            if len(own.text) == own.end - own.start:
                parts.append(Piece(part, own.start + skip, own.start + skip + take))
            else:
                parts.append(Piece(part, own.start, own.end))
            text, start = text[take:], start + take
        return parts

    def __repr__(self) -> str:
        return f"Source({self.name!r}, {len(self.text)} characters)"

    def __getstate__(self) -> object:
        return {
            "name": self.name,
            "text": self.text,
            "root": None if self.root is self else self.root,
            "encoding": self.encoding,
            "beside": self.beside,
            "links": dict(self.links),
            "cited": dict(self.cited),
            "repairs": self.repairs,
            "_digest": self._digest,
            "_starts": self._starts,
            "_pieces": self._pieces,
        }

    def __setstate__(self, state: dict[str, object]) -> None:
        for key, value in state.items():
            setattr(self, key, value)
        if state["root"] is None:
            self.root = self
