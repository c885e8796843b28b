"""The documents that a chat product keeps in an answer: `<antArtifact type="application/vnd.ant.code" language="python"
title="cell.py">…</antArtifact>`, the files and commands in one (`<boltAction type="file" filePath="…">`), and the same
as a container, around a fence (`:::artifact{type="text/html" title="…"}`).

What stands in one is code, whatever it looks like: this comes before all that reads Markdown or the tags of a site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from proofpress.languages import of_content
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.directives import Directive
from proofpress.markdown.ticks import fence_around, fence_line
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_ATTRIBUTES = r"""(?P<attributes>(?:\s++[\w:-]{1,40}=(?:"[^"\n]{0,400}"|'[^'\n]{0,400}')){1,12})\s*+>"""
_ARTIFACT = regex(rf"<(?P<name>[a-z][a-z0-9]{{1,11}}Artifact){_ATTRIBUTES}")
_ACTION = regex(rf"<(?P<name>[a-z][a-z0-9]{{1,11}}Action){_ATTRIBUTES}")
_VALUE = regex(r"""(?<![\w:-])([\w:-]++)=(?:"([^"]*)"|'([^']*)')""")
_SAID = frozenset("identifier id artifact_id title type contenttype language".split())
"""What says that a tag holds a document: two of these."""
_TEXTS = ("", "markdown", "plain")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with every such document as the code, or the text, that it is, under its title."""
    text = source.text
    if "rtifact" not in text:
        return source
    lines = lines_of(source)
    lexed = lex_source(source, ANYBODYS)
    changes: list[Change] = []
    for one in lexed.directives:
        if one.name == "artifact" and one.last >= 0 and len(_SAID & (values := _values(one.rest)).keys()) >= 2:
            changes += _contained(lines, one, values)
            ledger.repaired(source.span(*lines.whole(one.first, one.first)), "a document in an answer", "回答中的文档")
    for found, end in _pairs(_ARTIFACT, lexed.codeless, text):
        if len(_SAID & _values(found["attributes"]).keys()) < 2:
            continue
        changes += _document(text, found, end)
        ledger.repaired(source.span(found.start(), found.end()), "a document in an answer", "回答中的文档")
    return rewrite(source, changes)


def left_open(source: Source) -> str:
    """What closes the documents that an answer, cut off, leaves open; "" for none."""
    if "Artifact" not in source.text:
        return ""
    seen = lex_source(source, ANYBODYS).codeless
    opened = [found for pattern in (_ACTION, _ARTIFACT) for found in (None, *pattern.finditer(seen))[-1:] if found]
    return "".join(f"\n</{one['name']}>" for one in opened if f"</{one['name']}>" not in source.text[one.end() :])


def _pairs(opening: re.Pattern[str], seen: str, text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The opening tags, none inside another, with where their content ends: where the text does for an answer that was
    cut off."""
    ends: dict[str, int] = {}
    after = 0
    for found in opening.finditer(seen):
        close = f"</{found['name']}>"
        if 0 <= ends.get(close, 0) < found.end():
            ends[close] = text.find(close, found.end())
        if found.start() >= after:
            after = ends[close] if ends[close] > 0 else len(text)
            yield found, after


def _document(text: str, found: re.Match[str], end: int) -> Iterator[Change]:
    values = _values(found["attributes"])
    title, kind = values.get("title", ""), values.get("contenttype") or values.get("type") or ""
    language = values.get("language") or of_content(kind)
    if kind.rpartition("/")[2] not in _TEXTS or values.get("language"):
        yield from _code(text, found.start(), found.end(), end, title, language)
        return
    yield Change(found.start(), found.end(), f"{_heading(title)}\n")
    for action, inner in _pairs(_ACTION, body := text[found.end() : end], body):
        path, at = _values(action["attributes"]).get("filepath", ""), found.end()
        language = path.rpartition(".")[2] if path else "bash"
        yield from _code(text, at + action.start(), at + action.end(), at + inner, path, language)
    yield Change(end, _after(text, end), "\n\n")


def _contained(lines: Lines, one: Directive, values: Mapping[str, str]) -> Iterator[Change]:
    """A container's fence under its title: named by the type of the document, or taken away from around a text."""
    held = [number for number in range(one.first + 1, one.last) if not lines.blank(number)]
    yield Change(*lines.whole(one.first, one.first), f"{_heading(values.get('title', ''))}")
    yield Change(*lines.whole(one.last, one.last), "\n")
    opened = fence_line(held[0], lines[held[0]]) if held else None
    last = fence_line(held[-1], lines[held[-1]]) if len(held) > 1 else None
    if opened is None or last is None or not last.closes(opened):
        return
    kind = values.get("type", "")
    if kind.rpartition("/")[2] in _TEXTS and opened.lang in ("", *_TEXTS, "md"):
        yield from (Change(*lines.whole(number, number), "") for number in (held[0], held[-1]))
    elif opened.bare and (language := of_content(kind)):
        yield Change(end := lines.starts[held[0]] + len(lines[held[0]].rstrip()), end, language)


def _code(text: str, start: int, inner: int, end: int, title: str, language: str) -> Iterator[Change]:
    """A tag's content in a fence, unless it brought one of its own."""
    body = text[inner:end]
    first, _, rest = body.strip().partition("\n")
    opened, last = fence_line(0, first), fence_line(1, rest.rpartition("\n")[2])
    fence = "" if opened and last and last.closes(opened) else fence_around(body)
    lead = "" if body.startswith("\n") else "\n"
    yield Change(start, inner, f"{_heading(title)}{fence}{language if fence else ''}{lead}")
    yield Change(end, _after(text, end), f"{'' if body.endswith(chr(10)) else chr(10)}{fence}\n\n")


def _heading(title: str) -> str:
    return f"\n\n**{title}**\n\n" if title else "\n\n"


def _after(text: str, end: int) -> int:
    """Where the closing tag that begins there ends."""
    return text.find(">", end) + 1 or len(text)


def _values(attributes: str) -> dict[str, str]:
    return {name.lower(): one or other for name, one, other in _VALUE.findall(attributes)}
