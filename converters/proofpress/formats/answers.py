"""What a web server answered, as archives keep it: its head, and its body as a browser would have it.

Archives are written by programs that undo a coding and leave its name in the head, so a coding that a body does not
have is passed over and named.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from proofpress.finding import Words
from proofpress.regex import regex

_LONGEST_HEAD = 1_000_000
_LARGEST = 500_000_000
_TOO_LARGE = ("its body unpacks to more than 500 MB", "正文解压后超过 500 MB")
_PIECE = 65_536
_ENOUGH = 4_096
"""Octets by which a text is known."""
_HEAD_ENDS = regex(rb"\r?\n\r?\n")
_STATUS = regex(rb"(?:HTTP(?:/\d[\d.]*)?|ICY)[ \t]+(\d{3})")
_CHARSET = regex(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_CHUNK = regex(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,4096})?\r?\n")
_CUT_SIZE = regex(rb"[ \t]*[0-9a-fA-F]{0,8}[ \t]*(?:;[^\r\n]{0,4096})?\r?")
"""A chunk's head without the end of its line."""
_LINE_ENDS = regex(rb"\r?\n")
_NO_TEXT = regex(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BOMS = (b"\xff\xfe", b"\xfe\xff")


class Undecodable(ValueError):
    """A body that has a coding which cannot be undone; `words` say why."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.words = Words(en, zh)


class Reader(Protocol):
    """What a record gives its octets by."""

    def read(self, size: int = -1, /) -> bytes: ...


class Body(NamedTuple):
    """A body without its codings; `ignored` names those of its head that it did not have. `whole` is False where a
    coding breaks off."""

    data: bytes
    ignored: tuple[str, ...] = ()
    whole: bool = True


class Answer(NamedTuple):
    """The head of an answer, with lower case names; `begun` is what was read of the body with it, `length` counts the
    octets of the head. Where a server's words have no head at all, all is body and `status` is None."""

    status: int | None
    fields: Mapping[str, str]
    begun: bytes
    length: int

    @property
    def has_failed(self) -> bool:
        """Whether it is a redirection, a refusal or a failure: what comes with it is the server's page, no article."""
        return self.status is not None and not 200 <= self.status < 300

    @property
    def kind(self) -> str:
        """The media type in lower case; "" where none is given."""
        return self.fields.get("content-type", "").split(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The encoding that the head declares; "" where none is given."""
        found = _CHARSET.search(self.fields.get("content-type", ""))
        return found[1] if found else ""


def answer(reader: Reader) -> Answer:
    """Read the head of an answer, whatever its lines end in. What has none is a page where it begins like one."""
    data = b""
    while len(data) < _ENOUGH and (piece := reader.read(_PIECE)):
        data += piece
    status = _STATUS.match(data)
    if status is None and not data.startswith(b"HTTP/"):
        kind = "text/html" if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else "text/plain"
        known = bool(data.strip()) and is_text(data)
        return Answer(None, {"content-type": kind if known else "application/octet-stream"}, data, 0)
    while (ends := _HEAD_ENDS.search(data)) is None and len(data) < _LONGEST_HEAD and (piece := reader.read(_PIECE)):
        data += piece
    head, begins = (data[: ends.start()], ends.end()) if ends else (data, len(data))
    return Answer(int(status[1]) if status else None, _fields(head), data[begins:], begins)


def _fields(head: bytes) -> dict[str, str]:
    """The fields of a head; of one that stands twice, both, as one list."""
    fields: dict[str, str] = {}
    name = ""
    for line in head.decode("latin-1").splitlines()[1:]:
        if line[:1] in (" ", "\t") and name:
            fields[name] += f" {line.strip()}"
            continue
        before, colon, value = line.partition(":")
        name = before.strip().lower() if colon else ""
        if name:
            value = value.strip()
            fields[name] = f"{fields[name]}, {value}" if name in fields and name != "content-type" else value
    return fields


def body(fields: Mapping[str, str], data: bytes) -> Body:
    """A body with its codings undone, the last one first. Raises Undecodable."""
    ignored: list[str] = []
    whole = True
    for field in ("transfer-encoding", "content-encoding"):
        for name in reversed(fields.get(field, "").lower().split(",")):
            coding = name.strip()
            if not data or coding in ("", "identity", "none", "binary"):
                continue
            undone = _chunks(data) if coding == "chunked" else _unpacked(coding.removeprefix("x-"), data)
            if undone is None:
                ignored.append(coding)
            else:
                data, ends = undone
                whole = whole and ends
    return Body(data, tuple(ignored), whole)


def is_text(data: bytes) -> bool:
    """Whether octets begin as a text does, in whatever encoding."""
    return data.startswith(_BOMS) or _NO_TEXT.search(data[:_ENOUGH]) is None


def _chunks(data: bytes) -> tuple[bytes, bool] | None:
    """The chunks of a body joined; None where it has none. What is left behind a wrong one stays as it is."""
    parts: list[bytes] = []
    at = 0
    while at < len(data) and (size := _CHUNK.match(data, at)):
        length = int(size[1], 16)
        parts.append(data[size.end() : size.end() + length])
        at = size.end() + length
        if not length:
            return b"".join(parts), True
        if ends := _LINE_ENDS.match(data, at):
            at = ends.end()
        elif at < len(data):
            break
    if parts and _CUT_SIZE.fullmatch(data, at):
        return b"".join(parts), False
    if not parts or at < len(data) and len(parts) == 1:
        return None
    return b"".join(parts) + data[at:], at == len(data)


def _unpacked(coding: str, data: bytes) -> tuple[bytes, bool] | None:
    """A body unpacked, and whether it ends well; None where it is a text already. Raises Undecodable."""
    undo = _CODINGS.get(coding)
    if undo is None:
        if is_text(data):
            return None
        raise Undecodable(f"its body has a coding that is not known ({coding})", f"正文的编码方式（{coding}）无法识别")
    try:
        made, whole = undo(data)
    except Undecodable:
        raise
    except Exception as error:  # Each library has a class of its own for damage.
        if is_text(data):
            return None
        why = f"{coding}: {error or type(error).__name__}"
        raise Undecodable(f"its body cannot be unpacked ({why})", f"正文无法解压（{why}）") from error
    return (made, whole) if whole or not is_text(data) else None


def _deflated(data: bytes) -> tuple[bytes, bool]:
    """What the name means is zlib's format; some servers send the bare stream, and browsers read both."""
    try:
        return _inflated(data, 15)
    except zlib.error:
        return _inflated(data, -15)


def _inflated(data: bytes, bits: int = 31) -> tuple[bytes, bool]:
    """The members of a body in zlib's formats; what follows the last one is no part of it."""
    parts: list[bytes] = []
    left = _LARGEST
    while data:
        stream = zlib.decompressobj(bits)
        try:
            part = stream.decompress(data, left)
        except zlib.error:
            if parts:
                break
            raise
        parts.append(part)
        left -= len(part)
        if left <= 0:
            raise Undecodable(*_TOO_LARGE)
        if not stream.eof:
            return b"".join(parts), False
        data = stream.unused_data if bits == 31 else b""
    return b"".join(parts), True


def _unbrotlied(data: bytes) -> tuple[bytes, bool]:
    import brotli

    stream = brotli.Decompressor()
    made: bytes = stream.process(data)
    return made, bool(stream.is_finished())


def _unzstd(data: bytes) -> tuple[bytes, bool]:
    import zstandard

    if not data.startswith(b"\x28\xb5\x2f\xfd"):
        raise ValueError("no frame")
    reader = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data), read_across_frames=True)
    made = reader.read(_LARGEST)
    if len(made) >= _LARGEST:
        raise Undecodable(*_TOO_LARGE)
    return made, True


_CODINGS: Mapping[str, Callable[[bytes], tuple[bytes, bool]]] = {
    "gzip": _inflated,
    "deflate": _deflated,
    "br": _unbrotlied,
    "zstd": _unzstd,
}
"""How each coding is undone: the body without it, and whether it ends well."""
