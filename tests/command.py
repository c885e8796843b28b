"""The real command line, run as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

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


def environment(**more: str) -> dict[str, str]:
    """This process's environment with the package on the path and an English locale."""
    kept = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES", "LANG")}
    return {**kept, "PYTHONPATH": str(ROOT / "converters"), "PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8", **more}


def proofpress(*words: str | Path, cwd: Path, stdin: bytes = b"", **variables: str) -> Ran:
    """Run `proofpress WORDS` in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "proofpress", *map(str, words)], cwd=cwd, input=stdin, capture_output=True, timeout=120, env=environment(**variables)
    )
    ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in ran.err, ran.err
    return ran
