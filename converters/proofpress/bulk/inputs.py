"""Which files a command line names, and where the output of each goes: the mirror of a folder's tree."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from proofpress import paths
from proofpress.bulk.job import Laid
from proofpress.bulk.names import CONTAINER, SHOWN, folder_of, stem_of, target_of
from proofpress.finding import Words

STANDARD_INPUT = "-"

_LEADS_OUT = Words(
    "is a link out of the folder, and was not followed; name what it leads to, or put a copy here",
    "是指向该文件夹之外的链接，已跳过；请直接给出它指向的文件，或在此处放一份副本",
)


@dataclass(frozen=True, slots=True)
class Input:
    """One file (`path` None: standard input), its name as people would write it, its output relative to the output
    folder, and the folder whose images belong to it. `walked` says that a folder was named, and not the file itself;
    `part` that it came out of a container, which may say who reads it (`origin`); `container` is the one whose only
    article it is, with its folder: what it refers to may stand beside that."""

    name: str
    path: Path | None
    target: PurePosixPath
    root: Path | None = None
    walked: bool = False
    part: bool = False
    origin: str | None = None
    container: tuple[Path, Path | None] | None = None

    @property
    def places(self) -> tuple[tuple[Path, Path | None], ...]:
        """Where relative addresses in it count from, the nearest first, each with the folder that they stay in."""
        here = ((self.path, self.root),) if self.path is not None else ()
        return (*here, self.container) if self.container else here


@dataclass(frozen=True, slots=True)
class Trouble:
    """An input that cannot be converted, and why, with what to do."""

    name: str
    message: Words


@dataclass(slots=True)
class Inputs:
    """What there is to do, and what cannot be done. Two inputs with one output are a trouble for the second of them
    once the first has proved to be an article."""

    found: list[Input] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    _taken: dict[str, str] = field(default_factory=dict)
    _clashes: list[tuple[Input, str]] = field(default_factory=list)

    def add(self, one: Input) -> bool:
        """Take an input in; False where its output is another's already."""
        if (first := self._taken.setdefault(_key(one.target), one.name)) == one.name:
            if not any(one == other for other in self.found[-1:]):
                self.found.append(one)
            return True
        self._clashes.append((one, first))
        return False

    def settle(self, became: Mapping[str, Sequence[Laid]]) -> list[Input]:
        """What turned out to be no article leaves, and a container's articles stand in its place; those are given back,
        and the inputs whose outputs are free now.

        `became` has, by name, the parts of each such input; none where it is no article.
        """
        fresh: list[Input] = []
        before, self.found = self.found, []
        for one in before:
            if one.name not in became:
                self.found.append(one)
                continue
            self._taken.pop(_key(one.target), None)
            for part in became[one.name]:
                made = _part(one, part)
                if self.add(made):
                    fresh.append(made)
        waiting, self._clashes = self._clashes, []
        for one, first in waiting:
            if first not in became:
                self._clashes.append((one, first))
            elif self.add(one):
                fresh.append(one)
        return fresh

    def refuse_clashes(self) -> list[Trouble]:
        """Make a trouble of each input whose output is another's, now that nothing more will be settled; they are given
        back."""
        made = [
            Trouble(
                one.name,
                Words(
                    f"would be written to {one.target}, which is already made from {first}; rename one of "
                    "them, or convert them into different folders",
                    f"输出 {one.target} 已由 {first} 占用；请改名其中一个，或转换到不同的文件夹",
                ),
            )
            for one, first in self._clashes
        ]
        self._clashes = []
        self.troubles += made
        return made


def _part(one: Input, part: Laid) -> Input:
    stem = stem_of(one.target.name.removesuffix(".md"), CONTAINER)
    *folders, name = map(folder_of, SHOWN.sub(r"-\g<kind>", part.target).split("/")) if part.target else ("",)
    inner = PurePosixPath(stem, *folders, f"{name}.md") if name else PurePosixPath(f"{stem}.md")
    return Input(
        part.name,
        Path(part.path),
        one.target.parent / inner,
        Path(part.root),
        one.walked,
        True,
        part.origin,
        (one.path, one.root) if one.path is not None and not part.target else None,
    )


def _key(target: PurePosixPath) -> str:
    """A name of an output as two file systems may take it for the same."""
    return unicodedata.normalize("NFC", target.as_posix()).casefold()


def collect(
    arguments: Iterable[str], *, output: Path | None = None, owns: Callable[[Path], bool] | None = None
) -> Inputs:
    """The inputs that files, folders and `-` stand for, in a stable order.

    The output folder and what `owns` knows as an earlier output are never inputs of a walk.
    """
    inputs = Inputs()
    for one in _all(arguments, output, owns, inputs):
        inputs.add(one)
    return inputs


def _all(
    arguments: Iterable[str], output: Path | None, owns: Callable[[Path], bool] | None, inputs: Inputs
) -> Iterator[Input]:
    for argument in arguments:
        if argument == STANDARD_INPUT:
            yield Input(STANDARD_INPUT, None, PurePosixPath("stdin.md"))
            continue
        path = Path(argument)
        if paths.is_folder(path):
            yield from _walk(path, output, owns, inputs)
        else:
            yield Input(argument, path, PurePosixPath(target_of(path.name)), path.parent)


def _walk(top: Path, output: Path | None, owns: Callable[[Path], bool] | None, inputs: Inputs) -> Iterator[Input]:
    """The files below a folder, sorted. A link back to a folder that is being walked is a trouble, not a loop, and so
    is a link out of the folder: what it leads to was not named."""
    real = paths.real(top)
    skipped = _identity(output) if output is not None and paths.is_folder(output) else None
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
            if entry.is_symlink() and not _inside(path, real):
                inputs.troubles.append(Trouble(str(path), _LEADS_OUT))
                continue
            if paths.is_folder(path):
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
                    inner.append((path, below / folder_of(entry.name), above | {own} if own else above))
            elif owns is None or not owns(path):
                yield Input(str(path), path, below / target_of(entry.name), top, walked=True)
        pending.extend(reversed(inner))


def _inside(path: Path, top: Path) -> bool:
    """Whether a link leads to something below a folder; a link to itself leads nowhere else,
    and fails where it is read."""
    return paths.real(path).is_relative_to(top)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
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
    with Path(path).open("rb") as file:
        return read_stream(file, limit)


def read_stream(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of a stream; `TooLarge` as soon as there are more than `limit`."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(None, limit)
    return data


class TooLarge(ValueError):
    """A file of more bytes than an article has; `size` is None where no one knows it. `fixed` has the words of a
    command whose limit is always the same."""

    def __init__(self, size: int | None, limit: int) -> None:
        most = f"{limit / 1e6:g} MB"
        here = (f"has {size / 1e6:.0f} MB", f"大小为 {size / 1e6:.0f} MB") if size else ("is larger", "过大")
        en, zh = f"{here[0]}, and the limit is {most}; split it", f"{here[1]}，超过上限 {most}；请拆分文件"
        self.fixed = Words(en, zh)
        self.words = Words(f"{en}, or raise the limit with --max-size", f"{zh}，或用 --max-size 提高上限")
        super().__init__(en)
