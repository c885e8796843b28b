"""What in a piece of HTML a browser would run, load a document for, or ask for input with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from proofpress.urls import SCHEMES

_ELEMENTS = frozenset(
    "script iframe frame frameset object embed applet base meta link style form input button textarea select template "
    "noscript noembed noframes xmp plaintext title portal animate animatemotion animatetransform set".split()
)
_ADDRESSES = frozenset(("href", "src", "action", "data", "xlink:href", "poster", "to", "values", "background", "ping"))
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_INVISIBLE = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


def markup(html: str) -> tuple[str, ...]:
    """The active elements and attributes, in order: `<script>`, `onerror=`, `href=javascript:`."""
    if "<" not in html:
        return ()
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.found)


def printed(value: str) -> tuple[str, ...]:
    """What would be active of a text that a template prints as it is: as a text, whatever closes its last tag, or as
    the value of an attribute."""
    if "<" not in value and '"' not in value:
        return ()
    as_text = next((found for end in (">", '">', "'>") if (found := markup(value + end))), ())
    as_value = markup(f'<i title="{value}">') if '"' in value else ()
    return (*as_text, *as_value)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ELEMENTS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if len(name) > 2 and name.startswith("on") or name in ("srcdoc", "formaction", "http-equiv"):
                self.found.append(f"{name}=")
            elif name in _ADDRESSES and value is not None:
                scheme = _SCHEME.match(_INVISIBLE.sub("", value))
                if scheme is not None and scheme[1].lower() not in SCHEMES and not value.startswith("data:image/"):
                    self.found.append(f"{name}={scheme[1].lower()}:")


def texts(value: object) -> Iterator[str]:
    """The texts of a value of front matter, those in its lists and mappings too."""
    todo = [value]
    while todo:
        one = todo.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            todo.extend(one.values())
        elif isinstance(one, list | tuple):
            todo.extend(one)
