"""What a line of a conversation kept as text says of who speaks: a role before a colon or alone in a heading or in
bold, a heading that says who did what ("you asked", "kimi response", "我的提问"), or a name alone, perhaps with the
time."""

from __future__ import annotations

import re
from typing import NamedTuple

from proofpress.regex import regex

_USER = r"user|human|prompter|instruction|you|me|prompt|question|q|用户|提问者?|我|你|您|人类|问"
_MACHINE = (
    r"assistant|ai|bot|model|chatgpt|gpt-?[\w.]*|claude|gemini|deepseek(?:-?[\w.]*)?|qwen|kimi|copilot|llm|answer"
    "|response|a|助手|回答|机器人|模型|答|智能助手|ai ?助手|豆包|文心一言|通义千问|通义|腾讯元宝|元宝|讯飞星火"
    "|智谱清言|混元|grok|mistral|llama|perplexity|glm|gpt"
)
_SYSTEM = r"system|developer|系统|系统提示词?"
_NO_MACHINE = regex(rf"{_USER}|{_SYSTEM}", re.I)
_MODEL = regex(rf"(?:{_MACHINE})(?:[ \t-][\w.-]{{1,12}}){{0,3}}", re.I)
_EMOJI = r"(?:(?:[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?\u200d?)+[ \t]*)?"
_ROLE = regex(
    r"^[ \t]*(?:[\[(]?(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T])?\d{1,2}:\d\d"
    rf"(?::\d\d)?[\])]?[ \t]+)?(?:<[|｜](?:im_start|start_header_id|begin)?[|｜]?>?[ \t]*(?P<bars>{_USER}"
    f"|{_MACHINE}|{_SYSTEM})(?:<[|｜]end_header_id[|｜]>|[|｜]>)?"
    rf"|<(?:start_of_turn)>(?P<turn>user|model)|[\[【](?P<boxed>{_USER}|{_MACHINE}|{_SYSTEM})[\]】][:：]?"
    rf"|(?:#{{1,6}}[ \t]+)?(?:\*\*|__)?{_EMOJI}(?P<plain>{_USER}"
    rf"|{_MACHINE}|{_SYSTEM})(?:[ \t]*(?:said|says|说))?[ \t]*(?P<colon>[:：])?(?:\*\*|__)?(?P<after>[:：])?)"
    r"[ \t]*(?:\(turn \d{1,4}\)[ \t]*$)?(?P<rest>.*)$",
    re.I,
)
ROBOT = regex(r"#{1,6}[ \t]+\U0001f916\ufe0f?[ \t]*(?P<rest>[^\n]{0,80})$")
"""A heading that only a machine's turn has, whatever the model is called."""
_BOTH = r"said|says|wrote|writes|message|输入|说|发言|消息"
_SENTENCE = regex(
    rf"[ \t]*(?P<form>#{{1,6}}[ \t]+(?:\*\*|__)?|\*\*|__){_EMOJI}"
    rf"(?:(?P<asks>(?:you|your|my|i|user|human|me|用户|我|你|您)(?:['’]s|的)?[ \t]*"
    rf"(?:asked|asks?|question|query|prompt|request|input|提问|提的问题|问题|问道?|{_BOTH}))"
    rf"|(?P<answers>(?:the[ \t]+)?(?:{_MACHINE})(?:[ \t-][\w.-]{{1,12}}){{0,3}}?(?:['’]s|的)?[ \t]*"
    rf"(?:(?P<thought>thoughts?|thinking|thought process|reasoning|思考过程|推理过程|思考)"
    r"|responded|responses?|responds|answered|answers?|replied|reply|replies|output|回答|回复|答复|回应|输出"
    rf"|{_BOTH})))"
    r"[ \t]*+(?:#?\d{1,4}[ \t]*+|\(turn \d{1,4}\)[ \t]*+)?[:：]?(?:\*\*|__)?[:：]?[ \t]*+$",
    re.I,
)
_ALONE = regex(
    rf"(?P<level>#{{1,6}}[ \t]++)?(?P<open>[*_]{{0,3}})(?P<sign>{_EMOJI})"
    r"(?P<name>(?:[^\s*_:：#|<>()（）\[\]`.。,，;；?？!！]|(?<=\d)\.(?=\d)|[ ](?=\w)){1,40}?)"
    r"(?P<when>[ ]?(?:[-–—·@][ ]?)?(?:[(（\[](?=[^\d\n)）\]]*+\d)[^\n()（）\[\]]{1,80}+[)）\]]"
    r"|(?:\d{1,4}[-/]\d{1,2}[-/]\d{1,4}[ T,，]{0,2})?\d{1,2}:\d\d(?::\d\d)?(?:[ ]?[AaPp][Mm])?))?"
    r"[ ]?[:：]?(?P<close>[*_]{0,3})[:：]?"
    r"(?P<behind>[ ]{0,2}[*_]?[(（\[](?=[^\d\n)）\]]*+\d)[^\n()（）\[\]]{1,40}+[)）\]][*_]?)?$"
)
"""A name alone in a heading or between marks of emphasis, and when it spoke."""
_TOOL = regex(r"(?:tools?|functions?)[ \t]+(?:calls?|calling|results?|use|output)$|工具(?:调用|结果|返回|输出)$", re.I)
_CALLED = regex(r"[ \t]*(?P<level>#{1,6}[ \t]+)[^\w\s`#]{1,3}[ \t]*`[^`\n]{1,60}`[ \t]*$")
"""A heading that shows nothing but a sign and the name of a tool."""
DECORATED = regex(r"[ \t]*(?:#|[*_]{2})")
"""What a heading or a line in bold begins with."""
_LONGEST_HEADING = 200
_TOO_SHORT = ("q", "a", "问", "答", "我", "你", "me")


class Alone(NamedTuple):
    """A name alone on its line: in what form, and whether it is said when it spoke."""

    form: str
    name: str
    start: int
    end: int
    role: str = ""
    timed: bool = False


def name_alone(line: str, start: int, end: int) -> Alone | None:
    """The name that a heading or a line in bold shows, and nothing else; None for any other line."""
    if not _may_be_heading(line):
        return None
    if (called := _CALLED.match(line)) is not None:
        return Alone(called["level"].strip(), "", start, end, "tool")
    found = _ALONE.match(line.strip())
    if found is None or found["open"] != found["close"][::-1] or not (found["level"] or len(found["open"]) > 1):
        return None
    name = found["name"].strip()
    timed = bool(found["when"] or found["behind"]) or len(found["open"]) > 2
    role = "tool" if _TOOL.match(name) else ""
    return Alone(f"{(found['level'] or '').strip()}{found['open']}", name, start, end, role, timed)


def is_mark(line: str) -> bool:
    """Whether a line is a heading that says who did what, or a role alone in a heading or in bold."""
    if not _may_be_heading(line):
        return False
    word = role_in(line, first=True)
    return _SENTENCE.match(line) is not None or word is not None and not line[word[1] :].strip()


def _may_be_heading(line: str) -> bool:
    return len(line) < _LONGEST_HEADING and DECORATED.match(line) is not None


def sentence(line: str) -> re.Match[str] | None:
    """A heading that says who did what; None for any other line."""
    return _SENTENCE.match(line) if len(line) < _LONGEST_HEADING else None


def known(name: str) -> str:
    """The side that a name speaks for, "" for any other name."""
    if _NO_MACHINE.fullmatch(name):
        return kind(name)
    return "machine" if _MODEL.fullmatch(name) else ""


def role_in(line: str, first: bool) -> tuple[str, int] | None:
    """The role that a line begins with, and where the words after it begin; None for a line of words."""
    match = _ROLE.match(line) if len(line) < 20000 else None
    if match is None:
        return None
    word = match["bars"] or match["turn"] or match["boxed"] or match["plain"]
    marked = match["bars"] or match["turn"] or match["boxed"]
    alone = not match["rest"].strip()
    colon = match["colon"] or match["after"]
    # "Human resources are…" is a sentence; a role is followed by a colon, or stands alone and set off.
    if not marked and not (colon or (alone and DECORATED.match(line))):
        return None
    if not marked and len(word) <= 2 and word.lower() in _TOO_SHORT:
        return None
    if first and not marked and word.lower() == "model":
        return None  # a line of a header: which model answered
    return word, match.start("rest")


def kind(word: str) -> str:
    """The side whose name a word is: `user`, `machine`, `system` or `tool`."""
    if re.fullmatch(_SYSTEM, word, re.I):
        return "system"
    if word in ("tool", "function", "observation", "ipython"):
        return "tool"
    return "user" if re.fullmatch(_USER, word, re.I) else "machine"
