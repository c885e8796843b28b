"""What is converted and checked: the bundled examples, over and over, or a folder that is given."""

from __future__ import annotations

from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
COPIES = 12
ARTICLE_COPIES = 60


def pages(folders: list[Path] | None) -> list[Path]:
    """HTML inputs: files whose text has tags enough to be a page or the body of one."""
    if not folders:
        return [path for path in sorted(EXAMPLES.iterdir()) if _is_html(path)] * COPIES
    paths = sorted({path for folder in folders for path in folder.rglob("*")})
    return [path for path in paths if path.is_file() and ".truth." not in path.name and _is_html(path)]


def articles(folder: Path | None, scratch: Path) -> Path:
    """A folder of Markdown files: the given one, or the examples converted, each several times."""
    if folder is not None:
        return folder
    from proofpress.convert import convert
    from proofpress.source import Source

    for path in sorted(EXAMPLES.iterdir()):
        if path.is_file():
            conversion = convert(Source.from_bytes(path.name, path.read_bytes()))
            for copy in range(ARTICLE_COPIES):
                place = scratch / f"{path.stem}-{copy}.md"
                place.write_text(conversion.markdown + f"\n<!-- copy {copy} -->\n", encoding="utf-8")
                for name, data in conversion.files.items():
                    (scratch / name).parent.mkdir(parents=True, exist_ok=True)
                    (scratch / name).write_bytes(data)
    return scratch


def _is_html(path: Path) -> bool:
    if not path.is_file():
        return False
    text = path.read_text("utf-8", "replace").lower()
    return text.count("</p>") + text.count("</div>") >= 3
