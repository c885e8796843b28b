"""Every case folder converts to what it says, with the ledger that it says, and what comes out converts to itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.convert import convert
from proofpress.source import Source
from tests.case_folders import CASES, converted, folders, ledger, markdown


@pytest.mark.parametrize("folder", list(folders()), ids=lambda folder: folder.relative_to(CASES).as_posix())
def test_case(folder: Path) -> None:
    conversion = converted(folder)
    assert markdown(conversion) == (folder / "expected.md").read_text(encoding="utf-8")
    assert ledger(conversion) == (folder / "ledger.txt").read_text(encoding="utf-8")
    assert convert(Source("again.md", conversion.markdown)).markdown == conversion.markdown


def test_every_folder_is_whole() -> None:
    for folder in CASES.glob("*/*/"):
        assert {path.stem for path in folder.iterdir()} == {"input", "expected", "ledger"}, folder
