"""The first verb: a messy source becomes canonical Markdown and a ledger. No I/O, no globals; results pickle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proofpress.finding import Finding
from proofpress.source import Source
from proofpress.tree import Document


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of one source. `files` holds images that stood in data URIs, by path relative to the Markdown."""

    source: Source
    document: Document
    markdown: str
    ledger: tuple[Finding, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
