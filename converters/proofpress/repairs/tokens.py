"""Control tokens of language models that reached the text: `<|assistant|>`, `[gMASK]`, `<s>`, `[INST]`, turn markers.

They are known by their shape, not by name: bars inside angle brackets, or the few that older models write. At the edge
of a line, or right before a heading, nothing but a machine writes one; in the midst of a sentence it is what the
article speaks of and becomes inline code.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from proofpress.authority import Kind
from proofpress.evidence.citation import DAGGERED
from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, code_spans, inside, lines_of, rewrite
from proofpress.repairs.quoting import Quoting
from proofpress.source import Source
from proofpress.words.references import REFERENCES

BARS = r"<[|｜][A-Za-z_▁][\w▁-]{0,40}[|｜]>"
"""A token between bars, as part of a pattern."""
CONTROL = "a control token of a language model", "语言模型的控制符"
_OTHERS = (
    r"\[/?INST\]|<</?SYS>>|\[[gs]MASK\](?:[ \t]*<?sop>?)?|<sop>|<eop>|<eod>|</?s>|<bos>|<eos>|<(?:start"
    r"|end)_of_turn>|<pad>|<unk>|\[(?:CLS|SEP|PAD|MASK|UNK)\]"
)
_HEADER = (
    r"<[|｜]start_header_id[|｜]>[ \t]*\w{1,20}[ \t]*<[|｜]end_header_id[|｜]>"
    r"|(?:<\|start\|>\w{1,20})?<\|channel\|>[ \t]*\w[^<\n]{0,60}<\|message\|>"
)
_KIND = r"(?:search|view|news|image|file|fetch|academia|reddit|forecast|finance|sports|product|maps?)"
_ONE_CITED = (
    rf"\ue200[^\ue201\n]{{0,200}}\ue201|{DAGGERED}|\[\d{{1,3}}†[^\]\n]{{0,60}}\]"
    r"|:?contentReference\[oaicite:\d{1,4}\](?:\{[^}\n]{0,40}\})?"
    r"|\[{1,2}oaicite:\d{1,4}\]{1,2}(?:\{[^}\n]{0,40}\})?"
    r"|\[cite_(?:start|end)\]|\[cite:[ \t]?\d{1,3}(?:[ \t]?[,–-][ \t]?\d{1,3}){0,30}\]"
    r"|\[span_\d{1,4}\]\((?:start|end)_span\)"
    r"|\[{1,2}citation:\s?\d{1,3}\]{1,2}(?:\([^()\s]{0,300}\))?"
    rf"|(?<![A-Za-z])cite(?:turn\d{{1,3}}{_KIND}\d{{1,3}})+|\bturn\d{{1,3}}{_KIND}\d{{1,3}}\b"
)
_CITED = rf"[(（][ \t]*+(?:{_ONE_CITED})(?:[ \t]*+[,，、;；]?[ \t]*+(?:{_ONE_CITED})){{0,9}}[ \t]*+[)）]|{_ONE_CITED}"
_MACHINE = regex(rf"{_HEADER}|{_CITED}")
_TOPIC = regex(
    "(?:对话|聊天|提示词?|消息|指令|chat)[ -]?模板|ChatML|chat[ -]?templates?|special tokens?|特殊(?:标记"
    "|符号|词元|token)|控制符|对话格式|消息格式|prompt formats?|tokeni[sz]er|分词",
    re.I,
)
_CITATION = regex(_CITED)
_TOKEN = regex(rf"{_HEADER}|{BARS}|{_CITED}|{_OTHERS}")
_BEGIN = regex(r"<[|｜]begin_of_(\w{1,20})[|｜]>$")
_ROLE = regex(r"(?:system|user|assistant|model|human|observation)\b[ \t]*$", re.I)
_HEADING = regex(r"[ \t]*#{1,6}[ \t]*\S")


_MARKS = ("<", "[", "【", "\ue200", "turn")
_SPOKEN_BEFORE = regex(
    r"(?:形如|例如|如|使用|采用|写作|写成|格式[为是]|标记为?|称为|叫做|\b(?:like|as|using|use|uses|format"
    r"|called|marker|token|writes?|prints?|e\.g\.))[ \t]*+[“\"'‘（(:：]?[ \t]*+$",
    re.I,
)
_SPOKEN_BEHIND = regex(
    r"[ \t]*+[”\"'’）)]?[ \t]*+(?:这样|这种|这类|之类|等?标记|格式|标签|占位|表示|指的是|(?:is|are|means?"
    r"|marks?|format|markers?|tokens?|notation|style)\b)",
    re.I,
)


class _Found(NamedTuple):
    """A token in a line: where it stands, and the text before and behind it that is no token."""

    start: int
    end: int
    name: str
    before: str
    after: str
    edge: bool


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without control tokens; those that are its topic become inline code."""
    if (
        not any(mark in source.text for mark in _MARKS)
        or not _TOKEN.search(source.text)
        and not _CALL.search(source.text)
    ):
        return source
    source = _calls(source, ledger)
    lines = lines_of(source)
    found = [(number, one) for number, line in lines.prose() for one in _in_line(line)]
    listed: frozenset[str] | None = None
    known = {one.name for _, one in found if one.edge}
    changes: list[Change] = []
    topic = is_about_tokens(lines)
    shown = _examples(source, lines, found, changes, ledger) if topic else frozenset()
    last = max((number for number, line in enumerate(lines.all) if line.strip()), default=0)
    for number, one in found:
        if number in shown:
            continue
        line, at = lines[number], lines.starts[number]
        start, end = at + one.start, at + one.end
        quoted = lines.quoted[number] is Quoting.INTRODUCED
        spoken = one.name.startswith("<") and (topic and number != last or quoted)
        if cited := _CITES.fullmatch(one.name):
            listed = _listed(lines) if listed is None else listed
            if cited[1] in listed:
                ledger.repaired(source.span(start, end), *_NUMBERED)
                changes.append(Change(start, end, f"[{cited[1]}]"))
                continue
        if (one.edge or (one.name in known and not one.after)) and not spoken:
            role = _ROLE.match(line, one.end) if not one.before else None
            end = at + role.end() if role else end
            if line[one.start - 1 : one.start] == " " and re.match(r"[\s,.;:!?，。；：！？、]|$", line[one.end :]):
                start -= 1
            span = source.span(start, end)
            if not ledger.judged(Kind.CONTROL, span, *CONTROL):
                continue
            changes.append(Change(start, end, "\n\n" if one.before and _HEADING.match(line, one.end) else ""))
        elif one.name.startswith("<") or _CITATION.match(one.name):
            ledger.repaired(
                source.span(start, end), "a token that is spoken of becomes inline code", "文中提到的控制符改为行内代码"
            )
            changes.append(Change(start, end, f"`{one.name}`"))
    return rewrite(source, changes)


_CITES = regex(r"\[{1,2}(?:citation|cite):\s?(\d{1,3})\]{1,2}")
_NUMBERED = "Unexpected mark of a citation, expected its number", "模型的引用标记，已改为文献编号"
_ENTRY = regex(r" {0,3}(?:\[(\d{1,3})\]|(\d{1,3})[.)．、])[ \t]*\S")


def _listed(lines: Lines) -> frozenset[str]:
    """The numbers of the entries under the last heading over references."""
    heads = [
        number for number, line in lines.prose() if (said := _HEADED.match(line)) and REFERENCES.regex.match(said[1])
    ]
    if not heads:
        return frozenset()
    entries = (_ENTRY.match(line) for number, line in lines.prose() if number > heads[-1])
    return frozenset(entry[1] or entry[2] for entry in entries if entry)


_HEADED = regex(r"[ \t]*(?:#{1,6}[ \t]+|\*\*)([^*#:：\n]*+)[*#:：\s]*+$")


def is_about_tokens(lines: Lines) -> bool:
    """True where a heading says that the text is about a model's tokens or templates."""
    return any(_HEADING.match(line) and _TOPIC.search(line) for _, line in lines.prose())


def _examples(
    source: Source, lines: Lines, found: list[tuple[int, _Found]], changes: list[Change], ledger: Ledger
) -> frozenset[int]:
    """The lines of templates that an article about them shows without a fence; each becomes a block of code."""
    shown: set[int] = set()
    numbers = [number for number, _ in found]
    for number, one in found:
        if number in shown or not one.name.startswith("<"):
            continue
        first, last = number, number
        while not lines.blank(first - 1) and not lines.code[first - 1]:
            first -= 1
        while not lines.blank(last + 1) and not lines.code[last + 1]:
            last += 1
        if bisect_right(numbers, last) - bisect_left(numbers, first) > 1 and first < last:
            shown.update(range(first, last + 1))
            start, end = lines.starts[first], lines.end(last)
            changes += [Change(start, start, "\n```text\n"), Change(end, end, "\n```\n")]
            ledger.repaired(
                source.span(start, end),
                "a template that is shown becomes a code block",
                "文中展示的模板改为代码块",
                text="",
            )
    return frozenset(shown)


_INVOKED = regex(
    r"\s*[\[{]|[^<]*?<(?:invoke\s+name=|function=\w|arg_key>)|.*?\"(?:name|arguments|result|output)\"\s*:", re.S
)
CALLS = "tool_(?:calls?|responses?|results?|outputs?|use|code)|function_(?:calls?|results?|responses?|outputs?)"
"""The elements in which models call tools, as part of a pattern."""
_CALL = regex(
    rf"^[ \t]*(?P<open><(?P<name>{CALLS})(?:[ \t][^<>\n]*)?>"
    r"|<(?P<bars>[|｜])tool(?P<gap>▁|_)(?P<part>calls|outputs|calls_section)(?P=gap)begin(?P=bars)>)",
    re.M,
)


def _calls(source: Source, ledger: Ledger) -> Source:
    """Without calls of tools that hold one, what stands right behind such a call as its answer, and either before the
    article's first heading or behind its end."""
    if not _CALL.search(source.text):
        return source
    lines = lines_of(source)
    head = next((lines.starts[number] for number, line in lines.prose() if _HEADING.match(line)), 0)
    about = is_about_tokens(lines)
    changes: list[Change] = []
    end, unclosed = 0, set[str]()
    for found in _CALL.finditer(source.text):
        bars, gap = found["bars"], found["gap"]
        closing = f"</{found['name']}>" if found["name"] else f"<{bars}tool{gap}{found['part']}{gap}end{bars}>"
        if found.start() < end or closing in unclosed or lines.code[lines.line_of(found.start("open"))]:
            continue
        if (close := source.text.find(closing, found.end())) < 0:
            unclosed.add(closing)
            continue
        last, end = end, close + len(closing)
        called = _INVOKED.match(source.text, found.end(), close) if found["name"] else not about
        answers = changes and changes[-1].end == last and not source.text[last : found.start()].strip()
        if called or answers or end <= head or not source.text[end:].strip():
            span = source.span(found.start("open"), end)
            if ledger.judged(Kind.CONTROL, span, "a language model's call of a tool", "模型的工具调用"):
                changes.append(Change(found.start("open"), end, ""))
    return rewrite(source, changes)


def _in_line(line: str) -> list[_Found]:
    """The tokens of a line outside its code spans."""
    matches = list(_TOKEN.finditer(line)) if any(mark in line for mark in _MARKS) else []
    if not matches:
        return []
    spans = code_spans(line)
    if _are_strikes(line, [match for match in matches if not inside(spans, match.start())]):
        return []
    ends = [0, *(match.end() for match in matches)]
    gaps = [
        line[start:end].strip()
        for start, end in zip(ends, [*(match.start() for match in matches), len(line)], strict=True)
    ]
    behind = [""] * len(gaps)
    for index in range(len(gaps) - 1, 0, -1):
        behind[index - 1] = gaps[index] or behind[index]
    found: list[_Found] = []
    before = ""
    for index, match in enumerate(matches):
        before = gaps[index] or before
        after = behind[index]
        if not inside(spans, match.start()):
            spoken = _SPOKEN_BEFORE.search(line[max(match.start() - 30, 0) : match.start()]) or _SPOKEN_BEHIND.match(
                line, match.end()
            )
            certain = (
                (bool(_MACHINE.match(match[0])) and not (spoken and _CITATION.match(match[0])))
                or _framed(matches, index)
                or _in_a_row(matches, gaps, index)
            )
            found.append(
                _Found(match.start(), match.end(), match[0], before, after, certain or _at_edge(before, after))
            )
    return found


def _are_strikes(line: str, matches: list[re.Match[str]]) -> bool:
    """Whether all tokens of a line are pairs of `<s>` around a piece of its text: HTML for what is struck out."""
    if not matches or len(matches) % 2 or any(match[0] != ("<s>", "</s>")[at % 2] for at, match in enumerate(matches)):
        return False
    if re.search(r"\w", re.sub(r"<s>[^<]*+</s>|<[/A-Za-z][^<>]*+>", "", line)) is None:
        return False
    return all(
        _STRUCK.fullmatch(line, opened.end(), closed.start()) and not _SPOKEN_BEHIND.match(line, opened.end())
        for opened, closed in zip(matches[::2], matches[1::2], strict=True)
    )


_STRUCK = regex(r"(?!(?:[和与及到至或]|and|or|to)\Z)[^\s，、；：。,;:](?:.*[^\s，、；：,:])?")


def _framed(matches: list[re.Match[str]], index: int) -> bool:
    """Whether a token and its neighbour frame a piece of the line: `<|begin_of_box|>42<|end_of_box|>`."""
    for at in (index - 1, index):
        if (
            0 <= at < len(matches) - 1
            and (begin := _BEGIN.match(matches[at][0]))
            and re.fullmatch(rf"<[|｜]end_of_{re.escape(begin[1])}[|｜]>", matches[at + 1][0])
        ):
            return True
    return False


def _in_a_row(matches: list[re.Match[str]], gaps: list[str], index: int) -> bool:
    """Whether a token stands among at least three with nothing between them."""
    glued = [
        at
        for at in range(max(index - 2, 0), min(index + 2, len(matches) - 1))
        if matches[at].end() == matches[at + 1].start()
    ]
    return any(at + 1 in glued and index - 2 <= at <= index for at in glued)


def _at_edge(before: str, after: str) -> bool:
    """Whether a token stands where a model's output begins or ends, and not inside a sentence."""
    if (not before and not after) or after.startswith("#"):
        return True
    if not before:
        # "<|endoftext|> 标记表示…" begins a sentence about the token.
        return not re.match(
            r"(?:是|表示|标记|符号|用于|代表|作为|token\b|is\b|marks?\b|means\b|and\b|和|、|,|，)", after
        )
    return not after and not re.search(
        "(?:是|为|用|以|和|与|或|成|出|入|加上|标记|符号|词元|token|with|by|is|as|and|or|use|using|called"
        r"|like|the|a|an|at|of|to|in)\s*[:：]?$",
        before,
        re.I,
    )
