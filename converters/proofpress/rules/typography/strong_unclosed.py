"""Bold text that is opened and never closed.

The two asterisks are printed. So are those inside a word where `mkdocs.yml` sets `smart_enable: all`: Chinese has no
spaces around bold text. Underscores inside of Chinese are printed by nearly all sites.

粗体有头无尾。

两个星号会原样印出来。若 `mkdocs.yml` 设置了 `smart_enable: all`，词内（中文前后没有空格）的星号也会印出来；
紧贴中文的 `__` 则在几乎所有站点上都会印出来。

Reported:

````markdown
**Note this is important.
````

Instead:

````markdown
**Note** this is important.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Severity, Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule, leading_sign
from proofpress.rules.typography._strong import in_chinese, in_words, lone_asterisks, strongs
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark at the lone asterisks."""
    for span in in_words(page) if page.dialect.smart_strong else ():
        yield Remark(
            span,
            Words(
                "Unexpected ** inside a word, expected a space or a sign beside it",
                "** 紧贴文字，本站的设置（smart_enable）不认作粗体",
            ),
            Words(
                "Write <strong>, or set smart_enable: underscore in mkdocs.yml.",
                "改用 <strong>，或在 mkdocs.yml 里设 smart_enable: underscore。",
            ),
        )
    for span in in_chinese(page):
        yield Remark(
            span,
            Words(
                "Unexpected __ inside a word, expected a space or a sign beside it",
                "__ 紧贴文字，不算强调，会原样印出来",
            ),
            Words("Write ** or <strong>.", "改用 ** 或 <strong>。"),
            severity=WARNING,
        )
    for span in lone_asterisks(page):
        yield Remark(
            span,
            Words("Unexpected lone *, expected a second one in the paragraph", "* 只有一个，段内应有另一个与之成对"),
            Words("Close the emphasis, or write \\*.", "补上收尾的 *；若就是星号，写作 \\*。"),
            severity=WARNING,
        )
    for strong in strongs(page):
        if strong.closer is None and (weight := _weight(page, strong.opener)) is not None:
            yield Remark(
                strong.span,
                Words(
                    "Unexpected lone **, expected a second one in the paragraph", "** 只有一个，段内应有另一个与之成对"
                ),
                Words(
                    "Close the bold text, or write \\*\\* where asterisks are meant.",
                    "补上收尾的 **；若就是星号，写作 \\*\\*。",
                ),
                severity=weight,
            )


_NAME = regex(r"[A-Za-z_]\w*")
_ARGUMENTS = regex(r"kw\w*+|[^\W_]*+_\w*+")
"""What Python's programs call the rest of their keyword arguments, and names that no sentence has."""


def _weight(page: Page, at: int) -> Severity | None:
    """Two asterisks before a name may be Python's, which prints them on purpose; None where they are."""
    name = _NAME.match(page.text, at + 2)
    before = page.text[max(0, at - 2) : at].strip(" ")
    starts_block = page.scan.starts_line(at)
    if name is None or not name[0].islower() or starts_block:
        return ERROR
    behind = page.text[name.end() : name.end() + 1]
    if _ARGUMENTS.fullmatch(name[0].rstrip("_")) or before[-1:] in ("(", ",") and behind in (")", ",", "."):
        return None
    return WARNING


_ONE_LEFT = regex(r"\*(\*[^\s*`_~<>\[\]&\\]++)[^*\n]{0,200}+\*(?!\*)")


def _sign(text: str, span: Span) -> str:
    """The asterisks with the word at which they stand; of two that one closes, one is printed."""
    if found := _ONE_LEFT.match(text, span.start):
        return found[1]
    if text[span.end : span.end + 1].strip():
        return leading_sign(text, span)
    start = span.start
    while start > max(0, span.end - 40) and text[start - 1].isalnum():
        start -= 1
    return text[start : span.end]


RULE = Rule("strong-unclosed", ERROR, check, gives_way=("strong-spaces", "residue-truncated"), sign=_sign)
