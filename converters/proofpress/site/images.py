"""The size of a picture from the first bytes of its file, so that a page reserves its place before it loads."""

from __future__ import annotations

import html
import re
import struct
from collections.abc import Callable
from pathlib import Path

from proofpress.regex import regex

_TAG = regex(r"<img\b((?:[^<>]++|<(?!img\b))*+)>")
_SRC = regex(r'\ssrc="([^"]*)"')
_SIZED = regex(r"\s(?:width|height)=")


def with_sizes(content: str, find: Callable[[str], Path | None]) -> str:
    """The HTML with `width` and `height` on each `<img>` that has neither and whose file `find` knows by its
    address."""

    def sized(match: re.Match[str]) -> str:
        source = _SRC.search(match[1])
        if source is None or _SIZED.search(match[1]):
            return match[0]
        path = find(html.unescape(source[1]))
        size = image_size(path) if path else None
        if size is None:
            return match[0]
        end = len(match[1].rstrip().removesuffix("/").rstrip()) + len("<img")
        return f'{match[0][:end]} width="{size[0]}" height="{size[1]}"{match[0][end:]}'

    return _TAG.sub(sized, content) if "<img" in content else content


def image_size(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF, JPEG, WebP or SVG file; None for anything else, or a broken one."""
    try:
        with path.open("rb") as file:
            data = file.read(65536)
    except OSError:
        return None
    try:
        return _size(data)
    except (struct.error, IndexError, ValueError, OverflowError):
        return None


def _size(data: bytes) -> tuple[int, int] | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return struct.unpack(">II", data[16:24])
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return struct.unpack("<HH", data[6:10])
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    if b"<svg" in data[:4096]:
        return _svg(data[:4096].decode("utf-8", "replace"))
    return None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """The frame header (ITU T.81, B.2.2)."""
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 1 if marker == 0xFF else 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    """RFC 9649: lossy, lossless and extended files."""
    if data[12:16] == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if data[12:16] == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    return None


def _svg(text: str) -> tuple[int, int] | None:
    tag = text[text.index("<svg") :].split(">", 1)[0]
    width = re.search(r"\swidth=[\"']([\d.]+)(?:px)?[\"']", tag)
    height = re.search(r"\sheight=[\"']([\d.]+)(?:px)?[\"']", tag)
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = re.search(r"\sviewBox=[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)", tag)
    return (round(float(box[1])), round(float(box[2]))) if box else None
