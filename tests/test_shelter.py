"""No repair of Markdown enters a block of HTML that Markdown does not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.ledger import Ledger
from proofpress.repairs import READ_ELEMENTS, READ_TAGS, REPAIRS, repaired, shelter
from proofpress.source import Source

CASES = Path(__file__).parent / "cases"
NAMES = [name for name, _ in REPAIRS if name not in READ_TAGS]
INPUTS = [path for name in NAMES for path in sorted((CASES / name).glob("*/input.md"))]
TREE = "shop/\n├── main.py  # where it begins\n└── util/\n    └── io.py"


def _words(path: Path) -> str:
    """What the repairs have something to do with, without tags and characters that nobody sees."""
    text = path.read_text(encoding="utf-8").replace("&", "&amp;").replace("<", "&lt;")
    return "\n".join(line for line in text.split("\n") if line.strip() and line != "---")


def _repaired(text: str) -> str:
    source = Source("page.md", text)
    return repaired(source, Ledger(source)).text


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.parent.relative_to(CASES).as_posix())
@pytest.mark.parametrize("tags", [("<pre>\n", "\n</pre>"), ("<pre><code>", "</code></pre>"), ("<!--\n", "\n-->")])
def test_what_stands_in_preformatted_text_stays(path: Path, tags: tuple[str, str]) -> None:
    text = f"Above.\n\n{tags[0]}{_words(path).replace('->', '- ')}{tags[1]}\n\nBelow.\n"
    assert _repaired(text) == text


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.parent.relative_to(CASES).as_posix())
def test_what_stands_in_an_element_up_to_a_blank_line_stays(path: Path) -> None:
    source = Source("page.md", f"Above.\n\n<div>\n{_words(path)}\n</div>\n\nBelow.\n")
    hidden, words = shelter.sheltered(source, lines_too=True)
    made, ledger = hidden, Ledger(source)
    for name, apply in REPAIRS:
        if name not in READ_TAGS | READ_ELEMENTS:
            made = apply(made, ledger)
    # Where a fence parts the element, it is no block of HTML up to its end.
    if "```" not in source.text and "~~~" not in source.text:
        assert shelter.restored(made, words).text == source.text


@pytest.mark.parametrize(
    "text",
    [
        f"<pre><code>{TREE}</code></pre>",
        f"<pre>\n{TREE}\n</pre>",
        f"<details>\n<summary>Files</summary>\n<pre>\n{TREE}\n</pre>\n</details>",
        f"- An item\n\n  <pre>\n  {TREE}\n  </pre>",
        f"<!--\n{TREE}\n-->",
    ],
)
def test_a_tree_of_files(text: str) -> None:
    page = f"# A page\n\n{text}\n\n## Behind it\n\n1.One\n2.Two\n"
    made = _repaired(page)
    assert text in made
    assert made.endswith("## Behind it\n\n1. One\n2. Two\n")


def test_words_keep_their_places() -> None:
    text = "Above\n\n<pre>one two\nthree</pre>\n\n1.Below\n2.That\n"
    source = Source("page.md", text)
    made = repaired(source, Ledger(source))
    at = made.text.index("three")
    assert made.span(at, at + 5) == (text.index("three"), text.index("three") + 5)
    assert made.text == text.replace("1.B", "1. B").replace("2.T", "2. T")


def test_what_a_repair_drops_does_not_come_back() -> None:
    source = Source("page.md", "<pre>one</pre>\n\n<pre>two</pre>\n")
    hidden, words = shelter.sheltered(source, lines_too=False)
    assert len(words) == 2
    assert "one" not in hidden.text
    rest = hidden.slice(hidden.text.index("\n"), len(hidden.text))
    assert shelter.restored(rest, words).text == "\n\n<pre>two</pre>\n"
