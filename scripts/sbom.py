"""Write what a release is made of: `python scripts/sbom.py`, CycloneDX 1.5 from the two lock files to standard
output."""

from __future__ import annotations

import base64
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parent.parent
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]++)==(?P<version>[^ ;\\]++)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def python_packages(lock: str) -> Iterator[dict[str, Any]]:
    """The components of a lock file of uv, each with the hashes of its files."""
    for entry in re.split(r"\n(?=[A-Za-z0-9])", lock):
        if pin := _PIN.match(entry):
            hashes = [{"alg": "SHA-256", "content": digest} for digest in _HASH.findall(entry)]
            yield _component(pin["name"], pin["version"], f"pkg:pypi/{pin['name']}@{pin['version']}", hashes)


def node_packages(lock: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The components of npm's lock file."""
    for path, entry in lock["packages"].items():
        if not path or "version" not in entry:
            continue
        name = path.rpartition("node_modules/")[2]
        algorithm, _, digest = entry.get("integrity", "").partition("-")
        hashes = [{"alg": "SHA-512", "content": base64.b64decode(digest).hex()}] if algorithm == "sha512" else []
        made = _component(name, entry["version"], f"pkg:npm/{quote(name)}@{entry['version']}", hashes)
        yield {**made, "licenses": [{"expression": entry["license"]}]} if entry.get("license") else made


def _component(name: str, version: str, purl: str, hashes: list[dict[str, str]]) -> dict[str, Any]:
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl, "hashes": hashes}


def bom() -> dict[str, Any]:
    """The bill of materials of this checkout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": project["name"]}},
        "components": [
            *python_packages((ROOT / "requirements.lock").read_text("utf-8")),
            *node_packages(json.loads((ROOT / "package-lock.json").read_text("utf-8"))),
        ],
    }


if __name__ == "__main__":
    print(json.dumps(bom(), indent=1, ensure_ascii=False))
