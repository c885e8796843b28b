"""A snippet whose file, or the section of it, is not there.

The site says nothing and leaves it out: readers miss what should stand here. It is an error where they see an
empty code block.

要引入的片段文件，或文件里的那一节，不存在。

站点不会报错，只是什么也不放，读者看不到本该在此的内容。代码块因此空无一物时，算作错误。

Reported:

````markdown
--8<-- "parts/prices.md"
````

Instead:

````markdown
--8<-- "parts/there.md"
````
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from proofpress.finding import Severity, Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule
from proofpress.source import Span

_MARK = regex(r"[ \t]*(;*)-+8<-+(?:[ \t]+(\"[^\"]+\"|'[^']+'))?$")
_FAR = ("http://", "https://")


def check(page: Page) -> Iterator[Remark]:
    """One remark a snippet, in code too, where the site knows snippets and where they lie."""
    docs = page.site.docs(page.source.name) if "8<" in page.text else None
    if docs is None or not docs.snippets or docs.rewritten:
        return
    for span in _paths(page):
        path = page.text[span.start : span.end].strip()
        if not path or path.startswith((";", *_FAR)):
            continue
        if (named := _without(page, docs.snippets, path)) is not None:
            yield Remark(
                span,
                Words(
                    f"Unexpected section {named!r} of a snippet, expected one that its file has",
                    f"片段文件里没有“{named}”一节",
                ),
                Words("Mend the name, or mark the section in the file.", "改正名称，或在文件里标出这一节。"),
                severity=_weight(page, span),
            )
        elif not _exists(page, docs.snippets, path):
            yield Remark(
                span,
                Words(f"Unexpected snippet {path!r}, expected a file that exists", f"片段“{path}”不存在"),
                Words("Mend the path, or remove the line.", "改正路径，或删去这一行。"),
                severity=_weight(page, span),
            )


def _weight(page: Page, span: Span) -> Severity | None:
    """An error where a code block holds nothing else, so that readers see an empty one."""
    line = page.scan.line_of(span.start)
    fence = next((f for f in page.fences if f.first < line < f.last), None)
    if fence is None:
        return None
    inside = (page.scan.lines[number] for number in range(fence.first + 1, fence.last))
    return ERROR if sum(text.strip() != "" for text in inside) == 1 else None


def _paths(page: Page) -> Iterator[Span]:
    """The paths of snippets: in quotes behind a mark, or each on a line between two marks."""
    between = False
    for start, line in zip(page.scan.starts, page.scan.lines, strict=False):
        found = _MARK.match(line) if "8<" in line else None
        if found is None:
            if between:
                yield Span(start + len(line) - len(line.lstrip()), start + len(line))
        elif found[2] is None and not found[1]:
            between = not between
        elif not found[1] and not between:
            yield Span(start + found.start(2) + 1, start + found.end(2) - 1)


def _exists(page: Page, places: tuple[str, ...], path: str) -> bool:
    """Whether a path, with or without the lines or the section that it asks for, is one of a file there."""
    return any(not name or any(_files(page, places, name)) for name in {path, path.split(":")[0]})


def _files(page: Page, places: tuple[str, ...], name: str) -> Iterator[str]:
    """The files that a name may mean: below a place, or the place itself, where that is a file."""
    for place in places:
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(place), name))
        if page.site.exists(below := posixpath.join(place, name)):
            yield below
        elif beside == posixpath.normpath(place):
            yield place


_SECTION = regex(r"(.+):([a-z][\w-]*)", re.A | re.I)


def _without(page: Page, places: tuple[str, ...], path: str) -> str | None:
    """The section that a path asks for, where no file of that path has it; None for all else."""
    asked = _SECTION.fullmatch(path)
    if asked is None:
        return None
    there = [page.site.sections(file) for file in _files(page, places, asked[1])]
    known = [found for found in there if found is not None]
    return asked[2] if known and not any(asked[2] in found for found in known) else None


RULE = Rule("snippet-missing", WARNING, check, across=True)
