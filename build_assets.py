"""Puts the browser files of KaTeX and Mermaid into the wheel and the source distribution."""

from pathlib import Path
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
)
SITE = ("hooks", "overrides")
"""What `proofpress new` lays out; see KIT in `scaffold`."""


class AssetsHook(BuildHookInterface[Any]):
    """An editable installation finds these files in `node_modules`; what is shipped carries them itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
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
            for folder in SITE:
                for path in sorted((root / folder).rglob("*")):
                    if path.is_file() and "__pycache__" not in path.parts:
                        build_data["force_include"][str(path)] = (
                            f"proofpress/assets/site/{path.relative_to(root).as_posix()}"
                        )
