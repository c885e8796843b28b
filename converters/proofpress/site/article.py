"""What lists, feeds, citations and metadata know of one article."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from heapq import nlargest
from itertools import pairwise

from proofpress.anchors import PICTURE, TABLE, is_caption, is_set_apart, picture_of
from proofpress.engines.linear import of_tex
from proofpress.evidence import chinese
from proofpress.evidence.citation import without_marks
from proofpress.evidence.spoken import spoken
from proofpress.markdown import CANONICAL, lex
from proofpress.regex import regex
from proofpress.site.reading import Reading, prose, reading, shortened
from proofpress.site.tags import mended, unescaped
from proofpress.tree import AnyNode, Code, Document, Footnote, Heading, Math, Paragraph, Strong, Table, Text, walk
from proofpress.urls import allowed


@dataclass(frozen=True, slots=True)
class Article:
    """`url` is relative to the site's root, `path` is the file below the docs folder. Dates are ISO 8601,
    "" where unknown."""

    url: str
    path: str
    title: str
    date: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    description: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    license: str = ""
    source: Mapping[str, str] = field(default_factory=dict)
    reading: Reading = field(default_factory=lambda: Reading(0, 1))
    terms: Mapping[str, int] = field(default_factory=dict, repr=False)
    """How often each term stands in it: what `related` compares, and no page shows."""

    @property
    def day(self) -> str:
        """The date as YYYY-MM-DD."""
        return self.date[:10]


def article(url: str, path: str, title: str, meta: Mapping[str, object], document: Document, site: str = "") -> Article:
    """An article from its front matter, canonical or not, and its Document. Never raises: odd values become text.
    `site` is the language of the site around it."""
    described = _in_one_line(_text(meta.get("description")))
    description = without_marks(described) or shortened(without_marks(prose(_opening(document), 400)), 160)
    return Article(
        url=url,
        path=path,
        title=title,
        date=iso(meta.get("date")),
        updated=iso(meta.get("updated")),
        authors=authors(meta),
        description=description,
        tags=topics(meta),
        language=language(meta, document, site),
        license=_text(meta.get("license")),
        source=_source(meta),
        reading=reading(document),
        terms=_terms(document),
    )


def authors(meta: Mapping[str, object]) -> tuple[str, ...]:
    """Who wrote it, as front matter says."""
    return _texts(meta.get("authors") or meta.get("author"))


def topics(meta: Mapping[str, object]) -> tuple[str, ...]:
    """What it is about, as front matter says, without what an export left of markup and quotation."""
    tags = meta.get("tags")
    written = _texts(unescaped(tags) if isinstance(tags, str) else tags)
    return tuple(dict.fromkeys(name for tag in written if (name := mended(_in_one_line(tag)))))


def language(meta: Mapping[str, object], document: Document, site: str = "") -> str:
    """The language of an article (BCP 47): what its front matter says, else what its words show; "" where neither
    does, and it may be that of its site."""
    return _tag(_text(meta.get("language"))) or spoken(_words(meta, document), site)


def _words(meta: Mapping[str, object], document: Document) -> str:
    """The first 2,000 characters that are said in words, from the title on: no code and no formulas."""
    parts = [title] if isinstance(title := meta.get("title"), str) else []
    length = 0
    for block in document.children:
        if length > 2000:
            break
        if not isinstance(block, Code | Footnote | Math):
            parts.append(" ".join(node.value for node in walk(block) if isinstance(node, Text)))
            length += len(parts[-1])
    return "\n".join(parts)


def _in_one_line(text: str) -> str:
    """A line with its formulas as plain text."""
    if "$" not in text and "\\" not in text:
        return text
    pieces: list[str] = []
    at = 0
    for formula in lex(text, CANONICAL).formulas:
        if not formula.trouble:
            pieces += (text[at : formula.span.start], of_tex(text[formula.inner.start : formula.inner.end]))
            at = formula.span.end
    return "".join((*pieces, text[at:]))


def _opening(document: Document) -> Iterator[AnyNode]:
    """The paragraphs, and the formulas in which a sentence goes on; of a long one, and of whatever a colon announces,
    that it is there. Not who speaks, nor what stands beside the text."""
    end = "."
    blocks = document.children
    for above, node, below in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        if isinstance(node, Paragraph):
            if _is_beside(node):
                continue
            if is_set_apart(node) and (isinstance(below, Table) or above is not None and picture_of(above) is not None):
                continue
            yield node
            end = prose((node,))[-1:]
        elif end in _COLONS:
            yield Text("…")
            end = "."
        elif isinstance(node, Math) and end not in _ENDS:
            yield node if len(node.value) <= FORMULA_LENGTH else replace(node, value="…")


def _is_beside(node: Paragraph) -> bool:
    """What is no sentence of the article: a caption, an entry of a list of works, a label."""
    if is_caption(node, PICTURE) or is_caption(node, TABLE):
        return True
    said = prose((node,), 200)
    return _ENTRY.match(said) is not None or (
        all(isinstance(part, Strong) for part in node.children) and said[-1:] not in _ENDS
    )


FORMULA_LENGTH = 40
_ENTRY = regex(r"\[\d{1,3}\] ?\S")
_COLONS = tuple(":：")
_ENDS = (*_COLONS, *"。！？.!?")
_DATE = regex(
    r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?:\.\d+)?\s*(Z"
    r"|[+-]\d{2}:?\d{2})?"
)


def iso(value: object) -> str:
    """A date of any kind as `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS±HH:MM`; "" for what is no date."""
    if isinstance(value, dt.datetime | dt.date):
        value = value.isoformat()
    match = _DATE.match(str(value).strip()) if value else None
    if match is None:
        return ""
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        made = dt.datetime(int(year), int(month), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0))  # noqa: DTZ001
    except ValueError:
        return ""
    if hour is None:
        return made.date().isoformat()
    offset = "+00:00" if zone in (None, "Z") else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return made.isoformat() + offset


_ADDRESSES = ("canonical_url", "source_url", "url", "link", "permalink", "original")


def _source(meta: Mapping[str, object]) -> dict[str, str]:
    """Where the article is from, as text; an address that may not be a link is none."""
    source = meta.get("source")
    whole = (value for key in _ADDRESSES if (value := _text(meta.get(key))).startswith(("https://", "http://")))
    named = source if isinstance(source, Mapping) else {"url": source or next(whole, None)}
    texts = {str(key): _text(value) for key, value in named.items() if value}
    return {key: text for key, text in texts.items() if key != "url" or allowed(text)}


def _text(value: object) -> str:
    return "" if value is None else iso(value) if isinstance(value, dt.date) else " ".join(str(value).split())


def _tag(language: str) -> str:
    """A language's tag (BCP 47), "" for what is none."""
    return language if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}", language) else ""


def _texts(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list | tuple) else re.split(r"[,，;；]", str(value)) if value else ()
    return tuple(
        dict.fromkeys(
            text for part in parts if (text := _text(part.get("name") if isinstance(part, Mapping) else part))
        )
    )


_LATIN = regex(r"[A-Za-z][A-Za-z0-9_+#.-]{2,}")
_HAN = regex(f"[{chinese.CLASS}]{{2,}}")


def _terms(document: Document) -> dict[str, int]:
    """Latin words and pairs of Chinese characters of the first 8,000 characters; the commonest 80. The title counts
    thrice, other headings once: texts of one pattern have the same ones."""
    parts: list[str] = []
    length = 0
    for block in document.children:
        if isinstance(block, Code | Footnote):
            continue
        text = " ".join(node.value for node in walk(block) if isinstance(node, Text))
        parts += [text] * (3 if isinstance(block, Heading) and block.depth == 1 else 1)
        length += len(text)
        if length > 8000:
            break
    whole = "\n".join(parts)
    counts = Counter(word.lower().rstrip(".-") for word in _LATIN.findall(whole))
    for run in _HAN.findall(whole):
        counts.update(map("".join, pairwise(run)))
    return dict(nlargest(80, counts.items(), key=lambda kv: (kv[1], kv[0])))
