"""EPUB books: a chapter each in the order of the spine, with the pictures they show;
links and notes between them stay links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from proofpress.finding import Words, first_of
from proofpress.formats.format import Format, Opened, Part, Unopened
from proofpress.formats.glance import Glance
from proofpress.formats.header import Names, page
from proofpress.formats.pages import Find, body_of, decoded, ending, rewritten
from proofpress.formats.xml import children, local, parse, text
from proofpress.formats.zipped import Zipped
from proofpress.regex import regex

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_HEADING = regex(r"<h([1-3])\b[^<>]*+>((?:(?!<h[1-3]\b).)*?)</h\1\s*+>", re.I | re.S)
_SHOWS = regex(r"<(?:img|image|math|table|svg)\b", re.I)


def knows(glance: Glance) -> bool:
    """The type in the first member, or the file that every EPUB has."""
    return glance.mimetype == "application/epub+zip" or "META-INF/container.xml" in glance.members


def opens(name: str, data: bytes) -> Opened:
    """A chapter each; a page without words or pictures, and the table of contents, are none."""
    del name
    book = Zipped(data)
    package_path = _package(book)
    package = parse(book.read(package_path))
    folder = posixpath.dirname(package_path)
    manifest = {
        item.get("id", ""): item for holder in children(package, "manifest") for item in children(holder, "item")
    }
    path_of = {ident: _at(folder, item.get("href", "")) for ident, item in manifest.items()}
    titles = _titles(book, manifest, path_of)
    meta = _meta(package)
    names = Names()
    chapters: list[tuple[str, str, str]] = []
    notes: list[Words] = []
    absent: list[str] = []
    covers = 0
    for number, ident in enumerate(_spine(package), 1):
        item, path = manifest.get(ident), path_of.get(ident, "")
        if item is not None and "nav" in item.get("properties", "").split():
            continue
        if item is None or path not in book or item.get("media-type") not in _PAGES:
            absent.append(path or ident)
            continue
        chapter = book.get(path)
        if chapter is None:
            continue
        html = body_of(decoded(chapter, "", path, notes))
        words = re.sub(r"<[^<>]*+>", " ", html).split()
        if not words and (not _SHOWS.search(html) or number == 1 or "cover" in f"{ident} {path}".lower()):
            covers += _SHOWS.search(html) is not None
            continue
        found = _HEADING.search(html)
        shown = " ".join(unescape(re.sub(r"<[^<>]*+>", "", found[2])).split()) if found else ""
        listed = titles.get(path, "")
        # What the chapter is headed counts; the table of contents may call it less, or more.
        title = shown if shown and (not listed or found and found[1] == "1" or listed in shown) else listed
        chapters.append((path, names.add(f"{number:02} {title}"), html))
        titles[path] = title
    places = {path: f"{target}.xhtml" for path, target, _ in chapters}
    files: dict[str, bytes] = {}
    pictures = _Pictures(book, files)
    parts = tuple(
        Part(
            places[path],
            page({"title": titles[path], **meta}, rewritten(html, _finder(path, places, pictures))),
            target,
            "export",
        )
        for path, target, html in chapters
    )
    if absent:
        said = first_of(absent)
        notes.append(
            Words(
                f"named in the order of the book, and no page in it: {said}",
                f"列入阅读顺序，却不是书中页面：{said}",
            )
        )
    if covers:
        notes.append(Words("the cover, a picture without words, is no article", "封面只有图片，不作为文章"))
    return Opened(parts, files, tuple(notes), book.faults)


class _Pictures:
    """The book's pictures, each laid out once under a name of its own."""

    def __init__(self, book: Zipped, files: dict[str, bytes]) -> None:
        self._book, self._files = book, files
        self._known: dict[str, str | None] = {}
        self._names = Names()

    def get(self, path: str) -> str | None:
        if path not in self._known:
            data = (self._book.get(path) if path in self._book else None) or b""
            kind = ending(data, path)
            stem = posixpath.basename(path).rsplit(".", 1)[0]
            place = f"images/{self._names.add(stem, 'picture')}.{kind}" if data and kind else None
            if place is not None:
                self._files[place] = data
            self._known[path] = place
        return self._known[path]


def _finder(page_path: str, places: Mapping[str, str], pictures: _Pictures) -> Find:
    folder = posixpath.dirname(page_path)

    def find(address: str) -> str | None:
        if address.startswith("#") or re.match(r"[a-zA-Z][\w+.-]*:", address):
            return None
        path, mark, fragment = address.partition("#")
        whole = _at(folder, path)
        if whole in places:
            return f"{places[whole]}{mark}{fragment}" if whole != page_path or not mark else f"#{fragment}"
        return pictures.get(whole)

    return find


def _package(book: Zipped) -> str:
    try:
        container = parse(book.read("META-INF/container.xml"))
    except Unopened:
        container = None
    paths = (
        [one.get("full-path", "") for one in container.iter() if local(one) == "rootfile"]
        if container is not None
        else []
    )
    found = next((path for path in (*paths, *(n for n in book.names if n.endswith(".opf"))) if path in book), "")
    if not found:
        raise Unopened("an EPUB without a package file; export it again", "EPUB 缺少包文件；请重新导出")
    return found


def _spine(package: ET.Element) -> list[str]:
    return [one.get("idref", "") for spine in children(package, "spine") for one in children(spine, "itemref")]


def _titles(book: Zipped, manifest: Mapping[str, ET.Element], path_of: Mapping[str, str]) -> dict[str, str]:
    """What the table of contents calls each file; where it names several places in one, the first."""
    found: dict[str, str] = {}
    for ident, item in manifest.items():
        path = path_of[ident]
        if path not in book:
            continue
        is_nav = "nav" in item.get("properties", "").split()
        if not is_nav and item.get("media-type") != "application/x-dtbncx+xml":
            continue
        try:
            root = parse(book.read(path))
        except Unopened:
            continue
        folder = posixpath.dirname(path)
        for element in root.iter():
            if is_nav and local(element) == "a":
                address, words = element.get("href", ""), "".join(element.itertext())
            elif local(element) == "navPoint":
                address = next((one.get("src", "") for one in children(element, "content")), "")
                words = next((text(one, "text") for one in children(element, "navLabel")), "")
            else:
                continue
            found.setdefault(_at(folder, address.partition("#")[0]), " ".join(words.split()))
    return found


def _meta(package: ET.Element) -> dict[str, object]:
    holder = next(children(package, "metadata"), package)
    date = text(holder, "date")
    creators = ["".join(one.itertext()).strip() for one in children(holder, "creator")]
    original = {
        "book": text(holder, "title"),
        "publisher": text(holder, "publisher"),
        "identifier": text(holder, "identifier"),
    }
    return {
        "date": date[:10] if re.match(r"\d{4}-\d\d-\d\d", date) else "",
        "authors": [one for one in creators if one],
        "language": text(holder, "language"),
        "original": {key: value for key, value in original.items() if value},
    }


def _at(folder: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(address)))


FORMAT = Format(
    "epub",
    Words("an EPUB book", " EPUB 电子书"),
    knows,
    opens,
    made_by=Words("publishers, Calibre, Pandoc, Sigil", "出版社、Calibre、Pandoc、Sigil"),
)
