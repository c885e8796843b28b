"""The contexts behind the engines: limits, crashes, forks, threads, event loops, and a clean end."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from proofpress.engines import katex
from proofpress.engines.katex import Typeset
from proofpress.engines.v8 import EngineFailure, EngineLimit, Program

SCRIPT = """
var calls = 0;
function add(a, b) { calls += 1; return a + b; }
function count() { return calls; }
function spin() { for (;;) {} }
function fill() { const all = []; for (;;) all.push(new Array(1e5).fill(1.5)); }
function fail() { throw new Error('on purpose'); }
function later(value) { return Promise.resolve(value).then(value => value + 1); }
function refuse() { return Promise.reject(new Error('refused')); }
function never() { return new Promise(() => {}); }
"""


@pytest.fixture
def program() -> Iterator[Program]:
    made = Program(lambda: [SCRIPT], megabytes=200)
    yield made
    made.close()


def test_values_go_in_and_come_out(program: Program) -> None:
    before = program.loaded
    assert program.call("add", "𝔸\u2028'\"\\", "\0é", seconds=5) == "𝔸\u2028'\"\\\0é"
    assert (before, program.loaded) == (False, True)
    assert program.call("later", 1, seconds=5) == 2


def test_a_slow_call_is_stopped_and_the_next_one_works(program: Program) -> None:
    began = time.monotonic()
    with pytest.raises(EngineLimit, match=r"0\.3 s"):
        program.call("spin", seconds=0.3)
    assert time.monotonic() - began < 5
    assert program.call("add", 1, 2, seconds=5) == 3
    assert program.call("count", seconds=5) == 1


def test_a_greedy_call_is_stopped_and_the_next_one_works(program: Program) -> None:
    with pytest.raises(EngineLimit, match="200 MB"):
        program.call("fill", seconds=30)
    assert program.call("add", 1, 2, seconds=5) == 3


@pytest.mark.parametrize("function", ["fail", "refuse", "never", "missing"])
def test_a_failure_says_which_call(program: Program, function: str) -> None:
    with pytest.raises(EngineFailure, match=function):
        program.call(function, seconds=5)
    assert program.call("add", 1, 2, seconds=5) == 3


def test_a_script_that_does_not_load_is_a_failure() -> None:
    with pytest.raises(EngineFailure, match="SyntaxError"):
        Program(lambda: ["function ("]).call("f", seconds=5)


def test_threads_take_turns(program: Program) -> None:
    with ThreadPoolExecutor(8) as pool:
        sums = pool.map(lambda n: program.call("add", n, n, seconds=10), range(200))
        assert list(sums) == [2 * n for n in range(200)]


def test_a_call_from_inside_an_event_loop(program: Program) -> None:
    async def inside() -> object:
        return program.call("add", 20, 22, seconds=5)

    # This thread may hold the loop of a browser test.
    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(asyncio.run, inside()).result() == 42


def _typeset_in_child(tex: str) -> bool:
    return isinstance(katex.typeset(tex), Typeset)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork a process")
def test_a_forked_child_has_a_context_of_its_own() -> None:
    assert isinstance(katex.typeset("x_0"), Typeset)
    with get_context("fork").Pool(2) as pool:
        assert all(pool.map(_typeset_in_child, [f"x_{{{n}}}" for n in range(20)]))
    assert isinstance(katex.typeset("x_1"), Typeset)


@pytest.mark.slow
@pytest.mark.parametrize(
    "end", ["", "sys.exit(0)", "raise SystemExit", "child = os.fork()\nif child: os.waitpid(child, 0)"]
)
def test_an_interpreter_with_an_open_context_ends(end: str) -> None:
    code = (
        "import os, sys\nfrom proofpress.engines import katex, mermaid\nkatex.typeset('x')\n"
        f"mermaid.parse('info')\n{end}"
    )
    for _ in range(4):
        assert (
            subprocess.run(
                [sys.executable, "-c", code], timeout=60, check=False, env={**os.environ, "PROOFPRESS_CACHE": "off"}
            ).returncode
            == 0
        )


def test_an_interrupt_stops_the_call_at_once() -> None:
    code = (
        # A run in the background is deaf to the signal, and so would this one be.
        "import os, signal, threading, time\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from proofpress.engines.v8 import Program\n"
        "program = Program(lambda: ['function spin() { for (;;) {} }'])\nprogram.call('(x => x)', 1, seconds=10)\n"
        "threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()\nbegan = time.monotonic()\n"
        "try: program.call('spin', seconds=30)\n"
        "except KeyboardInterrupt: print(time.monotonic() - began < 3, program.call('(x => x + 1)', 1, seconds=10))\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (told.stdout.strip(), told.stderr) == ("True 2", "")
