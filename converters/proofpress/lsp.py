"""The language server: faults underlined while one types, fixes offered, a rule's page on hover. On pygls,
over stdio."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from proofpress import check as checker
from proofpress import config, urls
from proofpress.baseline import new
from proofpress.check import BY_NAME
from proofpress.finding import Edit, Finding, Severity, joined
from proofpress.output.rule_page import render
from proofpress.rules.sites import FolderSite
from proofpress.source import Source, Span
from proofpress.version import version
from proofpress.wire import converse

PAUSE = 0.15
"""Seconds without a change after which a document is checked."""
SECONDS = 20.0
"""What the check of one document may take; the next one waits for it."""
SOURCE = "proofpress"
FIX_ALL = "source.fixAll.proofpress"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """One version of a document with its findings."""

    version: int | None
    source: Source
    findings: tuple[Finding, ...]


class Server(LanguageServer):
    """Keeps the last check of each open document; a newer text supersedes a check that still waits."""

    def __init__(self, language: str = "en") -> None:
        super().__init__("proofpress", version())
        self.language = language
        self.checked: dict[str, Checked] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._worker = ThreadPoolExecutor(1, "proofpress-check")

    def schedule(self, uri: str, pause: float = PAUSE) -> None:
        """Check a document once nothing has changed in it for a while."""
        self.forget(uri, keep=True)
        self._waiting[uri] = asyncio.get_running_loop().create_task(self._check(uri, pause))

    def forget(self, uri: str, *, keep: bool = False) -> None:
        """Stop a check that waits, and unless `keep`, drop what is known of the document."""
        if task := self._waiting.pop(uri, None):
            task.cancel()
        if not keep:
            self.checked.pop(uri, None)

    async def _check(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        document = self.workspace.get_text_document(uri)
        source = Source(_path(uri), document.source.replace("\r\n", "\n"))
        findings = await asyncio.get_running_loop().run_in_executor(self._worker, partial(found, source))
        if self.workspace.get_text_document(uri).version != document.version:
            return
        self.checked[uri] = Checked(document.version, source, findings)
        diagnostics = published(findings, source, document, self.language)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, document.version))


def serve(language: str = "en") -> int:
    """Speak with an editor over standard input and output until it says goodbye; the exit code."""
    return converse(build(language), sys.stdin.buffer, sys.stdout.buffer)


def build(language: str = "en") -> Server:
    """The server with its features."""
    server = Server(language)

    @server.feature(types.INITIALIZE)
    def initialize(ls: Server, params: types.InitializeParams) -> None:
        if params.locale:
            ls.language = "zh" if params.locale.lower().startswith("zh") else "en"

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
        ls.schedule(params.text_document.uri, 0.0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
        ls.schedule(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
        ls.schedule(params.text_document.uri, 0.0)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
        ls.forget(params.text_document.uri)
        ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
        return _hover(ls, params)

    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    def actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        return _actions(ls, params)

    return server


def published(
    findings: tuple[Finding, ...], source: Source, document: TextDocument, language: str
) -> list[types.Diagnostic]:
    """What an editor shows of the findings: as `check` tells them, those that say the same as one."""
    return [_diagnostic(finding, source, document, language) for finding in joined(findings)]


def found(source: Source) -> tuple[Finding, ...]:
    """What `check` finds in a document, by the settings of the folder that its name says it is in."""
    path = Path(source.name)
    try:
        settings = config.load(path.parent.resolve())
        checker.check_names(settings)
    except (config.BadSettings, KeyError):
        settings = config.Settings()
    if settings.excluded(source.name):
        return ()
    return new(settings, source.name, checker.check(source, FolderSite(), settings, seconds=SECONDS))


def _diagnostic(finding: Finding, source: Source, document: TextDocument, language: str) -> types.Diagnostic:
    message = finding.message.of(language)
    if finding.help is not None:
        message += "\n" + finding.help.of(language)
    if finding.detail:
        message += "\n" + finding.detail
    return types.Diagnostic(
        _range(finding.span, source, document), message, _SEVERITIES.get(finding.severity), finding.rule, source=SOURCE
    )


def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    uri = params.text_document.uri
    known = ls.checked.get(uri)
    document = ls.workspace.get_text_document(uri)
    if known is None or known.version != document.version:
        return None
    at = _offset(params.position, known.source, document)
    here = [f for f in known.findings if f.span.start <= at <= max(f.span.end, f.span.start + 1)]
    if not here:
        return None
    pages = [
        f"**{f.message.of(ls.language)}**\n\n" + (render(BY_NAME[f.rule], ls.language) if f.rule in BY_NAME else "")
        for f in here
    ]
    narrow = min(here, key=lambda f: f.span.end - f.span.start)
    return types.Hover(
        types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(pages)),
        _range(narrow.span, known.source, document),
    )


def _actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    uri = params.text_document.uri
    known = ls.checked.get(uri)
    document = ls.workspace.get_text_document(uri)
    if known is None or known.version != document.version:
        return []
    only = params.context.only
    start, end = (_offset(p, known.source, document) for p in (params.range.start, params.range.end))
    made: list[types.CodeAction] = []
    if _asked(only, types.CodeActionKind.QuickFix.value):
        for finding in known.findings:
            if finding.fix and finding.span.start <= end and start <= finding.span.end:
                title = (finding.help or finding.message).of(ls.language)
                made.append(
                    types.CodeAction(
                        title,
                        types.CodeActionKind.QuickFix,
                        [_diagnostic(finding, known.source, document, ls.language)],
                        is_preferred=finding.fix.safe,
                        edit=_workspace_edit(uri, finding.fix.edits, known, document),
                    )
                )
    if _asked(only, FIX_ALL):
        edits = _together(finding.fix.edits for finding in known.findings if finding.fix and finding.fix.safe)
        if edits:
            title = (
                f"修复所有可安全修复的问题（{len(edits)}）"
                if ls.language == "zh"
                else f"Fix all that is safe to fix ({len(edits)})"
            )
            made.append(types.CodeAction(title, FIX_ALL, edit=_workspace_edit(uri, edits, known, document)))
    return made


def _asked(only: Iterable[str] | None, kind: str) -> bool:
    """True where the client wants actions of this kind: no filter, the kind itself, or one it is a part of."""
    return only is None or any(
        f"{kind}.".startswith(f"{one.value if isinstance(one, types.CodeActionKind) else one}.") for one in only
    )


def _together(fixes: Iterable[tuple[Edit, ...]]) -> tuple[Edit, ...]:
    """Edits of several fixes that can be made at once: a fix that overlaps an earlier one waits for the next time."""
    taken: list[Edit] = []
    reached = -1
    for edits in sorted(fixes, key=lambda edits: min(e.span for e in edits)):
        if min(e.span.start for e in edits) > reached:
            taken += edits
            reached = max(e.span.end for e in edits)
    return tuple(taken)


def _workspace_edit(uri: str, edits: Iterable[Edit], known: Checked, document: TextDocument) -> types.WorkspaceEdit:
    changes: list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit] = [
        types.TextEdit(_range(edit.span, known.source, document), edit.text) for edit in edits
    ]
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri, known.version), changes)
        ]
    )


def _range(span: Span, source: Source, document: TextDocument) -> types.Range:
    """A span in the units that the client counts in."""
    start, end = (source.position(offset) for offset in span)
    inner = types.Range(types.Position(start.line - 1, start.column - 1), types.Position(end.line - 1, end.column - 1))
    return document.position_codec.range_to_client_units(document.lines, inner)


def _offset(position: types.Position, source: Source, document: TextDocument) -> int:
    inner = document.position_codec.position_from_client_units(document.lines, position)
    return source.offset(inner.line + 1, inner.character + 1)


def _path(uri: str) -> str:
    """The path of a file's address, relative where it lies below this folder;
    the address itself where it is no file."""
    parts = urls.split(uri)
    if parts.scheme != "file":
        return uri
    path = Path(unquote(parts.path))
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
