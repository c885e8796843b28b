"""A sign of Markdown in its full-width form, as an input method types it.

`[x]：`, `｜`, `：`, `！[` and the like are letters to every parser: a note or an address is not defined, a table is not
made or loses a cell, a picture is a link behind an exclamation mark. What is told is what nothing else can be meant by.

Markdown 的符号被输入法打成了全角。

`[x]：`、`｜`、`：`、`！[` 等在解析器看来只是文字：脚注、链接地址没有定义，表格不成表格或少了一格，
图片成了感叹号后面的链接。只在别无他意的地方指出。

Reported:

````markdown
参见[手册][甲]。

[甲]：https://example.com/manual
````

Instead:

````markdown
参见[手册][甲]。

[甲]:https://example.com/manual
````

Reported:

````markdown
｜ 泵 ｜ 扬程 ｜
｜ --- ｜ --- ｜
｜ 甲 ｜ 20 ｜
````

Instead:

````markdown
| 泵 | 扬程 |
| --- | --- |
| 甲 | 20 |
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.markdown.trouble import Wide, WideTrouble
from proofpress.markdown.wide import narrow
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span

_KINDS: dict[Wide, Words] = {
    "note": Words("a note's definition, which the page prints", "脚注的定义，会原样印出"),
    "reference": Words("the definition of a label, which the page prints", "链接标签的定义，会原样印出"),
    "abbreviation": Words("an abbreviation's definition, which the page prints", "缩写的定义，会原样印出"),
    "definition": Words("a definition of a term, which the page prints", "术语的定义，会原样印出"),
    "fence": Words("a fence, which the page prints", "代码围栏，会原样印出"),
    "item": Words("the items of a list, which the page prints as one paragraph", "列表，会印成一段文字"),
    "quote": Words("a quote, which the page prints as a paragraph", "引用，会印成普通段落"),
    "picture": Words("a picture, which the page makes a link of", "图片，会变成链接"),
    "table": Words("a table, whose bars the page prints", "表格，竖线会原样印出"),
    "row": Words("a table's row, which loses a cell", "表格的行，会少一格"),
}


def check(page: Page) -> Iterator[Remark]:
    """One remark a definition, a row or a block."""
    for trouble in page.troubled(WideTrouble, *_KINDS):
        first = trouble.pieces[0]
        sign = page.text[first.start : first.end].strip() or "U+3000"
        said = _KINDS[trouble.what]
        yield Remark(
            trouble.span,
            Words(
                f"Unexpected full-width {sign} in {said.en}, expected {narrow(sign)}",
                f"“{sign}”是全角符号，这里是{said.zh}，应为半角 {narrow(sign)}",
            ),
            Words("Write the signs in their half-width form.", "改用半角符号。"),
            _edits(page, trouble),
            safe=trouble.sure,
        )


def _edits(page: Page, trouble: WideTrouble) -> tuple[Edit, ...]:
    """Each sign in its plain form. What a definition says leaves the text, so that the whole line is edited."""
    edits = tuple(Edit(piece, narrow(page.text[piece.start : piece.end])) for piece in trouble.pieces)
    if trouble.what == "picture":  # Its words leave the text, too.
        return (Edit(trouble.span, "!" + page.text[trouble.span.start + 1 : trouble.span.end]),)
    if trouble.what not in ("note", "reference", "abbreviation"):
        return edits
    line = Span(trouble.span.start, page.scan.end(page.scan.line_of(trouble.span.start)))
    said = list(page.text[line.start : line.end])
    for piece, plain in edits:
        said[piece.start - line.start : piece.end - line.start] = plain
    # The links that get their address change as well, though their text stays.
    links = (one.span for one in page.links.references if trouble.what == "reference" and one.label == trouble.label)
    return (Edit(line, "".join(said)), *(Edit(one, page.text[one.start : one.end]) for one in links))


RULE = Rule("sign-fullwidth", ERROR, check, fix="safe")
