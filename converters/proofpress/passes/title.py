"""One title, the first block: the front matter's or the record's, the first heading of level one, a bold line, the name
that a person gave the file, or what the abstract names."""

from __future__ import annotations

import re
from dataclasses import replace

from proofpress.authority import Authority, Kind
from proofpress.evidence import chinese
from proofpress.evidence.orders import is_bold_line
from proofpress.evidence.prose import is_running
from proofpress.ledger import Ledger
from proofpress.readers.markdown.phrase import phrase
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import (
    NOWHERE,
    Block,
    Document,
    Heading,
    Image,
    Inline,
    Link,
    List,
    Paragraph,
    Quote,
    Strong,
    Text,
    text_of,
    walk,
)
from proofpress.words import chat, label, placeholder

Blocks = tuple[Block, ...]
_ABSTRACT = regex(
    "(?:本文|本综述|本研究|文章)(?:将|主要|旨在|会|从.{2,20}出发)?(?:深入|详细|系统|全面|重点"
    "|着重)*(?:地)?(?:探讨|介绍|综述|研究|分析|讨论|阐述|讲解|剖析|探究|解析)(?:了"
    "|并.{1,6})?(?P<title>[^，。；,;：:]{6,40})"
)
_BYLINE = regex(r"\s*(?:作者|日期|时间|author|by|date)\s*[:：]", re.I)
_SPEAKERS = frozenset(name for names in chat.NAMES.values() for name in names.values())
_ENDS = regex(r"[。：:；;，,]\s*$|(?<![.?!])[.]\s*$")
_LETTER = regex(r"\w")
_NUMBERED = regex(r"^\s*(?:第?[\d一二三四五六七八九十]+(?:\.\d+)*[.、．章节部\s]|[IVX]+\.)")


_HEADED = regex(r"\s*^(?:---|\+\+\+)[ \t]*$", re.M)
"""Front matter, which is written by hand in a file of Markdown; titles of pages and of records are plain text."""


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with its title as its first block; `meta` has none any more."""
    meta = {key: value for key, value in document.meta.items() if key != "title"}
    given = str(document.meta.get("title") or "").strip()
    heading, blocks = _found(document.children, given, ledger)
    if heading is None:
        if given:
            heading = Heading(1, phrase(given) if _HEADED.match(ledger.root.text) else (Text(given),), span=NOWHERE)
        elif (bold := _bold_line(blocks)) is not None:
            found = blocks[bold]
            assert isinstance(found, Paragraph)
            heading, blocks = Heading(1, _plain(found.children), span=found.span), (*blocks[:bold], *blocks[bold + 1 :])
            ledger.repaired(found.span, "a bold line at the beginning is the title", "开头的粗体行作为标题")
        elif name := _of_file(ledger.root.name, blocks):
            heading = Heading(1, (Text(name),), span=NOWHERE)
            ledger.doubted(
                Span(0, 0),
                f"no title stands in the text; “{name}” is the file's name",
                f"原文没有标题，暂取文件名“{name}”",
                text="",
            )
        elif named := _from_abstract(blocks):
            heading = Heading(1, (Text(named[0]),), span=NOWHERE)
            ledger.doubted(
                named[1].span,
                f"no title stands in the text; “{named[0]}” is what the abstract says",
                f"原文没有标题，暂取摘要所述“{named[0]}”",
                text="",
            )
        else:
            if any(isinstance(node, Heading) for node in blocks) or len(text_of(blocks)) > _NOTE:
                ledger.doubted(
                    Span(0, 0),
                    "no title stands in the text; give one with --title",
                    "原文没有标题，可用 --title 指定",
                    text="",
                )
            return replace(document, meta=meta)
    return replace(document, meta=meta, children=(heading, *blocks))


_NOTE = 400
"""Characters of a text without sections that is more than a note, and has a title."""


def _found(blocks: Blocks, given: str, ledger: Ledger) -> tuple[Heading | None, Blocks]:
    """The title among the blocks, and the blocks without it."""
    if not given and (labelled := _in_its_line(blocks, ledger)) is not None:
        return labelled
    places = [index for index, node in enumerate(blocks) if isinstance(node, Heading)]
    if not places:
        return None, blocks
    index = places[0]
    first = blocks[index]
    assert isinstance(first, Heading)
    if ledger.authority is Authority.MACHINE and label.TITLE.regex.match(text_of(first)):
        return _labelled(blocks, index, given, ledger)
    if given:
        top = next(
            (at for at in places[:3] if isinstance(node := blocks[at], Heading) and _same(text_of(node), given)), None
        )
        if top is not None:
            return _as_title(blocks, top, ledger)
        bare = label.TITLED.regex.sub("", text_of(first))
        if (
            first.depth == 1
            and bare != text_of(first)
            and _same(bare, given)
            and ledger.judged(Kind.WORDING, first.span, "the title again, behind a label", "带标签的重复标题")
        ):
            return None, (*blocks[:index], *blocks[index + 1 :])
        return None, blocks
    if ledger.authority is Authority.MACHINE and (named := _behind_its_label(first)) is not None:
        return _without_label(first, named, ledger), (*blocks[:index], *blocks[index + 1 :])
    if _is_title(blocks, places) if first.depth == 1 else _stands_out(blocks, places):
        return _as_title(blocks, index, ledger)
    return None, blocks


def _in_its_line(blocks: Blocks, ledger: Ledger) -> tuple[Heading, Blocks] | None:
    """The title in a paragraph "Title: Sorting" that begins a machine's text, or a text whose next lines name its
    author, keywords or abstract; with the blocks without it."""
    node = blocks[0] if blocks else None
    named = _behind_its_label(node) if isinstance(node, Paragraph) else None
    if not isinstance(node, Paragraph) or named is None or len(text_of(node)) > 120 or _ENDS.search(text_of(node)):
        return None
    below = [text_of(one) for one in blocks[1:4] if isinstance(one, Paragraph)]
    headed = any(map(_is_of_a_head, below))
    if not headed and ledger.authority is not Authority.MACHINE:
        return None
    return _without_label(node, named, ledger), blocks[1:]


def _is_of_a_head(text: str) -> bool:
    """Whether a line of an article's head says what it is: its authors, its keywords, its abstract."""
    labels = (label.AUTHORS, label.KEYWORDS, label.ABSTRACT_HEAD)
    return any(words.regex.match(text) for words in labels)


def _without_label(node: Heading | Paragraph, named: tuple[Inline, ...], ledger: Ledger) -> Heading:
    said = text_of(node)[: -len(text_of(named))]
    ledger.removed(node.span, "a label before the title", "标题前的“标题”字样", text=said)
    return Heading(1, _plain(named), span=node.span)


def _behind_its_label(node: Heading | Paragraph) -> tuple[Inline, ...] | None:
    """The title in "Article title: Sorting"; None where no label stands before it."""
    first = node.children[0] if node.children else None
    found = label.TITLED.regex.match(first.value) if isinstance(first, Text) else None
    if found is None or not isinstance(first, Text) or not text_of(node)[found.end() :].strip():
        return None
    rest = first.value[found.end() :]
    return (*((replace(first, value=rest),) if rest else ()), *node.children[1:])


def _as_title(blocks: Blocks, index: int, ledger: Ledger) -> tuple[Heading, Blocks]:
    node = blocks[index]
    assert isinstance(node, Heading)
    follows = blocks[index + 1] if index + 1 < len(blocks) else None
    if not isinstance(follows, Heading | None) and any(isinstance(one, Heading) for one in blocks[:index]):
        # What it heads would become part of the section above it.
        return Heading(1, _plain(node.children), span=NOWHERE), blocks
    if index:
        ledger.repaired(node.span, "the title moved to the top", "标题移到文首")
    before, behind = blocks[:index], blocks[index + 1 :]
    above, below = before[-1] if before else None, behind[0] if behind else None
    if isinstance(above, List) and isinstance(below, List) and not (above.ordered or below.ordered):
        # It stood between two parts of one outline.
        span = Span(above.span.start, below.span.end)
        whole = replace(above, items=(*above.items, *below.items), span=span)
        before, behind = before[:-1], (whole, *behind[1:])
    return replace(node, depth=1, children=_plain(node.children)), (*before, *behind)


def _labelled(blocks: Blocks, index: int, given: str, ledger: Ledger) -> tuple[Heading | None, Blocks]:
    """The title behind a heading that says "title": the next heading or short paragraph;
    labels in a second language go too."""
    stop = index
    while stop < len(blocks) and isinstance(over := blocks[stop], Heading) and label.TITLE.regex.match(text_of(over)):
        stop += 1
    node = _alone(blocks[stop]) if stop < len(blocks) else None
    text = text_of(node).strip() if node is not None else ""
    named = isinstance(node, Heading | Paragraph) and 2 < len(text) < 100 and not text.endswith(("。", ".", "：", ":"))
    if not named and not given:
        return None, blocks
    for over in blocks[index:stop]:
        ledger.judged(Kind.WORDING, over.span, "a label where the title should stand", "“标题”字样的占位")
    if named and isinstance(node, Heading | Paragraph) and (not given or _same(text, given)):
        behind = _behind_its_label(node)
        title = Heading(1, _plain(node.children), span=node.span)
        title = title if behind is None else _without_label(node, behind, ledger)
        return title, (*blocks[:index], *blocks[stop + 1 :])
    return None, (*blocks[:index], *blocks[stop:])


def _alone(node: Block) -> Block:
    """The one block of a quote, or the block itself."""
    return node.children[0] if isinstance(node, Quote) and len(node.children) == 1 else node


def _is_title(blocks: Blocks, places: list[int]) -> bool:
    """Whether the first heading, of the first level, is a title, though it may stand below something: not where that is
    running text, or somebody speaks there, or it is one of several below words."""
    above = blocks[: places[0]]
    if any(is_bold_line(node) and text_of(node) in _SPEAKERS for node in above):
        return False
    if any(
        isinstance(node, Paragraph) and not _BYLINE.match(said := text_of(node)) and is_running(said) for node in above
    ):
        return False
    heads = [text_of(node) for at in places if isinstance(node := blocks[at], Heading) and node.depth == 1]
    numbered = _NUMBERED.match(heads[0]) is not None
    equals = [head for head in heads[1:] if numbered or not _NUMBERED.match(head)]
    return not equals or not any(map(_tells, above))


def _tells(node: Block) -> bool:
    """Whether a block is a paragraph of words, and more than links, pictures and a line of who wrote it and when."""
    return (
        isinstance(node, Paragraph)
        and not _BYLINE.match(text_of(node))
        and any(_LETTER.search(text_of(one)) for one in node.children if not isinstance(one, Link | Image))
    )


def _stands_out(blocks: Blocks, places: list[int]) -> bool:
    """Whether the first heading, before all text, is a title by its form: alone at its level,
    or unnumbered among numbered ones."""
    first, *others = (node for index in places if isinstance(node := blocks[index], Heading))
    if (
        places[0] > 0
        or _NUMBERED.match(text_of(first))
        or label.SECTION.regex.match(text_of(first))
        or len(text_of(first)) < 4
    ):
        return False
    level = [node for node in others if node.depth <= first.depth]
    if not others:
        return True
    return not level or sum(bool(_NUMBERED.match(text_of(node))) for node in level) >= max(2, 0.7 * len(level))


def _bold_line(blocks: Blocks) -> int | None:
    """The place of a paragraph that is one bold phrase, first or right behind the first heading, where no other follows
    it but what a first section is called."""
    for index, node in enumerate(blocks[:2]):
        if is_bold_line(node):
            text = text_of(node).strip()
            below = blocks[index + 1] if index + 1 < len(blocks) else None
            over_a_section = (
                below is not None and is_bold_line(below) and label.SECTION.regex.match(text_of(below)) is not None
            )
            others = [text_of(one) for one in blocks[: index + 4] if one is not node and is_bold_line(one)]
            sections = [text_of(one) for one in blocks[index + 1 :] if is_bold_line(one)]
            counted = len(sections) > 1 and all(map(_NUMBERED.match, sections))
            if (
                (over_a_section or counted or all(map(_BYLINE.match, others)))
                and 6 <= len(text) <= 60
                and not text.endswith(tuple("：:。.!！?？；;"))
                and not _NUMBERED.match(text)
                and not label.SECTION.regex.match(text)
                and not _is_of_a_head(text)
                and not _BYLINE.match(text)
            ):
                return index
    return None


def _of_file(name: str, blocks: Blocks) -> str:
    """The title that the name of a file says: a phrase, as people name what they save; "" for words of a program, such
    as a slug or a number, and for what has no section to be the title of."""
    stem = _ENDING.sub("", name.rsplit("/", 1)[-1])
    phrase = " ".join(_STAMP.sub("", stem).split())
    says = len(_CHINESE.findall(phrase)) >= 4 or len(_WORD.findall(phrase)) >= 3 and " " in phrase
    headed = any(isinstance(block, Heading) for block in blocks)
    return phrase if headed and says and not placeholder.UNTITLED.regex.fullmatch(phrase) else ""


_ENDING = regex(r"(?:\.(?:html?|md|txt))?\.[A-Za-z]\w{0,8}$")
_STAMP = regex(r"^\d{4}-\d\d-\d\d[-_ ]|^Copy of | ?- ?(?:副本|Copy)$|[ _-]?[(（]\d{1,3}[)）]$")
_CHINESE = regex(f"[{chinese.CLASS}]")
_WORD = regex(r"(?<!\S)[^\W\d_]{2,}(?!\w)")


def _from_abstract(blocks: Blocks) -> tuple[str, Paragraph] | None:
    for index, block in enumerate(blocks):
        labelled = (
            index > 0
            and isinstance(blocks[index - 1], Heading)
            and bool(label.ABSTRACT.regex.match(text_of(blocks[index - 1])))
        )
        if index >= 12 and not labelled:
            continue
        for node in (inner for inner in walk(block) if isinstance(inner, Paragraph)):
            text = text_of(node)
            if (labelled or re.match(r"\W*(?:摘要|abstract|概要)", text, re.I)) and (found := _ABSTRACT.search(text)):
                return re.sub(r"^(?:如何|了|的)", "", found["title"]).strip("“”\"' "), node
    return None


def _same(one: str, other: str) -> bool:
    return re.sub(r"[\W_]+", "", one).lower() == re.sub(r"[\W_]+", "", other).lower() != ""


def _plain(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A title without bold around the whole of it, or quotes around that."""
    inner = [node for node in children if not (isinstance(node, Text) and not node.value.strip(' "“”'))]
    if len(inner) == 1 and isinstance(inner[0], Strong):
        return inner[0].children
    return children
