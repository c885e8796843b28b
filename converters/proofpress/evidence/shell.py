"""Lines at the prompt of a shell or of an interpreter: whether a line is one, and of which language."""

from __future__ import annotations

import re

from proofpress.evidence import chinese
from proofpress.evidence.code import is_code, is_command
from proofpress.evidence.prose import Prose, prose
from proofpress.regex import regex

_AROUND = regex(r"\([\w.-]{1,40}\) ?")
"""The environment that a prompt names first."""
_NAMED = regex(
    r"(?:\[[\w.-]{1,40}@[\w.-]{1,64}(?: [^\]\s]{1,80})?\] ?"
    r"|[\w.-]{1,40}@[\w.-]{1,64}(?::| (?=[~/]))[~/][^\s$#%>]{0,80} ?)[$#%](?: |$)"
)
"""Who works on which machine, in which folder."""
_ALSO_MAIL = regex(r"[\w.-]{1,40}@[\w.-]{1,64}(?: [\w.-]{1,40})? [$%] (?P<said>\S.*)")
_WINDOWS = regex(r"(?P<power>PS )?[A-Z]:\\[^<>|\n]{0,120}>(?: ?[!-=?-~].*| ?$)")
_PYTHON = regex(r">>> (?P<said>\S.*)")
_STATEMENT = regex(r"(?!(?:[A-Z]\w*|[Ii]|[Aa])\b[^\w=(.\[]*$)[\w.'\"\[({-][\w.'\"\])}]*(?:\s*[-+*/%=<>(\[{,:@]|$)")
"""How a statement begins that is no sentence."""
_SHELL = regex(r"\$ (?P<said>[a-z.~/][^\n$]*+(?:\$[\w?{(][^\n$]*+)*+)$")
_ALONE = regex(
    r"(?:ls|pwd|make|df|du|ps|top|id|who|whoami|uname|hostname|date|env|history|exit|clear|git|npm|cargo|go|docker)"
    r"(?: [a-z][a-z-]{1,12})?$"
)
"""What is called without an option or a file, or with one word."""
_PROGRAM = regex(
    r"(?:(?:\[\d{1,4}\] |[A-Za-z]\w{0,30} )?[A-Za-z\d][\w.-]{0,60}"
    r"(?:\[[\w()]{1,40}\]|\((?![A-Z]\))[\w-]{1,40}\)|:[A-Za-z\d][\w.-]{0,40}){1,4}>"
    r"|[A-Za-z]\w{1,20} \[[\w()]{1,40}\]>|[A-Za-z][\w-]{0,40}\([\w-]{2,40}\)#|\((?:\w[\w-]{0,12})?[dD]b\)"
    r"|[a-z]\w{0,30}=[#>]|In \[\d{1,4}\]:|(?:mysql|sqlite|scala|julia|ghci)>) (?P<said>\S.*)",
    re.A,
)
"""The prompt of a program that names its place, the number of the line, what it works in, or itself."""
_WORD = regex(r"[A-Za-z][\w-]{1,20}> (?P<said>\S.*)", re.A)
"""That of one that only says a word, as people do who talk to each other."""
_TYPED = regex(r"[.:\\][a-z]\w*+(?:\s.*)?|[^.;；]*+;")
_ARGUED = regex(
    r"[\w./~+-]+ (?:-{1,2}[A-Za-z]|\S*[./~]\S)|[./~][\w./-]+$"
    r"|[a-z][\w-]++(?: [\w./=:-]++)* >>? [\w./~-]*\.[a-z]\w{0,5}$"
)
"""What is called with an option, or with a file, or writes one."""


def language(line: str) -> str:
    """The language of a line that begins with a prompt and says something behind it that nobody says to people; "" for
    any other. A prompt that names its place, or that of Windows, may stand alone."""
    if (found := _PROGRAM.match(line)) and _is_typed(found["said"]):
        return "console"
    if around := _AROUND.match(line):
        line = line[around.end() :]
    if _NAMED.match(line):
        return "console"
    if found := _WINDOWS.match(line):
        return "pwsh-session" if found["power"] else "doscon"
    if found := _PYTHON.match(line):
        said = found["said"]
        is_said = not is_code(said) and (not _STATEMENT.match(said) or prose(said) > Prose.NONE)
        return "" if is_said or chinese.has(said[0]) else "pycon"
    if (found := _WORD.match(line)) and _is_entered(found["said"]):
        return "console"
    found = _ALSO_MAIL.match(line) or _SHELL.match(line)
    return "console" if found and is_run(found["said"]) else ""


def may_be_run(line: str) -> bool:
    """Whether a line at the prompt `$ ` may be a command, as beside one that is for certain."""
    found = _SHELL.match(line)
    return found is not None and line[-1] not in ".:!?" and _is_typed(found["said"])


def may_be_entered(line: str) -> bool:
    """Whether a line at the prompt of one word may be said to a program, as where that answers."""
    found = _WORD.match(line)
    return found is not None and line[0].islower() and _is_typed(found["said"])


def _is_typed(said: str) -> bool:
    """Whether what stands behind a prompt is not said to people."""
    return not chinese.has(said[0]) and prose(said) == Prose.NONE


def _is_entered(said: str) -> bool:
    """Whether it is said to a program for certain."""
    return _is_typed(said) and (is_code(said) or is_run(said) or _TYPED.fullmatch(said) is not None)


def is_run(said: str) -> bool:
    """Whether a text is a command with its arguments, and nothing that is said."""
    if _ALONE.match(said):
        return True
    return (is_command(said) or _ARGUED.match(said) is not None) and prose(said) == Prose.NONE
