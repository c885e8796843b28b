"""The language server, driven over standard input and output by a client as an editor drives it."""

from __future__ import annotations

import asyncio
import io
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the language server is not installed: pip install 'proofpress[lsp]'")

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from proofpress.lsp import build
from proofpress.wire import converse
from tests.command import environment

PAGE = "# 标题 😀\n\n😀 正文 **粗体。**\n\n#### Too deep\n\n##No space\n\nText.\n"


class Editor:
    """The client's side: one document, and what the server said of it."""

    def __init__(self, client: LanguageClient, uri: str) -> None:
        self.client, self.uri, self.version, self.text = client, uri, 0, ""
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

    def open(self, text: str) -> None:
        self.version, self.text = 1, text
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(self.uri, "markdown", 1, text))
        )

    def change(self, text: str) -> None:
        self.version, self.text = self.version + 1, text
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(self.version, self.uri), [change])
        )

    async def diagnostics(self) -> list[types.Diagnostic]:
        """Those of the newest version."""
        while True:
            said = await asyncio.wait_for(self.published.get(), 20)
            if said.version in (None, self.version):
                return list(said.diagnostics)

    def under(self, span: types.Range) -> str:
        """The text of a range that counts in UTF-16 code units."""
        lines = self.text.split("\n")
        assert span.start.line == span.end.line
        return (
            lines[span.start.line]
            .encode("utf-16-le")[2 * span.start.character : 2 * span.end.character]
            .decode("utf-16-le")
        )


@asynccontextmanager
async def editor(folder: Path, locale: str = "en") -> AsyncIterator[Editor]:
    client = LanguageClient("test", "1")
    made = Editor(client, (folder / "page.md").as_uri())

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
    def published(params: types.PublishDiagnosticsParams) -> None:
        made.published.put_nowait(params)

    await client.start_io(sys.executable, "-m", "proofpress", "lsp", cwd=folder, env=environment())
    await client.initialize_async(
        types.InitializeParams(capabilities=types.ClientCapabilities(), root_uri=folder.as_uri(), locale=locale)
    )
    client.initialized(types.InitializedParams())
    try:
        yield made
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()  # type: ignore[no-untyped-call]


def run(test: Callable[[Editor], Awaitable[None]], folder: Path, locale: str = "en") -> None:
    async def session() -> None:
        async with editor(folder, locale) as made:
            await test(made)

    # A thread of its own: the browser of other tests keeps an event loop in this one.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, asyncio.wait_for(session(), 60)).result()


def test_faults_are_underlined_and_disappear_when_mended(tmp_path: Path) -> None:
    async def test(ed: Editor) -> None:
        ed.open(PAGE)
        found = {d.code: d for d in await ed.diagnostics()}
        assert found["heading-jump"].severity is types.DiagnosticSeverity.Warning
        assert found["heading-jump"].range.start == types.Position(4, 0)
        assert found["heading-no-space"].range.start.line == 6
        ed.change(PAGE.replace("####", "##").replace("##No", "## No"))
        left = {d.code for d in await ed.diagnostics()}
        assert not left & {"heading-jump", "heading-no-space"}

    run(test, tmp_path)


def test_places_are_counted_in_utf16(tmp_path: Path) -> None:
    async def test(ed: Editor) -> None:
        ed.open("# T\n\n😀😀 see [here](gone.md) now\n")
        (found,) = (d for d in await ed.diagnostics() if d.code == "link-file")
        assert "gone.md" in ed.under(found.range)

    run(test, tmp_path)


def test_only_the_last_of_many_changes_is_checked(tmp_path: Path) -> None:
    async def test(ed: Editor) -> None:
        ed.open("# T\n")
        await ed.diagnostics()
        for depth in range(3, 7):
            ed.change(f"# T\n\n{'#' * depth} x\n\ny\n")
        await ed.diagnostics()
        await asyncio.sleep(0.5)
        assert ed.published.empty()

    run(test, tmp_path)


def test_fixes_are_offered_and_mend_the_text(tmp_path: Path) -> None:
    async def test(ed: Editor) -> None:
        ed.open(PAGE)
        (fault,) = (d for d in await ed.diagnostics() if d.code == "heading-no-space")
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(ed.uri), fault.range, types.CodeActionContext([fault])
        )
        actions = await ed.client.text_document_code_action_async(params)
        assert actions
        quick = [a for a in actions if isinstance(a, types.CodeAction) and a.kind == types.CodeActionKind.QuickFix]
        assert quick
        assert quick[0].is_preferred
        assert quick[0].edit is not None
        assert quick[0].edit.document_changes
        change = quick[0].edit.document_changes[0]
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document.version == 1
        lines = PAGE.split("\n")
        for edit in change.edits:
            assert isinstance(edit, types.TextEdit)
            line = lines[edit.range.start.line]
            lines[edit.range.start.line] = (
                line[: edit.range.start.character] + edit.new_text + line[edit.range.end.character :]
            )
        assert "## No space" in lines
        context = types.CodeActionContext([], only=["source.fixAll"])
        everything = await ed.client.text_document_code_action_async(
            types.CodeActionParams(types.TextDocumentIdentifier(ed.uri), fault.range, context)
        )
        assert everything
        assert {getattr(a, "kind", None) for a in everything} == {"source.fixAll.proofpress"}

    run(test, tmp_path)


@pytest.mark.parametrize(("locale", "says"), [("en", "Reported:"), ("zh-cn", "会报告：")])
def test_hover_shows_the_page_of_the_rule(tmp_path: Path, locale: str, says: str) -> None:
    async def test(ed: Editor) -> None:
        ed.open(PAGE)
        await ed.diagnostics()
        shown = await ed.client.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(ed.uri), types.Position(4, 2))
        )
        assert shown is not None
        assert isinstance(shown.contents, types.MarkupContent)
        assert "# heading-jump" in shown.contents.value
        assert says in shown.contents.value
        assert (
            await ed.client.text_document_hover_async(
                types.HoverParams(types.TextDocumentIdentifier(ed.uri), types.Position(8, 2))
            )
            is None
        )

    run(test, tmp_path, locale)


def test_closing_clears_the_page(tmp_path: Path) -> None:
    async def test(ed: Editor) -> None:
        ed.open(PAGE)
        assert await ed.diagnostics()
        ed.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(ed.uri)))
        assert await ed.diagnostics() == []

    run(test, tmp_path)


def test_a_long_page_is_checked_while_one_waits(tmp_path: Path) -> None:
    section = "## Section {}\n\nText with $x^2 + y_{{1}}$ and **bold** words.\n\n- one\n- two\n\n"
    text = "# T\n\n" + "".join(section.format(n) for n in range(500))

    async def test(ed: Editor) -> None:
        ed.open(text)
        await ed.diagnostics()
        start = time.monotonic()
        ed.change(text + "\nmore\n")
        await ed.diagnostics()
        assert time.monotonic() - start < 3

    run(test, tmp_path)


def _framed(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (_framed(b"{not json"), -32700),
        (_framed(b"\xff\xfe{}"), -32700),
        (_framed(b"[" * 50_000), -32700),
        (_framed(b"[1, 2]"), -32600),
        (_framed(b'{"jsonrpc": "1.0", "id": 7, "method": "shutdown"}'), -32600),
        (b"Content-Length: 99999999999999999999\r\n\r\n", -32600),
        (b"Content-Length: many\r\n\r\n", -32600),
        (_framed(b'{"jsonrpc": "2.0", "id": 5, "method": "textDocument/hover", "params": 7}'), -32602),
        (_framed(b'{"jsonrpc": "2.0", "id": 6, "method": "no/such", "params": {}}'), -32601),
    ],
)
def test_what_is_no_message_is_answered_and_the_next_one_is_read(sent: bytes, code: int) -> None:
    start = _framed(b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}')
    end = _framed(b'{"jsonrpc": "2.0", "id": 9, "method": "shutdown"}') + _framed(
        b'{"jsonrpc": "2.0", "method": "exit"}'
    )
    written = io.BytesIO()
    # A browser's test may have left its loop in this thread.
    with ThreadPoolExecutor(1) as apart:
        talk = apart.submit(converse, build(), io.BytesIO(start + sent + end), written)
        assert talk.result(60) == 0
    assert b'"code": %d' % code in written.getvalue()
    assert b'"id": 9' in written.getvalue()


def test_a_conversation_ends_without_a_word() -> None:
    bodies = (b'{"jsonrpc": "2.0", "id": 9, "method": "shutdown"}', b'{"jsonrpc": "2.0", "method": "exit"}')
    ran = subprocess.run(
        [sys.executable, "-m", "proofpress", "lsp"],
        input=b"".join(map(_framed, bodies)),
        capture_output=True,
        timeout=60,
        env=environment(),
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
