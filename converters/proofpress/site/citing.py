"""An article as others cite it."""

from __future__ import annotations

import json
import re
import unicodedata
from hashlib import sha256

from proofpress import urls
from proofpress.evidence import chinese
from proofpress.site.article import Article

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "#": r"\#",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def address(article: Article, base: str) -> str:
    """Where the article is to be found: where it first appeared, else its page on this site,
    "" where neither is known."""
    return article.source.get("url", "") or (base.rstrip("/") + "/" + article.url if base else "")


def publisher(article: Article, site: str) -> str:
    """The site that the article's address is one of: of one that first appeared elsewhere, that site's name or host."""
    return article.source.get("site", "") or urls.host(article.source.get("url", "")).removeprefix("www.") or site


def bibtex(article: Article, base: str = "", site: str = "") -> str:
    """A BibTeX entry of type `misc`; only fields that are known."""
    where = address(article, base)
    fields = [
        ("title", "{" + article.title.translate(_SPECIAL) + "}"),
        ("author", " and ".join("{" + name.translate(_SPECIAL) + "}" for name in article.authors)),
        ("year", article.date[:4]),
        ("month", str(int(article.date[5:7])) if len(article.date) >= 7 else ""),
        ("howpublished", publisher(article, site).translate(_SPECIAL)),
        ("url", where.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")),
        ("language", article.language),
    ]
    body = ",\n".join(f"  {key:<12} = {{{value}}}" for key, value in fields if value)
    return f"@misc{{{_key(article)},\n{body}\n}}"


def csl(article: Article, base: str = "", site: str = "") -> str:
    """The article as CSL-JSON, which reference managers and Pandoc read: a list of one item; only fields that are
    known."""
    date = [int(part) for part in article.day.split("-") if part.isdigit()]
    item = {
        "id": _key(article),
        "type": "webpage",
        "title": article.title,
        "author": [{"literal": name} for name in article.authors],
        "issued": {"date-parts": [date]} if date else None,
        "container-title": publisher(article, site),
        "URL": address(article, base),
        "language": article.language,
    }
    return json.dumps([{key: value for key, value in item.items() if value}], ensure_ascii=False, indent=2)


def plain(article: Article, base: str = "", site: str = "") -> str:
    """The article as one entry of a list of references: GB/T 7714 for Chinese, APA-like for other languages."""
    where = address(article, base)
    place = publisher(article, site)
    if article.language.startswith("zh") or (not article.language and chinese.has(article.title)):
        head = ". ".join(part for part in (", ".join(article.authors), f"{article.title}[EB/OL]", place) if part)
        return f"{head}{f' ({article.day})' if article.day else ''}. {where}".strip()
    head = ", ".join(article.authors)
    when = f"({article.date[:4]})" if article.date else "(n.d.)"
    names = (f"{head} {when}.", f"{article.title}.") if head else (f"{article.title}", f"{when}.")
    return " ".join(part for part in (*names, f"{place}." if place else "", where) if part)


def _key(article: Article) -> str:
    """ASCII, as BibTeX wants it: author, year, and a word that tells the author's articles of one year apart; digits of
    the file's name, where that is in no Latin letters."""
    stem = article.path.rsplit("/", 1)[-1].removesuffix(".md")
    author = next((found for name in article.authors if (found := _ascii(name))), "")
    word = next((found for found in map(_ascii, (*article.title.split(), stem)) if len(found) > 2), "")
    apart = "" if stem.isascii() else sha256(article.path.encode("utf-8", "replace")).hexdigest()[:6]
    return (f"{author}{article.date[:4]}{word}" or "article") + apart


def _ascii(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower())
