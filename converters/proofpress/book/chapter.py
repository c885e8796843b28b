"""One article as a chapter: XHTML that stands by itself, and the pictures that it shows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from html import escape
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from bs4 import BeautifulSoup, Tag
from markdown import Markdown

from proofpress import dialect, urls
from proofpress.engines import mermaid, merman
from proofpress.output.junit import FORBIDDEN
from proofpress.readers import front_matter
from proofpress.readers.markdown import read
from proofpress.site.article import Article, article
from proofpress.site.sanitise import sanitised
from proofpress.source import Source

MEDIA = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""Core media types of EPUB 3.3 for pictures, by the ends of their names."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a book: its name in the book, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Chapter:
    """`file` is its name in the book; `headings` are the headings of level two, each with its id."""

    file: str
    about: Article
    body: str
    headings: tuple[tuple[str, str], ...]
    pictures: tuple[Picture, ...]
    has_math: bool


def chapter(
    path: str, text: str, file: str, chapters: dict[str, str], picture: Callable[[str], bytes | None]
) -> Chapter:
    """The article at `path`, which counts from the root of all, as the file of that name.

    `chapters` are the files of all articles by their paths; `picture` reads one by its path, None where it is none.
    """
    source = Source(path, text)
    document = read(source)
    _, body = front_matter.split(source)
    about = article(file, path, "", document.meta, document)
    md = _parser("zh" if about.language.lower().startswith("zh") else "en")
    md.reset()
    soup = BeautifulSoup(sanitised(md.convert(body.text))[0], "html.parser")
    for mark in soup.select(".headerlink"):
        mark.decompose()
    pictures = [*_shown(soup, path, picture), *_drawn(soup)]
    _untabbed(soup)
    _named(soup, path, chapters)
    headings = [(str(h["id"]), h.get_text(" ", strip=True)) for h in soup.select("h2[id]")]
    title = soup.find("h1")
    name = title.get_text(" ", strip=True) if title else posixpath.splitext(posixpath.basename(path))[0]
    if title is None:
        soup.insert(0, _tag(soup, "h1", name))
    return Chapter(
        file,
        replace(about, title=name),
        _xml(soup),
        tuple(headings),
        tuple({made.name: made for made in pictures}.values()),
        soup.find("math") is not None,
    )


@cache
def _parser(language: str) -> Markdown:
    extensions, options = dialect.of(None)
    options = {**options, "proofpress.typeset": {"output": "mathml"}, "proofpress.site.markup": {"language": language}}
    return Markdown(extensions=list(extensions), extension_configs=options, output_format="xhtml")


def _tag(soup: BeautifulSoup, name: str, text: str, **attributes: str) -> Tag:
    made = soup.new_tag(name, attrs=dict(attributes))
    made.string = text
    return made


def _drawn(soup: BeautifulSoup) -> Iterator[Picture]:
    """Each diagram as a picture; one that cannot be drawn stays as its source."""
    for element in soup.select(".mermaid"):
        source = element.get_text().strip("\n")
        drawing = merman.drawing(mermaid.drawn(source))
        if drawing:
            data = drawing.encode()
            made = Picture(f"diagram-{sha256(data).hexdigest()[:16]}.svg", data)
            element.replace_with(soup.new_tag("img", attrs={"src": f"images/{made.name}", "alt": source}))
            yield made
        else:
            pre = soup.new_tag("pre")
            pre.append(_tag(soup, "code", source))
            element.replace_with(pre)


def _shown(soup: BeautifulSoup, path: str, picture: Callable[[str], bytes | None]) -> Iterator[Picture]:
    """The pictures that are there; one that is not becomes its words, and a link to it where it has an address."""
    for image in soup.find_all("img"):
        address = str(image.get("src", ""))
        words = str(image.get("alt") or "") or address
        if urls.split(address).scheme or address.startswith("//"):
            inline = address.startswith("data:")
            image.replace_with(_tag(soup, "span", words) if inline else _tag(soup, "a", words, href=address))
            continue
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(urls.split(address).path)))
        end = posixpath.splitext(place)[1].lower()
        data = picture(place) if end in MEDIA else None
        if data is None:
            image.replace_with(_tag(soup, "span", words))
            continue
        name = f"{sha256(data).hexdigest()[:16]}{end}"
        image.attrs = {"src": f"images/{name}", "alt": str(image.get("alt") or "")}
        yield Picture(name, data)


def _untabbed(soup: BeautifulSoup) -> None:
    """Tabs one below the other, each under its label."""
    for tabs in soup.select(".tabbed-set"):
        labels = [label.get_text(" ", strip=True) for label in tabs.select(":scope > .tabbed-labels > label")]
        for label, block in zip(labels, tabs.select(":scope > .tabbed-content > .tabbed-block"), strict=False):
            title = soup.new_tag("p")
            title.append(_tag(soup, "b", label))
            block.insert(0, title)
        for gone in tabs.select(":scope > input, :scope > .tabbed-labels"):
            gone.decompose()


def _named(soup: BeautifulSoup, path: str, chapters: dict[str, str]) -> None:
    """Ids that XML takes, links that lead to them, and to other chapters."""
    for element in soup.find_all(True):
        if element.get("id"):
            element["id"] = _id(str(element["id"]))
        for gone in [name for name in element.attrs if name.startswith("data-") or name in ("loading", "decoding")]:
            del element[gone]
    for link in soup.find_all("a"):
        address = str(link.get("href", ""))
        parts = urls.split(address)
        if parts.scheme or parts.netloc or not address:
            continue
        anchor = f"#{_id(unquote(parts.fragment))}" if parts.fragment else ""
        if not parts.path:
            link["href"] = anchor
            continue
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
        if place in chapters:
            link["href"] = chapters[place] + anchor
        else:
            del link["href"]
    known = {str(element["id"]) for element in soup.find_all(id=True)}
    for link in soup.find_all("a", href=re.compile("^#")):
        if str(link["href"])[1:] not in known:
            del link["href"]
    for mark in soup.select("a.footnote-ref"):
        mark["epub:type"] = "noteref"
    for note in soup.select(".footnote li"):
        note["epub:type"] = "footnote"


def _id(name: str) -> str:
    """An anchor as a name that XML takes."""
    return "a-" + re.sub(r"[^\w.-]", "-", name)


_HEAD = '<div xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'


def _xml(soup: BeautifulSoup) -> str:
    """The page as XHTML. Where it is none for all that, its text alone, paragraph by paragraph."""
    for math in soup.find_all("math"):
        math["xmlns"] = "http://www.w3.org/1998/Math/MathML"
        # KaTeX stretches the table around an equation's number, which the schema of EPUB does not know.
        for table in math.find_all("mtable"):
            del table["width"]
    text, plain = (FORBIDDEN.sub("\ufffd", said) for said in (soup.decode(formatter="minimal"), soup.get_text("\n")))
    try:
        ET.fromstring(f"{_HEAD}{text}</div>")  # noqa: S314 - no document type, so no entities
    except ET.ParseError:
        return "".join(f"<p>{escape(line)}</p>" for line in plain.split("\n") if line)
    return text
