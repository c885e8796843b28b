"""What a language model thought before it wrote: `<think>` blocks.

Paired, unclosed or only the closing tag. In code, and where a sentence speaks about the tag, it is left alone.

语言模型下笔之前的思考：`<think>` 块。

成对的、没有收尾的、只剩收尾的都算。写在代码里、或句子里谈到这个标签时，不算。

Reported:

````markdown
The first part.

<think>
The user wants a second part.
</think>

The second part.
````

Instead:

````markdown
The first part.

The second part.
````

Reported:

````markdown
第一部分。

<think>
好的，我先想一下。

第二部分。
````

Instead:

````markdown
第一部分。

第二部分。
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace
from proofpress.source import Span

_TAG = regex(
    "(?:<|&lt;)(/?)(think|thinking|thought|thoughts|reasoning|reflection|scratchpad|inner_thoughts"
    "|internal_monologue|analysis)(?:>|&gt;)",
    re.I,
)


def check(page: Page) -> Iterator[Remark]:
    """One remark a block, or a lone tag."""
    view = page.codeless
    if "<" not in view and "&lt;" not in view:
        return
    opener: re.Match[str] | None = None
    for tag in _TAG.finditer(view):
        if not tag[1]:
            if _topic(view, tag):
                continue
            if opener is not None:
                yield _unclosed(opener)
            opener = tag
        elif opener is not None:
            yield _paired(page, opener, tag)
            opener = None
        elif not _topic(view, tag):
            yield Remark(
                Span(*tag.span()),
                Words(f"Unexpected {tag[0]} without its opening tag", f"只有收尾的 {tag[0]}"),
                Words(
                    "Remove the tag, and what comes before it where that is the model's thinking.",
                    "删去标签；若其前文是模型的思考，一并删去。",
                ),
                replace(tag.start(), tag.end(), ""),
            )
    if opener is not None:
        yield _unclosed(opener)


def _topic(view: str, tag: re.Match[str]) -> bool:
    """A tag in the middle of a sentence is what the sentence is about."""
    before = view[view.rfind("\n", 0, tag.start()) + 1 : tag.start()].strip(" \t>")
    after = view[tag.end() :].split("\n", 1)[0].strip()
    return bool(before) and (bool(after) or not tag[1])


_LINE_END = regex(r"[ \t]*+\n\n?")


def _paired(page: Page, opener: re.Match[str], closer: re.Match[str]) -> Remark:
    start, end = opener.start(), closer.end()
    tail = _LINE_END.match(page.text, end)
    alone = page.text[:start].endswith("\n") or start == 0
    return Remark(
        Span(start, end),
        Words("Unexpected thinking of a language model, expected only the article", "混入了语言模型的思考，应只有正文"),
        Words("Remove the block.", "删去此块。"),
        replace(start, tail.end() if tail and alone else end, ""),
    )


def _unclosed(opener: re.Match[str]) -> Remark:
    return Remark(
        Span(*opener.span()),
        Words(f"Unexpected {opener[0]} that is never closed", f"{opener[0]} 没有收尾"),
        Words("Remove it with the thinking that follows it.", "连同其后的思考一并删去。"),
    )


RULE = Rule("residue-think", ERROR, check, fix="unsafe")
