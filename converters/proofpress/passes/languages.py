"""The language of every code block by a name that the highlighter knows: aliases normalised, the certain guessed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache

from pygments.lexers import get_all_lexers

from proofpress.ledger import Ledger
from proofpress.markdown.info import title
from proofpress.passes.inlines import Blocks, each_level
from proofpress.tree import Block, Code, Document, InlineCode, Paragraph

_ALIASES = {
    "c++": "cpp",
    "c#": "csharp",
    "f#": "fsharp",
    "objective-c": "objectivec",
    "obj-c": "objectivec",
    "objc": "objectivec",
    "golang": "go",
    "node": "javascript",
    "nodejs": "javascript",
    "node.js": "javascript",
    "py3": "python",
    "python2": "python",
    "pyhton": "python",
    "pytho": "python",
    "shell": "bash",
    "sh": "bash",
    "zsh": "bash",
    "shellscript": "bash",
    "cmd": "batch",
    "dos": "batch",
    "bat": "batch",
    "powershell": "powershell",
    "pwsh": "powershell",
    "plain": "text",
    "plaintext": "text",
    "txt": "text",
    "none": "text",
    "no-highlight": "text",
    "nohighlight": "text",
    "text": "text",
    "raw": "text",
    "log": "text",
    "tree": "text",
    "vue": "html",
    "wxml": "xml",
    "wxss": "css",
    "svg": "xml",
    "pom": "xml",
    "plist": "xml",
    "jsonc": "json",
    "json5": "json5",
    "gradle": "groovy",
    "dockerfile": "dockerfile",
    "yml": "yaml",
    "md": "markdown",
    "tex": "latex",
    "mysql": "mysql",
    "plsql": "plpgsql",
    "vb": "vbnet",
    "vba": "vbnet",
    "asm": "nasm",
    "assembly": "nasm",
    "ipython": "python",
    "ipython2": "python",
    "ipython3": "python",
    "pycon3": "pycon",
    "ipythontb": "pytb",
    "myst-ansi": "text",
    "go-html-template": "html",
    "gotmpl": "html",
    "properties": "properties",
    "conf": "ini",
    "cfg": "ini",
    "env": "bash",
    "mermaidjs": "mermaid",
    "flowchart": "mermaid",
}
_MERMAID = re.compile(
    r"\A\s*+(?:%%\{[^}]*+\}%%\s*+|%%[^\n]*+\n\s*+)*+(?:(?:graph|flowchart)\s+(?:TB|TD|BT|RL|LR)\b|sequenceDiagram\s*\n|classDiagram(?:-v2)?\s*\n|stateDiagram(?:-v2)?\s*\n|erDiagram\s*\n|gantt\s*\n|"
    r"pie(?:\s+(?:title|showData)[^\n]*)?\s*\n|journey\s*\n|gitGraph\b|mindmap\s*\n|timeline\s*\n|quadrantChart\s*\n|xychart-beta|sankey-beta|C4Context\b)"
)
_PYTHON = re.compile(
    r"^(?:from [\w.]+ import |import \w[\w.]*(?: as \w+)?\s*$|def \w+\(.*\).*:\s*$|class \w+(?:\(.*\))?:\s*$|@\w[\w.]*|if __name__ == )",
    re.M,
)
_BASH = re.compile(
    r"^(?:\$ )?(?:sudo |cd |ls\b|mkdir |rm -|cp |mv |cat |echo |export \w+=|source |chmod |curl -|wget |tar -|apt(?:-get)? (?:install|update)|yum |dnf |brew |pip3? install|conda |npm (?:install|run|i )|npx |yarn |pnpm |git (?:clone|add|commit|push|pull|checkout)|docker(?:-compose)? |kubectl |systemctl |python3? \S+\.py|make\b|cmake |\./\w)"
)
_OPENINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bash", re.compile(r"\A#!.*\b(?:ba|z)?sh\b")),
    ("python", re.compile(r"\A#!.*\bpython")),
    ("html", re.compile(r"\A\s*(?:<!DOCTYPE html|<html\b)", re.I)),
    ("xml", re.compile(r"\A\s*<\?xml\b")),
    ("php", re.compile(r"\A\s*<\?php\b")),
    (
        "c",
        re.compile(
            r"\A\s*+(?:(?://[^\n]*+|/\*.*?\*/)\s*+)*+#include\s*<(?:stdio|stdlib|string|math|pthread|unistd)\.h>", re.S
        ),
    ),
    (
        "cpp",
        re.compile(
            r"\A\s*+(?:(?://[^\n]*+|/\*.*?\*/)\s*+)*+#include\s*<(?:iostream|vector|string|map|algorithm|memory|bits/stdc\+\+\.h)>",
            re.S,
        ),
    ),
    ("java", re.compile(r"\A\s*(?:package [\w.]+;|import java[x]?\.[\w.*]+;|public (?:final )?class \w+)")),
    ("go", re.compile(r"\A\s*+package \w++\s*+(?:import|func|type|var|const)\b")),
    (
        "sql",
        re.compile(
            r"\A\s*(?:(?:SELECT\s.+\sFROM|INSERT INTO|CREATE (?:TABLE|DATABASE|INDEX)|ALTER TABLE|UPDATE \w+ SET|DELETE FROM)\b)",
            re.S | re.I,
        ),
    ),
    ("dockerfile", re.compile(r"\AFROM \S+(?:\s+AS \w+)?\n(?:.*\n)*?(?:RUN|COPY|CMD|WORKDIR|ENTRYPOINT) ")),
    ("diff", re.compile(r"\A(?:diff --git |--- \S+\n\+\+\+ )")),
)


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with languages as Pygments names them, and `mermaid` where a diagram is certain."""
    return each_level(document, lambda blocks: _level(blocks, ledger))


def _level(blocks: Blocks, ledger: Ledger) -> Blocks:
    out: list[Block] = []
    for node in blocks:
        if isinstance(node, Code):
            if said := title(node.meta):
                out.append(Paragraph((InlineCode(said, span=node.span),), span=node.span))
                ledger.repaired(
                    node.span, "the title of a listing stands above it", "代码块的标题移到代码块之前", text=said
                )
                node = replace(node, meta="")
            lang = name(node.lang) if node.lang else ""
            if lang in ("", "text") and (guess := guessed(node.value)) and (not node.lang or guess == "mermaid"):
                ledger.repaired(
                    node.span, f"code without a language; it is {guess}", f"代码块没有语言，判断为 {guess}", text=""
                )
                lang = guess
            elif lang != node.lang:
                ledger.repaired(
                    node.span,
                    f"the language `{node.lang}` is `{lang}` to the highlighter",
                    f"语言名 `{node.lang}` 规范为 `{lang}`",
                    text=node.lang,
                )
            if lang != node.lang:
                node = replace(node, lang=lang)
        out.append(node)
    return tuple(out)


def name(lang: str) -> str:
    """A language's name as the highlighter knows it; one that it does not know stays as it is, in lower case."""
    lower = lang.lower().removeprefix("language-").removeprefix("lang-").strip(".:,;")
    known = _known()
    if lower in known:
        return lower
    alias = _ALIASES.get(lower)
    if alias and (alias in known or alias in ("mermaid", "text")):
        return alias
    return lower or "text"


def is_known(lang: str) -> bool:
    """Whether the highlighter knows a language by this name, or by one that stands for it here."""
    lower = lang.lower()
    return lower in _known() or lower in _ALIASES or lower == "mermaid"


@cache
def _known() -> frozenset[str]:
    return frozenset(alias.lower() for lexer in get_all_lexers(plugins=False) for alias in lexer[1])


def guessed(code: str) -> str:
    """The language of a code block by signs that no other has; "" where there are none."""
    if _MERMAID.match(code):
        return "mermaid"
    for lang, pattern in _OPENINGS:
        if pattern.match(code):
            return lang
    stripped = code.strip()
    if stripped[:1] in "{[" and stripped[-1:] in "}]" and len(stripped) > 10:
        try:
            value = json.loads(stripped)
        except (ValueError, RecursionError):
            return ""
        return (
            "json"
            if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict))
            else ""
        )
    lines = [line for line in stripped.split("\n") if line.strip()]
    commands = [line for line in lines if not line.lstrip().startswith("#")]
    if commands and all(_BASH.match(line.strip()) for line in commands):
        return "bash"
    found = _PYTHON.findall(stripped)
    if found and not re.search(r"[;{]\s*$", stripped, re.M) and (len(found) > 1 or len(lines) > 2):
        return "python"
    return ""
