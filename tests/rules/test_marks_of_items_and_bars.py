"""Capital letters before items of fancy lists, and backslashes before bars in the code of cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.test_site_decides import found

FANCY = "markdown_extensions: [pymdownx.fancylists]"
ROMAN = "markdown_extensions: [{pymdownx.fancylists: {additional_ordered_styles: [roman]}}]"


@pytest.mark.parametrize(
    ("settings", "text", "told"),
    [
        (FANCY, "A. tea\nB. milk\n", True),
        (FANCY, "A. tea\n\nB. milk\n", True),
        (FANCY, "Take:\nA. tea\nB. milk\n", True),
        (FANCY, "A.  tea\nB. milk\n", True),
        (FANCY, "- cup\n\n    A. tea\n    B. milk\n", True),
        (FANCY, "I. tea\nII. milk\n", True),
        (ROMAN, "I. tea\nII. milk\n", True),
        (ROMAN, "A. tea\nB. milk\n", False),
        (FANCY, "A.  tea\nB.  milk\n", False),
        (FANCY, "A) tea\nB) milk\n", False),
        (FANCY, "a. tea\nb. milk\n", False),
        (FANCY, "A. Lovelace wrote\nto C. Babbage.\n", False),
        (FANCY, "A. Lovelace wrote.\n\nSo it was.\n\nB. Russell read it.\n", False),
        (FANCY, "```text\nA. tea\nB. milk\n```\n", False),
        ("markdown_extensions: [sane_lists]", "A. tea\nB. milk\n", False),
    ],
)
def test_a_capital_letter_asks_for_two_spaces(tmp_path: Path, settings: str, text: str, told: bool) -> None:
    assert ("list-marker" in found(tmp_path, settings, f"# Top\n\n{text}")) is told


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (r"int\|float", True),
        (r"int \| float", True),
        (r"on\|off\|auto", True),
        (r"grep 'on\|off'", False),
        (r"\(on\|off\)", False),
        (r"/on\|off/", False),
        ("int|float", False),
    ],
)
def test_a_backslash_before_a_bar_in_code_is_shown(tmp_path: Path, code: str, told: bool) -> None:
    text = f"# Top\n\n| Name | Kind |\n|---|---|\n| size | `{code}` |\n"
    assert ("table-code-bar" in found(tmp_path, "markdown_extensions: [tables]", text)) is told
