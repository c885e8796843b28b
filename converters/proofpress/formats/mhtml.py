"""MHTML, a page with all that it shows in one file: decoded, its pictures in files, its style sheets in the page."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage, Message

from proofpress import urls
from proofpress.finding import Words
from proofpress.formats.format import Format, Opened, Part, Unopened
from proofpress.formats.glance import Glance
from proofpress.formats.pages import decoded, embedded, ending, placed, resolved, rewritten
from proofpress.regex import regex

_HEADER = regex(r"(?:[A-Za-z][\w-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.M)


def knows(glance: Glance) -> bool:
    """A header of a message whose parts belong together."""
    found = _HEADER.match(glance.head.lstrip()[:20_000])
    header = found[0].lower() if found else ""
    return "mime-version:" in header and "multipart/related" in header


def opens(name: str, data: bytes) -> Opened:
    """One article: the first page of the message."""
    del name
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    page = next((part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if page is None:
        raise Unopened("MHTML without a page in it; save the page again", "MHTML 中没有网页；请重新保存网页")
    base = _said(page, "Content-Location") or _said(message, "Snapshot-Content-Location")
    sheets: dict[str, str] = {}
    names: dict[str, str] = {}
    for part in parts:
        if part is page:
            continue
        content = _content(part)
        location = _said(part, "Content-Location")
        addresses = [one for one in (location, urls.join(base, location) if location else "", _cid(part)) if one]
        if part.get_content_type() == "text/css":
            text = decoded(content, str(part.get_content_charset() or ""))
            sheets |= dict.fromkeys(addresses, text)
        elif kind := ending(content, urls.split(location).path):
            names |= dict.fromkeys(addresses, embedded(content, kind))

    def find(address: str) -> str | None:
        whole = resolved(address, base)
        asked = (address, whole or "", _below(address, base))
        # A place in a picture is none of its file's name.
        found = (names.get(one) for one in (*asked, *(one.partition("#")[0] for one in asked)))
        return next(filter(None, found), whole)

    def sheet(address: str) -> str | None:
        text = sheets.get(address, sheets.get(resolved(address, base) or ""))
        return None if text is None else text.replace("</style", "<\\/style")

    notes: list[Words] = []
    html = decoded(_content(page), str(page.get_content_charset() or ""), base or "page.html", notes)
    html = placed(rewritten(html, find, sheet), base)
    return Opened((Part("page.html", html.encode("utf-8", "replace")),), notes=tuple(notes))


def _below(address: str, base: str) -> str:
    """The place of a part below that of the page, of whatever kind that is: Word writes where it stood on a disk."""
    folder, path = base.replace("\\", "/").rpartition("/")[0], address.replace("\\", "/")
    return f"{folder}/{path.removeprefix('./')}" if folder else ""


def _said(part: Message, name: str) -> str:
    return "".join(str(part.get(name) or "").split())


def _cid(part: Message) -> str:
    ident = _said(part, "Content-ID").strip("<>")
    return f"cid:{ident}" if ident else ""


def _content(part: Message | EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


FORMAT = Format(
    "mhtml",
    Words("a page saved as MHTML", " MHTML 网页"),
    knows,
    opens,
    made_by=Words("Chrome, Edge, Opera, Word", "Chrome、Edge、Opera、Word"),
)
