"""Listings that stand between tags in brackets, as forums and blog engines have them: `[code:c#]…[/code]`,
`[sourcecode language="x"]…[/sourcecode]`, `[php]…[/php]`, over paragraphs and breaks."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace

from proofpress.evidence import chinese
from proofpress.evidence.code import Coded, coded
from proofpress.ledger import Ledger
from proofpress.origins.tags import bracketed
from proofpress.origins.typed import lines as typed_lines
from proofpress.origins.typed.listing import is_plain
from proofpress.regex import regex
from proofpress.source import Source, Span
from proofpress.tree import Block, Code, Inline, Paragraph, Text, cover, text_of

_TAG = regex(r"<[^<>]*>")
_WHY = "Unexpected tag in brackets around a listing, expected a block of code", "代码两侧的方括号标签，已改为代码块"


def may_stand(root: Source) -> bool:
    """Whether a file has the end of such a pair anywhere."""
    return "[/" in root.text


def listings(blocks: tuple[Block, ...], root: Source, ledger: Ledger) -> tuple[Block, ...]:
    """The blocks with each listing between a pair of tags as one block of code. What is not sure stays as it is: a tag
    without its other half, a pair around what is no listing."""
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        if (opened := _opened(blocks[at])) is not None:
            end, is_closed = _end(blocks, at, opened[0])
            made = _listing(blocks[at:end], *opened, root, ledger) if is_closed else None
            out += (made,) if made is not None else blocks[at:end]
            at = end
        else:
            out.append(blocks[at])
            at += 1
    return tuple(out)


def _opened(block: Block) -> tuple[str, str] | None:
    """The name of the tag that a paragraph begins with, and the language that it names."""
    found = bracketed.OPENS.match(_words(block))
    if found is None or not bracketed.is_listing(found["name"]):
        return None
    return found["name"].lower(), bracketed.language_of(found["name"], html.unescape(found["args"] or ""))


def _words(block: Block) -> str:
    return text_of(block).strip() if isinstance(block, Paragraph) else ""


def _end(blocks: Sequence[Block], at: int, name: str) -> tuple[int, bool]:
    """Behind the block whose end closes what the block at this place opens, and True; or where the next tag opens."""
    for index in range(at, len(blocks)):
        if index > at and _opened(blocks[index]) is not None:
            return index, False
        closes = bracketed.CLOSES.search(_words(blocks[index])[-bracketed.LONGEST :])
        if closes is not None and closes["name"].lower() == name:
            return index + 1, True
    return len(blocks), False


def _listing(run: Sequence[Block], name: str, lang: str, root: Source, ledger: Ledger) -> Code | None:
    """What stands between the two tags as a block of code; None where it is none."""
    first, last = run[0], run[-1]
    span = cover(run)
    opener = root.text.find("]", span.start, span.end) + 1
    closer = root.text.rfind("[", span.start, span.end)
    inside = [
        cut
        for block in run
        if (cut := _cut(block, opener if block is first else 0, closer if block is last else 0)) is not None
    ]
    only = inside[0] if len(inside) == 1 else None
    if isinstance(only, Code):
        made = replace(only, lang=lang if only.lang in ("", "text") else only.lang, span=span)
    else:
        paragraphs = [block for block in inside if isinstance(block, Paragraph) and is_plain(block)]
        if not inside or len(paragraphs) < len(inside):
            return None
        lines = _lines(paragraphs, root)
        alone = len(run) > 1 and _is_alone(first) and _is_alone(last)
        if not _is_code(lines, alone=alone and len(lines) > 1, said=bool(lang)):
            return None
        inner = cover(paragraphs)
        made = Code("\n".join(lines), lang, span=span, inner=inner)
    for start, end in ((span.start, opener), (closer, span.end)):
        ledger.repaired(Span(start, end), *_WHY)
    return made


def _is_alone(block: Block) -> bool:
    words = _words(block)
    return words.startswith("[") and words.endswith("]") and words.count("[") == 1


def _is_code(lines: Sequence[str], *, alone: bool, said: bool) -> bool:
    """Whether these lines are a listing: one of them is code, or the tags that stand alone or name a language say so
    and no line is Chinese outside of a comment."""
    kinds = [coded(line.strip()) for line in lines if line.strip()]
    if any(kind > Coded.WEAK for kind in kinds):
        return True
    return (
        (alone or said) and not any(chinese.has(line) for line in lines) and any(kind > Coded.PROSE for kind in kinds)
    )


def _cut(block: Block, start: int, end: int) -> Block | None:
    """A block without the tag that it begins with, which ends at `start`, or ends with; None where nothing is left."""
    if not isinstance(block, Paragraph) or not (start or end):
        return block
    children: list[Inline] = list(block.children)
    head, tail = children[0], children[-1]
    if start and isinstance(head, Text):
        said = head.value.lstrip()
        children[0] = replace(head, value=said[said.index("]") + 1 :].lstrip(), span=Span(start, head.span.end))
        tail = children[-1]
    if end and isinstance(tail, Text):
        said = tail.value[: tail.value.rindex("[")].rstrip()
        children[-1] = replace(tail, value=said, span=Span(min(tail.span.start, end), end))
    if not text_of(tuple(children)).strip():
        return None
    return replace(block, children=tuple(children), span=Span(start or block.span.start, end or block.span.end))


def _lines(run: Sequence[Paragraph], root: Source) -> list[str]:
    """The lines of a listing: those that the page shows, or, where all of it is one paragraph, those of the file."""
    lines = typed_lines.listing(root, run)
    if len(run) > 1 or "\n" not in (raw := root.text[run[0].span.start : run[0].span.end].strip("\r\n")):
        return lines
    return [html.unescape(_TAG.sub("", line)).rstrip() for line in raw.replace("\r", "").rstrip().split("\n")]
