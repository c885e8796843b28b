"""What a page says about itself: canonical link, Open Graph, JSON-LD, `<meta>`, `<time>`, licence links."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from proofpress import json_text, urls
from proofpress.evidence import chinese
from proofpress.evidence.letters import letters
from proofpress.origins import dates, metadata, papers, shown, tools
from proofpress.origins.metadata import people
from proofpress.readers.html import Page
from proofpress.readers.html.dom import Element, once
from proofpress.regex import regex

_ARTICLES = (
    "Article",
    "BlogPosting",
    "NewsArticle",
    "TechArticle",
    "ScholarlyArticle",
    "Report",
    "WebPage",
    "QAPage",
    "Question",
    "SocialMediaPosting",
)
_ACCOUNTS = frozenset(
    ("admin", "administrator", "webmaster", "root", "super user", "superuser", "管理员", "系统管理员")
)
"""Whom a system names as the author where nobody told it who wrote."""
_LICENSE = regex(r"creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)(?:/([\d.]+))?", re.I)


def of_page(page: Page) -> dict[str, object]:
    """The metadata of a page by canonical key, and `title`; what it doesn't say is left out."""
    named = stated(page)
    said = json_ld(page)
    found: dict[str, object] = {}

    def pick(key: str, *values: object) -> None:
        value = next((text for value in values if (text := _text(value))), "")
        if value:
            found[key] = value

    pick("title", named.get("og:title"), said.get("headline"), named.get("twitter:title"), _title(page))
    pick(
        "date",
        dates.stamp(_text(said.get("datePublished"))),
        dates.stamp(named.get("article:published_time", "")),
        *(dates.stamp(named.get(key, "")) for key in _DATE_NAMES),
    )
    writers, written = papers.stated(page)
    if "date" not in found:
        pick("date", dates.stamp(written), dates.first(written), shown.date(page))
    pick(
        "updated",
        dates.stamp(_text(said.get("dateModified"))),
        dates.stamp(named.get("article:modified_time", "")),
        dates.stamp(named.get("og:updated_time", "")),
        *(dates.stamp(_noted(page, key)) for key in ("updated", "datemodified")),
        shown.update(page),
    )
    if found.get("updated") == found.get("date"):
        found.pop("updated", None)
    authors = _authors(said.get("author")) or [
        name
        for key in ("author", "article:author", "citation_author", "dc.creator", "byl", "parsely-author")
        for said_so in _all(page).get(key, ())
        if not said_so.startswith("http")
        for name in _people(said_so, key)
    ]
    authors = [name for name in authors if name.lower() not in _ACCOUNTS] or writers or shown.authors(page)
    if authors:
        found["authors"] = _distinct(authors)[:20]
    summary = _summary(page)
    pick("description", named.get("description"), named.get("og:description"), said.get("description"), summary)
    tags = _words(said.get("keywords")) or _own_keywords(page) or _words(named.get("keywords"))
    tags = tags or [one.attr("content") for one in page.tagged("meta") if one.attr("itemprop") == "tag"]
    tags = tags or _words(", ".join(_all(page).get("citation_keywords", ()))) or page_tags(page)
    if tags:
        found["tags"] = _distinct(tags)[:30]
    pick("language", page_language(page), said.get("inLanguage"), named.get("og:locale", "").replace("_", "-"))
    names = filter(None, map(named.get, SITE_NAMES))
    source = {"url": address(page), "site": next(names, "")}
    found["source"] = {key: value for key, value in source.items() if value}
    if license_ := license_of(page):
        found["license"] = license_
    return found


def _summary(page: Page) -> str:
    """The summary of an entry that a page marks as microformats have it; "" where it marks none, or several."""
    found = page.places.get(".p-summary", ())
    return found[0].words() if len(found) == 1 else ""


def _noted(page: Page, key: str) -> str:
    """What a program for notes says of a note in its microdata."""
    return next((one.attr("content") for one in page.tagged("meta") if one.attr("itemprop").lower() == key), "")


def _own_keywords(page: Page) -> list[str]:
    """The keywords in the article's microdata; those of `<meta name="keywords">` may be the whole site's."""
    return next(
        (
            words
            for element in page.tagged("meta")
            if element.attr("itemprop") == "keywords" and (words := _words(element.attr("content")))
        ),
        [],
    )


SITE_NAMES = ("og:site_name", "sitename", "contentsource")
"""What a page calls its site by; the last two as China's standard for the sites of its authorities has them."""
_DATE_NAMES = (
    "date",
    "pubdate",
    "publishdate",
    "dc.date",
    "dcterms.date",
    "dc.date.issued",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "parsely-pub-date",
    "og:release_date",
    "publish_date",
    "datepublished",
    "created",
)


_OF_LIBRARIES = frozenset(("citation_author", "dc.creator"))
_MAIL = regex(r"[,，;；]\s*+[\w.+-]++@[\w-]++(?:\.[\w-]++)++")
"""The address of somebody who is named before it."""
_FAMILY_FIRST = regex(r"^([^\s,]++), ([^,]++)$")
"""A name as libraries write it, "Turing, Alan"."""


def _people(said: str, key: str) -> list[str]:
    """The names in what a `<meta>` element says of authors; a library's is turned around."""
    names = people(_MAIL.sub("", said))
    return [_FAMILY_FIRST.sub(r"\2 \1", said)] if key in _OF_LIBRARIES and len(names) == 1 else names


@once
def _all(page: Page) -> dict[str, list[str]]:
    """The `<meta>` elements of a page by name or property, in lower case, each with all that it says."""
    found: dict[str, list[str]] = {}
    for element in page.tagged("meta"):
        above = element.parent
        of_somebody = isinstance(above, Element) and above.attr("itemprop") in ("author", "publisher")
        key = (element.attr("property") or element.attr("name") or element.attr("itemprop")).lower()
        value = " ".join(element.attr("content").split())
        if key and value and not of_somebody:
            found.setdefault(key, []).append(value)
    return found


@once
def stated(page: Page) -> dict[str, str]:
    """The `<meta>` elements of a page by name or property, in lower case; the first of each."""
    found = {key: values[0] for key, values in _all(page).items()}
    if "article:tag" in found:
        found["keywords"] = ", ".join(filter(None, (found.get("keywords", ""), *_all(page)["article:tag"])))
    return found


@once
def address(page: Page) -> str:
    """Where the page stands: its canonical link or Open Graph address, else where it was had from; "" where neither is
    known."""
    for link in page.tagged("link"):
        if "canonical" in link.attr("rel").lower().split() and (url := urls.clean(link.attr("href"))).startswith(
            "http"
        ):
            return url
    for link in page.places.get(".p-canonical", ()):
        if (url := urls.clean(link.attr("href"))).startswith("http"):
            return url
    url = urls.clean(stated(page).get("og:url", "") or _noted(page, "source-url"))
    return url if url.startswith("http") else _saved_from(page) or urls.clean(page.source.root.address)


def _saved_from(page: Page) -> str:
    """What a browser or an extension noted at the head of a page that it saved."""
    found = _SAVED.search(page.source.text[:4000])
    return urls.clean(found[1]) if found else ""


@once
def base_of(page: Page) -> str:
    """What relative addresses are resolved against: `<base href>`, else the page's own address."""
    for element in page.tagged("base"):
        if (url := urls.clean(element.attr("href"))).startswith("http"):
            return url
    url = address(page)
    return "" if _UNSET.match(url) else url


_SAVED = regex(r"<!--[^>]{0,200}?(?:\bsaved from url=\(\d+\)|\bSingleFile\s+url:\s*)(https?://[^\s>]+)", re.I)
_UNSET = regex(
    r"https?://(?:localhost|127\.|0\.0\.0\.0|(?:(?:www|your|my|blog|site)(?:-[\w-]+)?\.)?example\.(?:com|org|net)\b"
    r"|your-?\w*\.)",
    re.I,
)
"""What generators put where nobody has said the address; a host of a name of its own has been given one."""


@once
def json_ld(page: Page) -> dict[str, Any]:
    for script in page.tagged("script"):
        if "ld+json" not in script.attr("type"):
            continue
        try:
            data = json_text.loads("".join(map(str, script.contents)))
        except ValueError:
            continue
        if found := _article_in(data):
            return found
    return {}


def _article_in(data: Any) -> dict[str, Any]:
    stack = [data]
    best: dict[str, Any] = {}
    steps = 0
    while stack and steps < 2000:
        steps += 1
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(kind in _ARTICLES for kind in kinds) and (not best or "WebPage" in (best.get("@type"), *kinds[:0])):
                best = node
            stack.extend(
                value
                for key, value in node.items()
                if key in ("@graph", "mainEntity", "mainEntityOfPage") and isinstance(value, list | dict)
            )
    return best


def _title(page: Page) -> str:
    title = next(iter(page.tagged("title")), None)
    return title.words() if title is not None else ""


def _text(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
    if isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(unescaped(value).split()) if isinstance(value, str) else ""


_REFERENCE = regex(r"&(?:#\d{1,6}|#[xX][0-9A-Fa-f]{1,5}|[A-Za-z]{2,8});")
_ESCAPED = regex(r"&(?:#0*3[489]|#[xX]2[267]|#82(?:1[1267]|2[0-3]|30)|amp|quot|apos|[lr][sd]quo|[mn]dash|hellip);")


def unescaped(text: str) -> str:
    """Text that was escaped twice (`That&#039;s`, as JSON-LD often has it) as it reads.

    A text that has the same sign unescaped as well speaks of the reference,
    and so may one with none but `&lt;` or `&nbsp;`: they stay.
    """
    said = _ESCAPED.findall(text)
    if not said:
        return text
    bare = _REFERENCE.sub("", text)
    return text if any(html.unescape(reference) in bare for reference in set(said)) else html.unescape(text)


def settled(text: str) -> str:
    """Text that may have been escaped more than twice: what is left of a sign is no sign, but a lone `&amp;` may be
    what the text speaks of."""
    made = unescaped(text)
    for _ in range(_MOST_ESCAPES):
        if made == text or not (_ESCAPED.search(made) and set(_ESCAPED.findall(made)) - {"&amp;"}):
            break
        text, made = made, unescaped(made)
    return made


_MOST_ESCAPES = 3


def _authors(value: object) -> list[str]:
    many = value if isinstance(value, list) else [value]
    return [name for item in many if (name := _text(item)) and not name.startswith("http")]


def _words(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for item in value if (text := _text(item))]
    text = _text(value)
    return [word for part in re.split(r"[,，;；、]", text) if (word := part.strip())] if text else []


def beside_title(meta: Mapping[str, object]) -> dict[str, object]:
    """Metadata of a page without what only says its title again: the description, and a tag as long as a phrase."""
    found = dict(meta)
    title = letters(str(found.get("title", "")))
    if title and letters(str(found.get("description", ""))) == title:
        del found["description"]
    if isinstance(tags := found.get("tags"), list):
        is_phrase = len(title) + len(_HAN.findall(title)) > _PHRASE
        found["tags"] = [tag for tag in metadata.named(map(str, tags)) if not (is_phrase and letters(tag) == title)]
        if not found["tags"]:
            del found["tags"]
    return found


_PHRASE = 16
_HAN = regex(f"[{chinese.CLASS}]")


def page_tags(page: Page) -> list[str]:
    """What links of the page call its tags (`rel="tag"`), or its fields of tags."""
    return [
        link.words().lstrip("#").strip()
        for link in page.tagged("a")
        if "tag" in link.attr("rel").split() and link.words()
    ] or [tag for _, tags in tools.tag_fields(page) for tag in tags]


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def page_language(page: Page) -> str:
    """The language of the `<html>` element."""
    html = next(iter(page.tagged("html")), None)
    lang = html.attr("lang") or html.attr("xml:lang") if html is not None else ""
    return lang.strip() if re.fullmatch(r"\s*[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*+\s*", lang) else ""


def license_of(page: Page) -> str:
    """The licence that a link or a notice of the page names, such as `CC BY-SA 4.0`. Signs in one place, one for each
    condition, name together what the strictest of them does; none where no one of them has all conditions."""
    first = next((link for link in page.tagged("a", "link") if license_at(link.attr("href"))), None)
    if first is None:
        return ""
    around = first.parent
    beside = list(around.all("a")) if isinstance(around, Element) and around.name not in _WHOLE else [first]
    named = {found: _conditions(found) for link in beside if (found := license_at(link.attr("href")))}
    every = frozenset[str]().union(*named.values())
    if len(every) < 2 or first.name == "link":
        return license_at(first.attr("href"))
    return next((found for found, conditions in named.items() if conditions == every), "")


_WHOLE = frozenset(("html", "head", "body", "main", "article"))


def _conditions(licence: str) -> frozenset[str]:
    return frozenset(licence.split(" ")[1].split("-")) if licence.startswith("CC ") else frozenset((licence,))


def license_at(address: str) -> str:
    """The licence whose text stands at an address; "" for any other address."""
    match = _LICENSE.search(address)
    if match is None:
        return ""
    kind = match[1].upper()
    return (f"CC {kind} {match[2] or ''}" if kind not in ("ZERO", "MARK") else "CC0 1.0").strip()


def texts(elements: Iterable[Element]) -> list[str]:
    """What each of the elements says, line by line."""
    return [line for element in elements for line in element.lines()]
