"""One input, read, converted and written, inside a worker process; whatever goes wrong becomes one sentence."""

from __future__ import annotations

import math
import os
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePosixPath

from proofpress import paths
from proofpress.bulk import vault
from proofpress.bulk.companions import brought
from proofpress.bulk.files import digest_of, write_whole
from proofpress.bulk.held import must_wait, place
from proofpress.bulk.inputs import TooLarge, cannot_read, read_bytes, read_stream
from proofpress.bulk.job import Job, Outcome, Status, give_up
from proofpress.bulk.names import remark
from proofpress.bulk.neighbours import beside
from proofpress.bulk.opening import gate, head_of
from proofpress.bulk.own import led_back
from proofpress.bulk.places import locate
from proofpress.bulk.record import Entry, Record, digest
from proofpress.bulk.relink import links_of
from proofpress.bulk.standing import cited_in, made_of
from proofpress.convert import Conversion, convert
from proofpress.encoding import Unreadable
from proofpress.finding import Words
from proofpress.readers import front_matter
from proofpress.source import Source


class Clash(Exception):
    """An output file is there already, and it is not ours to overwrite; the argument is its path."""


class Edited(Clash):
    """It is ours, and somebody has edited it since."""


def perform(job: Job) -> Outcome:
    """Do the job. Never raises: a failure is an outcome too."""
    try:
        return _perform(job)
    except Edited as kept:
        words = Words(
            f"{kept} was edited since it was made, and stays as it is; --force overwrites it",
            f"{kept} 生成后被修改过，保持原样；用 --force 覆盖",
        )
        return Outcome(job.name, Status.KEPT, job.target, trouble=words)
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
    conversion, companions = brought(job, conversion)
    record = _record(job, made, conversion, companions)
    text = conversion.markdown
    if not job.force:
        text = _kept(job, there, record, text, companions)
        record = replace(record, output=digest((text.encode("utf-8", "replace"),)))
    scratch = Path(job.scratch) if job.scratch else None
    for name, content in companions.items():
        if digest_of(target.parent / name) != digest((content,)):
            write_whole(target.parent / name, content, scratch)
    waits = there != record.output and bool(job.home) and must_wait(record.links, there is not None)
    path = place(Path(job.home), record) if waits else target
    if there != record.output:
        write_whole(path, text.encode("utf-8", "replace"), scratch)
    notes = (*_notes(conversion), *_renamed(job))
    return Outcome(job.name, Status.CONVERTED, job.target, record, notes=notes, waits=waits)


def _convert(job: Job, data: bytes) -> Conversion:
    source = Source.from_bytes(job.name if job.path else "", data)
    source.beside = beside(data, job.path, job.root, job.vault)
    source.links = vault.links(job.vault, data, job.path)
    source.cited = cited_in(job, data)
    made = convert(source, origin=job.origin, title=job.title, chat=job.chat, part=job.part, seconds=math.inf)
    refuse_what_is_none(made, part=job.part)
    return made


def refuse_what_is_none(made: Conversion, *, part: bool = False) -> None:
    """Raises Unreadable where a conversion found no article, or there is none; a `part` of a container may be empty."""
    if (became := made.account) is not None and became.vanished:
        raise Unreadable(
            f"its article was not found: only {became.kept} of the {became.seen} letters of the page would be left; "
            "name where it comes from with --from, or give the part of the page that is the article",
            f"未能找到正文：页面上的 {became.seen} 个字符只会留下 {became.kept} 个；请用 --from 指明来源，"
            "或只给出正文部分",
        )
    if became is not None and not became.seen and not made.document.children and not part and _untold(made):
        raise Unreadable(
            "there is no article in it: no words, pictures or formulas; give the file that holds them",
            "其中没有文章（没有文字、图片或公式）；请给出包含正文的文件",
        )


def _untold(made: Conversion) -> bool:
    """Whether the front matter says nothing that the file's name does not."""
    return made.document.meta.keys() <= {"source"}


def _kept(job: Job, there: str | None, record: Record, text: str, companions: Mapping[str, bytes]) -> str:
    """What to write. Raises `Clash` where it would overwrite what is not ours, which the manifest knows, or the text
    itself where the manifest is lost."""
    ours = [one.output for one in (record, job.done, job.held) if one is not None]
    if there is not None and there not in ours:
        path = Path(job.target or "")
        back = led_back(path, text)
        if back is None:
            known = job.done is not None or job.held is not None or _is_converted(path)
            raise (Edited if known else Clash)(job.target)
        text = back if job.home else path.read_text("utf-8")
    own = {name for one in (job.done, job.held) if one is not None for name in one.files}
    for name, content in companions.items():
        path = Path(job.target or "").parent / name
        if name not in own and digest_of(path) not in (None, digest((content,))):
            raise Clash(path)
    return text


def _is_converted(path: Path) -> bool:
    """Whether the front matter of a file says that a conversion wrote it."""
    header, _ = front_matter.split(Source(path.name, path.read_text("utf-8", "replace")))
    source = header.values.get("source") if header is not None else None
    return isinstance(source, Mapping) and "sha256" in source


def _notes(conversion: Conversion) -> tuple[Words, ...]:
    return tuple(Words(note.en, note.zh) for note in conversion.source.repairs if note.sure)


def _renamed(job: Job) -> tuple[Words, ...]:
    """That the output is not called as the input is, where nobody would guess how."""
    if job.part or job.path is None:
        return ()
    parts = Path(job.path).parts[-len(PurePosixPath(job.mirror).parts) :]
    return () if (said := remark(parts, job.mirror)) is None else (said,)


def _record(job: Job, made: str, conversion: Conversion, companions: Mapping[str, bytes]) -> Record:
    output = digest((conversion.markdown.encode("utf-8", "replace"),))
    places, blocks = locate(conversion) if job.places else ((-1,) * len(conversion.ledger), None)
    entries = tuple(Entry.of(f, conversion.source, place) for f, place in zip(conversion.ledger, places, strict=True))
    return Record(
        job.mirror,
        made,
        output,
        entries,
        tuple(companions),
        blocks,
        links_of(conversion) if job.links else None,
        _input(job),
    )


def _input(job: Job) -> str:
    """Where the input of a job lies, seen from its output; "" for one out of a container or on another disk."""
    if job.path is None or job.target is None or job.part:
        return ""
    with suppress(ValueError):
        return Path(os.path.relpath(paths.real(job.path), paths.real(Path(job.target).parent))).as_posix()
    return ""
