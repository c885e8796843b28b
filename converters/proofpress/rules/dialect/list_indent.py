"""A nested item, or a later block of an item or a note, that is not indented by four spaces.

Python-Markdown counts list indentation in fours. An item that stands two or three spaces in becomes a sibling of the
one above it. A paragraph, a picture, a table or a quote falls out of the list, and of a heading the number signs are
printed, although editors and code hosts show what was meant. A later block of a note needs four spaces too, or it
stands in the text.

列表的下级或脚注的后续内容没有缩进四格。

Python-Markdown 以四格为一级：只缩进两三格的子项会与上一级并列；后续的段落、图片、表格和引用会落到列表之外，
标题的井号会原样印出，而编辑器和代码托管站上却看不出来。脚注的后续段落也须缩进四格，否则会落到正文里。

Reported:

````markdown
- Fruit
  - Apple
  - Pear
````

Instead:

````markdown
- Fruit
    - Apple
    - Pear
````

Reported:

````markdown
1. 先安装：

   安装完要重启。
2. 再运行。
````

Instead:

````markdown
1. 先安装：

    安装完要重启。

2. 再运行。
````

Reported:

````markdown
- 出发前

  > 天黑别走。
````

Instead:

````markdown
- 出发前

    > 天黑别走。
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.markdown.lines import Kind
from proofpress.markdown.lists import Entry, ListRun, displaced
from proofpress.markdown.trouble import EntryTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a list, at its first line that the site misreads, and one an item whose later blocks leave it."""
    for trouble in page.troubled(EntryTrouble, "entry", "note"):
        of_note = trouble.what == "note"
        step, parent = 4 if of_note else page.dialect.list_step, trouble.entry.parent
        if parent < 0:
            yield Remark(trouble.span, *_MARGIN, reindent(page, trouble.run))
            continue
        given, count = trouble.entry.column - parent, _COUNTS.get(step, Words(str(step), f" {step} "))
        what = _OF_NOTE if of_note else _kind(page, trouble.run, trouble.entry)
        yield Remark(
            trouble.span,
            Words(
                f"Unexpected {what.en} {given} space{'s' if given > 1 else ''} in, expected {step}",
                f"{what.zh}缩进了 {given} 格，应缩进 {step} 格",
            ),
            Words(
                f"Indent it by {count.en} spaces from its parent; the site's parser counts in {count.en}s.",
                f"相对上级缩进{count.zh}格；站点的解析器以{count.zh}格为一级。",
            ),
            reindent(page, trouble.run, step),
        )


def _kind(page: Page, run: ListRun, entry: Entry) -> Words:
    """What stands too little in."""
    if entry.what == "item":
        return Words("nested item", "子项")
    if page.scan.quotes[entry.line] > page.scan.quotes[run.first]:
        return Words("quote in an item", "列表项里的引用")
    if page.scan.atx.match(page.body(entry.line)):
        return Words("heading in an item", "列表项里的标题")
    return Words("paragraph of an item", "列表项的后续段落")


_OF_NOTE = Words("later block of a note", "脚注的后续内容")
_COUNTS = {2: Words("two", "两"), 3: Words("three", "三"), 4: Words("four", "四")}
_MARGIN = (
    Words("Unexpected spaces before the first item of a list, expected none", "列表的首项前有空格，应顶格"),
    Words(
        "Begin the list where the text around it begins: the site prints its marks.",
        "列表应与周围的文字对齐：站点会把标记原样印出。",
    ),
)


def reindent(page: Page, run: ListRun, step: int = 0) -> tuple[Edit, ...]:
    """Edits that put every level of a list a step further in than the one above, four columns on most sites, and a
    blank line above each item that would stand right under a later block of another, or in a box push aside the words
    above it. Code stays as far in as it is behind the text of its item."""
    scan = page.scan
    if scan.quotes[run.first]:
        return ()
    step, root = step or page.dialect.list_step, run.entries[0].column
    root = scan.bases[run.first] if root - scan.bases[run.first] >= step else root
    edits: list[Edit] = []
    shift = 0
    texts: dict[int, int] = {}
    above = 0
    at = {entry.line: entry for entry in run.entries if not entry.behind}
    apart = {entry.line for entry in displaced(run, scan) if scan.boxed[entry.line]}
    for number in range(run.first, run.last + 1):
        line = scan.lines[number]
        if not line.strip():
            above = -1
            continue
        blank = ""
        entry = at.get(number)
        if entry is not None and entry.what == "item":
            texts = {depth: text for depth, text in texts.items() if depth < entry.depth}
            wanted = root + step * entry.depth
            shift = wanted - entry.column
            if above >= wanted + step or number in apart:
                blank, above = "\n", -1
        elif entry is not None:
            base = texts.get(entry.depth, max(entry.content, entry.parent + step))
            if entry.depth not in texts and scan.kinds[number] == Kind.CODE and not scan.quotes[number]:
                base = min(base, entry.column - 4)
            shift = root + step * (entry.depth + 1) + max(0, entry.column - base) - entry.column
            if entry.column < base + 4:
                texts[entry.depth] = min(base, entry.column)
        lead = len(line) - len(line.lstrip(" \t"))
        above = len(line[:lead].expandtabs(4)) + shift if above < 0 else above
        if shift or blank:
            made = blank + " " * max(0, len(line[:lead].expandtabs(4)) + shift)
            if made != line[:lead]:
                edits.append(Edit(Span(scan.starts[number], scan.starts[number] + lead), made))
    return tuple(edits)


RULE = Rule("list-indent", ERROR, check, fix="safe", gives_way=("fence-indent", "list-glued"))
