"""Shortcodes of WordPress as they stand in a post that no WordPress has shown yet: `[code]`, `[caption]`, `[latex]`,
`[su_box]`, `[gallery]` …

Only in fragments and exports: on a page that a site built, words in brackets are what its readers see.
Code is not looked into.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from proofpress.ledger import Ledger
from proofpress.origins.tags import bracketed
from proofpress.origins.tags.enclosed import bare_title
from proofpress.origins.tags.grammar import Tag
from proofpress.origins.tags.handlers import KINDS, shown
from proofpress.origins.tags.themes import name as name_in
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_KEPT = regex(
    r"<(?P<name>pre|code|script|style|textarea)\b(?:(?!<(?P=name)\b).)*?</(?P=name)\s*+>|<!--(?:(?!<!--).)*?-->",
    re.I | re.S,
)
_INLINE_TEX = regex(r"\$latex[ \t]++(?:=\s*+)?((?:[^$\\\n]|\\.){1,2000})\$")
_TEX_STYLE = regex(r"&(?:amp;|#0?38;)?[sbf]g?=[\w.-]+")
_MEDIA = frozenset("embed audio video youtube vimeo playlist soundcloud".split())
_PARAGRAPH = regex(r"<p>\s{0,9}+\Z")
_END = regex(r"\s{0,9}+</p>")
_SHOWN = "a shortcode as what it shows", "短代码改为它所显示的内容"
_MADE = regex(r"(?P<image>!?)\[(?P<words>.*)\]\((?P<url>[^()\s]+)\)|<(?P<bare>[^<>\s]+)>")
"""A link or an image, as the table of tags makes it."""


def found(text: str) -> bool:
    """Whether a shortcode of posts opens and closes in the text."""
    tags = _tags(text)
    kinds = ("code", "math", "figure")
    return any(
        KINDS.get(name := bracketed.known(tags[index].name)) in kinds or name == "embed"
        for index in bracketed.partners(tags)
    )


def expand(body: Source, ledger: Ledger) -> Source:
    """The HTML with each shortcode as the HTML it stands for; what has none is in the ledger."""
    text = body.text
    if "[" not in text and "$latex" not in text:
        return body
    changes: list[Change] = []
    tags = _tags(text)
    partner = bracketed.partners(tags)
    closing = set(partner.values())
    at = 0
    for index, tag in enumerate(tags):
        if tag.start < at or index in closing:
            continue
        if tag.escaped:
            changes.append(Change(tag.start, tag.end, text[tag.start + 1 : tag.end - 1]))
            continue
        close = tags[partner[index]] if index in partner else None
        within = tags[index + 1 : partner[index]] if close else ()
        at = max(at, _one(body, tag, close, within, changes, ledger))
    for found in _INLINE_TEX.finditer(text):
        tex = _TEX_STYLE.sub("", found[1]).strip()
        changes.append(Change(found.start(), found.end(), f'<script type="math/tex">{tex}</script>'))
    return rewrite(body, changes)


def _one(
    body: Source, tag: Tag, close: Tag | None, within: Sequence[Tag], changes: list[Change], ledger: Ledger
) -> int:
    """Carry out one tag; the offset up to which its text is done with."""
    text = body.text
    inner = text[tag.end : close.start] if close else ""
    said = bracketed.named(tag, inner, within)
    kind = KINDS.get(said.name)
    args = said.parsed
    if close and kind == "code" and (re.search("[\n<]", inner) or _ends_a_block(text, tag, close)):
        language = args.get("language", "lang")
        changes += [
            Change(
                tag.start, tag.end, f'<pre><code class="language-{escape(language)}">' if language else "<pre><code>"
            ),
            *_literal(inner, tag.end),
            Change(close.start, close.end, "</code></pre>"),
        ]
        return close.end
    if close and kind == "math":
        display = "\n" in inner.strip() or "display" in tag.args or tag.name == "equation"
        script = "math/tex; mode=display" if display else "math/tex"
        changes += [
            Change(tag.start, tag.end, f'<script type="{script}">'),
            Change(close.start, close.end, "</script>"),
        ]
        return close.end
    if close and kind == "figure":
        picture = max(inner.rfind("</a>") + 4 if "</a>" in inner else 0, _end_of_picture(inner))
        words = inner[picture:].strip() or args.get("caption")
        changes += [
            Change(tag.start, tag.end, "<figure>"),
            Change(
                tag.end + picture, close.end, f"<figcaption>{words}</figcaption></figure>" if words else "</figure>"
            ),
        ]
        return close.end
    address = next(
        (one for one in (inner.strip(), *args.named.values(), tag.args.strip(" =")) if one.startswith("http")), ""
    )
    if tag.name in _MEDIA and address and not re.search(r"[\s<>]", address):
        end = close.end if close else tag.end
        changes.append(Change(tag.start, end, f'<p><a href="{escape(address)}">{escape(address)}</a></p>'))
        return end
    if kind == "inline" and not close and (made := _MADE.fullmatch(shown(said))):
        url = escape(made["bare"] or made["url"])
        words = escape(made["bare"] or made["words"])
        ledger.repaired(body.span(tag.start, tag.end), *_SHOWN)
        changes.append(
            Change(
                tag.start,
                tag.end,
                f'<img src="{url}" alt="{words}">' if made["image"] else f'<a href="{url}">{words}</a>',
            )
        )
        return tag.end
    around = _around(said, address) if close else None
    if close and around:
        for one, made_of in zip((tag, close), around, strict=True):
            changes.append(Change(*_alone(text, one), made_of))
            ledger.repaired(body.span(one.start, one.end), *_SHOWN)
    elif not close and _is_plugins(tag, said) and (words := args.get("text", "title", "heading", "content")):
        changes.append(Change(tag.start, tag.end, f"<p>{escape(words)}</p>"))
        ledger.repaired(body.span(tag.start, tag.end), *_SHOWN)
    elif (
        bracketed.EMPTY.match(tag.name)
        or said.name == "group"
        or not close
        and bracketed.BETWEEN.match(tag.name)
        and bracketed.stands_alone(text, tag)
    ):
        for one in (tag, close) if close else (tag,):
            ledger.removed(
                body.span(one.start, one.end),
                "a shortcode of WordPress that shows nothing here",
                "WordPress 短代码，此处无可显示的内容",
            )
            changes.append(Change(*_alone(text, one), ""))
    elif close and tag.name.islower():
        ledger.doubted(body.span(tag.start, tag.end), *bracketed.UNKNOWN)
    return tag.end


def _is_plugins(tag: Tag, said: Tag) -> bool:
    """Whether a collection of shortcodes made a tag that the table does not know."""
    return said.name == "group" and "_" in tag.name


def _around(tag: Tag, address: str) -> tuple[str, str] | None:
    """What stands in the place of the two tags of a pair: a box, a disclosure, a part under its name, a link."""
    args = tag.parsed
    match KINDS.get(tag.name):
        case "quote":
            title = escape(bare_title(tag, args))
            lead = f'<p class="admonition-title">{title}</p>' if title else ""
            return (f'<div class="admonition">{lead}', "</div>") if lead else ("<blockquote>", "</blockquote>")
        case "details":
            return f"<details><summary>{escape(name_in(args) or '…')}</summary>", "</details>"
        case "part":
            said = escape(name_in(args))
            return f"<div><p><strong>{said}</strong></p>" if said else "<div>", "</div>"
        case "inline" if address:
            return f'<a href="{escape(address)}">', "</a>"
        case "unwrap" if tag.name != "group":
            return "", ""
    return None


def _alone(text: str, tag: Tag) -> tuple[int, int]:
    """The offsets of a tag, with the paragraph that an editor put around it alone."""
    before = _PARAGRAPH.search(text, max(tag.start - 20, 0), tag.start)
    after = _END.match(text, tag.end)
    return (before.start(), after.end()) if before and after else (tag.start, tag.end)


def _ends_a_block(text: str, tag: Tag, close: Tag) -> bool:
    """Whether a pair has no words before it or behind it in its paragraph, which speak of it."""
    before, after = (
        text[max(tag.start - 80, 0) : tag.start].rstrip(" \t"),
        text[close.end : close.end + 80].lstrip(" \t"),
    )
    return before[-1:] in ("", "\n", ">", "]") or after[:1] in ("", "\n", "<", "[")


_BROKEN = regex(r"(<br\s{0,3}/?>)[ \t]*+\r?+\n", re.I)
"""The end of a line that an editor has marked, with that of its own file."""


def _literal(inner: str, start: int) -> list[Change]:
    """Code as the text of an element: where it holds no references, its `<` are made ones."""
    if re.search(r"</?(?:br|p)\b", inner, re.I):
        return [Change(start + found.end(1), start + found.end(), "") for found in _BROKEN.finditer(inner)]
    if "&lt;" in inner or "&amp;" in inner:
        return []
    return [
        Change(start + found.start(), start + found.end(), escape(found[0])) for found in re.finditer("[<&]", inner)
    ]


def _end_of_picture(inner: str) -> int:
    at = inner.rfind("<img")
    return inner.find(">", at) + 1 if at >= 0 else 0


def _tags(text: str) -> list[Tag]:
    """The tags in brackets outside of code, in order."""
    found: list[Tag] = []
    at = 0
    for kept in (*_KEPT.finditer(text), None):
        end = kept.start() if kept else len(text)
        found += (tag for tag in bracketed.find(text, at, end) if text[tag.start] == "[")
        if kept:
            at = kept.end()
    return found
