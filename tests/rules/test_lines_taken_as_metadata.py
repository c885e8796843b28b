"""Lines of `Word: text` at the top of a page, which MkDocs takes off it."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.utils import meta

from proofpress.check import check
from proofpress.fix import fix
from proofpress.markdown.metadata import fields, length
from proofpress.readers.markdown import read
from proofpress.rules.sites import FolderSite
from proofpress.site.documents import document
from proofpress.source import Source
from proofpress.tree import Document, Paragraph, Text
from proofpress.writer import write

TEXTS = (
    "Caution: the ford is deep in spring.\n\nWade slowly.\n",
    "Key: one\nkey: two\n    and three\n\tfour\nno key\n",
    "   Near: x\n     far\n",
    "    Far: x\n",
    "\nBelow: x\n",
    "Two words: x\n",
    "https://example.org/ford is it.\nMore.",
    "a:\nb:c\n\n\n\nText\n",
    "Only: this",
    "---\nno: end\n",
)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_taken_is_what_mkdocs_takes(text: str) -> None:
    left, data = meta.get_data(text)
    end = length(text)
    assert text[end:].lstrip("\n") == left
    assert dict(fields(text[:end].split("\n"))) == data


def told(folder: Path, text: str, settings: str = "") -> list[str]:
    page = folder / "docs" / "page.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(f"site_name: s\n{settings}", "utf-8")
    found = check(Source(page.as_posix(), text), FolderSite())
    return [f"{one.severity} {text[one.span.start : one.span.end]}" for one in found if one.rule == "front-matter"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Caution: the ford is deep in spring.\n\nWade.\n", "error Caution: the ford is deep in spring."),
        ("Note: 此页只讲旧桥。\n\n新桥另见。\n", "error Note: 此页只讲旧桥。"),
        ("Needed:\n\n- a rope\n", "error Needed:"),
        ("See: [the map](page.md)\n\nWade.\n", "error See: [the map](page.md)"),
        ("https://example.org/ford is old.\n", "error https://example.org/ford is old."),
        ("Owner: Ann\nDepth: 2\n\n# Ford\n", "warning Owner: Ann\nDepth: 2"),
        ("Summary: the ford is deep in spring.\n\nWade.\n", "warning Summary: the ford is deep in spring."),
        ("author: Ann, Bo\n\n# Ford\n", ""),
        ("Title: Ford\nCaution: the ford is deep.\n\nWade.\n", ""),
        ("Version: 2\n\n# Ford\n", ""),
        ("\nCaution: the ford is deep.\n", ""),
        ("# Ford\n\nCaution: the ford is deep.\n", ""),
        ("---\ntitle: Ford\n---\n\nCaution: the ford is deep.\n", ""),
    ],
)
def test_text_that_vanishes(tmp_path: Path, text: str, said: str) -> None:
    assert told(tmp_path, text) == ([said] if said else [])


def test_who_reads_a_key_makes_it_one(tmp_path: Path) -> None:
    text = "Caution: the ford is deep in spring.\n\nWade.\n"
    assert told(tmp_path, text, "plugins: [ford]\n") == ["warning Caution: the ford is deep in spring."]
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "main.html").write_text("{{ page.meta.caution }}", "utf-8")
    assert told(tmp_path, text, "theme: {name: mkdocs, custom_dir: own}\n") == []


def test_an_extension_takes_what_mkdocs_left(tmp_path: Path) -> None:
    text = "---\ntitle: Ford\n---\n\nCaution: the ford is deep.\n\nWade.\n"
    assert told(tmp_path, text, "markdown_extensions: [meta]\n") == ["error Caution: the ford is deep."]


def test_a_blank_line_above_keeps_the_text(tmp_path: Path) -> None:
    told(tmp_path, text := "Caution: the ford is deep in spring.\n\nWade.\n")
    source = Source((tmp_path / "docs" / "page.md").as_posix(), text)
    assert fix(source, FolderSite()).source.text == f"\n{text}"


def test_a_fault_in_what_was_hidden_is_mended_as_well(tmp_path: Path) -> None:
    told(tmp_path, text := "Needed:\n- a rope\n- a lamp\n")
    source = Source((tmp_path / "docs" / "page.md").as_posix(), text)
    assert fix(source, FolderSite()).source.text == "\nNeeded:\n\n- a rope\n- a lamp\n"


def test_what_is_taken_is_not_read(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "page.md"
    told(tmp_path, text := "author: [Ann](gone.md)\n\nWade.\n")
    assert check(Source(page.as_posix(), text), FolderSite()) == ()
    assert document(text) == document("---\nauthor: '[Ann](gone.md)'\n---\n\nWade.\n")


def test_what_is_written_is_no_metadata() -> None:
    made = Document((Paragraph((Text("Caution: deep."),)),))
    assert meta.get_data(write(made)) == ("Caution: deep.\n", {})
    assert read(Source("a.md", write(made))) == made
