"""Keywords and abstract: keywords become `tags` and leave the text; the abstract becomes `description` and stays.

Keywords are data and lose nothing in the front matter, which pages print. They stand before the first section, beside
the abstract, or at the end: elsewhere 关键字 is what a program is written with. An abstract is the author's prose, with
citations, formulas and emphasis that a description cannot hold, so it stands in both places.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import IntEnum

from proofpress.authority import Authority
from proofpress.ledger import Ledger
from proofpress.origins.metadata import merged, words
from proofpress.regex import regex
from proofpress.tree import (
    Block,
    Break,
    Document,
    FootnoteReference,
    Heading,
    Inline,
    InlineCode,
    InlineMath,
    List,
    Paragraph,
    Quote,
    Strong,
    Text,
    of_kinds,
    text_of,
)
from proofpress.words import label

_ABSTRACT = regex(
    r"^[\W\d]{0,4}(?:摘\s*要|内容提要|概要|abstract|summary)\W{0,4}\s*(?:[:：]|(?=\s)|$|(?<=\W))\W{0,3}\s*", re.I
)

_LONGEST_WORD = 40
_SENTENCE = 18
"""Characters before a full stop that make the last keyword a sentence."""
_FIRST = 12
_LAST = 3
_LEAST_ABSTRACT = 20
_LONGEST_TITLE = 80
_ENDS = regex(r"[:：。.!?！？]")
_STOP = regex(r"[。！？…]|[.!?](?=[\s\"'”’)\]]|$)")


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with its keywords, and a copy of its abstract, in the front matter."""
    tags: list[str] = []
    said: list[str] = []
    blocks = _level(document.children, _places(document.children, ledger), tags, said, ledger)
    more: dict[str, object] = {}
    if tags:
        more["tags"] = tags
    if said and not document.meta.get("description"):
        more["description"] = said[0]
    return (
        replace(document, children=blocks, meta=merged(document.meta, **more))
        if more or blocks != document.children
        else document
    )


class _Place(IntEnum):
    """Whether keywords of the article may stand somewhere."""

    NO = 0
    LIKELY = 1
    """Before its first section, or in its last lines."""
    SURE = 2
    """Beside its abstract, or under a label that says whose they are."""


def _places(blocks: tuple[Block, ...], ledger: Ledger) -> list[_Place]:
    texts = [text_of(node).strip() if isinstance(node, Heading | Paragraph) else "" for node in blocks]
    abstracts = {at for at, node in enumerate(blocks) if _is_abstract(node)}
    mine = ledger.authority is Authority.AUTHOR
    headings = [at for at, node in enumerate(blocks) if isinstance(node, Heading)][1:]
    sections = (at for at in headings if at not in abstracts and not label.KEYWORDS.regex.match(texts[at]))
    first = min(next(sections, len(blocks)), _FIRST)
    likely = _Place.LIKELY if mine else _Place.SURE
    if mine:
        # Below its first section an article speaks of abstracts.
        abstracts = {at for at in abstracts if at < first}
    # The only text under a heading is what its section says.
    below = {at + 1 for at in headings} if mine else set()
    return [
        _Place.SURE
        if not abstracts.isdisjoint(range(at - 2, at + 3)) or label.ARTICLE_KEYWORDS.regex.match(texts[at])
        else likely
        if at < first or at >= len(blocks) - _LAST and at not in below
        else _Place.NO
        for at in range(len(blocks))
    ]


def _level(
    blocks: tuple[Block, ...], places: list[_Place], tags: list[str], said: list[str], ledger: Ledger
) -> tuple[Block, ...]:
    kept: list[Block] = []
    skip = False
    for index, node in enumerate(blocks):
        told = said if places[index] else []
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if skip:
            skip = False
        elif isinstance(node, Quote) and _is_titled_box(node):
            kept.append(node)
        elif isinstance(node, Quote):
            inner = _level(node.children, [places[index]] * len(node.children), tags, told, ledger)
            kept.extend((replace(node, children=inner),) if inner else ())
        elif (
            isinstance(node, Paragraph | Heading)
            and places[index] is _Place.SURE
            and _is_label(text_of(node))
            and (found := _listed(following))
        ):
            assert following is not None
            _take(node.span.cover(following.span), found, tags, ledger)
            skip = True
        elif (
            isinstance(node, Heading | Paragraph)
            and label.ABSTRACT.regex.match(text_of(node))
            and isinstance(following, Paragraph)
        ):
            _describe(_in_line(following.children), told)
            kept.append(node)
        elif isinstance(node, Paragraph):
            kept.extend(_paragraph(node, places[index], tags, told, ledger))
        elif isinstance(node, Heading):
            kept.extend(_heading(node, places[index], tags, told, ledger))
        else:
            kept.append(node)
    return tuple(kept)


def _heading(node: Heading, place: _Place, tags: list[str], said: list[str], ledger: Ledger) -> tuple[Block, ...]:
    """A heading that holds the keywords goes; one that holds the whole abstract becomes a heading and a paragraph."""
    text = text_of(node)
    if place and (found := label.KEYWORDS.regex.match(text)) and (listed := words(text[found.end() :])):
        if all(len(word) <= _LONGEST_WORD for word in listed) and not _has_code(node):
            _take(node.span, listed, tags, ledger)
            return ()
        return (node,)
    found, first = label.ABSTRACT_HEAD.regex.match(text), node.children[0] if node.children else None
    if found is None or not isinstance(first, Text) or not _tells(text[found.end() :]):
        return (node,)
    if found.end() > len(first.value):
        return (node,)
    over = re.sub(r"(?<![\s:：*_])[\s:：*_]++$", "", first.value[: found.end()])
    rest = (replace(first, value=first.value[found.end() :]), *node.children[1:])
    ledger.repaired(node.span, "the abstract stood in its heading", "摘要写在了标题里", text="")
    _describe(_in_line(rest), said)
    return (
        replace(node, children=(replace(first, value=over),)),
        Paragraph(tuple(child for child in rest if not isinstance(child, Text) or child.value), span=node.span),
    )


def _paragraph(node: Paragraph, place: _Place, tags: list[str], said: list[str], ledger: Ledger) -> tuple[Block, ...]:
    """A paragraph of keywords goes; one of an abstract is copied; one that holds both, on two lines, is parted."""
    text = text_of(node)
    lines = _lines(node.children)
    if (
        len(lines) > 1
        and any(label.KEYWORDS.regex.match(text_of(line)) for line in lines)
        and any(_ABSTRACT.match(text_of(line)) for line in lines)
    ):
        return tuple(
            block for line in lines for block in _paragraph(replace(node, children=line), place, tags, said, ledger)
        )
    if place and (found := label.KEYWORDS.regex.match(text)):
        listed = words(text[found.end() :])
        if len(listed) > 1 and all(len(word) <= _LONGEST_WORD for word in listed) and not _has_code(node):
            if text.rstrip().endswith("。") and len(listed[-1]) > _SENTENCE:
                return (node,)
            _take(node.span, listed, tags, ledger)
            return ()
        return (node,)
    head = node.children[0]
    if (
        isinstance(head, Strong)
        and len(node.children) > 1
        and label.ABSTRACT.regex.match(text_of(head))
        and not re.match(r"\s*[:：]", text_of(node.children[1:]))
        and not re.search(r"[:：]\W*$", text_of(head))
    ):
        rest = replace(node, children=node.children[1:], span=node.children[1].span.cover(node.span))
        _describe(_in_line(rest.children), said)
        return (replace(node, children=(head,), span=head.span), rest)
    found = _ABSTRACT.match(text)
    if found and len(text) - found.end() > 20 and (re.search(r"[:：]", found[0]) or isinstance(head, Strong)):
        _describe(_ABSTRACT.sub("", _in_line(node.children)), said)
        return (replace(node, children=_joined(node.children)),)
    return (node,)


def _lines(children: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    """The lines of a paragraph; a bold label begins one, though Markdown has joined it to the line above."""
    lines: list[list[Inline]] = [[]]
    for index, child in enumerate(children):
        if isinstance(child, Break):
            lines.append([])
        elif lines[-1] and isinstance(child, Strong) and _begins(text_of(children[index : index + 2])):
            lines.append([child])
        else:
            lines[-1].append(child)
    return [tuple(line) for line in lines if line]


def _begins(text: str) -> bool:
    found = _ABSTRACT.match(text)
    return (
        label.KEYWORDS.regex.match(text) is not None or found is not None and re.search(r"[:：]", found[0]) is not None
    )


def _joined(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """An abstract whose label stood on a line of its own, on one line."""
    for index, child in enumerate(children[:4]):
        if isinstance(child, Break) and _ABSTRACT.fullmatch(text_of(children[:index]).strip() + " "):
            wide = text_of(children[:index]).rstrip().endswith(("：", "】", "要"))
            return (*children[:index], *(() if wide else (Text(" ", span=child.span),)), *children[index + 1 :])
    return children


def _is_abstract(node: Block) -> bool:
    """Whether a block is an abstract or the label of one."""
    if not isinstance(node, Heading | Paragraph) or not node.children:
        return False
    text = text_of(node)
    if label.ABSTRACT.regex.match(text) or label.ABSTRACT_HEAD.regex.match(text):
        return True
    return isinstance(node.children[0], Strong) and label.ABSTRACT.regex.match(text_of(node.children[0])) is not None


def _tells(text: str) -> bool:
    """Whether what follows the label in a heading is an abstract, and not the title of a summary."""
    text = text.strip()
    return len(text) >= _LEAST_ABSTRACT and (len(text) > _LONGEST_TITLE or _STOP.search(text) is not None)


def _is_titled_box(node: Quote) -> bool:
    """Whether a quote is a box of the kind "abstract" with a title of its own, and what follows it is no abstract."""
    first = node.children[0] if len(node.children) > 1 else None
    if not isinstance(first, Paragraph) or len(first.children) < 2 or not isinstance(first.children[0], Strong):
        return False
    title = text_of(first.children[1:]).strip()
    return text_of(first.children[0]) == "Abstract" and not _ENDS.search(title) and len(title) <= _LONGEST_WORD


def _is_label(text: str) -> bool:
    """Whether a text says "keywords" and nothing else."""
    found = label.KEYWORDS.regex.match(text)
    return found is not None and found.end() == len(text)


def _has_code(node: Block) -> bool:
    return next(of_kinds(node, InlineCode), None) is not None


def _listed(node: Block | None) -> list[str]:
    """The keywords in a list of short items, or in one short paragraph."""
    if node is None or _has_code(node):
        return []
    if isinstance(node, List):
        found = [text_of(item).strip(" ,，;；.。") for item in node.items]
        return found if all(len(word) <= _LONGEST_WORD for word in found) else []
    if isinstance(node, Paragraph):
        found = words(text_of(node))
        return found if len(found) > 1 and all(len(word) <= 30 for word in found) else []
    return []


def _take(span: object, found: list[str], tags: list[str], ledger: Ledger) -> None:
    tags.extend(word for word in found if word not in tags)
    ledger.repaired(span, f"{len(found)} keywords moved to the front matter", f"{len(found)} 个关键词移入文件头")  # type: ignore[arg-type]


def _in_line(children: tuple[Inline, ...]) -> str:
    """What an abstract says, with formulas between dollars and without the hole that a note's mark leaves."""
    line = text_of(
        tuple(
            Text(f"${child.value}$", span=child.span) if isinstance(child, InlineMath) else child for child in children
        )
    )
    noted = any(isinstance(child, FootnoteReference) for child in children)
    return re.sub(r"(?<=\S)\s(?=[.,;:!?，。；：！？])", "", line) if noted else line


def _describe(text: str, said: list[str]) -> None:
    text = re.sub(r"\s+", " ", text).strip()
    if text:
        said.append(text)
