"""Who speaks in a conversation kept as text: the marks of turns, in the notations that chats are copied, exported or
stored in.

A mark is a role before a colon or alone in a heading or in bold; a token of a model's template; or a heading that says
who did what ("you asked", "kimi response", "我的提问"). The last are an author's words too, so they have to prove
themselves: by an address of a chat product above them, by repeating, or by dividing all that follows.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from proofpress.evidence.wraps import columns
from proofpress.markdown.signs import FENCE
from proofpress.origins.exported_head import Head
from proofpress.origins.speaker_lines import DECORATED, ROBOT, Alone, kind, known, name_alone, role_in, sentence
from proofpress.regex import regex
from proofpress.repairs.lines import Lines, code_spans, inside, lines_of
from proofpress.source import Source
from proofpress.words import chat

_TOKEN = regex(
    r"(?:\[gMASK\])?(?:<?sop>?)?<[|｜](?:(?:im_start|start_header_id)[|｜]>[ \t]*)?(?P<role>user|assistant"
    r"|system|model|observation|User|Assistant)(?:[|｜]>|(?:<[|｜]end_header_id[|｜]>)?[ \t]*$)"
    r"|<start_of_turn>(?P<turn>user|model)\b",
    re.M,
)
_PERSON = regex(r"(?:user|you|human|me|用户|我|你|您|人类)$", re.I)
_AGENT = regex(r"(?:[\w.-]+[ \t])?(?:cursor|agent|codex|windsurf|cline|copilot|智能体|ai)$", re.I)
"""Names of programs that speak in an editor; each is a word of articles too."""
_WORKED = regex(rf"\s*(?:{FENCE}|<details\b|[\[{{])")
_INST = regex(r"<s>\s*\[INST\]|\[INST\]|\[/INST\]")
_HEADS = regex(r"[ \t]*#{1,6}[ \t]*\S|\s*\Z")
_RULE = regex(r"[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$")
_LONGEST_BEFORE = 600
_NO_WORDS = regex(r"[\d\W]+")
_IN_HEADING = regex(r"[ \t]*#{1,6}[ \t]++[^:：\n]++$", re.M)
_PAIR = 3
"""The marks of one question and its answer, with one of instructions."""
_OPENING = 200
_DIGITS = regex(r"\d+")
_SECTION = regex(r"^#{1,6}[ \t]", re.M)
_OPENS = regex(r"<think|#{1,6}[ \t]")
"""What only a machine's turn opens with on the line of its mark: a thought or a heading."""


class Turn(NamedTuple):
    """Who speaks, where the mark stands, and where the words begin and end."""

    role: str
    mark: int
    start: int
    end: int


class _Mark(NamedTuple):
    role: str
    start: int
    end: int
    form: str = ""
    """What a heading that says who did what has before its words and for words; "" for any other mark."""
    alone: bool = False
    """Whether it is a name alone on its line, with its time or of a program's own."""
    model: bool = False
    """Whether it is the heading "model", which articles have too."""
    heading: str = ""
    """The level of a heading that a name is alone in, and the name; "" for any other mark."""
    written: str = ""
    """How a role before its colon or in a heading is written, a machine's without its name; "" for any other mark."""
    said: bool = False
    """Whether words stand behind it on its line."""


def turns(body: Source, head: Head | None = None, *, bare: bool = False) -> list[Turn]:
    """The turns of a conversation; none where there is just one side,
    or where names are just words at the start of lines. `head`: what its exporter says of it, which is gone where the
    text is `bare`."""
    if found := _instructions(body.text):
        return found
    sourced = head is not None and head.product
    lines = lines_of(body)
    marks = _tokens(lines)
    sides = {mark.role for mark in marks}
    before = body.text[: marks[0].start] if marks else ""
    if {"user", "machine"} <= sides:
        return [] if _is_example(before, len(marks)) or _leaked(before, marks, body.text) else _between(marks, body)
    if {"system", "machine"} <= sides and marks[0].role == "system" and not before.strip():
        return _between(marks, body)
    start = head.spans[-1][1] if head is not None and not bare else 0
    named = _marks(lines, start, head is not None and head.certain)
    # What a token begins, no word before a colon ends.
    told = [mark for mark in named if mark.start < marks[0].start] + marks if "machine" in sides else named
    marks = _proven(told, lines, sourced)
    if sum(mark.role == "machine" for mark in marks) == 1:
        marks = [mark for mark in marks if not mark.model or DECORATED.match(body.text, mark.start) is None]
    sides = {mark.role for mark in marks}
    if "machine" not in sides or "user" not in sides and not sourced:
        return []
    first = next(mark for mark in marks if mark.role in ("user", "system") or sourced)
    before = head.without(body.text, first.start) if start and head is not None else body.text[: first.start]
    if (
        len(before.strip()) > _LONGEST_BEFORE
        or not sourced
        and (
            marks[0].role == "machine"
            or _is_example(before, len(marks))
            or _are_sections(marks, lines)
            or not (bare or _is_talk(marks, before, body.text))
        )
    ):
        return []
    return _between(_with_rules(marks, lines), body)


def _marks(lines: Lines, since: int, exported: bool) -> list[_Mark]:
    """Whatever may be the mark of a turn, in order; nothing before `since` is. `exported`: a program wrote them."""
    marks: list[_Mark] = []
    alone: list[Alone] = []
    for number, line in lines.prose():
        start, end = lines.starts[number], lines.end(number)
        if start < since:
            continue
        if marks and (robot := ROBOT.match(line)):
            role = kind(robot["rest"].strip()) if robot["rest"].strip() else "machine"
            marks.append(_Mark("machine" if role == "user" else role, start, end, heading=_heading(line)))
            continue
        named = name_alone(line, start, end)
        if (word := role_in(line, first=not marks)) is not None:
            model = word[0].lower() in ("model", "模型")
            side, behind = kind(word[0]), bool(line[word[1] :].strip())
            written = _written(line[: word[1]], word[0] if side == "machine" else "")
            marks.append(_Mark(side, start, start + word[1], "", False, model, _heading(line), written, behind))
            if named is not None:
                alone.append(named._replace(role=marks[-1].role))
        elif (said := sentence(line)) is not None:
            role = "user" if said["asks"] else "thought" if said["thought"] else "machine"
            words = _NO_WORDS.sub(" ", (said["asks"] or said["answers"]).lower())
            marks.append(_Mark(role, start, end, f"{said['form']}{words}"))
        elif named is not None:
            alone.append(named)
            if named.timed and (role := known(named.name)):
                alone[-1] = named._replace(role=role)
                marks.append(_Mark(role, start, end, alone=True))
    return _with_others(_alike(marks), alone, lines, exported)


def _written(mark: str, name: str) -> str:
    """How a mark is written, but for its time and this name."""
    return _DIGITS.sub("", mark.rstrip().replace(name, "", 1).replace("：", ":").lower())


def _alike(marks: list[_Mark]) -> list[_Mark]:
    """The marks that are written as the first of their side is, and instructions that stand before all else: any other
    role before a colon is a word of the turn it stands in."""
    written: dict[str, str] = {}
    kept: list[_Mark] = []
    for mark in marks:
        if mark.written and written.setdefault(mark.role, mark.written) != mark.written:
            continue
        if mark.role != "system" or all(one.role == "system" for one in kept):
            kept.append(mark)
    return kept


def _is_talk(marks: list[_Mark], before: str, text: str) -> bool:
    """Whether roles before colons are marks of turns and no terms that an article explains: both sides speak more than
    once; or the first asks for something, nothing stands above it, and not all sections stand in what it asks."""
    said = [mark for mark in marks if mark.role in ("user", "machine")]
    if not any(mark.written and not mark.heading for mark in said):
        return True
    if sum(one.role == "user" and other.role == "machine" for one, other in pairwise(said)) > 1:
        return True
    if len(said) < 2 or before.strip() and said[0].said:
        return False
    ends = [mark.start for mark in marks[1:]] + [len(text)]
    words = [text[mark.end : end].strip() for mark, end in zip(marks, ends, strict=True) if mark in said[:2]]
    if _SECTION.search(words[0]) and not _SECTION.search(words[1]):
        return False
    return chat.ASKS.regex.search(words[0]) is not None or _OPENS.match(words[1]) is not None


def _heading(line: str) -> str:
    return f"{_level(line)}{_NO_WORDS.sub(' ', line).strip().lower()}" if _IN_HEADING.match(line) else ""


def _with_others(marks: list[_Mark], alone: list[Alone], lines: Lines, exported: bool) -> list[_Mark]:
    """The marks, and those of a machine whose name nobody knows: it takes turns with the user, in the same form, where
    a program wrote them or an editor's agent speaks. A tool's turns, which hold only what it did, are marks too."""
    form = next((one.form for one in alone if _PERSON.match(one.name)), None)
    spoken = [one for one in alone if one.form == form]
    if form is None or len(spoken) < 2:
        return marks
    if not any(mark.role == "machine" for mark in marks):
        said = [(one, "user" if _PERSON.match(one.name) else known(one.name) or one.name) for one in spoken if one.name]
        names = {name for (_, before), (_, name) in pairwise(said) if before == "user" != name}
        users = [one for one, name in said if name == "user"]
        others = [one for one, name in said if name in names and name != "system"]
        several = min(len(users), len(others)) > 1
        if len(names) == 1 and (exported or several and _AGENT.match(others[0].name)):
            marks = [mark for mark in marks if mark.role != "user" or mark.form]
            marks += [_Mark("user", one.start, one.end) for one in users]
            marks += [_Mark("machine", one.start, one.end, alone=True) for one in others]
    if any(mark.role == "machine" for mark in marks):
        taken = {mark.start for mark in marks}
        marks += [
            _Mark("tool", one.start, one.end)
            for one in spoken
            if one.role == "tool"
            and one.start not in taken
            and (exported and not one.name or _WORKED.match(lines.text, one.end))
        ]
    return sorted(marks, key=lambda mark: mark.start)


def _proven(marks: list[_Mark], lines: Lines, sourced: bool) -> list[_Mark]:
    """The marks without headings that say who did what where they are an article's own: on each side those of the
    form that comes first count, a thought where an answer follows it."""
    if not any(mark.form for mark in marks):
        return marks
    forms: dict[str, str] = {}
    for mark in marks:
        forms.setdefault(mark.role, mark.form)
    told = bool(forms.get("user") and forms.get("machine"))
    kept = [mark for mark in marks if mark.form == forms[mark.role] and (mark.form or not told)]
    kept = [
        mark
        for at, mark in enumerate(kept)
        if mark.role != "thought" or at + 1 < len(kept) and kept[at + 1].role == "machine"
    ]
    repeated = all(sum(mark.role == side for mark in kept) > 1 for side in ("user", "machine"))
    if sourced or repeated or kept and _divides(kept, lines):
        return kept
    return [mark for mark in marks if not mark.form]


def _divides(marks: list[_Mark], lines: Lines) -> bool:
    """Whether no heading beside these marks stands as high as they do, but for a title above them."""
    own = {lines.line_of(mark.start) for mark in marks}
    level, first = min(_level(lines[number]) for number in own), min(own)
    return not any(_level(line) <= level for number, line in lines.prose() if number > first and number not in own)


def _level(line: str) -> int:
    """How high a heading stands, 1 to 6; 7 for bold words that are a line, 8 for any other line."""
    shown = line.strip()
    depth = len(shown) - len(shown.lstrip("#"))
    if 0 < depth < 7 and shown[depth : depth + 1] in (" ", "\t"):
        return depth
    return 7 if shown.startswith(("**", "__")) and shown.rstrip(":：").endswith(("**", "__")) else 8


def _with_rules(marks: list[_Mark], lines: Lines) -> list[_Mark]:
    """The marks with the rules above them, where one stands above each at which the other side begins to speak."""
    widened = marks[:1]
    for before, mark in pairwise(marks):
        number = lines.line_of(mark.start) - 1
        while number > 0 and not lines[number].strip():
            number -= 1
        ruled = number > 0 and _RULE.match(lines[number]) and not lines.code[number]
        if not ruled and mark.role != before.role:
            return marks
        widened.append(mark._replace(start=lines.starts[number]) if ruled else mark)
    return widened


def _is_example(before: str, marks: int) -> bool:
    """Whether turns are an example in an article: sentences stand before them, and a heading,
    or there are few of them."""
    lines = [line.strip() for line in before.split("\n") if line.strip()]
    told = any(
        columns(line) >= 12 and line.endswith(tuple("。.！!？?：:")) and not line.startswith("#") for line in lines
    )
    return told and (marks < 4 or any(line.startswith("#") for line in lines))


def _are_sections(marks: list[_Mark], lines: Lines) -> bool:
    """Whether headings that name one of each side are an article's own: others stand as high as they do, or nothing is
    asked, and a part speaks of the one it is named after."""
    if len(marks) > _PAIR or any(mark.form or not _IN_HEADING.match(lines.text, mark.start) for mark in marks):
        return False
    if not _divides(marks, lines):
        return True
    said = [
        lines.text[mark.end : end] for mark, end in zip(marks, [*(mark.start for mark in marks[1:]), None], strict=True)
    ]
    questions = (text.rstrip() for mark, text in zip(marks, said, strict=True) if mark.role == "user")
    asked = any(text.endswith(("?", "？")) for text in questions)
    named = (_NO_WORDS.sub(" ", lines.text[mark.start : mark.end]).strip().lower() for mark in marks)
    return not asked and any(name and name in text[:_OPENING].lower() for name, text in zip(named, said, strict=True))


def _leaked(before: str, marks: list[_Mark], text: str) -> bool:
    """Whether marks stand in an article that has begun before them: each right before a heading or the end, none before
    words."""
    return bool(before.strip()) and all(_HEADS.match(text, mark.end) for mark in marks)


def _between(marks: list[_Mark], body: Source) -> list[Turn]:
    """Turns that each reach to the next mark; turns of the machine that follow each other are one, but for those under
    its first heading once more."""
    own = next((mark.heading for mark in marks if mark.role == "machine"), "")
    ends = [mark.start for mark in marks[1:]] + [len(body.text)]
    found: list[Turn] = []
    for mark, end in zip(marks, ends, strict=True):
        named = mark.form or mark.alone or own and mark.heading == own
        if found and mark.role == found[-1].role == "machine" and not named:
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(Turn(mark.role, mark.start, mark.end, end))
    return found


def _tokens(lines: Lines) -> list[_Mark]:
    """Marks that only a model's own template has, wherever in a line they stand."""
    found: list[_Mark] = []
    for number, line in lines.prose():
        if "<|" in line or "<｜" in line or "<start_of_turn>" in line:
            spans = code_spans(line)
            start = lines.starts[number]
            found.extend(
                _Mark(kind(match["role"] or match["turn"]), start + match.start(), start + match.end())
                for match in _TOKEN.finditer(line)
                if not inside(spans, match.start())
            )
    return found


def _instructions(text: str) -> list[Turn]:
    """`[INST] question [/INST] answer`, as many times as it stands there."""
    if not re.match(r"\s*(?:<s>\s*)?\[INST\]", text) or "[/INST]" not in text:
        return []
    made: list[Turn] = []
    found = list(_INST.finditer(text))
    # A question without the mark that ends it is a word of the answer.
    found = [
        match
        for match, then in zip(found, [*found[1:], None], strict=True)
        if match[0] == "[/INST]" or then is not None and then[0] == "[/INST]"
    ]
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        made.append(Turn("machine" if match[0] == "[/INST]" else "user", match.start(), match.end(), end))
    return made
