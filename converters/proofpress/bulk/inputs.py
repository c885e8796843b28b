"""Which files a command line names, and where the output of each goes: the mirror of a folder's tree."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from proofpress.finding import Words

STANDARD_INPUT = "-"

_DOCUMENT = (
    ".html",
    ".htm",
    ".xhtml",
    ".shtml",
    ".mhtml",
    ".md",
    ".markdown",
    ".mdown",
    ".mkd",
    ".mdx",
    ".rmd",
    ".qmd",
    ".txt",
    ".text",
)
"""Endings that say "this is a document"; all of them, however many, give way to `.md`."""

_NO_ARTICLE = frozenset(
    f".{ending}"
    for line in (
        "png jpg jpeg jpe gif webp avif bmp ico svg svgz tif tiff psd heic",
        "css scss less js mjs cjs ts tsx jsx map wasm woff woff2 ttf otf eot",
        "json jsonl ndjson xml rss atom csv tsv yaml yml toml ini cfg lock log db sqlite parquet npy npz pkl",
        "pdf doc docx ppt pptx xls xlsx odt epub ipynb zip gz bz2 xz zst 7z rar tar tgz whl jar",
        "mp3 mp4 m4a ogg wav webm mov avi mkv flac",
        "py pyc pyi c h cc cpp hpp rs go java kt rb php cs swift sh bat ps1 sql lua pl r jl so dll o a exe",
    )
    for ending in line.split()
)
"""Endings that a walk through a folder passes over; a file that is named itself is always read."""

_AWKWARD = re.compile(r'[?#%*:|"<>\\\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Input:
    """One file (`path` None: standard input), its name as people would write it, its output relative to the output
    folder, and the folder whose images belong to it."""

    name: str
    path: Path | None
    target: PurePosixPath
    root: Path | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """An input that cannot be converted, and why, with what to do."""

    name: str
    message: Words


@dataclass(slots=True)
class Inputs:
    """What there is to do, what cannot be done, and how many files are no articles by their names."""

    found: list[Input] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    passed_over: int = 0


def collect(
    arguments: Iterable[str], *, output: Path | None = None, owns: Callable[[Path], bool] | None = None
) -> Inputs:
    """The inputs that files, folders and `-` stand for, in a stable order.

    The output folder and what `owns` knows as an earlier output are never inputs of a walk. Two inputs with one output
    are a trouble for the second of them.
    """
    inputs = Inputs()
    taken: dict[str, str] = {}
    for one in _all(arguments, output, owns, inputs):
        key = unicodedata.normalize("NFC", one.target.as_posix()).casefold()
        if (first := taken.setdefault(key, one.name)) == one.name:
            if not any(one == other for other in inputs.found[-1:]):
                inputs.found.append(one)
        else:
            inputs.troubles.append(
                Trouble(
                    one.name,
                    Words(
                        f"would be written to {one.target}, which is already made from {first}; rename one of them, or convert them into different folders",
                        f"输出 {one.target} 已由 {first} 占用；请改名其中一个，或转换到不同的文件夹",
                    ),
                )
            )
    return inputs


def target_of(name: str) -> str:
    """The output's file name for an input's: `b.html.md` becomes `b.md`, and what an address cannot hold becomes `-`."""
    stem = name
    while True:
        path = PurePosixPath(stem)
        if path.suffix.lower() not in _DOCUMENT:
            break
        stem = path.stem
    return (_AWKWARD.sub("-", stem).strip("- ") or "article") + ".md"


def _all(
    arguments: Iterable[str], output: Path | None, owns: Callable[[Path], bool] | None, inputs: Inputs
) -> Iterator[Input]:
    for argument in arguments:
        if argument == STANDARD_INPUT:
            yield Input(STANDARD_INPUT, None, PurePosixPath("stdin.md"))
            continue
        path = Path(argument)
        if path.is_dir():
            yield from _walk(path, output, owns, inputs)
        else:
            yield Input(argument, path, PurePosixPath(target_of(path.name)), path.parent)


def _walk(top: Path, output: Path | None, owns: Callable[[Path], bool] | None, inputs: Inputs) -> Iterator[Input]:
    """The articles below a folder, sorted; a link back to a folder that is being walked is a trouble, not a loop."""
    skipped = _identity(output) if output is not None and output.is_dir() else None
    start = _identity(top)
    pending: list[tuple[Path, PurePosixPath, frozenset[tuple[int, int]]]] = [
        (top, PurePosixPath(), frozenset((start,) if start else ()))
    ]
    while pending:
        folder, below, above = pending.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError as error:
            inputs.troubles.append(Trouble(str(folder), cannot_read(error)))
            continue
        inner: list[tuple[Path, PurePosixPath, frozenset[tuple[int, int]]]] = []
        for entry in entries:
            path = folder / entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                own = _identity(path)
                if own is not None and own in above:
                    inputs.troubles.append(
                        Trouble(
                            str(path),
                            Words(
                                "is a link to a folder that holds it (a cycle), and was not followed; remove the link",
                                "是指向上级文件夹的链接（形成循环），已跳过；请删除该链接",
                            ),
                        )
                    )
                elif own is None or own != skipped or own == start:
                    inner.append((path, below / _AWKWARD.sub("-", entry.name), above | {own} if own else above))
            elif PurePosixPath(entry.name).suffix.lower() in _NO_ARTICLE:
                inputs.passed_over += 1
            elif owns is None or not owns(path):
                yield Input(str(path), path, below / target_of(entry.name), top)
        pending.extend(reversed(inner))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def cannot_read(error: OSError) -> Words:
    """Why the system would not give a file, and what to do."""
    reasons: tuple[tuple[type[OSError], Words], ...] = (
        (
            FileNotFoundError,
            Words(
                "there is no such file (or it is a link to nothing); check the path",
                "没有这个文件（或链接已失效）；请检查路径",
            ),
        ),
        (
            PermissionError,
            Words(
                "may not be read; give yourself read permission (chmod u+r) and try again",
                "没有读取权限；请先授予读取权限（chmod u+r）再试",
            ),
        ),
        (
            IsADirectoryError,
            Words("is a folder where a file was expected; name the file", "是文件夹而不是文件；请给出文件路径"),
        ),
    )
    for kind, words in reasons:
        if isinstance(error, kind):
            return words
    reason = error.strerror or type(error).__name__
    return Words(f"cannot be read: {reason}; check the file and try again", f"无法读取：{reason}；请检查文件后再试")


def read_bytes(path: str, limit: int) -> bytes:
    """A regular file's bytes; `OSError` where it cannot be read, `TooLarge` where it has more than `limit` bytes."""
    found = Path(path).stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(path)
    if not stat.S_ISREG(found.st_mode):
        raise OSError(0, "it is a device or a pipe")
    if found.st_size > limit:
        raise TooLarge(found.st_size, limit)
    return Path(path).read_bytes()


class TooLarge(ValueError):
    """A file of more bytes than an article has."""

    def __init__(self, size: int, limit: int) -> None:
        mb, most = size / 1e6, limit / 1e6
        self.words = Words(
            f"has {mb:.0f} MB, and the limit is {most:.0f} MB; split it, or raise the limit with --max-size",
            f"大小为 {mb:.0f} MB，超过上限 {most:.0f} MB；请拆分文件，或用 --max-size 提高上限",
        )
        super().__init__(self.words.en)
