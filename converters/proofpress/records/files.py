"""The files of shards: which of them an address stands for, and their bytes as they stand there or unpacked."""

from __future__ import annotations

import gzip
import io
import os
import posixpath
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from proofpress.finding import Words
from proofpress.paths import shown
from proofpress.records.frames import Frames
from proofpress.records.needs import need, opened

PACKED = (".gz", ".zst")


class Unfit(ValueError):
    """A shard that cannot be read: no known format, no such column, damaged. `words` say why."""

    def __init__(self, en: str, zh: str = "") -> None:
        super().__init__(en)
        self.words = Words(en, zh or en)


def bare(name: str) -> str:
    """The name of a file without the ending that says how it is packed."""
    return next((name[: -len(end)] for end in PACKED if name.lower().endswith(end)), name)


class Choice(NamedTuple):
    """Which files of a folder or a pattern are shards: by all that is asked, and by their names; what is none is added
    to `passed`, and what is no file that can be read, as a pipe or a link to nothing, to `lost`."""

    is_shard: Callable[[str], bool]
    is_named: Callable[[str], bool]
    passed: list[str]
    lost: list[Words]


def resolved(given: str, choice: Choice) -> list[tuple[str, str]]:
    """Absolute addresses that a path, an address or a pattern stands for, each with the state of what is there. Of a
    folder and a pattern, what is hidden is passed over; a pattern's signs in the name of a file that is there are
    letters of it. Raises Unfit where there is none, OSError where that cannot be read."""
    if not given:
        raise Unfit("an empty name is no file and no folder; name one", "空名称不是文件或文件夹；请给出名称")
    if given == "-":
        raise Unfit("-: records are not read from standard input; give a file", "-：不从标准输入读取记录；请给出文件")
    try:
        fs, path = opened(given)
    except ValueError as error:
        raise Unfit(f"{given}: {error}", f"{given}：无法识别的地址（{error}）") from error
    local = "file" in _kinds(fs)
    _, chained, holder = given.partition("::")

    def address(one: str) -> str:
        return _straight(one) if local else fs.unstrip_protocol(one) + chained + holder

    def chosen(files: Iterable[str]) -> list[str]:
        shards: list[str] = []
        for one in sorted(files):
            if local and choice.is_named(one) and (why := _unreadable(one)) is not None:
                choice.lost.append(why)
            elif choice.is_shard(address(one)):
                shards.append(one)
            else:
                choice.passed.append(address(one))
        return shards

    there = os.path.exists(path) if local else fs.exists(path)
    if (fixed := _fixed(fs, path)) and not there:
        hits = fs.glob(path, detail=True)
        paths = chosen(
            one
            for one, info in hits.items()
            if info.get("type") != "directory" and (_is_hidden(path, fixed) or not _is_hidden(one, fixed))
        )
        if not paths and hits and not choice.lost:
            raise Unfit(f"{given}: no shard of records is among them", f"{given}：其中没有记录文件")
    elif fs.isdir(path):
        paths = chosen(one for one in fs.find(path) if not _is_hidden(one, path.rstrip("/")))
        if not paths and not choice.lost:
            raise Unfit(f"{given}: no shard of records is in this folder", f"{given}：此文件夹中没有记录文件")
    else:
        if there and local and (why := _unreadable(path)) is not None:
            raise Unfit(why.en, why.zh)
        paths = [path] if there else []
    if not paths and not choice.lost:
        raise Unfit(f"{given}: there is no such file", f"{given}：没有这个文件")
    return [(address(one), _state(fs.info(one))) for one in paths]


def _unreadable(path: str) -> Words | None:
    """Why nothing can be read at a path of this machine, or nothing be said of it; None for a file."""
    name = shown(path)
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        why = error.strerror or type(error).__name__
        return Words(f"{name}: cannot be read: {why}", f"{name}：无法读取：{why}")
    if not stat.S_ISREG(mode):
        return Words(
            f"{name}: is no file but a pipe, a socket or a device", f"{name}：不是普通文件，而是管道、套接字或设备"
        )
    try:
        path.encode()
    except UnicodeEncodeError:
        return Words(f"{name}: its name is no UTF-8; rename it", f"{name}：文件名不是 UTF-8；请改名")
    return None


def folder_of(given: str) -> tuple[str, str] | None:
    """How the addresses of shards begin and end that a folder or a pattern stands for; None for a single file."""
    try:
        fs, path = opened(given)
    except ValueError:
        return None
    local = "file" in _kinds(fs)
    folder = path.rstrip("/") if fs.isdir(path) else _fixed(fs, path)
    if not folder or fs.isfile(path):
        return None
    _, chained, holder = given.partition("::")
    return f"{_straight(folder) if local else fs.unstrip_protocol(folder)}".rstrip("/") + "/", chained + holder


def is_there(shard: str) -> bool:
    """Whether a shard is where it was."""
    fs, path = opened(shard)
    return bool(fs.exists(path))


def _fixed(fs: Any, path: str) -> str:
    """The folder that is the same for all that a pattern stands for; "" where a path has no sign of one. In addresses
    of the web a question mark begins a query."""
    first = next((at for at, sign in enumerate(path) if sign in ("*[" if "http" in _kinds(fs) else "*?[")), None)
    return "" if first is None else path[:first].rpartition("/")[0] or "/"


def _kinds(fs: Any) -> tuple[str, ...]:
    """How addresses of a file system begin."""
    return fs.protocol if isinstance(fs.protocol, tuple) else (fs.protocol,)


def _is_hidden(path: str, folder: str) -> bool:
    """Whether a file in a folder, or a folder between, has a name that hides it."""
    return "/." in path[len(folder) :]


def _straight(path: str) -> str:
    """A path of this machine without `..` and the like, where it leads to the same file so."""
    straight = posixpath.normpath(path)
    try:
        return straight if straight == path or os.path.samefile(straight, path) else os.path.realpath(path)
    except OSError:
        return path


def file_of(shard: str) -> str:
    """The name of the file that an address leads to; of `zip://a.jsonl::s3://b.zip` it is a.jsonl."""
    path = shard.partition("::")[0]
    if path.startswith(("http://", "https://")):
        path = path.partition("#")[0].partition("?")[0]
    return posixpath.basename(path)


_STAMPS = ("ETag", "etag", "checksum", "md5Hash", "mtime", "LastModified", "last_modified", "updated", "modified")
"""What stores call the mark of a file's version, or the time of its last change."""


def _state(info: dict[str, Any]) -> str:
    """A file's size and what its store knows of its version."""
    stamp = next((info[name] for name in _STAMPS if info.get(name) is not None), "")
    return f"{info.get('size')} {stamp}"


@contextmanager
def stored(address: str) -> Iterator[Any]:
    """The bytes of a file as they stand there."""
    with need("fsspec").open(address, "rb") as file:
        yield file


@contextmanager
def plain(address: str) -> Iterator[Any]:
    """The bytes of a file, unpacked."""
    with stored(address) as file:
        if is_packed(address, ".zst"):
            yield io.BufferedReader(Frames(file))
        elif is_packed(address, ".gz"):
            yield gzip.GzipFile(fileobj=file)
        else:
            yield file


def is_packed(address: str, ending: str) -> bool:
    """Whether the file that an address leads to is packed in the way that an ending says."""
    return file_of(address).lower().endswith(ending)
