"""What highlighters drew of a listing: beside it, above it, or in its place."""

from __future__ import annotations

from proofpress.languages import canonical, is_known, lexer
from proofpress.ledger import CONTROL
from proofpress.readers.html import code, listing
from proofpress.readers.html.dom import Element
from proofpress.readers.html.languages import language
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex

_DRAWN = regex(r"(?:^|\s)dp-(?!highlighter)([\w+#]+)")
_LONGEST_NAME = 80
_RENDERING = "a rendering of the listing that follows", "下方代码的渲染结果"


def drawn_beside(reader: Reader, element: Element) -> bool:
    """Leave out what a highlighter drew, once or several times, of the lines that stand in a `<pre>` beside it."""
    for beside, said in ((next(element.behind, None), _RENDERING), (next(element.before, None), listing.COPY)):
        if beside is None or beside.name != "pre" or not reader.shows(beside):
            continue
        text = "".join(beside.chars()).strip()
        if "\n" not in text or not listing.may_repeat(element, text):
            continue
        squeezed = "".join(text.split())
        times, rest = divmod(len(shown := "".join(element.words().split())), len(squeezed))
        if times and not rest and shown == squeezed * times:
            reader.drop(element, *said)
            return True
    return False


def bar(reader: Reader, element: Element) -> bool:
    """Leave out the bar right above a listing that says its language, by an element that calls itself so, and has
    buttons beside it at most."""
    beside = next(element.behind, None)
    if beside is None or beside.name not in ("pre", "ol") or not _BAR.search(element.attr("class")):
        return False
    called = _CALLED.fullmatch(listing.label(element))
    if called and is_known(called[1].lower()) and all(one.name in _BESIDE_LABEL for one in element.all()):
        reader.drop(element, *CONTROL)
        return True
    if beside.name != "pre":
        return False
    name, told = listing.label(element), language(beside)
    if is_known(name) and len(name) <= _LONGEST_NAME and (not told or lexer(told) == lexer(name)):
        reader.drop(element, *CONTROL)
        if not told:
            code.write(reader, beside, beside, canonical(name))
            reader.spoken.add(id(beside))
        return True
    said = next((one for one in element.all("span", "div", "p", "strong") if _SAYS.search(one.attr("class"))), None)
    if said is None or (words := said.words()) != listing.label(element) or len(words) > _LONGEST_NAME:
        return False
    if not language(beside) and not is_known(words):
        return False
    reader.drop(element, *CONTROL)
    return True


_CALLED = regex(r"(?i)([a-z][a-z0-9+#.-]{0,19})\s?(?:代码|code)")
"""What JavaEye's bar says, and those that were copied from it."""
_BESIDE_LABEL = frozenset(("a", "img", "span", "b", "strong", "em", "i"))
_BAR = regex(r"(?is)\A(?:(?!code).)*+code.*(?:head|bar|title|tool|label|decoration|lang)")
_SAYS = regex(r"(?i)(?:^|[-_\s])lang(?:uage)?(?:$|\s)")


def drawn(reader: Reader, element: Element) -> bool:
    """What SyntaxHighlighter 1.5 drew: a list of lines under a tool bar, the listing itself hidden right behind it,
    or gone."""
    beside = next((node for node in element.next_siblings if isinstance(node, Element)), None)
    if beside is not None and beside.name in ("pre", "textarea") and beside.attr("name") == "code":
        reader.drop(element, *_RENDERING)
        return True
    lines = next(element.all("ol"), None)
    if lines is None:
        return False
    for part in element.elements:
        if not part.holds(lines) and part.words():
            reader.drop(part, *CONTROL)
    code.write(reader, element, lines, _language_drawn(lines), padded=True)
    return True


def _language_drawn(lines: Element) -> str:
    """The language that SyntaxHighlighter 1.5 writes at the lines that it drew; "" for any other list."""
    names = _DRAWN.search(lines.attr("class"))
    return _BRUSHES.get(names[1].lower(), names[1]) if names else ""


_BRUSHES = {"j": "java", "default": "text"}


def by_items(reader: Reader, element: Element) -> bool:
    """Write an ordered list that a highlighter made of the lines of a listing, whatever stood around it: each item
    holds painted words and nothing else, and the list or the paint says so."""
    if element.name != "ol" or any(below.name not in _PAINTED for below in element.all()):
        return False
    lang = _language_drawn(element)
    if not (lang and is_known(lang) and _is_painted(element, 1) or _is_painted(element, 2)):
        return False
    code.write(reader, element, element, lang or language(element), padded=bool(lang))
    return True


_PAINTED = frozenset(("li", "span", "a", "br", "code"))
_PAINT = regex(
    r"(?:^|\s)(hljs-\w+|token \w+|kwd|pln|pun|keywords?|datatypes|preprocessor|string|comments?|number)(?!\S)"
)


def _is_painted(lines: Element, kinds: int) -> bool:
    """Whether all words of a list stand in spans, and highlighters give their names to so many kinds of them; those
    that it gives a list of one line are none."""
    found: set[str] = set()
    for chars in lines.chars():
        above = chars.parent
        if not chars.isspace() and (not isinstance(above, Element) or above.name == "li"):
            return False
    for below in lines.all("span"):
        if below.classes and (paint := _PAINT.search(below.attr("class"))):
            found.add(paint[1])
    return len(found) >= kinds
