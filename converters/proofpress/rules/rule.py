"""What a rule is: a name, a weight, and a function from a page to remarks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from proofpress.finding import Edit, Finding, Fix, Severity, Words
from proofpress.regex import regex
from proofpress.source import Span

if TYPE_CHECKING:
    from proofpress.rules.page import Page
    from proofpress.rules.site import Docs

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule says about one span; its name and weight are the rule's."""

    span: Span
    message: Words
    help: Words | None = None
    edits: tuple[Edit, ...] = ()
    safe: bool = True
    detail: str = ""
    severity: Severity | None = None


def shown(html: str) -> object:
    """HTML with one sign for white space wherever browsers show no more."""
    return _SPACES.sub(lambda found: found["kept"] or " ", html)


_SPACES = regex(r"(?P<kept><(pre|textarea|script|style)\b(?:(?!</\2\b).)*+(?:</\2\b|\Z))|\s++", re.S | re.I)

Sign = Callable[[str, Span], str]
Check = Callable[["Page"], Iterator[Remark]]
Excuse = Callable[["Docs", str], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; its module's docstring is its page and its test.

    A finding is dropped where a finding of a rule that it `gives_way` to stands in the same formula or code block, or
    overlaps it. `across` marks the rules that look at other files: they may use only what `Page.outline` holds. A
    finding of a text that is `excused` by the settings of its site (the text is what the finding is about) is none;
    neither is one whose `sign`, a piece of the page's text, readers of the built page do not see, nor one about a
    formula `left` in the page as it is written where a script of the site sets it there. `seen` is what of a page's
    HTML is the same where there is no fault. `reveals` marks a rule whose fixes bring text to the page that no rule has
    read before.
    """

    name: str
    severity: Severity
    check: Check
    fix: Literal["", "safe", "unsafe"] = ""
    gives_way: tuple[str, ...] = ()
    across: bool = False
    excused: Excuse | None = None
    sign: Sign | None = None
    left: bool = False
    reveals: bool = False
    seen: Callable[[str], object] = shown

    def finding(self, remark: Remark) -> Finding:
        """The remark under this rule's name."""
        fix = Fix(remark.edits, remark.safe) if remark.edits else None
        severity = remark.severity or self.severity
        return Finding(self.name, severity, remark.message, remark.span, remark.help, fix, remark.detail)


def replace(start: int, end: int, text: str) -> tuple[Edit, ...]:
    """One edit: the characters from `start` to `end` become `text`."""
    return (Edit(Span(start, end), text),)


def blank_above(page: Page, line: int) -> tuple[Edit, ...]:
    """One edit: a blank line above a line, in the same quote."""
    start = page.scan.starts[line]
    return replace(start, start, page.text[start : start + page.scan.quotes[line]].rstrip() + "\n")


_LEAD = regex(r"[^\w`]{0,40}\w{0,40}")


def leading_sign(text: str, span: Span) -> str:
    """The signs that a finding begins with, and the word that follows them; of code nobody sees the backticks."""
    found = _LEAD.match(text[span.start : span.start + 80].partition("\n")[0])
    # An underscore behind the word may end emphasis.
    return (found[0].rstrip("_") or found[0]) if found else ""
