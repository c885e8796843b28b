"""Web archives (WARC, also compressed): each response that holds a page is an article."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from proofpress.finding import Words
from proofpress.formats.format import Format, Opened, Part, Unopened
from proofpress.formats.glance import Glance
from proofpress.formats.header import Names, under
from proofpress.formats.pages import decoded, placed

_FIELDS = ("WARC-Record-ID", "WARC-Date")
_PAGES = ("text/html", "application/xhtml+xml")
_MOST = 500_000_000


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
    others: Counter[str] = Counter()
    total = 0
    for url, kind, charset, fields, content in _responses(data):
        total += len(content)
        if total > _MOST:
            raise Unopened(
                "unpacks to more than 500 MB; split the archive, or use proofpress records",
                "解压后超过 500 MB；请拆分归档，或使用 proofpress records",
            )
        if kind not in _PAGES:
            others[kind or "?"] += 1
            continue
        html = decoded(content, charset)
        if not html.strip():
            continue
        address = urlsplit(url)
        target = names.add(address.path.strip("/").replace("/", "-").removesuffix(".html"), address.netloc)
        parts.append(Part(f"{target}.html", under({"original": fields}, placed(html, url)), target))
    said = ", ".join(f"{kind} ({count})" for kind, count in others.most_common(8))
    notes = (
        (Words(f"responses that are no pages were left out: {said}", f"未转换的非网页响应：{said}"),) if others else ()
    )
    return Opened(tuple(parts), notes=notes)


def _responses(data: bytes) -> Iterator[tuple[str, str, str, dict[str, str], bytes]]:
    """Address, type, encoding, fields and body of each response that succeeded."""
    try:
        from fastwarc import warc
    except ImportError as error:
        raise Unopened(
            'a web archive (WARC) is read with an extra: pip install "proofpress[bulk]"',
            '读取网页归档（WARC）需要可选组件：pip install "proofpress[bulk]"',
        ) from error
    kinds: Any = warc.WarcRecordType
    for record in warc.ArchiveIterator(
        io.BytesIO(data), record_types=kinds.response | kinds.resource, parse_http=True, auto_decode="all"
    ):
        status = record.http_headers.status_code if record.http_headers is not None else 200
        if status is not None and not 200 <= int(status) < 300:
            continue
        kind = (
            record.http_content_type if record.http_headers is not None else record.headers.get("Content-Type")
        ) or ""
        fields = {key: value for key in _FIELDS if (value := record.headers.get(key))}
        yield (
            record.headers.get("WARC-Target-URI") or "",
            kind.split(";")[0].strip().lower(),
            record.http_charset or "" if record.http_headers is not None else "",
            fields,
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
