"""A book as one file: EPUB 3.3 (W3C Recommendation), the package, the list of contents, and the chapters."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from pygments.formatters import HtmlFormatter

from proofpress.book.chapter import MEDIA, Chapter, Picture
from proofpress.formats.format import Unopened
from proofpress.formats.zipped import Zipped
from proofpress.site.feed import FORBIDDEN
from proofpress.site.words import words

GENERATOR = '<meta name="generator" content="proofpress"/>'
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_STYLE = (
    "h1, h2, h3, h4 { line-height: 1.3; page-break-after: avoid; }\n"
    "img { max-width: 100%; }\n"
    "figure { margin: 1em 0; text-align: center; }\n"
    "table { border-collapse: collapse; } th, td { border: 1px solid #999; padding: .2em .5em; }\n"
    "pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85em; }\n"
    ".admonition, details { border-left: .2em solid #999; padding-left: .8em; margin: 1em 0; }\n"
    ".admonition-title, .pp-notes-title { font-weight: bold; }\n"
    ".footnote { font-size: .85em; } .facts { color: #555; font-size: .85em; }\n"
)


@dataclass(frozen=True, slots=True)
class Book:
    title: str
    chapters: tuple[Chapter, ...]
    modified: datetime

    @property
    def language(self) -> str:
        """That of most chapters, as a BCP 47 tag."""
        spoken = [chapter.about.language or "en" for chapter in self.chapters]
        return max(dict.fromkeys(spoken), key=spoken.count, default="en")


def write(book: Book, file: BinaryIO) -> None:
    """Write the book to a file: the same chapters at the same time are the same bytes. Raises `OSError`."""
    formatter: Any = HtmlFormatter(style="default")
    colours: str = formatter.get_style_defs(".highlight")
    pictures = {made.name: made for chapter in book.chapters for made in chapter.pictures}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, data: str | bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
            if isinstance(data, str):
                data = FORBIDDEN.sub("", data)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, data, method)

        add("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        add("META-INF/container.xml", _CONTAINER)
        add("EPUB/package.opf", _package(book, list(pictures.values())))
        add("EPUB/nav.xhtml", _contents(book))
        add("EPUB/style.css", _STYLE + colours)
        for chapter in book.chapters:
            add(f"EPUB/{chapter.file}", _page(chapter))
        for made in pictures.values():
            add(f"EPUB/images/{made.name}", made.data)


def is_ours(path: Path) -> bool:
    """Whether a file is a book that this program wrote."""
    try:
        return GENERATOR.encode() in Zipped(path.read_bytes()).read("EPUB/package.opf")
    except (OSError, Unopened):
        return False


def _package(book: Book, pictures: Sequence[Picture]) -> str:
    authors = dict.fromkeys(name for chapter in book.chapters for name in chapter.about.authors)
    stamp = book.modified.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    name = uuid5(NAMESPACE_URL, "\0".join((book.title, *(chapter.about.path for chapter in book.chapters))))
    head = [
        f'<dc:identifier id="id">urn:uuid:{name}</dc:identifier>',
        f"<dc:title>{escape(book.title)}</dc:title>",
        f"<dc:language>{escape(book.language)}</dc:language>",
        *(f"<dc:creator>{escape(author)}</dc:creator>" for author in authors),
        f'<meta property="dcterms:modified">{stamp}</meta>',
        GENERATOR,
    ]
    if len(book.chapters) == 1:
        about = book.chapters[0].about
        head += [f"<dc:date>{escape(about.day)}</dc:date>"] if about.day else []
        head += [f"<dc:description>{escape(about.description)}</dc:description>"] if about.description else []
        head += [f"<dc:subject>{escape(tag)}</dc:subject>" for tag in about.tags]
        head += [f"<dc:source>{escape(about.source['url'])}</dc:source>"] if about.source.get("url") else []
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
    ]
    for number, chapter in enumerate(book.chapters, 1):
        math = ' properties="mathml"' if chapter.has_math else ""
        items.append(f'<item id="c{number}" href="{chapter.file}" media-type="application/xhtml+xml"{math}/>')
    for number, made in enumerate(pictures, 1):
        kind = MEDIA[Path(made.name).suffix]
        items.append(f'<item id="p{number}" href="images/{made.name}" media-type="{kind}"/>')
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(1, len(book.chapters) + 1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{escape(book.language)}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n' + "\n".join(head) + "\n</metadata>\n"
        "<manifest>\n" + "\n".join(items) + f"\n</manifest>\n<spine>{spine}</spine>\n</package>\n"
    )


def _contents(book: Book) -> str:
    entries = []
    for chapter in book.chapters:
        below = "".join(
            f'<li><a href="{chapter.file}#{escape(id_)}">{escape(text)}</a></li>'
            for id_, text in chapter.headings
            if text
        )
        title = escape(chapter.about.title)
        entries.append(f'<li><a href="{chapter.file}">{title}</a>{f"<ol>{below}</ol>" if below else ""}</li>')
    title = escape(words(book.language)["on_this_page"])
    body = f'<nav epub:type="toc" id="toc"><h1>{title}</h1><ol>{"".join(entries)}</ol></nav>'
    return _xhtml(book.title, book.language, body)


def _page(chapter: Chapter) -> str:
    about = chapter.about
    facts = [*about.authors, about.day, about.source.get("url", "")]
    line = f'<p class="facts">{" · ".join(escape(fact) for fact in facts if fact)}</p>' if any(facts) else ""
    head, end, rest = chapter.body.partition("</h1>")
    return _xhtml(about.title, about.language or "en", f"{head}{end}{line}{rest}")


def _xhtml(title: str, language: str, body: str) -> str:
    tongue = escape(language)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'xml:lang="{tongue}" lang="{tongue}">\n<head><title>{escape(title)}</title>'
        f'<link rel="stylesheet" type="text/css" href="style.css"/></head>\n<body>\n{body}\n</body>\n</html>\n'
    )
