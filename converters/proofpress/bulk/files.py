"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from proofpress.bulk.record import digest
from proofpress.paths import naming


@contextmanager
def whole_file(path: Path, scratch: Path | None = None) -> Iterator[BinaryIO]:
    """A file to write to; it takes its name only when the block ends well. Until then it stands in `scratch` (on the
    same disk) or beside its place."""
    with naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".proofpress-", dir=scratch or path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb", closefd=True) as file:
                yield file
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def write_whole(path: Path, data: bytes, scratch: Path | None = None) -> None:
    """Write a file through a temporary one and a rename."""
    with whole_file(path, scratch) as file:
        file.write(data)


def digest_of(path: Path) -> str | None:
    """The digest of a file's bytes, None where there is no file."""
    try:
        return digest((path.read_bytes(),))
    except FileNotFoundError:
        return None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
