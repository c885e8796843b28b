"""What a conversion says about itself while it runs: everything dropped, repaired, or left in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from proofpress.authority import Authority, Deed, Kind, may
from proofpress.budget import spend
from proofpress.finding import Finding, Severity, Words, in_order
from proofpress.source import Source, Span

CONTROL = ("a control of the page", "页面的控件")
EMPTY_HEADING = ("a heading that says nothing", "没有内容的标题")
EMPTY_LINK = ("a link that shows nothing", "不显示任何内容的链接")
EMPTY_PICTURE = ("a picture without an address", "没有地址的图片")
SHOWN_MAIL = (
    "an address of mail that the page keeps from robots, as its script shows it",
    "页面对机器隐藏的邮箱地址，已还原为读者所见",
)
LOST_PICTURE = ("a picture without an address; its description stays as text", "没有地址的图片；保留其说明文字")


class Ledger:
    """Collects findings; the text of each is read from the root source, so it is what the author's file holds.

    `files` takes images that stood in the source as data URIs, by path relative to the Markdown that will be written.
    `removals` counts what was removed so far.
    `authority` says whose text is converted; passes that would remove something ask `judged`, which goes by it.
    """

    def __init__(self, source: Source) -> None:
        self._root = source.root
        self._findings: list[Finding] = []
        self._name = "reader"
        self.removals = 0
        self.files: dict[str, bytes] = {}
        self.authority = Authority.AUTHOR

    @property
    def root(self) -> Source:
        """The file that is being converted."""
        return self._root

    @contextmanager
    def named(self, name: str) -> Iterator[None]:
        """What is said inside the `with` block is said by the origin or pass of this name."""
        spend()
        before, self._name = self._name, name
        try:
            yield
        finally:
            self._name = before

    def judged(self, kind: Kind, span: Span, en: str, zh: str, *, text: str | None = None) -> bool:
        """True where the text goes for this reason, which is said; otherwise it stays, and the reason is a doubt."""
        goes = may(Deed.REMOVE, kind, self.authority)
        self._say(Severity.REMOVAL if goes else Severity.WARNING, span, en, zh, text)
        return goes

    def removed(self, span: Span, en: str, zh: str, *, text: str | None = None) -> None:
        """Text that will not reach the reader."""
        self._say(Severity.REMOVAL, span, en, zh, text)

    def repaired(self, span: Span, en: str, zh: str, *, text: str | None = None) -> None:
        """Text that changed and keeps its meaning."""
        self._say(Severity.REPAIR, span, en, zh, text)

    def doubted(self, span: Span, en: str, zh: str, *, text: str | None = None) -> None:
        """Text that may not be the author's, or that lost something: left in place for a person to judge."""
        self._say(Severity.WARNING, span, en, zh, text)

    def _say(self, severity: Severity, span: Span, en: str, zh: str, text: str | None) -> None:
        self.removals += severity is Severity.REMOVAL
        stood = self._root.text[span.start : span.end] if text is None else text
        self._findings.append(Finding(self._name, severity, Words(en, zh), span, text=stood))

    def said(self, name: str, severity: Severity) -> bool:
        """True where an origin, repair or pass of this name said something of this weight."""
        return any(finding.rule == name and finding.severity is severity for finding in self._findings)

    def dropped(self, pattern: re.Pattern[str]) -> bool:
        """True where something that matches was removed."""
        return any(one.severity is Severity.REMOVAL and pattern.search(one.text) for one in self._findings)

    def findings(self) -> tuple[Finding, ...]:
        """All that was said, in the order of the input."""
        return in_order(self._findings)
