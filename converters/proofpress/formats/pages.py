"""A page out of a container: its addresses lead to what the container holds,
or to where they led from the page's own place."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from html import escape, unescape

from proofpress import encoding, urls
from proofpress.finding import Words
from proofpress.regex import regex

_TAG = regex(r"<(?P<name>[a-zA-Z][\w:-]*+)(?P<rest>\s(?:[^<>]++|<(?![a-zA-Z]))*+)>")
_ATTRIBUTE = regex(
    r"(?P<before>\s(?P<name>src|href|data-src|data-original|poster|xlink:href"
    r"|data)\s*=\s*)(?:\"(?P<two>[^\"]*)\"|'(?P<one>[^']*)'|(?P<bare>[^\s\"'>]+))",
    re.I,
)
_SRCSET = regex(r"\s(?:data-)?srcset\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.I)
_CANONICAL = regex(r"<link\b[^>]{0,500}\brel\s*=\s*[\"']?canonical\b", re.I)
_HEAD = regex(r"<(?:head|html)\b[^<>]*+>", re.I)
_MAGIC = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
    (b"<svg", "svg"),
    (b"<?xml", "svg"),
    (b"BM", "bmp"),
)

Find = Callable[[str], str | None]
"""What an address in a page is to be; None where it stays."""


def rewritten(html: str, find: Find, styles: Find | None = None) -> str:
    """The page with its addresses as `find` wants them. `styles` gives the text of a style sheet that a `<link>`
    names."""
    last = html.rfind(">") + 1

    def tag(found: re.Match[str]) -> str:
        changed = False
        sheet: str | None = None

        def one(attribute: re.Match[str]) -> str:
            nonlocal changed, sheet
            address = unescape(attribute["two"] or attribute["one"] or attribute["bare"] or "").strip()
            if styles is not None and found["name"].lower() == "link":
                sheet = styles(address)
            new = find(address) if address else None
            if new is None:
                return attribute[0]
            changed = True
            return f'{attribute["before"]}"{escape(new)}"'

        rest = _ATTRIBUTE.sub(one, found["rest"])
        if sheet is not None:
            return f"<style>{sheet}</style>"
        if changed and found["name"].lower() in ("img", "source"):
            rest = _SRCSET.sub("", rest)
        return f"<{found['name']}{rest}>" if changed else found[0]

    return _TAG.sub(tag, html[:last]) + html[last:]


def resolved(address: str, base: str) -> str | None:
    """A relative address as it leads from the page's own; None for one that is whole, or leads inside the page."""
    if not base.startswith("http") or not address or address.startswith("#") or re.match(r"[a-zA-Z][\w+.-]*:", address):
        return None
    return urls.join(base, address)


def placed(html: str, address: str) -> str:
    """The page with a canonical link to its address, unless it has one."""
    if not address.startswith("http") or _CANONICAL.search(html[:200_000]):
        return html
    link = f'<link rel="canonical" href="{escape(address)}">'
    found = _HEAD.search(html[:20_000])
    return html[: found.end()] + link + html[found.end() :] if found else link + html


def body_of(html: str) -> str:
    """What stands inside `<body>`; all of it where there is none."""
    start = re.search(r"<body\b[^<>]*+>", html, re.I)
    if start is None:
        return html
    end = html.lower().rfind("</body")
    return html[start.end() : end if end > start.end() else len(html)]


def ending(data: bytes, name: str = "") -> str:
    """The ending of a picture's file by its first bytes, else the one its name has; "" for what is no picture."""
    head = data[:400].lstrip()
    for magic, found in _MAGIC:
        if head.startswith(magic) and (found != "svg" or b"<svg" in data[:2000]):
            return found
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return "avif"
    known = re.search(r"\.(png|jpe?g|gif|webp|svg|avif|bmp|ico)$", name, re.I)
    return known[1].lower() if known and b"\0" in data[:4096] else ""


def embedded(data: bytes, kind: str) -> str:
    """A picture as an address that holds it: whatever a page's relative addresses mean, this one is not theirs."""
    mime = {"jpg": "jpeg", "svg": "svg+xml", "ico": "x-icon"}.get(kind, kind)
    return f"data:image/{mime};base64,{b64encode(data).decode('ascii')}"


def decoded(data: bytes, declared: str = "", name: str = "", notes: list[Words] | None = None) -> str:
    """A page's bytes as text: by the encoding that was sent along, else by what the bytes say.

    Where letters may be wrong, `notes` is told so under the page's name.
    """
    try:
        text, _, said = encoding.decode(data, declared)
    except encoding.Unreadable as error:
        text, said = "", (error.note._replace(sure=False),) if data.strip() else ()
    if notes is not None:
        notes += [Words(f"{name}: {note.en}", f"{name}：{note.zh}") for note in said if not note.sure]
    return text
