"""Files that an article shows and that come along with it: what a file is, its content decides, and not its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from proofpress.bulk.inputs import TooLarge, read_bytes
from proofpress.bulk.job import Job
from proofpress.bulk.linking import as_written
from proofpress.bulk.names import target_of
from proofpress.bulk.neighbours import picture_at, served_at
from proofpress.bulk.record import PICTURES
from proofpress.bulk.relink import led_to
from proofpress.convert import Conversion
from proofpress.finding import Finding, Severity, Words
from proofpress.formats import Glance, Kind, look
from proofpress.formats.pages import ending
from proofpress.readers.html import drawing
from proofpress.tree import Image, of_kinds

_ACTIVE = Words("what runs or loads in a drawing (SVG)", "图形（SVG）中会运行或加载的内容")
_NONE = Words(
    "what a picture's address holds is no picture, sound or film, and was not brought along",
    "图片地址指向的文件不是图片、音频或视频，未复制",
)
_LED = Words("a picture's address leads to its file now", "图片地址改为指向其文件")
_TAKEN = Words(
    "a picture whose name has no ending stands where the site puts a page of that name, and was not brought along; "
    "give it an ending",
    "没有扩展名的图片与同名页面在网站中位置相同，未复制；请为图片加上扩展名",
)


def brought(job: Job, conversion: Conversion) -> tuple[Conversion, dict[str, bytes]]:
    """Files that the Markdown refers to, by path relative to it: images out of data URIs, and those beside the input
    or where a generator serves them from, to which their addresses lead then. The ledger says what was taken out, for
    a drawing that is opened by its own address is a page, and what was left where it is."""
    companions = dict(conversion.files)
    about: dict[str, Finding] = {}
    led: dict[str, str] = {}
    for node, relative, beside, is_served in _beside(job, conversion):
        shown = _unhidden(relative)
        name = str(shown)
        if (is_served or shown != relative) and node.url not in led:
            led[node.url] = as_written(name)
            about[node.url] = Finding(PICTURES, Severity.REPAIR, _LED, node.span, text=node.url)
        if name in companions or name in about:
            continue
        try:
            content = read_bytes(str(beside), job.size_limit)
        except (OSError, TooLarge):
            continue
        if not relative.suffix and ending(content) in ("", "svg"):
            continue
        if (why := _refused(beside, content)) is not None:
            about[name] = Finding(PICTURES, Severity.WARNING, why, node.span, text=name)
            continue
        if relative.suffix.lower() == ".svg" and not drawing.is_inert(content):
            content = drawing.sanitised_text(content.decode("utf-8", "replace")).encode()
            about[name] = Finding(PICTURES, Severity.REMOVAL, _ACTIVE, node.span, text=name)
        if content:
            companions[name] = content
    text = led_to(conversion.markdown, led)
    return replace(conversion, markdown=text, ledger=(*conversion.ledger, *about.values())), companions


def _beside(job: Job, conversion: Conversion) -> Iterator[tuple[Image, PurePosixPath, Path, bool]]:
    """The images of an article that lie below the folder of its input: as they are written, where, and whether only a
    generator finds them there."""
    here = ((job.path, job.root),) if job.path is not None and job.root is not None else ()
    places = (*here, job.container) if job.container else here
    for node in of_kinds(conversion.document, Image):
        for find in (picture_at, served_at):
            if (found := next(filter(None, (find(node.url, *place) for place in places)), None)) is not None:
                yield node, *found, find is served_at
                break


def _unhidden(path: PurePosixPath) -> PurePosixPath:
    """A path without the dots that hide folders: no site shows what stands in one (`.gitbook/assets`)."""
    return PurePosixPath(*(part if part == ".." else part.lstrip(".") or part for part in path.parts))


def _refused(path: Path, content: bytes) -> Words | None:
    """Why a file does not come along: it is a page or any other text, or stands where the site puts one."""
    kind = ending(content)
    if kind in ("", "svg"):
        glance = Glance(content)
        try:
            found = look(glance)
            shown = found is not None and (found.kind is Kind.PICTURE or found.name in ("sound", "pdf"))
            if not shown and glance.text:
                return _NONE
        finally:
            glance.close()
    pages = () if path.suffix else (one.name for one in path.parent.iterdir() if one.name != path.name)
    return _TAKEN if f"{path.name}.md" in map(target_of, pages) else None
