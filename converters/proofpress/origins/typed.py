"""What authors type into a site's rich editor as if it were plain text: Markdown, whole pages, listings line by line.

The site shows the signs as they are. Here they mean again what they were typed for: Markdown is read, a page that is typed
as text is recognised as a second copy of the article, as a listing, or as the only copy, and tags in a sentence are code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from proofpress import normal
from proofpress.ledger import Ledger
from proofpress.origins import typed_math
from proofpress.readers import markdown
from proofpress.readers.html import parse
from proofpress.readers.html import read as read_html
from proofpress.repairs import repaired
from proofpress.source import Piece, Source, Span
from proofpress.tree import (
    Block,
    Code,
    Document,
    Emphasis,
    Heading,
    Image,
    Inline,
    InlineCode,
    InlineMath,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    text_of,
    walk,
)
from proofpress.writer import write

_TAGS = (
    "!doctype|!--|\\?php|\\?xml|a|abbr|article|aside|audio|b|base|blockquote|body|br|button|canvas|caption|center|code|col|dd|details|dialog|div|dl|dt|em|embed|fieldset|figure|font|footer"
    "|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|label|legend|li|link|main|map|marquee|meta|nav|noscript|object|ol|optgroup|option|p|param|picture|pre"
    "|script|section|select|small|source|span|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|u|ul|var|video|math|mrow|mi|mo|mn|msup|router-view|router-link|slot"
)
_MARKUP = re.compile(rf"</?(?:{_TAGS})(?:[\s/>]|$)|<!--|-->", re.I)
_TAG_IN_PROSE = re.compile(rf"(?:</?(?:{_TAGS})(?:\s[^<>\n]{{0,300}})?/?>|<!--[^<>]{{0,200}}-->)+", re.I)
_PAGE_BEGINS = re.compile(r"\s*<(?:!doctype\s+html|html[\s>])", re.I)
_PAGE_ENDS = re.compile(r"</html\s*>", re.I)
_CODE_LINE = re.compile(r"[{};,]\s*$|^\s*(?:[{}).@*]|//|/\*|\*/|\$\w|[\w.#-]+\s*\{|<|[\w-]+\s*:\s*[^\s，。]+;?\s*$)|</\w|=>|\)\s*;|=\s*[\"'\w]")
_WIDE = re.compile(r"[\u4e00-\u9fff，。]")

_HEADING = re.compile(r"#{2,6}[ \t]+\S")
_FENCE = re.compile(r"(?:```|~~~)")
_DELIMITERS = re.compile(r"\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+\|?\s*$")
_MARKED_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s+(?:\*\*\S|`|\[[^\]]+\]\()")
_ITEM = re.compile(r"[-*+]\s+\S")
_BOLD_LINE = re.compile(r"\*\*[^*]+\*\*\s*[:：]?\s*$")
_INLINE = re.compile(r"\*\*\s?(?P<strong>[^\s*](?:[^*]|\*(?!\*))*?)\s?\*\*|(?<!`)(?P<ticks>`+)(?!`)(?P<code>[^`].*?)(?<!`)(?P=ticks)(?!`)|(?P<bang>!?)\[(?P<text>[^\[\]]*)\]\((?P<url>https?://[^()\s]+)\)")


def settled(blocks: tuple[Block, ...], source: Source, ledger: Ledger) -> tuple[Block, ...]:
    """The blocks with what was typed as text read as what it means. `source` is any source of the file."""
    return _settled(blocks, source.root, ledger, blocks)


def _settled(blocks: tuple[Block, ...], root: Source, ledger: Ledger, whole: tuple[Block, ...]) -> tuple[Block, ...]:
    out: list[Block] = []
    run: list[Paragraph] = []
    for block in (*blocks, None):
        if isinstance(block, Paragraph):
            run.append(block)
            continue
        if run:
            lines = [text_of(paragraph).strip() for paragraph in run]
            if typed_math.has_math(lines) and not _evidence(lines):
                for part in _with_math(run):
                    out.extend(_run(part, [text_of(paragraph).strip() for paragraph in part], root, ledger, whole) if isinstance(part, list) else (part,))
            else:
                out.extend(_run(run, lines, root, ledger, whole))
            run = []
        match block:
            case None:
                pass
            case Heading():
                made = _heading(block)
                out.append(replace(made, children=typed_math.inlines(made.children)))
            case Table():
                out.append(_table(block, ledger))
            case Quote():
                out.append(replace(block, children=_settled(block.children, root, ledger, whole)))
            case List():
                out.append(replace(block, items=tuple(_item(item, root, ledger, whole) for item in block.items)))
            case _:
                out.append(block)
    return tuple(out)


def _with_math(run: list[Paragraph]) -> Iterable[list[Paragraph] | Block]:
    """The run cut where a display formula stands."""
    part: list[Paragraph] = []
    for block in typed_math.blocks(run):
        if isinstance(block, Paragraph):
            part.append(block)
            continue
        if part:
            yield part
            part = []
        yield block
    if part:
        yield part


def _table(block: Table, ledger: Ledger) -> Table:
    rows = tuple(
        replace(row, cells=tuple(replace(cell, children=tuple(_inline(typed_math.inlines(cell.children), ledger))) for cell in row.cells))
        for row in block.rows
    )
    return replace(block, rows=rows)


def _item(item: Item, root: Source, ledger: Ledger, whole: tuple[Block, ...]) -> Item:
    return replace(item, children=_settled(item.children, root, ledger, whole))


def _heading(block: Heading) -> Heading:
    """A heading without the signs that were typed into it."""
    first = block.children[0] if block.children else None
    if isinstance(first, Text) and (match := re.match(r"#{1,6}\s+(?=\S)", first.value)):
        return replace(block, children=(replace(first, value=first.value[match.end() :]), *block.children[1:]))
    return block


def _run(run: list[Paragraph], lines: list[str], root: Source, ledger: Ledger, whole: tuple[Block, ...]) -> Iterable[Block]:
    """Paragraphs that follow each other, and the text of each."""
    at = 0
    while at < len(run):
        if _MARKUP.match(lines[at]) and (end := _listing([line if _is_plain(paragraph) else "。" * 30 for paragraph, line in zip(run, lines, strict=True)], at)) > at:
            yield from _page(run[at:end], lines[at:end], root, ledger, whole)
            at = end
            continue
        if (end := _code_lines(run, at)) > at + 2:
            yield _as_code(run[at:end], [_code_of(paragraph) for paragraph in run[at:end]], "")
            ledger.repaired(_cover(run[at:end]), "Unexpected listing line by line, expected one block of code", "逐行书写的代码，已合成一个代码块")
            at = end
            continue
        end = at + 1
        while end < len(run) and not _MARKUP.match(lines[end]) and _code_lines(run, end) <= end + 2:
            end += 1
        yield from _prose(run[at:end], lines[at:end], root, ledger)
        at = end


# Pages and listings


def _is_plain(paragraph: Paragraph) -> bool:
    """True for a paragraph that a listing can take up: nothing in it but text."""
    return all(isinstance(node, Text | InlineCode | Strong | Emphasis | Link) for node in paragraph.children)


def _listing(lines: Sequence[str], at: int) -> int:
    """Where the listing that begins with this line ends; the same line where none begins."""
    if _PAGE_BEGINS.match(lines[at]):
        for end in range(at, len(lines)):
            if _PAGE_ENDS.search(lines[end]):
                return end + 1
    end = last = at
    markup = 0
    while end < len(lines):
        line = lines[end]
        if _MARKUP.search(line) and not (len(_WIDE.findall(_TAG_IN_PROSE.sub("", line))) > 12 and not _MARKUP.match(line)):
            markup += 1
            last = end
        elif _CODE_LINE.search(line) and 3 * len(_WIDE.findall(line)) < len(line):
            last = end
        elif end - last > 2 or len(_WIDE.findall(line)) > 20:
            break
        end += 1
    alone = _TAG_IN_PROSE.fullmatch(lines[at]) is None and last == at
    return last + 1 if last - at >= 2 and markup >= 2 and not alone else at


def _page(run: list[Paragraph], lines: Sequence[str], root: Source, ledger: Ledger, whole: tuple[Block, ...]) -> Iterable[Block]:
    """A listing of markup: a second copy of the article, the article itself, or code."""
    span = _cover(run)
    if _PAGE_BEGINS.match(lines[0]) or sum(len(line) for line in lines) > 2000:
        derived = root.derive(_page_pieces(run))
        said = parse(derived).root
        body = next(said.all("body"), said)
        inside = "".join(body.chars())
        outside = "".join(text_of(block) for block in whole if not (span.start <= block.span.start and block.span.end <= span.end))
        share = _contained(inside, outside)
        letters = sum(char.isalnum() for char in inside)
        if letters > 80 and share > 0.75:
            ledger.removed(span, "a second copy of the article, typed in as the text of a page", "以网页源码形式重复的第二份正文")
            return
        if letters > 400 and letters > 3 * sum(char.isalnum() for char in outside):
            ledger.repaired(span, "Unexpected page as text, expected the article; read as the page it is", "以文本形式出现的网页源码，已按网页读取")
            read = read_html(derived, ledger, roots=(body,)) if body is said else read_html(derived, ledger)
            yield from _settled(read, root, ledger, read)
            return
    lang = "php" if any("<?php" in line for line in lines) else "vue" if lines[0].startswith("<template") else "html"
    ledger.repaired(span, "Unexpected markup typed as text, expected a block of code", "以正文书写的网页源码，已改为代码块")
    yield _as_code(run, list(lines), lang)


def _contained(inside: str, outside: str) -> float:
    """The share of the shingles (runs of six letters) of the one text that stand in the other."""
    letters = "".join(char for char in inside if char.isalnum())
    others = "".join(char for char in outside if char.isalnum())
    shingles = {letters[at : at + 6] for at in range(max(len(letters) - 5, 0))}
    if not shingles:
        return 0.0
    known = {others[at : at + 6] for at in range(max(len(others) - 5, 0))}
    return len(shingles & known) / len(shingles)


def _code_lines(run: list[Paragraph], at: int) -> int:
    """Where the paragraphs that are code and nothing else end."""
    end = at
    while end < len(run) and run[end].children and all(
        isinstance(node, InlineCode) or isinstance(node, Text) and not node.value.strip() for node in run[end].children
    ):
        end += 1
    return end


def _code_of(paragraph: Paragraph) -> str:
    return "".join(node.value for node in paragraph.children if isinstance(node, InlineCode | Text))


def _as_code(run: list[Paragraph], lines: list[str], lang: str) -> Code:
    span = _cover(run)
    return Code("\n".join(lines), lang, span=span, inner=span)


# Markdown


def _prose(run: list[Paragraph], lines: Sequence[str], root: Source, ledger: Ledger) -> Iterable[Block]:
    evidence = _evidence(lines)
    if not evidence:
        at = 0
        while at < len(run):
            if (end := _items_to(lines, at)) > at + 1:
                yield _typed_list(run[at:end], ledger)
                at = end
                continue
            paragraph = run[at]
            yield replace(paragraph, children=tuple(_inline(paragraph.children, ledger))) if _signs(lines[at]) else paragraph
            at += 1
        return
    first, last = evidence[0], evidence[-1] + 1
    for paragraph in run[:first]:
        yield replace(paragraph, children=tuple(_inline(paragraph.children, ledger)))
    derived = root.derive(_pieces(run[first:last]))
    ledger.repaired(_cover(run[first:last]), "Unexpected Markdown shown as text; read as Markdown", "以文本显示的 Markdown，已按 Markdown 读取")
    yield from markdown.read_blocks(repaired(derived, ledger))
    for paragraph in run[last:]:
        yield replace(paragraph, children=tuple(_inline(paragraph.children, ledger)))


_BULLET = re.compile(r"[•●○▪■◆◇◦‣∙➢★☆►▶]\s*(?=\S)")
_NUMBER = re.compile(r"[(（]?(\d{1,2})(?:[、.．]|[)）][、.．]?)\s*(?=[^\d\s])")


def _items_to(lines: Sequence[str], at: int) -> int:
    """Where lines that begin with one bullet, or with numbers that count up, end."""
    end = at
    if _BULLET.match(lines[at]):
        while end < len(lines) and lines[end][:1] == lines[at][:1]:
            end += 1
        return end
    number = _NUMBER.match(lines[at])
    while number and end < len(lines) and (found := _NUMBER.match(lines[end])) and int(found[1]) == int(number[1]) + end - at:
        end += 1
    return end


def _typed_list(run: Sequence[Paragraph], ledger: Ledger) -> List:
    """Lines with bullets or numbers in front of them, as the list that they are."""
    first = text_of(run[0]).strip()
    number = None if _BULLET.match(first) else _NUMBER.match(first)
    items = []
    for paragraph in run:
        children = normal.inlines(_inline(paragraph.children, ledger))
        mark = (_NUMBER if number else _BULLET).match(text_of(children))
        cut = len(mark[0]) if mark else 0
        items.append(Item((replace(paragraph, children=_without(children, cut)),), span=paragraph.span))
    ledger.repaired(_cover(run), "Unexpected bullets or numbers as text, expected a list", "以文字书写的项目符号或编号，已改为列表", text=first)
    return List(tuple(items), int(number[1]) if number else None, span=_cover(run))


def _without(children: tuple[Inline, ...], cut: int) -> tuple[Inline, ...]:
    """The run without its first characters."""
    head = children[0] if children else None
    if isinstance(head, Text):
        rest = head.value[cut:]
        return ((replace(head, value=rest), *children[1:]) if rest else _without(children[1:], cut - len(head.value)))
    if isinstance(head, Strong | Emphasis):
        return (replace(head, children=_without(head.children, cut)), *children[1:]) if cut < len(text_of(head)) else children[1:]
    return children


def _evidence(lines: Sequence[str]) -> list[int]:
    """The lines that are Markdown, where enough of them are so that no other reading is likely."""
    strong: list[int] = []
    weak: list[int] = []
    fences = [index for index, line in enumerate(lines) if _FENCE.match(line)]
    items = [index for index, line in enumerate(lines) if _ITEM.match(line)]
    for index, line in enumerate(lines):
        if _HEADING.match(line) or _MARKED_ITEM.match(line) or _DELIMITERS.match(line) and index and "|" in lines[index - 1]:
            strong.append(index)
        elif line.startswith("|") and line.endswith("|") or line.startswith(("> ", "# ")) or _BOLD_LINE.match(line):
            weak.append(index)
    if len(fences) > 1:
        strong.extend(fences)
    if len(items) > 1:
        (strong or weak).extend(items)
    if not strong:
        return []
    code = sum(bool(_CODE_LINE.search(line)) and not _WIDE.search(line) for line in lines)
    if not fences and code > 0.4 * len(lines):
        return []
    found = sorted({*strong, *weak})
    # An article that is typed Markdown through and through is so to its end: its last list has no other sign.
    return found if len(strong) < 2 else list(range(found[0], len(lines)))


def _page_pieces(run: Sequence[Paragraph]) -> Iterable[Piece]:
    """The lines of a page that is typed as text, formulas with their delimiters again."""
    before: Paragraph | None = None
    for paragraph in run:
        if before is not None:
            yield Piece("\n", before.span.end, max(before.span.end, paragraph.span.start))
        for node in normal.inlines(paragraph.children):
            yield Piece(f"${node.value}$" if isinstance(node, InlineMath) else text_of(node), node.span.start, node.span.end)
        before = paragraph


def _pieces(run: Sequence[Paragraph]) -> Iterable[Piece]:
    """The paragraphs as one text: a line each where a `<br>` parts them, else with a blank line between."""
    before: Paragraph | None = None
    fenced = False
    for paragraph in run:
        if before is not None:
            end, start = before.span.end, paragraph.span.start
            yield Piece("\n" if fenced or _continues(before, paragraph) else "\n\n", end, max(start, end))
        text = text_of(paragraph)
        if _FENCE.match(text.strip()):
            fenced = not fenced
        for node in normal.inlines(paragraph.children):
            if isinstance(node, Text):
                yield Piece(node.value if fenced else _literal(node.value), node.span.start, node.span.end)
            elif fenced:
                yield Piece(text_of(node), node.span.start, node.span.end)
            else:
                yield Piece(write(Document((Paragraph((node,)),))).strip(), node.span.start, node.span.end)
        before = paragraph


def _continues(before: Paragraph, after: Paragraph) -> bool:
    """True for lines of one table, list or quotation, which a blank line would part."""
    first, second = text_of(before).strip(), text_of(after).strip()
    return first.startswith("|") and second.startswith("|") or first.startswith(">") and second.startswith(">") or "|" in first and _DELIMITERS.match(second) is not None


_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")


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


def _inline(children: tuple[Inline, ...], ledger: Ledger) -> Iterable[Inline]:
    """Bold, code, links and tags that were typed into a sentence."""
    if not any(isinstance(node, Text) and _signs(node.value) for node in walk(Paragraph(children))):
        yield from children
        return
    for node in normal.inlines(children, edges=False):
        if isinstance(node, Text) and _signs(node.value):
            yield from _parts(node, ledger)
        elif isinstance(node, Strong | Link):
            yield replace(node, children=tuple(part for child in node.children for part in (_tags(child) if isinstance(child, Text) else (child,))))
        else:
            yield node


def _signs(text: str) -> bool:
    return "**" in text or "`" in text or "](" in text or "<" in text


def _parts(node: Text, ledger: Ledger) -> Iterable[Inline]:
    at = 0
    for match in _INLINE.finditer(node.value):
        made: Inline
        if match["strong"]:
            made = Strong(tuple(_tags(Text(match["strong"], span=node.span))), span=node.span)
        elif match["code"]:
            made = InlineCode(match["code"].strip(), span=node.span)
        elif match["bang"]:
            made = Image(match["url"], match["text"], span=node.span)
        elif match["text"]:
            made = Link(match["url"], (Text(match["text"], span=node.span),), span=node.span)
        else:
            continue
        if at < match.start():
            yield from _tags(replace(node, value=node.value[at : match.start()]))
        yield made
        at = match.end()
    if at:
        ledger.repaired(node.span, "Unexpected Markdown shown as text; read as Markdown", "以文本显示的 Markdown，已按 Markdown 读取", text=node.value)
    if at < len(node.value):
        yield from _tags(replace(node, value=node.value[at:]))


def _tags(node: Text) -> Iterable[Inline]:
    """Text with the tags that it speaks of as code."""
    if "<" not in node.value:
        yield node
        return
    at = 0
    for match in _TAG_IN_PROSE.finditer(node.value):
        if at < match.start():
            yield replace(node, value=node.value[at : match.start()])
        yield InlineCode(match[0], span=node.span)
        at = match.end()
    if at < len(node.value):
        yield replace(node, value=node.value[at:])


def _cover(run: Sequence[Block]) -> Span:
    return run[0].span.cover(run[-1].span)
