"""Code: whether a line by itself is a program's, and how sure that is."""

from __future__ import annotations

from enum import IntEnum

from proofpress.evidence import chinese
from proofpress.evidence.prose import Prose, prose
from proofpress.evidence.tex import COMMAND
from proofpress.regex import regex


class Coded(IntEnum):
    """What a line is in a program; its neighbours and its indentation may say more."""

    PROSE = 0
    WEAK = 1
    """Neither: a name, a few words."""
    COMMENT = 2
    SETTING = 3
    """`key: value`, `[section]`."""
    STRONG = 4
    """What only code has."""


_STRING = regex(r"(?<!\\)(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|`[^`]*+`)")
_REMARK = regex(r"(?:(?<!:)//|/\*|(?:^|\s)#(?!include|define)|(?:^|\s)--\s|<!--|;;).*$")
_REMARKS = ("//", "/*", "#", "--", ";;")
"""Of which every comment begins with one."""
_COMMENT = regex(r"(?:/\*|\*/|\*(?:\s|$)|//|#(?!#|\d|include\b|define\b|ifn?def\b|endif\b|pragma\b)|--\s|<!--)")
_MANAGERS = (
    "apt(?:-get)?|yum|dnf|brew|pip3?|conda|npm|npx|yarn|pnpm|git|docker(?:-compose)?|kubectl|systemctl|cargo|mvn|gradle"
)
"""Programs that are told by a word what to do."""
_COMMANDS = (
    rf"{_MANAGERS}|service|curl|wget"
    r"|tar|chmod|chown|mkdir|export|source|cd|ls|cp|mv|rm|cat|echo|ssh|scp|cmake|gcc|g\+\+|java|javac|node|python3?|go"
)
_ARGUMENTS = (
    r"-|\./|~?/|\S+\.\w+\b|install\b|update\b|clone\b|build\b|run\b|add\b|start\b|restart\b|enable\b|status\b"
    r"|init\b|\S+$"
    r"|[\w=]+\s*-"
)
_DECLARES = (
    r"public|private|protected|static|final|abstract|export|const|let|var|struct|enum|interface|typedef|unsigned|extern"
    r"|template"
)
_QUERIES = (
    r"SELECT|FROM|WHERE|INSERT INTO|VALUES|CREATE (?:TABLE|DATABASE|INDEX|VIEW)|ALTER TABLE|DROP TABLE|UPDATE|SET"
    r"|DELETE FROM|GROUP BY|ORDER BY|HAVING|LIMIT|(?:LEFT |RIGHT |INNER )?JOIN|UNION"
)
_INSTRUCTIONS = (
    r"(?:WORKDIR|COPY|ADD|VOLUME)\s+[./$]\S*|(?:COPY|ADD)\s+\S+\s+[./$]\S*$|(?:RUN|CMD|ENTRYPOINT)\s+[\[a-z./]"
    r"|EXPOSE\s+\d"
    r"|(?:ENV|ARG)\s+[A-Z_]+(?:[ =]|$)"
)
"""What a recipe of an image consists of."""
_STRONG = regex(
    "|".join(
        (
            r"[\[\]{}()]+[,;]?$|\}\s*(?:else|catch|finally|while)\b|else:$|try:$|finally:$",
            r"#(?:include\s*[<\"]|define\s|ifn?def\s|endif\b|pragma\s)",
            r"import\s+(?:static\s+)?[\w.*]+(?:\s+as\s+\w+)?;?$|import\s.+\sfrom\s+['\"]|from\s+[\w.]+\s+import\s",
            r"package\s+[\w.]+;?$|using\s+[\w.: ]+;$",
            r"(?:async\s+)?(?:def|function|fn|func)\s+\w+\s*[(<]|class\s+\w+[\w\s(),.<>:]*[:{]$",
            rf"(?:{_DECLARES})\s.*[;{{(,=>)]$",
            r"(?:for|while|if|elif|else if|switch|with|except|catch)\b(?=.*[()=<>\[\].]).*[:{)]$",
            r"for\s+\w+(?:,\s*\w+)*\s+in\s+\S+.*:$|except(?:\s\w+)?:$",
            r"return\b.{0,80}$|(?:break|continue|pass|fi|done|esac);?$|(?:raise|throw)\s+\w+",
            r"[\w.\[\]\"'*&$>-]+(?:\s+[\w*&<>\[\],]+){0,3}\s*(?:[-+*/|&%]|:)?=(?!=)\s*\S.{0,120}$",
            r"[\w.:>$-]+\(.*\)[;,]?$|.*\)\s*(?:\{|;|->|=>)$|.{1,100}\{$|@\w[\w.]*(?:\(.*\))?$",
            r"\"[\w $-]+\"\s*:\s*\S|<[/?!]?[a-zA-Z][^<>]*>.*$|<\?(?:php|=)|\?>$",
            rf"(?:\$|>>>|#>|PS[^>]*>)\s\S|sudo\s+[\w-]+\s\S|(?:{_COMMANDS})\s+(?:{_ARGUMENTS})",
            _INSTRUCTIONS,
            rf"(?:{_QUERIES})\b(?! [a-z]+ [a-z]+ [a-z]+)",
        )
    )
)
_STATEMENT = regex(
    r"(?=.*[=()\[\]\".>]).*;$"
    r"|(?:int|char|float|double|long|short|bool|boolean|byte|auto|void|String|std::\w+|\w+_t|[A-Z]\w*<[\w, <>]*>)"
    r"[\s*&]+\w[\w\s,*]*;$"
)
_SETTING = regex(r"(?:-\s+)?[\w.-]+:(?:\s+\S.{0,80})?$|[\w.-]+\s*=\s*\S*$|\[[\w .:-]*[A-Za-z][\w .:-]*\]$")
_COMMAND = regex(
    rf"(?:\$ |sudo )?(?:(?:{_MANAGERS})(?: +-\S+)*+ +[a-z-]{{3,}}(?: |$)"
    rf"|(?:{_COMMANDS})(?: +-\S+)*+ +(?:--[a-z]|\.?\.?/|~/|https?://|\w+/\w|\w[\w-]*\.[a-z]{{1,4}}(?: |$)))"
)
_LONGEST = 400


def is_command(line: str) -> bool:
    """True for a command line of a known program with what it is to do, or a file, and no sign that only TeX has."""
    return len(line) <= _LONGEST and not COMMAND.search(line) and _COMMAND.match(line) is not None


def unquoted(line: str) -> str:
    """A line of code without its comment, and with a sign for each of its strings."""
    if '"' in line or "'" in line or "`" in line:
        line = _STRING.sub('"_"', line)
    return (_REMARK.sub("", line) if any(sign in line for sign in _REMARKS) else line).strip()


def coded(line: str) -> Coded:
    """What a line is, read without its strings and its comment; TeX is prose, and so is Chinese outside of both."""
    if not line or len(line) > _LONGEST or COMMAND.search(line) or line.startswith("$$") or line.endswith("\\\\"):
        return Coded.PROSE
    if _COMMENT.match(line):
        return Coded.COMMENT
    bare = unquoted(line)
    if not bare or chinese.wide(bare):
        return Coded.PROSE
    if max(prose(line), prose(bare)) > Prose.NONE and not bare.startswith(("SELECT", "INSERT", "CREATE")):
        return Coded.PROSE
    if _STRONG.match(bare) or _STATEMENT.match(bare):
        return Coded.STRONG
    return Coded.SETTING if _SETTING.match(bare) else Coded.WEAK


def is_code(line: str, least: Coded = Coded.STRONG) -> bool:
    """True for a line of code, at least so surely."""
    return coded(line) >= least
