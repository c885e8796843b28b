"""Messages of the language server protocol over two streams: what is no message is answered as JSON-RPC says, and the
next one is read."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, BinaryIO, NamedTuple

from lsprotocol.types import ErrorCodes, ResponseError
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from proofpress.regex import regex

MOST = 64_000_000
"""Octets of the longest message that is read."""
_LENGTH = regex(rb"Content-Length:[ \t]*(\d{1,20})[ \t]*\r?\n$", re.I)
_LONGEST_HEADER = 4_096


class Fault(NamedTuple):
    """What was read instead of a message, as its answer says it."""

    code: int
    message: str


class Output:
    """A stream that the server writes to and that stays open behind it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> None:
        self._stream.write(data)
        self._stream.flush()

    def close(self) -> None:
        self._stream.flush()


def converse(server: LanguageServer, stdin: BinaryIO, stdout: BinaryIO) -> int:
    """Read messages until the client says goodbye or closes the stream; the exit code that the protocol asks for."""
    logging.getLogger("pygls").addHandler(logging.NullHandler())
    logging.getLogger("pygls").propagate = False  # What goes wrong is answered; nobody reads a traceback of it.
    server.protocol.set_writer(Output(stdout))
    try:
        asyncio.run(_converse(server, stdin))
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 0
    except (BrokenPipeError, KeyboardInterrupt):
        return 1
    finally:
        server.shutdown()  # type: ignore[no-untyped-call]
    return 1


async def _converse(server: LanguageServer, stdin: BinaryIO) -> None:
    loop = asyncio.get_running_loop()
    protocol: Any = server.protocol
    with ThreadPoolExecutor(1, "proofpress-reader") as reader:
        while (received := await loop.run_in_executor(reader, partial(receive, stdin))) is not None:
            if isinstance(received, Fault):
                protocol._send_data({"jsonrpc": "2.0", "id": None, "error": received._asdict()})
                continue
            try:
                protocol.handle_message(protocol.structure_message(received))
            except JsonRpcException as error:
                _answer(protocol, received, error.to_response_error())
            except Exception as error:  # noqa: BLE001 - a message must not end the conversation
                _answer(protocol, received, ResponseError(ErrorCodes.InternalError, f"{type(error).__name__}: {error}"))


def _answer(protocol: Any, received: Mapping[str, object], error: ResponseError) -> None:
    """Tell the client what was wrong with a request; a notification has no answer."""
    if isinstance(ident := received.get("id"), int | str):
        protocol._send_response(ident, error=error)


def receive(stream: BinaryIO) -> dict[str, object] | Fault | None:
    """The next message, or what stands in its place; None at the end. A length that cannot be is one fault, and reading
    goes on behind the next header."""
    length: int | None = None
    while line := stream.readline(_LONGEST_HEADER):
        if found := _LENGTH.search(line):
            length = int(found[1])
            if length > MOST:
                return Fault(ErrorCodes.InvalidRequest.value, f"a message of {length} bytes is too long to be read")
        elif line[:15].lower() == b"content-length:":
            return Fault(ErrorCodes.InvalidRequest.value, "Content-Length is no number")
        elif length is not None and not line.strip():
            body = stream.read(length)
            return _message(body) if len(body) == length else None
    return None


def _message(body: bytes) -> dict[str, object] | Fault:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        return Fault(ErrorCodes.ParseError.value, f"the message is no JSON: {error}")
    if not isinstance(value, dict) or value.get("jsonrpc") != "2.0":
        return Fault(ErrorCodes.InvalidRequest.value, "the message is no object of JSON-RPC 2.0")
    return value
