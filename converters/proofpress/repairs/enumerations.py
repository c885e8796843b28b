"""Enumerations with signs that are no list to Markdown: `a)`, `ii.`, `（1）`, `①`, `**1. …**`, one on each line, and
lines that each begin with a bold label (`**Q:**`), are bold as a whole, or are the plain labels and values (`Input: 3`)
that a paragraph consists of.

Markdown joins such lines to one paragraph. Their signs are the author's, and other sentences name them: so each line
becomes a paragraph of its own, and not an item with another sign.
"""

from __future__ import annotations

import re
from itertools import pairwise

from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.markdown.signs import MARKER
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.repairs.paragraphs import paragraphs
from proofpress.source import Source

_SIGN = regex(
    r"[ \t]*(?:\*\*|__)?(?:(?P<circle>[①-⑳⑴-⒇❶-❿➀-➉])|(?P<open>[(（])?(?P<name>\d{1,2}|[A-Za-z]|[ivxIVX]{2,5}|[Ⅰ-Ⅻⅰ-ⅻ]"
    "|[一二三四五六七八九十])"
    r"(?P<close>[)）]|(?(open)(?!)|[.、．])))[ \t\u3000]*(?=\S)(?!\*\*|__)"
)
_LABEL = regex(r"[ \t]*(?:\*\*[^*\n]{1,40}(?:[:：]\*\*|\*\*[:：])|__[^_\n]{1,40}(?:[:：]__|__[:：]))")
_BOLD = regex(r"[ \t]*(?:\*\*(?![\s*])[^*\n]+(?<!\s)\*\*|__(?![\s_])[^_\n]+(?<!\s)__)[ \t]*")
_PLAIN = regex(
    rf"[ \t]*+(?:(?=[^\n:：]*[{chinese.LETTERS}])"
    rf"(?P<wide>[^\W_][^\s:：,，。.;；!?！？|`<>\[\](]{{0,11}})[ \t]?[:：](?![/\\])"
    r"|[A-Za-z][\w/-]*(?: [\w/-]+){0,3}(?: \d+)?[ \t]?(?::(?=[ \t]|$)|：))"
)
"""A short label with its colon: Chinese words, or at most four others."""
_LONGEST = 6
"""The most letters of a Chinese label where only two lines tell."""
_GOES_ON = (",", "，", "、")
_BREAKS = ("  ", "\\")
_BY_MARKDOWN = regex(r"[ \t]*\d{1,9}[.)](?:[ \t]|$)")
_ITEM = regex(rf"[ \t]*{MARKER}[ \t]+")
_CIRCLES = ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", "❶❷❸❹❺❻❼❽❾❿", "➀➁➂➃➄➅➆➇➈➉")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_HANS = "一二三四五六七八九十"


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with a blank line before each line of a paragraph that counts up from the first in signs of one
    kind, or begins with a bold label or is bold as its neighbour is."""
    lines = lines_of(source)
    changes: list[Change] = []
    for paragraph in paragraphs(lines):
        parted: set[int] = set()
        for run in (*_counted(lines, paragraph), *_labelled(lines, paragraph), *_plain(lines, paragraph)):
            if parted.issuperset(run[1:]):
                continue
            parted.update(number for number in run if number > paragraph.start)
            ledger.repaired(
                source.span(lines.starts[run[0]], lines.end(run[-1])),
                f"{len(run)} lines of an enumeration, which Markdown would join",
                f"{len(run)} 行逐条列举，Markdown 会连成一段",
            )
        changes += (Change(lines.starts[number], lines.starts[number], "\n") for number in sorted(parted))
    return rewrite(source, changes)


def _counted(lines: Lines, paragraph: range) -> list[list[int]]:
    """The runs of lines of a paragraph that count from the first of their kind on, each at least two, in order."""
    runs: list[list[int]] = [[]]
    kinds: set[tuple[str, int]] = set()
    for number in paragraph:
        line = lines[number]
        found = None if _BY_MARKDOWN.match(line) else _SIGN.match(line)
        if found is None:
            continue
        here = _values(found)
        goes_on = {(kind, value) for kind, value in here if (kind, value - 1) in kinds}
        if goes_on:
            runs[-1].append(number)
            kinds = goes_on
        elif begins := {(kind, value) for kind, value in here if value == 1}:
            kinds = begins
            runs.append([number])
        elif len(runs[-1]) < 2:
            kinds = set()
    return [run for run in runs if len(run) > 1]


def _labelled(lines: Lines, paragraph: range) -> list[list[int]]:
    """The lines that begin with a bold label and its colon, whatever goes on between them, and the runs of lines, one
    behind the other, that do or are bold as a whole."""
    runs = [[at for at in part if _has_label(lines, at, part)] for part in _parts(lines, paragraph)]
    runs.append([])
    for number in paragraph:
        if _LABEL.match(lines[number]) or _BOLD.fullmatch(lines[number]):
            runs[-1].append(number)
        else:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _goes_on(line: str) -> bool:
    return line.rstrip().endswith(_GOES_ON)


def _plain(lines: Lines, paragraph: range) -> list[list[int]]:
    """The paragraphs, those of items among them, that have a label of its own on each of their lines."""
    parts = _parts(lines, paragraph)
    return [list(part) for part in parts if _is_labelled([lines[number] for number in part])]


def _parts(lines: Lines, paragraph: range) -> list[range]:
    """The lines of a paragraph above its items, and those of each item; at least two."""
    starts = [number for number in paragraph if number == paragraph.start or _ITEM.match(lines[number])]
    return [range(at, end) for at, end in pairwise((*starts, paragraph.stop)) if end - at > 1]


def _has_label(lines: Lines, number: int, part: range) -> bool:
    """Whether a line of a part begins with a bold label, of an item where it stands in it, and the line above has
    ended."""
    item = _ITEM.match(lines[part.start])
    if number == part.start:
        return _LABEL.match(lines[number], item.end() if item else 0) is not None
    if item and not lines[number].startswith("  ") or _goes_on(lines[number - 1]):
        return False
    return _LABEL.match(lines[number]) is not None


def _is_labelled(said: list[str]) -> bool:
    if marker := _ITEM.match(said[0]):
        if any(not line.startswith("  ") for line in said[1:]):
            return False
        said = [said[0][marker.end() :], *said[1:]]
    found = [label for line in said if (label := _PLAIN.match(line))]
    longest = _LONGEST if len(said) == 2 else 2 * _LONGEST
    names = len({label[0].strip() for label in found})
    # In a conversation the same names come again.
    return (
        len(found) == len(said)
        and (names == len(said) or names > 1 and len(said) > 2)
        and all(label["wide"] is None or len(label["wide"]) <= longest for label in found)
        and not any(line.endswith(_BREAKS) or _goes_on(line) for line in said[:-1])
    )


def _values(found: re.Match[str]) -> set[tuple[str, int]]:
    """What a sign may stand for: its kind (its brackets and its alphabet) and its number, from 1."""
    if circle := found["circle"]:
        return {(row[0], row.index(circle) + 1) for row in _CIRCLES if circle in row}
    name, marks = found["name"], ("(" if found["open"] else "") + (")" if found["close"] in ")）" else found["close"])
    if name.isdecimal():
        return {(marks + "1", int(name))}
    if (one := ord(name[0]) - ord("Ⅰ")) in range(32):
        return {(f"{marks}Ⅰ{one // 16}", one % 16 + 1)}
    if name in _HANS:
        return {(marks + "一", _HANS.index(name) + 1)}
    case = "A" if name.isupper() else "a"
    made = {(marks + case + "i", _ROMAN.index(name.lower()) + 1)} if name.lower() in _ROMAN else set()
    if len(name) == 1:
        made.add((marks + case, ord(name.lower()) - ord("a") + 1))
    return made
