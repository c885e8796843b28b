"""A list right under a paragraph, without a blank line between them.

The site's parser goes on with the paragraph: the items become running text with dashes in it.

列表紧贴在段落之下，中间没有空行。

站点的解析器会把它当作段落的延续：各项连成一段带短横的文字。

Reported:

````markdown
The steps:
- first
- second
````

Instead:

````markdown
The steps:

- first
- second
````

Reported:

````markdown
步骤如下：
1. 安装
2. 运行
````

Instead:

````markdown
步骤如下：

1. 安装
2. 运行
````

Reported:

````markdown
1. 先安装。

    装完要重启。
2. 再运行。
````

Instead:

````markdown
1. 先安装。

    装完要重启。

2. 再运行。
````

Reported:

````markdown
```bash
make
```
- Then run it.
- Then stop it.
````

Instead:

````markdown
```bash
make
```

- Then run it.
- Then stop it.
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.markdown.lines import Kind
from proofpress.markdown.trouble import LineTrouble
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule, blank_above, replace


def check(page: Page) -> Iterator[Remark]:
    """One remark for the first item under a paragraph."""
    for trouble in page.troubled(LineTrouble, "list", "dash", "kept", "lazy", "empty"):
        if trouble.what == "empty":
            yield _empty(trouble)
            continue
        if trouble.what == "dash" and not _begins(page, trouble):
            continue
        if not page.dialect.parens and page.text[trouble.span.end - 1] == ")":
            continue
        above, here = page.scan.indents[trouble.line - 1], page.scan.indents[trouble.line]
        deep = trouble.what in ("list", "dash") and here - above > 3
        yield Remark(
            trouble.span,
            _said(page, trouble),
            _OUT if deep else Words("Put a blank line above the item.", "在这一项之前空一行。"),
            () if deep else (*blank_above(page, trouble.line), *_apart(page, trouble)),
            safe=trouble.what not in ("dash", "lazy"),
            severity=WARNING if trouble.what in ("dash", "lazy") else None,
        )


_OUT = Words(
    "Put a blank line above the item, and begin it where the paragraph begins.",
    "在这一项之前空一行，并与上面的段落对齐。",
)


def _apart(page: Page, trouble: LineTrouble) -> tuple[Edit, ...]:
    """A comment between the item's list and one behind it that has other marks, or begins to count anew: it would go
    on with the former."""
    scan, last = page.scan, trouble.block[1]
    behind = next((run for run in page.list_runs if run.first > last), None)
    if behind is None:
        return ()
    first = behind.entries[0]
    between = any(kind != Kind.BLANK for kind in scan.kinds[last + 1 : behind.first])
    mark, other = page.text[trouble.span.start], scan.body(behind.first)[0]
    if mark.isdigit() and first.numbered:
        counted = [int(found[1]) for k in range(trouble.line, last + 1) if (found := _NUMBER.match(scan.body(k)))]
        apart = bool(counted) and int(re.split(r"[.)]", scan.body(behind.first))[0]) not in (
            counted[-1] + 1,
            *(counted[-1:] if len(set(counted)) == 1 else ()),
        )
    elif mark.isdigit() or first.numbered:
        apart = not page.dialect.sane_lists
    else:
        apart = mark != other
    if between or not apart or first.column != scan.indents[trouble.line]:
        return ()
    start = scan.starts[behind.first]
    lead = page.text[start : scan.content(behind.first)]
    return replace(start, start, f"{lead}<!-- -->\n{lead.rstrip()}\n")


_NUMBER = regex(r"(\d{1,9})[.)][ \t]")


def _empty(trouble: LineTrouble) -> Remark:
    return Remark(
        trouble.span,
        Words(
            "Unexpected mark of an item without a text, which the site does not take for one",
            "列表标记之后没有文字，站点不会把它当作一项",
        ),
        Words("Write the item, or remove its mark.", "补上这一项的文字，或删去标记。"),
    )


def _said(page: Page, trouble: LineTrouble) -> Words:
    if trouble.what == "kept":
        return Words(
            "Unexpected item right under a block of the item above, expected a blank line: the site puts it inside",
            "列表项紧贴上一项里的内容，会被并入上一项，两者之间应有空行",
        )
    if trouble.what == "lazy":
        return Words(
            "Unexpected item right under a quote, expected a blank line: the site puts it into the quote",
            "列表项紧贴引文，会被并入引文，两者之间应有空行",
        )
    if page.scan.kinds[trouble.line - 1] == Kind.FENCE:
        return Words(
            "Unexpected list right under a fence, expected a blank line between them",
            "列表紧贴代码块，两者之间应有空行",
        )
    return Words(
        "Unexpected list right under a paragraph, expected a blank line between them", "列表紧贴段落，两者之间应有空行"
    )


def _begins(page: Page, trouble: LineTrouble) -> bool:
    """Whether what stands behind a lone mark begins something: a sentence goes on with a small letter, a sum with a
    number. Chinese tells neither."""
    lead = page.text[trouble.span.end : trouble.span.end + 8].lstrip(" \t*_`[\"'“")[:1]
    return lead.isalpha() and not lead.islower()


RULE = Rule("list-glued", ERROR, check, fix="safe", gives_way=("html-block-markdown",))
