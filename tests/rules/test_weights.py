"""What weighs less where the page itself is hardly wrong: a conversion's lost neighbours, brackets that may be meant, a
last sentence without its mark."""

from __future__ import annotations

import pytest

from proofpress.check import check
from proofpress.finding import Severity
from proofpress.rules.sites import MemorySite
from proofpress.source import Source

TAKEN = "---\nsource:\n  url: https://example.com/a\n  sha256: 0123456789abcdef\n---\n\n"
LINKED = "# Pumps\n\nSee [the valves](valves/index.html).\n"


def weights(text: str, rule: str) -> list[Severity]:
    site = MemorySite({"docs/a.md": text, "docs/near.md": "# N\n"})
    return [finding.severity for finding in check(Source("docs/a.md", text), site) if finding.rule == rule]


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    [
        (LINKED, "link-file", Severity.ERROR),
        (TAKEN + LINKED, "link-file", Severity.WARNING),
        (TAKEN + LINKED.replace("valves/index.html", "near.html"), "link-file", Severity.ERROR),
        ("# Pumps\n\n![a pump](img/pump.png)\n", "image-file", Severity.ERROR),
        (TAKEN + "# Pumps\n\n![a pump](img/pump.png)\n", "image-file", Severity.WARNING),
        (
            (
                "# 改稿\n\n请把下面的文章改写成通俗易懂的版本，字数控制在 800 字以内，不要输出任何解释。\n\n"
                "好的，以下是改写后的三个段落：\n\n> 水。\n"
            ),
            "residue-prompt",
            Severity.WARNING,
        ),
        (
            "# 改稿\n\n你是一名资深编辑，请把下面的文章改写一遍，字数控制在 800 字以内。\n\n水落石出。\n",
            "residue-prompt",
            Severity.ERROR,
        ),
        ("# 泵\n\n见[手册][甲篇]。\n", "reference-undefined", Severity.WARNING),
        ("# 泵\n\n见[手册][甲篇]与[阀][乙篇]。\n\n[乙篇]: b.md\n", "reference-undefined", Severity.ERROR),
        (
            "# 泵\n\n泵把水抬高，阀门控制流量，二者相互配合。设计时要先算扬程，再选型号\n",
            "residue-truncated",
            Severity.WARNING,
        ),
        (
            "# 泵\n\n泵把水抬高，阀门控制流量，二者相互配合。设计时先算扬程，其中最重要的\n",
            "residue-truncated",
            Severity.ERROR,
        ),
        ("# 泵\n\n泵把水抬高。水量由阀门控制，它还\n", "residue-truncated", Severity.ERROR),
        ("# Pumps\n\nA pump lifts water. What it is used for\n", "residue-truncated", Severity.ERROR),
        ("# 泵\n\n> - 阀门\n- 水泵\n", "list-glued", Severity.WARNING),
        ("# 泵\n\n- 阀门\n\n    > 开关\n- 水泵\n", "list-glued", Severity.ERROR),
        ("# Pumps\n\nPress [1] to go on, [2] to stop.\n", "citation-no-list", Severity.WARNING),
        ("# 泵\n\n按[1]键确认。\n", "citation-no-list", Severity.WARNING),
        ("# 泵\n\n扬程不足会断流[1]，阀门则相反[2]\n", "citation-no-list", Severity.ERROR),
        ("# Pumps\n\nPumps are old [3].\n", "citation-no-list", Severity.ERROR),
        ("# 泵\n\n流量与转速成正比，功率正比于 n^[3]。\n", "citation-no-list", Severity.WARNING),
        ("# Pumps\n\nThe pattern ^[^x]$ takes one sign.\n", "footnote-undefined", Severity.WARNING),
        ("# Pumps\n\nIs it old[^x]?\n", "footnote-undefined", Severity.ERROR),
        ("# Pumps\n\nWhat a pump is used for\n", "residue-truncated", Severity.WARNING),
    ],
)
def test_the_weight_of_a_finding_follows_its_evidence(text: str, rule: str, expected: Severity) -> None:
    assert weights(text, rule) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "- 降低泵的噪声\n- 提升泵的性能",
        "1. 泵的选型\n2. 图纸的核对",
        "- Sign the form\n- Then log in",
        "泵站由谁管：水利协会",
        "泵的图纸见 https://pump.example/drawings/the",
        "泵先停再开。\n\n// 阀门要先关，因为",
    ],
)
def test_a_point_an_address_or_a_comment_may_end_in_any_word(text: str) -> None:
    assert weights(f"# 泵\n\n{text}\n", "residue-truncated") == []
