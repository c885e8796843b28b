"""A link by label, `[text][label]`, whose label is defined nowhere.

The brackets are printed. A warning on a page that defines no label at all: its author may mean the brackets. A label of
one sign or a number is told behind words only, and where the page defines others of that kind: `a[i][2]` is an element.

引用式链接 `[文字][标签]` 的标签没有定义。

方括号会原样印出来。整页没有任何标签定义时只是警告：作者可能就是要写方括号。
标签只有一个字符或是数字时，只在前面是文字、而且本页定义了同类标签的地方才指出：`a[i][2]` 是数组的元素。

Reported:

````markdown
See [the manual][docs].
````

Instead:

````markdown
See [the manual][docs].

[docs]: https://example.com/docs
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.evidence import chinese
from proofpress.finding import Words
from proofpress.markdown.trouble import WideTrouble
from proofpress.regex import regex
from proofpress.rules._includes import brings
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule
from proofpress.rules.site import Docs
from proofpress.source import Span

RESOLVERS = frozenset({"autorefs", "mkdocstrings", "ezlinks-plugin", "ezlinks", "roamlinks", "autolinks"})
"""Plugins that look a label up among all pages, and say themselves what they do not find."""
_WORD = regex(r"\[(?:--?\w|/\w|\\\\|<[\w-]+>)")
"""How an option, a path of Windows and a word to be filled in begin."""
_CLASS = regex(r"\^?(?:[A-Za-z0-9]-[A-Za-z0-9]|\\[A-Za-z]|[^\w\s]|_)+")
"""A class of characters as patterns write it: ranges and signs."""
_LEVEL = regex(r"[ \t]*\[[A-Z]{2,9}\]\[")
_BEFORE = regex(r"[A-Za-z0-9_\])](?=!?\[)")
_SHORT = regex(r"[\w-]|[\d\s,^*:-]*")
"""A label that is more often an index, a citation or a class of characters."""
_KINDS = (("number", regex(r"[0-9]{1,3}")), ("letter", regex(r"[a-z]")), ("sign", regex(f"[{chinese.LETTERS}]")))
_LATIN = frozenset({"number", "letter"})
_WORDS = regex(rf"(?<![^\W\d_])[^\W\d_]{{2,}}+[^\w\n=+*/<>|]++[^\W\d_]{{2}}|[{chinese.LETTERS}]{{2}}")
_ONE_WORD = regex(r"[^\W\d_]{3,}")

_FILLED = regex(
    r"(?:options?|flags?|arg(?:ument)?s?|files?(?:name)?|paths?|dir(?:ectory|s)?|targets?|sources?|commands?|names?"
    r"|param(?:eter)?s?|选项|参数|文件名?|路径|目录|命令|目标(?:文件)?|源(?:文件)?)(?:\.{3}|…)?$",
    re.I,
)
"""What the line of a command's usage has to be filled with."""


def _is_no_reference(text: str, span: Span) -> bool:
    """Brackets in a row, as in `cal [month][year] [zone]`, words of a command line in them, and the head of a log's
    line."""
    line = text.rfind("\n", 0, span.start) + 1
    row = text[span.end : span.end + 2].lstrip(" ")[:1] == "[" or text[max(span.start - 2, line) : span.start].rstrip(
        " "
    ).endswith("]")
    return row or _WORD.search(text, span.start, span.end) is not None or _LEVEL.match(text, line, span.end) is not None


def _is_meant(text: str, label: str, kinds: frozenset[str], used: frozenset[str]) -> bool:
    """Whether a short label follows words, on a page that defines others of its kind; one word only where references
    with such labels are `used`."""
    kind, said = _kind(label), _WORDS.search(text) is not None
    if kind in kinds:
        return bool(kind) and (said or kind == "number" and kind in used and bool(_ONE_WORD.fullmatch(text.strip())))
    return said and kind in _LATIN and not _LATIN.isdisjoint(kinds)


def _kind(label: str) -> str:
    return next((name for name, pattern in _KINDS if pattern.fullmatch(label)), "")


def check(page: Page) -> Iterator[Remark]:
    """One remark a link."""
    known = {d.label for d in page.links.definitions} | page.dialect.defined
    known |= {one.label for one in page.troubled(WideTrouble, "reference")}
    if brings(page):
        return
    kinds, listed = frozenset(map(_kind, known)), {str(entry.number) for entry in page.citations.entries}
    used = frozenset(_kind(one.label) for one in page.links.references if not one.short and one.label in known)
    # Whoever defines none may mean the brackets: `rm [-r][path]` is how a manual writes what may be left out.
    severity = None if known else WARNING
    for reference in page.links.references:
        text = page.text[reference.text.start : reference.text.end]
        if reference.label in known or not text.strip() or _BEFORE.match(page.text, max(reference.span.start - 1, 0)):
            continue
        if reference.label in listed:
            continue
        if _SHORT.fullmatch(reference.label) and not _is_meant(text, reference.label, kinds, used):
            continue
        if severity and _FILLED.match(text) and _FILLED.match(reference.label):
            continue
        if all(map(_CLASS.fullmatch, (text, reference.label))) or _is_no_reference(page.text, reference.span):
            continue
        yield Remark(
            reference.span,
            Words(
                f"Unexpected label {reference.label!r}, expected one that is defined",
                f"标签“{reference.label}”没有定义",
            ),
            Words(
                f"Add a line `[{reference.label}]: address`, or write the address in parentheses.",
                f"加一行 `[{reference.label}]: 地址`，或把地址写进圆括号。",
            ),
            severity=severity,
        )


def _excused(docs: Docs, text: str) -> bool:
    return bool(docs.plugins & RESOLVERS)


def _sign(text: str, span: Span) -> str:
    """The brackets of the label, which a reader sees where it leads nowhere; of what it leads from, code may be one."""
    said = text[span.start : span.end]
    at = said.rfind("][")
    return said[at:] if at >= 0 and "\n" not in said[at:] and said[at:] != "][]" else said.partition("\n")[0]


RULE = Rule(
    "reference-undefined",
    ERROR,
    check,
    excused=_excused,
    gives_way=("citation-undefined", "citation-no-list"),
    sign=_sign,
)
