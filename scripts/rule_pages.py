"""Write the pages of the rules: `python scripts/rule_pages.py [DIR]`, by default into docs/rules/."""

from __future__ import annotations

import sys
from pathlib import Path

from proofpress.output.rule_page import pages


def main(folder: Path) -> None:
    """Write every page whose text changed, and remove pages of rules that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/rules"))
