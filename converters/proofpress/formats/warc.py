"""Web archives (WARC, also compressed): each response that holds a page is an article."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

from proofpress import urls
from proofpress.finding import Words, first_of
from proofpress.formats import ending
from proofpress.formats.answers import Answer, Undecodable, answer, body
from proofpress.formats.ending import Sought
from proofpress.formats.format import Format, Opened, Part, Unopened
from proofpress.formats.glance import Glance
from proofpress.formats.header import Names, under
from proofpress.formats.pages import decoded, placed
from proofpress.regex import regex

_FIELDS = ("WARC-Record-ID", "WARC-Date")
_PAGES = ("text/html", "application/xhtml+xml")
_MOST = 500_000_000
BEGINS = regex(rb"(?<![^\r\n])WARC/1\.\d\r?\n|\x1f\x8b\x08")
"""Where another record may begin: its first line, or the first octets of a compressed one."""
_MOST_FAULTS = 1_000
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
    unread: list[Words] = []
    cut: list[str] = []
    coded: list[str] = []
    for url, kind, charset, fields, content, whole, ignored in _responses(data, unread):
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
        if ignored:
            coded.append(f"{url} ({', '.join(ignored)})")
    short, bare = (first_of(some, between=", ") for some in (cut, coded))
    left = Words(*(first_of([one.of(tongue) for one in unread], between=", ") for tongue in ("en", "zh")))
    if unread and not parts:
        raise Unopened(
            f"its records cannot be read ({left.en}); fetch it again",
            f"其中的记录无法读取（{left.zh}）；请重新获取",
        )
    faults = (
        Words(
            f"records that cannot be read were left out: {left.en}; fetch them again",
            f"无法读取的记录已略过：{left.zh}；请重新获取",
        ),
    )
    if cut:
        notes.append(
            Words(
                f"records that are cut off were read as far as they go: {short}; fetch them again",
                f"被截断的记录只读到断处：{short}；请重新获取",
            )
        )
    if coded:
        notes.append(
            Words(
                f"records whose head names a coding that they do not have were read as they are: {bare}",
                f"记录头声明了实际并不存在的编码，已按原样读取：{bare}",
            )
        )
    if others:
        said = ", ".join(f"{kind} ({count})" for kind, count in others.most_common(8))
        notes.append(Words(f"responses that are no pages were left out: {said}", f"未转换的非网页响应：{said}"))
    return Opened(tuple(parts), notes=tuple(notes), faults=faults if unread else ())


class _Headless(Exception):
    """A record whose head cannot be told from what follows it."""


class _Response(NamedTuple):
    url: str
    kind: str
    charset: str
    fields: dict[str, str]
    content: bytes
    whole: bool
    ignored: tuple[str, ...] = ()


def _responses(data: bytes, unread: list[Words]) -> Iterator[_Response]:
    """Each response that succeeded; at the end, what cannot be read is added to `unread`."""
    faults: list[Fault] = []
    stopped: list[Words] = []
    is_whole = True
    try:
        for found in walked(io.BytesIO(data), faults, _response):
            is_whole = found.whole
            yield found
    except CutOff as error:
        stopped += [error.words] if is_whole else []
    except Stopped as error:
        stopped.append(error.words)
    unread += [*(Words(fault.place, fault.place) for fault in faults), *stopped]


class Stopped(OSError):
    """An archive cannot be read on; `words` say why."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.words = Words(en, zh)


class CutOff(Stopped):
    """An archive ends before its last record does."""


class Fault(NamedTuple):
    """A record that cannot be read: its number, its address, and why, where these are known."""

    number: int
    url: str = ""
    reason: Words | None = None

    @property
    def place(self) -> str:
        """By what a person finds it in the archive."""
        return f"#{self.number} {self.url}".rstrip()


def walked(
    file: Sought, faults: list[Fault], read: Callable[[Any, str], Made | None], over: Counter[str] | None = None
) -> Iterator[Made]:
    """What `read` makes of each record and its address. A record that cannot be read is added to `faults`, and reading
    goes on with the next one; one that holds what was fetched in another form is counted in `over`. Raises Stopped
    where the file cannot be sought in as far back as such a record begins, where lines of its head end in LF alone, too
    many are broken, or the file ends within a record."""
    at = begun = last = count = broken = 0
    while at >= 0:
        before, url = count, ""
        try:
            if at:
                file.seek(at)
            for record, is_wanted in _records(file):
                last = record.stream_pos
                if not is_wanted:
                    if over is not None and (kind := said_of(record, "WARC-Type")) in _OTHER_FORMS:
                        over[f"WARC {kind}"] += 1
                    continue
                count, begun, url = count + 1, record.stream_pos, _address(record)
                try:
                    made = read(record, url)
                except Undecodable as error:
                    faults.append(Fault(count, url, error.words))
                else:
                    if made is not None:
                        yield made
                url = ""
        except _Headless:
            raise Stopped(
                f"the head of record #{count + 1} has lines that do not end in CR LF; the rest was left",
                f"第 {count + 1} 条记录的头部有不以 CR LF 结尾的行，其余未读",
            ) from None
        except (OSError, ValueError):
            # What broke off behind a whole record is met again from its own beginning.
            if url:
                faults.append(Fault(count, url))
            elif count > before or not count:
                faults.append(Fault(count + 1))
            broken += 1
            if broken >= _MOST_FAULTS:
                raise Stopped(
                    f"{broken} records cannot be read; the rest was left", f"有 {broken} 条记录无法读取，其余未读"
                ) from None
            at = begun = _next(file, max(begun, at) + 1)
        else:
            at = -1
    if ending.is_cut(file, last):
        raise CutOff("the archive ends within a record", "归档在一条记录中间就结束了")


def _address(record: Any) -> str:
    """What a record was fetched from; writers before WARC 1.1 set it between angle brackets."""
    url = said_of(record, "WARC-Target-URI")
    return url[1:-1].strip() if url.startswith("<") and url.endswith(">") else url


def _next(file: Sought, at: int) -> int:
    """Where the first record behind an offset may begin; -1 where none does."""
    file.seek(at)
    kept = b""
    while piece := file.read(_PIECE):
        # One octet before counts, for a record begins a line.
        if found := BEGINS.search(kept + piece, 1 if kept else 0):
            return at - len(kept) + found.start()
        at += len(piece)
        kept = (kept + piece)[-_LONGEST_BEGIN:]
    return -1


def _records(file: Sought) -> Iterator[tuple[Any, bool]]:
    """The records, each with whether it holds what was fetched."""
    try:
        from fastwarc import warc
    except ImportError as error:
        raise Unopened(
            'a web archive (WARC) is read with an extra: pip install "proofpress[bulk]"',
            '读取网页归档（WARC）需要可选组件：pip install "proofpress[bulk]"',
        ) from error
    kinds: Any = warc.WarcRecordType
    stream: Any = file
    for record in warc.ArchiveIterator(stream, parse_http=False):
        kind = said_of(record, "WARC-Type")
        if record.record_type == kinds.unknown and (not kind or "\n" in kind):
            raise _Headless
        yield record, kind in _WANTED


_WANTED = ("response", "resource")
_OTHER_FORMS = ("revisit", "conversion", "continuation")


def said_of(record: Any, name: str) -> str:
    """A field of a record's head, "" where it has none; their names are in any case."""
    said = record.headers.get(name)
    if said is None:
        wanted = name.lower()
        said = next((value for key, value in record.headers.items() if key.lower() == wanted), "")
    return str(said).strip()


def is_http(record: Any) -> bool:
    """Whether a record holds an answer with its head."""
    return kind_of(record) == "application/http"


class Fetched(NamedTuple):
    """What was fetched: the body without its codings; `ignored` names those that it did not have, `whole` says whether
    all is there."""

    content: bytes
    whole: bool
    ignored: tuple[str, ...] = ()


def fetched(record: Any, head: Answer | None = None) -> Fetched:
    """The rest of a record, behind its head where it has one. Raises Undecodable."""
    begun = head.begun if head else b""
    content = begun + record.reader.read()
    whole = len(content) + (head.length if head else 0) >= record.content_length and not _is_truncated(record)
    if head is None:
        return Fetched(content, whole)
    undone = body(head.fields, content)
    return Fetched(undone.data, whole and undone.whole, undone.ignored)


def _is_truncated(record: Any) -> bool:
    """Whether its writer says that it did not keep all."""
    return bool(said_of(record, "WARC-Truncated"))


def kind_of(record: Any) -> str:
    """The media type of a record itself, in lower case; "" where none is given."""
    return said_of(record, "Content-Type").split(";")[0].strip().lower()


def _response(record: Any, url: str) -> _Response | None:
    head = answer(record.reader) if is_http(record) else None
    if head is not None and head.has_failed:
        return None
    kind = head.kind if head else kind_of(record)
    fields = {key: value for key in _FIELDS if (value := said_of(record, key))}
    content, whole, ignored = fetched(record, head)
    return _Response(url, kind, head.charset if head else "", fields, content, whole, ignored)


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
