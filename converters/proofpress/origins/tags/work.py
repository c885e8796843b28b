"""One run over the tags of a source: the changes so far, and the blocks that stand open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proofpress.ledger import Ledger
from proofpress.origins.tags.grammar import Tag
from proofpress.repairs.lines import Change, Lines
from proofpress.source import Source


@dataclass(slots=True)
class Work:
    """One run over the tags of a source: the changes so far, and the blocks that stand open."""

    source: Source
    lines: Lines
    ledger: Ledger
    values: Mapping[str, object]
    partners: Mapping[int, Tag]
    changes: list[Change] = field(default_factory=list)
    open: list[Tag] = field(default_factory=list)
    done: set[int] = field(default_factory=set)
    captured: set[str] = field(default_factory=set)
    """Names of values whose text the source holds between two tags."""


STANDS = "a template tag as the Markdown that it stands for", "模板标签改为对应的 Markdown"


def put(
    work: Work,
    tag: Tag,
    text: str,
    en: str = STANDS[0],
    zh: str = STANDS[1],
    *,
    repair: bool = False,
) -> None:
    """What stands for a tag, and a line about it; `repair` marks what nobody but the generator knows."""
    span = work.source.span(tag.start, tag.end)
    if text:
        if not repair:
            work.ledger.repaired(span, en, zh)
        else:
            work.ledger.doubted(span, "a value that only the site's generator knows", "只有站点生成器知道的值")
    else:
        work.ledger.removed(span, "a template tag with nothing to show here", "模板标签")
    work.changes.append(Change(tag.start, tag.end, text))


def missing(work: Work, tag: Tag) -> None:
    """Take away a tag that stood within a sentence, with a doubt: only the generator knows what it showed there."""
    work.ledger.doubted(
        work.source.span(tag.start, tag.end),
        f"what `{tag.name}` showed within a sentence is not known",
        f"不知道句中的 {tag.name} 显示什么",
    )
    work.changes.append(Change(tag.start, tag.end, ""))
