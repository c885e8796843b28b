"""The index: terms in order, cut into shards of a few kilobytes, and one file for each page's words.

```
index.json      {"pages": how many, "version": a digest, "shards": the first term of each}
N.bin           a shard: for each term  length, UTF-8, length, and its groups
pages/N.json    a record
```

A group is 32 pages in a row: its number, how many of its pages have the term, and a byte for each, in which five bits
are the page within the group and three how much it is about the term. Numbers are little-endian base-128. Groups are
kept from build to build, so a changed page costs its own group; a query fetches the shards that its terms stand in and
the records of the best pages; nothing is loaded before somebody searches.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from proofpress import cache
from proofpress.site.search.record import Record, record
from proofpress.site.search.terms import levels

SHARD = 16_000
"""Bytes of a shard, about."""
GROUP = 32


def recorded(url: str, title: str, content: str, salt: str, names: Sequence[str] = ()) -> bytes:
    """A page's record as `search.js` reads it, from the project's cache where it was made before;
    `names` are its authors and topics, `salt` names the program."""
    at = cache.key("search record", salt, url, title, content, *names)
    kept = cache.current().get(at)
    if kept is None:
        words = record(url, title, content, names).to_json()
        kept = json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        cache.current().put(at, kept)
    return kept


def files(records: Sequence[bytes], salt: str) -> dict[str, bytes]:
    """The files of an index by name. The pages are numbered in the order given; the same pages give the same bytes."""
    made = {f"pages/{number}.json": page for number, page in enumerate(records)}
    postings: dict[str, list[str]] = {}
    for at in range(0, len(records), GROUP):
        for term, pages in _group(at // GROUP, records[at : at + GROUP], salt).items():
            if term in postings:
                postings[term].append(pages)
            else:
                postings[term] = [pages]
    firsts: list[str] = []
    shard: list[bytes] = []
    size = 0
    # In the order of UTF-16 units, which is JavaScript's.
    for term in sorted(postings, key=lambda term: term.encode("utf-16-be", "surrogatepass")):
        if not shard:
            firsts.append(term)
        name, listed = term.encode(), "".join(postings[term]).encode("latin-1")
        shard += (_number(len(name)), name, _number(len(listed)), listed)
        size += len(name) + len(listed) + 2
        if size >= SHARD:
            made[f"{len(firsts) - 1}.bin"] = b"".join(shard)
            shard, size = [], 0
    if shard:
        made[f"{len(firsts) - 1}.bin"] = b"".join(shard)
    head = {"pages": len(records), "version": _version(made), "shards": firsts}
    made["index.json"] = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return made


def _group(number: int, records: Sequence[bytes], salt: str) -> dict[str, str]:
    """What the shards hold of a group by term, a character of Latin-1 for each byte."""
    at = cache.key("search group", salt, str(number), *records)
    kept = cache.current().get(at)
    if kept is not None:
        known: dict[str, str] = json.loads(kept)
        return known
    made: dict[str, list[str]] = {}
    for place, words in enumerate(records):
        for term, level in levels(Record.from_json(json.loads(words))).items():
            made.setdefault(term, []).append(chr(place | level << 5))
    head = _number(number).decode("latin-1")
    joined = {term: f"{head}{chr(len(pages))}{''.join(pages)}" for term, pages in made.items()}
    cache.current().put(at, json.dumps(joined, ensure_ascii=False).encode())
    return joined


def write(made: Mapping[str, bytes], folder: Path) -> None:
    """Put the files of an index into a folder. Raises OSError."""
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    for name, octets in made.items():
        (folder / name).write_bytes(octets)


def text_script(records: Iterable[bytes]) -> str:
    """All records as one script, for a site that is read from `file://`, where a page may fetch nothing."""
    listed = b",".join(records).decode().replace("</", "<\\/")
    return f"window.proofpressPages=[{listed}];\n"


def _number(value: int) -> bytes:
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    made.append(value)
    return bytes(made)


def _version(made: Mapping[str, bytes]) -> str:
    digest = hashlib.blake2b(digest_size=6)
    for name in sorted(made):
        digest.update(name.encode() + b"\0" + made[name])
    return digest.hexdigest()
