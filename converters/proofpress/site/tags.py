"""Which tags are one topic: spellings that differ in case, width or spaces,
and those that the owner of a site joins."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from proofpress.markdown.signs import ESCAPED
from proofpress.regex import regex

_GAPS = regex(r"[\s_\-·・‐–—]+")
_LETTER = regex(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Tags:
    """`names` are topics by the keys of the tags that belong to them; topics in `hidden`, by key, are shown nowhere."""

    names: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    @classmethod
    def of(cls, aliases: Mapping[str, Iterable[str]], hidden: Iterable[str]) -> Tags:
        """`aliases`: the name of a topic, and other tags that mean it."""
        names = {key(tag): name for name, others in aliases.items() for tag in (name, *others)}
        return cls(names, frozenset(key(names.get(key(tag), tag)) for tag in hidden))

    def name(self, tag: str) -> str:
        """The topic of a tag; "" where it is hidden, or holds no letter and so says nothing."""
        name = self.names.get(key(tag), tag)
        return "" if key(name) in self.hidden or not _LETTER.search(name) else name

    def distinct(self, tags: Iterable[str]) -> tuple[str, ...]:
        """The topics of an article's tags, each once: as it is spelled first."""
        made: dict[str, str] = {}
        for tag in tags:
            if name := self.name(tag):
                made.setdefault(key(name), name)
        return tuple(made.values())

    def slug(self, tag: str) -> str:
        """The anchor of a tag's topic."""
        return topic_slug(self.names.get(key(tag), tag))


def unescaped(text: str) -> str:
    """A text without references to characters, however often it was escaped, and without what nobody sees."""
    for _ in range(3):
        text = html.unescape(text)
    return _UNSEEN.sub("", text)


def mended(tag: str) -> str:
    """A tag as it was meant: without markup, and without quotation marks or brackets at its ends that belong to no
    pair inside; "" where nothing is left. `C++`, `.NET` and `C (language)` stay."""
    name = " ".join(ESCAPED.sub(r"\1", _MARKUP.sub(" ", unescaped(tag))).split())
    while True:
        bare = name.strip(_QUOTES).lstrip("#＃,，;；").rstrip(",，;；、。").strip()
        for opening, closing in _PAIRS:
            if bare[:1] == opening and (bare[-1:] == closing or closing not in bare):
                bare = bare[1:].removesuffix(closing).strip()
            elif bare[-1:] == closing and opening not in bare:
                bare = bare[:-1].strip()
        if bare == name:
            return name
        name = bare


_UNSEEN = regex("[\u00ad\u200b-\u200f\u2060\ufeff\ufffd\x00-\x08\x0e-\x1f\x7f]")
_MARKUP = regex(r"</?(?:a|b|br|code|em|font|i|li|mark|p|small|span|strong|sub|sup|u|ul)(?:\s[^<>]*)?/?>", re.I)
_QUOTES = "'\"`´‘’‚‛“”„‟«»‹›＇＂ \u3000"
_PAIRS = tuple((pair[0], pair[1]) for pair in "[] () {} 【】 （） 「」 『』 《》 〈〉 <>".split())


def key(tag: str) -> str:
    """What tags have in common that are one: `AI 应用` and `ai应用`, `Spring-Boot` and `spring boot`;
    `C` and `C++` are two."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", tag).casefold())


def topic_slug(name: str) -> str:
    """An anchor for a tag: its letters and digits, and a short hash where signs were lost (C, C++ and C# differ)."""
    bare = key(name)
    plain = re.sub(r"[\W_]+", "-", bare).strip("-")
    return (
        plain if re.fullmatch(r"[\w-]+", bare) and plain else f"{plain}-{hashlib.sha256(bare.encode()).hexdigest()[:6]}"
    )
