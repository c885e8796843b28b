"""Signs that the page prints or takes away, where the site reads them otherwise than they are meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.rules.sites import FolderSite
from proofpress.source import Source

ATTRIBUTES = "markdown_extensions: [attr_list]"


def told(folder: Path, text: str, settings: str = "", files: tuple[tuple[str, str], ...] = ()) -> list[str]:
    (folder / "docs").mkdir(exist_ok=True)
    for name, said in files:
        (folder / "docs" / name).write_text(said, "utf-8")
    (folder / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n", "utf-8")
    found = check(Source((folder / "docs" / "a.md").as_posix(), text), FolderSite())
    return [f"{one.rule} {text[one.span.start : one.span.end]}" for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("设 \\(\\lambda_1\\) 为首个特征值。", ["extension-missing \\(\\lambda"]),
        ("It is\n\n\\[\nf(x) = x^2\n\\]\n", ["extension-missing \\[\nf(x) = x^2"]),
        ("Add \\(optional words\\) and \\[more\\].", []),
        ("In code: `\\(\\lambda_1\\)`.", []),
    ],
)
def test_brackets_of_formulas_that_nothing_reads(tmp_path: Path, text: str, found: list[str]) -> None:
    assert told(tmp_path, f"# A\n\n{text}\n") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("So 3*a*b = 6*c*d holds.", ["3*a*b", "6*c*d"]),
        ("With u=p*q and v=p*r.", ["p*q", "p*r"]),
        ("cost = rate*hours and tax = rate*hours*part.", ["rate*hours", "rate*hours*part"]),
        ("An abso*bloody*lutely good day, and a*b*.", []),
        ("A room of 4*5 metres.", []),
        ("So $3*a*b = 6*c*d$ holds, and `p*q*r`.", []),
    ],
)
def test_stars_between_factors(tmp_path: Path, text: str, found: list[str]) -> None:
    settings = "markdown_extensions: [pymdownx.arithmatex]"
    assert told(tmp_path, f"# A\n\n{text}\n", settings) == [f"name-eaten {one}" for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## B\n{#b .c}\n\nText.", ["attributes-unread {#b .c}"]),
        ("B\n---\n{: #b }\n\nText.", ["attributes-unread {: #b }"]),
        ("## B {#b}\n\nText.\n{: .c }", []),
    ],
)
def test_attributes_under_a_heading(tmp_path: Path, text: str, found: list[str]) -> None:
    assert told(tmp_path, f"# A\n\n{text}\n", ATTRIBUTES) == found


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ((("links.txt", "[wiki]: https://example.org/w\n[^far]: Far away.\n"),), True),
        # What this one brings is not known.
        ((("links.txt", '--8<-- "more.txt"\n'),), False),
        ((), False),
    ],
)
def test_references_that_no_file_below_the_pages_defines(
    tmp_path: Path, files: tuple[tuple[str, str], ...], found: bool
) -> None:
    settings = "markdown_extensions: [footnotes, pymdownx.snippets: {base_path: [docs], auto_append: [links.txt]}]"
    text = "# A\n\nSee [here][wiki], [there][list] and this.[^far] That.[^none]\n"
    said = ["reference-undefined [there][list]", "footnote-undefined [^none]"] if found else []
    assert told(tmp_path, text, settings, files) == said
