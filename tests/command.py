"""The real command line, in a process of its own."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.warm import WORKS, Warm

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended: its exit code and what it printed; `lines` are those of standard error."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.err.splitlines()

    def line_about(self, name: str) -> str:
        """The one line that begins with the name of a file."""
        found = [line for line in self.lines if line.startswith(f"{name}: ")]
        assert len(found) == 1, self.err
        return found[0]


def is_superuser() -> bool:
    """Whether file permissions do not bind this process."""
    return sys.platform != "win32" and os.geteuid() == 0


def _give_up_reading_everything() -> None:
    """Take the rights that override file permissions out of what the program to come may ever have;
    see capabilities(7)."""
    pr_capbset_drop, cap_dac_override, cap_dac_read_search = 24, 1, 2
    for right in (cap_dac_override, cap_dac_read_search):
        if ctypes.CDLL(None).prctl(pr_capbset_drop, right, 0, 0, 0):
            raise OSError("the superuser could not give up the right to read every file")


def environment(**more: str) -> dict[str, str]:
    """This process's environment with the package on the path and an English locale."""
    kept = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES", "LANG")}
    return {**kept, "PYTHONPATH": str(ROOT / "converters"), "PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8", **more}


@cache
def _warm() -> Warm:
    return Warm(
        [f"proofpress.{name}" for name in ("cli", "bulk.work", "bulk.known", "commands.convert", "commands.check")],
        workers="proofpress.bulk.work",
        env=environment(),
    )


def proofpress(*words: str | Path, cwd: Path, stdin: bytes = b"", **variables: str) -> Ran:
    """Run `proofpress WORDS` in a folder."""
    if not WORKS:
        return started(*words, cwd=cwd, stdin=stdin, as_anybody=False, **variables)
    return _ran(_warm().run("proofpress", [*map(str, words)], cwd, variables, stdin))


def started(*words: str | Path, cwd: Path, stdin: bytes = b"", as_anybody: bool = False, **variables: str) -> Ran:
    """The same in an interpreter that is started for it, and reads its variables as it starts; `as_anybody` takes from
    the superuser the right to read every file (Linux)."""
    return _ran(
        subprocess.run(
            [sys.executable, "-m", "proofpress", *map(str, words)],
            cwd=cwd,
            input=stdin,
            capture_output=True,
            timeout=120,
            env=environment(**variables),
            preexec_fn=_give_up_reading_everything if as_anybody and is_superuser() else None,
        )
    )


_OF_SITES = (
    *("mkdocs.commands.build", "mkdocs.config.defaults", "material.plugins.search.plugin", "proofpress_mkdocs.plugin"),
    *(f"proofpress.{name}" for name in ("bulk.known", "bulk.work", "typeset", "canonical")),
    *(f"proofpress.site.{name}" for name in ("article", "feed", "figures", "proof", "sanitise", "search", "texts")),
    *(f"pymdownx.{name}" for name in ("arithmatex", "details", "snippets", "superfences", "tabbed", "tasklist")),
)
_BUILDS = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}


@cache
def _warm_site() -> Warm:
    return Warm(_OF_SITES, env={**os.environ, **_BUILDS, "PYTHONHASHSEED": "0"})


def mkdocs(*words: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs WORDS` in a folder, on one day and with one order of sets."""
    if not WORKS:
        return mkdocs_started(*words, cwd=cwd, PYTHONHASHSEED="0", **variables)
    done = _warm_site().run("mkdocs", [*map(str, words)], cwd, variables)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def mkdocs_started(*words: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The same in an interpreter that is started for it, with an order of sets of its own."""
    command = [sys.executable, "-m", "mkdocs", *map(str, words)]
    env = {**os.environ, **_BUILDS, **variables}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=120, check=False)


def _ran(done: subprocess.CompletedProcess[bytes]) -> Ran:
    ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in ran.err, ran.err
    return ran
