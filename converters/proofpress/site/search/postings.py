"""Which pages have which terms, kept from build to build so that a changed page costs its own terms only.

A group is 32 pages in a row. What it says of a term is its number, how many of its pages have it, and a byte for each,
in which five bits are the page within the group and three how much it is about the term. Numbers are little-endian
base-128. All terms with one first character are a drawer; the drawers of all groups are merged, in the order of UTF-16
units, which is JavaScript's, and a drawer in which nothing changed is not merged again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from proofpress import cache
from proofpress.site.search.record import Record
from proofpress.site.search.terms import levels

GROUP = 32


class Group:
    """The drawers of up to 32 pages, by the first character of their terms: a digest of each, and their terms."""

    def __init__(self, number: int, records: Sequence[bytes], salt: str) -> None:
        self._number, self._records = number, records
        self._head, self._body = (cache.key(f"search {part}", salt, str(number), *records) for part in ("head", "body"))
        self._octets: bytes | None = None
        kept = cache.current().get(self._head)
        self.drawers: dict[str, tuple[int, int, str]] = self._make() if kept is None else json.loads(kept)

    def terms(self, first: str) -> dict[str, str]:
        """What the group says of each term of a drawer, a character of Latin-1 for each byte."""
        if first not in self.drawers:
            return {}
        if self._octets is None:
            self._octets = cache.current().get(self._body)
        if self._octets is None:
            self._make()
        assert self._octets is not None
        start, end, _ = self.drawers[first]
        known: dict[str, str] = json.loads(self._octets[start:end])
        return known

    def _make(self) -> dict[str, tuple[int, int, str]]:
        made: dict[str, dict[str, list[str]]] = {}
        for place, words in enumerate(self._records):
            for term, level in levels(Record.from_json(json.loads(words))).items():
                made.setdefault(term[0], {}).setdefault(term, []).append(chr(place | level << 5))
        head = _number(self._number).decode("latin-1")
        drawers: dict[str, tuple[int, int, str]] = {}
        octets = bytearray()
        for first, listed in made.items():
            said = {term: f"{head}{chr(len(pages))}{''.join(pages)}" for term, pages in listed.items()}
            start = len(octets)
            octets += json.dumps(said, ensure_ascii=False).encode()
            drawers[first] = (start, len(octets), blake2b(octets[start:], digest_size=12).hexdigest())
        self._octets = bytes(octets)
        cache.current().put_many({self._head: json.dumps(drawers).encode(), self._body: self._octets})
        return drawers


def grouped(records: Sequence[bytes], salt: str) -> list[Group]:
    """The groups of all pages, in order; `salt` names the program."""
    return [Group(at // GROUP, records[at : at + GROUP], salt) for at in range(0, len(records), GROUP)]


def pieces(groups: Sequence[Group], size: int) -> Iterator[tuple[str, bytes]]:
    """All terms in order, in pieces of about `size` bytes or less: the first term of each, and what a shard holds of
    them, for each term  length, UTF-8, length, and its groups."""
    firsts = sorted({first for group in groups for first in group.drawers}, key=_in_units)
    keys = [
        cache.key(
            "search drawer", str(size), *(group.drawers[first][2] if first in group.drawers else "" for group in groups)
        )
        for first in firsts
    ]
    for kept in cache.current().through(keys, lambda missing: (_merged(groups, firsts[at], size) for at in missing)):
        listed, octets = kept.split(b"\n", 1)
        at = 0
        for first, length in json.loads(listed):
            yield first, octets[at : at + length]
            at += length


def _merged(groups: Sequence[Group], first: str, size: int) -> bytes:
    """One drawer of all groups: its pieces as JSON, [first term, bytes] each, a line's end, and their bytes."""
    postings: dict[str, list[str]] = {}
    for group in groups:
        for term, said in group.terms(first).items():
            postings.setdefault(term, []).append(said)
    made: list[tuple[str, bytearray]] = []
    for term in sorted(postings, key=_in_units):
        if not made or len(made[-1][1]) >= size:
            made.append((term, bytearray()))
        name, pages = term.encode(), "".join(postings[term]).encode("latin-1")
        made[-1][1].extend(_number(len(name)) + name + _number(len(pages)) + pages)
    heads = json.dumps([(term, len(octets)) for term, octets in made], ensure_ascii=False).encode()
    return b"\n".join((heads, b"".join(octets for _, octets in made)))


def _in_units(term: str) -> bytes:
    return term.encode("utf-16-be", "surrogatepass")


def _number(value: int) -> bytes:
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    made.append(value)
    return bytes(made)
