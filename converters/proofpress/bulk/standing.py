"""What an earlier run wrote and is still right; finding that out loads no converter."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from proofpress import paths
from proofpress.bulk import held, vault
from proofpress.bulk.cited import works
from proofpress.bulk.files import digest_of
from proofpress.bulk.inputs import TooLarge, read_bytes
from proofpress.bulk.job import Job, Outcome, Status
from proofpress.bulk.neighbours import beside
from proofpress.bulk.record import digest


def standing(job: Job) -> Outcome | None:
    """The outcome of a job whose output an earlier run made from the same input; None where it is to be made."""
    if job.force or job.path is None or job.target is None:
        return None
    target = Path(job.target)
    record = job.held or job.done
    if record is None or (job.places and record.blocks is None) or (job.links and record.links is None):
        return None
    with suppress(OSError, TooLarge):
        there = digest_of(target)
        if (
            there in (None, *(one.output for one in (job.done, job.held) if one is not None))
            and record.output in (there, job.held and digest_of(held.place(Path(job.home), job.held)))
            and made_of(job, read_bytes(job.path, job.size_limit)) == record.made_of
            and all(paths.is_file(target.parent / name) for name in record.files)
        ):
            return Outcome(job.name, Status.UNCHANGED, job.target, record)
    return None


def made_of(job: Job, data: bytes) -> str:
    """A digest of all that an output depends on: the input's bytes, what stands beside it, and what
    the names and keys in it mean."""
    links = vault.links(job.vault, data, job.path)
    cited = cited_in(job, data)
    return digest(
        (
            job.key,
            data,
            *(part for link in links.items() for part in link),
            *sorted(beside(data, job.path, job.root, job.vault)),
            *(part for key, work in cited.items() for part in (key, *work)),
        )
    )


def cited_in(job: Job, data: bytes) -> dict[str, tuple[str, str]]:
    """The works that an input cites by key."""
    return works(job.bibliographies, data, job.path, job.root)
