"""Named text as the author's file has it, and slices of it that remember where their characters came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple


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


class Note(NamedTuple):
    """A sentence about a file's bytes, in English and in Chinese."""

    en: str
    zh: str


class Unreadable(ValueError):
    """A file that is no text: the note says what it is and what to do, without its name."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.note = Note(en, zh)


_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding=["']([\w.:-]+)""", re.I
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LONE = re.compile("[\ud800-\udfff]")
_NEWLINES = re.compile(r"\r\n?")


class Source:
    """Text with a name. `root` is the file; a derived source maps each of its characters back into it.

    `encoding` is what the bytes were decoded with, and `repairs` says what had to be done to read them. `beside` is the
    folder that a browser saved along with a page, "" for none: an address that leads into it is no address of the
    page's site; `links` are the paths of files that the text calls by name alone,
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
        self.text = text if text.isascii() else _LONE.sub("\ufffd", text)
        self.root: Source = self
        self.encoding = encoding
        self.beside = ""
        self.links: Mapping[str, str] = {}
        self.cited: Mapping[str, tuple[str, str]] = {}
        self.repairs = repairs
        self._digest = ""
        self._starts: list[int] = []
        self._pieces: list[Piece] = []

    @classmethod
    def from_bytes(cls, name: str, data: bytes) -> Source:
        """Decode a file: byte order mark, UTF-8, the encoding the page declares, then the likeliest one.

        Line ends become LF. Bytes that are not text raise `Unreadable`.
        """
        if not data.strip():
            raise Unreadable("the file is empty; there is nothing to convert", "文件为空，没有可转换的内容")
        text, encoding, repairs = _decode(data)
        text = _NEWLINES.sub("\n", text) if "\r" in text else text
        made = cls(name, text, encoding=encoding, repairs=repairs)
        made._digest = sha256(data).hexdigest()
        return made

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


def _decode(data: bytes) -> tuple[str, str, tuple[Note, ...]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return (
                data[len(mark) :].decode(
                    encoding if encoding == "utf-8" else f"{encoding}-{'le' if mark[0] == 0xFF else 'be'}", "replace"
                ),
                encoding,
                (),
            )
    control = sum(data.count(byte) for byte in (b"\x00", b"\x01", b"\x02", b"\x03", b"\x04", b"\x05", b"\x06"))
    if control > 8 + len(data) // 1000:
        raise Unreadable(
            "this is binary data, not text; give the HTML or Markdown file itself",
            "这是二进制数据而不是文本；请给出 HTML 或 Markdown 文件本身",
        )
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        broken = error
    if found := _DECLARED.search(data[:4096]):
        declared = (found[1] or found[2]).decode("ascii").lower()
        declared = "gb18030" if declared in ("gb2312", "gbk", "x-gbk") else declared
        try:
            return data.decode(declared), declared, ()
        except (LookupError, UnicodeError):
            pass
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if bad * 50 <= len(text):
        line = data.count(b"\n", 0, broken.start) + 1
        return (
            text,
            "utf-8",
            (
                Note(
                    f"{bad} broken UTF-8 sequences, the first on line {line}, became U+FFFD; save the "
                    "original again as UTF-8",
                    f"{bad} 处 UTF-8 编码损坏（首处在第 {line} 行），已用 U+FFFD 代替；请将原文重新存为 UTF-8",
                ),
            ),
        )
    for encoding in ("gb18030", "big5"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _reads_as_chinese(text):
            return text, encoding, (_guessed(encoding.upper()),)
    from charset_normalizer import from_bytes as guess_encoding  # hardly any file needs it, and it takes long to load

    best = guess_encoding(data).best()
    if best is None:
        raise Unreadable(
            "no encoding fits its bytes; save it as UTF-8 and try again", "没有合适的字符编码；请另存为 UTF-8 后再试"
        )
    return str(best), best.encoding, (_guessed(best.encoding),)


def _guessed(encoding: str) -> Note:
    return Note(
        f"no encoding is declared; read as {encoding}, save it as UTF-8 to be sure",
        f"未声明字符编码，按 {encoding} 读取；存为 UTF-8 最为稳妥",
    )


def _reads_as_chinese(text: str) -> bool:
    """True where most of what is not ASCII are common ideographs and their punctuation,
    as a wrong guess never gives."""
    beyond = [c for c in text[:20000] if c > "\x7f"]
    usual = sum(
        "\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef" or "\u2010" <= c <= "\u2026"
        for c in beyond
    )
    return bool(beyond) and usual >= 0.95 * len(beyond)
