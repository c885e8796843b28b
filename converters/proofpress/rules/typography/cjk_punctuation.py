"""Half-width commas in Chinese, a space before Chinese punctuation, punctuation written twice.

中文里的半角逗号、标点前的空格、重复的标点。

Reported:

````markdown
空间越小,算法越好。
````

Instead:

````markdown
空间越小，算法越好。
````

Reported:

````markdown
结果如下，。可以看到 ，差别很大。
````

Instead:

````markdown
结果如下。可以看到，差别很大。
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.evidence import chinese
from proofpress.finding import Edit, Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span

_WIDE = {",": "，", ";": "；", "!": "！", "?": "？"}
_FAULTS = regex(
    rf"(?<=[{chinese.CLASS}])(?P<half>[,;!?])(?=[{chinese.CLASS}])"
    rf"|(?<=[{chinese.CLASS}])(?P<space>[ \t]+)(?=[，。；：！？、])"
    r"|(?P<twice>[，、；：][，、；：。]+|。(?:[，、；：]|。(?!。))+)"
)


def check(page: Page) -> Iterator[Remark]:
    """One remark a paragraph, with the edits for all of its faults."""
    for flow in page.flows:
        found = list(_FAULTS.finditer(page.words, flow.start, flow.end))
        found = [f for f in found if not (f["twice"] and page.text[f.start() - 1 : f.start()] == "。")]
        if not found:
            continue
        first = found[0]
        yield Remark(
            Span(*first.span()),
            _message(first),
            Words(
                "Mend the punctuation."
                if len(found) == 1
                else f"Mend the punctuation; {len(found)} places in this paragraph.",
                "改正标点。" if len(found) == 1 else f"改正标点；本段共 {len(found)} 处。",
            ),
            tuple(Edit(Span(*f.span()), _mended(f)) for f in found),
        )


def _mended(found: re.Match[str]) -> str:
    if found["half"]:
        return _WIDE[found["half"]]
    if found["space"]:
        return ""
    return "。" if "。" in found["twice"] else found["twice"][0]


def _message(found: re.Match[str]) -> Words:
    if found["half"]:
        return Words(
            f"Unexpected half-width {found['half']!r} between Chinese characters, expected {_WIDE[found['half']]!r}",
            f"中文之间出现半角“{found['half']}”，应为“{_WIDE[found['half']]}”",
        )
    if found["space"]:
        return Words("Unexpected space before Chinese punctuation, expected none", "中文标点之前不应有空格")
    return Words(f"Unexpected {found['twice']!r}, expected one mark", f"标点重复“{found['twice']}”，应只有一个")


RULE = Rule(
    "cjk-punctuation",
    WARNING,
    check,
    fix="safe",
    gives_way=("link-fullwidth", "strong-spaces", "residue-repetition", "encoding"),
)
