"""A title into which a site escaped markup: the mark of a search, a break, a picture."""

from __future__ import annotations

import html
import re

from proofpress.readers.html import Page
from proofpress.regex import regex

_TAG = regex(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?P<more>\s[^<>]*)?/?>", re.I)
_ADDRESS = regex(r"<(?:img|a|source|video|audio|iframe)\s[^<>]*?\b(?:src|href)=[\"']?([^\s\"'<>]++)", re.I)
_REFERENCE = regex(r"&(?:lt|gt|amp|nbsp|quot);")
_PHRASES = frozenset("a b strong i em code u s del ins sub sup span font mark kbd small big q cite p".split())
_EMPTY = frozenset("br wbr img hr".split())
_SPOKEN = r"<\s?/?(?:{0})(?![a-z0-9])|(?<![a-z0-9<])(?:{0})\s?(?:标签|元素|标记|tags?(?![a-z])|elements?(?![a-z]))"


def unmarked(page: Page, text: str) -> str:
    """The title without tags that were escaped into it, once or twice: what one of them leads to stands in the article
    too, or they are those of a phrase, around words, and the page speaks of none of them. Of any other title the tags
    are what it speaks of."""
    said = _unescaped(text)
    if "<" not in said:
        return text
    named = set(_ADDRESS.findall(said))
    if named and any(named & {one.attr("src"), one.attr("href")} for one in page.tagged("img", "a", "source")):
        return stripped(said)
    bare = _of_phrases(said)
    if not bare:
        return text
    spoken = re.compile(_SPOKEN.format("|".join(sorted({tag["name"] for tag in _TAG.finditer(said)}))), re.I)
    body = next(iter(page.tagged("body")), page.root)
    rest = _unescaped(" ".join(body.words().split())).replace(said, " ")
    return text if spoken.search(rest) else bare


def stripped(text: str) -> str:
    """The text without any tag."""
    return " ".join(_TAG.sub("", _unescaped(text)).split())


def _of_phrases(said: str) -> str:
    """The text without tags of phrases that close each other around words and without breaks; "" where other signs of
    markup are left, or a tag stands alone."""
    open_: list[tuple[str, int]] = []
    found = False
    for tag in _TAG.finditer(said):
        name = tag["name"].lower()
        found = True
        if name in _EMPTY:
            continue
        if name not in _PHRASES:
            return ""
        if not tag["close"]:
            open_.append((name, tag.end()))
        elif not open_ or open_[-1][0] != name or not said[open_.pop()[1] : tag.start()].strip():
            return ""
    bare = stripped(said)
    return bare if found and not open_ and not {"<", ">"} & set(bare) else ""


def _unescaped(text: str) -> str:
    """The text with references that were escaped twice as the signs that they stand for."""
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text).replace("\u00a0", " ") if "&" in text else text
