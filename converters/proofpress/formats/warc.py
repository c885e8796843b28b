"""Web archives (WARC, also compressed): each response that holds a page is an article."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Protocol, TypeVar

from proofpress import urls
from proofpress.finding import Words, first_of
from proofpress.formats.format import Format, Opened, Part, Unopened
from proofpress.formats.glance import Glance
from proofpress.formats.header import Names, under
from proofpress.formats.pages import decoded, placed
from proofpress.regex import regex

_FIELDS = ("WARC-Record-ID", "WARC-Date")
_PAGES = ("text/html", "application/xhtml+xml")
_MOST = 500_000_000
_BEGINS = regex(rb"(?<![^\r\n])WARC/1\.\d\r?\n|\x1f\x8b\x08")
"""Where another record may begin: its first line, or the first octets of a compressed one."""
_MOST_FAULTS = 1_000
_MOST_HELD = 100_000_000
_PIECE = 1_000_000
_LONGEST_BEGIN = 16
Made = TypeVar("Made")


def knows(glance: Glance) -> bool:
    """The first line of a record, behind a compression or not."""
    head = glance.data[:4096]
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def opens(name: str, data: bytes) -> Opened:
    """An article a page, named after its address; what else was fetched is counted."""
    del name
    names = Names()
    parts: list[Part] = []
    notes: list[Words] = []
    others: Counter[str] = Counter()
    total = 0
    faults: list[str] = []
    cut: list[str] = []
    for url, kind, charset, fields, content, whole in _responses(data, faults):
        total += len(content)
        if total > _MOST:
            raise Unopened(
                "unpacks to more than 500 MB; split the archive, or convert it with --to parquet",
                "解压后超过 500 MB；请拆分归档，或用 --to parquet 转换",
            )
        if kind not in _PAGES:
            others[kind or "?"] += 1
            continue
        html = decoded(content, charset, url, notes)
        if not html.strip():
            continue
        address = urls.split(url)
        target = names.add(address.path.strip("/").replace("/", "-").removesuffix(".html"), address.netloc)
        parts.append(Part(f"{target}.html", under({"original": fields}, placed(html, url)), target))
        if not whole:
            cut.append(url)
    unread, short = (first_of(some, between=", ") for some in (faults, cut))
    if faults and not parts:
        raise Unopened(
            f"its records cannot be read ({unread}); fetch it again",
            f"其中的记录无法读取（{unread}）；请重新获取",
        )
    if faults:
        notes.append(
            Words(
                f"records that cannot be read were left out: {unread}; fetch them again",
                f"无法读取的记录已略过：{unread}；请重新获取",
            )
        )
    if cut:
        notes.append(
            Words(
                f"records that are cut off were read as far as they go: {short}; fetch them again",
                f"被截断的记录只读到断处：{short}；请重新获取",
            )
        )
    if others:
        said = ", ".join(f"{kind} ({count})" for kind, count in others.most_common(8))
        notes.append(Words(f"responses that are no pages were left out: {said}", f"未转换的非网页响应：{said}"))
    return Opened(tuple(parts), notes=tuple(notes))


class Sought(Protocol):
    """A file of bytes that can be sought in, or says that it cannot."""

    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, at: int, /) -> int: ...


class _Response(NamedTuple):
    url: str
    kind: str
    charset: str
    fields: dict[str, str]
    content: bytes
    whole: bool


def _responses(data: bytes, faults: list[str]) -> Iterator[_Response]:
    """Each response that succeeded."""
    return walked(io.BytesIO(data), faults, _response)


def walked(file: Sought, faults: list[str], read: Callable[[Any, str], Made | None]) -> Iterator[Made]:
    """What `read` makes of each record and its address. A record that cannot be read is added to `faults` by its number
    and address, and reading goes on with the next one; the file can be sought in."""
    at = begun = count = 0
    while at >= 0 and len(faults) < _MOST_FAULTS:
        before, url = count, ""
        try:
            if at:
                file.seek(at)
            for record in _records(file):
                count, begun, url = count + 1, record.stream_pos, record.headers.get("WARC-Target-URI") or ""
                if (made := read(record, url)) is not None:
                    yield made
                url = ""
        except (OSError, ValueError):
            # What broke off behind a whole record is met again from its own beginning.
            if fault := f"#{count} {url}" if url else f"#{count + 1}" if count > before or not count else "":
                faults.append(fault)
            at = begun = _next(file, max(begun, at) + 1)
        else:
            return


def _next(file: Sought, at: int) -> int:
    """Where the first record behind an offset may begin; -1 where none does, or the file cannot be sought in."""
    try:
        file.seek(at)
    except OSError:
        return -1
    kept = b""
    while piece := file.read(_PIECE):
        # One octet before counts, for a record begins a line.
        if found := _BEGINS.search(kept + piece, 1 if kept else 0):
            return at - len(kept) + found.start()
        at += len(piece)
        kept = (kept + piece)[-_LONGEST_BEGIN:]
    return -1


def _records(file: Sought) -> Iterator[Any]:
    try:
        from fastwarc import warc
    except ImportError as error:
        raise Unopened(
            'a web archive (WARC) is read with an extra: pip install "proofpress[bulk]"',
            '读取网页归档（WARC）需要可选组件：pip install "proofpress[bulk]"',
        ) from error
    kinds: Any = warc.WarcRecordType
    stream: Any = file
    yield from warc.ArchiveIterator(stream, record_types=kinds.response | kinds.resource, parse_http=False)


def is_whole(record: Any) -> bool:
    """Whether as much of a record is there as its head says, as far as that can be held in memory."""
    said = record.content_length
    if said > _MOST_HELD:
        return True
    record.freeze()
    return bool(record.content_length >= said)


def parse_http(record: Any) -> bool:
    """Read the head of a response, also one whose lines end in bare line feeds. True where the record is whole."""
    whole = is_whole(record)
    if record.is_frozen:
        first = record.reader.readline()
        record.reader.seek(0)
        if first.endswith(b"\n") and not first.endswith(b"\r\n"):
            head, _, body = record.reader.read().partition(b"\n\n")
            record.set_bytes_content(head.replace(b"\n", b"\r\n") + b"\r\n\r\n" + body)
    record.parse_http(auto_decode="all")
    return whole


def _response(record: Any, url: str) -> _Response | None:
    whole = parse_http(record) if record.is_http else is_whole(record)
    status = record.http_headers.status_code if record.http_headers is not None else 200
    if status is not None and not 200 <= int(status) < 300:
        return None
    kind = (record.http_content_type if record.http_headers is not None else record.headers.get("Content-Type")) or ""
    return _Response(
        url,
        kind.split(";")[0].strip().lower(),
        record.http_charset or "" if record.http_headers is not None else "",
        {key: value for key in _FIELDS if (value := record.headers.get(key))},
        record.reader.read(),
        whole,
    )


FORMAT = Format(
    "warc",
    Words("a web archive (WARC)", "网页归档（WARC）"),
    knows,
    opens,
    made_by=Words(
        "wget, Heritrix, Browsertrix, Common Crawl (extra `bulk`)",
        "wget、Heritrix、Browsertrix、Common Crawl（可选组件 `bulk`）",
    ),
)
