"""An Atom feed (RFC 4287) with whole articles that a feed reader can show without this site's styles and scripts."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable
from urllib.parse import quote

from proofpress import urls
from proofpress.regex import regex
from proofpress.site.article import Article

FORBIDDEN = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML may hold (XML 1.0, section 2.2)."""
_ADDRESS = regex(
    r"""(<(?:a|img|source)\b(?:(?!\s(?:href|src)="|<(?:a|img|source)\b)[^>])*+\s(?:href|src)=")([^"]*+)(")"""
)
_NOISE = regex(
    r"<(script|style)\b(?:.*?</\1>|.*)|<(button|nav|svg)\b(?:(?!<\2\b).)*?</\2>"
    r"|<a class=\"(?:headerlink|md-\w+)\"(?:(?!<a\b).)*?</a>|<aside class=\"pp-(?:(?!<aside\b).)*?</aside>",
    re.S,
)
_TEX = regex(r'<annotation encoding="application/x-tex">([^<]*+)</annotation>', re.S)
_SPANS = regex(r"<(/?)(?:span|div)\b([^<>]*+)>")
_NUMBER = regex(r'<span class="pp-number">([^<]*+)</span>')
_SPAN = regex(r"</?span\b[^<>]*+>")
"""What only a style sheet sees: in listings most of their length."""
_ATTRIBUTES = regex(r'\s(?:class|id|style|data-[\w-]+|aria-[\w-]+|role|tabindex|loading|decoding)="[^"]*"')


def readable(content: str, base: str) -> str:
    """An article's HTML for feed readers: formulas as TeX, addresses absolute, no scripts, styles,
    classes or line numbers."""
    text = _formulas(_NOISE.sub("", content))
    text = _ADDRESS.sub(lambda m: m[1] + html.escape(urls.join(base, html.unescape(m[2])), quote=True) + m[3], text)
    return _SPAN.sub("", _ATTRIBUTES.sub("", _NUMBER.sub(r"<b>\1</b> ", text)))


def _formulas(content: str) -> str:
    """Each typeset formula as `$TeX$` in code, display ones in a block of their own."""
    out: list[str] = []
    at = 0
    for match in re.finditer(r'<(?:span|div)\b[^>]*class="(arithmatex|katex(?:-display)?)\b[^"]*"[^>]*>', content):
        if match.start() < at:
            continue
        end = _close(content, match.start())
        inner = content[match.start() : end]
        tex = _TEX.search(inner)
        if tex is None:
            continue
        display = "katex-display" in inner or match[0].startswith("<div")
        out.append(content[at : match.start()])
        out.append(f"<pre><code>{tex[1]}</code></pre>" if display else f"<code>${tex[1]}$</code>")
        at = end
    return "".join(out) + content[at:]


def _close(content: str, start: int) -> int:
    depth = 0
    for tag in _SPANS.finditer(content, start):
        depth += -1 if tag[1] else 0 if tag[2].endswith("/") else 1
        if depth == 0:
            return tag.end()
    return len(content)


def atom(entries: Iterable[tuple[Article, str]], base: str, title: str, subtitle: str = "", language: str = "") -> str:
    """The feed of (article, HTML content), newest first. Its time is that of the newest article,
    so that a build repeats.

    Without `base` (the site's address) the ids are names (`urn:`) and links are relative to the feed.
    """
    listed = list(entries)
    times = [stamp(a.updated or a.date) for a, _ in listed]
    self_ = urls.join(base, "feed.xml") if base else "feed.xml"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom"{f" xml:lang={_q(language)}" if language else ""}>',
        f"<title>{_e(title)}</title>",
        f"<subtitle>{_e(subtitle)}</subtitle>" if subtitle else "",
        f"<id>{_e(base or _urn(title))}</id>",
        f'<link rel="self" type="application/atom+xml" href={_q(self_)}/>',
        f"<link href={_q(base or './')}/>",
        f"<updated>{_e(max(times, default=stamp('')))}</updated>",
        f"<author><name>{_e(title)}</name></author>",
    ]
    for (article, content), time in zip(listed, times, strict=True):
        link = urls.join(base, quote(article.url, safe="/%#")) if base else quote(article.url, safe="/%#") or "./"
        lines += [
            f"<entry xml:lang={_q(article.language)}>" if article.language else "<entry>",
            f"<title>{_e(article.title)}</title>",
            f"<id>{_e(link if base else _urn(article.path))}</id>",
            f"<link href={_q(link)}/>",
            f"<published>{_e(stamp(article.date))}</published>" if article.date else "",
            f"<updated>{_e(time)}</updated>",
            *(f"<author><name>{_e(name)}</name></author>" for name in article.authors),
            *(f"<category term={_q(tag)}/>" for tag in article.tags),
            f"<summary>{_e(article.description)}</summary>" if article.description else "",
            f'<content type="html">{_e(readable(content, link))}</content>',
            "</entry>",
        ]
    return "\n".join(line for line in [*lines, "</feed>"] if line) + "\n"


def stamp(date: str) -> str:
    """An RFC 3339 time from an ISO date; the epoch for an unknown one."""
    return (date if "T" in date else f"{date or '1970-01-01'}T00:00:00") + (
        "" if "T" in date and re.search(r"[+-]\d\d:\d\d$", date) else "Z"
    )


def _urn(name: str) -> str:
    digest = hashlib.sha256(name.encode()).hexdigest()
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"


def _e(text: str) -> str:
    return html.escape(FORBIDDEN.sub("", text), quote=False)


def _q(text: str) -> str:
    return f'"{html.escape(FORBIDDEN.sub("", text))}"'
