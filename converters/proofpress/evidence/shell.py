"""Lines at the prompt of a shell or of an interpreter: whether a line is one, and of which language."""

from __future__ import annotations

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
_DATABASE = regex(
    r"(?:mysql|sqlite|MariaDB \[[^\]\n]{1,40}\]|redis [\w.:-]{1,40}|irb\([\w.]{1,20}\)[:\d]{0,20}"
    r"|scala|julia|ghci|iex\(\d{1,4}\))> \S|[a-z]\w{0,30}=[#>] \S|In \[\d{1,4}\]: \S"
)
"""The prompts of programs that name themselves."""
_ARGUED = regex(r"[\w./~+-]+ (?:-{1,2}[A-Za-z]|\S*[./~]\S)|[./~][\w./-]+$")
"""What is called with an option, or with a file."""


def language(line: str) -> str:
    """The language of a line that begins with a prompt and says something behind it that nobody says to people; "" for
    any other. A prompt that names its place, or that of Windows, may stand alone."""
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
    if _DATABASE.match(line):
        return "console"
    found = _ALSO_MAIL.match(line) or _SHELL.match(line)
    return "console" if found and _is_run(found["said"]) else ""


def _is_run(said: str) -> bool:
    if _ALONE.match(said):
        return True
    return (is_command(said) or _ARGUED.match(said) is not None) and prose(said) == Prose.NONE
