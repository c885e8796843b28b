"""The converter for those who have a pipeline: a few lines for NeMo Curator, datatrove and Ray Data.

None of those packages is imported here; each adapter has the shape that its framework calls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from proofpress.records.row import Converted, Status, octets_of, text_of
from proofpress.records.work import convert_content
from proofpress.version import version


class HTMLExtractor:
    """What NeMo Curator asks of its `HTMLExtractorAlgorithm`: pages in, paragraphs of Markdown out. It takes subclasses
    of its own alone; use this as `class Proofpress(HTMLExtractor, HTMLExtractorAlgorithm)`."""

    def extract_text(
        self, html: str | bytes, stop_words: frozenset[str] = frozenset(), language: str = ""
    ) -> list[str] | None:
        """The blocks of the article, None where there is none. Stop words are not needed: structure decides."""
        del stop_words, language
        made = convert_content(_octets(html))
        if made.status is not Status.CONVERTED:
            return None
        return body(made.markdown).split("\n\n")


class Extractor:
    """What datatrove's `BaseExtractor` asks of a subclass; use it as `class Proofpress(Extractor, BaseExtractor)`."""

    name = "⛏ proofpress"

    def __init__(self, *given: Any, **named: Any) -> None:
        """What the framework's class takes, as `timeout` in seconds; that class has an abstract one."""
        super().__init__(*given, **named)

    def extract(self, text: str | bytes) -> str:
        """The article of a page as Markdown without front matter; "" where there is none."""
        made = convert_content(_octets(text))
        return body(made.markdown) if made.status is Status.CONVERTED else ""


def _octets(page: str | bytes) -> bytes:
    return page.encode("utf-8", "surrogatepass") if isinstance(page, str) else bytes(page)


def map_batch(
    batch: Mapping[str, Sequence[Any]] | Any, content: str = "content", url: str = "url"
) -> dict[str, list[Any]]:
    """For `dataset.map_batches(map_batch)` of Ray Data: the columns of the batch but its content, and those of the
    table of articles but its key, which shards have. A batch may be a table of Arrow, too.

    The ledger is given as a column of lists. A column of the batch that bears the name of one of ours is replaced; what
    names a row and is not in the batch is a column of None.
    """
    if hasattr(batch, "to_pydict"):
        batch = batch.to_pydict()
    pages = list(batch[content])
    urls = list(batch[url]) if url in batch else [None] * len(pages)
    made = []
    for page, at in zip(pages, urls, strict=True):
        octets, fault = octets_of(content, page)
        one = Converted(Status.FAILED, fault) if fault else convert_content(octets, text_of(at) or "")
        made.append(one.columns())
    unsaid = {name: [None] * len(pages) for name in ("url", "warc_id", "source_id")}
    kept = unsaid | {name: list(values) for name, values in batch.items() if name != content}
    ours = {field.name: [one[field.name] for one in made] for field in fields(Converted)}
    return {**kept, **ours, "version": [version()] * len(made)}


def body(markdown: str) -> str:
    """An article without its front matter."""
    if not markdown.startswith("---\n"):
        return markdown
    end = markdown.find("\n---\n", 3)
    return markdown[end + 5 :].lstrip("\n") if end >= 0 else markdown
