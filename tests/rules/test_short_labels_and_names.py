"""Labels of one sign, names of fences in other letters, and weights that follow what the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.finding import Severity
from proofpress.rules.sites import FolderSite
from proofpress.source import Source

SETTINGS = """\
site_name: s
markdown_extensions:
  - tables
  - admonition
  - pymdownx.details
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.superfences:
      custom_fences:
        - {name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }
"""


def found(folder: Path, text: str, *rules: str) -> list[tuple[str, int, str]]:
    path = folder / "docs" / "page.md"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    findings = check(Source(path.as_posix(), text), FolderSite())
    return [
        (one.rule, text.count("\n", 0, one.span.start) + 1, "error" if one.severity == Severity.ERROR else "warning")
        for one in findings
        if one.rule in rules
    ]


@pytest.mark.parametrize(
    ("line", "defined", "told"),
    [
        ("Oil [the pump][1] and [the old valve][2].", "1", 1),
        ("Oil [the pump][1] and [valves][12].", "1", 1),
        ("Oil [the pump][1] and [the seal][b].", "1", 1),
        ("参见[上卷][甲]与[下卷][乙]。", "甲", 1),
        ("Oil [the old valve][2].", "pump", 0),
        ("参见[下卷][乙]。", "1", 0),
        ("Take a[i][2], m [i][j] and [row][2].", "1", 0),
        ("Pumps are old [1][2], valves [3, p. 4][5].", "1", 0),
        ("Take `[the pump][2]` and $[the pump][2]$.", "1", 0),
    ],
)
def test_a_short_label_behind_words(tmp_path: Path, line: str, defined: str, told: int) -> None:
    text = f"# A\n\n{line}\n\n[{defined}]: https://example.com/\n"
    assert len(found(tmp_path, text, "reference-undefined")) == told


@pytest.mark.parametrize(("name", "told"), [("Mermaid", 1), ("{.MERMAID}", 1), ("mermaid", 0), ("Python", 0)])
def test_the_name_of_a_custom_fence_has_its_letters(tmp_path: Path, name: str, told: int) -> None:
    text = f"# A\n\n```{name}\ngraph TD\n  A --> B\n```\n"
    assert found(tmp_path, text, "code-unknown-language") == [("code-unknown-language", 3, "error")] * told


@pytest.mark.parametrize(
    ("text", "rule", "weights"),
    [
        ('??? question "Why"\n\nBecause.', "container-indent", ["error"]),
        ("!!! note\n\nBecause.", "container-indent", ["warning"]),
        ("| a | b |\n| - | - |\n| 1 | 2 |\nAll of them are whole.", "table-glued", ["error"]),
        ("| a | b |\n| - | - |\n| 1 | 2 |\nTotal", "table-glued", ["warning"]),
        ("| a | b |\n| - | - |\nThe first ones.\n| 1 | 2 |", "table-glued", ["warning"]),
    ],
)
def test_a_weight_is_that_of_the_page(tmp_path: Path, text: str, rule: str, weights: list[str]) -> None:
    assert [weight for _, _, weight in found(tmp_path, f"# A\n\n{text}\n", rule)] == weights


@pytest.mark.parametrize(
    ("inner", "told"),
    [
        ("**bold** words", [("html-block-markdown", 5, "error")]),
        ("plain words", [("extension-missing", 3, "warning")]),
    ],
)
def test_an_element_that_asks_for_markdown_is_told_once(
    tmp_path: Path, inner: str, told: list[tuple[str, int, str]]
) -> None:
    text = f"# A\n\n<div markdown>\n\n{inner}\n\n</div>\n"
    assert found(tmp_path, text, "html-block-markdown", "extension-missing") == told
