"""What in a piece of HTML a browser would run, load a document for, or ask for input with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from proofpress import urls

_ELEMENTS = frozenset(
    "script iframe frame frameset object embed applet base meta link style form input button textarea select template "
    "noscript noembed noframes xmp plaintext title portal animate animatemotion animatetransform set".split()
)
_ADDRESSES = frozenset(("href", "src", "action", "data", "xlink:href", "poster", "to", "values", "background", "ping"))
UNPRINTED = frozenset(("source", "original"))
"""Fields of the front matter that no theme knows: where a page came from, and what a conversion did not understand."""


def found_in(value: object) -> list[str]:
    """What would be active of a value of front matter, each name once."""
    return sorted({name for text in texts(value) for name in printed(text)})


def _markup(html: str) -> tuple[str, ...]:
    """The active elements and attributes, in order: `<script>`, `onerror=`, `href=javascript:`."""
    if "<" not in html:
        return ()
    reader = _Reader()
    # Browsers end a comment earlier than this parser does: what one would hold is looked at as well.
    reader.feed(html.replace("<!", "< !"))
    reader.close()
    return tuple(reader.found)


def printed(value: str) -> tuple[str, ...]:
    """What would be active of a text that a template prints as it is: as a text, whatever closes its last tag, or as
    the value of an attribute."""
    if "<" not in value and '"' not in value:
        return ()
    as_text = next((found for end in (">", '">', "'>") if (found := _markup(value + end))), ())
    as_value = _markup(f'<i title="{value}">') if '"' in value else ()
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
                scheme = urls.scheme(value)
                if scheme and scheme not in urls.SCHEMES and not value.startswith("data:image/"):
                    self.found.append(f"{name}={scheme}:")


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
