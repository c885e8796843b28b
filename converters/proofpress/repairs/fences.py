"""Fences that do not pair: an article inside one, fences inside fences, one that is never closed, one in mid-line.

CommonMark reads a fence that is not closed to the end of the file, and the first bare fence as the end of an outer one.
Here fences pair as the author meant them: a fence with a language inside a block of Markdown opens another; inside any
other block it shows that the block before it was left open. Where an open block ends is read from what follows: the first
line behind a blank one that is prose in its own right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from proofpress.ledger import Ledger
from proofpress.repairs.lines import Change, FenceLine, Lines, code_spans, fence_line, rewrite
from proofpress.source import Source

_MARKUP = frozenset(("markdown", "md", "mdx", "rmd", "qmd"))
_TEXT = frozenset(("", "text", "txt", "plain", "plaintext"))
_GLUED = re.compile(r"^(?P<before>.*\S)[ \t]*(?P<mark>`{3,})(?P<info>[\w+#-]{0,20})[ \t]*$")
_HEADING = re.compile(r"(#{1,6})[ \t]+\S")
_HASH_COMMENTS = frozenset(
    "python py python3 bash sh shell zsh console yaml yml toml ini conf r ruby rb perl pl dockerfile docker makefile make cmake nginx "
    "elixir julia jl powershell ps1 graphql gitignore properties hcl terraform tcl awk sed".split()
)
_ODD = re.compile(r"^ {0,3}(?P<mark>\\`\\`\\`|｀｀｀)[ \t]*(?P<info>[\w+#-]{0,20})[ \t]*$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TAG = re.compile(r"</?(?:think(?:ing)?|reasoning)>|<\|[\w-]+\|>")
_MARKDOWN_SIGN = re.compile(r"(?:[-*+]|\d{1,3}[.)]) +\*\*|\*\*[^*]+\*\*|\|.+\|.+\||!\[[^\]]*\]\(|\$\$|> ")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE_END = re.compile(r"[。！？：；…][”’」』）)]*$")
_CODE_SIGN = re.compile(r"[;{}=<>()\[\]]|^\s*(?:#|//|--|/\*|\*|%|\"|')|::|->")
_COMMENT = re.compile(r"\s*(?:#|//|--|/\*|\*|%|;|\"\"\"|''')")
_ENGLISH_SENTENCE = re.compile(r"[A-Z][\w'’,-]*(?: [\w'’,()-]+){6,}.*[.:!?]$")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with every fence paired, nested ones longer outside, and an article freed from the fence around it."""
    source = _plain(source, ledger)
    if "```" not in source.text and "~~~" not in source.text:
        return source
    source = _stripped(source, ledger)
    source = _broken_apart(source, ledger)
    source = _unwrapped(source, ledger)
    return _indented(_paired(source, ledger), ledger)


def _plain(source: Source, ledger: Ledger) -> Source:
    """Fences behind backslashes or of full-width signs, where they pair, as fences."""
    if "\\`\\`\\`" not in source.text and "｀｀｀" not in source.text:
        return source
    lines = Lines(source)
    changes: list[Change] = []
    opened: tuple[int, re.Match[str]] | None = None
    for number, line in lines.prose():
        found = _ODD.match(line)
        if found is None or (opened is None) != bool(found["info"] or opened is None):
            continue
        if opened is None:
            opened = (number, found)
            continue
        for at, mark in (opened, (number, found)):
            start = lines.starts[at] + mark.start("mark")
            changes.append(Change(start, lines.starts[at] + mark.end("mark"), "```"))
        for inner in range(opened[0] + 1, number):
            start = lines.starts[inner]
            changes.extend(Change(start + m.start(), start + m.end(), m[1]) for m in _ESCAPED.finditer(lines[inner]) if opened[1]["mark"][0] == "\\")
        ledger.repaired(source.span(lines.starts[opened[0]], lines.end(number)), "a code fence behind backslashes, or of full-width signs", "代码围栏被转义或用了全角符号", text="")
        opened = None
    return rewrite(source, changes)


def _stripped(source: Source, ledger: Ledger) -> Source:
    """Without the fences around the whole file: Markdown in a bare fence, in a longer one, or in several."""
    for _ in range(4):
        lines = Lines(source)
        written = [number for number, line in enumerate(lines.all) if line.strip()]
        first, last = (fence_line(at, lines[at]) if written else None for at in ((written or [0])[0], (written or [0])[-1]))
        if first is None or last is None or first.number == last.number or first.prefix or not last.closes(first) or first.lang not in _MARKUP | _TEXT:
            return source
        inside = written[1:-1]
        pairs = _balanced([fence for number in inside if (fence := fence_line(number, lines[number]))], first)
        head = lines[inside[0]] if inside else ""
        again = fence_line(0, head) if len(first.mark) > 3 and first.lang in _MARKUP | _TEXT else None
        headings = [number for number in inside if _HEADING.match(lines[number]) and lines.blank(number + 1)]
        article = bool(_HEADING.match(head)) and (first.lang in _MARKUP or len(headings) >= 2 and any(len(_HEADING.match(lines[n])[1]) > 1 for n in headings))  # type: ignore[index]
        if not pairs or not (article or (again is not None and again.lang in _MARKUP)):
            return source
        changes = []
        for number in (first.number, last.number):
            start, end = lines.whole(number, number)
            changes.append(Change(start, end, "\n"))
            ledger.repaired(source.span(start, end), "the article stood inside a code block", "整篇文章被放在代码块里，已取出")
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


def _broken_apart(source: Source, ledger: Ledger) -> Source:
    """A fence at the end of a line of prose or of code gets a line of its own."""
    lines = Lines(source)
    changes: list[Change] = []
    opened: FenceLine | None = None
    fences = {fence.number: fence for fence in lines.fence_lines}
    for number, line in enumerate(lines.all):
        fence = fences.get(number)
        if fence is not None:
            if opened is None:
                opened = fence
            elif fence.closes(opened):
                opened = None
            continue
        found = _GLUED.match(line) if "```" in line else None
        if found is None or "```" in found["before"] or code_spans(line):
            continue
        mark = lines.starts[number] + found.start("mark")
        indent = re.match(r"[ \t]*", line)[0]  # type: ignore[index]
        if opened is None and not _closing_ahead(lines, number):
            continue
        if opened is None:
            opened = FenceLine(number, indent, found["mark"], found["info"])
        elif not found["info"] and len(found["mark"]) >= len(opened.mark):
            opened = None
        else:
            continue
        ledger.repaired(source.span(mark, lines.end(number)), "a code fence in mid-line begins a line of its own", "行内的代码围栏另起一行")
        changes.append(Change(mark, mark, "\n" + indent))
    return rewrite(source, changes)


def _closing_ahead(lines: Lines, number: int) -> bool:
    """Whether the next fence behind a line is a bare one, as the end of what begins here would be."""
    following = next((fence for fence in lines.fence_lines if fence.number > number), None)
    return following is not None and following.bare


def _unwrapped(source: Source, ledger: Ledger) -> Source:
    """Without the fence around a whole article, or each of several versions of it."""
    lines = Lines(source)
    changes: list[Change] = []
    fences = lines.fence_lines
    for index, fence in enumerate(fences):
        if fence.lang not in _MARKUP or fence.prefix.strip() or not _begins_article(lines, fence, index):
            continue
        until = next((other.number for other in fences[index + 1 :] if other.lang in _MARKUP and other.indent == 0), len(lines))
        close = _outer_close(lines, fence, [other for other in fences[index + 1 :] if other.number < until])
        for outer in (fence, close):
            if outer is not None:
                start, end = lines.whole(outer.number, outer.number)
                changes.append(Change(start, end, "\n"))
                ledger.repaired(source.span(start, end), "the article stood inside a code block", "整篇文章被放在代码块里，已取出")
    return rewrite(source, changes)


def _begins_article(lines: Lines, fence: FenceLine, index: int) -> bool:
    """Whether what a Markdown fence opens is the article itself: it comes first, or it is most of what follows."""
    head = next((number for number in range(fence.number + 1, len(lines)) if not lines.blank(number)), None)
    if head is None or not (_HEADING.match(lines[head]) or lines[head].startswith("---")):
        return False
    stop = next((other.number for other in lines.fence_lines[index + 1 :] if other.closes(fence)), len(lines))
    thoughts = _thoughts(lines, fence.number)
    before = [text for number in range(fence.number) if number not in thoughts and (text := _TAG.sub("", lines[number]).strip(" \t\u3000\ufeff"))]
    plain_end = all(lines.blank(number) for number in range(stop + 1, len(lines)))
    size = sum(len(lines[number]) for number in range(fence.number, len(lines)))
    if not before or (len(before) == 1 and before[0].endswith((":", "：", "。", ".", "!", "！")) and not before[0].startswith("#")):
        return stop >= len(lines) or plain_end or size > 1500 or any(f.lang for f in lines.fence_lines[index + 1 :])
    after_tag = any(_TAG.search(lines[number]) for number in range(max(fence.number - 3, 0), fence.number))
    inside = sum(len(lines[number]) for number in range(fence.number, min(stop, len(lines))))
    headings = sum(bool(_HEADING.match(lines[number])) for number in range(fence.number, len(lines)))
    return after_tag or (headings >= 8 and inside > 0.5 * len(lines.text)) or (stop >= len(lines) and headings >= 6)


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
    if opened is not None and opened.bare and (_prose_after(lines, opened.number) or (opened is inner[-1] and len(lines.text) - lines.end(opened.number) < 400)):
        return opened
    return None


def _prose_after(lines: Lines, number: int) -> bool:
    """Whether nothing, or nothing that looks like code, stands behind a line."""
    rest = [lines[after] for after in range(number + 1, len(lines)) if not lines.blank(after)]
    return not rest or _is_prose(rest[0], "") or bool(_TAG.search(rest[0]))


@dataclass(slots=True)
class _Open:
    """A fenced block that is being read, and the longest mark of the fences inside it."""

    fence: FenceLine
    longest: int = 0


def _paired(source: Source, ledger: Ledger) -> Source:
    """Every block closed where it most likely ends, and outer fences longer than the ones inside."""
    lines = Lines(source)
    changes: list[Change] = []
    stack: list[_Open] = []
    fences = lines.fence_lines
    for index, fence in enumerate(fences):
        top = stack[-1] if stack else None
        if top is None:
            stack.append(_Open(fence))
        elif fence.closes(top.fence):
            stack.pop()
            if stack:
                stack[-1].longest = max(stack[-1].longest, len(fence.mark), len(top.fence.mark))
            elif top.longest >= len(top.fence.mark):
                changes.extend(_longer(source, lines, top, fence, ledger))
        elif fence.bare or fence.mark[0] != top.fence.mark[0] or len(fence.mark) < len(top.fence.mark):
            continue
        elif not _language(fence.info):
            continue
        elif top.fence.lang in _MARKUP and _closes_twice(fences, index, top.fence):
            stack.append(_Open(fence))
        elif len(stack) == 1:
            if _looks_closed(lines, fences, index, top):
                continue
            changes.extend(_closed(source, lines, top.fence, fence.number - 1, ledger))
            stack = [_Open(fence)]
    if stack:
        changes.extend(_closed(source, lines, stack[0].fence, len(lines) - 1, ledger))
    return rewrite(source, changes)


def _language(info: str) -> bool:
    """Whether an info string names a language, and is not text behind a fence that closes."""
    return bool(re.match(r"\s*(?:\{[^}]*\}|[A-Za-z][\w+#.-]*)(?:\s|\{|,|:|$)", info)) and not _CHINESE.search(info[:12])


def _closes_twice(fences: list[FenceLine], index: int, outer: FenceLine) -> bool:
    """Whether two bare fences follow before the next one that names a language: one for the inner block, one for the outer."""
    bare = 0
    depth = 1
    for fence in fences[index + 1 :]:
        if fence.mark[0] != outer.mark[0]:
            continue
        if fence.bare:
            depth -= 1
            bare += 1
            if depth < 0:
                return True
        elif _language(fence.info):
            depth += 1
            if depth > 1:
                return False
    return False


def _looks_closed(lines: Lines, fences: list[FenceLine], index: int, top: _Open) -> bool:
    """Whether a fence with a language inside another block is part of its text (a listing of Markdown, a here-document)."""
    if top.fence.lang not in _MARKUP | _TEXT | {"bash", "sh", "shell", "console", "rst", "org", "html", "vue", "jsx", "tsx"}:
        return False
    following = fences[index + 1 : index + 3]
    if not following or not following[0].bare:
        return False
    if top.fence.lang in _MARKUP:
        return len(following) == 2 and following[1].bare
    return _end_of_code(lines, top.fence, fences[index].number - 1) is None and len(following) == 2 and following[1].bare


def _longer(source: Source, lines: Lines, top: _Open, close: FenceLine, ledger: Ledger) -> list[Change]:
    """The outer fences of a block, one longer than the longest fence inside."""
    mark = top.fence.mark[0] * (max(top.longest, len(top.fence.mark)) + 1)
    made: list[Change] = []
    for fence in (top.fence, close):
        start = lines.starts[fence.number] + len(fence.prefix)
        made.append(Change(start, start + len(fence.mark), mark))
    span = source.span(lines.starts[top.fence.number], lines.end(close.number))
    ledger.repaired(span, "a code block inside a code block of the same fence: the outer fence is longer now", "代码块里套了同样长的围栏，外层已加长", text=top.fence.mark)
    return made


def _closed(source: Source, lines: Lines, opened: FenceLine, last: int, ledger: Ledger) -> list[Change]:
    """A closing fence behind the line where an open block most likely ends; none where it holds nothing."""
    end = _end_of_code(lines, opened, last)
    after = last if end is None else end
    while after > opened.number and lines.blank(after):
        after -= 1
    if after == opened.number:
        start, stop = lines.whole(opened.number, opened.number)
        ledger.removed(source.span(start, stop), "a code fence that opens nothing", "没有内容的代码围栏")
        return [Change(start, stop, "\n")]
    at = lines.end(after)
    line = lines.source.position(source.span(at, at).start).line
    ledger.doubted(
        source.span(lines.starts[opened.number], lines.end(opened.number)),
        f"this code block was never closed; it now ends behind line {line}",
        f"代码块没有结束围栏，现在在第 {line} 行之后结束",
    )
    prefix = re.sub(r"[-*+]|\d+[.)]", lambda found: " " * len(found[0]), opened.prefix)
    return [Change(at, at, f"\n{prefix}{opened.mark}\n")]


def _end_of_code(lines: Lines, opened: FenceLine, last: int) -> int | None:
    """The line before the first that is prose in its own right, None where none is before `last`."""
    for number in range(opened.number + 1, last + 1):
        line = lines[number]
        if line.strip() and _TAG.search(line.strip()) and _TAG.sub("", line).strip()[:1] in ("", "#"):
            return number - 1
        begins = opened.lang not in _MARKUP and (lines.blank(number - 1) or number == opened.number + 1)
        if begins and _is_prose(line, opened.lang) and not line.startswith(("    ", "\t")):
            return number - 1
    return None


def _is_prose(line: str, lang: str) -> bool:
    """Whether a line behind a blank one is not code: a heading, Markdown, or a sentence."""
    stripped = line.strip()
    heading = _HEADING.match(line)
    if heading:
        return len(heading[1]) > 1 or lang not in _HASH_COMMENTS or bool(re.match(r"#\s+\*?\*?(?:第?[\d一二三四五六七八九十]+[.、章节部])", line))
    if _MARKDOWN_SIGN.match(stripped) and lang not in _MARKUP:
        return True
    if _COMMENT.match(line):
        return False
    chinese = len(_CHINESE.findall(stripped))
    if chinese >= 8 and chinese > 0.4 * len(stripped):
        return bool(_SENTENCE_END.search(stripped)) or not _CODE_SIGN.search(stripped)
    return bool(_ENGLISH_SENTENCE.match(stripped)) and not re.search(r"[;{}=]|\(\)", stripped)


def _indented(source: Source, ledger: Ledger) -> Source:
    """The lines of a fenced block in a list as deep as its opening fence, so that the item does not end inside it."""
    lines = Lines(source)
    changes: list[Change] = []
    for block in lines.blocks:
        depth = len(block.opened.prefix) if not block.opened.prefix.strip() else 0
        least = _in_item(lines, block.opened.number, depth) if depth >= 2 and ">" not in block.opened.prefix else 0
        if not least:
            continue
        inside = range(block.opened.number + 1, block.last + 1)
        short = [n for n in inside if lines[n].strip() and len(lines[n]) - len(lines[n].lstrip(" ")) < least]
        if not short:
            continue
        if short == [block.last] and block.closed:
            at = lines.starts[block.last]
            changes.append(Change(at, at + len(lines[block.last]) - len(lines[block.last].lstrip()), " " * depth))
            ledger.repaired(source.span(at, lines.end(block.last)), "the end of a code block in a list was not indented as deep as its beginning", "列表中代码块的结束围栏缩进不够", text="")
            continue
        for number in inside:
            if lines[number].strip():
                changes.append(Change(lines.starts[number], lines.starts[number], " " * depth))
        span = source.span(lines.starts[block.opened.number], lines.end(block.last))
        ledger.repaired(span, "code in a list was not indented as deep as its fence", "列表中的代码没有缩进到围栏的深度", text="")
    return rewrite(source, changes)


def _in_item(lines: Lines, number: int, depth: int) -> int:
    """The columns that a line needs to belong to the list item above it; 0 where there is none."""
    for back in range(number - 1, max(number - 200, -1), -1):
        line = lines[back]
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip(" "))
        if indent < depth:
            found = re.match(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]", line)
            return min(found.end(), depth) if found else 0
    return 0
