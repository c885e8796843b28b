"""Names for which a plugin looks among all files, where none has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.finding import Severity
from proofpress.rules.sites import FolderSite
from proofpress.source import Source

PAGE, IMAGE = ("link-file", Severity.WARNING), ("image-file", Severity.ERROR)


@pytest.mark.parametrize(
    ("plugin", "text", "faults"),
    [
        ("ezlinks", "[[Clay Pots]], [[clay-pots|泥]], [[deep/clay-pots#Two]], [[花盆]]", []),
        ("ezlinks", "[[#Two]], `[[none]]`, [[https://example.org/x]]", []),
        ("ezlinks", "[[泥土]]", [PAGE]),
        # That plugin takes the point out of a name.
        ("ezlinks", "![[pot.png]]", [IMAGE]),
        ("ezlinks", "[[花盆.md]]", [PAGE]),
        ("roamlinks", "[[Clay Pots]], [[花盆.md]], ![[pot.png|200]]", []),
        ("roamlinks", "[[泥土|土]]", [PAGE]),
        ("roamlinks", "![[jar.png]]", [IMAGE]),
    ],
)
def test_names_that_no_file_has(tmp_path: Path, plugin: str, text: str, faults: list[tuple[str, Severity]]) -> None:
    docs = tmp_path / "docs"
    (docs / "deep").mkdir(parents=True)
    for name in ("deep/clay-pots.md", "花盆.md", "pot.png"):
        (docs / name).write_text("# B\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(f"site_name: s\nplugins: [{plugin}]\n", "utf-8")
    found = check(Source((docs / "a.md").as_posix(), f"# A\n\n{text}\n"), FolderSite())
    assert [(one.rule, one.severity) for one in found] == faults
