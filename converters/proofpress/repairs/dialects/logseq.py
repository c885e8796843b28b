"""Logseq's pages: an outline whose blocks bear properties (`id:: …`), states (`TODO`), references to other blocks and
quotes between lines of `#+BEGIN_QUOTE`.

Each sign is read only in a page that bears one which nobody else writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex, lex_source
from proofpress.markdown.mask import unmasked
from proofpress.markdown.ticks import fence_around
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_UUID = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
_SURE = regex(
    rf"^[ \t]*+(?:[-*][ \t]+)?(?:id:: {_UUID}|collapsed:: (?:true|false)|logseq\.[\w.-]+:: |:LOGBOOK:[ \t]*$)"
    rf"|\(\({_UUID}\)\)|^[ \t]*+-[ \t]+#\+BEGIN_\w+"
    r"|\{\{(?:embed[ \t]+(?:\(\(|\[\[)|query[ \t]+\(|cloze[ \t]+\S|renderer[ \t]+:)",
    re.M | re.I,
)
_OWN = regex(
    r"[ \t]*+(?:[-*][ \t]+)?(?P<key>id|collapsed|heading|background-color|template(?:-including-parent)?|public"
    r"|(?:ls|hl|query|logseq|card|file)[\w.-]*+):: ?(?P<value>[^\n]*+)"
)
"""Properties that only the program reads."""
_PROPERTY = regex(r"[\w-]+:: ")
_ANY = regex(r"[ \t]*+(?:[-*][ \t]+)?(?P<key>[\w./-]++)(?P<sign>::)[ \t]++\S[^\n]*+")
"""A property of its author's."""
_NUMBERED = regex(r"[ \t]*+(?:[-*][ \t]+)?logseq\.order-list-type:: number[ \t]*+")
_AREA = regex(r"[ \t]*+[-*][ \t]+(?P<sign>\[:span\])[ \t]*+")
"""What stands for a part of a page of a PDF that was marked as a picture."""
_PLANNED = regex(r"[ \t]*+(?P<plan>(?:(?:SCHEDULED|DEADLINE): <[^<>\n]+>[ \t]*+)+)")
_DRAWER = regex(r"[ \t]*+:[A-Z][A-Z0-9_-]*+:[ \t]*+")
_STATE = regex(
    r"(?P<lead>[ \t]*+[-*][ \t]+)(?P<state>TODO|DOING|LATER|NOW|WAITING|WAIT|IN-PROGRESS|DONE|CANCELL?ED)"
    r"(?:[ \t]+\[#(?P<first>[ABC])\])?[ \t]++(?=\S)"
)
_BOX = {"DONE": "x", "CANCEL": "-"}
"""The signs of states that are not open; GFM has none for a task that was given up."""
_BULLET = regex(r"[ \t]*+[-*][ \t]++")
_HEADING = regex(r"#{1,6}[ \t]++")
_BLOCK = regex(r"(?P<lead>[ \t]*+(?:[-*][ \t]++)?)#\+BEGIN_(?P<kind>\w++)(?P<rest>[^\n]*+)", re.I)
_BOXES = frozenset(("note", "tip", "important", "caution", "warning"))
_FENCED = frozenset(("src", "example", "export"))
_SIGN = regex(
    rf"(?P<named>\[(?P<words>[^\[\]\n]+)\]\((?:\({{1,2}}(?P<block>{_UUID})\){{1,2}}|\[\[(?P<page>[^\[\]\n]+)\]\])\))"
    rf"|\{{\{{embed[ \t]+(?:\(\((?P<whole>{_UUID})\)\)|(?P<other>\[\[[^\[\]\n]+\]\]))[ \t]*\}}\}}"
    rf"|\(\((?P<part>{_UUID})\)\)|\{{\{{(?:video|youtube|tweet|twitter)[ \t]+(?P<film>https?://[^\s{{}}]+)[ \t]*\}}\}}"
    r"|\{\{cloze[ \t]+(?P<hidden>[^{}\n]+)\}\}|(?P<run>\{\{(?:query|renderer)\b[^\n]*?\}\})"
    r"|(?<![!\[\\])\[\[(?P<day>[^\[\]\n#|]+,[^\[\]\n#|]+)\]\](?![\](\[:])"
    r"|(?<=\))(?P<size>\{:[^{}\n]*\})|\^\^(?P<marked>[^^\n]+)\^\^|#(?=\[\[)(?P<tag>)",
    re.I,
)


def is_page(text: str) -> bool:
    """Whether a text bears a sign which nobody but Logseq writes."""
    return _SURE.search(text) is not None


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with what Logseq shows, in Markdown's own form; what only the program reads is in the ledger."""
    if not is_page(source.text):
        return source
    seen = lex_source(source, ANYBODYS).codeless
    if not is_page(seen):
        return source
    lines = lines_of(source)
    changes = [*_lines(source, lines, ledger), *_signs(source, seen, _blocks(lines), ledger)]
    return rewrite(source, _apart(sorted(changes)))


def _apart(changes: list[Change]) -> Iterator[Change]:
    """Changes of which none stands within another: a line that goes takes its signs with it."""
    end = -1
    for change in changes:
        if change.start >= end:
            yield change
            end = change.end


def _blocks(lines: Lines) -> dict[str, str]:
    """The first line of each block that has an id, by the id."""
    found: dict[str, str] = {}
    last = ""
    for line in lines.all:
        if (own := _OWN.fullmatch(line)) and own["key"] == "id":
            found[own["value"].strip()] = last
        elif bullet := _BULLET.match(line):
            last = _HEADING.sub("", line[(_STATE.match(line) or bullet).end() :].strip())
    return found


def _lines(source: Source, lines: Lines, ledger: Ledger) -> Iterator[Change]:
    """Properties and drawers go; states become boxes to tick, blocks of Org quotes and listings."""
    margin = [line for at, line in lines.prose() if line[:1].strip() and not _PROPERTY.match(line)]
    outline = sum(line.startswith(("- ", "* ")) or line in ("-", "*") for line in margin) * 10 >= len(margin) * 9
    number = 0
    head = True
    while number < len(lines):
        line, start = lines[number], lines.starts[number]
        last = number
        said = _ANY.fullmatch(line)
        if _DRAWER.fullmatch(line):
            last = next(
                (n for n in range(number, min(number + 400, len(lines))) if lines[n].strip().upper() == ":END:"), number
            )
        bullet = _BULLET.match(line)
        own = last > number or _OWN.fullmatch(line) or said and head and not bullet
        if lines.code[number]:
            head = False
            number += 1
            continue
        if own:
            span = lines.whole(number, last)
            yield Change(start + bullet.end() if bullet else span[0], lines.end(last) if bullet else span[1], "")
            ledger.removed(source.span(*span), "what only the program of an outline reads", "大纲软件的属性")
            if _NUMBERED.fullmatch(line):
                yield from _number(source, lines, number, ledger)
        elif said and bullet:
            yield Change(start + said.start("sign"), start + said.end("sign"), ":")
            ledger.repaired(source.span(start, lines.end(number)), "a property of a block as text", "块属性改为文字")
        elif area := _AREA.fullmatch(line):
            span = (start + area.start("sign"), start + area.end("sign"))
            yield Change(*span, _page(lines, number))
            ledger.removed(
                source.span(*span), "a part of a PDF as a picture, which is not here", "PDF 区域标注的图片，此处没有"
            )
        elif planned := _PLANNED.fullmatch(line):
            span = (start + planned.start("plan"), start + planned.end("plan"))
            yield Change(*span, f"({re.sub('[<>]', '', planned['plan']).strip()})")
            ledger.repaired(source.span(*span), "the date of a task as text", "任务的日期改为文字")
        elif outline and (found := _STATE.match(line)):
            box = f"[{_BOX.get(found['state'][:6], ' ')}] "
            yield Change(start + found.start("state"), start + found.end(), box)
            ledger.repaired(
                source.span(start + found.start("state"), start + found.end()),
                "the state of a task",
                "任务状态改为任务列表",
            )
        elif found := _BLOCK.fullmatch(line):
            yield from _between(source, lines, number, found, ledger)
        head = bool(own or bullet or head and not line.strip())
        number = last + 1


def _page(lines: Lines, number: int) -> str:
    """What stands for a part of a page, that what is noted of it stays below it: the page's number."""
    for line in lines.all[number + 1 : number + _HEAD]:
        if (own := _OWN.fullmatch(line)) is None or _BULLET.match(line):
            break
        if own["key"] == "hl-page":
            return f"第 {own['value'].strip()} 页" if chinese.wide(lines.text) else f"p. {own['value'].strip()}"
    return "…"


def _number(source: Source, lines: Lines, number: int, ledger: Ledger) -> Iterator[Change]:
    """The block that a property on line `number` numbers: its bullet, and all that belongs to it one column in."""
    first = next((n for n in range(number, max(number - _HEAD, -1), -1) if _BULLET.match(lines[n])), -1)
    if first < 0:
        return
    lead = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
    at = lines.starts[first] + len(lead)
    yield Change(at, at + 1, "1.")
    ledger.repaired(source.span(at, at + 1), "a block with a number as an item with one", "编号块改为有序列表项")
    for n in range(first + 1, len(lines)):
        if not (line := lines[n]).strip():
            continue
        if not line.startswith((lead + " ", lead + "\t")):
            break
        if n != number:
            yield Change(lines.starts[n] + len(lead), lines.starts[n] + len(lead), " ")


_HEAD = 40
"""Most lines of properties above one."""


def _between(source: Source, lines: Lines, number: int, found: re.Match[str], ledger: Ledger) -> Iterator[Change]:
    """A block as a quote or a listing: its first line, its last one, and the marks of those between."""
    start, lead = lines.starts[number], found["lead"]
    kind = found["kind"].lower()
    end = f"#+end_{kind}"
    last = next((n for n in range(number + 1, len(lines)) if lines[n].strip().lower() == end), -1)
    if last < 0:
        return
    if kind == "comment":
        whole = lines.whole(number, last)
        yield Change(*whole, "")
        ledger.removed(source.span(*whole), "a comment", "注释")
        return
    for span in ((start + len(lead), lines.end(number)), (_margin(lines, last), lines.end(last))):
        ledger.repaired(source.span(*span), "a block between lines of Org", "Org 块语法改为引用或代码")
    if kind in _FENCED:
        fence = fence_around("\n".join(lines.all[number + 1 : last]))
        yield Change(start + len(lead), lines.end(number), fence + (found["rest"].split() or [""])[0])
        yield Change(_margin(lines, last), lines.end(last), fence)
        return
    quoted = kind in _BOXES or kind == "quote"
    first = number + 1
    if kind in _BOXES:
        yield Change(start + len(lead), lines.end(number), f"> [!{kind}]")
    else:
        # What is quoted begins in the place of the line that opens the quote.
        yield Change(start + len(lead), _margin(lines, first), "> " if quoted and last > first else "")
        first += 1
    for between in range(first, last) if quoted else ():
        yield Change(_margin(lines, between), _margin(lines, between), "> ")
    yield Change(lines.starts[last] - 1, lines.end(last), "")


def _margin(lines: Lines, number: int) -> int:
    """Where the words of a line begin."""
    return lines.starts[number] + len(lines[number]) - len(lines[number].lstrip())


def _signs(source: Source, seen: str, blocks: dict[str, str], ledger: Ledger) -> Iterator[Change]:
    """References, films, sizes of pictures and marks in running text."""
    known: dict[str, str] = {}
    for found in _SIGN.finditer(seen):
        span = source.span(*found.span())
        ident = found["whole"] or found["part"]
        if found["run"] or found["size"]:
            yield Change(*found.span(), "")
            ledger.removed(span, "what only the program of an outline reads", "大纲软件的属性")
            continue
        if ident and not blocks.get(ident):
            ledger.doubted(span, "a block of another page, which is not here", "其他页面中的块，此处没有")
            continue
        if ident and ident not in known:
            known[ident] = _brought(blocks, ident)
        made = known[ident] if ident else _shown(source.text, found)
        if found["part"] and _GOES_ON.match(seen, found.end()):
            made = made[:-1] if made.endswith(_STOPS) and not made.endswith("..") else made
        yield Change(*found.span(), made)
        ledger.repaired(span, "a sign of an outline as what it shows", "大纲软件的标记改为所显示的内容")


_GOES_ON = regex(rf"[ \t]*+[a-z,.;:!?)\u3001\u3002\uff01\uff09\uff0c\uff1a\uff1b\uff1f{chinese.LETTERS}]")
"""What stands behind a reference in the middle of a sentence."""
_STOPS = (".", "。")


def _shown(text: str, found: re.Match[str]) -> str:
    """What a sign shows that refers to no block; "" where it shows nothing."""
    words, page, other, hidden, film, marked, day = (
        unmasked(text, found, name) for name in ("words", "page", "other", "hidden", "film", "marked", "day")
    )
    made = f"[[{page}|{words}]]" if page else words or other or hidden or day
    return (made or (f"<{film}>" if film else f"=={marked}==" if marked else "")).strip()


def _brought(blocks: dict[str, str], ident: str, above: str = "") -> str:
    """The text of a block as its own place shows it, with short blocks that it refers to in their turn."""
    text = blocks[ident]
    seen = lex(text, ANYBODYS).codeless
    made: list[str] = []
    at = 0
    for found in _SIGN.finditer(seen):
        inner = found["whole"] or found["part"]
        if not inner:
            shown = "" if found["run"] or found["size"] else _shown(text, found)
        elif above or inner == ident or not 0 < len(blocks.get(inner, "")) <= _SHORT:
            shown = found[0]
        else:
            shown = _brought(blocks, inner, ident)
        made += [text[at : found.start()], shown]
        at = found.end()
    return "".join([*made, text[at:]]).strip()


_SHORT = 400
