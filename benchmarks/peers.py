"""The other tools, in an environment of their own: `.bench/` below the project, made once."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
HOME = ROOT / ".bench"


@dataclass(frozen=True, slots=True)
class Peers:
    """Where the programs stand; None for one that cannot be had here."""

    python: Path
    rumdl: Path
    markdownlint: Path | None


def install() -> Peers:
    """Make the environment if it is missing or its lists have changed."""
    wanted = (HERE / "requirements.txt").read_bytes() + (HERE / "package.json").read_bytes()
    mark = HOME / "made-of"
    if not mark.exists() or mark.read_bytes() != wanted:
        shutil.rmtree(HOME, ignore_errors=True)
        venv.create(HOME / "venv", with_pip=True)
        subprocess.run(
            [
                _bin("python"),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
                HERE / "requirements.txt",
            ],
            check=True,
        )
        if shutil.which("npm"):
            shutil.copy(HERE / "package.json", HOME / "package.json")
            subprocess.run(
                ["npm", "install", "--prefix", HOME, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
                check=True,
            )
        mark.write_bytes(wanted)
    markdownlint = HOME / "node_modules" / ".bin" / "markdownlint-cli2"
    return Peers(_bin("python"), _bin("rumdl"), markdownlint if markdownlint.exists() else None)


def _bin(name: str) -> Path:
    return HOME / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / name
