"""What `raw` keeps from a template engine that runs before Markdown is read, and so in code as well (Jekyll's Liquid).

An article about such templates shows the same tags in its code, on a site of another generator: a tag outside code,
which its own generator has carried out, tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from proofpress.origins.tags.grammar import Tag
from proofpress.origins.tags.work import Work
from proofpress.regex import regex
from proofpress.repairs.lines import Change

_VALUE = regex(r"(?:site|page|layout|content|include|post)\b")


def carries_out(visible: Iterable[Tag]) -> bool:
    """Whether a generator has carried out one of the tags outside code: a tag of Liquid, or a value of the site."""
    return any(
        bool(_VALUE.match(tag.args)) if tag.value else not (tag.hugo or tag.escaped or tag.called) for tag in visible
    )


def unwrapped(work: Work, tag: Tag, close: Tag) -> int:
    """Take the two tags away, with the lines that they stand alone on; the offset from which the next is looked for."""
    text = work.source.text
    for one in (tag, close):
        start = text.rfind("\n", 0, one.start) + 1
        end = text.find("\n", one.end) + 1 or len(text)
        alone = not text[start : one.start].strip() and not text[one.end : end].strip()
        work.ledger.removed(
            work.source.span(one.start, one.end),
            "a tag that keeps text from the template engine",
            "防止模板引擎处理的标签",
        )
        work.changes.append(Change(start, end, "") if alone else Change(one.start, one.end, ""))
    return close.end
