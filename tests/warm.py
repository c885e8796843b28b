"""Commands in processes of their own that are forked from one that has loaded what they need: each begins as fresh as
one that is started by itself, and begins at once."""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import multiprocessing
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from multiprocessing import forkserver
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKS = sys.platform == "linux"


class Warm:
    """A process that forks; it starts with the first command. What Python reads as it starts is the same for all of its
    commands: the seed of hashes too, so that it cannot tell whether two runs make the same bytes."""

    def __init__(self, modules: Sequence[str], *, workers: str = "", env: Mapping[str, str] = os.environ) -> None:
        """Load `modules`, and `workers` for the processes that a command hands its work to."""
        self._words = [json.dumps([*modules]), workers]
        self._env = dict(env)
        self._channel: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def run(
        self, module: str, words: Sequence[str], cwd: Path, variables: Mapping[str, str], stdin: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """`python -m MODULE WORDS` in a folder, with more variables."""
        if self._channel is None:
            self._start()
        assert self._channel is not None
        asked = {"module": module, "words": words, "cwd": str(cwd.absolute()), "variables": variables}
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            given.write(stdin)
            given.seek(0)
            socket.send_fds(self._channel, [json.dumps(asked).encode()], [one.fileno() for one in (given, out, err)])
            self._channel.settimeout(120)
            try:
                code = int(self._channel.recv(64))
            except (TimeoutError, ValueError):
                self._stop()
                raise
            for stream in (out, err):
                stream.seek(0)
            return subprocess.CompletedProcess([module, *words], code, out.read(), err.read())

    def _start(self) -> None:
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from tests.warm import serve; serve()", str(theirs.fileno()), *self._words],
            cwd=ROOT,
            env=self._env,
            stdin=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
            start_new_session=True,
        )
        theirs.close()
        atexit.register(self._stop)

    def _stop(self) -> None:
        """End it, and whatever it still runs."""
        if self._process is not None and self._channel is not None:
            with suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._channel.close()
            self._process = self._channel = None


def serve() -> None:
    """The life of the process that forks."""
    _, channel, modules, workers = sys.argv
    for name in json.loads(modules):
        importlib.import_module(name)
    if workers:
        multiprocessing.get_context("forkserver").set_forkserver_preload([workers])
        forkserver.ensure_running()
    gc.freeze()
    asks = socket.socket(fileno=int(channel))
    while True:
        asked, streams, _, _ = socket.recv_fds(asks, 1 << 20, 3)
        if not asked:
            return
        if (child := os.fork()) == 0:
            break
        for stream in streams:
            os.close(stream)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        asks.send(str(code).encode())
    asks.close()
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
        os.close(stream)
    _become(**json.loads(asked))


def _become(module: str, words: list[str], cwd: str, variables: dict[str, str]) -> None:
    os.chdir(cwd)
    os.environ.update(variables)
    if variables:  # for workers too
        forkserver._forkserver = forkserver.ForkServer()
        forkserver.connect_to_new_process = forkserver._forkserver.connect_to_new_process
        forkserver.set_forkserver_preload = forkserver._forkserver.set_forkserver_preload
    else:  # Whether the one that hands out workers still runs is not for its siblings to ask.
        vars(forkserver._forkserver)["ensure_running"] = lambda: None
    sys.argv = [module, *words]
    sys.path[0] = cwd
    code = 0
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
        if isinstance(ended.code, str):
            print(ended.code, file=sys.stderr)
            code = 1
    except BaseException:  # noqa: BLE001 - as Python ends
        traceback.print_exc()
        code = 1
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
