"""Fields of a page that hold a listing, as editors and old highlighters do, and authors below the words that lead to
it."""

from __future__ import annotations

from proofpress.evidence.code import is_code
from proofpress.evidence.language import language_of
from proofpress.ledger import CONTROL
from proofpress.readers.html import buttons, code, drawn_markdown, listing
from proofpress.readers.html.button_places import is_unbound, led_to
from proofpress.readers.html.dom import Element
from proofpress.readers.html.languages import language
from proofpress.readers.html.reader import Reader, has_letters
from proofpress.regex import regex
from proofpress.words.controls import INTERFACE

_WORD = regex(r"[A-Z]?[a-z]+|[A-Z]+")
_FOR_CODE = frozenset(("code", "codemirror", "source", "program", "snippet", "playground", "editor", "listing"))
_FIRST_LINES = 20
_NO_SIGN = regex(r"[\s\d\u200b]+")
"""What the numbers of lines may add to a listing that is drawn."""


def textarea(reader: Reader, element: Element) -> None:
    """A `<textarea>`: a listing that an old highlighter reads, an editor of a page shows, or the words above lead to;
    else a control."""
    if drawn_markdown.read(reader, element):
        return
    text = "".join(element.chars()).strip()
    if element.attr("name") == "code":
        code.write(reader, element, element, language(element))
        return
    is_led_to = text != "" and not _asks(text) and _is_led_to(element)
    if "\n" not in text and not is_led_to:
        buttons.field(reader, element)
    elif not (is_led_to or "readonly" in element.attrs or _is_for_code(element)):
        reader.drop(element, *CONTROL)
    elif _stands_twice(element, text):
        reader.drop(element, *listing.COPY)
    elif is_led_to:
        code.write(reader, element, element, language(element))
    elif (lang := language(element)) or language_of(text) or any(map(is_code, text.split("\n")[:_FIRST_LINES])):
        code.write(reader, element, element, lang)
    else:
        reader.drop(element, *CONTROL)


def _is_led_to(element: Element) -> bool:
    """Whether what stands before a field, in its line or above it, leads to its text: any words above one that nobody
    writes into, a colon before another that is bound to nothing."""
    if buttons.acts(element) or (before := led_to(element)) is None:
        return False
    said = (before.words() if isinstance(before, Element) else str(before)).strip()
    if said.endswith((":", "：")):
        return "readonly" in element.attrs or is_unbound(element)
    return isinstance(before, Element) and not _UNWRITTEN.isdisjoint(element.attrs) and has_letters(said)


def _asks(text: str) -> bool:
    """Whether a text asks whoever fills the field for words."""
    last = text[text.rfind("\n") + 1 :].strip()
    return last.endswith(("...", "…")) or INTERFACE.regex.match(last) is not None


_UNWRITTEN = frozenset(("readonly", "disabled"))


def _is_for_code(element: Element) -> bool:
    """Whether a field is called one for code, by one word of its class, its id or its name."""
    names = " ".join(map(element.attr, ("class", "id", "name")))
    return any(word.lower() in _FOR_CODE for word in _WORD.findall(names))


def _stands_twice(element: Element, text: str) -> bool:
    """True where the text of a field stands beside it once more, up to three steps up."""
    squeezed = _NO_SIGN.sub("", text)
    above: object = element.parent
    for _ in range(3):
        if not isinstance(above, Element) or not listing.may_repeat(above, text):
            return False
        if squeezed and _NO_SIGN.sub("", "".join(above.chars())).count(squeezed) > 1:
            return True
        above = above.parent
    return False
