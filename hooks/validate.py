"""Check every page before one is rendered: under `mkdocs build` an error stops the build, under `mkdocs serve` the page shows it."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

from proofpress.check import Examined, examine, judge
from proofpress.config import Settings
from proofpress.finding import Finding, Severity
from proofpress.rules.site import FolderSite
from proofpress.site.documents import document
from proofpress.site.marks import place
from proofpress.source import Source

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.proofpress")


@dataclass(slots=True)
class _State:
    """What outlives one build under `mkdocs serve`."""

    serving: bool
    examined: dict[str, tuple[str, Examined]]
    findings: dict[str, tuple[Source, tuple[Finding, ...]]]


_state = _State(False, {}, {})


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether somebody is looking at a preview."""
    _state.serving = command == "serve"


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Check all pages. Raises `PluginError` for an error under `mkdocs build`, when all findings have been printed."""
    site = FolderSite()
    settings = Settings()
    errors = 0
    _state.findings.clear()
    for file in files.documentation_pages():
        if file.generated_by is not None or file.abs_src_path is None:
            continue
        source = Source(os.path.relpath(file.abs_src_path), file.content_string)
        known = _state.examined.get(source.name)
        if known is None or known[0] != source.text:
            known = (source.text, examine(source))
            _state.examined[source.name] = known
        found = judge(source, known[1], site, settings)
        _state.findings[file.src_uri] = (source, found)
        for finding in found:
            errors += finding.severity is Severity.ERROR
            _print(source, finding, config)
    config.extra["proofpress_findings"] = dict(_state.findings)
    if errors and not _state.serving:
        raise PluginError(f"proofpress: {errors} {'error' if errors == 1 else 'errors'}; nothing was built")


def _language(config: MkDocsConfig) -> str:
    return str(config.theme.get("language") or "en")


def _print(source: Source, finding: Finding, config: MkDocsConfig) -> None:
    line, column = source.position(finding.span.start)
    level = logging.ERROR if finding.severity is Severity.ERROR else logging.INFO
    log.log(level, "%s:%d:%d: %s [%s]", source.name, line, column, finding.message.of(_language(config)), finding.rule)


def on_page_content(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Under `mkdocs serve`, each finding stands before the block that it is about."""
    source, found = _state.findings.get(page.file.src_uri, (None, ()))
    if not _state.serving or source is None or not found:
        return content

    def rule_page(rule: str) -> str:
        file = files.get_file_from_path(f"rules/{rule}.md")
        return get_relative_url(file.url, page.url) if file else ""

    return place(content, source, document(page.file.content_string), found, _language(config), rule_page)
