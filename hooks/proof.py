"""The proof page: all findings of the site that `hooks/validate.py` left for it."""

from __future__ import annotations

import datetime as dt
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proofpress_mkdocs.proofs import held, options, state
from proofpress_mkdocs.tongues import language_of

from proofpress import cache
from proofpress import config as settings_file
from proofpress.baseline import BadBaseline, Baseline
from proofpress.bulk.manifest import build_key
from proofpress.finding import Finding
from proofpress.site.documents import document
from proofpress.site.held import title_of
from proofpress.site.marks import anchors, inserted, line_anchor
from proofpress.site.proof import Proof, Row, allowed, remember
from proofpress.site.words import words
from proofpress.source import Source

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

_shown: dict[str, Any] = {}


def on_env(env: object, *, config: MkDocsConfig, files: Files) -> None:
    """Put the findings beside the pages that they are on."""
    found: dict[str, tuple[Source, tuple[Finding, ...]]] = state.findings
    language, left_out = language_of(config), held(config)
    rows = []
    for uri, (source, findings) in found.items():
        file = files.get_file_from_path(uri)
        page = file.page if file is not None else None
        held_title = title_of(source.text) if page is None and findings else ""
        for finding in findings:
            url = f"{page.url}#{line_anchor(source, finding)}" if page is not None else ""
            line = source.position(finding.span.start).line
            said = finding.message.of(language)
            is_held = page is None or uri in left_out
            if is_held and finding.help is not None:
                said += "\n" + finding.help.of(language)
            title = (page.title if page is not None else held_title) or uri
            rows.append(Row(finding.severity, finding.rule, title, uri, url, line, said, is_held))
    before = _baseline(config, language)
    proof = Proof(rows, len(found), baseline=before)
    settings = options(config)
    if settings.get("history") and config.config_file_path:
        path = Path(config.config_file_path).parent / settings["history"]
        now = dt.datetime.fromtimestamp(
            int(os.environ.get("SOURCE_DATE_EPOCH", dt.datetime.now(dt.UTC).timestamp())), dt.UTC
        )
        proof = Proof(rows, len(found), remember(path, now.date().isoformat(), proof.counts), before)
    _shown["data"] = proof
    _shown["rule_pages"] = {
        Path(f.src_uri).stem: f.url for f in files.documentation_pages() if f.src_uri.startswith("rules/")
    }


def _baseline(config: MkDocsConfig, language: str) -> dict[str, object] | None:
    """What the project's baseline allows, as the first of the counts over time."""
    root = Path(config.config_file_path).parent if config.config_file_path else Path()
    with suppress(settings_file.BadSettings, OSError, BadBaseline):
        if name := settings_file.load(
            root, Path(config.config_file_path) if config.config_file_path else None
        ).baseline:
            from proofpress.rules import RULES

            return allowed(
                Baseline.read(root / name), {rule.name: rule.severity for rule in RULES}, words(language)["baseline"]
            )
    return None


def on_page_content(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give each line with a finding a place to go to."""
    source, findings = state.findings.get(page.file.src_uri, (None, ()))
    if source is None or not findings:
        return content
    text = page.file.content_string
    # Where they stand is known from the build before, and the page need not be read for it.
    key = cache.key("places of findings", build_key(), content, text, *(str(f.span.start) for f in findings))
    kept = cache.current().get(key)
    places = json.loads(kept) if kept is not None else anchors(content, source, lambda: document(text), findings)
    if kept is None:
        cache.current().put(key, json.dumps(places).encode())
    return inserted(content, places)


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """The proof, for its page."""
    if page.file.src_uri == "proof.md":
        context["proof"] = _shown
    return context
