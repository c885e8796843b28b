"""Markdown that was typed into paragraphs: where enough lines are Markdown that no other reading is likely,
they are read so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from proofpress import normal
from proofpress.ledger import Ledger
from proofpress.markdown.signs import FENCE as FENCE_MARK
from proofpress.markdown.signs import TICKS
from proofpress.origins.typed import lines as typed_lines
from proofpress.origins.typed.escaped import pieces
from proofpress.origins.typed.inline import inline, signs
from proofpress.origins.typed.lists import items_to, may_begin, typed_list
from proofpress.origins.typed.page import CODE_LINE, WIDE
from proofpress.readers import markdown
from proofpress.regex import regex
from proofpress.repairs import repaired
from proofpress.source import Piece, Source
from proofpress.tree import Block, Code, Document, Paragraph, Text, cover, text_of
from proofpress.writer import write

_HEADING = regex(r"#{2,6}[ \t]+\S")
FENCE = regex(FENCE_MARK)
_DELIMITERS = regex(r"\|?\s*+:?-{3,}+:?\s*+(?:\|\s*+:?-{3,}+:?\s*+)++\|?\s*+$")
_MARKED_ITEM = regex(r"(?:[-*+]|\d{1,3}[.)])\s+(?:\*\*\S|`|\[[^\]]+\]\(|\[[ xX]\]\s)")
_ITEM = regex(r"[-*+]\s+\S")
_RULE = regex(r"-{3,}+|_{3,}+|\*{3,}+")
_ANY_ITEM = regex(r"(?:[-*+]|\d{1,3}[.)])\s+\S")
_BOLD_LINE = regex(r"\*\*[^*]++\*\*\s*+[:：]?\s*+$")
_ANY_HEADING = regex(r"#{1,6}[ \t]+\S")
_GLUED_END = regex(rf"[^`]{TICKS}$")
_CODE_SPAN = regex(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")


def raw(block: Code, root: Source, ledger: Ledger) -> tuple[Block, ...] | None:
    """The blocks of a page that is nothing but a file of Markdown, as browsers show one; None for a listing."""
    lines = block.value.strip("\n").split("\n")
    if (
        block.lang not in ("", "text", "markdown")
        or not _ANY_HEADING.match(lines[0])
        or block.inner.end <= block.inner.start
    ):
        return None
    # A script has comments where Markdown has headings, but no blank line behind each, and code for most of the rest.
    heads = [number for number, line in enumerate(lines) if _ANY_HEADING.match(line)]
    parted = sum(number + 1 == len(lines) or not lines[number + 1].strip() for number in heads)
    rest = [line for line in lines if line.strip() and not _ANY_HEADING.match(line)]
    code = sum(bool(CODE_LINE.search(line)) for line in rest)
    if (
        len(heads) < 2
        or not any(lines[number].startswith("##") for number in heads)
        or 2 * parted < len(heads)
        or 3 * code > len(rest)
    ):
        return None
    ledger.repaired(
        block.span,
        "Unexpected Markdown shown as text; read as Markdown",
        "以文本显示的 Markdown，已按 Markdown 读取",
        text="",
    )
    return markdown.read_blocks(repaired(root.derive(pieces(root, block.inner.start, block.inner.end)), ledger))


def prose(
    run: list[Paragraph],
    lines: Sequence[str],
    root: Source,
    ledger: Ledger,
    beside: Callable[[list[Paragraph]], Iterable[Block]],
    typist: bool = False,
) -> Iterable[Block]:
    """Paragraphs as Markdown where they are Markdown, lists where they are lists, and sentences. `beside` reads what
    stands before and behind the Markdown; a `typist` is an author who writes Markdown elsewhere on the page."""
    found = evidence(lines, typist)
    if not found:
        at = 0
        listed = [may_begin(line) for line in lines]
        columns = [typed_lines.margin(root, paragraph.span.start)[0] for paragraph in run] if any(listed) else []
        while at < len(run):
            if listed[at] and (end := items_to(lines, columns, at)) > at + 1:
                yield from typed_list(run[at:end], columns[at:end], ledger)
                at = end
                continue
            paragraph = run[at]
            yield replace(paragraph, children=inline(paragraph.children, ledger)) if signs(lines[at]) else paragraph
            at += 1
        return
    first, last = found[0], found[-1] + 1
    yield from beside(run[:first])
    derived = root.derive(_pieces(run[first:last], root, ledger))
    ledger.repaired(
        cover(run[first:last]),
        "Unexpected Markdown shown as text; read as Markdown",
        "以文本显示的 Markdown，已按 Markdown 读取",
    )
    yield from markdown.read_blocks(repaired(derived, ledger))
    yield from beside(run[last:])


def evidence(lines: Sequence[str], typist: bool = False) -> list[int]:
    """The lines that are Markdown, where enough of them are so that no other reading is likely: of a `typist`, who
    writes it elsewhere on the page, a lone item or rule is enough."""
    strong: list[int] = []
    weak: list[int] = []
    fences = _fence_lines(lines)
    items = [index for index, line in enumerate(lines) if _ITEM.match(line)]
    for index, line in enumerate(lines):
        if line[:1].isalpha():
            continue
        if (
            _HEADING.match(line)
            or _MARKED_ITEM.match(line)
            or _DELIMITERS.match(line)
            and index
            and "|" in lines[index - 1]
        ):
            strong.append(index)
        elif line.startswith("|") and line.endswith("|") or line.startswith(("> ", "# ")) or _BOLD_LINE.match(line):
            weak.append(index)
    if len(fences) > 1:
        strong.extend(fences)
    if typist:
        strong.extend(items)
        strong.extend(index for index, line in enumerate(lines) if _RULE.fullmatch(line))
    elif len(items) > 1:
        (strong or weak).extend(items)
    if not strong:
        return []
    code = sum(bool(CODE_LINE.search(line)) and not WIDE.search(line) for line in lines)
    if not fences and code > 0.4 * len(lines):
        return []
    found = sorted({*strong, *weak})
    # An article that is typed Markdown through and through is so to its end: its last list has no other sign.
    return found if len(strong) < 2 else list(range(found[0], len(lines)))


def _fence_lines(lines: Sequence[str]) -> list[int]:
    """The lines that are a fence, or end in the one that closes the fence before."""
    found: list[int] = []
    is_open = False
    for index, line in enumerate(lines):
        if FENCE.match(line) or is_open and _GLUED_END.search(line):
            found.append(index)
            is_open = not is_open
    return found


def _pieces(run: Sequence[Paragraph], root: Source, ledger: Ledger) -> Iterable[Piece]:
    """The paragraphs as one text: code to the letter, items as deep as they look,
    else each with a blank line before it."""
    before: Paragraph | None = None
    code = fenced(run)
    broken, straight = _stretches(run, code, root, ledger)
    base = 0
    opened = (0, 0)
    shared = min((typed_lines.kept(root, above, below) for above, below in pairwise(run)), default=0)
    for index, paragraph in enumerate(run):
        text = text_of(paragraph).strip()
        inside = index > 0 and code[index] and code[index - 1]
        if before is not None:
            end, start = before.span.end, paragraph.span.start
            at_fence = any(FENCE.match(text_of(one).strip()) for one in (before, paragraph))
            ends = (
                "\n" * (1 + typed_lines.blank_lines(root, before, paragraph, parted=broken[index] and not at_fence))
                if inside
                else "\n"
                if _continues(before, paragraph)
                else "\n\n"
            )
            yield Piece(ends, end, max(start, end))
        depth = typed_lines.margin(root, paragraph.span.start)
        if before is not None and (kept := typed_lines.kept(root, before, paragraph)):
            depth = (kept - shared, kept - shared)
        before = paragraph
        if code[index]:
            if not inside:
                opened = depth
            letters = typed_lines.to_the_letter(root, paragraph).translate(straight[index])
            # A file that is indented as a whole has its margin before the fence too; nobody sees it.
            yield Piece(" " * (opened[0] + max(max(depth) - max(opened), 0)) + letters, *paragraph.span)
            continue
        if _ANY_ITEM.match(text):
            follows = index and (_ANY_ITEM.match(text_of(run[index - 1]).strip()) is not None)
            base = min(base, depth[0]) if follows else depth[0]
            yield Piece(" " * min(depth[0] - base, 12), paragraph.span.start, paragraph.span.start)
        for node in normal.inlines(paragraph.children):
            if isinstance(node, Text):
                yield Piece(_literal(node.value), node.span.start, node.span.end)
            else:
                yield Piece(write(Document((Paragraph((node,)),))).strip(), node.span.start, node.span.end)


def _stretches(
    run: Sequence[Paragraph], code: Sequence[bool], root: Source, ledger: Ledger
) -> tuple[list[bool], list[dict[int, str]]]:
    """For each paragraph whether lines of its code are parted by breaks, so that a new paragraph was a blank line, and
    which of its quotation marks a theme has curled."""
    broken, straight = [False] * len(run), [dict[int, str]()] * len(run)
    at = 0
    while at < len(run):
        end = at + 1
        while code[at] and end < len(run) and code[end]:
            end += 1
        if code[at]:
            span = cover(run[at:end])
            written = root.text[span.start : span.end]
            size = end - at
            broken[at:end] = [
                any("<br" in root.text[a.span.end : b.span.start] for a, b in pairwise(run[at:end]))
            ] * size
            if marks := typed_lines.curled(written):
                straight[at:end] = [marks] * size
                ledger.repaired(span, "Unexpected curly quotes in code; made straight", "代码里的弯引号，已改为直引号")
        at = end
    return broken, straight


def fenced(run: Sequence[Paragraph]) -> list[bool]:
    """For each paragraph whether it is a fence or stands between two."""
    flags: list[bool] = []
    fenced = False
    for paragraph in run:
        line = text_of(paragraph).strip()
        turns = FENCE.match(line) is not None or fenced and _GLUED_END.search(line) is not None
        flags.append(fenced or turns)
        fenced ^= turns
    return flags


def _continues(before: Paragraph, after: Paragraph) -> bool:
    """True for lines of one table, list or quotation, which a blank line would part."""
    first, second = text_of(before).strip(), text_of(after).strip()
    return (
        first.startswith("|")
        and second.startswith("|")
        or first.startswith(">")
        and second.startswith(">")
        or "|" in first
        and _DELIMITERS.match(second) is not None
    )


def _literal(text: str) -> str:
    """Text for Markdown in which a tag stays what it was on the page: text."""
    if "<" not in text and "&" not in text:
        return text
    out: list[str] = []
    at = 0
    for span in _CODE_SPAN.finditer(text):
        out.append(_escaped(text[at : span.start()]))
        out.append(span[0])
        at = span.end()
    out.append(_escaped(text[at:]))
    return "".join(out)


def _escaped(text: str) -> str:
    return re.sub(r"<(?=[a-zA-Z/!?])", r"\\<", text.replace("&", "&amp;"))
