"""Worker processes that may crash or hang: each failure costs one job, the worker is replaced, the others go on."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from proofpress.finding import Words, counted

Job = TypeVar("Job")
Outcome = TypeVar("Outcome")

MEMORY_LIMIT = 1_500_000_000
"""Bytes of peak memory after which a worker is replaced by a fresh one."""

_NOTHING: Any = object()

if sys.platform != "win32":
    import resource


@dataclass(slots=True)
class _Worker(Generic[Job]):
    process: BaseProcess
    connection: Connection
    job: Job
    since: float


def cores() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def run(
    jobs: Iterable[Job],
    perform: Callable[[Job], Outcome],
    give_up: Callable[[Job, Words], Outcome],
    *,
    workers: int = 1,
    limit: float = 60.0,
    preload: str = "",
    room: Callable[[], bool] = lambda: True,
) -> Iterator[Outcome]:
    """The outcome of each job, in the order in which they finish; `limit` is in seconds, for each job.

    `perform` is a function of a module, which a worker imports by its name; `preload` names what it will need, so that
    it is imported once for all workers. A job that crashes its worker or takes too long becomes what `give_up` makes of
    it. Jobs are taken from the iterable as workers become free and, while others are being done, `room` says that there
    is some for their outcomes. Closing the iterator early lets the jobs that are being
    done finish for a moment and then ends their processes.
    """
    context = _context(preload)
    waiting: Iterator[Job] | None = iter(jobs)
    crew: list[_Worker[Job]] = []
    idle: list[_Worker[Job]] = []
    try:
        while True:
            while waiting is not None and len(crew) < max(workers, 1) and (not crew or room()):
                job = next(waiting, _NOTHING)
                if job is _NOTHING:
                    waiting = None
                else:
                    crew.append(_give(idle.pop(), job) if idle else _start(context, perform, job))
            while waiting is None and idle:
                _dismiss(idle.pop())
            if not crew:
                return
            worker, ready = _next(crew, limit)
            outcome, fit = _answer(worker, give_up) if ready else (_hung(worker, give_up, limit), False)
            crew.remove(worker)
            if fit:
                idle.append(worker)
            else:
                _dismiss(worker)
            yield outcome
    finally:
        for worker in [*crew, *idle]:
            _dismiss(worker, patience=2.0)


def _next(crew: list[_Worker[Job]], limit: float) -> tuple[_Worker[Job], bool]:
    """The first worker that has an answer, or whose time is up."""
    while True:
        remaining = min(worker.since + limit for worker in crew) - time.monotonic()
        ready = set(wait([worker.connection for worker in crew], timeout=max(remaining, 0.0)))
        for worker in crew:
            if worker.connection in ready or time.monotonic() - worker.since >= limit:
                return worker, worker.connection in ready


def _context(preload: str) -> BaseContext:
    methods = multiprocessing.get_all_start_methods()
    if "forkserver" not in methods:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([preload] if preload else [])
    return context


def _start(context: BaseContext, perform: Callable[[Job], Outcome], job: Job) -> _Worker[Job]:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, perform), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return _give(_Worker(process, ours, job, 0.0), job)


def _serve(connection: Connection, perform: Callable[[Job], Outcome]) -> None:
    """A worker's life. Ctrl-C is the parent's business: it decides what is still finished; and what a library prints on
    its way down is not for people to read: the parent says what happened."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with suppress(EOFError, OSError):
        while (message := connection.recv()) is not None:
            connection.send((perform(message[0]), _peak_memory() < MEMORY_LIMIT))


def _peak_memory() -> int:
    """Bytes, 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _give(worker: _Worker[Job], job: Job) -> _Worker[Job]:
    worker.job, worker.since = job, time.monotonic()
    with suppress(OSError):
        worker.connection.send((job,))
    return worker


def _answer(worker: _Worker[Job], give_up: Callable[[Job, Words], Outcome]) -> tuple[Outcome, bool]:
    """The outcome, and whether the worker is fit for another job."""
    try:
        answer: tuple[Outcome, bool] = worker.connection.recv()
    except (EOFError, OSError):
        worker.process.join(5.0)
        return give_up(worker.job, _crashed(worker.process.exitcode)), False
    return answer


KILLED = Words(
    "was killed by the system, most likely for want of memory; split the file, or use fewer --jobs",
    "处理进程被系统终止，很可能是内存不足；请拆分文件，或减少 --jobs",
)
"""Why a job came to nothing whose process the system killed."""


def late(limit: float) -> Words:
    """Why a job came to nothing that took too long."""
    return Words(
        f"took longer than {counted(limit, 'second')} and was given up; split it, or allow more with --timeout",
        f"处理超过 {limit:g} 秒，已放弃；请拆分文件，或用 --timeout 延长时限",
    )


def _crashed(code: int | None) -> Words:
    if os.name == "posix" and code == -signal.SIGKILL:
        return KILLED
    return Words(
        f"crashed its process (exit {code}); the other files are not affected; please report it together with the file",
        f"处理进程崩溃（退出码 {code}），其他文件不受影响；请连同文件一起反馈",
    )


def _hung(worker: _Worker[Job], give_up: Callable[[Job, Words], Outcome], limit: float) -> Outcome:
    worker.process.kill()
    worker.process.join(5.0)
    return give_up(worker.job, late(limit))


def _dismiss(worker: _Worker[Job], patience: float = 0.5) -> None:
    with suppress(OSError):
        worker.connection.send(None)
    worker.process.join(patience)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join(5.0)
    worker.connection.close()
