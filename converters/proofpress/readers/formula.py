"""A formula as a page holds it, and what of it is known from where it stands."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from proofpress.readers.html.dom import Chars, Element
from proofpress.regex import regex


class Formula(NamedTuple):
    """TeX without delimiters; "" where another element speaks for this one.
    `start` to `end` is where the TeX stands."""

    tex: str
    display: bool
    start: int
    end: int


DISPLAY = frozenset(
    (
        "katex-display",
        "katex--display",
        "MathJax_Display",
        "MathJax_SVG_Display",
        "MJXc-display",
        "mjpage__block",
        "math-block",
        "mwe-math-element-block",
        "mwe-math-mathml-display",
        "mwe-math-fallback-image-display",
        "katex-block",
        "math-display",
        "display-math",
    )
)
RENDERED = frozenset(
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
DELIMITED = frozenset(
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
KATEX = frozenset(("katex", "katex-html", "katex-display", "katex--inline", "katex--display"))
CLASSES = (
    KATEX
    | RENDERED
    | DELIMITED
    | DISPLAY
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
        "mjpage",
        "mjx-copytext",
    }
)
"""The classes by which an element may be a formula."""
ENVIRONMENT = regex(r"\\begin\s*\{([a-zA-Z]+\*?)\}")
_OF_LATEX = regex(r"\\begin\s*\{(?P<name>displaymath|math)\}(?P<tex>.*)\\end\s*\{(?P=name)\}", re.S)
"""The environments that stand for delimiters, which LaTeX has alone."""
COMMAND = regex(r"\\[a-zA-Z]+")
_DELIMITERS = ((r"\(", r"\)", False), (r"\[", r"\]", True), ("$$", "$$", True), ("$", "$", False))
_WIKI = regex(r"\A\{\\(?:display|text)style\s++(.*)\}\Z", re.S)
_NEAR = 200
"""How many pieces of text around a formula are looked at."""
_BREAK = regex(r"<br\s*/?>", re.I)


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
    if (named := _OF_LATEX.fullmatch(text)) is not None and "\\begin{" + named["name"] not in named["tex"]:
        return named["tex"].strip(), named["name"] == "displaymath"
    return text, None


def tagged(tex: str, number: str) -> str:
    """A formula with the number that stands beside it as its tag; its rows have none of their own then."""
    if not number or "\\tag" in tex:
        return tex
    return f"{_ROWS.sub(lambda found: f'{found[1]}ed}}', tex)} \\tag{{{number}}}"


def numbered(tex: str, number: str) -> str:
    """The same, unless its rows have numbers of their own."""
    return tex if _OWN_NUMBERS.search(tex) else tagged(tex, number)


_ROWS = regex(r"(\\(?:begin|end)\s*\{(?:align|gather))\*?\}")
_OWN_NUMBERS = regex(r"\\begin\s*\{(?:align(?!ed)|gather(?!ed)|eqnarray|multline|flalign)")


def made(tex: str, display: bool, element: Element) -> Formula:
    """The formula that an element holds, from its TeX without delimiters."""
    tex = tex.replace("\xa0", " ").replace("\u200b", "").strip()
    if tex.endswith("\\\\") and "\\begin" not in tex:
        # The line end that Zhihu's editor takes for the wish of a line of its own; in a sentence it breaks that.
        tex, display = tex.removesuffix("\\\\").rstrip(), display or stands_alone(element)
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


BLOCK = regex(r"(?<![^\s_-])(?:block|display)(?![^\s_-])", re.I)
"""How a class says that a formula stands on a line of its own."""
IN_A_LINE = regex(r"(?<![^\s_-])inline(?![^\s_-])", re.I)


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
