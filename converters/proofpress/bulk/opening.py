"""A container laid out as a folder of articles and pictures, so that everything else treats it as the folder that it
stands for."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from proofpress import paths
from proofpress.bulk.job import Job, Laid, Outcome, Status
from proofpress.bulk.record import digest
from proofpress.finding import Words
from proofpress.formats import Glance, Kind, Opened
from proofpress.formats.gate import Refused, passed

HEAD = 65_536
_ASIDE = {Kind.DOCUMENT: Status.REFUSED, Kind.PICTURE: Status.PICTURE, Kind.DATA: Status.DATA}


def gate(job: Job, data: bytes, *, whole: bool = True) -> Outcome | None:
    """What becomes of a file that is no text of an article: opened, refused or passed over;
    None for one that is to be read."""
    if job.origin is not None:
        return None
    is_program = job.walked and paths.names_program(job.name)
    match passed(job.name, data, whole=whole):
        case Refused() as refused:
            if is_program:
                return Outcome(job.name, Status.DATA, job.target, trouble=_PROGRAM, notes=refused.notes)
            return Outcome(job.name, _ASIDE[refused.kind], job.target, trouble=refused.words, notes=refused.notes)
        case Opened() as opened:
            return _opened(job, data, opened)
    if is_program and not Glance(data, whole=whole).root:
        return Outcome(job.name, Status.DATA, job.target, trouble=_PROGRAM)
    return None


_PROGRAM = Words("source code or settings, by its name", "按文件名是源代码或设置文件")


def head_of(path: str) -> bytes:
    """The first bytes of a file."""
    with Path(path).open("rb") as file:
        return file.read(HEAD)


def _opened(job: Job, data: bytes, opened: Opened) -> Outcome:
    folder = Path(job.scratch) / f"opened-{digest((job.name, data))}"
    for name, content in opened.files.items():
        _lay(folder, name, content)
    parts = tuple(_laid(job, folder, part.path, part.data, part.target, part.origin) for part in opened.parts)
    return Outcome(job.name, Status.OPENED, job.target, notes=opened.notes, parts=parts, faults=opened.faults)


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
