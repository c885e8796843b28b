"""What was said to a language model and reached its text: a user's turn between two marks of a chat, the frame of an
agent before its answer, and a conversation that went on behind the article, its marks stripped to a glued word.

A conversation that is one from its beginning is read by its origin; here one article holds some of its turns.
"""

from __future__ import annotations

import re

from proofpress.authority import Kind
from proofpress.evidence.quoted import COLON
from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.repairs.quoting import Quoting
from proofpress.repairs.tokens import BARS, is_about_tokens
from proofpress.source import Source
from proofpress.words import answer

_ASKED = regex(
    r"^(?:<[|｜](?:im_start|start_header_id)[|｜]>[ \t]*(?:user|system)\b(?:<[|｜]end_header_id[|｜]>)?"
    r"|<[|｜](?:user|system)[|｜]>|<start_of_turn>user\b)",
    re.I | re.M,
)
_NEXT = regex(rf"{BARS}|<(?:start|end)_of_turn>")
_LONGEST = 600
_STRUCTURED = regex(r"[ \t]*(?:#{1,6}[ \t]|\|)")
_GLUED = regex(r"(?<=[.!?。！？)）\"”'’…])(?:assistant|user)[ \t]*$", re.M)
_THOUGHT = regex(r"[ \t*_]*(?:thought|thinking|思考)[ \t]*[:：]", re.I)
_ANSWER = regex(r"[ \t*_]*(?:final answer|最终(?:答案|回答|答复))[ \t]*[:：][ \t*_]*", re.I)
_ACTED = regex(r"[ \t*_]*(?:action(?: input)?|observation|行动|动作|观察)[ \t*_]*[:：]", re.I)
"""What only an agent's record has between its thoughts."""
_FRAME = 40
"""So many lines of an agent's frame may stand before its answer."""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without turns that are no part of the article."""
    return _talked_on(_unframed(_unasked(source, ledger), ledger), ledger)


def _unasked(source: Source, ledger: Ledger) -> Source:
    """Without the turns of a user between marks, unless the article speaks of such marks or shows them."""
    if not _ASKED.search(source.text):
        return source
    lines = lines_of(source)
    if is_about_tokens(lines):
        return source
    changes: list[Change] = []
    for found in _ASKED.finditer(source.text):
        close = _NEXT.search(source.text, found.end())
        number = lines.line_of(found.start())
        if close is None or lines.code[number] or lines.quoted[number] is not Quoting.NONE or _is_shown(lines, number):
            continue
        said = source.text[found.end() : close.start()]
        if not _asks(said) or _holds_more(lines, number, lines.line_of(close.start())):
            continue
        span = source.span(found.start(), close.start())
        if ledger.judged(Kind.CONTROL, span, "a user's turn of a conversation", "对话中用户的发言"):
            changes.append(Change(found.start(), close.start(), "\n\n"))
    return rewrite(source, changes)


def _asks(said: str) -> bool:
    """Whether a turn is one paragraph that asks for more; a mark may have leaked before the article's own text."""
    said = said.strip()
    return len(said) <= _LONGEST and "\n\n" not in said and said[:1] != "#" and bool(answer.ASKED.regex.search(said))


def _is_shown(lines: Lines, number: int) -> bool:
    """Whether the text before a line shows what follows: it ends in a colon, or is a heading."""
    before = (_NEXT.sub("", lines[at]).strip() for at in range(number - 1, -1, -1))
    said = next((line for line in before if line), "")
    return said.startswith("#") or COLON.search(said) is not None


def _holds_more(lines: Lines, first: int, last: int) -> bool:
    """Whether these lines, but for the first, hold more than prose: code, a heading, a table."""
    return any(lines.shown[number] or _STRUCTURED.match(lines[number]) for number in range(first + 1, last + 1))


def _unframed(source: Source, ledger: Ledger) -> Source:
    """Without "Thought: … Final Answer:", as an agent's program prints it, before the article's first heading: a record
    of what it did, or a thought about nothing but the answer."""
    lines = lines_of(source)
    numbers = [number for number, line in enumerate(lines.all[:_FRAME]) if line.strip()]
    if not numbers or not (_THOUGHT.match(lines[numbers[0]]) or _ANSWER.match(lines[numbers[0]])):
        return source
    for place, number in enumerate(numbers):
        if _STRUCTURED.match(lines[number]):
            break
        if found := _ANSWER.match(lines[number]):
            rest = lines[number][found.end() :] or "".join(lines[at] for at in numbers[place + 1 : place + 2])
            if not (rest.startswith("#") or rest.startswith("**") and number != numbers[0]):
                break
            end = lines.starts[number] + found.end()
            span = source.span(lines.starts[numbers[0]], end)
            if place and not any(map(_is_an_agents, (lines[at] for at in numbers[:place]))):
                ledger.doubted(
                    span, "perhaps the frame of an agent's answer; kept", "可能是智能体答案前的框架文字，已保留"
                )
                break
            if ledger.judged(Kind.CONTROL, span, "the frame of an agent's answer", "智能体答案前的框架文字"):
                return rewrite(source, [Change(0, end, "")])
    return source


def _is_an_agents(line: str) -> bool:
    """Whether a line before an answer says what was done, or that the answer is ready."""
    return _ACTED.match(line) is not None or answer.REASONED.regex.search(line) is not None


def _talked_on(source: Source, ledger: Ledger) -> Source:
    """Without a conversation behind the article: turns of prose, whose mark is the word "assistant" glued to what was
    said before."""
    lines = lines_of(source)
    found = [one for one in _GLUED.finditer(source.text) if not lines.code[lines.line_of(one.start())]]
    if len(found) < 2 or not any(one[0].startswith("assistant") for one in found):
        return source
    start = found[0].start()
    if len(source.text) > 2 * start or _holds_more(lines, lines.line_of(start), len(lines) - 1):
        return source
    span = source.span(start, len(source.text.rstrip()))
    if not ledger.judged(Kind.CONTROL, span, "a conversation behind the article", "文章之后的对话"):
        return source
    return rewrite(source, [Change(start, len(source.text), "\n")])
