"""A site as text for programs that read it."""

from __future__ import annotations

from proofpress.site.texts import Text, full, index

PAGES = (
    Text("Home", "index.md", "", "Welcome.\n"),
    Text("堆 [1]", "notes/heap/index.md", "一棵树", "# 堆\n\nSift $a^2$.\n", "notes"),
)


def test_the_list_of_pages_leads_to_their_markdown() -> None:
    assert index("Small", "Notes on\ntrees", PAGES, "https://example.org/s") == (
        "# Small\n\n> Notes on trees\n\n"
        "- [Home](https://example.org/s/index.md)\n\n"
        "## notes\n\n- [堆 \\[1\\]](https://example.org/s/notes/heap/index.md): 一棵树\n"
    )


def test_all_pages_in_one_file_each_under_one_title() -> None:
    made = full("Small", "", PAGES, "")
    assert made.startswith("# Small\n\n---\n\n# Home\n\n<index.md>\n\nWelcome.\n")
    assert "# 堆\n\n<notes/heap/index.md>\n\nSift $a^2$.\n" in made
    assert made.count("# 堆") == 1
