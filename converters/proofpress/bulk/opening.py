"""A container laid out as a folder of articles and pictures, so that everything else treats it as the folder that it
stands for."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from proofpress.bulk.job import Job, Laid, Outcome, Status
from proofpress.bulk.record import digest
from proofpress.finding import Words, first_of
from proofpress.formats import Format, Glance, Kind, Unopened, look

HEAD = 65_536
_ASIDE = {Kind.DOCUMENT: Status.REFUSED, Kind.PICTURE: Status.PICTURE, Kind.DATA: Status.DATA}


def gate(job: Job, data: bytes, *, whole: bool = True) -> Outcome | None:
    """What becomes of a file that is no text of an article: opened, refused or passed over;
    None for one that is to be read."""
    if job.origin is not None:
        return None
    glance = Glance(data, whole=whole)
    try:
        found = look(glance)
        notes = _notes(glance) if glance.json is not None else ()
    finally:
        glance.close()
    if found is None:
        return None
    if found.opens is None:
        return Outcome(job.name, _ASIDE[found.kind], job.target, trouble=found.refusal())
    return _opened(job, found, data, notes) if whole else None


def _notes(glance: Glance) -> tuple[Words, ...]:
    """What had to be done to read JSON."""
    said = tuple(Words(one.en, one.zh) for one in glance.notes)
    if not glance.broken:
        return said
    shown = first_of(list(map(str, glance.broken)), between=", ")
    return (
        *said,
        Words(f"lines that are no JSON were left out: {shown}", f"不是有效 JSON 的行已略过：{shown}"),
    )


def head_of(path: str) -> bytes:
    """The first bytes of a file."""
    with Path(path).open("rb") as file:
        return file.read(HEAD)


def _opened(job: Job, found: Format, data: bytes, notes: tuple[Words, ...]) -> Outcome:
    assert found.opens is not None
    try:
        opened = found.opens(job.name, data)
    except Unopened as error:
        return Outcome(job.name, Status.REFUSED, job.target, trouble=error.words)
    if not opened.parts:
        return Outcome(
            job.name,
            Status.REFUSED,
            job.target,
            trouble=Words(f"{found.title.en} without an article in it", f"{found.title.zh}中没有文章"),
            notes=(*notes, *opened.notes),
        )
    folder = Path(job.scratch) / f"opened-{digest((job.name, data))}"
    for name, content in opened.files.items():
        _lay(folder, name, content)
    parts = tuple(_laid(job, folder, part.path, part.data, part.target, part.origin) for part in opened.parts)
    return Outcome(job.name, Status.OPENED, job.target, notes=(*notes, *opened.notes), parts=parts)


def _laid(job: Job, folder: Path, path: str, data: bytes, target: str, origin: str | None) -> Laid:
    return Laid(
        str(_lay(folder, path, data)), str(folder), target, f"{job.name}!{path}" if target else job.name, origin
    )


def _lay(folder: Path, name: str, data: bytes) -> Path:
    """Write a file below a folder; a name that leads out of it is a fault of the reader that gave it."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts or "\0" in name:
        raise ValueError(f"not below the folder: {name}")
    whole = folder.joinpath(*path.parts)
    whole.parent.mkdir(parents=True, exist_ok=True)
    whole.write_bytes(data)
    return whole
