"""The language of a listing, from the attributes and classes that highlighters write."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from proofpress import languages
from proofpress.readers.html.dom import Element
from proofpress.regex import regex

_CLASS = regex(r"(?:^|\s)(?:highlight|hl|code|src|sourceCode)(?:-|:\s*)([\w+#.-]+)", re.I)
_BRUSH = regex(r"(?:brush|language|lang)\s*[:=]\s*([\w+#.-]+)", re.I)
_PROPERTY = regex(r"(?<![\w-])--?[a-z][\w-]*?lang(?:uage)?[ \t]*:[ \t]*[\"']?([\w+#.-]+)", re.I)
"""A property of a program's own that says a language (`--en-syntaxLanguage:c`)."""
_TYPE = regex(r"(?:^|\s)type-([\w+#.-]+)")
_ATTRIBUTES = (
    "data-lang",
    "data-language",
    "data-enlighter-language",
    "data-code-language",
    "data-ke-language",
    "data-code-lang",
    "data-code-block-lang",
    "data-lexer",
    "data-type-language",
    "data-mode",
    "data-mode-id",
    "data-syntax",
    "data-tagsearch-lang",
    "syntax",
    "language",
    "lang",
)
_SPOKEN = regex(r"[a-z]{2}|[a-z]{2,3}(?:[-_][a-z0-9]{2,8})+", re.I)
"""A language that people speak, as BCP 47 writes it."""
_AROUND = frozenset(("figure", "div", "pre", "table", "tbody", "tr", "td", "section", "span"))
_TABLE = frozenset(("table", "tbody", "tr", "td"))
_MARKS = frozenset(
    ("hljs", "highlight", "prettyprint", "sourcecode", "src", "syntaxhighlighter", "prism", "code", "codehilite")
)


_ROLES = frozenset(("item-decl",))
"""Classes of rustdoc that say what a listing is of."""
_NAMED_BY = frozenset(_ATTRIBUTES)


def language(element: Element) -> str:
    """The language that the listing's element, one inside it or one around it names; "" where none does."""
    near = [element, *(e for e in element.elements if e.name in ("code", "pre", "samp"))]
    if element.name == "pre" and (lines := list(element.all("code"))) and lines[0] not in near:
        near += lines[: len({line.attr("class") for line in lines}) == 1]
    above: Any = element.parent
    steps = 7
    while steps:
        if not isinstance(above, Element) or above.name in ("body", "article", "main", "li", "blockquote"):
            break
        if above.name in _AROUND or "-" in above.name:
            near.append(above)
        # A gutter table puts the listing several elements deeper, and all of them are one wrapper.
        steps -= above.name not in _TABLE
        above = above.parent
    for place, node in enumerate(near):
        names = node.attr("class")
        if names and (said := languages.of_classes(names)):
            return said
        if (told := _PROPERTY.search(node.attr("style"))) and languages.says_one(told[1]):
            return told[1]
        if found := _BRUSH.search(node.attr("data-syntaxhighlighter-params") or node.attr("data-params")):
            return found[1]
        for key in () if _NAMED_BY.isdisjoint(node.attrs) else _ATTRIBUTES:
            if (
                (value := node.attr(key))
                and (
                    key != "lang" or place < 3 and (not _SPOKEN.fullmatch(value) or "code" in node.name.split("-")[1:])
                )
                and languages.says_one(value)
            ):
                return value.strip()
    for node in near:
        names = node.attr("class")
        if not names:
            continue
        for found in _CLASS.finditer(names):
            says = languages.is_known if found[0].lower().lstrip().startswith("highlight") else languages.is_common
            if says(found[1]) and languages.says_one(found[1]):
                return found[1]
        words = names.split()
        if "blob-wrapper" in words and (found := _TYPE.search(names)) and languages.says_one(found[1]):
            return found[1]
        if not _MARKS.isdisjoint(word.lower() for word in words) and node.name in ("pre", "code", "figure", "div"):
            for word in words[1:] if words[0].lower() in _MARKS else words:
                if word.lower() not in _MARKS and languages.says_one(word) and languages.is_common(word):
                    return word
            if node.name == "figure" and words[0] == "highlight" and len(words) > 1 and languages.says_one(words[1]):
                return words[1]
        elif (
            node.name in ("pre", "code", "textarea")
            and all(word.startswith(f"{words[0]}-") or word in _ROLES for word in words[1:])
            and languages.is_common(word := words[0].partition(":")[0])
        ):
            return word
    return _said_beside(element)


def _said_beside(element: Element) -> str:
    """The language that a bar around the listing shows in an element whose class says so."""
    above: Any = element.parent
    while isinstance(above, Element) and above.end - above.start < 3 * (element.end - element.start) + _WIDEST_BAR:
        for below in islice(above.all(), _MOST_PARTS):
            if below.start >= element.start:
                break
            if below.name in _PARTED_BY and below.end <= element.start:
                return ""
            if (
                below.classes
                and _NAMES_IT.search(below.attr("class"))
                and below.end - below.start < _WIDEST_NAME
                and languages.is_known(said := below.words())
            ):
                return said
        above = above.parent
    return ""


_NAMES_IT = regex(r"(?:^|[-_\s])lang(?:uage)?(?:$|\s)", re.I)
_PARTED_BY = frozenset(("p", "pre", "table", "h1", "h2", "h3", "h4"))
_WIDEST_BAR, _WIDEST_NAME, _MOST_PARTS = 4000, 200, 80
