"""Bookdown and R Markdown: numbers given by name (`(\\#fig:x)`, `\\@ref(fig:x)`), captions in the options of a chunk,
theorems, boxes and pictures as chunks, texts by reference (`(ref:x)`), parts of a book, values that R computes, and
lines that only TeX reads.

What has a number gets it where it stands and where it is named; equations become TeX's own labels, which
`passes.equations` numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from proofpress import urls
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, Lexed, lex_source
from proofpress.markdown.headings import Heading
from proofpress.markdown.lines import Fence
from proofpress.markdown.mask import unmasked
from proofpress.regex import regex
from proofpress.repairs.dialects import numbering, pandoc
from proofpress.repairs.dialects.options import CHUNK_SIGN
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_SIGN = regex(
    rf"\\@ref\(|\(\\#|`r [^`\n]+`|(?<!#)#{{1,6}} \((?:PART|APPENDIX)\*?\)|\{{[rR][ ,}}]|^[ \t>]*+{CHUNK_SIGN} ", re.M
)
_CHUNK = regex(r"\{(?P<kind>[A-Za-z]\w*+)(?:[ ,]+(?P<label>[\w./-]++)(?![\w. ]*=))?(?P<rest>[^\n]*)\}")
_LABEL = regex(r"\blabel[ ]*=[ ]*[\"']?(?P<label>[\w.-]+)")
_STRING = r"(?:\"(?P<double>(?:[^\"\\]|\\.)*+)\"|'(?P<single>(?:[^'\\]|\\.)*+)')"
_CAPTION = regex(r"\bfig\.cap[ ]*=[ ]*" + _STRING)
_DESCRIBED = regex(r"\bfig\.alt[ ]*=[ ]*" + _STRING)
_TABLE = regex(r"\b(?:kable|kbl|xtable|datatable|pander|set_caption)\(")
_TITLE = regex(r"(?<![\w.])caption[ ]*+=[ ]*+" + _STRING)
_ESCAPED = regex(r"\\([\"'\\])")
_NAME = regex(r"\bname[ ]*=[ ]*(?:\"([^\"\n]*)\"|'([^'\n]*)')")
_STATED = {
    "theorem": "thm", "lemma": "lem", "corollary": "cor", "proposition": "prp", "conjecture": "cnj",
    "definition": "def", "example": "exm", "exercise": "exr", "hypothesis": "hyp",
}  # fmt: skip
_UNNUMBERED = frozenset(("proof", "remark", "solution"))
_DIV = regex(r"^:::++ *+\{\.(?P<kind>[a-z]++)(?: ++#(?P<label>[\w.-]++))?+(?P<rest>[^\n}]*+)\}[ \t]*+$", re.M)
_PLACE = regex(r"\(\\#(?P<kind>[a-z]+):(?P<label>[\w.-]+)\) ?")
_POINTER = regex(r"\\@ref\((?:(?P<kind>[a-z]{2,4}):)?(?P<label>[\w.-]+)\)")
_TEXT = regex(r"^\(ref:(?P<label>[\w.-]+)\) +(?P<words>[^\n]+)$", re.M)
_NAMED = regex(r"\(ref:(?P<label>[\w.-]+)\)")
_PART = regex(r"^(?:#+ +)?(?P<mark>\((?:PART|APPENDIX)\*?\) +)", re.M)
_UNSEEN = regex(r"\binclude[ ]*=[ ]*(?:F|FALSE)\b")
_BOXED = frozenset(("block", "block2"))
_TYPE = regex(r"\btype[ ]*=[ ]*[\"'](?:rmd)?(?P<type>[\w-]++)[\"']")
_DRAWN = regex(
    r"\s*+(?:knitr::)?include_graphics\((?P<said>(?:c\([^()]*+\)|\"[^\"\n]*+\"|'[^'\n]*+'|[^()\"'])*+)\)\s*+"
)
_PATH = regex(r"[\"']((?=[\w~./]*[./])[^\"'\n]++)[\"']")
_VALUE = regex(r"`r [^`\n]++`")
_OPTION = regex(rf"[ \t>]*+{CHUNK_SIGN} (?P<key>[\w.-]++):[ \t]*+(?P<value>[^\n]*+)")
"""An option of a chunk in a line of its own, at its head."""
_OPTIONS = regex(rf"(?m)^[ \t>]*+{CHUNK_SIGN} [^\n]*+")
_CAPTIONED = {"fig": "fig", "tab": "tbl"}


class _Book(NamedTuple):
    """What a chunk is read with: `texts` by their references, `numbers` by kind and label."""

    source: Source
    lines: Lines
    texts: Mapping[str, str]
    numbers: Mapping[str, int]
    ledger: Ledger


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with numbers, captions and titles as the book shows them."""
    if _SIGN.search(source.text) is None:
        return source
    lexed = lex_source(source, ANYBODYS)
    chunks = [(fence, found) for fence in lexed.fences if (found := _CHUNK.fullmatch(fence.text.strip()))]
    texts = {one["label"]: unmasked(source.text, one, "words") for one in _TEXT.finditer(lexed.codeless)}
    numbers = _numbers(lexed, chunks)
    book = _Book(source, lines_of(source), texts, numbers, ledger)
    changes: list[Change] = []
    for fence, found in chunks:
        if fence.closed:
            kind = found["kind"]
            states = kind in _STATED or kind in _UNNUMBERED or kind in _BOXED
            made = _hidden if _is_hidden(book.lines, fence, found) else _statement if states else _drawing
            changes += made(book, fence, found)
    return rewrite(source, [*changes, *_prose(source, lexed, numbers, ledger)])


def _numbers(lexed: Lexed, chunks: list[tuple[Fence, re.Match[str]]]) -> dict[str, int]:
    """The number of each figure, table and statement by its kind and label, in the order of the text."""
    starts = lexed.scan.starts
    found = [(one.start(), one["kind"], one["label"]) for one in _PLACE.finditer(lexed.codeless)]
    found += [(one.start(), _STATED.get(one["kind"], ""), one["label"] or "") for one in _DIV.finditer(lexed.prose)]
    for fence, chunk in chunks:
        label = _label(chunk)
        kind = "fig" if _CAPTION.search(chunk["rest"]) else _STATED.get(chunk["kind"], "")
        if not kind and _tabled(lexed.text[starts[fence.first] : starts[fence.last]]) is not None:
            kind = "tab"
        found.append((starts[fence.first], kind, label))
    counts: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for _, kind, label in sorted(found):
        if kind and kind != "eq" and (not label or f"{kind}:{label}" not in numbers):
            counts[kind] = counts.get(kind, 0) + 1
            numbers[f"{kind}:{label}"] = counts[kind]
    return numbers


def _label(chunk: re.Match[str]) -> str:
    named = _LABEL.search(chunk["rest"])
    return chunk["label"] or (named["label"] if named else "")


def _titled(kind: str, label: str, rest: str, numbers: Mapping[str, int]) -> str:
    """The title of a statement: its number and its name, as one value of an attribute."""
    number = numbers.get(f"{_STATED.get(kind, '')}:{label}") if label else None
    named = _NAME.search(rest)
    name = (named[1] or named[2] or "") if named else ""
    said = " ".join(one for one in (str(number or ""), f"({name})" if name and number else name) if one)
    return f' title="{said}"' if said else ""


def _statement(book: _Book, fence: Fence, found: re.Match[str]) -> Iterator[Change]:
    """A chunk that states something, as a box."""
    lines, source = book.lines, book.source
    head = (lines.starts[fence.first], lines.end(fence.first))
    kind, title = found["kind"], _titled(found["kind"], _label(found), found["rest"], book.numbers)
    if kind in _BOXED:
        typed = _TYPE.search(found["rest"])
        kind = typed["type"] if typed is not None else "note"
    yield Change(*head, f"::: {{.{kind}{title}}}")
    yield Change(lines.starts[fence.last], lines.end(fence.last), ":::")
    book.ledger.repaired(source.span(*head), "a statement as a box", "定理等环境改为提示框")


def _is_hidden(lines: Lines, fence: Fence, found: re.Match[str]) -> bool:
    """Whether neither a chunk nor what it makes is shown."""
    if _UNSEEN.search(found["rest"]):
        return True
    for number in range(fence.first + 1, fence.last):
        if (option := _OPTION.fullmatch(lines[number])) is None:
            return False
        if option["key"] == "include" and option["value"].strip().lower() == "false":
            return True
    return False


def _hidden(book: _Book, fence: Fence, found: re.Match[str]) -> Iterator[Change]:
    """A chunk that runs unseen."""
    del found
    span = book.lines.whole(fence.first, fence.last)
    yield Change(*span, "")
    book.ledger.removed(book.source.span(*span), "a chunk of code that the page does not show", "页面不显示的代码块")


def _drawing(book: _Book, fence: Fence, found: re.Match[str]) -> Iterator[Change]:
    """Below a chunk that draws, what its options say of the picture; those in lines of their own go."""
    lines, source = book.lines, book.source
    label = _label(found)
    last = lines[fence.last]
    margin = last[: len(last) - len(last.lstrip())]
    captions: list[tuple[str, str]] = []
    if (drawn := _CAPTION.search(found["rest"])) is not None:
        # What is shown below is no option without a place.
        captions.append(("fig", _ESCAPED.sub(r"\1", drawn["double"] or drawn["single"] or "")))
        at = lines.starts[fence.first] + lines[fence.first].index(drawn[0])
        before = found["rest"][: drawn.start()]
        yield Change(at - len(before) + len(before.rstrip(" ,")), at + len(drawn[0]), "")
    for number in range(fence.first + 1, fence.last):
        if (option := _OPTION.fullmatch(lines[number])) is None:
            break
        span = lines.whole(number, number)
        yield Change(*span, "")
        book.ledger.removed(source.span(*span), "an option of a chunk of code", "代码块的选项")
        value = option["value"].strip()
        if option["key"] in ("fig-cap", "fig.cap", "tbl-cap", "tab.cap"):
            captions.append(("tab" if option["key"].startswith("t") else "fig", _unquoted(value)))
        elif option["key"] == "label":
            label = value
    code = (lines.end(fence.first), lines.starts[fence.last])
    if (picture := _DRAWN.fullmatch(_OPTIONS.sub("", source.text[slice(*code)]))) is not None:
        paths = [*map(urls.as_target, _PATH.findall(picture["said"]))]
        described = _DESCRIBED.search(found["rest"])
        alt = _ESCAPED.sub(r"\1", described["double"] or described["single"] or "") if described is not None else ""
        if paths:
            first, _ = lines.whole(fence.first, fence.first)
            yield Change(first, lines.end(fence.last), "\n\n".join(f"{margin}![{alt}]({path})" for path in paths))
            head = source.span(first, lines.end(fence.last))
            book.ledger.repaired(head, "a picture that code brings in", "代码引入的图片")
    elif (tabled := _tabled(source.text[lines.end(fence.first) : lines.starts[fence.last]])) is not None:
        captions.append(("tab", tabled))
    end = lines.end(fence.last)
    for kind, caption in captions:
        if not caption:
            continue
        said = _NAMED.sub(lambda named: book.texts.get(named["label"], named[0]), caption)
        yield Change(end, end, f"\n\n{margin}{_lead(kind, label, said, book.numbers)}{said}\n")
        head = source.span(lines.starts[fence.first], lines.end(fence.first))
        if kind == "fig":
            book.ledger.repaired(head, "the caption of what code draws", "代码所绘图的标题", text=said)
        else:
            book.ledger.repaired(head, "the caption of a table that code makes", "代码所生成表格的标题", text=said)


def _tabled(code: str) -> str | None:
    """The caption that a chunk's code gives to the table that it makes."""
    call = _TABLE.search(code)
    found = _TITLE.search(code, call.end()) if call is not None else None
    return _ESCAPED.sub(r"\1", found["double"] or found["single"] or "") if found is not None else None


def _unquoted(value: str) -> str:
    """A value of YAML in one line, without its quotes."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        return _ESCAPED.sub(r"\1", value[1:-1])
    return value[1:-1].replace("''", "'") if len(value) > 1 and value[0] == value[-1] == "'" else value


def _lead(kind: str, label: str, beside: str, numbers: Mapping[str, int]) -> str:
    number = numbers.get(f"{kind}:{label}")
    return numbering.lead(_CAPTIONED[kind], number, beside) if number and kind in _CAPTIONED and label else ""


def _prose(source: Source, lexed: Lexed, numbers: Mapping[str, int], ledger: Ledger) -> Iterator[Change]:
    """Numbers and references in running text, equations included; parts of a book; values."""
    seen = lexed.codeless
    headings = {heading.id: heading for heading in lexed.headings if heading.id}
    for found in _PLACE.finditer(seen):
        span = source.span(*found.span())
        line = seen[found.end() : found.end() + 40].split("\n")[0]
        made = (
            f"\\label{{eq:{found['label']}}}"
            if found["kind"] == "eq"
            else _lead(found["kind"], found["label"], line, numbers)
        )
        yield Change(*found.span(), made)
        ledger.repaired(span, "the name of what has a number", "编号对象的名称改为编号")
    for found in _POINTER.finditer(lexed.prose):
        span = source.span(*found.span())
        made = _shown(found, numbers, headings, source.text)
        if not made:
            ledger.doubted(span, "a reference to what is not here", "交叉引用的对象不在文中")
            continue
        yield Change(*found.span(), made)
        ledger.repaired(span, *numbering.SAID)
    for found in _TEXT.finditer(lexed.prose):
        yield Change(*found.span(), "")
        ledger.repaired(source.span(*found.span()), "a text that stands where it is named", "文本引用移到引用处")
    for found in _DIV.finditer(lexed.prose):
        rest = unmasked(source.text, found, "rest")
        if found["kind"] in _STATED and (title := _titled(found["kind"], found["label"] or "", rest, numbers)):
            yield Change(*found.span(), f"::: {{.{found['kind']}{title}}}")
    for found in _PART.finditer(lexed.prose):
        yield Change(*found.span("mark"), "" if found[0].startswith("#") else "# ")
        ledger.removed(source.span(*found.span("mark")), "a mark of a book's parts", "书籍结构标记")
    for found in pandoc.LAYOUT.finditer(lexed.prose):
        yield Change(*found.span(), "")
        ledger.removed(source.span(*found.span()), *pandoc.PRINTED)
    for span in lexed.code_spans:
        if _VALUE.fullmatch(source.text, span.start, span.end):
            ledger.doubted(source.span(*span), "a value that only R computes", "由 R 计算的值")


def _shown(found: re.Match[str], numbers: Mapping[str, int], headings: Mapping[str, Heading], text: str) -> str:
    """What a reference shows: a number, a link to a section under its title; "" where nothing bears the name."""
    kind, label = found["kind"], found["label"]
    if kind == "eq":
        return f"\\eqref{{eq:{label}}}" if f"(\\#eq:{label})" in text else ""
    heading = headings.get(f"{kind}:{label}" if kind else label)
    if heading is not None:
        return f"[{heading.title}](#{heading.id})"
    number = numbers.get(f"{kind}:{label}")
    return str(number) if number else ""
