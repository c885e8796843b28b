"""What is text to a conversion and a tag to the site's own parser."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.fix import fix
from proofpress.rules.sites import FolderSite
from proofpress.source import Source

TEXT = "# Skew \\<b>\n\n类型 Map\\<K, V> 与 `\\<i>`，\\\\<kbd>x</kbd>。\n"


BACKSLASH = "\\"


def page(folder: Path, extensions: str, text: str = TEXT) -> Source:
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(f"site_name: s\nmarkdown_extensions: [{extensions}]\n", "utf-8")
    (folder / "docs/index.md").write_text(text, "utf-8")
    return Source(str(folder / "docs/index.md"), text)


def test_a_tag_behind_a_backslash_is_named_where_the_parser_takes_it_for_one(tmp_path: Path) -> None:
    source = page(tmp_path, "pymdownx.superfences")
    assert [f.rule for f in check(source, FolderSite()) if f.rule == "escaped-tag"] == ["escaped-tag"] * 2
    made = fix(source, FolderSite()).source.text
    assert made == "# Skew &lt;b>\n\n类型 Map&lt;K, V> 与 `\\<i>`，\\\\<kbd>x</kbd>。\n"


@pytest.mark.parametrize("count", [*range(1, 6), 70, 71])
def test_of_many_backslashes_every_other_one_escapes(tmp_path: Path, count: int) -> None:
    source = page(tmp_path, "pymdownx.superfences", f"# A\n\nList{BACKSLASH * count}<int>\n")
    found = [f.span.start for f in check(source, FolderSite()) if f.rule == "escaped-tag"]
    assert found == ([source.text.index("<") - 1] if count % 2 else [])


@pytest.mark.parametrize("extension", ["proofpress.canonical", "pymdownx.escapeall"])
def test_and_not_where_it_is_an_escape(tmp_path: Path, extension: str) -> None:
    assert not [f for f in check(page(tmp_path, extension), FolderSite()) if f.rule == "escaped-tag"]
