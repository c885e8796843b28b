"""HTML entities inside code: `&lt;` where `<` is meant.

In code nothing decodes them: readers see and copy the entity. A log or a text that has such a sign of its own was not
escaped as a whole, and its entities are what it says.

代码里的 HTML 实体：该是 `<` 的地方写着 `&lt;`。

代码里的实体不会被还原，读者看到和复制的都是实体。日志或文本里若另有同样的符号，实体就是原文，不报。

Reported:

````markdown
```python
if a &gt; b:
    print(a)
```
````

Instead:

````markdown
```python
if a > b:
    print(a)
```
````
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from proofpress.finding import Edit, Words
from proofpress.languages import lexer
from proofpress.regex import regex
from proofpress.rules.code._code import bare
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.words.languages import MARKUP, PROGRAMS

_ENTITY = regex(r"&(?:lt|gt|amp|quot|apos|nbsp|[#\x01]0*(?:39|34|38|60|62|160)|[#\x01][xX](?:27|22|26|3[cCeE]|[aA]0));")


def check(page: Page) -> Iterator[Remark]:
    """One remark a block, at the first entity, with the edits for all."""
    for fence in page.fences:
        if lexer(fence.lang) in MARKUP or fence.lang == "mermaid":
            continue
        code = page.fence_source(fence)
        if "&" not in code.text:
            continue
        view = bare(code.text.replace("&#", "&\x01"), fence.lang) if fence.lang else code.text
        found = list(_ENTITY.finditer(view))
        program = lexer(fence.lang) in PROGRAMS
        if not program:
            # What was escaped as a whole has none of these signs left: beside them an entity is part of the text.
            rest = _ENTITY.sub("", view)
            found = [one for one in found if _plain(one[0]) not in rest or _plain(one[0]) == " "]
        if found:
            stands = found[0][0].replace("\x01", "#")
            plain = _plain(stands)
            yield Remark(
                code.span(*found[0].span()),
                Words(f"Unexpected {stands} in code, expected {plain!r}", f"代码里出现 {stands}，应为“{plain}”"),
                Words("Write the character itself.", "写成字符本身。"),
                tuple(Edit(code.span(*m.span()), _plain(m[0])) for m in found),
                # A text may speak of entities; a program seldom does, and never where it is no string.
                safe=program,
            )


def _plain(entity: str) -> str:
    return unescape(entity.replace("\x01", "#")).replace("\xa0", " ")


RULE = Rule(
    "code-entity",
    WARNING,
    check,
    fix="safe",
    gives_way=("code-fence-unclosed", "code-fence-collision", "mermaid-not-marked"),
)
