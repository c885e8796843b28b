"""What a converted file tells the others of its run for their links, and the links of one output changed,
in a worker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from pathlib import Path

from proofpress.anchors import anchors
from proofpress.bulk.linking import Relink, Relinked, Wanted
from proofpress.bulk.record import Entry, Links, Record, digest
from proofpress.convert import Conversion
from proofpress.finding import Severity, Words
from proofpress.passes.targets import Targets
from proofpress.readers.markdown import read
from proofpress.source import Source
from proofpress.tree import Document, Image, Link, Paragraph, Text, of_kinds, text_of
from proofpress.writer import body

RULE = "links"


@dataclass(frozen=True, slots=True)
class Edit:
    """Another text for a piece of an output."""

    start: int
    end: int
    text: str


def links_of(conversion: Conversion) -> Links:
    """What the record of a conversion says about links."""
    document, root = conversion.document, conversion.source.root
    source = document.meta.get("source")
    url = source.get("url") if isinstance(source, Mapping) else None
    kept = document.meta.get("original")
    url = url or (kept.get("permalink") if isinstance(kept, Mapping) else None)
    ids = (
        Targets(document, root.text, anchors(document, explicit=False)).ids()
        if conversion.origin != "canonical"
        else ()
    )
    out: dict[str, tuple[str, int, int, int]] = {}
    for link in of_kinds(document, Link):
        if not link.url.startswith(("#", "mailto:", "tel:")):
            out.setdefault(link.url, (link.url, *link.span, root.position(link.span.start).line))
    return Links(str(url or ""), tuple(ids), tuple(out.values()))


def led_to(text: str, wanted: Mapping[str, str]) -> str:
    """An output with the addresses of its images as they are wanted."""
    if not wanted:
        return text
    images = sorted(of_kinds(read(Source("", text)), Image), key=lambda image: image.span.start)
    edits = (edit_of(text, image, wanted[image.url]) for image in images if image.url in wanted)
    return changed(text, [edit for edit in edits if edit is not None])


def relink(job: Relink) -> Relinked:
    """Change the links of an output. Never raises for what the file holds;
    `OSError` where it cannot be read is no text."""
    try:
        data = Path(job.text).read_bytes()
    except OSError:
        return Relinked(job.target)
    links = job.record.links
    if links is None or digest((data,)) != job.record.output:
        return Relinked(job.target)
    text = data.decode("utf-8")
    known = {new: old for old, new in reversed(links.written)}
    written: dict[str, str] = {}
    places: dict[str, int] = {}
    edits: list[Edit] = []
    for link in of_kinds(read(Source("", text)), Link):
        old = known.get(link.url, link.url)
        wanted = job.wanted.get(old)
        new = _address(wanted, text_of(link)) if wanted else old
        edit = edit_of(text, link, new)
        if wanted and (edit is not None or new == link.url):
            written[old] = new
            places.setdefault(old, link.span.start)
        if edit is not None and new != link.url:
            edits.append(edit)
    record = _record(job, links, written, places, edits)
    if not edits:
        return Relinked(job.target, record)
    data = changed(text, edits).encode("utf-8")
    return Relinked(job.target, replace(record, output=digest((data,))), data)


def _address(wanted: Wanted, words: str) -> str:
    if not wanted.output:
        return f"{wanted.path}#{wanted.fragment}" if wanted.fragment else wanted.path
    anchor = _anchor(wanted.output, wanted.fragment, words)
    return f"{wanted.path}#{anchor}" if anchor else wanted.path


@cache
def _targets(output: str) -> Targets | None:
    try:
        text = Path(output).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    document = read(Source("", text))
    return Targets(document, text, anchors(document))


def _anchor(output: str, fragment: str, words: str) -> str:
    targets = _targets(output)
    if targets is None:
        return ""
    node = targets.find(fragment, words)
    return (
        targets.known.of.get(id(node), "") if node is not None else fragment if fragment in targets.known.names else ""
    )


def edit_of(text: str, link: Link | Image, new: str) -> Edit | None:
    """How to write another address into a link or an image; None where it is not written as the writer writes them."""
    stands = text[link.span.start : link.span.end]
    if isinstance(link, Link) and stands == f"<{link.url}>":
        whole = body(Document((Paragraph((Link(new, (Text(link.url),)),)),))).strip()
        return Edit(*link.span, whole)
    if isinstance(link, Link) and new == text_of(link) and "://" in new and len(link.children) == 1 and not link.title:
        return Edit(*link.span, f"<{new}>")
    at = stands.rfind("](" + link.url)
    start = link.span.start + at + 2
    return Edit(start, start + len(link.url), new) if at >= 0 else None


def changed(text: str, edits: list[Edit]) -> str:
    """The text after edits, which stand in order and do not overlap."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join(parts) + text[at:]


def _record(
    job: Relink, links: Links, written: Mapping[str, str], places: Mapping[str, int], edits: list[Edit]
) -> Record:
    """The record with its entries about links anew, and its places in the output where they are now."""
    ends = [edit.end for edit in edits]
    by = [0, *accumulate(len(edit.text) - (edit.end - edit.start) for edit in edits)]

    def now(place: int) -> int:
        return place + by[bisect_right(ends, place)] if place >= 0 else place

    entries = [replace(entry, place=now(entry.place)) for entry in job.record.entries if entry.rule != RULE]
    for url, start, end, line in links.out:
        if url in written and written[url] != url:
            message = Words(
                f"a link to a file of this conversion leads to {written[url]} now",
                f"指向同批文件的链接改为 {written[url]}",
            )
            entries.append(Entry(RULE, Severity.REPAIR, message, start, end, url, now(places[url]), line))
    blocks = job.record.blocks
    return replace(
        job.record,
        entries=tuple(sorted(entries, key=lambda entry: entry.start)),
        blocks=None if blocks is None else tuple((a, now(b)) for a, b in blocks),
        links=replace(links, written=tuple(written.items()), state=job.state),
    )
