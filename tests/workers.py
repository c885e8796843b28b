"""Stand-ins for the converter that fail in every way a process can;
they live here because workers find them by name."""

from __future__ import annotations

import os
import signal
import time

from proofpress.bulk import pool
from proofpress.bulk.job import Job, Outcome, Status


def perform(job: Job) -> Outcome:
    """Crash, hang, be killed or grow as the job's name says; otherwise answer at once."""
    if "crash" in job.name:
        os.abort()
    if "exit" in job.name:
        os._exit(3)
    if "kill" in job.name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "hang" in job.name:
        time.sleep(60)
    if "slow" in job.name:
        time.sleep(0.2)
    if "fat" in job.name:
        pool.MEMORY_LIMIT = 1
    return Outcome(job.name, Status.CONVERTED, markdown=str(os.getpid()))
