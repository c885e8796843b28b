"""Generic blocks that the page prints or that nothing closes, and what is wrong with each."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.rules.sites import FolderSite
from proofpress.source import Source

KNOWN = "markdown_extensions: [pymdownx.blocks.admonition, pymdownx.blocks.tab, pymdownx.superfences]"


def told(folder: Path, text: str, config: str = KNOWN) -> list[tuple[str, str]]:
    """The rules that speak, each with the line that it speaks of and its words."""
    page = folder / "docs" / "page.md"
    page.parent.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(f"site_name: s\n{config}\n", "utf-8")
    found = check(Source(page.as_posix(), text), FolderSite())
    return [(f"{f.rule}: {text[f.span.start : f.span.end]}", f.message.en) for f in found]


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("/// hint | 自行车\n    type: tip\n带绳子。\n///", "whose options it does not take"),
        ("/// remark | Aside\nText.\n///", "does not know the name"),
        ("/// tab\nText.\n///", "takes another title"),
        ("/// figure-caption\n码头。\n///", "needs the extension pymdownx.blocks.caption"),
        ("/// details | 更多\n正文。\n///", "needs the extension pymdownx.blocks.details"),
    ],
)
def test_why_a_block_is_printed(tmp_path: Path, block: str, why: str) -> None:
    ((rule, words),) = told(tmp_path, f"# 题\n\n/// note | 好\n正文。\n///\n\n{block}\n\n尾。\n")
    assert rule == f"extension-missing: {block.splitlines()[0]}"
    assert why in words


def test_a_block_of_another_name_is_told_behind_many_kinds(tmp_path: Path) -> None:
    known = "".join(
        f"/// {name} | 题\n正文。\n///\n\n" for name in "note tip tab attention caution danger error hint".split()
    )
    found = told(tmp_path, f"# 题\n\n{known}/// definition\n泵\n///\n\n/// gotcha | 别用\n正文。\n///\n")
    assert [rule for rule, _ in found] == ["extension-missing: /// definition", "extension-missing: /// gotcha | 别用"]
    assert "pymdownx.blocks.definition" in found[0][1]


def test_each_kind_of_block_is_named(tmp_path: Path) -> None:
    text = "# A\n\n" + "".join(f"/// {head}\nText.\n///\n\n" for head in ("note", "tip", "details | x", "remark | y"))
    assert [rule for rule, _ in told(tmp_path, text, "")] == [
        "extension-missing: /// note",
        "extension-missing: /// details | x",
    ]
    assert [rule for rule, _ in told(tmp_path / "b", text)] == [
        "extension-missing: /// details | x",
        "extension-missing: /// remark | y",
    ]


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("/// warning | 现金\n不收卡。\n\n末段。", ["/// warning | 现金"]),
        ("/// tab | N\nOne.\n\n/// unknown\nTwo.\n///\n\nEnd.", []),
        ("//// note | 外\n/// tip | 内\n文。\n///\n////\n\n尾。", []),
        ("//// note | Out\nText.\n///\n\nEnd.", ["//// note | Out"]),
        ("```text\n/// note\n```\n\n/// note\nx\n///", []),
    ],
)
def test_a_block_without_an_end(tmp_path: Path, text: str, heads: list[str]) -> None:
    found = [rule for rule, _ in told(tmp_path, f"# 题\n\n{text}\n")]
    assert [rule for rule in found if "unclosed" in rule] == [f"container-unclosed: {head}" for head in heads]
