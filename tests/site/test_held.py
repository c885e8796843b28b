"""What is said of pages that are held, and of findings of one kind."""

from __future__ import annotations

from proofpress.finding import Finding, Severity, Words
from proofpress.site.held import report, title_of
from proofpress.site.proof import Proof, Row
from proofpress.source import Source, Span


def test_a_held_page_stands_by_its_title() -> None:
    assert title_of("---\ntitle: 环形缓冲区\n---\n\n# 别的\n") == "环形缓冲区"
    assert title_of("# Ring *buffers* and `head`\n\nText.\n") == "Ring buffers and head"
    assert title_of("Text alone.\n") == ""
    finding = Finding("math-syntax", Severity.ERROR, Words("Unexpected end", "意外结束"), Span(0, 1))
    found = {"a.md": (Source("a.md", "# 环形*缓冲区*\n"), (finding,)), "b.md": (Source("b.md", "Text.\n"), (finding,))}
    made = report(found, "zh")
    assert "\n\n## 环形缓冲区\n\n`a.md`\n\n- 第 1 行：意外结束 `math-syntax`\n" in made
    assert "\n\n## `b.md`\n\n- " in made


def test_findings_of_one_kind_on_one_page_are_one_group() -> None:
    rows = [
        Row(Severity.WARNING, rule, page, f"{page}.md", "", line, f"{rule} {line}")
        for page, rule, line in (("a", "x", 9), ("a", "y", 2), ("b", "x", 1), ("a", "x", 3))
    ]
    groups = Proof(rows, 2).groups
    assert [[(row.path, row.rule, row.line) for row in group] for group in groups] == [
        [("a.md", "y", 2)],
        [("a.md", "x", 3), ("a.md", "x", 9)],
        [("b.md", "x", 1)],
    ]
