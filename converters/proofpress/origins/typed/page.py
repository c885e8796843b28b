"""Markup that was typed into a page as its text: a second copy of the article, the article itself,
or a listing of code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from proofpress import normal
from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.origins.typed import lines as typed_lines
from proofpress.origins.typed.listing import as_code, is_plain
from proofpress.readers.html import parse
from proofpress.readers.html import read as read_html
from proofpress.regex import regex
from proofpress.source import Piece, Source
from proofpress.tree import Block, InlineMath, Paragraph, cover, text_of

TAGS = (
    "!doctype|!--|\\?php|\\?xml|a|abbr|article|aside|audio|b|base|blockquote|body|br|button|canvas|caption|cen"
    "ter|code|col|dd|details|dialog|div|dl|dt|em|embed|fieldset|figure|font|footer"
    "|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|label|legend|li|link|main|map|marquee|"
    "meta|nav|noscript|object|ol|optgroup|option|p|param|picture|pre"
    "|script|section|select|small|source|span|strong|style|sub|summary|sup|svg|table|tbody|td|template|textare"
    "a|tfoot|th|thead|title|tr|u|ul|var|video|math|mrow|mi|mo|mn|msup|router-view|router-link|slot"
)
MARKUP = regex(rf"</?(?:{TAGS})(?:[\s/>]|$)|<!--|-->", re.I)
TAG_IN_PROSE = regex(rf"(?:</?(?:{TAGS})(?:\s[^<>\n]{{0,300}})?/?>|<!--[^<>]{{0,200}}-->)+", re.I)
_OPENS = regex(
    r"<(?!(?:br|hr|img|input|meta|link|base|col|embed|source|param)\b)[a-zA-Z][\w-]*(?:\s[^<>]*)?(?<!/)>", re.I
)
_CLOSES = regex(r"</[a-zA-Z][\w-]*\s*>")
_PAGE_BEGINS = regex(r"\s*<(?:!doctype\s+html|html[\s>])", re.I)
_PAGE_ENDS = regex(r"</html\s*>", re.I)
CODE_LINE = regex(
    r"[{};,]\s*$|^\s*(?:[{}).@*]|//|/\*|\*/|\$\w|[\w.#-]+\s*\{|<|[\w-]+\s*:\s*[^\s，。]+;?\s*$)|</\w|=>|\)\s*;"
    r"|=\s*[\"'\w]"
)
WIDE = regex(f"[{chinese.CLASS}，。]")
_ENGLISH = regex(r"^[A-Z][\w'’-]*[,;]?(?: +[^\s=;{}]+){5,}[.:!?]$")
_NOT_TYPED = "。" * 30
"""Stands for a paragraph that holds more than text, such as a picture: a sentence, which ends what is typed."""


def page_to(run: Sequence[Paragraph], lines: Sequence[str], at: int) -> int:
    """Where the markup that begins with this paragraph ends; the same paragraph where none begins."""
    if not MARKUP.match(lines[at]):
        return at
    return _listing(
        [line if is_plain(paragraph) else _NOT_TYPED for paragraph, line in zip(run, lines, strict=True)], at
    )


def _listing(lines: Sequence[str], at: int) -> int:
    if _PAGE_BEGINS.match(lines[at]):
        for end in range(at, len(lines)):
            if lines[end] == _NOT_TYPED or end > at and _PAGE_BEGINS.match(lines[end]) and "<!" not in lines[end - 1]:
                break
            if _PAGE_ENDS.search(lines[end]):
                return end + 1
    end = last = at
    markup = depth = 0
    while end < len(lines):
        line = lines[end]
        if depth <= 0 and end > at and _is_sentence(line):
            break
        depth += len(_OPENS.findall(line)) - len(_CLOSES.findall(line))
        if MARKUP.search(line) and not (len(WIDE.findall(TAG_IN_PROSE.sub("", line))) > 12 and not MARKUP.match(line)):
            markup += 1
            last = end
        elif CODE_LINE.search(line) and 3 * len(WIDE.findall(line)) < len(line):
            last = end
        elif end - last > 2 or len(WIDE.findall(line)) > 20:
            break
        end += 1
    alone = TAG_IN_PROSE.fullmatch(lines[at]) is None and last == at
    return last + 1 if last - at >= 2 and markup >= 2 and not alone else at


def _is_sentence(line: str) -> bool:
    """Whether a line between elements is the author's own, and no text of the page that is typed."""
    if _ENGLISH.search(TAG_IN_PROSE.sub("", line)) and not MARKUP.match(line) and not line.startswith("<"):
        return True
    return (
        len(WIDE.findall(line)) >= 4
        and not MARKUP.search(line)
        and not CODE_LINE.search(line)
        and not line.startswith(("#", "--"))
    )


def page(
    run: list[Paragraph], lines: Sequence[str], root: Source, ledger: Ledger, whole: tuple[Block, ...]
) -> tuple[tuple[Block, ...], bool]:
    """What a listing of markup is: nothing where it is a copy of the article,
    its blocks where it is the article (and True, for they are to be settled again), or code."""
    span = cover(run)
    if _PAGE_BEGINS.match(lines[0]) or sum(len(line) for line in lines) > 2000:
        derived = root.derive(_pieces(run, root))
        said = parse(derived).root
        body = next(said.all("body"), said)
        inside = "".join(body.chars())
        outside = "".join(
            text_of(block) for block in whole if not (span.start <= block.span.start and block.span.end <= span.end)
        )
        share = _contained(inside, outside)
        letters = sum(char.isalnum() for char in inside)
        if letters > 80 and share > 0.75:
            ledger.removed(
                span, "a second copy of the article, typed in as the text of a page", "以网页源码形式重复的第二份正文"
            )
            return (), False
        if letters > 400 and letters > 3 * sum(char.isalnum() for char in outside):
            ledger.repaired(
                span,
                "Unexpected page as text, expected the article; read as the page it is",
                "以文本形式出现的网页源码，已按网页读取",
            )
            return (read_html(derived, ledger, roots=(body,)) if body is said else read_html(derived, ledger)), True
    lang = "php" if any("<?php" in line for line in lines) else "vue" if lines[0].startswith("<template") else "html"
    ledger.repaired(
        span, "Unexpected markup typed as text, expected a block of code", "以正文书写的网页源码，已改为代码块"
    )
    return (as_code(run, root, lang),), False


def _contained(inside: str, outside: str) -> float:
    """The share of the shingles (runs of six letters) of the one text that stand in the other."""
    letters = "".join(char for char in inside if char.isalnum())
    others = "".join(char for char in outside if char.isalnum())
    shingles = {letters[at : at + 6] for at in range(max(len(letters) - 5, 0))}
    if not shingles:
        return 0.0
    known = {others[at : at + 6] for at in range(max(len(others) - 5, 0))}
    return len(shingles & known) / len(shingles)


def _pieces(run: Sequence[Paragraph], root: Source) -> Iterable[Piece]:
    """The lines of a page that is typed as text, with their indentation; formulas with their delimiters again."""
    before: Paragraph | None = None
    for paragraph in run:
        start = paragraph.span.start
        if before is not None:
            ends = "\n" * (1 + typed_lines.blank_lines(root, before, paragraph))
            yield Piece(ends + " " * typed_lines.margin(root, start)[0], before.span.end, max(before.span.end, start))
        for node in normal.inlines(paragraph.children):
            yield Piece(
                f"${node.value}$" if isinstance(node, InlineMath) else text_of(node), node.span.start, node.span.end
            )
        before = paragraph
