"""What is run in a worker. The converter is loaded there; the parent, which only hands out work, stays small."""

from __future__ import annotations

from proofpress.bulk.job import Job, Outcome, give_up
from proofpress.bulk.linking import Relink, Relinked
from proofpress.finding import Words


def convert(job: Job) -> Outcome:
    """Do a job. Never raises: a failure is an outcome too."""
    try:
        from proofpress.bulk.work import perform
    except ImportError as error:
        return give_up(
            job,
            Words(
                f"proofpress is not installed as a whole ({error}); install it again",
                f"proofpress 安装不完整（{error}）；请重新安装",
            ),
        )
    return perform(job)


def relink(job: Relink) -> Relinked:
    """Change the links of an output."""
    from proofpress.bulk.relink import relink

    return relink(job)
