"""The proof page: all findings of the site that `hooks/validate.py` left for it."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proofpress.finding import Finding
from proofpress.site.proof import Proof, Row, remember
from proofpress.source import Source

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

_shown: dict[str, Any] = {}


def on_env(env: object, *, config: MkDocsConfig, files: Files) -> None:
    """Put the findings beside the pages that they are on."""
    found: dict[str, tuple[Source, tuple[Finding, ...]]] = config.extra.get("proofpress_findings", {})
    language = str(config.theme.get("language") or "en")
    rows = []
    for uri, (source, findings) in found.items():
        file = files.get_file_from_path(uri)
        if file is None or file.page is None:
            continue
        for finding in findings:
            url = file.page.url + _section(file.page, source, finding.span.start)
            line = source.position(finding.span.start).line
            rows.append(Row(finding.severity, finding.rule, file.page.title or uri, uri, url, line, finding.message.of(language)))
    proof = Proof(rows, len(found))
    settings: dict[str, Any] = config.extra.get("proofpress", {})
    if settings.get("history") and config.config_file_path:
        path = Path(config.config_file_path).parent / settings["history"]
        now = dt.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", dt.datetime.now(dt.UTC).timestamp())), dt.UTC)
        proof = Proof(rows, len(found), remember(path, now.date().isoformat(), proof.counts))
    _shown["data"] = proof
    _shown["rule_pages"] = {Path(f.src_uri).stem: f.url for f in files.documentation_pages() if f.src_uri.startswith("rules/")}


def _section(page: Page, source: Source, offset: int) -> str:
    """The anchor of the last heading before a place in the source."""
    headings = [item.url for item in _flat(page.toc)]
    document_headings = [line for line in source.text[:offset].splitlines() if line.startswith("#")]
    index = min(len(document_headings), len(headings)) - 1
    return headings[index] if index > 0 else ""


def _flat(items: Any) -> list[Any]:
    return [each for item in items for each in (item, *_flat(item.children))]


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """The proof, for its page."""
    if page.file.src_uri == "proof.md":
        context["proof"] = _shown
    return context
