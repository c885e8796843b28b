"""The converter for those who have a pipeline: a few lines for NeMo Curator, datatrove and Ray Data.

None of those packages is imported here; each adapter has the shape that its framework calls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from proofpress.records.extra import free_names
from proofpress.records.row import Converted, Status, octets_of, text_of
from proofpress.records.work import convert_content, failed
from proofpress.version import version


class HTMLExtractor:
    """What NeMo Curator asks of its `HTMLExtractorAlgorithm`: pages in, paragraphs of Markdown out. It takes subclasses
    of its own alone; use this as `class Proofpress(HTMLExtractor, HTMLExtractorAlgorithm)`."""

    def extract_text(
        self, html: str | bytes, stop_words: frozenset[str] = frozenset(), language: str = ""
    ) -> list[str] | None:
        """The blocks of the article, None where there is none. Stop words are not needed: structure decides."""
        del stop_words, language
        text = _text(html)
        return text.split("\n\n") if text else None


class Extractor:
    """What datatrove's `BaseExtractor` asks of a subclass; use it as `class Proofpress(Extractor, BaseExtractor)`."""

    name = "⛏ proofpress"

    def __init__(self, *given: Any, **named: Any) -> None:
        """What the framework's class takes, as `timeout` in seconds; that class has an abstract one."""
        super().__init__(*given, **named)

    def extract(self, text: str | bytes) -> str:
        """The article of a page as Markdown without front matter; "" where there is none."""
        return _text(text)


def _text(page: str | bytes) -> str:
    """The articles of a page as Markdown without front matter, one behind the other."""
    octets = page.encode("utf-8", "surrogatepass") if isinstance(page, str) else bytes(page)
    made = [one for one in convert_content(octets) if one.status is Status.CONVERTED]
    return "\n\n".join(body(one.markdown).strip("\n") for one in made) + "\n" * bool(made)


def map_batch(
    batch: Mapping[str, Sequence[Any]] | Any, content: str = "content", url: str = "url"
) -> dict[str, list[Any]]:
    """For `dataset.map_batches(map_batch)` of Ray Data: the columns of the batch but its content, and those of the
    table of articles but its key, which shards have. A batch may be a table of Arrow, too.

    The ledger is given as a column of lists. A column of the batch that bears the name of one of ours is called
    `input_…`, as in a table; what names a row and is not in the batch is a column of None. A page that holds several
    articles becomes as many rows; what became none keeps its content.
    """
    if hasattr(batch, "to_pydict"):
        batch = batch.to_pydict()
    pages = list(batch[content])
    urls = list(batch[url]) if url in batch else [None] * len(pages)
    made: list[tuple[int, Converted]] = []
    for row, (page, at) in enumerate(zip(pages, urls, strict=True)):
        octets, fault = octets_of(content, page)
        articles = (failed(octets, fault),) if fault else convert_content(octets or b"", text_of(at) or "")
        made += [(row, one) for one in articles]
    columns = [one.columns() for _, one in made]
    unsaid = {name: [None] * len(made) for name in ("url", "warc_id", "source_id")}
    ours = {field.name: [one[field.name] for one in columns] for field in fields(Converted)}
    ours["version"] = [version()] * len(made)
    others = [name for name in batch if name != content]
    kept = {
        here: [batch[name][row] for row, _ in made] for name, here in zip(others, free_names(others, ours), strict=True)
    }
    return {**unsaid, **kept, **ours}


def body(markdown: str) -> str:
    """An article without its front matter."""
    if not markdown.startswith("---\n"):
        return markdown
    end = markdown.find("\n---\n", 3)
    return markdown[end + 5 :].lstrip("\n") if end >= 0 else markdown
