"""The ledger for people: one self-contained page that shows input and output side by side, every change at its place.

The page is `ledger_page.html`. The text of each conversion is kept deflated and is opened by the browser when it is
looked at, so a page with a thousand of them opens at once. Nothing is loaded from elsewhere, and a content policy
forbids it.
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64encode
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files as resources
from typing import TextIO

from proofpress.finding import Severity
from proofpress.output.ledger_file import KINDS, LedgerFile


def write(files: Iterable[LedgerFile], out: TextIO, language: str = "en") -> None:
    """Write the page, one conversion at a time."""
    page = resources("proofpress.output").joinpath("ledger_page.html").read_text("utf-8")
    head, tail = page.split("<!-- DATA -->")
    out.write(head.replace('lang="en"', f'lang="{"zh-CN" if language.startswith("zh") else "en"}"', 1))
    index: list[dict[str, object]] = []
    for number, file in enumerate(files):
        packed = _pack(_detail(file)) if file.source is not None else ""
        index.append(_summary(file, packed))
        if packed:
            out.write(f'<script type="text/plain" id="f{number}">{packed}</script>\n')
    listed = json.dumps(index, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    out.write(f'<script type="application/json" id="index">{listed}</script>')
    out.write(tail)


def _summary(file: LedgerFile, packed: str) -> dict[str, object]:
    """What the list of files shows; `id` changes with the conversion, so that a review counts for this one only."""
    passes = Counter(f"{KINDS.get(f.severity, 'doubt')} {f.rule}" for f in file.findings)
    return {
        "name": file.name,
        "target": file.target,
        "passes": passes,
        "removed": round(_removed(file), 4),
        "id": f"{zlib.crc32((file.name + packed).encode('utf-8', 'replace')):08x}",
        "trouble": list(file.trouble) if file.trouble else None,
    }


def _removed(file: LedgerFile) -> float:
    """The share of the input's characters that removals cover."""
    if file.source is None or not file.source.root.text:
        return 0.0
    covered = reached = 0
    for start, end in sorted(f.span for f in file.findings if f.severity is Severity.REMOVAL):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered / len(file.source.root.text)


def _detail(file: LedgerFile) -> dict[str, object]:
    assert file.source is not None
    before, after = _Units(file.source.root.text), _Units(file.markdown)
    findings = []
    for finding, place in zip(file.findings, file.places or (-1,) * len(file.findings), strict=True):
        start = file.source.position(finding.span.start)
        stood = file.source.root.text[finding.span.start : finding.span.end]
        findings.append(
            {
                "kind": KINDS.get(finding.severity, "doubt"),
                "pass": finding.rule,
                "message": list(finding.message),
                "start": before.at(finding.span.start),
                "end": before.at(finding.span.end),
                "place": after.at(place) if place >= 0 else -1,
                "line": start.line,
                "column": start.column,
                "text": None if finding.text == stood else finding.text,
            }
        )
    blocks = [[before.at(a), after.at(b)] for a, b in file.blocks]
    return {"input": file.source.root.text, "output": file.markdown, "findings": findings, "blocks": blocks}


def _pack(value: object) -> str:
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
    return b64encode(deflate.compress(data) + deflate.flush()).decode("ascii")


class _Units:
    """Offsets in characters as JavaScript counts them, in UTF-16 code units."""

    def __init__(self, text: str) -> None:
        self._wide = [m.start() for m in re.finditer("[\U00010000-\U0010ffff]", text)]

    def at(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)
