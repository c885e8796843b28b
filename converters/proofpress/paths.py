"""What a path leads to, asked so that no path raises: names that are too long, that hold an octet of zero, and links in
a circle lead nowhere. And how a name is shown."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from proofpress.regex import regex

_ACTS = regex("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that a terminal acts on, that end a line, or that turn the reading order; and octets of no encoding."""


def is_file(path: str | Path) -> bool:
    """Whether a regular file stands there, behind links or not."""
    return os.path.isfile(path)  # Unlike pathlib's, it takes every string.


def nearest(folder: Path, name: str) -> Path | None:
    """The file of this name in a folder, or in the nearest one above it."""
    return next((place / name for place in (folder, *folder.parents) if is_file(place / name)), None)


def of_picture(data: bytes, ending: str) -> str:
    """Where a picture goes that stood inside a page or another file: its name follows from its content, so that what
    lies side by side takes no name from what it lies beside."""
    return f"images/{hashlib.sha256(data).hexdigest()[:16]}.{ending}"


_PROGRAMS = frozenset(
    (
        "py pyi js mjs cjs ts mts tsx jsx vue svelte astro go rs c h cc cpp cxx hpp java kt kts scala rb php pl lua r"
        " jl swift m cs fs ex exs erl hs clj sh bash zsh fish ps1 bat cmd sql css scss sass less styl toml yml yaml ini"
        " cfg conf lock properties gradle make mk cmake ejs hbs njk liquid pug j2 tmpl tf proto graphql"
    ).split()
)


def names_program(name: str) -> bool:
    """Whether the name of a file ends as that of source code or of settings does."""
    return PurePath(name).suffix[1:].lower() in _PROGRAMS


def stamp(path: str | Path | None) -> tuple[int, int]:
    """What a file has otherwise once it is written again: its time and its size; zeros where there is none."""
    try:
        found = os.stat(path) if path is not None else None
    except (OSError, ValueError):
        found = None
    return (found.st_mtime_ns, found.st_size) if found else (0, 0)


def is_folder(path: str | Path) -> bool:
    """Whether a folder stands there, behind links or not."""
    return os.path.isdir(path)


def exists(path: str | Path) -> bool:
    """Whether anything stands there; a link to nothing is nothing."""
    return os.path.exists(path)


def real(path: str | Path) -> Path:
    """The path with its links followed as far as they lead; where that cannot be asked, the path made absolute."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return Path.cwd() / path


@contextmanager
def naming(path: str | Path) -> Iterator[None]:
    """Errors of the system inside the block name this path, whatever temporary file they struck."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise


def shown(text: str) -> str:
    """A line that holds names, for a terminal or a log: what would act there stands as Python writes it (`\\x1b`)."""
    return _ACTS.sub(lambda char: ascii(char[0])[1:-1], text)
