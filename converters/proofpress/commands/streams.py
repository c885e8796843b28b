"""The three standard streams: lines for people on standard error, and what was asked for on standard output."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from proofpress.commands.language import Speaker
from proofpress.paths import naming, shown


class _Closed(io.TextIOWrapper):
    """Stands for a stream that the caller closed: whoever uses it is told so by an error of the system."""

    def __init__(self) -> None:
        # A file of its own, so that no other takes the place of the closed one.
        super().__init__(io.FileIO(os.open(os.devnull, os.O_RDWR), "r+"))

    def write(self, text: str) -> NoReturn:
        raise OSError(errno.EBADF, "it is closed")


def prepare() -> None:
    """File names and messages may hold what the terminal's encoding cannot show; a stream may be closed."""
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _Closed())
        elif name != "stdin" and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """A line to a person; one that cannot be shown stops nothing."""
    with suppress(OSError):
        print(shown(text), file=sys.stderr, flush=True)


def give(text: str) -> None:
    """Text on standard output. Raises `OSError` that names it."""
    if text:
        with naming("standard output"):
            sys.stdout.write(text)
            sys.stdout.flush()


def finish() -> None:
    """All that was given has left, or `OSError` says that it has not."""
    with naming("standard output"):
        sys.stdout.flush()


def leave() -> None:
    """Whatever is still to be written to standard output goes nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def taken(most: int) -> bytes:
    """Standard input, and one byte more than `most` where it is longer. Raises `OSError` that names it."""
    with naming("standard input"):
        if isinstance(sys.stdin, _Closed):
            raise OSError(errno.EBADF, "it is closed")
        return sys.stdin.buffer.read(most + 1)


def refusal(error: OSError, speak: Speaker) -> str:
    """What the machine would not do, as a line with what to do."""
    why = error.strerror or str(error) or type(error).__name__
    named = {
        "": speak("a file", "某个文件"),
        "standard input": speak("standard input", "标准输入"),
        "standard output": speak("standard output", "标准输出"),
    }
    what = named.get(str(error.filename or "")) or Path(str(error.filename)).as_posix()
    return speak(
        f"proofpress: cannot read or write {what}: {why}; free space, change the permission or choose another place, "
        "and run it again",
        f"proofpress：无法读写 {what}：{why}；请清理空间、修改权限或换个位置后重试",
    )
