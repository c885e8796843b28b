"""The head of an admonition, a details block, a tab or a generic block that the site reads otherwise than it is meant.

A title stands in straight quotation marks behind the block's type. Behind curly, single or Chinese ones, or none, the
page prints the head as text; words without quotation marks become classes, and the title is nowhere.

提示块、折叠块、标签页或通用块的开头，站点不按本意解读。

标题要用直双引号括起来，写在类型之后。若用弯引号、单引号或书名号式引号，开头会原样印出来；
若不加引号，这些字会变成样式类名，标题就不见了。

Reported:

````markdown
!!! warning “Hot”
    Let it cool.
````

Instead:

````markdown
!!! warning "Hot"
    Let it cool.
````

Reported:

````markdown
??? tip ‘点击展开’
    里面是答案。
````

Instead:

````markdown
??? tip "点击展开"
    里面是答案。
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from proofpress.finding import Severity, Words
from proofpress.markdown.heads import BLOCK_END, FAMILY, HEAD, NARROW, NEARLY, READ
from proofpress.markdown.lines import Kind
from proofpress.markdown.mask import MASK
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule, leading_sign, replace
from proofpress.source import Span

_ENDS = regex(r"[\"“”「『«:：|]|(?<=\s)['‘’]")
"""Where the type ends and the title begins."""
_QUOTED = regex(r"[\"'“”‘’「『«]([^\"“”]+?)[\"'“”‘’」』»]?")


class _Meant(NamedTuple):
    mended: str
    sure: bool
    lost: bool = False
    severity: Severity = ERROR


def check(page: Page) -> Iterator[Remark]:
    """One remark a head."""
    scan = page.scan
    for number, kind in enumerate(scan.kinds):
        body = scan.body(number) if kind == Kind.TEXT else ""
        if body[:1] not in _SIGNS:
            continue
        head = body.rstrip()
        found = HEAD.fullmatch(head) or (NEARLY.fullmatch(head) if _holds_more(page, number) else None)
        if found is None:
            continue
        start = scan.content(number)
        meant = _meant(page, number, found) if page.prose[start] != MASK else None
        span = Span(start, start + len(body.rstrip()))
        if meant is None or not meant.lost and not page.prints(start, leading_sign(page.text, span)):
            continue
        yield Remark(
            span,
            _LOST if meant.lost else _PRINTED,
            Words(f"Write {meant.mended}", f"写作 {meant.mended}") if meant.mended else _HELP,
            replace(span.start, span.end, meant.mended) if meant.mended else (),
            safe=meant.sure,
            severity=meant.severity,
        )


_SIGNS = frozenset("!！?？=＝/")
_PRINTED = Words("Unexpected head of a block, which the page prints as text", "此块的开头站点不认，会原样印出来")
_LOST = Words(
    "Unexpected title without quotation marks, which becomes a class and is not shown",
    "标题没有加引号，会变成样式类名，页面上看不到",
)
_HELP = Words("Write the title in straight quotation marks.", "把标题写在直双引号里。")


def _meant(page: Page, number: int, found: re.Match[str]) -> _Meant | None:
    """What a head is meant to be, where the site reads it otherwise."""
    mark, rest = found[1].translate(NARROW), found[2]
    family = FAMILY[mark[0]]
    if family != "block":
        mark = mark[0] * 3 + mark.lstrip(mark[0])
    if family == "block":
        return _block(page, number, mark, found[0])
    if family not in page.dialect.boxes:
        return None
    if read := READ[family].fullmatch(found[0]):
        return _lost(mark, read[1], rest) if read.lastindex == 1 else None
    if found[1] != mark and (read := READ[family].fullmatch(f"{mark} {rest}")):
        evident = _holds_more(page, number) or read.lastindex != 1
        return _Meant(f"{mark} {rest}", True) if evident else None
    name, title = _parts(rest) if family != "tab" else ("", rest)
    quoted = _QUOTED.fullmatch(title)
    if quoted is None and not (title and (name or family == "tab") and _holds_more(page, number)):
        return None
    said = quoted[1].strip() if quoted else re.sub(r"[\"“”]", "", title)
    if family == "admonition" and not name:
        return _Meant(f'{mark} note "{said}"', False) if _holds_more(page, number) else None
    return _Meant(" ".join(filter(None, (mark, name, f'"{said}"'))), quoted is not None)


_TYPE = regex(r"[a-z][\w-]*+(?: ++[\w-]++)*+", re.A | re.I)
_ANY_TYPE = regex(r"[^\W\d][\w-]*+(?: ++[\w-]++)*+")
"""A type in any script: quotation marks behind it say that it is one."""


def _parts(rest: str) -> tuple[str, str]:
    """The type of a block and its title, as its author divides them."""
    if ends := _ENDS.search(rest):
        name, title = rest[: ends.start()].strip(), rest[ends.end() if ends[0] in ":：|" else ends.start() :].strip()
        if ends[0] not in ":：|" and title[1:] and _ANY_TYPE.fullmatch(name):
            return name, title
    if ends is None or ends[0] in ":：|" and not _TYPE.fullmatch(name):
        name, _, title = rest.partition(" ")
    return (name, title.strip()) if _TYPE.fullmatch(name) else ("", rest)


def _holds_more(page: Page, number: int) -> bool:
    """Whether the line below is indented as the body of a box."""
    scan = page.scan
    below = next((k for k in range(number + 1, min(number + 3, len(scan.kinds))) if scan.bodies[k]), None)
    return below is not None and scan.indents[below] >= scan.indents[number] + 4


def _lost(mark: str, names: str, rest: str) -> _Meant | None:
    """Names of classes among which a title stands: words of another script, with a capital, or many."""
    first, *others = names.split()
    at = next((k for k, word in enumerate(others) if not word.isascii() or word[0].isupper()), None)
    if at is None:
        at = 0 if len(others) > 3 else None
    if at is None:
        return None
    title = " ".join(others[at:]).strip("- ")
    if not title:
        return None
    foreign = not title.isascii()
    mended = " ".join((mark, first, *others[:at], f'"{title}"')) if first.isascii() else ""
    return _Meant(mended, False, True, ERROR if foreign else WARNING)


def _block(page: Page, number: int, mark: str, head: str) -> _Meant | None:
    """`/// note "Title"`, of which no block begins."""
    if "block" not in page.dialect.taken:
        return None
    name, title = _parts(head[len(mark) :].strip())
    if READ["block"].fullmatch(head) or not name or not title:
        return None
    scan = page.scan
    below = range(number + 1, min(number + _REACH, len(scan.kinds)))
    if not any(BLOCK_END.fullmatch(scan.body(k).strip()) for k in below):
        return None
    quoted = _QUOTED.fullmatch(title)
    return _Meant(f"{mark} {name} | {quoted[1].strip() if quoted else title}", quoted is not None)


_REACH = 200
"""How many lines below its head the end of a block is looked for."""


RULE = Rule("container-head", ERROR, check, fix="safe", across=True, gives_way=("residue-html",))
