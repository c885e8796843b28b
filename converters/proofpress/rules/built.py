"""A page as the site's own parser makes it: the ids that it has, and the text that readers see."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote

from markdown import Markdown

from proofpress import dialect
from proofpress.markdown import CANONICAL, Dialect, metadata
from proofpress.markdown.directives import directives
from proofpress.markdown.scan import scan
from proofpress.regex import regex
from proofpress.rules._includes import includes

_HEADER = regex(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_UNREAD = frozenset({"pre", "code", "kbd", "samp", "tt", "script", "style", "textarea", "math", "svg"})
_BLOCKS = frozenset(
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6"
    " header hr label li main nav ol option p section summary table tbody td tfoot th thead tr ul".split()
)
_CURLY = str.maketrans("“”‘’„‚«»", '""\'\'"\'""')


class Built(NamedTuple):
    """`printed` is the text outside of code, scripts and formulas, a line for each block or less; quotation marks are
    straight in it. `filled` says that more comes in while the site is built; `strong` and `slanted` hold the texts in
    bold and with emphasis; `>` and `"` are never entities in `html`.
    `final` is True for what the whole build made, with all plugins."""

    ids: frozenset[str]
    printed: str
    filled: bool
    strong: frozenset[str] = frozenset()
    slanted: frozenset[str] = frozenset()
    html: str = ""
    final: bool = False

    def shows(self, text: str) -> bool:
        """Whether readers see a piece of text, white space apart."""
        return squeezed(text) in self.printed

    def shows_lines(self, text: str) -> bool:
        """Whether they see several lines one behind the other."""
        return "\n".join(line for line in map(squeezed, text.split("\n")) if line) in self.printed

    def count(self, text: str) -> int:
        """How often they see it."""
        return self.printed.count(squeezed(text))


def squeezed(text: str) -> str:
    """A line of text with straight quotation marks and single spaces."""
    return re.sub(r"[^\S\n]+", " ", text.translate(_CURLY)).strip()


def built(text: str, config: str | None, read: Dialect = CANONICAL) -> Built | None:
    """A page under a `mkdocs.yml` (None: proofpress's own); None where the parser fails,
    or one of its extensions is not there. `read` is the dialect of its site."""
    return _built(text, config, dialect.stamps(config), read)


@lru_cache(8)
def _built(text: str, config: str | None, stamps: tuple[tuple[int, int], ...], read: Dialect) -> Built | None:
    body = text[found.end() if (found := _HEADER.match(text)) else metadata.length(text) :]
    try:
        return of_html(_parser(config, stamps).reset().convert(body), _is_filled(body, read))
    except Exception:  # noqa: BLE001 - what another extension does with a page is its own affair
        return None


def of_html(html: str, filled: bool = False, *, final: bool = False) -> Built:
    """A page whose HTML this is."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (squeezed(line) for line in "".join(reader.text).split("\n"))
    return Built(
        # A browser writes a fragment in percents before it looks for the place.
        frozenset({*reader.ids, *map(unquote, reader.ids)}),
        "\n".join(line for line in lines if line),
        filled,
        frozenset(map(squeezed, reader.marked["strong"])),
        frozenset(map(squeezed, reader.marked["em"])),
        html.replace("&gt;", ">").replace("&quot;", '"'),
        final,
    )


def _is_filled(body: str, read: Dialect) -> bool:
    """Whether a page asks for another text outside of code, or calls objects that a plugin describes."""
    if not includes(body, read) and not any(one.calls for one in directives(body, body)):
        return False
    codeless = scan(body, read).codeless
    return includes(codeless, read) or any(one.calls for one in directives(codeless, body))


@cache
def _parser(config: str | None, stamps: tuple[tuple[int, int], ...]) -> Markdown:
    return dialect.markdown(config, without=("proofpress.typeset",))


class _Reader(HTMLParser):
    """Ids, and the text that is read; formulas of arithmatex are none."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.text: list[str] = []
        self.marked: dict[str, list[str]] = {"strong": [], "em": []}
        self._open: dict[str, list[int]] = {"strong": [], "em": []}
        self._hidden = 0
        self._formulas: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids.update(value for name, value in attrs if name in ("id", "name") and value)
        if tag in _BLOCKS:
            self.text.append("\n")
        if tag in self._open:
            self._open[tag].append(len(self.text))
        if self._formulas:
            self._formulas += [tag] if tag == self._formulas[0] else []
        elif "arithmatex" in (dict(attrs).get("class") or "").split():
            self._formulas.append(tag)
        elif tag in _UNREAD:
            self._hidden += 1
            self.text.append("\ufffc")

    def handle_endtag(self, tag: str) -> None:
        if self._open.get(tag):
            start = self._open[tag].pop()
            # Inside of another it says nothing of its own.
            if not self._open[tag]:
                self.marked[tag].append("".join(self.text[start:]))
        if tag in _BLOCKS:
            self.text.append("\n")
        if self._formulas and tag == self._formulas[0]:
            self._formulas.pop()
        elif tag in _UNREAD and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self._hidden and not self._formulas:
            self.text.append(data)
