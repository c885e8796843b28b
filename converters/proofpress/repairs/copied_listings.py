"""Listings copied as text from the page of a language model: their language and the words of its buttons (`sql`,
`Copy`, `Edit`) on lines above them, and no fence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from proofpress import languages
from proofpress.evidence import chinese
from proofpress.evidence.code import Coded, coded
from proofpress.ledger import Ledger
from proofpress.markdown.signs import FENCE
from proofpress.markdown.ticks import fence_around
from proofpress.regex import regex
from proofpress.repairs.fences.prose import is_prose
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source
from proofpress.words import chat

HEAD = "the head of a listing as its language", "代码块的标题行改为语言"
_BUTTONS = "|".join(phrase.pattern for phrase in chat.BUTTONS.phrases)
_GLUED = regex(rf"(?P<lang>[a-zA-Z][a-zA-Z0-9+#-]{{0,14}}?)(?P<said>(?:[ \t]*(?:{_BUTTONS}))+)", re.I)
_BAR = regex(rf"\s*(?:(?:{_BUTTONS})\s*)+", re.I)
"""A line of buttons; a page that is copied as text may glue them (`CopyEdit`)."""
_COPIES = regex(r"复制|copy", re.I)
_MARKED = regex(
    rf"\w{{1,2}}[.)] +[A-Z]|(?:[^\x00-\x7f\w]|\d\ufe0f?\u20e3){{1,3}} *(?:\d{{1,2}}[.)] *)?[A-Z{chinese.LETTERS}]"
    r"|[A-Z][a-z'’]+(?: [\w'’-]+)+[:：]$"
)
"""A line that is no code by how it begins: as an item, or with a picture of a sign."""
_LABEL = regex(
    r"[A-Z][a-z'’]+(?: [\w'’-]+){1,4}: [^(){}\[\]=;<>$\"]+$|[A-Z][a-z'’]+:(?: [\w'’-]+,? [^(){}\[\]=;<>$\"]+)?$"
)
"""What is said of the lines below, or a step and its name."""
_NO_LABELS = frozenset(
    "python bash powershell sql mysql postgresql json css javascript typescript java kotlin swift scala dart c cpp"
    " csharp go rust php ruby perl lua splus".split()
)
"""Languages in which no such line stands at the margin by itself; a target of a jump stands in a function."""
_CAPITAL = regex(r"[A-Z][a-z'’]+(?![\w.(\[=:;])[^(){}\[\]=;<>$]*$")
_QUOTES = regex(r"\"\"\"|'''|/\*|\*/|<!--|-->")
_FENCED = regex(rf" {{0,3}}{FENCE}")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such listings between fences."""
    if not _COPIES.search(source.text):
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    behind = 0
    for number, line in lines.prose():
        if number < behind or not line or (found := head(lines.all, number)) is None:
            continue
        language, first = found
        behind = end(lines.all, first, language)
        start, stop = lines.starts[number], lines.end(behind - 1)
        fence = fence_around(source.text[start:stop])
        changes += [Change(start, lines.end(first - 1), f"{fence}{language}"), Change(stop, stop, f"\n{fence}")]
        ledger.repaired(source.span(start, lines.end(first - 1)), *HEAD)
    return rewrite(source, changes)


def head(lines: Sequence[str], number: int) -> tuple[str, int] | None:
    """The language of a listing that such a head on a line begins, and its first line; None where none does. A blank
    line may stand between the parts of a head."""
    line = lines[number].strip()
    at, said = number + 1, ""
    if languages.is_common(line):
        language = line
    elif (glued := _GLUED.fullmatch(line)) is not None and languages.is_common(glued["lang"]):
        language, said = glued["lang"], glued["said"]
    else:
        return None
    while (other := _shown(lines, at)) < len(lines) and _BAR.fullmatch(lines[other]):
        said, at = said + lines[other], other + 1
    first = _shown(lines, at)
    if not _COPIES.search(said) or first >= len(lines) or not lines[first].strip() or _FENCED.match(lines[first]):
        return None
    return language.lower(), first


def end(lines: Sequence[str], first: int, language: str) -> int:
    """The line behind the last of a listing that begins on a line: where the next begins, or words do."""
    number, within = first, False
    has_labels = languages.lexer(language) not in _NO_LABELS
    is_text = languages.is_text(language) or languages.is_markdown(language)
    while number < len(lines):
        line = lines[number]
        if number > first and (
            (not within and _ends(line, lines[number - 1], language, has_labels))
            or (is_text and not line.strip())
            or head(lines, number) is not None
        ):
            break
        has_labels = has_labels or "<<" in line
        within ^= len(_QUOTES.findall(line)) % 2 == 1
        number += 1
    while number > first + 1 and not lines[number - 1].strip():
        number -= 1
    return number


def _ends(line: str, above: str, language: str, has_labels: bool) -> bool:
    """Whether a line is none of the listing above it; `has_labels` where a label may stand in it."""
    return (
        _FENCED.match(line) is not None
        or _is_said(line, not above.strip(), language)
        or (not has_labels and _is_label(line, above, language))
    )


def _is_said(line: str, parted: bool, language: str) -> bool:
    """Whether a line says something to the reader, and not to a machine; `parted` where a blank line stands before
    it."""
    if not line.strip() or line[0].isspace():
        return False
    look = coded(line)
    if look is Coded.PROSE:
        return True
    if look is Coded.COMMENT or look is Coded.STRONG:
        return False
    if " " in line.strip() and chat.FRAME.regex.match(line):
        return True
    return _MARKED.match(line) is not None or parted and (is_prose(line, language) or _CAPITAL.match(line) is not None)


def _is_label(line: str, above: str, language: str) -> bool:
    """Whether a line of words with a colon stands behind a listing in which none can; a lone one may be the target of a
    jump where what stands above it is the inside of a function."""
    return _LABEL.match(line) is not None and (
        not line.endswith(":") or languages.lexer(language) == "python" or not above[:1].isspace()
    )


def _shown(lines: Sequence[str], number: int) -> int:
    """The line itself, or the next where it is blank."""
    return number + (number < len(lines) and not lines[number].strip())
