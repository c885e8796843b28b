"""What a page's head tells machines: Open Graph and JSON-LD."""

from __future__ import annotations

import json

from proofpress.site.article import Article


def open_graph(article: Article, base: str, site: str) -> tuple[tuple[str, str], ...]:
    """(property, content) of Open Graph's `article` type (ogp.me), only where known."""
    pairs = [
        ("og:type", "article"),
        ("og:title", article.title),
        ("og:description", article.description),
        ("og:site_name", site),
        ("og:url", base.rstrip("/") + "/" + article.url if base else ""),
        (
            "og:locale",
            {"zh": "zh_CN", "zh-cn": "zh_CN", "en": "en_US"}.get(
                article.language.lower(), article.language.replace("-", "_")
            ),
        ),
        ("article:published_time", article.date),
        ("article:modified_time", article.updated),
        *(("article:author", name) for name in article.authors),
        *(("article:tag", tag) for tag in article.tags),
    ]
    return tuple((key, value) for key, value in pairs if value)


def json_ld(article: Article, base: str, site: str) -> str:
    """A schema.org `TechArticle`, safe inside a `<script>`."""
    here = base.rstrip("/") + "/" + article.url if base else ""
    data = {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": article.title,
        "datePublished": article.date,
        "dateModified": article.updated,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "keywords": list(article.tags),
        "inLanguage": article.language,
        "license": article.license if article.license.startswith("http") else "",
        "url": here,
        "mainEntityOfPage": here,
        "isBasedOn": article.source.get("url", ""),
        "wordCount": article.reading.words,
        "timeRequired": f"PT{article.reading.minutes}M",
        "publisher": {"@type": "Organization", "name": site} if site else None,
    }
    text = json.dumps({k: v for k, v in data.items() if v}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
