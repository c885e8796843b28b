"""One page checked, or mended, inside a worker process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from proofpress.bulk.inputs import TooLarge, cannot_read, read_bytes, read_stream
from proofpress.bulk.verdict import Files, Witness, pack, verdict_key
from proofpress.cache import current
from proofpress.config import Settings
from proofpress.encoding import Unreadable, utf8_until
from proofpress.finding import Finding, Severity, Words
from proofpress.source import Source, Span

if TYPE_CHECKING:
    from proofpress.bulk.addresses import Addresses
    from proofpress.rules.site import Site

SIZE_LIMIT = 32_000_000


@dataclass(frozen=True, slots=True)
class Examination:
    """What to do with one page. `build` stands for the program that does it; `mend` applies fixes,
    with `unsafe` those too that may change what the page says."""

    path: str
    settings: Settings
    build: str
    mend: bool = False
    unsafe: bool = False
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of it. `text` is the mended page, None where nothing was mended;
    `findings` are about that text then."""

    path: str
    findings: tuple[Finding, ...] = ()
    text: str | None = None
    mended: int = 0
    failure: Words | None = None


def examine(job: Examination) -> Examined:
    """Check a page. Never raises: what goes wrong is a failure of that page."""
    try:
        return _examine(job)
    except Unreadable as error:
        if "empty" in str(error):
            return Examined(job.path)
        return give_up(job, Words(error.note.en, error.note.zh))
    except TooLarge as error:
        return give_up(job, error.fixed)
    except OSError as error:
        return give_up(job, cannot_read(error))
    except MemoryError:
        return give_up(job, Words("needs more memory than there is; split it", "内存不足；请拆分文件"))
    except Exception as error:  # noqa: BLE001
        fault = f"{type(error).__name__}: {error}"
        return give_up(
            job,
            Words(
                f"could not be checked because of a fault in proofpress ({fault}); please report it together "
                "with the file",
                f"校对失败，原因是 proofpress 自身的错误（{fault}）；请连同文件一起反馈",
            ),
        )


def give_up(job: Examination, failure: Words) -> Examined:
    """The answer for a page that could not be checked."""
    return Examined(job.path, failure=failure)


def read_source(path: str, data: bytes | None = None) -> Source:
    """A page from the disk, or from bytes that are known already."""
    return Source.from_bytes(
        Path(path).as_posix(), read_bytes(path, SIZE_LIMIT) if data is None else read_stream(BytesIO(data), SIZE_LIMIT)
    )


def _examine(job: Examination) -> Examined:
    source = read_source(job.path, job.data)
    if (source.encoding != "utf-8" or source.repairs) and Witness(_site(job.build), _files()).docs(job.path):
        data = read_bytes(job.path, SIZE_LIMIT) if job.data is None else job.data
        if (found := not_utf8(source, data)) is not None:
            return Examined(job.path, (found,))
    if not job.mend:
        return Examined(job.path, _judged(source, job))
    from proofpress.fix import fix

    fixed = fix(source, _site(job.build), job.settings, unsafe=job.unsafe)
    changed = fixed.source.text != source.text
    return Examined(job.path, fixed.findings, fixed.source.text if changed else None, len(fixed.applied))


def not_utf8(source: Source, data: bytes) -> Finding | None:
    """What MkDocs would end with at a page that is in another encoding, or broken: the first octets that are no UTF-8.
    None where there are none."""
    before = utf8_until(data)
    if before is None:
        return None
    if source.encoding == "utf-8":
        en, zh = "Unexpected octets that are no text", "有不是文字的字节"
    else:
        en, zh = f"Unexpected {source.encoding.upper()}", f"编码为 {source.encoding.upper()}"
    octets = " ".join(f"{octet:02X}" for octet in data[len(before.encode()) :][:2])
    start = min(len(before.replace("\r\n", "\n")), max(len(source.text) - 1, 0))
    return Finding(
        "encoding",
        Severity.ERROR,
        Words(f"{en} ({octets}), expected UTF-8, which MkDocs needs", f"{zh}（{octets}），应为 MkDocs 所需的 UTF-8"),
        Span(start, start + 1),
        Words("Save the page as UTF-8.", "请将该页存为 UTF-8。"),
    )


def _judged(source: Source, job: Examination) -> tuple[Finding, ...]:
    """The page's findings, which are kept for the next run together with what was asked of other files."""
    from proofpress.bulk.known import examined, page_of
    from proofpress.check import judge, speaking
    from proofpress.markdown import CANONICAL

    witness = Witness(_site(job.build), _files())
    docs = witness.docs(job.path)
    macros = job.settings.macros
    page = page_of(source.text, macros, docs.dialect if docs else CANONICAL)
    wanted = speaking(page, job.path, docs, job.settings)
    findings = judge(source, examined(page, job.build, macros, wanted), witness, job.settings, page)
    if witness.lasting:
        current().put(
            verdict_key(job.path, source.text, job.settings, job.build), pack(tuple(witness.asked.values()), findings)
        )
    return findings


def look_again() -> None:
    """The files around the pages may have changed since they were last asked about."""
    _files.cache_clear()
    _site.cache_clear()


@cache
def _files() -> Files:
    return Files()


@cache
def _site(build: str) -> Site:
    """The files around the pages; what is known of other pages serves all pages of this worker."""
    from proofpress.bulk.known import anchors
    from proofpress.rules.sites import FolderSite

    return FolderSite(partial(anchors, build=build), lambda url: _addresses().ask(url))


@cache
def _addresses() -> Addresses:
    from proofpress.bulk.addresses import Addresses

    return Addresses()
