"""The words of an item in a box, and the blocks that push them behind its nested items."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.finding import Edit, apply
from proofpress.fix import fix, renders_the_same
from proofpress.rules.sites import FolderSite
from proofpress.source import Source, Span

_SITE = """site_name: s
markdown_extensions: [admonition, md_in_html, footnotes, def_list, pymdownx.details, pymdownx.superfences,
  pymdownx.tabbed, pymdownx.blocks.admonition]
"""
_LIST = "- Pack:\n    - lamp\n\n    - rope\n- Go.\n"


def found(folder: Path, text: str) -> tuple[Source, FolderSite, list[str]]:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(_SITE, "utf-8")
    source, site = Source((folder / "docs" / "a.md").as_posix(), text), FolderSite()
    return source, site, [finding.rule for finding in check(source, site)]


def inside(head: str, body: str, column: int = 4) -> str:
    return f"# A\n\n{head}\n\n" + "".join(f"{' ' * column}{line}".rstrip() + "\n" for line in body.splitlines())


@pytest.mark.parametrize(
    "head", ["!!! note", '=== "x"', "??? tip", "- Lead.\n\n    !!! note", '!!! note\n\n    === "y"']
)
@pytest.mark.parametrize("later", ["- rope", "Mind the rope.", "```text\nrope\n```\n"])
def test_words_behind_nested_items_are_told_and_mended(tmp_path: Path, head: str, later: str) -> None:
    later = later.replace("\n", "\n    ")
    body = f"- Pack:\n    - lamp\n\n    {later}\n- Go.\n"
    column = 8 if "\n" in head else 4
    source, site, rules = found(tmp_path, inside(head, body, column))
    assert rules == ["list-displaced"]
    mended = fix(source, site)
    assert mended.findings == ()
    assert mended.source.text == inside(head, body.replace("    - lamp", "\n    - lamp"), column)


@pytest.mark.parametrize(
    "text",
    [
        _LIST,
        "".join(f"> {line}".rstrip() + "\n" for line in _LIST.splitlines()),
        f'<div markdown="1">\n\n{_LIST}\n</div>\n',
        f"/// note\n\n{_LIST}\n///\n",
        inside("!!! note", f"/// tip\n\n{_LIST}\n///\n"),
        inside("See.[^1]\n\n[^1]: Note.", _LIST),
        inside("Term\n:   Meaning.", _LIST),
        inside("!!! note", "- Pack:\n    - lamp\n    - rope\n- Go.\n"),
        inside("!!! note", "- Pack:\n    - lamp\n- Go.\n\n    Far.\n"),
        inside("!!! note", "- Pack:\n\n    - lamp\n\n    - rope\n- Go.\n"),
        # The first item behind a blank line is a paragraph from the first.
        inside("!!! note", "- Rest.\n\n- Pack:\n    - lamp\n\n    - rope\n- Go.\n"),
    ],
)
def test_words_that_stay_where_they_are(tmp_path: Path, text: str) -> None:
    assert "list-displaced" not in found(tmp_path, "# A\n\n" + text.removeprefix("# A\n\n"))[2]


def test_nested_items_are_indented_and_keep_their_order(tmp_path: Path) -> None:
    text = inside("!!! note", "- Pack:\n  - lamp\n\n  - rope\n- Go.\n")
    source, site, _ = found(tmp_path, text)
    mended = fix(source, site).source.text
    assert mended == inside("!!! note", "- Pack:\n\n    - lamp\n\n    - rope\n\n- Go.\n")


def test_a_mend_that_puts_words_elsewhere_is_none() -> None:
    text = inside("!!! note", "- Pack:\n  - lamp\n\n  - rope\n")
    edits = [Edit(Span(at := text.index(f"      {word}"), at), "  ") for word in ("- lamp", "- rope")]
    assert not renders_the_same(text, apply(text, edits), edits)
