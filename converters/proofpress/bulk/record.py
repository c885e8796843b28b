"""What the manifest keeps of one conversion: enough to tell whether it must be done again, and its ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from hashlib import blake2b
from typing import Any

from proofpress.finding import Finding, Severity, Words
from proofpress.source import Source, Span

PICTURES = "pictures"
"""The rule of entries about pictures of other hosts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding of a ledger, its line in the input, and the offset in the output where its change shows (-1:
    not known).

    `text` is None where it is just what the input holds under the span.
    """

    rule: str
    severity: Severity
    message: Words
    start: int
    end: int
    text: str | None = None
    place: int = -1
    line: int = 1

    @classmethod
    def of(cls, finding: Finding, source: Source, place: int = -1) -> Entry:
        stood = source.root.text[finding.span.start : finding.span.end]
        text = None if finding.text == stood else finding.text
        return cls(
            finding.rule,
            finding.severity,
            finding.message,
            *finding.span,
            text,
            place,
            source.position(finding.span.start).line,
        )

    def finding(self, source: Source) -> Finding:
        """The finding again, its text read from the source."""
        text = source.root.text[self.start : self.end] if self.text is None else self.text
        return Finding(self.rule, self.severity, self.message, Span(self.start, self.end), text=text)


@dataclass(frozen=True, slots=True)
class Links:
    """What other files may call this one, its address and the ids in it with their anchors, and what it links to
    itself: each address with its place in the input (start, end, line). `written` are the addresses that lead to other
    outputs by now, as pairs of the one that the conversion wrote and the one that stands there; `state` is a digest of
    how they came about."""

    url: str = ""
    ids: tuple[tuple[str, str], ...] = ()
    out: tuple[tuple[str, int, int, int], ...] = ()
    written: tuple[tuple[str, str], ...] = ()
    state: str = ""

    @classmethod
    def from_json(cls, value: Sequence[Any]) -> Links:
        url, ids, out, written, state = value
        return cls(
            str(url),
            tuple((str(a), str(b)) for a, b in ids),
            tuple((str(u), int(a), int(b), int(c)) for u, a, b, c in out),
            tuple((str(a), str(b)) for a, b in written),
            str(state),
        )


@dataclass(frozen=True, slots=True)
class Record:
    """One output: digests of what it was made from (`made_of`) and of its bytes (`output`), relative to the folder of
    the manifest its `target` and further `files`, its ledger, pairs of offsets (input, output) where blocks begin, and
    its links (None where it was converted alone). `input` is the file that it was made from, relative to the target's
    own folder, "" where that is no file.
    """

    target: str
    made_of: str
    output: str
    entries: tuple[Entry, ...] = ()
    files: tuple[str, ...] = ()
    blocks: tuple[tuple[int, int], ...] | None = None
    links: Links | None = None
    input: str = ""

    def to_json(self) -> dict[str, object]:
        entries = [
            [e.rule, e.severity.value, e.message.en, e.message.zh, e.start, e.end, e.text, e.place, e.line]
            for e in self.entries
        ]
        return {
            "target": self.target,
            "made_of": self.made_of,
            "output": self.output,
            "files": list(self.files),
            "blocks": self.blocks,
            "entries": entries,
            **({"links": astuple(self.links)} if self.links else {}),
            **({"input": self.input} if self.input else {}),
        }

    @classmethod
    def from_json(cls, value: object) -> Record | None:
        """The record, or None where the value is not one (a damaged or foreign manifest)."""
        if not isinstance(value, Mapping):
            return None
        try:
            entries = tuple(
                Entry(
                    str(e[0]),
                    Severity(e[1]),
                    Words(str(e[2]), str(e[3])),
                    int(e[4]),
                    int(e[5]),
                    None if e[6] is None else str(e[6]),
                    int(e[7]),
                    int(e[8]),
                )
                for e in value["entries"]
            )
            blocks = value["blocks"]
            return cls(
                str(value["target"]),
                str(value["made_of"]),
                str(value["output"]),
                entries,
                tuple(str(f) for f in value["files"]),
                None if blocks is None else tuple((int(a), int(b)) for a, b in blocks),
                Links.from_json(value["links"]) if value.get("links") else None,
                str(value.get("input", "")),
            )
        except (KeyError, IndexError, TypeError, ValueError):
            return None


def digest(parts: Iterable[bytes | str]) -> str:
    """One digest of several parts, none of which can run into the next."""
    state = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "little"))
        state.update(data)
    return state.hexdigest()
