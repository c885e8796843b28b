"""Zip archives that may be anybody's: nothing leads out of them, nothing unpacks without end."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from proofpress.finding import Words, first_of
from proofpress.formats.format import Unopened

MOST = 500_000_000
"""Bytes that all members may have together."""
RATIO = 200
"""How many times its packed size a member of more than a megabyte may have."""


DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, RuntimeError, OSError)
"""What reading a damaged archive raises; NotImplementedError is a RuntimeError."""


class Damaged(Unopened):
    """A member that cannot be unpacked; the others may be whole."""


class Zipped:
    """An archive's members by name. Raises `Unopened` for one that is broken, locked, too big,
    or leads out of its folder."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            infos = self._archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unopened(
                "the archive is damaged; fetch or export it again", "压缩包已损坏；请重新下载或导出"
            ) from error
        for info in infos:
            path = PurePosixPath(info.filename.replace("\\", "/"))
            if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", info.filename):
                raise Unopened(
                    f"the archive holds a path that leads out of it ({info.filename!r}); it was not opened",
                    f"压缩包中有指向外部的路径（{info.filename!r}），未打开",
                )
            if info.flag_bits & 1:
                raise Unopened("the archive is locked with a password; unpack it first", "压缩包已加密；请先解压")
            if info.file_size > 1_000_000 and info.file_size > RATIO * max(info.compress_size, 1):
                raise _too_big()
        if sum(info.file_size for info in infos) > MOST:
            raise _too_big()
        self.names = [info.filename for info in infos if not info.is_dir()]
        self._known = frozenset(self.names)
        self._damaged: dict[str, None] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def get(self, name: str) -> bytes | None:
        """A member's bytes; None where they are damaged, which `faults` says."""
        try:
            return self.read(name)
        except Damaged:
            self._damaged[name] = None
            return None

    @property
    def faults(self) -> tuple[Words, ...]:
        """What could not be unpacked."""
        if not self._damaged:
            return ()
        said = first_of(list(self._damaged), between=", ")
        return (
            Words(
                f"damaged in the archive, and left out: {said}; fetch or export it again",
                f"压缩包中已损坏而略过：{said}；请重新下载或导出",
            ),
        )

    def read(self, name: str) -> bytes:
        """A member's bytes; `Damaged` where they are so."""
        try:
            with self._archive.open(name) as member:
                size = self._archive.getinfo(name).file_size
                data = member.read(size + 1)
        except (KeyError, *DAMAGE) as error:
            raise Damaged(
                f"{name} in the archive is damaged; fetch or export it again",
                f"压缩包中的 {name} 已损坏；请重新下载或导出",
            ) from error
        if len(data) > size:
            raise _too_big()
        return data


def _too_big() -> Unopened:
    return Unopened(
        "unpacks to far more than it should (more than 500 MB, or 200 times its size); it was not opened",
        "解压后过大（超过 500 MB，或达原大小的 200 倍），未打开",
    )
