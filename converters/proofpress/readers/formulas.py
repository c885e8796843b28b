"""Every way a web page hides TeX: rendered KaTeX and MathJax, MathML, delimiters in elements, images made from TeX.

Each function gives the formula once: where a page holds a preview, a rendering and a source of the same formula, the
source speaks and the others are passed over.
"""

from __future__ import annotations

import re

from proofpress import json_text
from proofpress.evidence.letters import letters
from proofpress.readers import asciimath, chtml, katex_html, lyx, mathjax_svg, mathml, named_formulas
from proofpress.readers.formula import (
    BLOCK,
    CLASSES,
    COMMAND,
    DELIMITED,
    DISPLAY,
    ENVIRONMENT,
    RENDERED,
    Formula,
    made,
    numbered,
    undelimited,
)
from proofpress.readers.formula_images import image
from proofpress.readers.html.dom import Chars, Element
from proofpress.regex import regex

_ATTRIBUTES = (
    "data-tex",
    "data-latex",
    "data-formula",
    "data-equation",
    "data-math",
    "data-expr",
    "data-katex",
    "data-tex-source",
    "data-original-tex",
    "data-math-content",
    "data-eq",
    "data-value",
    "alttext",
)
ATTRIBUTES = frozenset(_ATTRIBUTES) - {"data-value"} | {"data-attrs", "data-props"}
"""The attributes by which an element may be a formula, whatever its name."""
_FORMULAS = frozenset("formula math latex tex equation inline-math block-math inlinemath mathinline katex".split())
"""What an editor calls a formula, in an attribute whose name ends with `type`."""
_FLAGS = regex(r"(?:true|false|\d+|inline|block|display|inline-math|block-math|math|tex|latex|katex|mathjax)?\Z", re.I)
_JSON_KEYS = ("persistentExpression", "latex", "tex", "formula", "equation", "katex")
_CDATA = regex(r"\A\s*(?:%\s*)?<!\[CDATA\[(.*?)(?:%\s*)?\]\]>\s*\Z", re.S)


def may_be(element: Element) -> bool:
    """Whether an element may be a formula, by its class, its attributes, or what its editor calls it."""
    attrs = element.attrs
    return (
        bool(element.classes)
        and (not CLASSES.isdisjoint(element.classes) or lyx.NAME in element.classes and lyx.is_one(element))
        or element.name != "img"
        and (
            not ATTRIBUTES.isdisjoint(attrs)
            or element.name == "math-field"
            or any(name.startswith("data-") and str(value)[:2] in _OPENED for name, value in attrs.items())
            or "data-value" in attrs
            and any(name.endswith("type") and str(value).lower() in _FORMULAS for name, value in attrs.items())
        )
        or named_formulas.may_be(element)
    )


def read(element: Element) -> Formula | None:
    """The formula that an element with one of `CLASSES`, or a `math` or `mjx-container` element, holds;
    None for no formula."""
    classes = element.classes
    if "MathJax_Preview" in classes or "MJX_Assistive_MathML" in classes:
        return (
            _silent(element) if _script_follows(element) or "MJX_Assistive_MathML" in classes else _previewed(element)
        )
    display = not classes.isdisjoint(DISPLAY) or element.attr("display") in ("true", "block")
    if not classes.isdisjoint(RENDERED) and _script_follows(element):
        return _silent(element)
    if "mjx-copytext" in classes and isinstance(drawn := element.previous_sibling, Element):
        return _silent(element) if drawn.name == "mjx-container" else None
    if element.name == "math-field":
        return made(element.attr("value") or "".join(element.chars()), display, element)
    if (said := _attribute(element)) is not None:
        bare, as_display = undelimited(said)
        by_name = element.name in ("div", "p", "figure", "section") or element.attr("data-display") in ("true", "block")
        by_look = BLOCK.search(element.attr("class")) or _SHOWN.search(element.attr("style"))
        return made(bare, display or bool(as_display) or by_name or by_look is not None, element)
    if lyx.NAME in classes and lyx.is_one(element):
        tex = mathml.from_text(lyx.to_mathml(element))
        return made(numbered(tex, lyx.number(element)), element.name in ("div", "p"), element)
    if "katex-error" in classes:
        return made("".join(element.chars()), display, element)
    found = _inside(element, display)
    if found is not None:
        return found
    if not classes.isdisjoint(DELIMITED) and (found := _delimited(element, display)) is not None:
        return found
    return named_formulas.read(element) if named_formulas.may_be(element) else None


_SHOWN = regex(r"(?<![\w-])display\s*:\s*block", re.I)


def _attribute(element: Element) -> str | None:
    """The TeX that an attribute of an element holds; None where none does."""
    for name in _ATTRIBUTES:
        tex = element.attr(name).strip()
        if tex and not _FLAGS.match(tex) and not _shows_else(element, tex):
            return tex
    for name in ("data-attrs", "data-props"):
        held = element.attr(name)
        if held.startswith("{"):
            try:
                values = json_text.loads(held)
            except ValueError:
                continue
            for key in _JSON_KEYS:
                if isinstance(values, dict) and isinstance(value := values.get(key), str) and value.strip():
                    return value
    copied = (str(value).strip() for name, value in element.attrs.items() if name.startswith("data-"))
    return next((value for value in copied if value[:2] in _OPENED and _holds_tex(value)), None)


def _shows_else(element: Element, value: str) -> bool:
    """Whether an element shows words that no value without a sign of TeX is the source of: a sheet's `=SUM(A1:A4)`
    beside the sum."""
    parts = (element, *element.all())
    if _TEX_SIGN.search(value) or any(one.name in _DRAWN or not CLASSES.isdisjoint(one.classes) for one in parts):
        return False
    said = letters(element.words())
    return said != "" and said != letters(value)


_TEX_SIGN = regex(r"[\\^_{}$]")
_DRAWN = frozenset(("svg", "img", "math", "mjx-container", "script"))


def _holds_tex(delimited: str) -> bool:
    tex, display = undelimited(delimited)
    return display is not None and tex.strip("$ ") != ""


_OPENED = frozenset(("\\(", "\\[", "$$"))
"""What begins TeX whose attribute may have any name: what a page copies in place of the rendering."""


def script(element: Element) -> Formula | None:
    """The formula of a `<script>` whose type is `math/tex`, `math/mml` or `math/asciimath`."""
    kind = element.attr("type").lower()
    if kind.startswith("math/tex"):
        text = "".join(map(str, element.contents))
        cdata = _CDATA.match(text)
        return made(cdata[1] if cdata else text, "display" in kind, element)
    if kind.startswith("math/mml"):
        tex = mathml.from_text("".join(map(str, element.contents)))
        return made(tex, 'display="block"' in str(element.contents[:1]), element) if tex else None
    if kind.startswith("math/asciimath"):
        return made(asciimath.tex("".join(map(str, element.contents))), "display" in kind, element)
    return None


def _silent(element: Element) -> Formula:
    return Formula("", False, element.start, element.end)


def _previewed(element: Element) -> Formula | None:
    """The formula that stands in a preview itself; None for words in it that no source beside it speaks for."""
    tex, display = undelimited(said := element.words())
    if display is not None:
        return made(tex, bool(display), element)
    if (found := _inside(element, display=False)) is not None:
        return found
    behind = element.next_sibling
    is_typed = isinstance(behind, Chars) and str(behind).lstrip().startswith(_TYPED)
    return _silent(element) if is_typed or not said else None


_TYPED = ("$", "\\(", "\\[")
"""What a formula that is typed right behind its preview begins with."""


def _script_follows(element: Element) -> bool:
    """True where the source of this rendering stands right behind it."""
    node: object = element
    for _ in range(6):
        node = node.next_sibling  # type: ignore[attr-defined]
        if node is None:
            return False
        if isinstance(node, Element):
            if node.name == "script":
                return node.attr("type").lower().startswith("math/")
            if node.classes.isdisjoint(CLASSES):
                return False
        elif str(node).strip():
            return False
    return False


def _inside(element: Element, display: bool) -> Formula | None:
    """The source that stands inside a rendering: annotation, CSDN's text, script, MathML."""
    hidden: Element | None = None
    math: Element | None = element if element.name == "math" else None
    for below in element.all():
        name = below.name
        if name == "annotation" and "tex" in below.attr("encoding").lower():
            return made("".join(below.chars()), display or _is_block(math), below)
        if name == "script" and (found := script(below)) is not None:
            return found
        if name == "math" and math is None:
            math = below
            for key in ("alttext", "data-latex"):
                if tex := below.attr(key).strip():
                    return made(tex, display or _is_block(math), below)
        elif "katex-mathml" in below.classes:
            hidden = below
        elif "katex-error" in below.classes:
            return made("".join(below.chars()), display, below)
        elif not display and not below.classes.isdisjoint(DISPLAY):
            display = True
        elif name == "img" and (found := image(below, within=_is_sphinx(element, below))) is not None:
            display = display or found.display or element.name == "div"
            return found._replace(tex=numbered(found.tex, _number(element)), display=display)
        for key in ("data-tex", "data-latex", "data-formula"):
            if tex := below.attr(key).strip():
                return made(tex, display, below)
    if hidden is not None and (tex := _kept_behind(hidden, math)):
        return made(tex, display, hidden)
    if math is not None:
        tex = mathml.to_tex(math)
        return made(tex, display or _is_block(math), math)
    copied = next((below for below in element.all("span") if "mjx-copytext" in below.classes), None)
    if copied is not None:
        tex, as_display = undelimited(copied.words())
        return made(tex, display or bool(as_display), copied)
    if said := chtml.spoken(element):
        return made(said, display, element)
    drawn = chtml.to_mathml(element) or mathjax_svg.to_mathml(element) or katex_html.to_mathml(element)
    if drawn and (tex := mathml.from_text(drawn)):
        return made(numbered(tex, _number(element)), display, element)
    rendered = element.attr("data-mathml")
    if rendered:
        return made(mathml.from_text(rendered), display or 'display="block"' in rendered, element)
    return None


def _is_block(math: Element | None) -> bool:
    return math is not None and (math.attr("display") == "block" or math.attr("mode") == "display")


def _kept_behind(hidden: Element, math: Element | None) -> str:
    """The TeX behind MathML whose annotation a page dropped; "" where it kept the MathML alone."""
    tex = _last_block("".join(hidden.chars()))
    is_all = math is not None and next(math.all("mi", "mn", "mo", "mtext"), None) is not None
    return "" if is_all and not _TEX_SIGN.search(tex) else tex


def _last_block(text: str) -> str:
    """The last run of lines without a blank one: CSDN keeps the TeX there and drops the annotation around it."""
    lines: list[str] = []
    for line in reversed(text.rstrip().split("\n")):
        if not line.strip():
            break
        lines.append(line.strip())
    return " ".join(reversed(lines))


def _delimited(element: Element, display: bool) -> Formula | None:
    """Sphinx, MyST, Pandoc, Stack Exchange: the element's text is TeX in delimiters,
    with a number beside it at times."""
    parts = [
        str(node)
        for node in element.descendants
        if not isinstance(node, Element) and not any("eqno" in above.classes for above in _above(node, element))
    ]
    text = "".join(parts).strip()
    tex, as_display = undelimited(text)
    if as_display is None:
        environment = ENVIRONMENT.match(text)
        marked = not element.classes.isdisjoint(
            ("notranslate", "inline", "display", "katex-inline", "katex-block", "math-inline", "math-block")
        )
        if not environment and not (
            marked and (COMMAND.search(text) or element.name == "span" and text and not next(element.elements, None))
        ):
            return None
        as_display = environment is not None or "display" in element.classes
    tex = numbered(tex, _number(element))
    return made(tex, display or as_display or element.name == "div", element)


def _is_sphinx(element: Element, picture: Element) -> bool:
    """True for a picture that Sphinx drew of a formula on a line of its own."""
    return "math" in element.classes and "/math/" in picture.attr("src")


_NUMBERS = frozenset(("eqno", "tag", "katex-tag"))


def _number(element: Element) -> str:
    """The number that Sphinx or KaTeX writes beside a formula; the last where there are more."""
    beside = (one for one in element.all("span") if not _NUMBERS.isdisjoint(one.classes))
    found = [one.words().rstrip("#¶").strip().strip("()") for one in beside]
    return found[-1] if found else ""


def _above(node: object, top: Element) -> list[Element]:
    found: list[Element] = []
    parent = node.parent  # type: ignore[attr-defined]
    while isinstance(parent, Element) and parent is not top:
        found.append(parent)
        parent = parent.parent
    return found
