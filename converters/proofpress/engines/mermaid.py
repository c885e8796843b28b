"""Diagrams parsed by Mermaid, the very file that a page loads.

Mermaid decides; `merman` is asked for its words on what Mermaid rejects.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from itertools import islice

from proofpress import assets
from proofpress.cache import current, key
from proofpress.engines import mermaid_page, mermaid_places, mermaid_source, merman
from proofpress.engines.mermaid_keywords import KEYWORDS
from proofpress.engines.trouble import Trouble
from proofpress.engines.v8 import EngineLimit, Program
from proofpress.regex import regex


@dataclass(frozen=True, slots=True)
class Diagram:
    """A diagram that Mermaid can draw; `type` is Mermaid's name for its kind: `flowchart-v2`, `sequence`, `er`, …"""

    type: str


def installed() -> bool:
    """Whether Mermaid's files are there; without them nothing can be asked."""
    return assets.installed("mermaid/package.json", "mermaid/dist/mermaid.min.js")


def version() -> str:
    """Mermaid's version."""
    return assets.version("mermaid")


def names() -> tuple[str, ...]:
    """The words that open a diagram, for "did you mean"."""
    return KEYWORDS


def parse(source: str) -> Diagram | Trouble:
    """The kind of one diagram, or the first thing wrong with it. `source` is the fence's content without the fence."""
    (result,) = parse_all([source])
    return result


def parse_all(sources: Iterable[str]) -> list[Diagram | Trouble]:
    """Many diagrams, one result each, in order. Results are kept from one run to the next (see `proofpress.cache`)."""
    fences = list(sources)
    if not fences:
        return []
    texts = [drawn(source) for source in fences]
    results = _parse_all(texts)
    return [
        replace(result, offset=result.offset + len(source) - len(text)) if isinstance(result, Trouble) else result
        for source, text, result in zip(fences, texts, results, strict=True)
    ]


_CODE = (__file__, *(str(module.__file__) for module in (mermaid_page, mermaid_places, mermaid_source, merman)))
_BEFORE_FRONT_MATTER = regex(r"(?:[ \t]*(?:%%(?!\{)[^\n]*)?\n)+(?=---[ \t]*\n)")


def drawn(source: str) -> str:
    """What a page hands to Mermaid: the fence without comments above its front matter, where Mermaid takes them for its
    end."""
    comments = _BEFORE_FRONT_MATTER.match(source)
    return source[comments.end() :] if comments else source


def _parse_all(texts: list[str]) -> list[Diagram | Trouble]:
    keys = [key("mermaid", version(), merman.version(), assets.fingerprint(*_CODE), text) for text in texts]
    return [
        _unpack(octets)
        for octets in current().through(keys, lambda missing: map(_pack, _judge_all(texts[index] for index in missing)))
    ]


def _pack(result: Diagram | Trouble) -> bytes:
    return json.dumps(astuple(result)).encode()


def _unpack(octets: bytes) -> Diagram | Trouble:
    kept = json.loads(octets)
    return Trouble(*kept) if len(kept) > 1 else Diagram(*kept)


_BATCH = 50
_SECONDS = 10.0


def _judge_all(sources: Iterable[str]) -> Iterator[Diagram | Trouble]:
    waiting = iter(sources)
    while batch := list(islice(waiting, _BATCH)):
        yield from _judge_batch(batch)


def _judge_batch(batch: Sequence[str]) -> Iterator[Diagram | Trouble]:
    try:
        answers = _program.call("__parse", batch, seconds=_SECONDS + 0.2 * len(batch))
    except EngineLimit as limit:
        if len(batch) == 1:
            yield Trouble(0, len(batch[0]), f"Mermaid {limit}", "limit")
            return
        for source in batch:
            yield from _judge_batch([source])
        return
    for source, answer in zip(batch, answers, strict=True):
        yield (
            Diagram(answer["type"])
            if "type" in answer
            else merman.explain(source, mermaid_places.trouble(source, answer))
        )


def _scripts() -> Iterator[str]:
    yield mermaid_page.BROWSER
    yield assets.path("mermaid/dist/mermaid.min.js").read_text(encoding="utf-8")
    yield mermaid_page.GLUE


_program = Program(_scripts, megabytes=1024)
