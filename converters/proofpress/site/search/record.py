"""What of a page is found: its words by section, without what nobody searches for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from proofpress.site.drawings import without_drawings

_NOISE = re.compile(
    r'<a (?:(?!class="(?:headerlink|footnote-backref)")[^<>])*+class="(?:headerlink|footnote-backref)"'
    r"(?:(?!<a ).)*?</a>"
    r"|<(script|style)\b(?:.*?</\1>|.*)|<(button|svg)\b(?:(?!<\2\b).)*?</\2>"
    r'|<div class="pp-facts">(?:(?!<div ).)*?</div>|<aside class="pp-(?:(?!<aside\b).)*?</aside>',
    re.S,
)
_MATHML = re.compile(
    r'<math\b(?:(?!<(?:math\b|/math>|annotation )).)*+<annotation encoding="application/x-tex">([^<]*+)'
    r"</annotation>(?:(?!</?math\b).)*+</math>",
    re.S,
)
_HEADING = re.compile(r"<h([1-6])(?=[\s>])([^<>]*+)>((?:(?!<h[1-6][\s>]).)*?)</h\1>", re.S)
_ID = re.compile(r'\bid="([^"]*)"')
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var|wbr)(?:\s[^<>]*+)?>"
)
_TAG = re.compile(r"<[^<>]*+>")
_REFERENCE = re.compile(
    r'<sup[^<>]*+><a (?:(?!class="footnote-ref")[^<>])*+class="footnote-ref"(?:(?!<sup).)*?</sup>', re.S
)


@dataclass(frozen=True, slots=True)
class Section:
    """The words under one heading: `anchor` is its id, both "" for what stands before the first."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """A page as search sees it: `url` relative to the site's root, `names` its authors and topics."""

    url: str
    title: str
    sections: tuple[Section, ...]
    names: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All words, in one line."""
        return " ".join(part for one in self.sections for part in (one.heading, one.text) if part)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Record:
        """A record out of `to_json`."""
        sections = tuple(Section(*section) for section in value["sections"])
        return cls(value["url"], value["title"], sections, tuple(value["names"]))

    def to_json(self) -> dict[str, object]:
        """The shape that `search.js` reads."""
        return {
            "url": self.url,
            "title": self.title,
            "names": self.names,
            "sections": [[one.anchor, one.heading, one.text] for one in self.sections],
        }


def record(url: str, title: str, content: str, names: Iterable[str] = ()) -> Record:
    """A page's record out of its HTML; of formulas their TeX stays, without the drawn half."""
    bare = without_drawings(_NOISE.sub("", _REFERENCE.sub("", content)))
    bare = _MATHML.sub(lambda m: f" {m[1]} ", bare)
    sections: list[Section] = []
    anchor = heading = ""
    at = 0
    for found in _HEADING.finditer(bare):
        sections.append(Section(anchor, heading, _words(bare[at : found.start()])))
        name = _ID.search(found[2])
        anchor, heading, at = html.unescape(name[1]) if name else "", _words(found[3]), found.end()
    sections.append(Section(anchor, heading, _words(bare[at:])))
    title = title.strip()
    kept = (one if one.heading != title else Section("", "", one.text) for one in sections)
    return Record(url, title, tuple(one for one in kept if one.text or one.heading), tuple(names))


def _words(markup: str) -> str:
    """The text of a piece of HTML in one line; what ends a block ends a word, what ends `<b>` does not."""
    return " ".join(html.unescape(_TAG.sub(" ", _INLINE.sub("", markup))).split())
