"""The first verb: a messy source becomes canonical Markdown and a ledger. No I/O, no globals; results pickle."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from operator import is_

from proofpress import budget, origins
from proofpress.authority import Authority
from proofpress.conservation import Account, account
from proofpress.evidence.marks import made_by_a_machine
from proofpress.finding import Finding, Severity, in_order
from proofpress.ledger import Ledger
from proofpress.origins import plain
from proofpress.origins.input import Input
from proofpress.origins.metadata import ahead, impossible
from proofpress.origins.seen import letters_held, seen
from proofpress.passes import PASSES, Pass, allowed, html_in_markdown, invisible, printed
from proofpress.readers.markdown import read
from proofpress.repairs.lines import lines_of
from proofpress.repairs.quoting import Quoting
from proofpress.source import Source, Span
from proofpress.tree import Document, Heading, Text, text_of
from proofpress.writer import body, front_matter, under, write

_EMPTY = (
    "nothing of it became an article: at the most a title is left of what it holds",
    "没有得到正文：至多只剩标题",
)


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of one source. `files` holds images that stood in data URIs, by path relative to the Markdown."""

    source: Source
    origin: str
    document: Document
    markdown: str
    ledger: tuple[Finding, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    account: Account | None = None

    def count(self, severity: Severity) -> int:
        """How many entries of one kind the ledger has."""
        return sum(finding.severity is severity for finding in self.ledger)


def convert(
    source: Source,
    origin: str | None = None,
    title: str | None = None,
    chat: str | None = None,
    *,
    part: bool = False,
    seconds: float = budget.SECONDS,
) -> Conversion:
    """Convert one source. `origin` forces where it comes from (a name in `ORIGINS`), `title` replaces its title, `chat`
    says what is kept of a conversation: `answer` or `dialogue`. A `part` of a container is no file of its own: the
    article says what it was made from, even where not a word of it changed.

    Never raises for what stands in the source; an unknown `origin` raises `KeyError`, and one that takes longer than
    `seconds` raises `budget.OutOfTime`.
    """
    collecting = gc.isenabled()
    gc.disable()  # Nothing made here is a cycle but the page, which `Input.close` takes apart.
    try:
        with budget.within(seconds):
            return _convert(source, origin, title, chat, part=part)
    finally:
        if collecting:
            gc.enable()


def _convert(source: Source, origin: str | None, title: str | None, chat: str | None, *, part: bool) -> Conversion:
    if title is None and origin is None and (own := _own(source)) is not None:
        return Conversion(source, "canonical", own, source.text, ())
    ledger = Ledger(source)
    for en, zh, sure in source.repairs:
        (ledger.repaired if sure else ledger.doubted)(Span(0, 0), en, zh, text="")
    given = Input(source, chat)
    if given.sent is not None:
        with ledger.named("input"):
            ledger.removed(given.sent, "the header that the page was sent with", "随网页发送的头部信息")
    chosen = origins.named(origin) if origin else origins.recognise(given)
    with ledger.named(chosen.name):
        document = chosen.read(given, ledger)
    with ledger.named("invisible"):
        document = plain.settled(invisible.apply(document, ledger), ledger)
    for said in impossible(document.meta):
        with ledger.named("front-matter"):
            ledger.doubted(
                Span(0, 0),
                f"Unexpected {said}, expected a day and a time that there are; it counts as no date",
                f"{said} 不是存在的日期或时间；未作为日期",
                text="",
            )
    # Somewhere it is tomorrow.
    for said in ahead(document.meta, (date.today() + timedelta(days=1)).isoformat()):  # noqa: DTZ011
        with ledger.named("front-matter"):
            ledger.doubted(
                Span(0, 0),
                f"Unexpected {said}, expected a day that has come",
                f"{said} 这一天还没有到",
                text="",
            )
    ledger.authority = _authority(chosen, given, document, ledger)
    steps: tuple[tuple[str, Pass], ...] = (
        PASSES if title is None else (*PASSES[:-1], ("title", partial(_titled, title=title)), PASSES[-1])
    )
    # The anchors come last: a title that was asked for is one of them.
    for name, apply in steps:
        with ledger.named(name):
            made = apply(document, ledger)
            # Most passes have nothing to do, and what is in normal form stays so.
            unchanged = len(made.children) == len(document.children) and all(map(is_, made.children, document.children))
            document = made if unchanged else plain.settled(made, ledger)
    text = body(document)
    if part or not source.text.endswith(text) or under(front_matter(document.meta), text) != source.text:
        document = replace(document, meta=_with_source(document.meta, source))
    markdown = under(front_matter(document.meta), text)
    became = account(seen(given), markdown, ledger.findings())
    bare = all(isinstance(node, Heading) for node in document.children)
    if given.is_html and bare:
        held = max(became.seen, letters_held(given))
        became = replace(became, seen=held, apart=held)
    if not document.children or (given.is_html and bare):
        with ledger.named("empty"):
            ledger.doubted(Span(0, 0), *_EMPTY, text="")
    given.close()
    findings = in_order((*ledger.findings(), *became.lost))
    return Conversion(source, chosen.name, document, markdown, findings, ledger.files, became)


def _authority(chosen: origins.Origin, given: Input, document: Document, ledger: Ledger) -> Authority:
    """Whose text it is: a page is its author's, and so is any other text without a machine's marks."""
    if chosen.name in origins.MACHINES or _held_a_machines_marks(ledger):
        return Authority.MACHINE
    is_text = chosen.name == "plain" and not given.is_html
    return Authority.MACHINE if is_text and made_by_a_machine(document) else Authority.AUTHOR


def _held_a_machines_marks(ledger: Ledger) -> bool:
    """True where thoughts, control tokens or turns went that no author quotes."""
    removed = (said for said in ledger.findings() if said.severity is Severity.REMOVAL)
    places = [said.span.start for said in removed if said.rule in ("thinking", "tokens", "turns")]
    if not places:
        return False
    lines = lines_of(ledger.root)
    return any(lines.quoted[lines.line_of(place)] is Quoting.NONE for place in places)


def _titled(document: Document, ledger: Ledger, title: str) -> Document:
    """The document under a title that was asked for."""
    first, rest = document.children[:1], document.children
    if first and isinstance(first[0], Heading) and first[0].depth == 1:
        if text_of(first[0]) == title:
            return document
        ledger.removed(first[0].span, "the title, for another one was asked for", "原标题，已按要求替换")
        rest = document.children[1:]
    return replace(document, children=(Heading(1, (Text(title),)), *rest))


def _own(source: Source) -> Document | None:
    """The Document of a file that a conversion wrote and that is canonical still; it has nothing left to convert."""
    if not source.text.startswith("---\n") or "\n  sha256: " not in source.text[:4000]:
        return None
    document = read(source)
    known = document.meta.get("source")
    is_ours = (
        isinstance(known, Mapping)
        and "sha256" in known
        and write(document) == source.text
        and _is_safe(document, source)
    )
    return document if is_ours else None


def _is_safe(document: Document, source: Source) -> bool:
    """Whether a file that calls itself canonical holds only what a conversion writes: no HTML,
    no address that could run a script."""
    return all(
        apply(document, Ledger(source)) is document for apply in (html_in_markdown.apply, allowed.apply, printed.apply)
    )


def _with_source(meta: Mapping[str, object], source: Source) -> Mapping[str, object]:
    """The front matter with the file that the article was made from, unless it names one already."""
    known = meta.get("source")
    known = dict(known) if isinstance(known, Mapping) else {"url": known} if known else {}
    if "sha256" in known:
        return meta
    order = ("url", "site", "id", "file", "sha256")
    file = known.get("file") or ("" if source.address else source.name.rsplit("/", 1)[-1])
    known |= {"url": known.get("url") or source.address, "file": file, "sha256": source.sha256}
    return {**meta, "source": {key: known[key] for key in (*order, *known) if known.get(key)}}
