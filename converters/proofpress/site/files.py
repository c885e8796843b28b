"""`python -m proofpress.site.files FOLDER`: the files that pages with formulas and diagrams load,
for any site generator."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from proofpress import assets
from proofpress.engines import compact
from proofpress.regex import regex
from proofpress.site import THEME

MODULE, CHUNKS = "mermaid.esm.min.mjs", "chunks/mermaid.esm.min"
"""Mermaid's own entry, and the folder of what it loads when it must, below its `dist`."""
# Every browser that Material supports reads WOFF2.
_OLDER_FONTS = regex(r",\s*+url\([^()]*+(?:(?<=\.woff)|(?<=\.ttf))\)\s*+format\([^()]*+\)")


def katex(folder: Path, output: str = "html") -> None:
    """KaTeX's style sheet as `katex.min.css`, its fonts and licence; `output` as in `proofpress.typeset`."""
    fonts = folder / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    sheet = _OLDER_FONTS.sub("", assets.path("katex/dist/katex.min.css").read_text("utf-8"))
    (folder / "katex.min.css").write_text(compact.style(sheet) if output == "compact" else sheet, "utf-8")
    for font in assets.path("katex/dist/fonts").glob("*.woff2"):
        shutil.copyfile(font, fonts / font.name)
    shutil.copyfile(assets.path("katex/LICENSE"), folder / "LICENSE")


def mermaid(script: Path) -> None:
    """Mermaid as `script`, with its licence beside it, and in parts below `mermaid/`: a page that is served loads those
    that its kinds of diagram need, one that is opened as a file the whole."""
    script.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(assets.path("mermaid/dist/mermaid.min.js"), script)
    shutil.copyfile(assets.path("mermaid/LICENSE"), script.parent / "mermaid.LICENSE")
    parts = script.parent / "mermaid"
    for part in (MODULE, *(f"{CHUNKS}/{path.name}" for path in assets.path(f"mermaid/dist/{CHUNKS}").glob("*.mjs"))):
        (parts / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(assets.path(f"mermaid/dist/{part}"), parts / part)


def main() -> int:
    parser = argparse.ArgumentParser(prog="proofpress.site.files", description=__doc__)
    parser.add_argument(
        "folder",
        type=Path,
        help="below the site's docs_dir; gets katex/katex.min.css, mermaid.min.js and proofpress.css",
    )
    parser.add_argument(
        "--output", choices=("html", "compact"), default="html", help="as `output` of proofpress.typeset"
    )
    options = parser.parse_args()
    katex(options.folder / "katex", options.output)
    mermaid(options.folder / "mermaid.min.js")
    shutil.copyfile(THEME / "assets" / "proofpress" / "proofpress.css", options.folder / "proofpress.css")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
