"""The page on canonical Markdown keeps its word: every example converts to what stands below it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from proofpress.convert import convert
from proofpress.source import Source

PAGE = (Path(__file__).parent.parent / "docs" / "canonical-markdown.md").read_text(encoding="utf-8")
PAIRS = re.findall(
    r"^## (.+?)$|^````markdown title=\"in\"\n(.*?)^````\n\n````markdown title=\"out\"\n(.*?)^````$", PAGE, re.M | re.S
)


def _examples() -> list[tuple[str, str, str]]:
    found = []
    section = ""
    for heading, given, wanted in PAIRS:
        if heading:
            section = heading
        else:
            found.append((section, given, wanted))
    return found


@pytest.mark.parametrize(("given", "wanted"), [pair[1:] for pair in _examples()], ids=[pair[0] for pair in _examples()])
def test_example(given: str, wanted: str) -> None:
    made = convert(Source("example.md", given)).markdown
    assert re.sub(r"\A---\n.*?\n---\n\n", "", made, flags=re.S) == wanted


def test_every_section_with_a_form_shows_it() -> None:
    assert len(_examples()) >= 12
