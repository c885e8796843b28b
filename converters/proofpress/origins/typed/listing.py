"""Code that was typed line by line into paragraphs: where it begins and ends is read from the lines themselves."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from proofpress.evidence import chinese
from proofpress.evidence.code import Coded, coded, unquoted
from proofpress.markdown.signs import ATX, FENCE, MARKER
from proofpress.origins.tags import bracketed
from proofpress.origins.typed import lines as typed_lines
from proofpress.origins.typed.outline import outline_to
from proofpress.origins.typed.painted import painted
from proofpress.regex import regex
from proofpress.source import Source
from proofpress.tree import Code, Delete, Emphasis, InlineCode, Link, Paragraph, Strong, Text, cover

_HANDED_OVER = regex(r"[:：]\s*$")
_BEGINS = regex(r"<\?php|#!/|#include\s*[<\"]|\$ \S|sudo |package [\w.]+;|SELECT |CREATE TABLE")
_NEW_PARAGRAPH = regex(r"<(?:p|div|li)\b", re.I)
_LINES_OF_A_PROGRAM = 4
"""So many paragraphs that are code, and hardly another among them, are one listing without any indentation."""
_SECTION = regex(r"\[[\w.:-]++(?: [\w.:\"-]++)*+\]")
"""The name of a section of settings."""
_ASSIGNS = regex(r"[\w.-]+[ \t]*=")
_MARKDOWN = regex(rf"{ATX.pattern}|{MARKER}[ \t]|[>|][ \t]|{FENCE}")
"""A line that Markdown has a sign for."""
_HEAD = regex(
    r"(?:[\w:<>,~*&^\[\]]+[ \t]+){0,5}[*&]*[\w:~.]+[ \t]?\((?:[^()]|\([^()]*\))*+\)"
    r"(?:[ \t]*(?:const|noexcept|override|final|throws(?:[ \t]++[\w.,]++)++|(?:interrupt|using)[ \t]\w+"
    r"|->[ \t]*[\w:<>]+))*"
    r"|(?:[a-z]+[ \t]+){0,4}(?:class|struct|enum|union|interface|namespace|record|trait|impl)(?:[ \t][\w:<>,. \t]*)?"
    r"|do|else|try|finally",
    re.A,
)
"""The head of a function, a type or a block whose brace stands on the next line."""
_ENDS = frozenset(("end", "End", "END", "fi", "esac", "endif", "done", "wend"))
_SPACE = "&nbsp;"
_BARE = regex(r"[<>]|&(?!(?:lt|gt|amp|quot|apos|#\d{1,5}|#x[0-9a-fA-F]{1,5});)")
_SPACE_OF_MARKUP = regex(r"</\w|/>")


def is_plain(paragraph: Paragraph) -> bool:
    """True for a paragraph that a listing can take up: nothing in it but text."""
    return all(isinstance(node, Text | InlineCode | Strong | Emphasis | Delete | Link) for node in paragraph.children)


def code_lines(run: Sequence[Paragraph], at: int) -> int:
    """Where the paragraphs that are inline code and nothing else end."""
    end = at
    while (
        end < len(run)
        and run[end].children
        and all(
            isinstance(node, InlineCode) or isinstance(node, Text) and not node.value.strip()
            for node in run[end].children
        )
    ):
        end += 1
    return end


def listings(run: Sequence[Paragraph], lines: Sequence[str], root: Source) -> list[tuple[int, int]]:
    """Where the listings stand among paragraphs that follow each other, as first and behind the last."""
    if len(run) < 2:
        return []
    if any(_SPACE in line for line in lines):
        lines = [_once(line.replace(_SPACE, " ")) for line in lines]
    kinds = [Coded.PROSE] * len(run)
    display = remark = False
    for index, (paragraph, line) in enumerate(zip(run, lines, strict=True)):
        display ^= line.count("$$") % 2 == 1
        if not display and "$$" not in line and is_plain(paragraph) and not bracketed.is_around_listing(line):
            kinds[index] = Coded.COMMENT if remark else coded(line)
        remark = "/*" in line and "*/" not in line or remark and "*/" not in line and line.strip() != ""
    for at, end in _painted(run, lines, kinds, root):
        kinds[at:end] = [kind if kind == Coded.COMMENT else Coded.STRONG for kind in kinds[at:end]]
    for at, end in _outlines(run, lines, root):
        kinds[at:end] = [Coded.STRONG] * (end - at)
    for at, (kind, line) in enumerate(zip(kinds, lines, strict=True)):
        if kind == Coded.SETTING and line[0] == "[" and _ASSIGNS.match("".join(lines[at + 1 : at + 2])):
            kinds[at] = Coded.STRONG
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(run):
        if kinds[at] == Coded.PROSE:
            at += 1
            continue
        end = at
        while end < len(run) and kinds[end] != Coded.PROSE:
            end += 1
        if (part := _trimmed(run, lines, kinds, at, end, root)) is not None:
            found.append(part)
        at = end
    return found


def _painted(
    run: Sequence[Paragraph], lines: Sequence[str], kinds: Sequence[Coded], root: Source
) -> Iterator[tuple[int, int]]:
    """The lines that are code or painted word by word, a third of them with a sign of code in a colour of its own."""
    since = signs = 0
    for at, (paragraph, line) in enumerate(zip(run, lines, strict=True)):
        sign = painted(root, paragraph)
        if sign is not None and chinese.wide(unquoted(line)):
            sign = None
        signs += sign is True
        if sign is None and kinds[at] < Coded.COMMENT:
            if signs > 1 and 3 * signs >= at - since:
                yield since, at
            since, signs = at + 1, 0
    if signs > 1 and 3 * signs >= len(run) - since:
        yield since, len(run)


def _outlines(run: Sequence[Paragraph], lines: Sequence[str], root: Source) -> Iterator[tuple[int, int]]:
    """The data among the lines whose indents a reader sees."""
    if not any(line.endswith(":") for line in lines):
        return
    lines = [line if is_plain(paragraph) else "" for paragraph, line in zip(run, lines, strict=True)]
    depths = [typed_lines.margin(root, paragraph.span.start)[0] for paragraph in run]
    at = 0
    while at < len(run):
        end, is_data = (at, False) if depths[at] else outline_to(lines, depths, at)
        if is_data:
            yield at, end
        at = max(end, at + 1)


def _trimmed(
    run: Sequence[Paragraph], lines: Sequence[str], kinds: list[Coded], at: int, end: int, root: Source
) -> tuple[int, int] | None:
    """The listing within a stretch without prose; None where its lines are not code beyond doubt."""
    while at < end and kinds[at] == Coded.WEAK and not _opens(run, lines, at, end, root):
        at += 1
    while (
        end > at
        and kinds[end - 1] == Coded.WEAK
        and typed_lines.margin(root, run[end - 1].span.start)[0] < 2
        and not _closes(run, lines, at, end - 1, root)
    ):
        end -= 1
    if end - at < 2:
        return None
    deep = [typed_lines.margin(root, run[index].span.start)[0] >= 2 for index in range(at, end)]
    indented = sum(deep)
    counts = {kind: kinds[at:end].count(kind) for kind in (Coded.STRONG, Coded.COMMENT, Coded.SETTING, Coded.WEAK)}
    counts[Coded.STRONG] += sum(
        inner and kinds[index] in (Coded.WEAK, Coded.SETTING) and lines[index].endswith((";", "{", ",", "("))
        for index, inner in enumerate(deep, at)
    )
    size = end - at
    whole = counts[Coded.STRONG] + counts[Coded.COMMENT] >= 0.8 * size and counts[Coded.STRONG] >= _LINES_OF_A_PROGRAM
    begins = _BEGINS.match(lines[at]) or _SECTION.fullmatch(lines[at])
    if not indented and not whole and not begins and not _broken(root, run[at], run[end - 1]):
        return None
    if (
        counts[Coded.SETTING] >= 3
        and counts[Coded.STRONG] + counts[Coded.SETTING] + counts[Coded.COMMENT] == size
        and 0 < indented < size
    ):
        return at, end
    least = 2 if indented or at and _HANDED_OVER.search(lines[at - 1]) else 3
    certain = counts[Coded.STRONG] >= least and counts[Coded.STRONG] + counts[Coded.COMMENT] >= 0.6 * size
    return (
        (at, end)
        if certain
        or indented >= 2
        and indented < size
        and counts[Coded.STRONG] >= 2
        and counts[Coded.STRONG] >= 0.4 * size
        else None
    )


def _opens(run: Sequence[Paragraph], lines: Sequence[str], at: int, end: int, root: Source) -> bool:
    """Whether a line opens a block: it ends with the sign for one, and the next line stands deeper, or it is the head
    of what a brace on the next line opens."""
    if at + 2 < end and lines[at + 1] == "{" and _HEAD.fullmatch(lines[at]) and not lines[at + 2].startswith('"'):
        return True
    if at + 1 >= end or not lines[at].endswith((":", "{", "(")):
        return False
    here, below = (typed_lines.margin(root, run[index].span.start)[0] for index in (at, at + 1))
    return below > here


def _closes(run: Sequence[Paragraph], lines: Sequence[str], at: int, last: int, root: Source) -> bool:
    """Whether a line is the word that ends the block of deeper lines above it."""
    if last <= at or lines[last] not in _ENDS:
        return False
    here, above = (typed_lines.margin(root, run[index].span.start)[0] for index in (last, last - 1))
    return above > here


def _broken(root: Source, first: Paragraph, last: Paragraph) -> bool:
    """Whether the lines stand in one paragraph of the page, with breaks between them."""
    between = root.text[first.span.end : last.span.start]
    return "<br" in between and not _NEW_PARAGRAPH.search(between)


def is_deep(run: Sequence[Paragraph], lines: Sequence[str], root: Source) -> bool:
    """True for a listing whose first line opens a block of lines that a reader sees indented: code among Markdown."""
    depths = [typed_lines.margin(root, paragraph.span.start)[0] for paragraph in run]
    return depths[0] == 0 and sum(depth >= 2 for depth in depths) >= 2 and not any(map(_MARKDOWN.match, lines))


def as_code(run: Sequence[Paragraph], root: Source, lang: str = "") -> Code:
    """Paragraphs as one block of code, with the indentation that they were typed with."""
    span = cover(run)
    return Code(_spaced("\n".join(typed_lines.listing(root, run))), lang, span=span, inner=span)


def _spaced(code: str) -> str:
    """Code that was escaped twice as it was typed: more of its spaces are references than not. Markup may mean them;
    the other references go with the spaces where the code holds neither a bare `<` nor a bare `&`."""
    if code.count(_SPACE) < 2 or _SPACE_OF_MARKUP.search(code) or code.count(_SPACE) <= code.count(" "):
        return code
    code = "\n".join(line.replace(_SPACE, " ").rstrip() for line in code.split("\n"))
    return _once(code)


def _once(code: str) -> str:
    return code if _BARE.search(code) else html.unescape(code)
