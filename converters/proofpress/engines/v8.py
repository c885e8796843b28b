"""JavaScript programs run by V8 inside this process, one context for each program."""

from __future__ import annotations

import atexit
import ctypes
import json
import os
import threading
from collections.abc import Callable, Coroutine, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakSet

from proofpress.budget import spend

if TYPE_CHECKING:
    import asyncio

    from py_mini_racer import MiniRacer

MEGABYTE = 1 << 20
T = TypeVar("T")


class EngineLimit(Exception):
    """A call ran into its time or memory limit; the context behind it is gone and the next call makes a new one."""


class EngineFailure(RuntimeError):
    """The program itself failed: it could not be loaded, or it threw what it should have caught."""


class Program:
    """JavaScript that is loaded when it is first called, in a context that survives until it misbehaves.

    Calls from several threads take turns. After a fork the child makes a context of its own.
    """

    def __init__(
        self, scripts: Callable[[], Iterable[str]], *, megabytes: int = 512, loading_seconds: float = 60
    ) -> None:
        """`scripts` gives the sources, in order; `megabytes` bounds the heap of V8."""
        self._scripts = scripts
        self._memory = megabytes * MEGABYTE
        self._loading_seconds = loading_seconds
        self._lock = threading.Lock()
        self._racer: MiniRacer | None = None
        _programs.add(self)

    @property
    def loaded(self) -> bool:
        """Whether V8 is running for this program."""
        return self._racer is not None

    def call(self, function: str, *arguments: object, seconds: float) -> Any:
        """What `function` returns for arguments that JSON can carry.

        Where it returns a promise, what the promise settles with. Raises EngineLimit when it takes longer than
        `seconds` or more memory than allowed, EngineFailure when it throws, OutOfTime where the document has no time
        left.
        """
        spend()
        words = ",".join(json.dumps(argument) for argument in arguments)
        code = f"__call(() => {function}({words}))"
        with self._lock:
            racer = self._racer or self._start()
            settled = self._run(racer, code, seconds)
            if settled is None:
                raise EngineFailure(f"{function} waits for something that never comes")
            outcome = json.loads(settled)
        if "error" in outcome:
            raise EngineFailure(f"{function}: {outcome['error']}")
        return outcome.get("value")

    def close(self) -> None:
        """Stop V8; a later call starts it again."""
        with self._lock:
            self._discard()

    def _start(self) -> MiniRacer:
        racer = _loop().run(_new_racer())
        try:
            racer.set_hard_memory_limit(self._memory)
            for script in (_CALL, *self._scripts()):
                self._run(racer, f"{script}\n;null", self._loading_seconds)
        except BaseException:
            _loop().run(_closed(racer))
            raise
        self._racer = racer
        return racer

    def _run(self, racer: MiniRacer, code: str, seconds: float) -> str | None:
        import asyncio

        from py_mini_racer import JSEvalException, JSOOMException

        try:
            _loop().run(asyncio.wait_for(racer.eval_cancelable(code), seconds))
            # V8 settles promises when an evaluation ends, so the outcome is read by a second one.
            outcome = _loop().run(asyncio.wait_for(racer.eval_cancelable("globalThis.__outcome ?? null"), seconds))
        except TimeoutError as limit:
            self._discard()
            raise EngineLimit(f"stopped after {seconds:g} s") from limit
        except JSOOMException as limit:
            self._discard()
            raise EngineLimit(f"stopped after {self._memory // MEGABYTE} MB of memory") from limit
        except JSEvalException as failure:
            self._discard()
            raise EngineFailure(str(failure)) from failure
        except BaseException:
            self._discard()
            raise
        return outcome if isinstance(outcome, str) else None

    def _discard(self) -> None:
        racer, self._racer = self._racer, None
        if racer is not None:
            _loop().run(_closed(racer))

    def _leave_to_parent(self) -> None:
        if self._racer is not None:
            _keep_for_ever(self._racer)
            self._racer = None
        self._lock = threading.Lock()


_CALL = """
var __outcome = null;
function __call(work) {
  const settle = outcome => { __outcome = JSON.stringify(outcome); };
  const fail = error => settle({error: String(error && error.stack || error)});
  __outcome = null;
  try {
    const value = work();
    if (value && typeof value.then === 'function') value.then(value => settle({value}), fail);
    else settle({value});
  } catch (error) { fail(error); }
}
"""

_programs: WeakSet[Program] = WeakSet()


class _Loop:
    """The event loop that all contexts of this process speak through, in a thread of its own.

    A MiniRacer made without one starts a thread that its finalizer waits for, and made under somebody else's loop it
    can only be called from there.
    """

    def __init__(self) -> None:
        import asyncio

        self._loop: asyncio.AbstractEventLoop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proofpress-v8", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of `work`; interrupted, the work is cancelled."""
        import asyncio

        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@cache
def _loop() -> _Loop:
    return _Loop()


async def _new_racer() -> MiniRacer:
    from py_mini_racer import DEFAULT_V8_FLAGS, MiniRacer, init_mini_racer

    # Where a processor has protection keys, V8 guards its code with one that a forked child does not hold.
    init_mini_racer(flags=(*DEFAULT_V8_FLAGS, "--no-memory-protection-keys"), ignore_duplicate_init=True)
    return MiniRacer()


async def _closed(racer: MiniRacer) -> None:
    racer.close()


@atexit.register
def _close_all() -> None:
    # What V8's threads still have to say must be heard before the interpreter stops listening.
    for program in tuple(_programs):
        program.close()
    if _loop.cache_info().currsize:
        _loop().stop()
        _loop.cache_clear()


def _forget_all() -> None:
    for program in tuple(_programs):
        program._leave_to_parent()
    if _loop.cache_info().currsize:
        _keep_for_ever(_loop())
        _loop.cache_clear()


def _keep_for_ever(inherited: object) -> None:
    # The threads behind it exist in the parent alone: its finalizer would wait for them for ever.
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(inherited))


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
