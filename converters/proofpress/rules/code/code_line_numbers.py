"""Line numbers that were copied along with the code.

A page that showed them beside the code lost the border between the two. Whoever copies the code copies the numbers.

随代码一起抄来的行号。

原页面把行号显示在代码旁，抓取时混进了代码；复制代码的人也会复制行号。

Reported:

````markdown
```java
1 int a = 12;
2 char ch = 'W';
3 double pi = 3.14;
```
````

Instead:

````markdown
```java
int a = 12;
char ch = 'W';
double pi = 3.14;
```
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.evidence.language import likely_language
from proofpress.finding import Edit, Words
from proofpress.languages import lexer
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.words.languages import PLAIN

_NUMBER = regex(r"[ \t]*(\d{1,4})(?:[ \t]*[|:.│][ \t]?|[ \t]|(?=\n|$))", re.M)


def check(page: Page) -> Iterator[Remark]:
    """One remark a block."""
    for fence in page.fences:
        if lexer(fence.lang) in PLAIN or lexer(fence.lang) in ("mermaid", "markdown"):
            continue
        code = page.fence_source(fence)
        found = gutter(code.text) or _column(code.text)
        if not found or not fence.lang and likely_language(_without(code.text, found)) == "text":
            continue
        yield Remark(
            code.span(*found[0].span(1)),
            Words("Unexpected line numbers in code, expected the code alone", "代码里混入了行号"),
            Words("Remove the numbers at the start of the lines.", "删去各行开头的数字。"),
            tuple(Edit(code.span(*m.span()), "") for m in found),
            safe=False,
        )


def gutter(code: str) -> list[re.Match[str]]:
    """The numbers that start every line and count up by one, empty where that is not so."""
    made: list[re.Match[str]] = []
    at = 0
    for line in code.rstrip("\n").split("\n"):
        found = _NUMBER.match(code, at, at + len(line))
        if found and (not made or int(found[1]) == int(made[-1][1]) + 1):
            made.append(found)
        elif line.strip() or found:
            return []
        at += len(line) + 1
    return made if len(made) >= 3 and int(made[0][1]) <= 1 or len(made) >= 8 else []


def _column(code: str) -> list[re.Match[str]]:
    """Numbers from 1 on lines of their own above as many lines of code."""
    lines = code.rstrip("\n").split("\n")
    count = 0
    while count < len(lines) and lines[count].strip() == str(count + 1):
        count += 1
    if count < 3 or abs(len(lines) - 2 * count) > 1:
        return []
    return [m for m, _ in zip(re.finditer(r"(?:(?<![ \t])[ \t]++)?(\d++)[ \t]*+\n", code), range(count), strict=False)]


def _without(code: str, found: list[re.Match[str]]) -> str:
    for one in reversed(found):
        code = code[: one.start()] + code[one.end() :]
    return code


RULE = Rule("code-line-numbers", WARNING, check, fix="unsafe", gives_way=("code-fence-unclosed",))
