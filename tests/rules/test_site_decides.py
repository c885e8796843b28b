"""What a site's settings say decides what is a fault on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.rules.sites import FolderSite
from proofpress.source import Source


def found(folder: Path, settings: str, text: str) -> list[str]:
    page = folder / "docs" / "page.md"
    page.parent.mkdir()
    page.write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n", "utf-8")
    return [finding.rule for finding in check(Source(page.as_posix(), text), FolderSite())]


@pytest.mark.parametrize(
    ("settings", "text", "rule"),
    [
        ("plugins: [autorefs]", "# A\n\nSee [dumps][json.dumps].\n", "reference-undefined"),
        ("plugins: [roamlinks]", "# A\n\nSee [[Other]].\n", "foreign-syntax"),
        ("plugins: [mkdocstrings]", "# A\n\n::: json\n    options:\n        members:\n          - a\n", "list-glued"),
        (
            "markdown_extensions: [{pymdownx.highlight: {extend_pygments_lang: [{name: reqs, lang: python}]}}]",
            "# A\n\n```reqs\nx==1\n```\n",
            "code-unknown-language",
        ),
    ],
)
def test_what_a_plugin_reads_is_no_fault(tmp_path: Path, settings: str, text: str, rule: str) -> None:
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    assert rule not in found(tmp_path / "with", settings, text)
    assert rule in found(tmp_path / "without", "", text)


def test_anchors_are_those_of_the_page_that_the_site_makes(tmp_path: Path) -> None:
    text = "# 首页\n\n## 安装\n\n## 配置 { id=setup }\n\n见[一](#_2)、[二](#setup)与[三](#安装)。\n"
    assert found(tmp_path, "markdown_extensions: [attr_list, toc]", text).count("link-anchor") == 1


def test_rules_about_machines_leave_an_authors_site_alone(tmp_path: Path) -> None:
    text = "# Home\n\nTODO: write this.\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit.\n"
    assert not [rule for rule in found(tmp_path, "", text) if rule.startswith("residue-")]


def test_the_fence_of_a_generic_block_is_no_paragraph() -> None:
    text = "# 页\n\n/// tab | 车床\n1. 装夹\n2. 对刀\n///\n\n/// details | More\n| a | b |\n| - | - |\n| 1 | 2 |\n///\n"
    page = Source("docs/index.md", text)
    assert not {finding.rule for finding in check(page)} & {"list-glued", "table-glued"}
