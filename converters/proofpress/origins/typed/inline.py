"""Markdown and tags that were typed into a sentence: bold, italics, code, links;
tags that are spoken of become code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from proofpress import normal
from proofpress.evidence import chinese
from proofpress.evidence.stars import are_of_a_program
from proofpress.ledger import Ledger
from proofpress.origins.typed.page import TAG_IN_PROSE
from proofpress.readers.html.nesting import VOID
from proofpress.regex import regex
from proofpress.tree import Delete, Emphasis, Image, Inline, InlineCode, Link, Paragraph, Strong, Text, walk

_INLINE = regex(
    r"(?<![\\*])\*\*\*(?P<both>[^\s*][^*\n]{0,200}?)(?<!\s)\*\*\*(?!\*)"
    r"|\*\*(?P<strong>\s?[^\s*](?:[^*]|\*(?!\*))*?\s?)\*\*"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?P<code>[^`].*?)(?<!`)(?P=ticks)(?!`)"
    r"|(?P<bang>!?)\[(?P<text>[^\[\]]*)\]\((?P<url>https?://[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
    r"|(?<![A-Za-z0-9*\\/)\]}_.])\*(?P<star>[\w“‘《「（(\"'][^*\n]{0,200}?)(?<!\s)\*(?![A-Za-z0-9*])"
    r"|(?<![\w\\/*])_(?P<line>[^\W_](?:[^_\n]{0,200}?[^\s_])?)_(?![\w/])"
    r"|(?<![~\\])~~(?P<gone>[^\s~][^~\n]{0,200}?)(?<!\s)~~(?!~)"
)
_SIGNS = regex(r"\*\S|`|\]\(|<|(?<!\w)_\S|~~")
_OPENED = regex(r"(?<![A-Za-z0-9_*\\])(?:(_)\s*|(\*))$")
_CLOSED = regex(r"(?:\s*(_)|(\*))(?![A-Za-z0-9_*])")
_LETTER = regex(r"[^\W\d_]")
_TAG = regex(r"<(/?)([a-z][\w-]*+)[^<>]*+>", re.I)
_SAID = regex(rf"[，。；：！？,;`\n]|\A[与和及或到至、，]|[.!?:]\s|.{{40}}|[{chinese.CLASS}]{{12}}")
"""What no example in a line holds."""
_REFERENCE = regex(r"&#?\w{1,32};")
_TOGETHER = 8
"""How many runs of tags one example may have."""
_PAUSE = regex(r"[，、。；：！？]")


def inline(children: tuple[Inline, ...], ledger: Ledger) -> tuple[Inline, ...]:
    """The run with what was typed into it as what it means."""
    children = _around_bold(children, ledger)
    if not any(isinstance(node, Text) and signs(node.value) for node in walk(Paragraph(children))):
        return children
    out: list[Inline] = []
    for node in normal.inlines(children, edges=False):
        if isinstance(node, Text) and signs(node.value):
            out.extend(_parts(node, ledger))
        elif isinstance(node, Strong | Link):
            out.append(
                replace(
                    node,
                    children=tuple(
                        part
                        for child in node.children
                        for part in (_tags(child) if isinstance(child, Text) else (child,))
                    ),
                )
            )
        else:
            out.append(node)
    return tuple(out)


def _around_bold(children: tuple[Inline, ...], ledger: Ledger) -> tuple[Inline, ...]:
    """`_` and `*` typed on both sides of bold text, as italics."""
    if not any(isinstance(node, Strong) for node in children[1:-1]):
        return children
    out = list(normal.inlines(children, edges=False))
    for index in range(1, len(out) - 1):
        before, node, after = out[index - 1 : index + 2]
        if not isinstance(before, Text) or not isinstance(node, Strong) or not isinstance(after, Text):
            continue
        opened, closed = _OPENED.search(before.value), _CLOSED.match(after.value)
        if opened and closed and opened[0].strip() == closed[0].strip():
            out[index - 1] = replace(before, value=before.value[: opened.start()])
            out[index] = Emphasis((node,), span=node.span)
            out[index + 1] = replace(after, value=after.value[closed.end() :])
            ledger.repaired(
                node.span,
                "Unexpected Markdown shown as text; read as Markdown",
                "以文本显示的 Markdown，已按 Markdown 读取",
                text=f"{opened[0].strip()}…{closed[0].strip()}",
            )
    return tuple(node for node in out if not isinstance(node, Text) or node.value)


def signs(text: str) -> bool:
    """Whether a text holds anything that could be typed Markdown or a tag."""
    return _SIGNS.search(text) is not None


def _parts(node: Text, ledger: Ledger | None) -> Iterable[Inline]:
    at = start = 0
    while match := _INLINE.search(node.value, start):
        made = _made(match, node)
        start = match.end() if made else match.start() + 1
        if made is None:
            continue
        if at < match.start():
            yield from _tags(replace(node, value=node.value[at : match.start()]))
        yield made
        at = match.end()
    if at and ledger is not None:
        ledger.repaired(
            node.span,
            "Unexpected Markdown shown as text; read as Markdown",
            "以文本显示的 Markdown，已按 Markdown 读取",
            text=node.value,
        )
    if at < len(node.value):
        yield from _tags(replace(node, value=node.value[at:]))


def _made(match: re.Match[str], node: Text) -> Inline | None:
    """The node that a match stands for; None where it is what it looks like."""
    if match["both"]:
        return Strong((Emphasis(_within(match["both"], node), span=node.span),), span=node.span)
    if match["strong"]:
        if are_of_a_program(match.string, *match.span()):
            return None
        return Strong(_within(match["strong"], node), span=node.span)
    if match["code"]:
        return InlineCode(match["code"].strip(), span=node.span)
    if match["url"]:
        if match["bang"]:
            return Image(match["url"], match["text"], span=node.span)
        return Link(match["url"], (Text(match["text"], span=node.span),), span=node.span) if match["text"] else None
    if match["gone"]:
        return Delete(_within(match["gone"], node), span=node.span)
    said = match["star"] or match["line"]
    if not _LETTER.search(said) or match["star"] and _stars(match):
        return None
    return Emphasis(_within(said, node), span=node.span)


def _stars(match: re.Match[str]) -> bool:
    """True for two stars that are no pair: signs of notes between which a sentence goes on, or of a key named twice."""
    said, start, end = match["star"], *match.span()
    before, after = match.string[max(start - 1, 0) : start], match.string[end : end + 1]
    if before.isalnum() and _PAUSE.search(said):
        return True
    # Behind a pause and right before a word, a sign opens and cannot close.
    return after.isalnum() and (_PAUSE.match(said[-1]) is not None or after == said[0])


def _within(text: str, node: Text) -> tuple[Inline, ...]:
    """What stands inside of signs, which may hold others."""
    return tuple(_parts(Text(text, span=node.span), None))


def _tags(node: Text) -> Iterable[Inline]:
    """Text with the tags that it speaks of as code."""
    if "<" not in node.value:
        yield node
        return
    at = 0
    for start, end in _named(node.value):
        if at < start:
            yield replace(node, value=node.value[at:start])
        yield InlineCode(node.value[start:end], span=node.span)
        at = end
    if at < len(node.value):
        yield replace(node, value=node.value[at:])


def _named(text: str) -> Iterator[tuple[int, int]]:
    """Where tags stand that a text speaks of, those of an element with the little that it holds."""
    found = list(TAG_IN_PROSE.finditer(text))
    at = 0
    while at < len(found):
        last = _closes(found[at : at + _TOGETHER], text)
        yield found[at].start(), found[at + last].end()
        at += last + 1


def _closes(found: Sequence[re.Match[str]], text: str) -> int:
    """The tags that close what the first of them open, where no piece of a sentence stands between; 0 for none."""
    open_names: list[str] = []
    for at, one in enumerate(found):
        held = text[found[at - 1].end() : one.start()] if at else ""
        if held[:1] == " " or held[-1:] == " " or _SAID.search(_REFERENCE.sub("_", held)):
            return 0
        for tag in _TAG.finditer(one[0]):
            name = tag[2].lower()
            if not tag[1]:
                open_names += () if name in VOID or tag[0].endswith("/>") else (name,)
            elif not open_names or open_names.pop() != name:
                return 0
        if not open_names:
            return at
    return 0
