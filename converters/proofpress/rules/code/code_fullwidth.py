"""Full-width or curly characters that code cannot mean.

Punctuation that an input method or a word processor put into code; whoever copies the code gets a syntax error.

代码里混入了全角或弯的标点。

这是输入法或文字处理软件留下的，复制出去就是语法错误。

Reported:

````markdown
```python
keys = transpose（keys, 4)
```
````

Instead:

````markdown
```python
keys = transpose(keys, 4)
```
````

Reported:

````markdown
```python
print(‘hi’)
```
````

Instead:

````markdown
```python
print('hi')
```
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.evidence import chinese
from proofpress.finding import Edit, Words
from proofpress.languages import lexer
from proofpress.regex import regex
from proofpress.rules.code._code import bare
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule
from proofpress.words.languages import PROGRAMS

PLAIN = str.maketrans("（），；：“”‘’［］｛｝＝＋－＊／＜＞！。、", "(),;:\"\"''[]{}=+-*/<>!.,")
_JUDGED = PROGRAMS - {"bash"}
"""Under the name of a shell stand its output and remarks of the author's as well."""
_WIDE = regex(r"[（），；：“”‘’［］｛｝＝＋－＊／＜＞！]")
_LINE = regex(r"[^\n]+")
_SENTENCE = 4
"""Chinese characters from which a line of a listing, such as pseudocode, is a sentence and no slip; fewer may be."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a block, at the first such character."""
    for fence in page.fences:
        if lexer(fence.lang) not in _JUDGED:
            continue
        code = page.fence_source(fence)
        if not _WIDE.search(code.text):
            continue
        view = bare(code.text, fence.lang)
        slips = [
            (letters, m)
            for line in _LINE.finditer(view)
            if (letters := chinese.count(line[0])) < _SENTENCE
            for m in _WIDE.finditer(view, *line.span())
        ]
        if not slips or _is_output(view):
            continue
        found = [m for _, m in slips]
        yield Remark(
            code.span(*found[0].span()),
            Words(
                f"Unexpected {found[0][0]!r} in code, expected {found[0][0].translate(PLAIN)!r}",
                f"代码里出现“{found[0][0]}”，应为“{found[0][0].translate(PLAIN)}”",
            ),
            Words("Write the plain character.", "改用半角字符。"),
            tuple(Edit(code.span(*m.span()), m[0].translate(PLAIN)) for m in found),
            safe=False,
            severity=WARNING if any(letters for letters, _ in slips) else None,
        )


_CALLS = regex(r"\w[(（]|[=＝{};；]|^[ \t]*(?:import|from|for|if|while|return|def|class)\b", re.M)
_LABEL = regex(r"^[^\n:：（(=＝]{1,40}：", re.M)


_STAMP = regex(r"^[\[(]?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[ T]\s{0,3}\d{1,2}:\d\d", re.M)


def _is_output(view: str) -> bool:
    """What a program printed, under the name of its language: a line of a log with its time, or labels with their
    values and nothing that is run."""
    return _STAMP.search(view) is not None or _LABEL.search(view) is not None and _CALLS.search(view) is None


RULE = Rule("code-fullwidth", ERROR, check, fix="unsafe", gives_way=("code-fence-unclosed", "code-fence-collision"))
