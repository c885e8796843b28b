"""WordPress's shortcodes, as they stand in a post that no WordPress has shown yet: `[code]`, `[caption]`, `[latex]`,
`[gallery]` …

Only in fragments and exports: on a page that a site built, words in brackets are what its readers see.
Code is not looked into.
"""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple

from proofpress.ledger import Ledger
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_TAG = re.compile(
    r"(?P<escape>\[?)\[(?P<end>/?)(?P<name>[a-zA-Z][\w-]{1,40})(?P<attributes>(?:\s++|=)[^\[\]<>\n]{0,2000}+"
    r"|\s++[^\[\]\n]{0,400}+)?(?P<void>/?)\](?P<after>\]?)"
)
_KEPT = re.compile(
    r"<(?P<name>pre|code|script|style|textarea)\b(?:(?!<(?P=name)\b).)*?</(?P=name)\s*+>|<!--(?:(?!<!--).)*?-->",
    re.I | re.S,
)
_ATTRIBUTE = re.compile(
    r"(?<![\w-])([\w-]{1,40}+)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|&#0?3[49];([^&]*)&#0?3[49];|([^\s\"']+))"
)
_INLINE_TEX = re.compile(r"\$latex[ \t]++(?:=\s*+)?((?:[^$\\\n]|\\.){1,2000})\$")
_TEX_STYLE = re.compile(r"&(?:amp;|#0?38;)?[sbf]g?=[\w.-]+")

_CODE = frozenset("code sourcecode highlight crayon syntax syntaxhighlighter prism enlighter".split())
_LANGUAGES = frozenset(
    "bash shell c cpp csharp css delphi diff html xml java javascript js json perl php python py ruby scala "
    "sql swift go r matlab vb powershell groovy".split()
)
_TEX = frozenset("latex tex math equation katex mathjax".split())
_MEDIA = frozenset("embed audio video youtube vimeo playlist soundcloud".split())
_DROPPED = re.compile(
    r"(?:gallery|playlist|toc|contact-form(?:-7)?|wpforms|subscribe\d?|mc4wp_form|adsense|ads?|social"
    "|sharethis|latexpage|rev_slider|archives|recent-posts"
    r"|(?:vc|et_pb|fusion|av|fl|kc|mk|su|tdc|cs)_\w+)$"
)


class _Tag(NamedTuple):
    start: int
    end: int
    name: str
    closes: bool
    attributes: str
    escaped: bool

    @property
    def values(self) -> dict[str, str]:
        return {
            found[1].lower(): next((group for group in found.groups()[1:] if group is not None), "")
            for found in _ATTRIBUTE.finditer(self.attributes)
        }


def found(text: str) -> bool:
    """Whether a shortcode of posts opens and closes in the text."""
    tags = _tags(text)
    names = _CODE | _TEX | {"caption", "embed"}
    return any(tags[index].name in names for index in _partners(tags))


def expand(body: Source, ledger: Ledger) -> Source:
    """The HTML with each shortcode as the HTML it stands for; what has none is in the ledger."""
    text = body.text
    if "[" not in text and "$latex" not in text:
        return body
    changes: list[Change] = []
    tags = _tags(text)
    partner = _partners(tags)
    at = 0
    for index, tag in enumerate(tags):
        if tag.start < at:
            continue
        close = tags[partner[index]] if index in partner else None
        if tag.escaped:
            changes.append(Change(tag.start, tag.end, text[tag.start + 1 : tag.end - 1]))
            continue
        at = max(at, _one(body, tag, close, changes, ledger))
    for found in _INLINE_TEX.finditer(text):
        tex = _TEX_STYLE.sub("", found[1]).strip()
        changes.append(Change(found.start(), found.end(), f'<script type="math/tex">{tex}</script>'))
    return rewrite(body, changes)


def _one(body: Source, tag: _Tag, close: _Tag | None, changes: list[Change], ledger: Ledger) -> int:
    """Carry out one tag; the offset up to which its text is done with."""
    text = body.text
    name = tag.name
    inner = text[tag.end : close.start] if close else ""
    if close and (name in _CODE or name in _LANGUAGES and "\n" in inner):
        values = tag.values
        language = values.get("language") or values.get("lang") or (name if name in _LANGUAGES else "")
        changes += [
            Change(
                tag.start, tag.end, f'<pre><code class="language-{escape(language)}">' if language else "<pre><code>"
            ),
            *_literal(inner, tag.end),
            Change(close.start, close.end, "</code></pre>"),
        ]
        return close.end
    if close and name in _TEX:
        display = "\n" in inner.strip() or "display" in tag.attributes or name == "equation"
        kind = "math/tex; mode=display" if display else "math/tex"
        changes += [Change(tag.start, tag.end, f'<script type="{kind}">'), Change(close.start, close.end, "</script>")]
        return close.end
    if close and name in ("caption", "wp_caption"):
        picture = max(inner.rfind("</a>") + 4 if "</a>" in inner else 0, _end_of_picture(inner))
        words = inner[picture:].strip() or tag.values.get("caption", "")
        changes += [
            Change(tag.start, tag.end, "<figure>"),
            Change(
                tag.end + picture, close.end, f"<figcaption>{words}</figcaption></figure>" if words else "</figure>"
            ),
        ]
        return close.end
    values = tag.values
    address = next(
        (v for v in (inner.strip(), *values.values(), tag.attributes.strip(" =")) if v.startswith("http")), ""
    )
    if name in _MEDIA and address and not re.search(r"[\s<>]", address):
        end = close.end if close else tag.end
        changes.append(Change(tag.start, end, f'<p><a href="{escape(address)}">{escape(address)}</a></p>'))
        return end
    if _DROPPED.match(name):
        ledger.removed(
            body.span(tag.start, tag.end),
            "a shortcode of WordPress that shows nothing here",
            "WordPress 短代码，此处无可显示的内容",
        )
        changes.append(Change(tag.start, tag.end, ""))
    return tag.end


def _literal(inner: str, start: int) -> list[Change]:
    """Code as the text of an element: where it holds no references, its `<` are made ones."""
    if "&lt;" in inner or "&amp;" in inner or re.search(r"</?(?:br|p)\b", inner, re.I):
        return []
    return [
        Change(start + found.start(), start + found.end(), escape(found[0])) for found in re.finditer("[<&]", inner)
    ]


def _end_of_picture(inner: str) -> int:
    at = inner.rfind("<img")
    return inner.find(">", at) + 1 if at >= 0 else 0


def _tags(text: str) -> list[_Tag]:
    """The tags outside of code, in order."""
    found: list[_Tag] = []
    at = 0
    for kept in (*_KEPT.finditer(text), None):
        end = kept.start() if kept else len(text)
        for tag in _TAG.finditer(text, at, end):
            escaped = bool(tag["escape"] and tag["after"])
            found.append(
                _Tag(
                    tag.start() + (len(tag["escape"]) if not escaped else 0),
                    tag.end() - (len(tag["after"]) if not escaped else 0),
                    tag["name"].lower(),
                    bool(tag["end"]),
                    tag["attributes"] or "",
                    escaped,
                )
            )
        if kept:
            at = kept.end()
    return found


def _partners(tags: list[_Tag]) -> dict[int, int]:
    """By the index of an opening tag, that of the tag which closes it."""
    nearest: dict[str, int] = {}
    found: dict[int, int] = {}
    for index in range(len(tags) - 1, -1, -1):
        tag = tags[index]
        if tag.escaped:
            continue
        if tag.closes:
            nearest[tag.name] = index
        elif tag.name in nearest:
            found[index] = nearest.pop(tag.name)
    return found
