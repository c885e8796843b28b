"""Case folders: `cases/<pass or origin>/<name>/` with `input.*`, `expected.md` and `ledger.txt`.

`python -m tests.case_folders [FOLDER…]` writes what the program gives today into `expected.md` and `ledger.txt` of the
folders named, or of all. Read the difference before you commit it: it is the review.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from proofpress.convert import Conversion, convert
from proofpress.source import Source
from proofpress.writer import write

CASES = Path(__file__).parent / "cases"
_LONGEST = 70


def folders() -> Iterator[Path]:
    """Every folder that holds an input, in order."""
    return (path.parent for path in sorted(CASES.glob("*/*/input.*")))


def converted(folder: Path) -> Conversion:
    """What the program makes of a folder's input; an origin's own folder does not force the origin."""
    path = next(folder.glob("input.*"))
    return convert(Source.from_bytes(path.name, path.read_bytes()))


def markdown(conversion: Conversion) -> str:
    """The Markdown without the name and the checksum of the input, which say nothing about the case."""
    meta = dict(conversion.document.meta)
    source = meta.get("source")
    if isinstance(source, Mapping):
        meta["source"] = {key: value for key, value in source.items() if key not in ("file", "sha256")}
        if not meta["source"]:
            del meta["source"]
    return write(replace(conversion.document, meta=meta))


def ledger(conversion: Conversion) -> str:
    """One line an entry: where, how, by whom, what is said, and the beginning of what stood there."""
    lines = []
    for entry in conversion.ledger:
        position = conversion.source.position(entry.span.start)
        text = " ".join(entry.text.split())
        shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        lines.append(
            f"{position.line}:{position.column} {entry.severity} {entry.rule}: {entry.message.en}"
            + (f" | {shown}" if shown else "")
        )
    return "".join(line + "\n" for line in lines)


def update(folder: Path) -> None:
    """Write what the program gives today."""
    conversion = converted(folder)
    (folder / "expected.md").write_text(markdown(conversion), encoding="utf-8")
    (folder / "ledger.txt").write_text(ledger(conversion), encoding="utf-8")


if __name__ == "__main__":
    for chosen in [Path(name).resolve() for name in sys.argv[1:]] or list(folders()):
        update(chosen)
