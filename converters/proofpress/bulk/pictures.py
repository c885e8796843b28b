"""`convert --download-images`: pictures of other hosts beside the pages that show them; what is there from an earlier
run is not fetched again."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from proofpress.bulk.fetching import Fetcher, Unfetched
from proofpress.bulk.files import write_whole
from proofpress.bulk.record import PICTURES, Entry, Record, digest
from proofpress.finding import Severity, Words
from proofpress.readers.markdown import read
from proofpress.source import Source
from proofpress.tree import Image, of_kinds

_FOLDER = "images"


def localised(
    records: Iterable[Record], folder: Path, scratch: Path | None, fetcher: Fetcher
) -> Iterator[tuple[Record, bytes]]:
    """Each output that changes, as its new record and its new bytes; the pictures are written already."""
    known: dict[str, str | Words] = {}
    for record in records:
        path = folder / record.target
        try:
            data = path.read_bytes()
        except OSError:
            continue
        if digest((data,)) != record.output:
            continue
        text = data.decode("utf-8")
        document = read(Source("", text))
        source = document.meta.get("source")
        article = str(source.get("url") or "") if isinstance(source, Mapping) else ""
        pictures = [one for one in of_kinds(document, Image) if one.url.startswith(("http://", "https://"))]
        made: list[str] = []
        entries = [
            entry for entry in record.entries if not (entry.rule == PICTURES and entry.severity is Severity.WARNING)
        ]
        files = list(record.files)
        at = 0
        for picture in sorted(pictures, key=lambda one: one.span.start):
            place = _place(text, picture)
            if place < at:
                continue
            name = _name(picture.url, path.parent, scratch, fetcher, article, known)
            if isinstance(name, Words):
                words = Words(f"a picture was not fetched: {name.en}", f"图片未下载：{name.zh}")
                entries.append(Entry(PICTURES, Severity.WARNING, words, 0, 0, picture.url))
                continue
            entries.append(
                Entry(
                    PICTURES,
                    Severity.REPAIR,
                    Words(f"a picture of another host is {name} now", f"外部图片已存为 {name}"),
                    0,
                    0,
                    picture.url,
                )
            )
            made += [text[at:place], name]
            at = place + len(picture.url)
            here = posixpath.join(posixpath.dirname(record.target), name)
            if here not in files:
                files.append(here)
        new = ("".join(made) + text[at:]).encode("utf-8")
        if new != data or tuple(entries) != record.entries:
            ordered = tuple(sorted(entries, key=lambda entry: entry.start))
            yield replace(record, output=digest((new,)), entries=ordered, files=tuple(files)), new


def _place(text: str, picture: Image) -> int:
    """Where a picture's address stands; -1 where it is not written as the writer writes pictures."""
    stands = text[picture.span.start : picture.span.end]
    for mark in ("](", "](<"):
        at = stands.rfind(mark + picture.url)
        if at >= 0:
            return picture.span.start + at + len(mark)
    return -1


def _name(
    address: str, beside: Path, scratch: Path | None, fetcher: Fetcher, article: str, known: dict[str, str | Words]
) -> str | Words:
    """The name of a picture's file beside a page, fetched where it is not there; or why there is none."""
    stem = digest((address,))[:20]
    there = next(iter(sorted((beside / _FOLDER).glob(f"{stem}.*"))), None)
    if there is not None:
        return f"{_FOLDER}/{there.name}"
    if isinstance(before := known.get(address), Words):
        return before
    try:
        data, kind = fetcher.get(address, article)
    except Unfetched as error:
        known[address] = error.words
        return error.words
    name = f"{_FOLDER}/{stem}.{kind}"
    write_whole(beside / name, data, scratch)
    return name
