"""What opens and never closes takes nothing of the author's text with it."""

from __future__ import annotations

import pytest

from proofpress.convert import convert
from proofpress.finding import Severity
from proofpress.source import Source

TAIL = "\n\nSecond paragraph stays.\n\n## Heading\n\n第三段也要留下。\n\n- an item\n"
PAGE = (
    "<html><head><title>T</title></head><body><article><h1>T</h1><p>Some words of a page that is long enough.</p>{}"
    "<p>Second paragraph stays.</p><h2>Heading</h2><p>第三段也要留下。</p><ul><li>an item</li></ul></article>"
)
TAGS = (
    "<script>",
    "<style>",
    "<!--",
    "<textarea>",
    "<title>",
    "<svg>",
    "<iframe>",
    "<img src='a.png' title=\"so",
    "<a href='x",
)


def whole(source: Source) -> None:
    markdown = convert(source).markdown
    assert all(
        part in markdown for part in ("Second paragraph stays.", "\n## Heading", "第三段也要留下。", "\n- an item")
    )
    assert "```" not in markdown


@pytest.mark.parametrize("tag", TAGS)
def test_in_a_sentence(tag: str) -> None:
    whole(Source("a.md", f"# T\n\nA page opens it with {tag} and goes on.{TAIL}"))
    whole(Source("a.html", PAGE.format(f"<p>A page opens it with {tag} and goes on.</p>")))


@pytest.mark.parametrize("tag", ["<script>", "<STYLE media=print>", "<textarea>", "<!--", "<svg>"])
def test_on_a_line_of_its_own(tag: str) -> None:
    whole(Source("a.md", f"# T\n\nWords.\n\n{tag}\nvar hidden = 1;{TAIL}"))


def test_one_that_closes_goes_as_ever() -> None:
    made = convert(Source("a.md", f"# T\n\n<script>\n\nvar hidden = 1;\n\n</script>\n\n```html\n<style>\n```{TAIL}"))
    assert "hidden" not in made.markdown
    assert "```html\n<style>\n```" in made.markdown


def test_what_a_page_hides_to_its_end_is_a_doubt() -> None:
    made = convert(Source("a.html", PAGE.format("<script>let a = 1;")))
    assert any("never closes" in one.message.en for one in made.ledger if one.severity is Severity.WARNING)
