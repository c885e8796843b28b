"""What of a page is found: its words by section, without what nobody searches for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from proofpress.engines.linear import of_mathml
from proofpress.regex import regex
from proofpress.site.drawings import without_drawings
from proofpress.site.reading import in_line

_NOISE = regex(
    r'<a (?:(?!class="(?:headerlink|footnote-backref)")[^<>])*+class="(?:headerlink|footnote-backref)"'
    r"(?:(?!<a ).)*?</a>"
    r"|<(script|style)\b(?:.*?</\1>|.*)|<(button|svg)\b(?:(?!<\2\b).)*?</\2>"
    r'|<div class="pp-facts">(?:(?!<div ).)*?</div>|<aside class="pp-(?:(?!<aside\b).)*?</aside>',
    re.S,
)
_MATHML = regex(
    r'<math\b(?:(?!<(?:math\b|/math>|annotation )).)*+<annotation encoding="application/x-tex">([^<]*+)'
    r"</annotation>(?:(?!</?math\b).)*+</math>",
    re.S,
)
_HEADING = regex(r"<h([1-6])(?=[\s>])([^<>]*+)>((?:(?!<h[1-6][\s>]).)*?)</h\1>", re.S)
_ID = regex(r'\bid="([^"]*)"')
_INLINE = regex(
    r"</?(?:a|abbr|b|bdi|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var|wbr)"
    r"(?:\s[^<>]*+)?>"
)
_TAG = regex(r"<[^<>]*+>")
_REFERENCE = regex(r'<sup[^<>]*+><a (?:(?!class="footnote-ref")[^<>])*+class="footnote-ref"(?:(?!<sup).)*?</sup>', re.S)


@dataclass(frozen=True, slots=True)
class Section:
    """The words under one heading: `anchor` is its id, both "" for what stands before the first. Formulas stand in
    `text` as they read in a line, and in `tex` as they were written."""

    anchor: str
    heading: str
    text: str
    tex: str = ""


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
        return " ".join(part for one in self.sections for part in (one.heading, one.text, one.tex) if part)

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
            "sections": [[one.anchor, one.heading, one.text, one.tex] for one in self.sections],
        }


def record(url: str, title: str, content: str, names: Iterable[str] = ()) -> Record:
    """A page's record out of its HTML, without the drawn half of formulas."""
    bare = without_drawings(_NOISE.sub("", _REFERENCE.sub("", content)))
    sections: list[Section] = []
    anchor = heading = ""
    at = 0
    for found in _HEADING.finditer(bare):
        sections.append(_section(anchor, heading, bare[at : found.start()]))
        name = _ID.search(found[2])
        anchor, heading, at = html.unescape(name[1]) if name else "", found[3], found.end()
    sections.append(_section(anchor, heading, bare[at:]))
    title = title.strip()
    kept = (one if one.heading != title else replace(one, anchor="", heading="") for one in sections)
    return Record(url, title, tuple(one for one in kept if one.text or one.heading), tuple(names))


def _section(anchor: str, heading: str, markup: str) -> Section:
    tex = " ".join(html.unescape(found[1]) for found in _MATHML.finditer(heading + markup))
    return Section(anchor, _words(heading), _words(markup), " ".join(tex.split()))


def _words(markup: str) -> str:
    """The text of a piece of HTML in one line; what ends a block ends a word, what ends `<b>` does not."""
    said = _MATHML.sub(lambda found: html.escape(of_mathml(found[0])) or " … ", markup)
    return in_line(html.unescape(_TAG.sub(" ", _INLINE.sub("", said))))
