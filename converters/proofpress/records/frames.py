"""What is packed with Zstandard, unpacked as it is read."""

from __future__ import annotations

import io
from typing import Any

from proofpress.records.needs import need

_PIECE = 1_024
"""Octets that are unpacked at once: even of nothing but repetition they become no more than some megabytes."""


class Frames(io.RawIOBase):
    """The frames of a file, unpacked one behind the other. Raises EOFError where the last does not come to its end."""

    def __init__(self, file: Any) -> None:
        super().__init__()
        self._unpacker = need("zstandard").ZstdDecompressor()
        self._file = file
        self._frame: Any = None
        self._packed = self._plain = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        """As for any raw file: as many octets as there are, at least one before its end."""
        while not self._plain and (self._packed or self._more()):
            piece, self._packed = self._packed[:_PIECE], self._packed[_PIECE:]
            if self._frame is None:
                self._frame = self._unpacker.decompressobj()
            self._plain = memoryview(self._frame.decompress(piece))
            if self._frame.eof:
                left = len(self._frame.unused_data)
                self._packed = (
                    memoryview(bytes(piece[len(piece) - left :]) + bytes(self._packed)) if left else self._packed
                )
                self._frame = None
        count = min(len(into), len(self._plain))
        into[:count], self._plain = self._plain[:count], self._plain[count:]
        return count

    def _more(self) -> bool:
        """Read on; False at the end of the file."""
        self._packed = memoryview(self._file.read(io.DEFAULT_BUFFER_SIZE))
        if not self._packed and self._frame is not None:
            raise EOFError("the file ends before what is packed in it does")
        return bool(self._packed)
