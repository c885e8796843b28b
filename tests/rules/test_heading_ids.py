"""Ids of headings that the site's extensions make otherwise than their words tell: a link to one is asked of the page
itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.markdown import lex
from proofpress.markdown.dialect import read
from tests.rules.test_site_decides import found

EXTENSIONS = (
    "[attr_list, footnotes, codehilite, smarty, pymdownx.emoji, pymdownx.inlinehilite, pymdownx.smartsymbols, "
    "pymdownx.snippets]"
)


@pytest.mark.parametrize(
    ("text", "good", "broken"),
    [
        ("## Ready :rocket:\n", "ready", "ready-rocket"),
        ("## The call `#!py run`\n", "the-call-run", "the-call-py-run"),
        ("## One 1/2 of it (c)\n", "one-12-of-it", "one-12-of-it-c"),
        ("## [![logo][l]][home] Home\n\n[l]: a.png\n[home]: https://example.org\n", "home", "logohome-home"),
        ("## *All*{#each}\n", "each", "eachall"),
        ("## All of it{#each}\n", "all-of-iteach", "each"),
        ("## Both {#each}{.wide}\n", "both-eachwide", "both"),
        ("## Ready :rocket:\n\n## Ready\n", "ready_1", "ready_2"),
    ],
)
def test_the_page_knows_the_ids(tmp_path: Path, text: str, good: str, broken: str) -> None:
    for anchor, told in ((good, False), (broken, True)):
        rules = found(tmp_path, f"markdown_extensions: {EXTENSIONS}", f"# Top\n\n[x](#{anchor})\n\n{text}\nText.\n")
        assert ("link-anchor" in rules) is told, anchor


@pytest.mark.parametrize(
    "text",
    ["- item\n\n        :::python\n        x = 1\n", ';--8<-- "notes.md"\n', '```text\n--8<-- "notes.md"\n```\n'],
)
def test_what_puts_nothing_in_hides_no_broken_link(tmp_path: Path, text: str) -> None:
    settings = f"markdown_extensions: {EXTENSIONS}"
    assert "link-anchor" in found(tmp_path, settings, f"# Top\n\n{text}\n[x](#nowhere)\n")


def test_attributes_that_no_heading_takes_are_told(tmp_path: Path) -> None:
    settings = f"markdown_extensions: {EXTENSIONS}"
    assert "attributes-unread" in found(tmp_path, settings, "# Top\n\n## Part{.wide}\n\nText.\n")
    assert "attributes-unread" not in found(tmp_path, settings, "# Top\n\n## Part {.wide #part}\n\nText.\n")
    assert "attributes-unread" not in found(tmp_path, settings, "# Top\n\n## Part \\{.wide}\n\nText.\n")


CRITIC = "markdown_extensions: [attr_list, pymdownx.critic, pymdownx.emoji, pymdownx.smartsymbols]"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("Plan {>>is it?<<}", "Plan", False),
        ("Plan {==set==}", "Plan", False),
        ("Plan {>>is it?<<}", "Plan {>>is it?<<}", True),
        ("Plan {>>is it?<<} {#first}", "Plan", False),
        ("Plan {.wide}", "Plan", True),
        ("Plan :rocket:", "Plan :rocket:", True),
        ("Plan <b>", "Plan", True),
        ("Plan ==new==", "Plan new", False),
        ("Plan (c) 1/2", "Plan (c) 1/3", False),
    ],
)
def test_names_are_the_same_where_the_page_shows_the_same(tmp_path: Path, first: str, second: str, told: bool) -> None:
    rules = found(tmp_path, CRITIC, f"# Top\n\n## {first}\n\nText.\n\n## {second}\n\nText.\n")
    assert ("heading-duplicate" in rules) is told


@pytest.mark.parametrize(
    ("mode", "title", "anchor"),
    [
        ("view", "Goal {==near==}", "goal-near"),
        ("view", "{--Far--} goal", "far-goal"),
        ("view", "The `{++new++}` goal", "the-new-goal"),
        ("view", "A {~~far~>near~~} goal", "a-farnear-goal"),
        ("accept", "A {~~far~>near~~} goal{>>why<<}", "a-near-goal"),
        ("reject", "A {~~far~>near~~} goal{++ now++}", "a-far-goal"),
        ("view", "Goal {==near==} {#goal}", "goal"),
    ],
)
def test_marks_of_an_editor_are_no_attributes(tmp_path: Path, mode: str, title: str, anchor: str) -> None:
    settings = f"markdown_extensions: [attr_list, {{pymdownx.critic: {{mode: {mode}}}}}]"
    text = f"# Top\n\n[x](#{anchor})\n\n## {title}\n\nText.\n"
    assert "link-anchor" not in found(tmp_path, settings, text)
    assert "link-anchor" in found(tmp_path, settings, text.replace(f"#{anchor})", "#goal-near-1)"))
    dialect = read(["attr_list", "pymdownx.critic"], {"pymdownx.critic": {"mode": mode}})
    assert lex(text, dialect).heading_ids[1] == anchor


def test_a_mark_of_an_editor_hides_no_broken_link(tmp_path: Path) -> None:
    assert "link-anchor" in found(tmp_path, CRITIC, "# Top\n\n[x](#goal)\n\n## Goal {==near==}\n\nText.\n")
