"""What lists and feeds say of an article that has no description of its own."""

from __future__ import annotations

import pytest

from proofpress.site.article import article
from proofpress.site.documents import document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# T\n\nOne sentence.\n\nAnother one.\n", "One sentence. Another one."),
        ("# 题\n\n第一段。\n\n第二段，有 *重点*。\n", "第一段。第二段，有 重点。"),
        ("# T\n\nA share of\n\n$$\n\\frac{1}{n}\n$$\n\nof all keys.\n", "A share of 1/n of all keys."),
        (f"# T\n\nIt is\n\n$$\n{'x+' * 40}x\n$$\n\nin all.\n", "It is … in all."),
        ("# T\n\nThis holds:\n\n$$\nx\n$$\n\nSo does that.\n", "This holds: … So does that."),
        (
            "# 题\n\n误差降到 $O(\\varepsilon)$：\n\n$$\nx\n$$\n\n## 再看\n\n先量。\n\nKahan 求和。\n",
            "误差降到 O(ε)：…先量。Kahan 求和。",
        ),
        ("# T\n\nThree steps:\n\n- one\n- two\n\nThen stop.\n", "Three steps: … Then stop."),
        ("# T\n\nOne note:\n\nIt is long.\n", "One note: It is long."),
        ("# T\n\nOne line<br>and one more.\n", "One line and one more."),
        ("# T\n\n```c\nint x;\n```\n", ""),
    ],
)
def test_paragraphs_become_one_line(text: str, expected: str) -> None:
    assert article("", "", "T", {}, document(text)).description == expected


def test_a_long_text_is_cut() -> None:
    made = article("", "", "T", {}, document("# T\n\n" + "很长的一句话，" * 60)).description
    assert len(made) == 160
    assert made.endswith("…")
