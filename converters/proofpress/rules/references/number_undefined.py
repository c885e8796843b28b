"""A figure, a table or an equation that the text calls by a number which none on the page has.

Only pages whose figures, tables or equations have numbers of their own are looked at, and what is said to stand in
another work is left alone.

正文提到的图号、表号或公式编号在本页不存在。

只检查图表、公式自带编号的页面；注明出自其他文献的不算。

Reported:

````markdown
![Loss](https://example.org/loss.png)

Figure 1: The loss.

As Figure 7 shows, it falls.
````

Instead:

````markdown
![Loss](https://example.org/loss.png)

Figure 1: The loss.

As Figure 1 shows, it falls.
````

Reported:

````markdown
表 1：各模型的结果

| 模型 | 准确率 |
| --- | --- |
| ResNet | 92% |

由表 3 可知，准确率很高。
````

Instead:

````markdown
表 1：各模型的结果

| 模型 | 准确率 |
| --- | --- |
| ResNet | 92% |

由表 1 可知，准确率很高。
````
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span

_KINDS = {"figure": (r"Figure|Fig\.", "图"), "table": (r"Table|Tab\.", "表")}
"""What a picture and a table are called, in English and Chinese."""
_NUMBER = r"(\d{1,3}(?:[.-]\d{1,3})?)"
_CAPTIONS = {
    kind: regex(rf"^[ \t>]*(?:!\[)?(?:<[^<>\n]{{1,80}}>)?[*_]{{0,3}}(?:{names}|{sign})[ \t]?{_NUMBER}(?![\d%])", re.M)
    for kind, (names, sign) in _KINDS.items()
}
"""A line, or a picture's description, that begins with its number."""
_COUNTING = r"[张幅个份次种倍年月日页处组类至到~～]"
"""What follows a number that counts something: 截图 5 张."""
_CALLS = {
    kind: regex(
        rf"(?:(?<![\w-])(?:{names})[ \t]?|(?<=[如由见从据和与及或于用、（在，。；：]){sign}[ \t]?"
        rf"|(?:(?<=[比下上状程构线点框])|(?<=示意)){sign}[ \t])"
        rf"{_NUMBER}(?![\d%]|[ \t]?{_COUNTING})"
    )
    for kind, (names, sign) in _KINDS.items()
}
_BRACKETED = regex(rf"[(（]{_NUMBER}[)）]")
_TAG = regex(rf"\\tag\*?\{{[(（]?{_NUMBER}[)）]?\}}")
_EQUATION = regex(rf"(?:(?<![A-Za-z])(?:Eqs?\.|[Ee]quation)|(?<![形格方模样等正])式|方程)[ \t]?[(（]{_NUMBER}[)）]")
_COUNTED = regex(r"\\begin\{(?:equation|align|gather|multline)\}|\\label\b")
"""Formulas whose numbers are given while the page is made."""
_ELSEWHERE = regex(r"[a-z]?[ \t]?(?:of|in|from|\[\d|\[\^|\(.{0,40}\b(?:19|20)\d\d)")


def check(page: Page) -> Iterator[Remark]:
    """One remark a number."""
    text = page.codeless
    yield from _equations(text)
    for kind in _KINDS:
        captions = {found[1] for found in _CAPTIONS[kind].finditer(text)}
        if not captions:
            continue
        lowest = min(map(_order, captions))
        said: set[str] = set()
        for found in _CALLS[kind].finditer(text):
            number = found[1]
            if number in captions or number in said or _order(number) < lowest:
                continue
            if _ELSEWHERE.match(text, found.end()):
                continue
            said.add(number)
            yield _remark(found, kind)


def _equations(text: str) -> Iterator[Remark]:
    """Equations by the number that `\\tag` gives; a number that stands anywhere else in brackets may be one too."""
    if "\\tag" not in text or _COUNTED.search(text):
        return
    tags = {found[1] for found in _TAG.finditer(text)}
    calls = list(_EQUATION.finditer(text)) if tags else []
    counts = Counter(found[1] for found in _BRACKETED.finditer(text)) if calls else Counter()
    called = Counter(found[1] for found in calls)
    said: set[str] = set()
    for found in calls:
        number = found[1]
        if number in tags or number in said or counts[number] > called[number] or _ELSEWHERE.match(text, found.end()):
            continue
        said.add(number)
        yield _remark(found, "equation")


def _remark(found: re.Match[str], kind: str) -> Remark:
    return Remark(
        Span(*found.span()),
        Words(
            f"Unexpected {found[0]!r}, expected {'an' if kind[0] == 'e' else 'a'} {kind} that this page has",
            f"本页没有“{found[0]}”",
        ),
        Words("Mend the number, or say where it stands.", "改正编号，或注明出处。"),
    )


def _order(number: str) -> tuple[int, ...]:
    return tuple(map(int, re.split(r"[.-]", number)))


RULE = Rule("number-undefined", WARNING, check)
