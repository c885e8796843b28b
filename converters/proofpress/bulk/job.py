"""What a worker is asked to do, and what it answers; both pickle, and neither holds a whole tree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from proofpress.bulk.record import Record
from proofpress.finding import Words


@dataclass(frozen=True, slots=True)
class Job:
    """One input on its way to one output.

    `path` is the file to read, or None where `data` holds the bytes already (standard input). `target` is the file to
    write, or None where the Markdown is to come back in the answer; `mirror` is its name in the manifest. `key` stands
    for everything besides the input's bytes that the output depends on. `done` is what an earlier run left in the
    manifest, `held` a record of an output that waits to be done, below the manifest's folder `home` ("": none waits).
    `root` is the folder that the images beside the input may be copied from, None where none may. `links` asks for what
    other files of the run need to link to this one. `part` says that the input came out of a container, which knows
    that it is text, `walked` that it was found in a folder and not named; `container` is the one whose only article it
    is, with its folder. `vault` is the file that knows all files of the run by name, "" for none; `bibliographies` are
    files of works that texts cite by key.
    """

    name: str
    path: str | None
    target: str | None
    key: str
    mirror: str = ""
    data: bytes | None = None
    scratch: str = ""
    root: str | None = None
    origin: str | None = None
    title: str | None = None
    chat: str | None = None
    done: Record | None = None
    held: Record | None = None
    home: str = ""
    places: bool = False
    links: bool = False
    force: bool = False
    size_limit: int = 32_000_000
    part: bool = False
    walked: bool = False
    container: tuple[str, str] | None = None
    vault: str = ""
    bibliographies: tuple[str, ...] = ()


class Status(StrEnum):
    CONVERTED = "converted"
    UNCHANGED = "unchanged"
    """An earlier run made this very output from this very input."""
    FAILED = "failed"
    KEPT = "kept"
    """The output was edited since it was made, and stays as it is."""
    OPENED = "opened"
    """A container: its articles are laid out in files, and each is a job of its own."""
    REFUSED = "refused"
    """A document in a format that is not read here."""
    PICTURE = "picture"
    DATA = "data"


OPENED = "opened"
"""The name under which a ledger has what is said of a container."""
ASIDE = (Status.PICTURE, Status.DATA)
"""What of a folder is no document, and is only named."""
GONE = (Status.OPENED, Status.REFUSED, Status.PICTURE, Status.DATA)
"""What is said of inputs that have no output of their own."""


@dataclass(frozen=True, slots=True)
class Laid:
    """An article out of a container: the file it was laid out in, below `root` with what it refers to; its output's
    path without ending relative to where the container's own would stand ("": the container's own), and who must read
    it."""

    path: str
    root: str
    target: str
    name: str
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: `trouble` says why it failed, `notes` what had to be done to read it at all, `parts`
    what a container holds, `faults` what of it cannot be read. An output that `waits` was made and is not in its
    place."""

    name: str
    status: Status
    target: str | None = None
    record: Record | None = None
    trouble: Words | None = None
    notes: tuple[Words, ...] = ()
    markdown: str | None = None
    parts: tuple[Laid, ...] = ()
    faults: tuple[Words, ...] = ()
    waits: bool = False


def give_up(job: Job, trouble: Words) -> Outcome:
    """The outcome of a job that came to nothing."""
    return Outcome(job.name, Status.FAILED, job.target, trouble=trouble)
