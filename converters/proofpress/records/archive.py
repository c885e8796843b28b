"""The rows of a web archive (WARC): the responses that hold a page."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BufferedIOBase
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from proofpress import urls
from proofpress.finding import Words
from proofpress.formats import Glance, look, warc
from proofpress.formats.answers import Answer, answer
from proofpress.records.files import is_packed, plain, stored
from proofpress.records.needs import need
from proofpress.records.row import Names, Row
from proofpress.regex import regex

if TYPE_CHECKING:
    from proofpress.records.shards import Block

_SAMPLE = 1_000_000
_MOST_HELD = 16_000_000
_FOR_CRAWLERS = "/robots.txt"
_PAGES = ("text/html", "application/xhtml+xml", "text/markdown", "text/plain", "")
_KEPT = _PAGES[:2]
"""Kinds of pages that an archive holds without an answer's head."""
_NO_PAGES = regex(r"(?:image|audio|video|font)/|text/css$|.*/(?:x-)?(?:javascript|ecmascript)$")
_LARGEST = 32_000_000


def rows(block: Block, names: Names, passed: Counter[str]) -> Iterator[Row]:
    """The responses of an archive that hold a page: by their kind, or by their content where that is one that is read.
    What else was fetched is no row, and counted. A record that cannot be read is a row with a fault, and reading goes
    on behind it."""
    del names
    need("fastwarc.warc")
    faults: list[warc.Fault] = []
    number = told = 0

    def page(record: Any, url: str) -> Row | None:
        head = answer(record.reader) if warc.is_http(record) else None
        kind = head.kind if head else warc.kind_of(record)
        if why := _passed_over(url, head, kind):
            passed[why] += 1
            return None
        content, whole, ignored = warc.fetched(record, head)
        if kind not in (_PAGES if head else _KEPT) and not _is_read(content):
            passed[kind[:_LONGEST_KIND] or "?"] += 1
            return None
        charset = head.charset if head else ""
        return Row(0, url, record.record_id, block.file, content, None, _notes(url, whole, ignored), charset)

    def failed() -> Iterator[Row]:
        nonlocal number, told
        for fault in faults[told:]:
            en, zh = (f": {fault.reason.en}", f"：{fault.reason.zh}") if fault.reason else ("", "")
            said = Words(f"record {fault.place} cannot be read{en}", f"记录 {fault.place} 无法读取{zh}")
            yield Row(number, fault.url or None, None, block.file, None, said)
            number, told = number + 1, told + 1

    stopped: Exception | None = None
    with _archive(block.shard) as file:
        try:
            for row in warc.walked(file, faults, page, passed):
                yield from failed()
                yield replace(row, number=number)
                number += 1
        except warc.Stopped as error:
            stopped = error
    yield from failed()
    if stopped := file.broken or stopped:
        raise stopped


def _passed_over(url: str, head: Answer | None, kind: str) -> str:
    """Why a response is no page whatever it holds, "" for one that may be."""
    if urls.split(url).path == _FOR_CRAWLERS:
        return _FOR_CRAWLERS
    if head is not None and head.has_failed:
        return f"HTTP {head.status}"
    return kind[:_LONGEST_KIND] if _NO_PAGES.match(kind) else ""


_LONGEST_KIND = 80


def _notes(url: str, whole: bool, ignored: tuple[str, ...]) -> tuple[tuple[str, Words], ...]:
    """What is to be said of how a body was had."""
    coded = ", ".join(ignored)
    said = (
        (
            bool(ignored),
            "archive",
            Words(
                f"the head of {url} names a coding that its body does not have: {coded}",
                f"{url} 的头部声明了正文并没有的编码：{coded}",
            ),
        ),
        (
            not whole,
            "cut-off",
            Words(
                f"record {url} is cut off and was read as far as it goes; fetch it again",
                f"记录 {url} 不完整，只读到断处；请重新抓取",
            ),
        ),
    )
    return tuple((rule, words) for holds, rule, words in said if holds)


def _is_read(content: bytes) -> bool:
    """Whether content of a kind that is no page's is a page all the same, or holds articles."""
    if len(content) > _LARGEST:
        return False
    glance = Glance(content)
    try:
        found = look(glance)
        return found.opens is not None if found else "html" in (glance.root.lower(), glance.doctype)
    finally:
        glance.close()


class _Stream:
    """A file object with the few methods that an archive reader asks for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.broken: Exception | None = None
        """Why it ends before its end."""

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, at: int) -> int:
        return self._file.seek(at)

    def close(self) -> None:
        self._file.close()


@contextmanager
def _archive(address: str) -> Iterator[_Stream]:
    """An archive to read from: as it stands where its records can be sought in it, unpacked where they cannot, for they
    are packed as one."""
    if is_packed(address, ".zst") or is_packed(address, ".gz") and _are_packed_as_one(address):
        with plain(address) as file:
            yield _Held(file)
    else:
        with stored(address) as file:
            yield _Stream(file)


def _are_packed_as_one(address: str) -> bool:
    """Whether the first of the members of a packed archive holds more than one record."""
    with stored(address) as file:
        try:
            begun = zlib.decompressobj(31).decompress(file.read(_SAMPLE), 4 * _SAMPLE)
        except zlib.error:
            return False
    return sum(1 for _ in warc.BEGINS.finditer(begun)) > 1


class _Held(_Stream):
    """A stream that runs forward alone, with the last of what was read of it held, so that reading can go back to
    where a record began. Raises Stopped for a place further back. Where it cannot be unpacked any further it ends, and
    `broken` says why."""

    def __init__(self, file: BufferedIOBase) -> None:
        super().__init__(cast(BinaryIO, file))
        self._packed = file
        self._held = bytearray()
        self._first = self._at = 0

    def read(self, size: int = -1) -> bytes:
        inside = self._at - self._first
        if inside == len(self._held):
            self._held += self._unpacked(size)
        piece = bytes(self._held[inside:] if size < 0 else self._held[inside : inside + size])
        self._at += len(piece)
        if len(self._held) > 2 * _MOST_HELD:
            self._first += len(self._held) - _MOST_HELD
            del self._held[:-_MOST_HELD]
        return piece

    def _unpacked(self, size: int) -> bytes:
        """What comes next, as soon as there is some."""
        if self.broken is None:
            try:
                return self._packed.read1(size)
            except (EOFError, OSError, ValueError, zlib.error) as error:
                self.broken = error
        return b""

    def tell(self) -> int:
        return self._at

    def seek(self, at: int) -> int:
        if not self._first <= at <= self._first + len(self._held):
            raise warc.Stopped(
                f"the archive cannot be read on from a record before octet {at:,}, for it is packed as one",
                f"归档压缩成了一整块，无法从第 {at:,} 字节之前的记录继续读取",
            )
        self._at = at
        return at
