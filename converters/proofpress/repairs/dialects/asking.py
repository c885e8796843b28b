"""Elements of HTML that ask for Markdown in them (`<div markdown>`, `<figure markdown="span">`).

Python-Markdown reads what they hold as if the tags were not there; to CommonMark it is HTML up to the next blank line.
The tags go, and what they hold stands by itself, as far out as its element; those of a disclosure or a box stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.html import ASKS, Tag
from proofpress.readers.html import boxes
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_ASKS = ASKS | {"true"}
_GROUPS = frozenset(
    "div figure figcaption section article aside main header footer address center p hgroup fieldset details".split()
)
"""Elements that group what they hold; a list and a table mean more."""
_DEEPEST = 8


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without the tags of such elements, and with what they hold between blank lines."""
    if "markdown" not in source.text or "<" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    taken: dict[int, int] = {}
    for opener, closer, depth in _asking(lex_source(source, ANYBODYS).tags):
        first, last = lines.line_of(opener.span.start), lines.line_of(closer.span.start)
        lead = source.text[lines.starts[first] : opener.span.start]
        if lead.strip(" \t>"):
            continue
        folds = opener.name == "details"
        stays = folds or boxes.is_named_by(source.text[slice(*opener.span)])
        head = _head(source.text, opener, closer) if folds else opener.span.end
        ends = lines.line_of(head - 1)
        parts = "\n" + lead
        alone = not source.text[head : lines.end(ends)].strip()
        before = source.text[max(lines.starts[last], head) : closer.span.start]
        behind = source.text[closer.span.end : lines.end(last)]
        shut = (parts if before.strip(" \t>") else "") + (parts if behind.strip() else "")
        if stays:
            changes += [Change(head, head, parts if alone else parts + parts), Change(*(closer.span.start,) * 2, parts)]
        else:
            changes += [Change(*opener.span, "" if alone else parts), Change(*closer.span, shut)]
        if depth < _DEEPEST:
            _out(lines, range(ends + 1, last + bool(before.strip(" \t>"))), lead, taken)
        if not stays:
            ledger.repaired(
                source.span(*opener.span),
                "an element that asks for Markdown; what it holds stays",
                "要求解析 Markdown 的元素，内容保留",
            )
    for number, columns in taken.items():
        at = lines.starts[number]
        changes.append(Change(at, at + columns, ""))
    return rewrite(source, changes)


def _head(text: str, opener: Tag, closer: Tag) -> int:
    """Where the content of a disclosure begins: behind its summary."""
    end = text.find("</summary>", opener.span.end, closer.span.start)
    return end + len("</summary>") if end >= 0 else opener.span.end


def _asking(tags: tuple[Tag, ...]) -> Iterator[tuple[Tag, Tag, int]]:
    """The elements that ask for Markdown, by their tags, and how many are open around each."""
    open_: dict[str, list[Tag]] = {}
    depth = 0
    for tag in tags:
        if tag.name not in _GROUPS or tag.alone:
            continue
        stack = open_.setdefault(tag.name, [])
        if not tag.closes:
            stack.append(tag)
            depth += 1
        elif stack:
            depth -= 1
            opener = stack.pop()
            if opener.markdown in _ASKS:
                yield opener, tag, depth


def _out(lines: Lines, inside: range, lead: str, taken: dict[int, int]) -> None:
    """Note how far the lines of an element move out to stand below it; in a quote they stay."""
    held = [number for number in inside if lines[number].strip()]
    if ">" in lead or any("\t" in lines[n][: len(lines[n]) - len(lines[n].lstrip())] for n in held):
        return
    least = min((len(lines[n]) - len(lines[n].lstrip(" ")) - taken.get(n, 0) for n in held), default=0)
    if least > len(lead):
        for number in held:
            taken[number] = taken.get(number, 0) + least - len(lead)
