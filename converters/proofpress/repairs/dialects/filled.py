"""What a site's own programs put into Markdown: a value of the front matter, the mark of the table of contents."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.readers import front_matter
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source

_CONTENTS = regex(r"^[ \t]*(?:\[\[toc\]\]|\[toc\]|\$\{toc\}|@\[toc\][^\n]{0,80})[ \t]*$", re.I | re.M)
LISTED = regex(
    r"^[ \t]*+(?:[*+-]|\d{1,9}\.)[ \t]++(?:\S[^\n]*+\n[ \t]*+|[^\s{][^\n{]*+)"
    r"\{:[ \t]*+toc(?![\w=-])[^}\n]*+\}[ \t]*+$",
    re.I | re.M,
)
"""The list that kramdown fills with the table of contents, whatever its item says."""
_VALUE = regex(
    r"\{\{\s*(?:\$?frontmatter|\$page\.frontmatter|page)\.(?P<key>\w+)\s*\}\}"
    r"|\{%[ \t]*+\$(?:(?:markdoc\.)?frontmatter\.(?P<own>\w+)|[\w.$\[\]]++)[ \t]*+%\}"
)
"""A value of the front matter, as VitePress and Markdoc write it; Markdoc has others, which its site alone knows."""
_SUBSTITUTION = regex(r"\{\{[ \t]*+(?P<key>[\w-]++)[ \t]*+\}\}")
"""What MyST puts in from the header of the page."""
_KEEPING = regex(r"\{%[-+]?\s{0,9}+(?P<ends>end)?(?:raw|verbatim)\s{0,9}+[-+]?%\}")
"""The tags around what a template engine does not look into."""
_SHORT = 200
_LONGEST = 10_000
_MOST = 200_000
"""Characters of a value inside another, of one that is put in, and of all that are."""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with what these show."""
    text = source.text
    if not any(sign in text for sign in ("toc", "TOC", "{{", "{%")):
        return source
    seen = lex_source(source, ANYBODYS).prose
    changes: list[Change] = []
    for found in (*_CONTENTS.finditer(seen), *LISTED.finditer(seen)):
        changes.append(Change(found.start(), found.end(), ""))
        ledger.removed(source.span(found.start(), found.end()), "the mark of a table of contents", "目录标记")
    raw = _raw(source)
    marks = [found for found in _VALUE.finditer(seen) if not raw(found)]
    keys = [found for found in _SUBSTITUTION.finditer(seen) if not raw(found)]
    header = front_matter.split(source.root)[0] if marks or keys else None
    values = dict(header.values) if header is not None else {}
    if keys and (known := _substitutions(values)):
        changes += _substituted(source, keys, known, ledger)
    for found in marks:
        span = source.span(found.start(), found.end())
        if isinstance(value := values.get(found["key"] or found["own"]), str | int | float):
            changes.append(Change(found.start(), found.end(), str(value)))
            ledger.repaired(span, "a value of the front matter", "文件头中的值")
        elif found["key"] is None:
            changes.append(Change(found.start(), found.end(), f"`{text[found.start() : found.end()]}`"))
            ledger.doubted(span, "a value that only the site's generator knows", "只有站点生成器知道的值")
    return rewrite(source, changes)


def _raw(source: Source) -> Callable[[re.Match[str]], bool]:
    """Whether a mark stands where the author's file keeps its text from the template engine."""
    tags = list(_KEEPING.finditer(source.root.text))
    kept = [(one.end(), two.start()) for one, two in pairwise(tags) if not one["ends"] and two["ends"]]

    def is_raw(found: re.Match[str]) -> bool:
        at = source.span(*found.span()).start
        index = bisect_right(kept, (at, sys.maxsize)) - 1
        return index >= 0 and at < kept[index][1]

    return is_raw


def _substitutions(values: Mapping[str, object]) -> dict[str, str]:
    """What the header of a page of MyST puts in, by its keys; one may name others."""
    own = values.get("myst")
    found = own.get("substitutions") if isinstance(own, Mapping) else values.get("substitutions")
    if not isinstance(found, Mapping):
        return {}
    plain = {str(key): str(value).strip() for key, value in found.items() if isinstance(value, str | int | float)}
    short = {key: value for key, value in plain.items() if len(value) <= _SHORT}
    filled = {key: _SUBSTITUTION.sub(lambda one: short.get(one["key"], one[0]), value) for key, value in plain.items()}
    return {key: value for key, value in filled.items() if len(value) <= _LONGEST}


def _substituted(
    source: Source, keys: list[re.Match[str]], known: Mapping[str, str], ledger: Ledger
) -> Iterator[Change]:
    """The changes that put values where a page of MyST names them; several lines have their place in a line of their
    own alone."""
    lines = lines_of(source)
    room = _MOST
    for found in keys:
        if (value := known.get(found["key"])) is None:
            continue
        span = source.span(*found.span())
        alone = lines[lines.line_of(found.start())] == found[0]
        if "\n" in value and not alone or len(value) > room:
            ledger.doubted(span, "a value of the front matter that is not put in here", "文件头中的值未能填入此处")
            continue
        room -= len(value)
        yield Change(*found.span(), f"\n{value}\n" if "\n" in value else value)
        ledger.repaired(span, "a value of the front matter", "文件头中的值")
