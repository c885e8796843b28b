"""One input, read, converted and written, inside a worker process; whatever goes wrong becomes one sentence."""

from __future__ import annotations

import math
import re
import traceback
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from proofpress import paths, urls
from proofpress.bulk import vault
from proofpress.bulk.files import digest_of, write_whole
from proofpress.bulk.held import must_wait, place
from proofpress.bulk.inputs import TooLarge, cannot_read, read_bytes, read_stream
from proofpress.bulk.job import Job, Outcome, Status, give_up
from proofpress.bulk.opening import gate, head_of
from proofpress.bulk.places import locate
from proofpress.bulk.record import PICTURES, Entry, Record, digest
from proofpress.bulk.relink import links_of
from proofpress.bulk.standing import cited_in, made_of
from proofpress.convert import Conversion, convert
from proofpress.encoding import Unreadable
from proofpress.finding import Finding, Severity, Words
from proofpress.formats.pages import ending
from proofpress.readers.html import drawing
from proofpress.source import Source
from proofpress.tree import Image, walk


class Clash(Exception):
    """An output file is there already, and it is not ours to overwrite; the argument is its path."""


def perform(job: Job) -> Outcome:
    """Do the job. Never raises: a failure is an outcome too."""
    try:
        return _perform(job)
    except Exception as error:  # noqa: BLE001
        return give_up(job, trouble_of(error, job.path))


def trouble_of(error: Exception, path: str | None = None) -> Words:
    """Why an input, the file at `path` if it is one, came to nothing: one sentence for its owner."""
    match error:
        case Unreadable():
            return Words(error.note.en, error.note.zh)
        case TooLarge():
            return error.words
        case Clash():
            return Words(
                f"{error} is there already and was not made by proofpress, or was edited since; "
                "move it away, or overwrite it with --force",
                f"{error} 已存在，且不是 proofpress 生成的，或生成后被修改过；请移走它，或用 --force 覆盖",
            )
        case OSError() if error.filename is None or str(error.filename) == path:
            return cannot_read(error)
        case OSError():
            return Words(
                f"its output cannot be written: {error.filename}: {error.strerror}; free or change the output folder",
                f"无法写入输出 {error.filename}：{error.strerror}；请检查输出文件夹",
            )
        case MemoryError():
            return Words("needs more memory than there is; split it", "内存不足；请拆分文件")
        case RecursionError():
            return Words("is nested too deeply; remove the needless levels", "嵌套过深；请去掉多余的层级")
    where = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__} in {Path(where.filename).name}:{where.lineno}"
    return Words(
        f"could not be converted because of a fault in proofpress ({place}: {error}); "
        "please report it together with the file",
        f"转换失败，原因是 proofpress 自身的错误（{place}：{error}）；请连同文件一起反馈",
    )


def _perform(job: Job) -> Outcome:
    try:
        if job.data is None and job.path is not None:
            data = read_bytes(job.path, job.size_limit)
        else:
            data = read_stream(BytesIO(job.data or b""), job.size_limit)
    except TooLarge:
        if job.path is not None and (outcome := gate(job, head_of(job.path), whole=False)) is not None:
            return outcome
        raise
    if not job.part and (outcome := gate(job, data)) is not None:
        return outcome
    made = made_of(job, data)
    if job.target is None:
        conversion = _convert(job, data)
        record = _record(job, made, conversion, {})
        return Outcome(
            job.name, Status.CONVERTED, record=record, notes=_notes(conversion), markdown=conversion.markdown
        )
    target = Path(job.target)
    there = digest_of(target)
    conversion = _convert(job, data)
    companions, about = _companions(job, conversion)
    conversion = replace(conversion, ledger=(*conversion.ledger, *about))
    record = _record(job, made, conversion, companions)
    if not job.force:
        _refuse_to_overwrite(job, there, record, companions)
    scratch = Path(job.scratch) if job.scratch else None
    for name, content in companions.items():
        if digest_of(target.parent / name) != digest((content,)):
            write_whole(target.parent / name, content, scratch)
    waits = there != record.output and bool(job.home) and must_wait(record.links, there is not None)
    path = place(Path(job.home), record) if waits else target
    if there != record.output:
        write_whole(path, conversion.markdown.encode("utf-8", "replace"), scratch)
    return Outcome(job.name, Status.CONVERTED, job.target, record, notes=_notes(conversion), waits=waits)


def _convert(job: Job, data: bytes) -> Conversion:
    source = Source.from_bytes(job.name if job.path else "", data)
    if job.path is not None and not job.part:
        saved = Path(job.path).with_suffix("")
        source.beside = f"{saved.name}_files" if paths.is_folder(saved.with_name(f"{saved.name}_files")) else ""
    source.links = vault.links(job.vault, data, job.path)
    source.cited = cited_in(job, data)
    made = convert(source, origin=job.origin, title=job.title, chat=job.chat, seconds=math.inf)
    if (became := made.account) is not None and became.vanished:
        raise Unreadable(
            f"its article was not found: only {became.kept} of the {became.seen} letters of the page would be left; "
            "name where it comes from with --from, or give the part of the page that is the article",
            f"未能找到正文：页面上的 {became.seen} 个字符只会留下 {became.kept} 个；请用 --from 指明来源，"
            "或只给出正文部分",
        )
    return made


def _refuse_to_overwrite(job: Job, there: str | None, record: Record, companions: Mapping[str, bytes]) -> None:
    ours = [one.output for one in (record, job.done, job.held) if one is not None]
    if there is not None and there not in ours:
        raise Clash(job.target)
    own = {name for one in (job.done, job.held) if one is not None for name in one.files}
    for name, content in companions.items():
        path = Path(job.target or "").parent / name
        if name not in own and digest_of(path) not in (None, digest((content,))):
            raise Clash(path)


def _notes(conversion: Conversion) -> tuple[Words, ...]:
    return tuple(Words(note.en, note.zh) for note in conversion.source.repairs if note.sure)


def _record(job: Job, made: str, conversion: Conversion, companions: Mapping[str, bytes]) -> Record:
    output = digest((conversion.markdown.encode("utf-8", "replace"),))
    places, blocks = locate(conversion) if job.places else ((-1,) * len(conversion.ledger), None)
    entries = tuple(Entry.of(f, conversion.source, place) for f, place in zip(conversion.ledger, places, strict=True))
    return Record(
        job.mirror, made, output, entries, tuple(companions), blocks, links_of(conversion) if job.links else None
    )


_SHOWN = re.compile(
    r"\.(?:png|apng|jpe?g|jfif|gif|a?webp|avif|svg|bmp|ico|tiff?|heic|mp4|webm|ogv|mov|mp3|m4a|ogg|oga|wav|flac|pdf)$",
    re.I,
)
"""Files that a page shows as a picture or a film; of the others, which a browser may run, only pictures whose names
have no ending are brought along."""


def _companions(job: Job, conversion: Conversion) -> tuple[dict[str, bytes], list[Finding]]:
    """Files that the Markdown refers to, by path relative to it: images out of data URIs, and those beside the input;
    and what was taken out of them, for a drawing that is opened by its own address is a page."""
    companions = dict(conversion.files)
    about: list[Finding] = []
    if job.path is None or job.root is None:
        return companions, about
    folder, root = Path(job.path).parent, paths.real(job.root)
    there = paths.real(folder)
    depth = len(there.relative_to(root).parts) if there.is_relative_to(root) else 0
    for node in walk(conversion.document):
        if not isinstance(node, Image) or node.url in companions:
            continue
        parts = urls.split(node.url)
        relative = PurePosixPath(unquote(parts.path))
        if parts.scheme or parts.netloc or not parts.path or relative.is_absolute() or _rises(relative) > depth:
            continue
        if str(relative) in companions or relative.suffix and not _SHOWN.search(relative.name):
            continue
        beside = folder / relative
        if paths.real(beside).is_relative_to(root) and paths.is_file(beside):
            try:
                content = read_bytes(str(beside), job.size_limit)
            except (OSError, TooLarge):
                continue
            if not relative.suffix and ending(content) in ("", "svg"):
                continue
            if relative.suffix.lower() == ".svg" and not drawing.is_inert(content):
                content = drawing.sanitised_text(content.decode("utf-8", "replace")).encode()
                about.append(Finding(PICTURES, Severity.REMOVAL, _ACTIVE, node.span, text=str(relative)))
            if content:
                companions[str(relative)] = content
    return companions, about


_ACTIVE = Words("what runs or loads in a drawing (SVG)", "图形（SVG）中会运行或加载的内容")


def _rises(path: PurePosixPath) -> int:
    """How many folders above its start a relative path climbs at the most."""
    level = lowest = 0
    for part in path.parts:
        level += -1 if part == ".." else 1
        lowest = min(lowest, level)
    return -lowest
