"""The works that a text cites by key: from the bibliographies that the command names, and those that its own header
names beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from proofpress import paths
from proofpress.regex import regex

if TYPE_CHECKING:
    from proofpress.readers.bibliography import Entry

_HEADER = regex(r"\ufeff?---[ \t]*\n(?P<inside>.*?\n)(?:---|\.\.\.)[ \t]*\n", re.S)
_NAMES = regex(r"^bibliography[ \t]*:[ \t]*(?P<value>[^\n]*(?:\n[ \t]*-[ \t]+[^\n]*)*)", re.M)
_ENTRY = regex(r"[^\s,\[\]\"'-][^,\[\]\"'\n]*+")
_WORD = regex(r"\w[\w:.#$%&+?~/-]*")
_LATIN = regex(_WORD.pattern, re.ASCII)
_HEAD = 8000
_MOST = 64_000_000


def works(
    files: tuple[str, ...], data: bytes, path: str | None = None, root: str | None = None
) -> dict[str, tuple[str, str]]:
    """By key, how a sentence names each work, and how a note does, in Markdown. Never raises."""
    if b"@" not in data and b"cite" not in data:
        return {}
    text = data.decode("utf-8", "replace")
    beside = tuple(_beside(text[:_HEAD], path, root))
    if not files and not beside:
        return {}
    words = {word.rstrip(":.#$%&+?~-") for pattern in (_WORD, _LATIN) for word in pattern.findall(text)}
    found: dict[str, tuple[str, str]] = {}
    for file in (*files, *beside):
        known = entries(file)
        for key in sorted(words & known.keys()):
            found.setdefault(key, (known[key].short, known[key].note))
    return found


def entries(file: str) -> Mapping[str, Entry]:
    """A bibliography by key; empty where the file cannot be read or is none."""
    try:
        state = Path(file).stat()
        return _entries(file, state.st_mtime_ns, state.st_size) if state.st_size <= _MOST else {}
    except OSError:
        return {}


@lru_cache(8)
def _entries(file: str, changed: int, size: int) -> Mapping[str, Entry]:
    from proofpress.readers.bibliography import read

    del changed, size
    return read(Path(file).read_text("utf-8", "replace"))


def _beside(head: str, path: str | None, root: str | None) -> Iterator[str]:
    """The bibliographies that a header names, below the folder that was given."""
    header = _HEADER.match(head)
    named = _NAMES.search(header["inside"]) if header else None
    if named is None or path is None or root is None:
        return
    for entry in _ENTRY.findall(named["value"]):
        file = paths.real(Path(path).parent / entry.partition(" #")[0].strip())
        if file.suffix not in (".bib", ".json"):
            continue
        if file.is_relative_to(paths.real(root)) and paths.is_file(file):
            yield str(file)
