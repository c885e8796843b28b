"""The index: terms in order, cut into shards of a few kilobytes, and one file for each page's words.

```
index.json      {"pages": how many, "version": a digest, "shards": the first term of each}
N.bin           a shard: for each term  length, UTF-8, length, and its groups
pages/N.json    a record
```

`postings` has the shape of a group. A query fetches the shards that its terms stand in and the records of the best
pages; nothing is loaded before somebody searches.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from proofpress import cache
from proofpress.site.search.postings import grouped, pieces
from proofpress.site.search.record import record

SHARD = 16_000
"""Bytes of a shard, about."""


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
    firsts: list[str] = []
    shard: list[bytes] = []
    size = 0
    for first, octets in pieces(grouped(records, salt), SHARD):
        if not shard:
            firsts.append(first)
        shard.append(octets)
        size += len(octets)
        if size >= SHARD:
            made[f"{len(firsts) - 1}.bin"] = b"".join(shard)
            shard, size = [], 0
    if shard:
        made[f"{len(firsts) - 1}.bin"] = b"".join(shard)
    head = {"pages": len(records), "version": _version(made), "shards": firsts}
    made["index.json"] = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return made


def write(made: Mapping[str, bytes], folder: Path) -> None:
    """Put the files of an index into a folder. Raises OSError."""
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    for name, octets in made.items():
        (folder / name).write_bytes(octets)


def text_script(records: Iterable[bytes]) -> str:
    """All records as one script, for a site that is read from `file://`, where a page may fetch nothing."""
    listed = b",".join(records).decode().replace("</", "<\\/")
    return f"window.proofpressPages=[{listed}];\n"


def _version(made: Mapping[str, bytes]) -> str:
    digest = hashlib.blake2b(digest_size=6)
    for name in sorted(made):
        digest.update(name.encode() + b"\0" + made[name])
    return digest.hexdigest()
