"""The converter for those who have a pipeline: a few lines for NeMo Curator, datatrove and Ray Data.

None of those packages is imported here; each adapter has the shape that its framework calls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from proofpress.records.row import Status
from proofpress.records.work import convert_content
from proofpress.version import version


class HTMLExtractor:
    """NeMo Curator's `HTMLExtractorAlgorithm`: pages in, paragraphs of Markdown out."""

    def extract_text(self, html: str, stop_words: frozenset[str] = frozenset(), language: str = "") -> list[str] | None:
        """The blocks of the article, None where there is none. Stop words are not needed: structure decides."""
        del stop_words, language
        made = convert_content(html.encode("utf-8", "surrogatepass"))
        if made.status is not Status.CONVERTED:
            return None
        return body(made.markdown).split("\n\n")


class Extractor:
    """What datatrove's `BaseExtractor` asks of a subclass; use it as `class Proofpress(Extractor, BaseExtractor)`."""

    name = "⛏ proofpress"

    def extract(self, text: str) -> str:
        """The article of a page as Markdown without front matter; "" where there is none."""
        made = convert_content(text.encode("utf-8", "surrogatepass"))
        return body(made.markdown) if made.status is Status.CONVERTED else ""


def map_batch(batch: Mapping[str, Sequence[Any]], content: str = "content", url: str = "url") -> dict[str, list[Any]]:
    """For `dataset.map_batches(map_batch)` of Ray Data: the columns of the batch but its content, and those of the
    table of articles but its key, which shards have.

    The ledger is given as a column of lists. A column of the batch that bears the name of one of ours is replaced.
    """
    pages = batch[content]
    urls = batch.get(url) or [""] * len(pages)
    made = [
        asdict(
            convert_content(page if isinstance(page, bytes) else str(page).encode("utf-8", "surrogatepass"), str(at))
        )
        for page, at in zip(pages, urls, strict=True)
    ]
    for one in made:
        one["status"] = str(one["status"])
        one["ledger"] = list(one["ledger"])
        one["version"] = version()
    columns = list(made[0]) if made else []
    kept = {name: list(values) for name, values in batch.items() if name != content}
    return {**kept, **{name: [one[name] for one in made] for name in columns}}


def body(markdown: str) -> str:
    """An article without its front matter."""
    if not markdown.startswith("---\n"):
        return markdown
    end = markdown.find("\n---\n", 3)
    return markdown[end + 5 :].lstrip("\n") if end >= 0 else markdown
