"""The browser files of KaTeX and Mermaid, and the site's own `mkdocs.yml`.

A wheel carries them beside this file; a checkout finds them in `node_modules` and at its root. Both hold the same
files at the same versions, so what is checked is what a page loads.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import blake2b
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[2]
_FOLDERS = (_PACKAGE, _CHECKOUT / "node_modules", _CHECKOUT)


class AssetMissing(FileNotFoundError):
    """A file that belongs to proofpress is not where an installation keeps it."""


@cache
def path(name: str) -> Path:
    """Where a file is: `katex/dist/katex.min.js`, `mermaid/dist/mermaid.min.js`, `katex/dist/fonts`, `mkdocs.yml`.

    Raises AssetMissing, with what to do, when it is not installed.
    """
    for folder in _FOLDERS:
        candidate = folder / name
        if candidate.exists():
            return candidate
    raise AssetMissing(f"{name} is missing: run `make setup` in a checkout, or install proofpress again")


def installed(*names: str) -> bool:
    """Whether all these files are where an installation keeps them."""
    return all(any((folder / name).exists() for folder in _FOLDERS) for name in names)


@cache
def version(package: str) -> str:
    """The version of `katex` or `mermaid`, as its own package.json states it."""
    text = path(f"{package}/package.json").read_text(encoding="utf-8")
    return str(json.loads(text)["version"])


@cache
def fingerprint(*files: str) -> str:
    """A short hash of source files: results that are kept change with the code that made them."""
    return blake2b(b"".join(Path(file).read_bytes() for file in files), digest_size=8).hexdigest()
