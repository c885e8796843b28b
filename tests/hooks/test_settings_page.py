"""The pages of the settings are what the program writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from proofpress_mkdocs.options import Options, described, page

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_is_up_to_date(language: str) -> None:
    stands = (DOCS / language / "settings.md").read_text("utf-8")
    assert stands == page(language), "python -m proofpress_mkdocs.options"


def test_each_option_is_told_in_both_languages() -> None:
    told = list(described())
    assert [name for name, *_ in told] == [name for name, _ in Options._schema]
    assert all(english and chinese for _, _, english, chinese in told)
    assert all(chinese.endswith("。") for *_, chinese in told)
