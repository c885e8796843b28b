"""Formulas that a page leaves to its script as bare TeX, in elements that are called mathematics: by the attribute of a
parser (GitLab, comrak), the language of a listing (Gitea, remark), a class, or an element's own name (GitHub).

What an element is called is one half of the evidence, what stands in it the other: the vaguer the one, the more the
other has to say.
"""

from __future__ import annotations

from proofpress.evidence.tex import Look, look
from proofpress.readers.formula import Formula, made, undelimited
from proofpress.readers.html.dom import Chars, Element

_STYLE = "data-math-style"
_RENDERER = "math-renderer"
_LISTINGS = frozenset(("code", "pre", "tt", "samp"))
_STYLED = frozenset(("js-render-math", "math-inline", "math-display", "inline-math", "display-math", "math-block"))
_LANGUAGES = frozenset(("language-math", "lang-math"))
_NAMED_BY = ("lang", "data-lang", "data-language", "data-canonical-lang")
_DISPLAYED = frozenset(("display", "block", "math-display", "display-math", "math-block"))


def may_be(element: Element) -> bool:
    """Whether an element is called a formula so; it is one only where its text looks like it."""
    if element.name in _LISTINGS or element.name == _RENDERER or _STYLE in element.attrs:
        return _needed(element) is not None
    return False


def read(element: Element) -> Formula | None:
    """The formula that an element, or the one `<code>` that a `<pre>` holds, is by its name and its text."""
    parts = (element, *_only_code(element)) if element.name == "pre" else (element,)
    needed = min((least for part in parts if (least := _needed(part)) is not None), default=None)
    if needed is None or next((one for one in element.all("img", "table", "br") if one not in parts), None) is not None:
        return None
    held = parts[-1]
    tex, delimited = undelimited("".join(held.chars()))
    if not tex or delimited is None and look(tex) < needed:
        return None
    styles = [style for part in parts if (style := part.attr(_STYLE))]
    display = (
        styles[0] == "display"
        if styles
        else element.name == "pre" or bool(delimited) or any(part.classes & _DISPLAYED for part in parts)
    )
    return made(tex, display, held)


def _needed(element: Element) -> Look | None:
    """What the text of an element has to look like at least; None where nothing calls it mathematics."""
    classes = element.classes
    if element.attr(_STYLE) in ("inline", "display"):
        return Look.PLAIN
    if element.name == _RENDERER:
        return Look.NUMBER
    if element.name not in _LISTINGS:
        return None
    if not classes.isdisjoint(_STYLED) or "math" in classes and not classes.isdisjoint(("inline", "display")):
        return Look.NUMBER
    if not classes.isdisjoint(_LANGUAGES) or any(element.attr(name) == "math" for name in _NAMED_BY):
        return Look.NUMBER
    return Look.SCRIPT if "math" in classes else None


def _only_code(element: Element) -> tuple[Element, ...]:
    """The `<code>` that is all that stands in an element."""
    held = [node for node in element.contents if not isinstance(node, Chars) or not node.isspace()]
    return (held[0],) if len(held) == 1 and isinstance(held[0], Element) and held[0].name == "code" else ()
