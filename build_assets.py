"""Puts the browser files of KaTeX and Mermaid into the wheel and the source distribution."""

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
        if self.target_name == "wheel":
            build_data["force_include"][str(root / "mkdocs.yml")] = "proofpress/assets/mkdocs.yml"
            for path in sorted((root / "hooks").glob("*.py")):
                build_data["force_include"][str(path)] = f"{PLUGIN}/{path.name}"

    def _pointer(self, root: Path) -> Path:
        """A package whose modules are those of `hooks/`, as they are at the moment."""
        self._scratch = TemporaryDirectory()
        path = Path(self._scratch.name) / "__init__.py"
        path.write_text(f'"""The folder `hooks` of a checkout."""\n\n__path__ = [{str(root / "hooks")!r}]\n', "utf-8")
        return path
