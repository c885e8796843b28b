"""Whether a web archive ends where a record does, or was cut off on its way."""

from __future__ import annotations

import zlib
from typing import Protocol

from proofpress.regex import regex

_PIECE = 1_000_000
_LONGEST_HEAD = 1_000_000
_LENGTH = regex(rb"(?i)\nContent-Length:[ \t]*(\d{1,15})[ \t]*\r?\n")


class Sought(Protocol):
    """A file of bytes that can be sought in, or says that it cannot."""

    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, at: int, /) -> int: ...


def is_cut(file: Sought, last: int) -> bool:
    """Whether a file ends within a record, of which the last whose head can be read begins at `last`. What holds less
    than its own head promises is told by reading it, unless the file ends there."""
    try:
        file.seek(last)
        begun = file.read(2)
        if begun == b"\x1f\x8b":
            return _is_cut_packed(file, begun)
        file.seek(last)
        return _is_cut_plain(file, last)
    except OSError:
        return False


def _is_cut_packed(file: Sought, piece: bytes) -> bool:
    """Of members of gzip: whether the last of them does not come to its end."""
    member = None
    while piece or (piece := file.read(_PIECE)):
        member = member or zlib.decompressobj(31)
        try:
            while piece and not member.eof:
                member.decompress(piece, _PIECE)
                piece = member.unconsumed_tail
        except zlib.error:
            return False
        if member.eof:
            piece, member = member.unused_data.lstrip(b"\0"), None
    return member is not None


def _is_cut_plain(file: Sought, last: int) -> bool:
    head = b""
    while (end := head.find(b"\r\n\r\n")) < 0 and len(head) < _LONGEST_HEAD and (piece := file.read(_PIECE)):
        head += piece
    if end < 0:
        return bool(head.strip()) and len(head) < _LONGEST_HEAD
    if (length := _LENGTH.search(head, 0, end + 2)) is None:
        return False
    behind = last + end + 4 + int(length[1])
    if int(length[1]):
        file.seek(behind - 1)
        if not file.read(1):
            return True
    file.seek(behind)
    rest = b""
    while len(rest) < _LONGEST_HEAD and (piece := file.read(_PIECE)):
        rest += piece
    return bool(rest.strip()) and b"\r\n\r\n" not in rest.strip()
