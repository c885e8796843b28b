"""An article inside a fence: around the whole file, or around each of several versions of it."""

from __future__ import annotations

import re

from proofpress.authority import Kind
from proofpress.evidence import briefs
from proofpress.languages import is_markdown, is_text
from proofpress.ledger import Ledger
from proofpress.markdown.signs import FENCE
from proofpress.markdown.ticks import FenceLine, fence_line
from proofpress.readers.markdown import read
from proofpress.regex import regex
from proofpress.repairs.fences.prose import COMMAND, HEADING, TAG, prose_after
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_QUOTES = regex(r"(?P<mark>\"\"\"|''')[ \t]*+(?P<lang>markdown|md)?[ \t]*+$", re.I)


def unquoted(source: Source, ledger: Ledger) -> Source:
    """Without the `\"\"\"markdown` and `\"\"\"` around the whole article, as a string of a program has them."""
    if '"""' not in source.text and "'''" not in source.text:
        return source
    lines = lines_of(source)
    written = [number for number, line in enumerate(lines.all) if line.strip()]
    for first in written[:2]:
        opened = _QUOTES.match(lines[first].strip())
        if opened is None:
            continue
        head = lines[written[written.index(first) + 1]] if first != written[-1] else ""
        if (
            first != written[0]
            and not lines[written[0]].rstrip().endswith((":", "："))
            or not (opened["lang"] or HEADING.match(head))
        ):
            return source
        last = next(
            (number for number in reversed(written[-3:]) if number > first and lines[number].strip() == opened["mark"]),
            None,
        )
        glued = lines[written[-1]].rstrip().endswith(opened["mark"]) and last is None
        changes = [Change(*lines.whole(first, first), "\n")]
        if last is not None:
            changes.append(Change(*lines.whole(last, last), "\n"))
        elif glued:
            end = lines.starts[written[-1]] + len(lines[written[-1]].rstrip())
            changes.append(Change(end - 3, end, ""))
        for change in changes:
            ledger.repaired(
                source.span(change.start, change.end),
                "the article stood inside a string",
                "整篇文章被放在字符串引号里，已取出",
            )
        return rewrite(source, changes)
    return source


def stripped(source: Source, ledger: Ledger) -> Source:
    """Without the fences around the whole file: Markdown in a bare fence, in a longer one, or in several."""
    for _ in range(4):
        lines = lines_of(source)
        written = [number for number, line in enumerate(lines.all) if line.strip()]
        first, last = (
            fence_line(at, lines[at]) if written else None for at in ((written or [0])[0], (written or [0])[-1])
        )
        if (
            first is None
            or last is None
            or first.number == last.number
            or first.prefix
            or not last.closes(first)
            or not (is_markdown(first.lang) or is_text(first.lang))
        ):
            return source
        inside = written[1:-1]
        pairs = _balanced([fence for number in inside if (fence := fence_line(number, lines[number]))], first)
        head = lines[inside[0]] if inside else ""
        again = (
            fence_line(0, head) if len(first.mark) > 3 and (is_markdown(first.lang) or is_text(first.lang)) else None
        )
        headings = [found for number in inside if (found := HEADING.match(lines[number])) and lines.blank(number + 1)]
        article = bool(HEADING.match(head)) and (
            is_markdown(first.lang) or len(headings) >= 2 and any(len(found[1]) > 1 for found in headings)
        )
        if not pairs or not (article or (again is not None and is_markdown(again.lang))):
            return source
        changes = []
        for number in (first.number, last.number):
            start, end = lines.whole(number, number)
            changes.append(Change(start, end, "\n"))
            ledger.repaired(
                source.span(start, end), "the article stood inside a code block", "整篇文章被放在代码块里，已取出"
            )
        source = rewrite(source, changes)
    return source


def _balanced(inner: list[FenceLine], outer: FenceLine) -> bool:
    """Whether the fences inside pair, so that none of them is the end of the outer one."""
    opened: FenceLine | None = None
    for fence in inner:
        if opened is None:
            if fence.closes(outer):
                return False
            opened = fence
        elif fence.closes(opened):
            opened = None
    return opened is None


def opens_with_header(text: str) -> bool:
    """Whether a text begins with a Markdown fence, and what stands in that with front matter."""
    lines = [line for line in text[:_HEAD].split("\n") if line.strip()][:2]
    first = fence_line(0, lines[0]) if len(lines) > 1 else None
    return first is not None and is_markdown(first.lang) and lines[1].rstrip() == "---"


_HEAD = 400


def header_inside(text: str) -> int:
    """Where a Markdown fence begins that stands behind other lines and opens with front matter; -1 where none does."""
    found = _HEADED.search(text) if "\n---" in text else None
    return found.start("mark") if found is not None else -1


_HEADED = regex(rf"^(?P<mark>{FENCE})[ \t]*+(?:markdown|md)[ \t]*+\n(?:[ \t]*+\n)*+---[ \t]*+\n", re.M | re.I)


def unwrapped(source: Source, ledger: Ledger) -> Source:
    """Without the fence around a whole article, or each of several versions of it."""
    lines = lines_of(source)
    changes: list[Change] = []
    fences = lines.fence_lines
    for index, fence in enumerate(fences):
        if not is_markdown(fence.lang) or fence.prefix.strip() or not _begins_article(lines, fence, index):
            continue
        until = next(
            (other.number for other in fences[index + 1 :] if is_markdown(other.lang) and other.indent == 0), len(lines)
        )
        for number in range(fence.number):
            span = source.span(lines.starts[number], lines.end(number))
            if COMMAND.match(lines[number]) and ledger.judged(
                Kind.CONTROL, span, "a command to the machine that wrote this", "调用模型的命令"
            ):
                changes.append(Change(lines.starts[number], lines.end(number), "\n"))
        close = _outer_close(lines, fence, [other for other in fences[index + 1 :] if other.number < until])
        for outer in (fence, close):
            if outer is not None:
                start, end = lines.whole(outer.number, outer.number)
                changes.append(Change(start, end, "\n"))
                ledger.repaired(
                    source.span(start, end), "the article stood inside a code block", "整篇文章被放在代码块里，已取出"
                )
    return rewrite(source, changes)


def _begins_article(lines: Lines, fence: FenceLine, index: int) -> bool:
    """Whether what a Markdown fence opens is the article itself: it comes first, or it is most of what follows."""
    head = next((number for number in range(fence.number + 1, len(lines)) if not lines.blank(number)), None)
    if head is None or not (HEADING.match(lines[head]) or lines[head].startswith("---")):
        return False
    stop = next((other.number for other in lines.fence_lines[index + 1 :] if other.closes(fence)), len(lines))
    thoughts = _thoughts(lines, fence.number)
    before = [
        text
        for number in range(fence.number)
        if number not in thoughts
        and (text := TAG.sub("", lines[number]).strip(" \t\u3000\ufeff"))
        and not COMMAND.match(text)
    ]
    plain_end = all(lines.blank(number) for number in range(stop + 1, len(lines)))
    size = sum(len(lines[number]) for number in range(fence.number, len(lines)))
    if not before or (
        len(before) == 1 and before[0].endswith((":", "：", "。", ".", "!", "！")) and not before[0].startswith("#")
    ):
        return (
            stop >= len(lines)
            or plain_end
            or size > 1500
            or any(f.lang for f in lines.fence_lines[index + 1 :])
            or _nothing_else(lines, fence.number, stop)
        )
    if _nothing_else(lines, fence.number, stop) and _is_prompt(lines, fence.number, lines[head]):
        return True
    if len(before) == 2 and before[1].endswith((":", "：")) and _nothing_else(lines, fence.number, stop):
        return not any(text.startswith("#") for text in before)
    after_tag = any(TAG.search(lines[number]) for number in range(max(fence.number - 3, 0), fence.number))
    inside = sum(len(lines[number]) for number in range(fence.number, min(stop, len(lines))))
    headings = sum(bool(HEADING.match(lines[number])) for number in range(fence.number, len(lines)))
    return after_tag or (headings >= 8 and inside > 0.5 * len(lines.text)) or (stop >= len(lines) and headings >= 6)


def _is_prompt(lines: Lines, until: int, title: str) -> bool:
    """Whether the lines before a fence are a prompt that ends at the title inside it."""
    parts = read(Source("prompt.md", "\n".join([*lines.all[:until], title]))).children
    brief = briefs.sectioned(parts)
    return brief is not None and brief[:2] == (len(parts) - 1, True)


def _nothing_else(lines: Lines, opened: int, close: int) -> bool:
    """Whether a fenced article of several headings is followed by one remark, and by nothing else."""
    tail = [lines[number] for number in range(close + 1, len(lines)) if not lines.blank(number)]
    headings = sum(bool(HEADING.match(lines[number])) for number in range(opened + 1, close))
    return headings > 1 and len(tail) == 1 and len(tail[0]) < 250 and not HEADING.match(tail[0])


def _thoughts(lines: Lines, until: int) -> set[int]:
    """The lines before a line that stand between think tags."""
    found: set[int] = set()
    opened: int | None = None
    for number in range(until):
        line = lines[number].strip()
        if opened is None and re.match(r"<(?:think(?:ing)?|reasoning)>", line):
            opened = number
        if opened is not None and re.search(r"</(?:think(?:ing)?|reasoning)>$", line):
            found.update(range(opened, number + 1))
            opened = None
    return found


def _outer_close(lines: Lines, fence: FenceLine, inner: list[FenceLine]) -> FenceLine | None:
    """The bare fence that is left over once the fences inside have paired: the end of the outer one."""
    opened: FenceLine | None = None
    for other in inner:
        if opened is None:
            opened = other
        elif other.closes(opened):
            opened = None
    if (
        opened is not None
        and opened.bare
        and (
            prose_after(lines, opened.number)
            or (opened is inner[-1] and len(lines.text) - lines.end(opened.number) < 400)
        )
    ):
        return opened
    return None
