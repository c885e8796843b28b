"""Headings that CommonMark does not see (`##标题`, `…。### 标题` at the end of a line) and those that only it sees:
text over a rule."""

from __future__ import annotations

import re

from proofpress.evidence import chinese
from proofpress.evidence.wraps import columns
from proofpress.ledger import Ledger
from proofpress.markdown.signs import PREFIX
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_GLUED = regex(r"^( {0,3})(#{1,6})(?=[^\s#!])(?P<text>.*)$")
_MID_LINE = regex(r"^(?P<before>.*[。！？；.!?>\])）”】])[ \t]*(?P<heading>#{2,6}[ \t]+[^#\s].{0,79})$")
_BOLD = regex(r"^ {0,3}\*\*(?P<heading>#{1,6}[ \t]++[^*\n]{1,80}+)\*\*[ \t]*$")
_RULE = regex(r"^ {0,3}-{3,}[ \t]*$")
_TEXT = regex(r"^ {0,3}[^\s#>|\-*+=`~]")
_HEADING = regex(r"##{1,5}[ \t]+\S")
_EITHER = (
    "one word behind a number sign, which may be a heading or a tag; it stays text",
    "井号后只有一个词，可能是标题也可能是话题标签；保留为正文",
)
_FULLWIDTH = regex(r"^( {0,3})(＃{1,6})[ \t　]*(?=\S)")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with a space behind the signs of every heading, and each on a line of its own."""
    if "#" not in source.text and "＃" not in source.text:
        return source
    lines = lines_of(source)
    changes = _setext(source, lines, ledger)
    is_headed = sum(map(bool, map(_HEADING.match, lines.all))) > 1
    for number, line in lines.prose():
        start = lines.starts[number]
        if (found := _FULLWIDTH.match(line)) and lines.blank(number - 1):
            changes.append(Change(start + found.start(2), start + found.end(), "#" * len(found[2]) + " "))
            ledger.repaired(
                source.span(start, lines.end(number)), "a heading with full-width signs", "标题用了全角井号"
            )
        elif (found := _BOLD.match(line)) and lines.blank(number - 1) and lines.blank(number + 1):
            changes.append(Change(start, lines.end(number), found["heading"]))
            ledger.repaired(
                source.span(start, lines.end(number)), "a heading inside bold marks", "标题写在了加粗标记里"
            )
        elif (found := _GLUED.match(line)) and _is_heading(lines, number, found[2], found["text"]):
            at = start + found.end(2)
            changes.append(Change(at, at, " "))
            ledger.repaired(
                source.span(start, lines.end(number)),
                "a heading without a space behind its signs",
                "标题的井号后缺少空格",
            )
        elif found and is_headed and lines.blank(number - 1) and _may_be_heading(lines, number, found["text"]):
            ledger.doubted(source.span(start, lines.end(number)), *_EITHER)
        elif (
            "##" in line
            and (found := _MID_LINE.match(line))
            and "`" not in line
            and "|" not in found["before"]
            and PREFIX.match(line).end() < found.end("before")  # type: ignore[union-attr]
        ):
            at = start + found.start("heading")
            changes.append(Change(start + found.end("before"), at, "\n\n"))
            ledger.repaired(
                source.span(at, lines.end(number)), "a heading glued to the text before it", "标题与前文粘连"
            )
    return rewrite(source, changes)


def _underlines(rule: str, text: str) -> bool:
    """Whether a rule is drawn as long as the line above it, a wide letter counted once or twice."""
    return len(text) - 1 <= len(rule) <= columns(text) + 1


def _setext(source: Source, lines: Lines, ledger: Ledger) -> list[Change]:
    """A rule right under a line that is no heading by its words, in an article whose headings have signs."""
    signed = sum(bool(re.match(r" {0,3}#{1,6}[ \t]", line)) for _, line in lines.prose())
    changes: list[Change] = []
    for number, line in lines.prose():
        if (
            signed < 2
            or not number
            or not _RULE.match(line)
            or lines.code[number - 1]
            or not _TEXT.match(lines[number - 1])
        ):
            continue
        text = lines[number - 1].strip()
        if (
            text.endswith(tuple("。.；;，,：:！!？?…）)"))
            or (len(text) > 40 or len(line.strip()) > 30)
            and not _underlines(line.strip(), text)
            or re.match(r"(?:作者|来源|本文|author|by|source)\b|.*[:：]\s?\S", text, re.I)
        ):
            ledger.repaired(
                source.span(lines.starts[number - 1], lines.end(number)),
                "a rule under text would make a heading of it",
                "文字下的分隔线会被当作标题",
            )
            changes.append(Change(lines.starts[number], lines.starts[number], "\n"))
    return changes


def _is_heading(lines: Lines, number: int, marks: str, text: str) -> bool:
    """Whether signs without a space are meant as a heading, and not as a hashtag, a colour,
    a reference or a directive."""
    text = text.strip()
    if len(marks) == 1 and "#" in text and not text.endswith("#"):
        return False  # "#topic# words" is a topic of a social network
    if len(text) > 80 or (text[-1:] in "。，,;；" and len(text) > 20):
        return False
    if len(marks) == 1 and text[:1].islower() and text.endswith(_SENTENCE):
        return False
    if re.match(rf"(?:#|\.|\d+\b(?![.、．]|\s*[{chinese.CLASS}])|\{{|\[|\+|=|:|<|>|\||/|\\)", text):
        return False
    if len(marks) > 1:
        return True
    alone = lines.blank(number - 1) and (lines.blank(number + 1) or len(text) <= 40)
    tagged = re.search(r"\s#\S", text) or re.match(
        r"(?:include|define|if|ifdef|ifndef|endif|pragma|else|import|region|endregion|error|line|undef)\b", text
    )
    return bool(
        alone
        and not tagged
        and (re.match(rf"[{chinese.CLASS}\d]", text) or " " in text)
        and (number == 0 or not _hashtag(text))
    )


_SENTENCE = (".", "!", "?", ":", ";")


def _may_be_heading(lines: Lines, number: int, text: str) -> bool:
    """Whether one word behind one sign, which is no heading for certain, stands right above what a section holds."""
    below = number + 1 if not lines.blank(number + 1) else number + 2
    held = below < len(lines) and (lines.code[below] or not lines.blank(below) and not lines[below].startswith("#"))
    return held and text[:1].isalpha() and _hashtag(text.strip())


def _hashtag(text: str) -> bool:
    """One word behind one sign: as likely a hashtag as a heading."""
    return " " not in text and len(text) <= 8 and not re.match(r"\d", text)
