"""Web archives (WARC, also compressed): each response that holds a page is an article."""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from proofpress import urls
from proofpress.finding import Words
from proofpress.formats.format import Format, Opened, Part, Unopened
from proofpress.formats.glance import Glance
from proofpress.formats.header import Names, under
from proofpress.formats.pages import decoded, placed

_FIELDS = ("WARC-Record-ID", "WARC-Date")
_PAGES = ("text/html", "application/xhtml+xml")
_MOST = 500_000_000
_BEGINS = re.compile(rb"(?<![^\r\n])WARC/1\.\d\r?\n|\x1f\x8b\x08")
"""Where another record may begin: its first line, or the first octets of a compressed one."""
_MOST_FAULTS = 1_000
_LISTED = 8


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
    for url, kind, charset, fields, content in _responses(data, faults):
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
    if faults and not parts:
        raise Unopened(
            f"its records cannot be read ({_listed(faults)}); fetch it again",
            f"其中的记录无法读取（{_listed(faults)}）；请重新获取",
        )
    if faults:
        notes.append(
            Words(
                f"records that cannot be read were left out: {_listed(faults)}; fetch them again",
                f"无法读取的记录已略过：{_listed(faults)}；请重新获取",
            )
        )
    if others:
        said = ", ".join(f"{kind} ({count})" for kind, count in others.most_common(8))
        notes.append(Words(f"responses that are no pages were left out: {said}", f"未转换的非网页响应：{said}"))
    return Opened(tuple(parts), notes=tuple(notes))


def _listed(faults: Sequence[str]) -> str:
    return ", ".join(faults[:_LISTED]) + (f" … (+{len(faults) - _LISTED})" if len(faults) > _LISTED else "")


class _Response(NamedTuple):
    url: str
    kind: str
    charset: str
    fields: dict[str, str]
    content: bytes


def _responses(data: bytes, faults: list[str]) -> Iterator[_Response]:
    """Each response that succeeded. What cannot be read is added to `faults` by its number and address,
    and reading goes on with the next record."""
    at = begun = count = 0
    while 0 <= at < len(data) and len(faults) < _MOST_FAULTS:
        file = io.BytesIO(data)
        file.seek(at)
        before, url = count, ""
        try:
            for record in _records(file):
                count, begun, url = count + 1, record.stream_pos, record.headers.get("WARC-Target-URI") or ""
                if (response := _response(record, url)) is not None:
                    yield response
                url = ""
        except (OSError, ValueError):
            # What broke off behind a whole record is met again from its own beginning.
            if fault := f"#{count} {url}" if url else f"#{count + 1}" if count > before or not count else "":
                faults.append(fault)
            found = _BEGINS.search(data, max(begun, at) + 1)
            at = found.start() if found else -1
            begun = at
        else:
            return


def _records(file: io.BytesIO) -> Iterator[Any]:
    try:
        from fastwarc import warc
    except ImportError as error:
        raise Unopened(
            'a web archive (WARC) is read with an extra: pip install "proofpress[bulk]"',
            '读取网页归档（WARC）需要可选组件：pip install "proofpress[bulk]"',
        ) from error
    kinds: Any = warc.WarcRecordType
    yield from warc.ArchiveIterator(file, record_types=kinds.response | kinds.resource, parse_http=False)


def _response(record: Any, url: str) -> _Response | None:
    if record.is_http:
        record.parse_http(auto_decode="all")
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
