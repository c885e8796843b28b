"""What a command takes: time on the clock, time of all its processes on the processors, memory of the largest."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
_ADOPT = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""


class Cost(NamedTuple):
    """Seconds on the clock and on processors, and the largest process in MB."""

    seconds: float
    processor: float
    megabytes: float


def environment(**variables: str) -> dict[str, str]:
    """That of a command that runs this checkout's package."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "converters"), **variables}


def spent(
    command: Sequence[object], cwd: Path | None = None, env: Mapping[str, str] | None = None, most: int = 1
) -> Cost:
    """Run a command. Workers that outlive it are waited for and counted, where the system is Linux.
    Raises RuntimeError when it was killed or ended with more than `most`: 1 is what checkers say of findings."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0)
    before, start = os.times(), time.perf_counter()
    child = subprocess.Popen(
        [str(word) for word in command],
        cwd=cwd,
        env=environment() if env is None else env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, state, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(state)
    largest = max(usage.ru_maxrss, _orphans())
    after = os.times()
    if not 0 <= child.returncode <= most:
        raise RuntimeError(f"{command[0]} ended with {child.returncode}")
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(seconds, processor, largest / 1024)


def _orphans() -> int:
    """Wait for what a command left behind; the memory of the largest."""
    largest = 0
    while True:
        try:
            largest = max(largest, os.wait4(-1, 0)[2].ru_maxrss)
        except ChildProcessError:
            return largest
