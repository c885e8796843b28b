"""Blocks that stand too little in to belong to their item: what is told, and what the list is once it is mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.fix import fix
from proofpress.rules.sites import FolderSite
from proofpress.source import Source


def page(folder: Path, text: str) -> tuple[Source, FolderSite]:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text("site_name: s\n", "utf-8")
    return Source((folder / "docs" / "a.md").as_posix(), text), FolderSite()


def rules(source: Source, site: FolderSite) -> list[tuple[str, int]]:
    lines = [(f.rule, source.text.count("\n", 0, f.span.start) + 1) for f in check(source, site)]
    return [line for line in lines if line[0] != "list-number"]


@pytest.mark.parametrize("block", ["> Rain.", "## Rain", "Rain.", "Rain\n---", "| a | b |\n| - | - |\n| 1 | 2 |"])
@pytest.mark.parametrize("mark", ["1.", "-"])
def test_all_kinds_of_blocks_are_told_in_each_item_and_mended_together(tmp_path: Path, mark: str, block: str) -> None:
    def text(lead: str) -> str:
        inner = block.replace("\n", f"\n{lead}")
        other = mark.replace("1", "2")
        items = f"{mark} Pack.\n\n{lead}{inner}\n\n{lead}Warm.\n\n{other} Go.\n\n{lead}> Slowly.\n"
        return f"# Tour\n\n{items}\n{other} End.\n"

    source, site = page(tmp_path, text(" " * (len(mark) + 1)))
    second = 9 + block.count("\n") + 2
    assert rules(source, site) == [("list-indent", 5), ("list-indent", second)]
    assert fix(source, site).source.text == text("    ")
    assert rules(*page(tmp_path, text("    "))) == []


@pytest.mark.parametrize("lead", ["  ", " "])
def test_a_heading_left_of_the_words_of_an_item_stands_behind_the_list(tmp_path: Path, lead: str) -> None:
    source, site = page(tmp_path, f"# Tour\n\n1. Pack.\n\n{lead}## Rain\n\nWarm.\n")
    assert rules(source, site) == [("heading-no-space", 5)]
    assert fix(source, site).source.text == "# Tour\n\n1. Pack.\n\n## Rain\n\nWarm.\n"


def test_a_list_that_its_own_block_ends_takes_no_items_of_another_kind(tmp_path: Path) -> None:
    source, site = page(tmp_path, "# Tour\n\n1. Pack.\n\n   > Rain.\n\n- Go.\n")
    assert rules(source, site) == [("list-indent", 5)]
    mended = fix(source, site)
    assert mended.source.text == source.text.replace("   >", "    >")
    assert [finding.rule for finding in mended.findings] == ["list-mixed"]


def test_a_quote_right_under_the_words_of_its_item_is_in_it(tmp_path: Path) -> None:
    assert rules(*page(tmp_path, "# Tour\n\n- Pack.\n  > Rain.\n- Go.\n")) == []
