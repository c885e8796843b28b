"""A Python-Markdown extension: formulas are typeset when the page leaves the build, and need no script to be read.

In `markdown_extensions`, beside `pymdownx.arithmatex` with `generic: true`, which finds the formulas:

    - proofpress.typeset:
        macros: { '\\RR': '\\mathbb{R}' }
        output: html

Each formula becomes KaTeX's HTML with MathML, whose annotation holds the TeX, inside the element that arithmatex makes.
A formula that KaTeX refuses stays readable as its TeX, with the class `math-error` and KaTeX's message as `title`.

`output` is `html`, as KaTeX writes it, for pages that have KaTeX's style sheet and fonts; `compact`, the same picture
in half the bytes, for pages that have the sheet that `proofpress.engines.compact` makes of it; or `mathml`, drawn by
the browser in the reader's fonts, for pages that have no sheet.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from proofpress.engines import compact
from proofpress.engines.definitions import typeset_page
from proofpress.engines.katex import Formula
from proofpress.engines.trouble import Trouble
from proofpress.regex import regex


def mathml(typeset: str) -> str:
    """KaTeX's HTML (`Typeset.html`) without its drawing."""
    head, drawing, _ = compact.html(typeset).partition('<span class="katex-html"')
    outer, mark, math = head.partition('<span class="katex-mathml">')
    if not drawing or not mark:
        return compact.html(typeset)
    return outer + math.removesuffix("</span>") + "</span>" * outer.count("<span")


OUTPUTS: dict[str, Callable[[str], str]] = {"html": str, "compact": compact.html, "mathml": mathml}
"""The settings of `output`, and what they make of KaTeX's HTML."""


class TypesetExtension(Extension):
    """`proofpress.typeset` in `markdown_extensions`."""

    def __init__(self, **settings: Any) -> None:
        """`macros` maps `\\name` to the TeX it stands for, as KaTeX's option does.
        Raises ValueError for an unknown `output`."""
        self.config = {"macros": [{}, "Macros that every formula knows"], "output": ["html", "html, compact or mathml"]}
        super().__init__(**settings)
        if self.getConfig("output") not in OUTPUTS:
            raise ValueError(
                f"proofpress.typeset: unexpected output {self.getConfig('output')!r}, expected {', '.join(OUTPUTS)}"
            )

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        places: list[_Place] = []
        # Behind inline patterns (20). A heading is named after the table of contents (5) and a page's title (1) read
        # it, which want its words and not the many elements of a typeset formula.
        md.treeprocessors.register(_Finder(md, places), "proofpress-formulas", 6)
        md.treeprocessors.register(
            _Typesetter(md, places, self.getConfig("macros"), OUTPUTS[self.getConfig("output")]),
            "proofpress-typeset",
            0.5,
        )


class _Place(NamedTuple):
    """A formula, and the element that arithmatex made for it."""

    element: Element
    formula: Formula


class _Finder(Treeprocessor):
    """Collects the formulas, and leaves their TeX without delimiters in their place."""

    def __init__(self, md: Markdown, places: list[_Place]) -> None:
        super().__init__(md)
        self.places = places

    def run(self, root: Element) -> None:
        self.places[:] = _places(root)
        for element, formula in self.places:
            element.text = AtomicString(formula.tex)


def _places(root: Element) -> Iterator[_Place]:
    for element in root.iter():
        if "arithmatex" in element.get("class", "").split() and element.text and not len(element):
            text = element.text.strip()
            # A block comes with its `<`, `>`, `&` and `"` escaped, an inline formula as it was written.
            if text.startswith("\\[") and text.endswith("\\]"):
                yield _Place(element, Formula(html.unescape(text[2:-2]).strip("\n"), display=True))
            elif text.startswith("\\(") and text.endswith("\\)"):
                yield _Place(element, Formula(text[2:-2], display=False))


class _Typesetter(Treeprocessor):
    """Puts KaTeX's HTML in the place of what was found."""

    def __init__(
        self, md: Markdown, places: list[_Place], macros: Mapping[str, str], form: Callable[[str], str]
    ) -> None:
        super().__init__(md)
        self.places = places
        self.macros = macros
        self.form = form

    def run(self, root: Element) -> None:
        results = typeset_page((place.formula for place in self.places), self.macros)
        for (element, formula), result in zip(self.places, results, strict=True):
            # In a search index, a typeset formula is its letters three times over.
            element.set("data-search-exclude", "")
            if isinstance(result, Trouble):
                element.set("class", f"{element.get('class')} math-error")
                element.set("title", f"KaTeX: {result.message}")
                element.text = AtomicString(self.md.htmlStash.store(html.escape(formula.tex, quote=False)))
            else:
                element.text = AtomicString(self.md.htmlStash.store(self.form(result.html)))
        short = (place.element for place in self.places if len(place.formula.tex) <= _ONE_LINE)
        _hold_together(root, list(short))
        self.places.clear()


_CLOSING = regex(r"[，。、；：！？）」』》】〉”’…,.;:!?)\]]+")
_ONE_LINE = 24
"""Characters of TeX up to which a formula and the mark behind it need no place to break."""


def _hold_together(root: Element, formulas: Collection[Element]) -> None:
    """A mark that no line begins with stays behind its formula: browsers break a line between them, though they would
    not behind a letter."""
    apart = {
        id(element): found.end()
        for element in formulas
        if element.tag == "span" and (found := _CLOSING.match(element.tail or "")) is not None
    }
    if not apart:
        return
    for parent in list(root.iter()):
        for at, element in enumerate(parent):
            if (cut := apart.get(id(element))) is None:
                continue
            tail = element.tail or ""
            held = Element("span", {"style": "white-space:nowrap"})
            element.tail, held.tail = tail[:cut], tail[cut:]
            held.append(element)
            parent[at] = held


def makeExtension(**settings: Any) -> TypesetExtension:  # noqa: N802 - Python-Markdown's name
    """What `markdown_extensions` calls."""
    return TypesetExtension(**settings)
