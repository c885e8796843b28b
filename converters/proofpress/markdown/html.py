"""The HTML tags of a text, outside of code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from proofpress.markdown.lines import Lines
from proofpress.markdown.signs import ELEMENTS
from proofpress.regex import regex
from proofpress.source import Span

BLOCKS = frozenset(ELEMENTS.split())
COMMONMARK_BLOCKS = BLOCKS | frozenset(
    "base basefont caption col colgroup frame hr link noframes optgroup option param pre script search style textarea"
    " title track".split()
)
"""Elements that begin a block of HTML at the head of a line, as CommonMark has it."""
INLINES = frozenset(
    "a abbr b bdi bdo big button cite code data del dfn em font i ins kbd label mark q rp rt ruby "
    "s samp small span strike strong sub sup svg tt u var video audio canvas object picture select".split()
)
KNOWN = (
    BLOCKS
    | INLINES
    | frozenset(
        "acronym applet area base basefont bgsound blink br caption col colgroup datalist dir embed font frame hr"
        " image img input keygen link listing map marquee math menuitem meta meter nobr noembed noframes optgroup"
        " option output param plaintext portal pre progress rb rtc script search slot source style svg template"
        " textarea think time title track wbr xmp".split()
    )
)
"""Elements that browsers know, and what machines think aloud in."""
OPTIONAL_END = frozenset("p li dd dt tr td th thead tbody tfoot option colgroup html head body rp rt".split())

_TAG = regex(r"(?<!\\)<(/?)([A-Za-z][A-Za-z0-9]*)\b((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>")

_ATTRIBUTE = regex(r"([^\s\"'=/]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"']++)))?+")
ASKS = frozenset({"1", "block", "span"})
"""What the attribute `markdown` says of an element whose content is Markdown."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it stands; `name` in lower case."""

    name: str
    span: Span
    closes: bool
    attributes: str

    @property
    def alone(self) -> bool:
        return self.attributes.rstrip().endswith("/")

    @property
    def markdown(self) -> str:
        """What its attribute `markdown` says; "1" where it says nothing, "" where there is none."""
        said = next((value for name, value in attributes(self.attributes) if name == "markdown"), "")
        return "1" if said in (None, "markdown") else said


def attributes(said: str) -> Iterator[tuple[str, str | None]]:
    """The attributes of a tag: each name in lower case with its value, None where it has none."""
    for found in _ATTRIBUTE.finditer(said):
        yield found[1].lower(), next((value for value in found.groups()[1:] if value is not None), None)


def tags(view: str) -> Iterator[Tag]:
    """The tags of the known elements, in order; `view` is a text with code and formulas masked."""
    if "<" not in view:
        return
    for found in _TAG.finditer(view):
        name = found[2].lower()
        if name in BLOCKS or name in INLINES:
            yield Tag(name, Span(*found.span()), bool(found[1]), found[3])


_DETAILS = regex(r"\s*+<details(?:\s++open)?>[ \t]*+(?:<summary>.*</summary>)?[ \t]*+", re.I)


def _begins(lines: Lines, offset: int) -> bool:
    """Whether at most three spaces stand before a tag on its line, as the site asks of a block."""
    before = lines.text[max(offset - _FAR, 0) : offset].rpartition("\n")[2]
    return len(before) < _FAR and not before.strip(" ")


_FAR = 4


def outermost(
    found: Iterable[Tag], begins: Callable[[Tag], bool] = lambda tag: True
) -> Iterator[tuple[Tag, Tag | None]]:
    """The outermost block elements, by the tags that open and close them, of those whose opening tag `begins` one. One
    that is never closed comes last, with None."""
    depth = 0
    opener: Tag | None = None
    for tag in found:
        if tag.name not in BLOCKS or tag.alone:
            continue
        if opener is None:
            if not tag.closes and begins(tag):
                opener, depth = tag, 1
        elif tag.name == opener.name:
            depth += -1 if tag.closes else 1
            if depth == 0:
                yield opener, tag
                opener = None
    if opener is not None:
        yield opener, None


def raw_blocks(lines: Lines, found: tuple[Tag, ...]) -> Iterator[tuple[Tag, Tag | None]]:
    """The outermost block elements that begin a line and do not ask for Markdown: what is in them stays. One that is
    never closed comes last, with None, and holds all that follows; in one that asks, it ends where that does.

    `<details>` on a line of its own holds Markdown, as on code hosts.
    """
    asking = _Asking()
    opener: Tag | None = None
    inside: Counter[str] = Counter()
    for tag in found:
        if tag.name not in BLOCKS or tag.alone:
            continue
        if opener is None and tag.closes:
            asking.close(tag.name)
        elif opener is None:
            if _begins(lines, tag.span.start):
                if _asks(lines, tag):
                    asking.open(tag.name)
                else:
                    opener, inside = tag, Counter((tag.name,))
        else:
            inside[tag.name] += -1 if tag.closes else 1
            ends = inside[tag.name] < 0 and asking.count[tag.name] > 0
            if ends or not inside[opener.name]:
                yield opener, tag
                opener = None
                if ends:
                    asking.close(tag.name)
    if opener is not None:
        yield opener, None


class _Asking:
    """The names of the elements that stand open and ask for Markdown."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self.count: Counter[str] = Counter()

    def open(self, name: str) -> None:
        self._names.append(name)
        self.count[name] += 1

    def close(self, name: str) -> None:
        """Take an element away, with all in it; none where none of this name is open."""
        while self.count[name]:
            last = self._names.pop()
            self.count[last] -= 1
            if last == name:
                return


_SPANS = frozenset("address dd dt h1 h2 h3 h4 h5 h6 legend li p summary td th".split())
"""Elements that hold no blocks of Markdown where they only ask for Markdown."""


def line_blocks(lines: Lines, found: Iterable[Tag]) -> Iterator[Span]:
    """What stands in block elements that ask for Markdown within lines alone: headings, items and tables are text."""
    if not lines.dialect.html:
        return

    def within(tag: Tag) -> bool:
        asked = tag.markdown
        return _begins(lines, tag.span.start) and (asked == "span" or asked == "1" and tag.name in _SPANS)

    for opener, closer in outermost(found, within):
        if closer is not None:
            yield Span(opener.span.end, closer.span.start)


def _asks(lines: Lines, opener: Tag) -> bool:
    """Whether an element's content is Markdown."""
    if lines.dialect.html and opener.markdown in ASKS:
        return True
    line = lines.lines[lines.line_of(opener.span.start)]
    return lines.dialect.disclosures and _DETAILS.fullmatch(line) is not None
