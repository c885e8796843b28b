"""The language of a listing by what stands in it."""

from __future__ import annotations

import re

from proofpress import json_text
from proofpress.evidence import python
from proofpress.regex import regex

_MERMAID = regex(
    r"\A\s*+(?:%%\{[^}]*+\}%%\s*+|%%[^\n]*+\n\s*+)*+"
    r"(?:(?:graph|flowchart)[^\S\n]+(?:TB|TD|BT|RL|LR)[^\S\n]*+(?:[;\n]|\Z)"
    r"|(?:sequenceDiagram|classDiagram(?:-v2)?|stateDiagram(?:-v2)?|erDiagram|gantt|journey|mindmap|timeline"
    r"|quadrantChart|pie(?:\s++(?:title|showData)[^\n]*+)?)[^\S\n]*+\n"
    r"|gitGraph\b|xychart-beta|sankey-beta|C4Context\b)"
)
_PYTHON = regex(
    r"^(?:(from [\w.]+ import |def \w+\(.*\).*:\s*$|class \w+(?:\(.*\))?:\s*$|if __name__ == )"
    r"|import \w[\w.]*(?: as \w+)?\s*$|@\w[\w.]*)",
    re.M,
)
"""Lines of Python; those outside of the group stand in other languages as well."""
_BASH = regex(
    r"^(?:\$ )?(?:sudo |cd |ls\b|mkdir |rm -|cp |mv |cat |echo |export \w+=|source |chmod |curl -|wget |tar -"
    r"|apt(?:-get)? (?:install|update)|yum |dnf |brew |pip3? install|conda |npm (?:install|run|i )|npx |yarn |pnpm "
    r"|git (?:clone|add|commit|push|pull|checkout)|docker(?:-compose)? |kubectl |systemctl |python3? \S+\.py"
    r"|make\b|cmake |\./\w)"
)
_REMARKS = r"\A\s*+(?:(?://[^\n]*+|/\*.*?\*/)\s*+)*+"
_DIRECTIVES = r"(?:#[^\n]*+\n\s*+)*?"
_OPENINGS: tuple[tuple[str, str], ...] = (
    ("bash", r"\A#!.*\b(?:ba|z)?sh\b"),
    ("python", r"\A#!.*\bpython"),
    ("html", r"(?i)\A\s*(?:<!DOCTYPE html|<html\b)"),
    ("xml", r"\A\s*<\?xml\b"),
    ("php", r"\A\s*<\?php\b"),
    (
        "cpp",
        rf"(?s){_REMARKS}{_DIRECTIVES}#include\s*<(?:iostream|vector|string|map|algorithm|memory|bits/stdc\+\+\.h)>",
    ),
    ("c", rf"(?s){_REMARKS}{_DIRECTIVES}#include\s*<(?:stdio|stdlib|string|math|pthread|unistd)\.h>"),
    ("java", r"\A\s*(?:package [\w.]+;|import java[x]?\.[\w.*]+;|public (?:final )?class \w+)"),
    ("go", r"\A\s*+package \w++\s*+(?:import|func|type|var|const)\b"),
    (
        "sql",
        (
            r"(?si)\A\s*(?:SELECT\s.+\sFROM|INSERT INTO|CREATE (?:TABLE|DATABASE|INDEX)|ALTER TABLE|UPDATE \w+ SET"
            r"|DELETE FROM)\b"
        ),
    ),
    ("dockerfile", r"\AFROM \S+(?:\s+AS \w+)?\n(?:.*\n)*?(?:RUN|COPY|CMD|WORKDIR|ENTRYPOINT) "),
    ("diff", r"\A(?:diff --git |--- \S+\n\+\+\+ )"),
)
"""How a listing begins that is in no other language."""

_SIGNS: tuple[tuple[str, str], ...] = (
    ("php", r"<\?php"),
    ("html", r"<!DOCTYPE html|</(?:div|html|body|p|span)>"),
    ("xml", r"<\?xml|</[\w:.-]+>\s*$"),
    ("cpp", r"#include\s*<\w+>|std::|using namespace|\bcout\s*<<"),
    ("c", r"#include\s*<\w+\.h>|\bprintf\(|\bint main\("),
    ("java", r"\bpublic (?:static |final )*(?:class|void|interface)\b|System\.out\.print|\bimport java[x]?\."),
    ("go", r"^package \w+$|\bfunc (?:\(\w+ \*?\w+\) )?\w+\(.*\{|:= "),
    ("rust", r"\bfn \w+\(.*\{|\blet mut\b|println!\("),
    ("csharp", r"\busing System\b|\bnamespace \w+|Console\.Write"),
    ("python", r"^\s*(?:def \w+\(.*\).*:|class \w+.*:|import \w+|from [\w.]+ import |for \w+ in .*:|print\()"),
    ("typescript", r"\binterface \w+ \{|: (?:string|number|boolean)\b"),
    ("javascript", r"\b(?:const|let|var) \w+ =|=> |\bfunction \w*\(|console\.log|require\("),
    ("sql", r"(?i)^\s*(?:select\b.+\bfrom|insert into|update \w+ set|create table|delete from|alter table)\b"),
    ("json", r"^\s*[\[{]\s*(?:\"|\n|\}|\])"),
    ("dockerfile", r"^FROM [\w./:-]+(?: AS \w+)?$"),
    (
        "bash",
        (
            r"^\s*(?:\$ |sudo |apt(?:-get)? |pip3? |npm |yarn |git |cd |docker |kubectl |curl |wget |echo "
            "|export |mkdir "
            r"|chmod |#!/bin/(?:ba)?sh)"
        ),
    ),
    ("yaml", r"^[\w-]+:(?: \S.*)?$(?:\n[ -]*[\w-]+:.*)+"),
    ("ini", r"^\[[\w .-]+\]$\n+^[\w.-]+[ ]*="),
    ("latex", r"\\begin\{|\\documentclass|\\frac\{"),
)
"""Signs that speak for a language and prove none, the strongest first."""


def language_of(code: str) -> str:
    """The language of a listing by signs that no other has; "" where there are none."""
    if _MERMAID.match(code):
        return "mermaid"
    for lang, pattern in _OPENINGS:
        if re.match(pattern, code):
            return lang
    stripped = code.strip()
    if stripped[:1] in "{[" and stripped[-1:] in "}]" and len(stripped) > 10:
        return "json" if _is_json(stripped) else ""
    lines = [line for line in stripped.split("\n") if line.strip()]
    commands = [line for line in lines if not line.lstrip().startswith("#")]
    if commands and all(_BASH.match(line.strip()) for line in commands):
        return "bash"
    found = _PYTHON.findall(stripped)
    if found and not re.search(r"[;{]\s*$", stripped, re.M) and (len(found) > 1 or len(lines) > 2):
        return "python" if any(found) or python.fault(stripped) is None else ""
    return ""


def likely_language(code: str) -> str:
    """The likeliest language of a listing, for a proposal; "text" where nothing speaks for one."""
    return language_of(code) or next((lang for lang, sign in _SIGNS if re.search(sign, code, re.M)), "text")


def _is_json(text: str) -> bool:
    try:
        value = json_text.loads(text)
    except ValueError:
        return False
    return isinstance(value, dict) or isinstance(value, list) and bool(value) and isinstance(value[0], dict)
