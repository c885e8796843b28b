"""What GitBook's tags say in their arguments: operations of an interface and their parts, updates, files, pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from proofpress.markdown.ticks import fence_line
from proofpress.origins.tags.grammar import Args, Tag
from proofpress.regex import regex

_CONTENT = regex(r"\bcontent=\"((?:[^\"\\]|\\.)*+)\"", re.S)


def _bold(*said: str) -> str:
    words = [f"**{one.strip()}**" for one in said[:1] if one.strip()]
    return " ".join((*words, *(one.strip() for one in said[1:] if one.strip())))


def _operation(args: Args) -> str:
    """`method="get" path="/v1/items" baseUrl="https://x" summary="…"`: the method in bold, the path as code."""
    path = (args.get("baseurl", "host") + args.get("path").strip()).strip()
    return _bold(args.get("method").upper(), f"`{path}`" if path else "", args.get("summary"))


def _parameter(args: Args) -> str:
    """`in="query" name="limit" type="Integer" required="true"`: the name, and what is known of it."""
    needed = "required" if args.get("required") == "true" else ""
    about = ", ".join(one for one in (args.get("in"), args.get("type"), needed) if one)
    name = args.get("name").strip()
    return " ".join(one for one in (f"**`{name}`**" if name else "", f"({about})" if about else "") if one)


def _response(args: Args) -> str:
    return _bold(args.get("status", "httpcode"), args.get("description"))


LEADS: Mapping[str, Callable[[Args], str]] = {
    **dict.fromkeys(("swagger", "api-method", "openapi", "openapi-operation"), _operation),
    **dict.fromkeys(("swagger-parameter", "api-method-parameter"), _parameter),
    **dict.fromkeys(("swagger-response", "api-method-response-example"), _response),
    "update": lambda args: _bold(args.get("date")),
    "prompt": lambda args: _bold(args.get("description", "title")),
}
"""Tags whose arguments a reader sees above what they enclose."""
OWN = (
    frozenset("hint content-ref page-ref embed file stepper step columns column updates endstep".split()) | LEADS.keys()
)
"""Tags by which a source is known as GitBook's."""


def reference(args: Args) -> str:
    """`content-ref url="…"`, `page-ref page="…"`, `include "….md"`: the address of another page."""
    return args.get("url", "page", "file", at=0)


def block(args: Args) -> str:
    """A block of an integration (`@mermaid/diagram content="…"`): the diagram, else the address that it shows."""
    if found := _CONTENT.search(args.raw):
        said = found[1].replace('\\"', '"').replace("\\n", "\n")
        return f"\n\n```mermaid\n{said.strip()}\n```\n\n"
    url = args.get("url")
    return f"<{url}>" if re.fullmatch(r"https?://[^\s<>]+", url) else ""


def around_a_fence(tag: Tag, inner: str) -> bool:
    """Whether a tag for code encloses a fence, which it gives a title; elsewhere such a tag is the fence itself."""
    own = all(one in ("title", "overflow", "linenumbers", "fullwidth", "expandable") for one in tag.parsed.named)
    if tag.name != "code" or tag.hugo or tag.parsed.all or not own:
        return False
    lines = inner.strip().split("\n")
    first, last = fence_line(0, lines[0]), fence_line(0, lines[-1])
    return len(lines) > 1 and first is not None and last is not None and last.closes(first)
