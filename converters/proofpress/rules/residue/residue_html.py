"""Script, style, and tags without their partner: pieces of the page that an article was taken from.

脚本、样式，以及不成对的标签：抓取时从原网页带来的碎片。

Reported:

````markdown
The article.

<script>var _hmt = _hmt || [];</script>

It goes on.
````

Instead:

````markdown
The article.

It goes on.
````

Reported:

````markdown
文章。

</div>

继续。
````

Instead:

````markdown
文章。

继续。
````
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.markdown.html import OPTIONAL_END, Tag, tags
from proofpress.markdown.lines import Kind
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule, replace
from proofpress.source import Span

_SCRIPT = regex(r"<(script|style|noscript|iframe)\b[^>]*>", re.I)


def check(page: Page) -> Iterator[Remark]:
    """One remark a script or style, and one a run of lone tags."""
    for raw in page.scan.raw:
        if found := _SCRIPT.match(page.text, raw.start, raw.end):
            tail = _LINE_END.match(page.text, raw.end)
            whole = page.scan.starts_line(raw.start)
            yield Remark(
                raw,
                Words(
                    f"Unexpected <{found[1].lower()}>, expected only the article",
                    f"混入了 <{found[1].lower()}>，应只有正文",
                ),
                Words("Remove it.", "请删去。"),
                replace(raw.start, tail.end() if tail and whole else raw.end, ""),
            )
    for opener in page.tags if "<noscript" in page.prose else ():
        if opener.name == "noscript" and not opener.closes:
            close = page.prose.find("</noscript>", opener.span.end)
            end = close + len("</noscript>") if close >= 0 else opener.span.end
            yield Remark(
                Span(opener.span.start, end),
                Words("Unexpected <noscript>, expected only the article", "混入了 <noscript>，应只有正文"),
                Words("Remove it.", "请删去。"),
                replace(opener.span.start, end, "") if close >= 0 else (),
            )
    run: list[Tag] = []
    for tag in [*_lone(page), None]:
        if tag is not None and run and page.scan.line_of(tag.span.start) - page.scan.line_of(run[-1].span.start) <= 2:
            run.append(tag)
            continue
        if run:
            yield _remark(page, run)
        run = [tag] if tag is not None else []


def _lone(page: Page) -> list[Tag]:
    """Tags without a partner; where only the end of a paragraph or a list item is missing, HTML itself supplies it. A
    tag that stands as code for its indent, below a blank line in an element, may be the partner and is no fault."""
    open_: list[Tag] = []
    counts: dict[str, int] = {}
    lone: list[Tag] = []
    indented = [] if not page.tags else list(_indented(page))
    spans = {tag.span for tag in indented}
    for tag in sorted((*page.tags, *indented), key=lambda one: one.span):
        if tag.alone or tag.span in spans and (not open_ or tag.closes and not counts.get(tag.name)):
            continue
        if not tag.closes:
            open_.append(tag)
            counts[tag.name] = counts.get(tag.name, 0) + 1
        elif not counts.get(tag.name):
            lone.append(tag)
        else:
            while open_:
                last = open_.pop()
                counts[last.name] -= 1
                if last.name == tag.name:
                    break
                if last.name not in OPTIONAL_END:
                    lone.append(last)
    lone.extend(tag for tag in open_ if tag.name not in OPTIONAL_END or page.scan.starts_line(tag.span.start))
    return sorted((tag for tag in lone if tag.span not in spans), key=lambda t: t.span)


def _indented(page: Page) -> Iterator[Tag]:
    """The tags of lines that are nothing but tags, and code for their indent."""
    scan = page.scan
    for number, kind in enumerate(scan.kinds):
        if kind == Kind.CODE and _TAGS.fullmatch(line := scan.lines[number]):
            start = scan.starts[number]
            for tag in tags(line):
                yield dataclasses.replace(tag, span=Span(start + tag.span.start, start + tag.span.end))


_TAGS = regex(r"[ \t]*+(?:</?[a-zA-Z][^<>]*+>[ \t]*+)++")


_LINE_END = regex(r"[ \t]*+\n\n?")


def _remark(page: Page, run: list[Tag]) -> Remark:
    first = run[0]
    name = f"</{first.name}>" if first.closes else f"<{first.name}>"
    partner = f"<{first.name}>" if first.closes else f"</{first.name}>"
    stray = all(tag.closes and page.scan.starts_line(tag.span.start) for tag in run)
    edits = []
    for tag in run if stray else ():
        tail = _LINE_END.match(page.text, tag.span.end)
        edits.append(Edit(Span(tag.span.start, tail.end() if tail else tag.span.end), ""))
    return Remark(
        first.span,
        Words(f"Unexpected {name} without its {partner}", f"{name} 没有对应的 {partner}"),
        Words("Remove the tag, or add its partner.", "删去标签，或补上与之成对的标签。"),
        tuple(edits),
        # A browser passes over the end of what never began, but for the boxes that the page itself is built of.
        severity=WARNING if all(tag.closes and tag.name not in _BOXES for tag in run) else None,
    )


_BOXES = frozenset("div section article main aside header footer nav body html table ul ol".split())


RULE = Rule("residue-html", ERROR, check, fix="unsafe", gives_way=("residue-think",))
