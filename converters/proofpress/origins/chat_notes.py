"""The sources of a message: marks in its text become notes with the address and the title that the file holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from proofpress.regex import regex
from proofpress.repairs.lines import Change, code_spans, inside, lines_of
from proofpress.source import Source

_DEEPEST = 12
_ADDRESS = ("url", "uri", "link", "href", "source_url", "source")
_START = ("start_index", "start_ix", "start_idx", "startIndex", "start")
_END = ("end_index", "end_ix", "end_idx", "endIndex", "end")
_NUMBER = ("cite_index", "citation_id", "citationId", "index", "number")
MARK = regex(
    r"\ue200(?P<kind>\w{1,30})\ue202(?P<payload>[^\ue201\n]{0,400})\ue201"
    r"|【(?P<dagger>\d{1,3})(?::\d{1,3})?†[^】\n]{0,60}】|\[{1,2}citation:\s?(?P<cited>\d{1,3})\]{1,2}"
    r"|\[\^\d{1,3}_(?P<under>\d{1,3})\](?!:)|\[\^?(?P<plain>\d{1,3})\^?\](?!\(|(?<=^\[\d\]):|(?<=^\[\d\d\]):|\["
    r"(?!\^?\d{1,3}\^?\]))"
    r"|<grok:render\b(?P<grok>[^>]{0,300})>(?P<inside>[^<]{0,40}(?:<argument[^>]{0,80}>[^<]{0,200}</argument>"
    r"[^<]{0,40}){0,8})</grok:render>",
    re.M,
)
_TURN = regex(r"turn(\d{1,3})([a-z]{1,12})(\d{1,3})")
_GIVEN = regex(r'name="citation_id">\s*([\w-]{1,60})\s*<|card_id="([\w-]{1,60})"')


class Cited(NamedTuple):
    """A source, by every name that a mark may call it, and the place in the text that it says it speaks of."""

    address: str
    title: str
    names: frozenset[str]
    start: int = -1
    end: int = -1
    matched: str = ""
    supports: str = ""
    """The words that it supports, where the file says them and no place that counts characters."""


def cited(value: object) -> list[Cited]:
    """Every source in a value, in order; those of one list are numbered from one."""
    return list(_sources(value, 0, "", {}))


def _supported(value: Mapping[str, object], depth: int) -> Iterator[Cited]:
    """Sources that stand in one list, and what they support in another that counts into it."""
    chunks = value.get("groundingChunks") or value.get("grounding_chunks")
    supports = value.get("groundingSupports") or value.get("grounding_supports")
    if not isinstance(chunks, list) or not isinstance(supports, list):
        return
    for support in supports:
        if not isinstance(support, Mapping) or not isinstance(segment := support.get("segment"), Mapping):
            continue
        indices = support.get("groundingChunkIndices") or support.get("grounding_chunk_indices") or []
        for index in indices if isinstance(indices, list) else []:
            if isinstance(index, int) and 0 <= index < len(chunks) and isinstance(words := segment.get("text"), str):
                for one in _sources(chunks[index], depth + 1, str(index + 1), {}):
                    yield one._replace(supports=str(words))


def _sources(value: object, depth: int, number: str, above: Mapping[str, object]) -> Iterator[Cited]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        # Parts of a message that are no sources have no number among them.
        counted = all(_holds(one, depth + 1) for one in value)
        for index, one in enumerate(value, 1):
            if isinstance(one, str) and one.startswith(("http://", "https://")):
                yield Cited(str(one), "", frozenset((str(index),)))
            else:
                mine = number if len(value) == 1 and number else str(index) if counted else ""
                yield from _sources(one, depth + 1, mine, above)
    elif isinstance(value, Mapping):
        above = {
            **above,
            **{key: one for key, one in value.items() if key in _PLACE and isinstance(one, str | int)},
        }
        if address := _address(value):
            numbers = [str(one) for key in _NUMBER if isinstance(one := value.get(key), int | str)]
            names = {str(one) for key in ("id", "card_id", "uuid") if isinstance(one := value.get(key), str)}
            names.update(numbers if any(key in value for key in _NUMBER) else [number] if number else [])
            if isinstance(ref := value.get("ref_id"), Mapping):
                names.add(f"turn{ref.get('turn_index')}{ref.get('ref_type')}{ref.get('ref_index')}")
            title = next((one for key in ("title", "name") if isinstance(one := value.get(key), str)), "")
            start, end = (
                next((one for key in keys if isinstance(one := above.get(key), int)), -1) for keys in (_START, _END)
            )
            yield Cited(address, title, frozenset(names), start, end, str(above.get("matched_text") or ""))
        yield from _supported(value, depth)
        for one in value.values():
            if isinstance(one, Mapping | list):
                yield from _sources(one, depth + 1, number, above)


def _address(value: Mapping[str, object]) -> str:
    found = next((one for key in _ADDRESS if isinstance(one := value.get(key), str)), "")
    return found if found.startswith(("http://", "https://")) else ""


def _holds(value: object, depth: int) -> bool:
    """Whether a value is a source or holds one."""
    if isinstance(value, str):
        return value.startswith(("http://", "https://"))
    if isinstance(value, Mapping) and _address(value):
        return True
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return depth <= _DEEPEST and any(_holds(one, depth + 1) for one in inner if not isinstance(one, str))


_PLACE = frozenset((*_START, *_END, "matched_text"))


def shown(title: str) -> str:
    """A title as the words of a link."""
    return " ".join(title.split()).translate(_ESCAPED)


_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\[]`*_$<"})


def notes(text: str, sources: list[Cited], label: Mapping[str, str]) -> tuple[list[Change], list[str]]:
    """What changes in a text so that its marks are notes, and the addresses these name. A mark that stands alone shows
    links, which are a list; one without a source stays."""
    changes: list[Change] = []
    used: list[str] = []
    named: dict[str, Cited] = {}
    matched: dict[str, list[Cited]] = {}
    for one in sources:
        for name in one.names:
            named.setdefault(name, one)
        if one.matched.strip():
            matched.setdefault(one.matched, []).append(one)

    def note(found: list[Cited], *, alone: bool = False) -> str:
        addresses = list(dict.fromkeys(one.address for one in found))
        if alone:
            titles = {one.address: one.title for one in reversed(found)}
            return "\n".join(f"- [{shown(titles[one] or one)}](<{one}>)" for one in addresses)
        used.extend(addresses)
        return "".join(f"[^{label[address]}]" for address in addresses)

    ends: set[int] = set()
    lines = lines_of(Source("answer", text))
    for mark in MARK.finditer(text):
        line = lines.line_of(mark.start())
        if lines.code[line] or inside(code_spans(lines[line]), mark.start() - lines.starts[line]):
            continue
        found = matched.get(mark[0], [])
        if not found and mark["kind"]:
            if mark["kind"] == "entity":
                words = re.findall(r'"([^"]{0,200})"', mark["payload"])
                changes.append(Change(mark.start(), mark.end(), words[1] if len(words) > 1 else "".join(words)))
                continue
            found = [named[one[0]] for one in _TURN.finditer(mark["payload"]) if one[0] in named]
        elif not found:
            keys = [mark["dagger"] or mark["cited"] or mark["under"] or mark["plain"] or ""]
            if mark["grok"] is not None:
                keys = [name for pair in _GIVEN.findall(mark["grok"] + " " + mark["inside"]) for name in pair if name]
                keys += [pair[0] for pair in _GIVEN.findall(mark["inside"])]
            found = [named[key] for key in keys if key in named][:1]
        if not found:
            found = [one for one in sources if one.start == mark.start() and one.end == mark.end()]
        if found and not (mark["under"] and f"{mark[0]}:" in text):
            alone = mark["kind"] is not None and lines[line].strip() == mark[0]
            changes.append(Change(mark.start(), mark.end(), note(found, alone=alone)))
            ends.update((mark.end(), mark.start()))
    taken = set(used)
    behind: dict[int, list[Cited]] = {}
    for one in sources:
        if one.supports and (place := text.find(one.supports)) >= 0:
            behind.setdefault(place + len(one.supports), []).append(one)
        elif one.end > 0 and not one.matched and one.end <= len(text) and one.address not in taken:
            behind.setdefault(one.end, []).append(one)
    for end, found in behind.items():
        within = any(change.start < end < change.end for change in changes)
        if not within and end not in ends and found[0].address not in text:
            changes.append(Change(end, end, note(found)))
    return sorted(changes), used
