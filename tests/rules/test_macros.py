"""A project's own TeX commands are one table for the check and for the pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.config import BadSettings, Settings, load
from proofpress.source import Source

PAGE = Source("page.md", "# Reals\n\nLet $x \\in \\Real$ be.\n")


def test_a_macro_of_the_project_is_no_finding() -> None:
    assert [f.rule for f in check(PAGE)] == ["math-unknown-macro"]
    assert check(PAGE, settings=Settings(macros=((r"\Real", r"\mathbb{R}"),))) == ()


def test_what_a_macro_stands_for_is_checked_too() -> None:
    assert check(PAGE, settings=Settings(macros=((r"\Real", r"\mathbb{"),))) != ()


def test_macros_come_from_the_settings_and_from_the_site(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "markdown_extensions:\n  - proofpress.typeset:\n      macros: { '\\Real': 'x', '\\Foo': 'y' }\n", "utf-8"
    )
    (tmp_path / "proofpress.toml").write_text("macros = { Real = '\\mathbb{R}' }\n", "utf-8")
    assert load(tmp_path).macros == ((r"\Foo", "y"), (r"\Real", r"\mathbb{R}"))


def test_a_name_in_several_formulas_is_told_once() -> None:
    page = Source("page.md", "# Reals\n\nLet $x \\in \\Real$ and $y \\in \\Real$ be.\n\nAlso $\\Real$.\n")
    assert len(check(page)) == 1


def test_macros_that_are_no_table(tmp_path: Path) -> None:
    (tmp_path / "proofpress.toml").write_text("macros = ['x']\n", "utf-8")
    with pytest.raises(BadSettings, match="macros"):
        load(tmp_path)
