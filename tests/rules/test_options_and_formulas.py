"""What a site's settings keep from being drawn: custom fences with options, formulas in raw HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.rules.sites import FolderSite
from proofpress.source import Source

FENCES = """  - attr_list
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
"""
MATHJAX = 'window.MathJax = {options: {ignoreHtmlClass: ".*|", processHtmlClass: "arithmatex"}}\n'
MATH = "  - md_in_html\n  - pymdownx.arithmatex: {generic: true}\nextra_javascript: [m.js]\n"


def found(folder: Path, settings: str, text: str, script: str = "") -> list[str]:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "m.js").write_text(script, "utf-8")
    (folder / "mkdocs.yml").write_text(f"site_name: s\nmarkdown_extensions:\n{settings}", "utf-8")
    return [f.rule for f in check(Source((folder / "docs" / "a.md").as_posix(), f"# Tour\n\n{text}\n"), FolderSite())]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ('mermaid title="Way"', True),
        ('mermaid linenums="1"', True),
        ("mermaid", False),
        ("{ .mermaid .wide }", False),
        ('{ .mermaid title="Way" }', False),
        ('python title="way.py"', False),
    ],
)
@pytest.mark.parametrize(
    "validator", ["", "          validator: !!python/name:pymdownx.superfences.highlight_validator\n"]
)
def test_options_that_a_custom_fence_does_not_take(tmp_path: Path, head: str, told: bool, validator: str) -> None:
    body = "pass" if "python" in head else "flowchart LR\n  A --> B"
    rules = found(tmp_path, FENCES + validator, f"```{head}\n{body}\n```")
    assert rules == ["code-unknown-language"] * (told and not validator)


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<center>$a_1 = 2$</center>", True),
        ("<div>\n    <p>Let\n    $$\n    a = b\n    $$\n    </p>\n</div>", True),
        ('<div class="arithmatex">\\(a_1\\)</div>', False),
        ("<pre>$a_1$</pre>", False),
        ("<div><code>$a_1$</code></div>", False),
        ("<div>Some $5 or $6.</div>", False),
        ("<div markdown>\n$a_1$\n</div>", False),
        ("Some <b>$a_1$</b>.", False),
    ],
)
def test_formulas_in_html_that_nothing_sets(tmp_path: Path, html: str, told: bool) -> None:
    assert found(tmp_path, MATH, html, MATHJAX) == ["html-block-markdown"] * told


@pytest.mark.parametrize(
    "script",
    ["", "window.MathJax = {}\n", MATHJAX + "renderMathInElement(document.body)\n", MATHJAX.replace(".*|", "plain")],
)
def test_a_script_that_may_set_them(tmp_path: Path, script: str) -> None:
    assert "html-block-markdown" not in found(tmp_path, MATH, "<center>$a_1 = 2$</center>", script)
