"""Merman, a port of Mermaid to Rust, where a wheel of it exists: it often says more plainly what is wrong with a
diagram, and where.

It is no judge: of diagrams with a small random fault it accepts one in fourteen that Mermaid does not draw.
"""

from __future__ import annotations

import atexit
import json
import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from proofpress.engines.mermaid_places import code
from proofpress.engines.mermaid_source import FRONT_MATTER
from proofpress.engines.trouble import Trouble

if TYPE_CHECKING:
    from merman import Merman

_OWN_WORDS = frozenset(("unknown-diagram", "empty", "front-matter", "limit"))


@cache
def version() -> str:
    """Merman's version, "" where it is not installed."""
    from importlib import metadata

    try:
        return metadata.version("merman")
    except metadata.PackageNotFoundError:
        return ""


@cache
def _load_merman() -> Merman | None:
    try:
        from merman import Merman
    except ImportError:
        return None
    # Its finaliser calls a library that is gone once the interpreter takes modules down.
    atexit.register(_load_merman.cache_clear)
    return Merman()


def complaint(source: str) -> Trouble | None:
    """What merman has to say against a diagram, None where that is nothing."""
    merman = _load_merman()
    # Its errors share no base class.
    with suppress(Exception):
        return _complaint(source, json.loads(merman.analyze_json(source, None))) if merman else None
    return None


_LABELS_AS_TEXT = (
    '%%{init: {"htmlLabels": false, "flowchart": {"htmlLabels": false}, "class": {"htmlLabels": false}}}%%\n'
)


def drawing(source: str) -> str:
    """A diagram as SVG without HTML in it, "" for what merman does not draw, or where it is not installed."""
    merman = _load_merman()
    found = FRONT_MATTER.match(source)
    head = found.end() if found else 0
    # Its errors share no base class.
    with suppress(Exception):
        made = merman.render_svg(source[:head] + _LABELS_AS_TEXT + source[head:], None) if merman else ""
        return "" if "<foreignObject" in made else made
    return ""


def _complaint(source: str, analysis: dict[str, Any]) -> Trouble | None:
    complaint = next((entry for entry in analysis["diagnostics"] if entry["severity"] == "error"), None)
    if complaint is None or complaint["span"] is None:
        return None
    octets = source.encode("utf-8")
    start, end = (
        len(octets[: complaint["span"][side]].decode("utf-8", "ignore")) for side in ("byte_start", "byte_end")
    )
    message = re.sub(r" at \d+$", "", str(complaint["message"]))
    return Trouble(start, end - start, message, code(message))


def explain(source: str, judged: Trouble) -> Trouble:
    """Mermaid's verdict in merman's words, at merman's place unless that is no more than the whole diagram or its
    end."""
    merman = None if judged.code in _OWN_WORDS else complaint(source)
    if merman is None:
        return judged
    name = judged.code if merman.code == "unexpected" else merman.code
    exact = merman if 0 < merman.offset < len(source.rstrip()) else judged
    named = source[exact.offset : exact.offset + exact.length].rstrip()
    return Trouble(exact.offset, len(named), merman.message, name)
