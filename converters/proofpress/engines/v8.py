"""JavaScript programs run by V8 inside this process, one context for each program."""

from __future__ import annotations

import atexit
import ctypes
import json
import os
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

if TYPE_CHECKING:
    from py_mini_racer import MiniRacer

MEGABYTE = 1 << 20


class EngineLimit(Exception):
    """A call ran into its time or memory limit; the context behind it is gone and the next call makes a new one."""


class EngineFailure(RuntimeError):
    """The program itself failed: it could not be loaded, or it threw what it should have caught."""


class Program:
    """JavaScript that is loaded when it is first called, in a context that survives until it misbehaves.

    Calls from several threads take turns. After a fork the child makes a context of its own.
    """

    def __init__(self, scripts: Callable[[], Iterable[str]], *, megabytes: int = 512, loading_seconds: float = 60) -> None:
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
        `seconds` or more memory than allowed, EngineFailure when it throws.
        """
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
        racer = _new_racer()
        try:
            racer.set_hard_memory_limit(self._memory)
            for script in (_CALL, *self._scripts()):
                self._run(racer, f"{script}\n;null", self._loading_seconds)
        except BaseException:
            racer.close()
            raise
        self._racer = racer
        return racer

    def _run(self, racer: MiniRacer, code: str, seconds: float) -> str | None:
        from py_mini_racer import JSEvalException, JSOOMException, JSTimeoutException

        try:
            racer.eval(code, timeout_sec=seconds)
            # V8 settles promises when an evaluation ends, so the outcome is read by a second one.
            outcome = racer.eval("globalThis.__outcome ?? null")
        except (JSTimeoutException, JSOOMException) as limit:
            self._discard()
            what = f"{seconds:g} s" if isinstance(limit, JSTimeoutException) else f"{self._memory // MEGABYTE} MB of memory"
            raise EngineLimit(f"stopped after {what}") from limit
        except JSEvalException as failure:
            self._discard()
            raise EngineFailure(str(failure)) from failure
        except BaseException:
            # An interrupt leaves the call running.
            self._discard()
            raise
        return outcome if isinstance(outcome, str) else None

    def _discard(self) -> None:
        racer, self._racer = self._racer, None
        if racer is not None:
            # What a stopped call still has to say must be heard before its listener goes.
            with suppress(Exception):
                racer.eval("0", timeout_sec=2)
            racer.close()

    def _leave_to_parent(self) -> None:
        # The threads behind the context exist in the parent alone: closing it here would wait for them for ever,
        # and so would its finalizer, which one reference too many keeps from running.
        if self._racer is not None:
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._racer))
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


def _new_racer() -> MiniRacer:
    # Made under a running event loop, a MiniRacer lives on that loop and cannot be called with a time limit from it.
    # A thread has no loop.
    made: list[MiniRacer | BaseException] = []

    def make() -> None:
        from py_mini_racer import MiniRacer

        try:
            made.append(MiniRacer())
        except BaseException as failure:  # noqa: BLE001
            made.append(failure)

    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    (result,) = made
    if isinstance(result, BaseException):
        raise EngineFailure(f"V8 does not start: {result}") from result
    return result


@atexit.register
def _close_all() -> None:
    # An open context that the interpreter finalizes waits for its own, already frozen thread: the process hangs.
    for program in tuple(_programs):
        program.close()


def _forget_all() -> None:
    for program in tuple(_programs):
        program._leave_to_parent()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
