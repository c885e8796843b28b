"""Puts the browser files of KaTeX and Mermaid into the wheel and the source distribution, and the licences of all that
Mermaid's are bundled of."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FILES = (
    "katex/package.json",
    "katex/LICENSE",
    "katex/dist/katex.min.js",
    "katex/dist/katex.min.css",
    "katex/dist/fonts/*.woff2",
    "mermaid/package.json",
    "mermaid/LICENSE",
    "mermaid/dist/mermaid.min.js",
    "mermaid/dist/mermaid.esm.min.mjs",
    "mermaid/dist/chunks/mermaid.esm.min/*.mjs",
)
PLUGIN = "proofpress_mkdocs"
"""The name under which `hooks/` is installed."""
NOTICES = "mermaid/THIRD-PARTY-LICENSES.txt"


def bundled(lock: dict[str, Any], package: str) -> Iterator[str]:
    """The paths in `node_modules`, in order, of what npm's lock file says a package is made of, itself left out."""
    packages = lock["packages"]
    found, waiting = set(), [f"node_modules/{package}"]
    while waiting:
        path = waiting.pop()
        for name in packages[path].get("dependencies", {}):
            # npm looks beside a package first, then upwards.
            places = path.split("/node_modules/")
            above = ("/node_modules/".join((*places[:depth], name)) for depth in range(len(places), 0, -1))
            there = next((place for place in (*above, f"node_modules/{name}") if place in packages), None)
            if there and there not in found:
                found.add(there)
                waiting.append(there)
    yield from sorted(found)


def notices(root: Path) -> str:
    """The licence of each package inside `mermaid.min.js`: what it is called, and its text where the package has one.

    Types that stand in no program are left out. Raises `FileNotFoundError` where `npm ci` has not run.
    """
    lock = json.loads((root / "package-lock.json").read_text("utf-8"))
    parts = ["What mermaid.min.js and its chunks are bundled of, and under which licences.\n"]
    for path in bundled(lock, "mermaid"):
        name = path.rpartition("node_modules/")[2]
        if name.startswith("@types/"):
            continue
        texts = sorted(
            p for p in (root / path).iterdir() if p.stem.lower() in ("license", "licence", "copying", "notice")
        )
        entry = lock["packages"][path]
        head = f"{name} {entry['version']}: {entry.get('license', 'no licence named')}"
        parts.append(
            "\n".join((head, "-" * len(head), *(text.read_text("utf-8").strip() for text in texts if text.is_file())))
        )
    return "\n\n\n".join(parts) + "\n"


class AssetsHook(BuildHookInterface[Any]):
    """An editable installation finds these files in `node_modules`; what is shipped carries them itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if version == "editable":
            build_data["force_include_editable"][str(self._pointer(root))] = f"{PLUGIN}/__init__.py"
            return
        modules = root / "node_modules"
        inside = "proofpress/assets" if self.target_name == "wheel" else "node_modules"
        for pattern in FILES:
            found = sorted(modules.glob(pattern))
            if not found:
                raise FileNotFoundError(
                    f"node_modules/{pattern} is missing: run `npm ci` (or `make setup`) before building"
                )
            for path in found:
                build_data["force_include"][str(path)] = f"{inside}/{path.relative_to(modules).as_posix()}"
        # A source distribution carries the notices that its wheel will have.
        written = modules / NOTICES
        if not written.is_file():
            written = self._scratch(written.name)
            written.write_text(notices(root), "utf-8")
        build_data["force_include"][str(written)] = f"{inside}/{NOTICES}"
        if self.target_name == "wheel":
            build_data["force_include"][str(root / "mkdocs.yml")] = "proofpress/assets/mkdocs.yml"
            for path in sorted((root / "hooks").glob("*.py")):
                build_data["force_include"][str(path)] = f"{PLUGIN}/{path.name}"

    def _pointer(self, root: Path) -> Path:
        """A package whose modules are those of `hooks/`, as they are at the moment."""
        path = self._scratch("__init__.py")
        path.write_text(f'"""The folder `hooks` of a checkout."""\n\n__path__ = [{str(root / "hooks")!r}]\n', "utf-8")
        return path

    def _scratch(self, name: str) -> Path:
        """A file that lives until the build is done."""
        self._folder = TemporaryDirectory()
        return Path(self._folder.name) / name
