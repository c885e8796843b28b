"""A thread of Perplexity as its interface gives it: entries, each a question and blocks of what the page showed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proofpress.origins.chat_notes import Cited
from proofpress.origins.chat_parts import Part, strings
from proofpress.origins.json_strings import Placed

QUESTION = "query_str"
_ANSWER = "markdown_block"
_SOURCES = ("sources_mode_block", "web_result_block")


def answered(entry: Mapping[str, object]) -> tuple[Part, tuple[Part, ...], tuple[Cited, ...]] | None:
    """The question of an entry, the parts of its answer and its sources by their numbers; None for anything else."""
    question, blocks = entry.get(QUESTION), entry.get("blocks")
    if not isinstance(question, Placed) or not isinstance(blocks, list):
        return None
    held = [block for block in blocks if isinstance(block, Mapping)]
    parts: list[Part] = []
    shown_so: set[str] = set()
    for block in held:
        if isinstance(shown := block.get(_ANSWER), Mapping) and isinstance(answer := shown.get("answer"), Placed):
            parts.append(Part("copy" if answer.strip() in shown_so else "text", answer))
            shown_so.add(answer.strip())
    sources = tuple(_sources(held))
    shown_so.update(one.title.strip() for one in sources)
    steps = [
        part
        for block in held
        for key, value in block.items()
        if key != _ANSWER and isinstance(value, Mapping)
        for part in strings(value, "tool")
        if part.words.strip() not in shown_so and not _is_name(part.words)
    ]
    return Part("text", question), (*steps, *parts), sources


def _is_name(words: str) -> bool:
    """A value that only the product's own program reads: no spaces, no words."""
    return words.isascii() and len(words.split()) < 2


def _sources(blocks: list[Mapping[str, object]]) -> Iterator[Cited]:
    for name in _SOURCES:
        for block in blocks:
            shown = block.get(name)
            rows = (shown.get("rows") or shown.get("web_results")) if isinstance(shown, Mapping) else None
            for index, row in enumerate(rows if isinstance(rows, list) else [], 1):
                page = row.get("web_result", row) if isinstance(row, Mapping) else None
                if isinstance(page, Mapping) and isinstance(address := page.get("url"), str) and "://" in address:
                    number = row.get("citation") or index
                    title = page.get("name") or page.get("title")
                    yield Cited(str(address), str(title or ""), frozenset((str(number),)))
