"""Names between colons that a site shows as a sign or a drawing: `:rocket:`, as code hosts and PyMdown know it, and the
icons of Material's sets, `:material-check:`."""

from __future__ import annotations

import re

from proofpress.evidence import emoji
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, Lexed, lex_source
from proofpress.regex import regex
from proofpress.repairs.dialects import options
from proofpress.repairs.dialects.attributes import ATTRIBUTES
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_LIST = regex(ATTRIBUTES)
_NAME = regex(r"(?<![\w:/\\]):(?P<name>[a-z0-9_+-]{1,60}):(?![\w:/`])", re.A)
_ICON = regex(
    r"(?:material|octicons|fontawesome|simple)-(?:(?:brands|regular|solid)-)?(?P<words>[a-z0-9-]+?)(?:-\d\d)?"
)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with emoji for their names, and without icons; an icon that is all of a link or cell as its name."""
    if source.text.count(":") < 2:
        return source
    lexed = lex_source(source, ANYBODYS)
    seen = lexed.prose
    names = ((one, emoji.of(one["name"]), _ICON.fullmatch(one["name"])) for one in _NAME.finditer(seen))
    settings = _settings(lexed)
    found = [
        (one, sign, icon)
        for one, sign, icon in names
        if (sign or icon) and lexed.scan.line_of(one.start()) not in settings
    ]
    fields = len(found) < 2 and all(_begins(seen, one.start()) and "_" not in one["name"] for one, *_ in found)
    changes: list[Change] = []
    for one, sign, icon in found:
        span = source.span(*one.span())
        if sign:
            # A name at the head of a line is also how a header of other languages writes a field.
            if not fields or lexed.boxes:
                changes.append(Change(*one.span(), sign))
                ledger.repaired(span, "the name of an emoji as the sign", "表情名称改为表情符号")
        elif icon and _alone(seen, *one.span()):
            changes.append(Change(*one.span(), icon["words"].replace("-", " ")))
            ledger.repaired(span, "an icon of the site as its name", "站点图标改为它的名称")
        else:
            listed = _LIST.match(seen, one.end())
            end = listed.end() if listed else one.end()
            end += seen[end : end + 1] == " "
            changes.append(Change(one.start(), end, ""))
            ledger.removed(source.span(one.start(), end), "an icon of the site", "站点的图标")
    return rewrite(source, changes)


def _settings(lexed: Lexed) -> set[int]:
    """The lines under the first one of a MyST container that set its options, `:link: page.html`."""
    made: set[int] = set()
    for one in lexed.directives:
        number = one.first + 1
        while one.braces and number < one.last and options.option(lexed.scan.lines[number]):
            made.add(number)
            number += 1
    return made


def _begins(seen: str, at: int) -> bool:
    """Whether a name is the first word of its line."""
    return not seen[seen.rfind("\n", 0, at) + 1 : at].strip(" \t>")


def _alone(seen: str, start: int, end: int) -> bool:
    """Whether a name is all that a link or a cell of a table says."""
    before, behind = seen[max(start - 3, 0) : start].rstrip(" "), seen[end : end + 3].lstrip(" ")
    return before[-1:] in ("[", "|") and behind[:1] in ("]", "|")
