"""Check every page before one is rendered: under `mkdocs build` an error stops the build, under `mkdocs serve` the page shows it."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

from proofpress import config as settings_file
from proofpress.bulk.addresses import Addresses
from proofpress.bulk.manifest import build_key
from proofpress.bulk.verdict import Files as Around
from proofpress.bulk.verdict import Witness, pack, recall, verdict_key
from proofpress.cache import current
from proofpress.finding import Finding, Severity
from proofpress.site.documents import document
from proofpress.site.marks import place
from proofpress.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page

    from proofpress.rules.site import Site

log = logging.getLogger("mkdocs.hooks.proofpress")


@dataclass(slots=True)
class _State:
    """What outlives one build under `mkdocs serve`."""

    serving: bool
    findings: dict[str, tuple[Source, tuple[Finding, ...]]]


_state = _State(False, {})


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether somebody is looking at a preview."""
    _state.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give the formulas of the pages the macros that the check knows."""
    root = Path(config.config_file_path).parent if config.config_file_path else Path()
    with suppress(settings_file.BadSettings):
        if macros := settings_file.load(root).macros:
            config.mdx_configs["proofpress.typeset"] = {**config.mdx_configs.get("proofpress.typeset", {}), "macros": dict(macros)}
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Check all pages. Raises `PluginError` for an error under `mkdocs build`, when all findings have been printed."""
    _state.findings.clear()
    errors = _check((file for file in files.documentation_pages() if file.generated_by is None and file.abs_src_path is not None), config)
    config.extra["proofpress_findings"] = _state.findings
    if errors and not _state.serving:
        raise PluginError(f"proofpress: {errors} {'error' if errors == 1 else 'errors'}; nothing was built")


def on_pre_page(page: Page, *, config: MkDocsConfig, files: Files) -> None:
    """A page that is previewed by itself is checked by itself."""
    if config.extra.get("proofpress_previewing"):
        _check([page.file], config)


def _check(files: Iterable[File], config: MkDocsConfig) -> int:
    """Find and print what is wrong with the files, and count the errors."""
    build = build_key()
    settings = settings_file.load(Path(config.config_file_path).parent if config.config_file_path else Path())
    around = Around()
    judge = _Judge(settings, around)
    sources = {file.src_uri: Source(os.path.relpath(str(file.abs_src_path)), file.content_string) for file in files}
    keys = {uri: verdict_key(source.name, source.text, settings, build) for uri, source in sources.items()}
    kept = current().get_many(keys.values())
    made: dict[bytes, bytes] = {}
    errors = 0
    for uri, source in sources.items():
        found = recall(kept[keys[uri]], around) if keys[uri] in kept else None
        if found is None:
            found, verdict = judge(source)
            if verdict is not None:
                made[keys[uri]] = verdict
        _state.findings[uri] = (source, found)
        for finding in found:
            errors += finding.severity is Severity.ERROR
            _print(source, finding, config)
    current().put_many(made)
    return errors


@dataclass
class _Judge:
    """The rules over pages of one site; they are loaded when the first page needs them, since most builds need none."""

    settings: settings_file.Settings
    around: Around

    @cached_property
    def _site(self) -> Site:
        from proofpress.bulk.known import anchors
        from proofpress.rules.site import FolderSite

        return FolderSite(partial(anchors, build=build_key()), Addresses().ask)

    def __call__(self, source: Source) -> tuple[tuple[Finding, ...], bytes | None]:
        """The findings, and what to keep of them."""
        from proofpress.bulk.known import examined
        from proofpress.check import judge

        witness = Witness(self._site, self.around)
        found = judge(source, examined(source.text, build_key(), self.settings.macros), witness, self.settings)
        return found, pack(tuple(witness.asked.values()), found) if witness.lasting else None


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
