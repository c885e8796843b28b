"""An error is one that the page shows, as the site's own parser makes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.finding import Severity
from proofpress.rules.sites import FolderSite
from proofpress.source import Source


def found(folder: Path, settings: str, text: str, files: tuple[str, ...] = ()) -> list[tuple[str, Severity]]:
    page = folder / "docs" / "page.md"
    page.parent.mkdir(parents=True)
    page.write_text(text, "utf-8")
    for name in files:
        (page.parent / name).parent.mkdir(exist_ok=True)
        (page.parent / name).write_text("", "utf-8")
    (folder / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n", "utf-8")
    return [(finding.rule, finding.severity) for finding in check(Source(page.as_posix(), text), FolderSite())]


CALLOUTS = "plugins: [callouts]\nmarkdown_extensions: [admonition]"
STRICT = "plugins: [{callouts: {breakless_lists: false}}]\nmarkdown_extensions: [admonition]"
QUOTES = "markdown_extensions: [{pymdownx.quotes: {callouts: true}}]"


@pytest.mark.parametrize(
    ("settings", "text", "rules"),
    [
        (CALLOUTS, "> [!tip]- 收起\n> - 甲\n> - 乙\n", []),
        (CALLOUTS, "> [!note]\n> 清单：\n> 1. 甲\n> 2. 乙\n", []),
        (CALLOUTS, "> 清单：\n> 1. 甲\n> 2. 乙\n", ["list-glued"]),
        (STRICT, "> [!note]\n> - one\n", []),
        (STRICT, "> [!note]\n> To do:\n> - one\n> - two\n", ["list-glued"]),
        (QUOTES, "> [!note] Do\n> - one\n> - two\n", []),
        (QUOTES, "> To do:\n> [!note]\n> - one\n> - two\n", ["list-glued"]),
    ],
)
def test_the_head_of_a_callout_is_no_paragraph(tmp_path: Path, settings: str, text: str, rules: list[str]) -> None:
    assert [rule for rule, _ in found(tmp_path, settings, f"# A\n\n{text}")] == rules


@pytest.mark.parametrize(
    ("settings", "severity"),
    [("", None), ("markdown_extensions: [pymdownx.saneheaders]", Severity.ERROR)],
)
def test_a_heading_without_a_space_is_an_error_where_it_is_printed(
    tmp_path: Path, settings: str, severity: Severity | None
) -> None:
    told = found(tmp_path, settings, "# A\n\n##1.0\n\nText.\n")
    assert told == ([("heading-no-space", severity)] if severity else [])


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ('![图](img/架构 图.svg "一览")', []),
        ("[表](img/架构 表.svg)", [("link-file", Severity.ERROR)]),
        ("![图](img/无 图.svg)", [("image-file", Severity.ERROR)]),
        ("[data](https://example.com/my data.html)", [("link-malformed", Severity.WARNING)]),
        ("见[图]。\n\n[图]: <img/架构 图.svg>", [("link-malformed", Severity.ERROR)]),
    ],
)
def test_the_site_takes_a_space_in_an_address(tmp_path: Path, text: str, faults: list[tuple[str, Severity]]) -> None:
    assert found(tmp_path, "", f"# A\n\n{text}\n", ("img/架构 图.svg",)) == faults


@pytest.mark.parametrize(
    ("label", "severity"),
    [
        ("[^a-z]", Severity.WARNING),
        ("[^A-Za-z0-9_]", Severity.WARNING),
        ("[^\\w\\s]", Severity.WARNING),
        ("[^/]", Severity.WARNING),
        ("[^abc]+", Severity.WARNING),
        ("[^smith-2020]", Severity.ERROR),
        ("[^1]", Severity.ERROR),
        ("[^note]", Severity.ERROR),
        ("[^注-一]", Severity.WARNING),
        ("[^ab-c]", Severity.ERROR),
    ],
)
def test_a_class_of_characters_is_no_mark(tmp_path: Path, label: str, severity: Severity) -> None:
    text = f"# A\n\nThe class {label} is one.\n"
    assert found(tmp_path, "markdown_extensions: [footnotes]", text) == [("footnote-undefined", severity)]


@pytest.mark.parametrize(
    ("form", "rules"),
    [("mermaid2.fence_mermaid_custom", []), ("pymdownx.superfences.fence_code_format", ["mermaid-entity"])],
)
def test_an_entity_in_a_diagram_is_what_the_fence_makes_of_it(tmp_path: Path, form: str, rules: list[str]) -> None:
    fences = f"custom_fences: [{{name: mermaid, class: mermaid, format: !!python/name:{form} }}]"
    settings = f"plugins: [mermaid2]\nmarkdown_extensions: [{{pymdownx.superfences: {{{fences}}}}}]"
    text = "# A\n\n```mermaid\nflowchart LR\n    A --&gt; B\n```\n"
    assert [rule for rule, _ in found(tmp_path, settings, text)] == rules
