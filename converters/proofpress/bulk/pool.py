"""Worker processes that may crash or hang: each failure costs one job, the worker is replaced, the others go on."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from proofpress.bulk.job import Job, Outcome, Status
from proofpress.finding import Words

MEMORY_LIMIT = 1_500_000_000
"""Bytes of peak memory after which a worker is replaced by a fresh one."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    job: Job | None = None
    since: float = field(default=0.0)


def run(jobs: Iterable[Job], *, workers: int = 1, limit: float = 60.0, perform: Callable[[Job], Outcome] | None = None) -> Iterator[Outcome]:
    """The outcome of each job, in the order in which they finish; `limit` is in seconds, for each job.

    Jobs are taken from the iterable as workers become free. Closing the iterator early lets the jobs that are being done
    finish for a moment and then ends their processes. `perform` is `bulk.work.perform` unless a test has its own.
    """
    context = _context()
    waiting = iter(jobs)
    crew: list[_Worker] = []
    try:
        for job in waiting:
            crew.append(_give(_start(context, perform), job))
            if len(crew) == max(workers, 1):
                break
        while crew:
            remaining = min(worker.since + limit for worker in crew) - time.monotonic()
            ready = set(wait([w.connection for w in crew], timeout=max(remaining, 0.0)))
            for worker in list(crew):
                if worker.connection in ready:
                    outcome = _answer(worker)
                elif time.monotonic() - worker.since >= limit:
                    outcome = _hung(worker, limit)
                else:
                    continue
                yield outcome
                crew.remove(worker)
                following = next(waiting, None)
                if following is None:
                    _dismiss(worker)
                else:
                    if not worker.process.is_alive() or outcome.memory > MEMORY_LIMIT:
                        _dismiss(worker)
                        worker = _start(context, perform)
                    crew.append(_give(worker, following))
    finally:
        for worker in crew:
            _dismiss(worker, patience=2.0)


def _context() -> BaseContext:
    methods = multiprocessing.get_all_start_methods()
    if "forkserver" not in methods:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["proofpress.bulk.work"])
    return context


def _start(context: BaseContext, perform: Callable[[Job], Outcome] | None) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, perform), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _serve(connection: Connection, perform: Callable[[Job], Outcome] | None) -> None:
    """A worker's life. Ctrl-C is the parent's business: it decides what is still finished; and what a library prints on
    its way down is not for people to read: the parent says what happened."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    work = perform or _perform()
    with suppress(EOFError, OSError):
        while (job := connection.recv()) is not None:
            connection.send(work(job))


def _perform() -> Callable[[Job], Outcome]:
    """The converter, loaded by those who convert: the parent only hands out work."""
    try:
        from proofpress.bulk.work import perform
    except ImportError as error:
        return partial(_cannot_start, reason=str(error))
    return perform


def _cannot_start(job: Job, reason: str) -> Outcome:
    return Outcome(job.name, Status.FAILED, job.target, trouble=Words(
        f"proofpress is not installed as a whole ({reason}); install it again", f"proofpress 安装不完整（{reason}）；请重新安装"))


def _give(worker: _Worker, job: Job) -> _Worker:
    worker.job, worker.since = job, time.monotonic()
    with suppress(OSError):
        worker.connection.send(job)
    return worker


def _answer(worker: _Worker) -> Outcome:
    assert worker.job is not None
    try:
        outcome = worker.connection.recv()
    except (EOFError, OSError):
        worker.process.join(5.0)
        return Outcome(worker.job.name, Status.FAILED, worker.job.target, trouble=_crashed(worker.process.exitcode))
    assert isinstance(outcome, Outcome)
    return outcome


def _crashed(code: int | None) -> Words:
    if code == -signal.SIGKILL if os.name == "posix" else False:
        return Words("its conversion was killed by the system, most likely for want of memory; split the file, or use fewer --jobs",
                     "转换进程被系统终止，很可能是内存不足；请拆分文件，或减少 --jobs")
    return Words(f"its conversion crashed (exit {code}); the other files are not affected; please report it together with the file",
                 f"转换进程崩溃（退出码 {code}），其他文件不受影响；请连同文件一起反馈")


def _hung(worker: _Worker, limit: float) -> Outcome:
    assert worker.job is not None
    worker.process.kill()
    worker.process.join(5.0)
    return Outcome(worker.job.name, Status.FAILED, worker.job.target, trouble=Words(
        f"took longer than {limit:g} seconds and was given up; split it, or allow more with --timeout",
        f"转换超过 {limit:g} 秒，已放弃；请拆分文件，或用 --timeout 延长时限",
    ))


def _dismiss(worker: _Worker, patience: float = 0.5) -> None:
    with suppress(OSError):
        worker.connection.send(None)
    worker.process.join(patience)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join(5.0)
    worker.connection.close()
