"""Every way a web page hides TeX: rendered KaTeX and MathJax, MathML, delimiters in elements, images made from TeX.

Each function gives the formula once: where a page holds a preview, a rendering and a source of the same formula, the
source speaks and the others are passed over.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, unquote_plus

from proofpress import json_text, urls
from proofpress.readers import chtml, mathml
from proofpress.readers.html.dom import Chars, Element


class Formula(NamedTuple):
    """TeX without delimiters; "" where another element speaks for this one.
    `start` to `end` is where the TeX stands."""

    tex: str
    display: bool
    start: int
    end: int


_DISPLAY = frozenset(
    (
        "katex-display",
        "katex--display",
        "MathJax_Display",
        "MathJax_SVG_Display",
        "MJXc-display",
        "math-block",
        "mwe-math-element-block",
        "mwe-math-mathml-display",
        "mwe-math-fallback-image-display",
        "katex-block",
        "math-display",
        "display-math",
    )
)
_RENDERED = frozenset(
    (
        "MathJax",
        "MathJax_Display",
        "MathJax_SVG",
        "MathJax_SVG_Display",
        "MathJax_CHTML",
        "MathJax_MathML",
        "mjx-chtml",
        "MJXc-display",
    )
)
_DELIMITED = frozenset(
    (
        "math",
        "math-inline",
        "math-block",
        "math-container",
        "math-display",
        "tex",
        "arithmatex",
        "katex-inline",
        "katex-block",
        "inline-math",
        "display-math",
        "MathJax_Source",
    )
)
_KATEX = frozenset(("katex", "katex-display", "katex--inline", "katex--display"))
CLASSES = (
    _KATEX
    | _RENDERED
    | _DELIMITED
    | _DISPLAY
    | {
        "MathJax_Preview",
        "MJX_Assistive_MathML",
        "mwe-math-element",
        "katex-error",
        "ztext-math",
        "ltx_Math",
        "latex-rendered",
        "ne-math",
        "ql-formula",
        "math-tex",
        "tex2jax_process",
        "mathquill-embedded-latex",
        "mjx-copytext",
    }
)
"""The classes by which an element may be a formula."""

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
_FLAGS = re.compile(
    r"(?:true|false|\d+|inline|block|display|inline-math|block-math|math|tex|latex|katex|mathjax)?\Z", re.I
)
_JSON_KEYS = ("persistentExpression", "latex", "tex", "formula", "equation", "katex")
_DELIMITERS = ((r"\(", r"\)", False), (r"\[", r"\]", True), ("$$", "$$", True), ("$", "$", False))
_WIKI = re.compile(r"\A\{\\(?:display|text)style\s++(.*)\}\Z", re.S)
_NEAR = 200
"""How many pieces of text around a formula are looked at."""
_BREAK = re.compile(r"<br\s*/?>", re.I)
_CDATA = re.compile(r"\A\s*(?:%\s*)?<!\[CDATA\[(.*?)(?:%\s*)?\]\]>\s*\Z", re.S)
_ENVIRONMENT = re.compile(r"\\begin\s*\{([a-zA-Z]+\*?)\}")
_COMMAND = re.compile(r"\\[a-zA-Z]+")


def may_be(element: Element) -> bool:
    """Whether an element may be a formula, by its class, its attributes, or what its editor calls it."""
    attrs = element.attrs
    return (
        bool(element.classes)
        and not CLASSES.isdisjoint(element.classes)
        or element.name != "img"
        and (
            not ATTRIBUTES.isdisjoint(attrs)
            or element.name == "math-field"
            or "data-value" in attrs
            and any(name.endswith("type") and str(value).lower() in _FORMULAS for name, value in attrs.items())
        )
    )


def read(element: Element) -> Formula | None:
    """The formula that an element with one of `CLASSES`, or a `math` or `mjx-container` element, holds;
    None for no formula."""
    classes = element.classes
    if "MathJax_Preview" in classes or "MJX_Assistive_MathML" in classes:
        return (
            _silent(element) if _script_follows(element) or "MJX_Assistive_MathML" in classes else _previewed(element)
        )
    display = not classes.isdisjoint(_DISPLAY) or element.attr("display") in ("true", "block")
    if not classes.isdisjoint(_RENDERED) and _script_follows(element):
        return _silent(element)
    if "mjx-copytext" in classes and isinstance(drawn := element.previous_sibling, Element):
        return _silent(element) if drawn.name == "mjx-container" else None
    if element.name == "math-field":
        return _made(element.attr("value") or "".join(element.chars()), display, element)
    if (said := _attribute(element)) is not None:
        bare, as_display = undelimited(said)
        by_name = element.name in ("div", "p", "figure", "section") or element.attr("data-display") in ("true", "block")
        return _made(bare, display or bool(as_display) or by_name, element)
    if "katex-error" in classes:
        return _made("".join(element.chars()), display, element)
    found = _inside(element, display)
    if found is not None:
        return found
    if not classes.isdisjoint(_DELIMITED):
        return _delimited(element, display)
    return None


def _attribute(element: Element) -> str | None:
    """The TeX that an attribute of an element holds; None where none does."""
    for name in _ATTRIBUTES:
        tex = element.attr(name).strip()
        if tex and not _FLAGS.match(tex):
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
    return None


def script(element: Element) -> Formula | None:
    """The formula of a `<script type="math/tex">`."""
    kind = element.attr("type").lower()
    if kind.startswith("math/tex"):
        text = "".join(map(str, element.contents))
        cdata = _CDATA.match(text)
        return _made(cdata[1] if cdata else text, "display" in kind, element)
    if kind.startswith("math/mml"):
        tex = mathml.from_text("".join(map(str, element.contents)))
        return _made(tex, 'display="block"' in str(element.contents[:1]), element) if tex else None
    return None


def undelimited(text: str) -> tuple[str, bool | None]:
    """TeX without the delimiters around it, and whether they meant display; None where there were none."""
    text = text.strip()
    doubled = (
        text.replace("\\\\(", "\\(").replace("\\\\)", "\\)").replace("\\\\[", "\\[").replace("\\\\]", "\\]")
        if text[:2] == "\\\\"
        else text
    )
    for left, right, display in _DELIMITERS:
        if len(doubled) >= len(left) + len(right) and doubled.startswith(left) and doubled.endswith(right):
            inner = doubled[len(left) : -len(right)]
            if left not in inner or left.startswith("\\"):
                return inner.strip(), display
    return text, None


def _made(tex: str, display: bool, element: Element) -> Formula:
    tex = tex.replace("\xa0", " ").replace("\u200b", "").strip()
    if tex.endswith("\\\\") and "\\begin" not in tex and stands_alone(element):
        # The line end that Zhihu's editor takes for the wish of a line of its own.
        tex, display = tex.removesuffix("\\\\").rstrip(), True
    if "<br" in tex:
        tex = _BREAK.sub(" ", tex).strip()
    if wiki := _WIKI.match(tex):
        tex = wiki[1].strip()
        display = display or _in_a_line_of_its_own(element)
    return Formula(tex, display, element.inner, element.close)


def _in_a_line_of_its_own(element: Element) -> bool:
    """True for a formula that a wiki shows indented: alone in a `<dd>`, whatever elements stand around it."""
    node: object = element
    for _ in range(6):
        node = node.parent  # type: ignore[attr-defined]
        if not isinstance(node, Element):
            return False
        if node.name == "dd":
            near = list(islice(node.chars(), _NEAR))
            return len(near) < _NEAR and not any(str(chars).strip() for chars in near if not _is_within(chars))
    return False


def _is_within(node: object) -> bool:
    above = node.parent  # type: ignore[attr-defined]
    for _ in range(40):
        if not isinstance(above, Element):
            return False
        if above.name == "math" or not above.classes.isdisjoint(CLASSES):
            return True
        above = above.parent
    return False


def _silent(element: Element) -> Formula:
    return Formula("", False, element.start, element.end)


def _previewed(element: Element) -> Formula | None:
    tex, display = undelimited(element.words())
    return _made(tex, bool(display), element) if display is not None else _silent(element)


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
            return _made("".join(below.chars()), display or _is_block(math), below)
        if name == "script" and (found := script(below)) is not None:
            return found
        if name == "math" and math is None:
            math = below
            for key in ("alttext", "data-latex"):
                if tex := below.attr(key).strip():
                    return _made(tex, display or _is_block(math), below)
        elif "katex-mathml" in below.classes:
            hidden = below
        elif "katex-error" in below.classes:
            return _made("".join(below.chars()), display, below)
        elif not display and not below.classes.isdisjoint(_DISPLAY):
            display = True
        elif name == "img" and (found := image(below)) is not None:
            return found._replace(display=display)
        for key in ("data-tex", "data-latex", "data-formula"):
            if tex := below.attr(key).strip():
                return _made(tex, display, below)
    if hidden is not None and (tex := _last_block("".join(hidden.chars()))):
        return _made(tex, display, hidden)
    if math is not None:
        tex = mathml.to_tex(math)
        return _made(tex, display or _is_block(math), math)
    copied = next((below for below in element.all("span") if "mjx-copytext" in below.classes), None)
    if copied is not None:
        tex, as_display = undelimited(copied.words())
        return _made(tex, display or bool(as_display), copied)
    if (drawn := chtml.to_mathml(element)) and (tex := mathml.from_text(drawn)):
        return _made(tex, display, element)
    rendered = element.attr("data-mathml")
    if rendered:
        return _made(mathml.from_text(rendered), display or 'display="block"' in rendered, element)
    return None


def _is_block(math: Element | None) -> bool:
    return math is not None and (math.attr("display") == "block" or math.attr("mode") == "display")


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
    number = ""
    parts: list[str] = []
    for node in element.descendants:
        if isinstance(node, Element):
            if "eqno" in node.classes:
                number = node.words().rstrip("#¶").strip().strip("()")
        elif not any("eqno" in above.classes for above in _above(node, element)):
            parts.append(str(node))
    text = "".join(parts).strip()
    tex, as_display = undelimited(text)
    if as_display is None:
        environment = _ENVIRONMENT.match(text)
        marked = not element.classes.isdisjoint(
            ("notranslate", "inline", "display", "katex-inline", "katex-block", "math-inline", "math-block")
        )
        if not environment and not (
            marked and (_COMMAND.search(text) or element.name == "span" and text and not next(element.elements, None))
        ):
            return None
        as_display = environment is not None or "display" in element.classes
    if number and "\\tag" not in tex and not re.search(r"\\begin\s*\{(?:align|gather|eqnarray|multline|flalign)", tex):
        tex = f"{tex} \\tag{{{number}}}"
    return _made(tex, display or as_display or element.name == "div", element)


def _above(node: object, top: Element) -> list[Element]:
    found: list[Element] = []
    parent = node.parent  # type: ignore[attr-defined]
    while isinstance(parent, Element) and parent is not top:
        found.append(parent)
        parent = parent.parent
    return found


_PARAMETERS = frozenset(("tex", "latex", "formula", "math", "eq", "chl", "equation"))
_TEX_HOSTS = re.compile(
    r"codecogs|[?&]cht=tx|__latex|[#&]card=math|/formula/|/math/render|math\.vercel\.app|latex|mathtex|mimetex"
    r"|texrendr|upmath|zhihu\.com/equation|/eq\?|/equation\?|math\.now\.sh|/render/math|/math\?formula="
    r"|tex\.s2cms"
)
_TEX_CLASSES = frozenset(
    (
        "latex",
        "tex",
        "mathcode",
        "equation",
        "eeimg",
        "mathjax",
        "math",
        "formula",
        "math_img",
        "ql-img-inline-formula",
        "ql-img-displayed-equation",
    )
)
_PREFIX = re.compile(
    r"^(?:\s|\\(?:inline|displaystyle|dpi\s*\{\d+\}|bg_\w+|fn_\w+|large|Large|huge|small|tiny)(?![a-zA-Z]))+"
)
_STRONG = re.compile(r"\\[a-z]++\b(?:(?!\\[a-z]++\b).)*?[{}^_=]|[\^_]\{")


def image(element: Element) -> Formula | None:
    """The TeX that an image was made from, in its address or its `alt`."""
    address = element.attr("data-src") or element.attr("data-original") or element.attr("src")
    alt = element.attr("alt").strip() or element.attr("title").strip()
    tex = ""
    if len(address) > 8 and _TEX_HOSTS.search(address) and not address.startswith("data:"):
        tex = _from_address(address)
    marked = (
        not element.classes.isdisjoint(_TEX_CLASSES)
        or element.attr("eeimg") != ""
        or element.attr("data-formula") != ""
    )
    if not tex and alt:
        bare, display = undelimited(alt)
        if (
            display is not None
            and bare
            or marked
            and alt not in ("[公式]", "公式")
            or _ENVIRONMENT.match(alt)
            or len(alt) > 6
            and alt.count("\\") > 1
            and _STRONG.search(alt)
        ):
            tex = bare
    if not tex:
        return None
    tex, display = undelimited(tex)
    tex = _PREFIX.sub("", tex).strip()
    if not tex:
        return None
    return _made(
        tex, bool(display) or "ql-img-displayed-equation" in element.classes or stands_alone(element), element
    )._replace(start=element.start, end=element.end)


def _from_address(address: str) -> str:
    address = address.replace("&amp;", "&")
    try:
        parts = urls.split(address)
    except ValueError:
        return ""
    host = parts.netloc.lower()
    if "codecogs" in host or "latex.csdn" in host or "mathtex" in parts.path or "mimetex" in parts.path:
        query = address.partition("?")[2]
        return unquote(query).replace("&space;", " ").replace("&plus;", "+").replace("&hash;", "#").strip()
    for key, value in parse_qsl(parts.query, keep_blank_values=True):
        if key.lower() in _PARAMETERS:
            return value.strip()
    if "upmath" in host or "s2cms" in host:
        return unquote(parts.path.split("/", 2)[-1])
    for key, value in parse_qsl(parts.fragment):
        if key == "code" and "card=math" in parts.fragment:
            return value.strip()
    query = unquote_plus(parts.query)
    if _COMMAND.search(query):
        return query
    last = unquote(parts.path.rsplit("/", 1)[-1])
    return last if _COMMAND.search(last) else ""


def in_address(address: str) -> str:
    """The TeX that the address of an image was made from; "" for any other address."""
    if len(address) < 9 or address.startswith("data:") or not _TEX_HOSTS.search(address):
        return ""
    tex, _ = undelimited(_from_address(address))
    return _PREFIX.sub("", tex).strip()


def stands_alone(element: Element) -> bool:
    """True where nothing else stands in the line."""
    parent = element.parent
    node = element
    while (
        isinstance(parent, Element)
        and parent.name in ("a", "span", "strong", "em", "b", "i", "noscript")
        and len(parent.contents) == 1
    ):
        node, parent = parent, parent.parent
    if not isinstance(parent, Element) or parent.name not in ("p", "div", "center", "figure", "section"):
        return False
    return all(
        child is node
        or isinstance(child, Element)
        and child.name == "br"
        or isinstance(child, Chars)
        and child.isspace()
        for child in parent.contents
    )
