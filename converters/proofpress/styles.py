"""The few CSS properties that carry meaning: what the style sheets in a page and the `style` attributes say of an
element.

A browser shows `font-weight: 700` as bold, `white-space: pre` as lines, `display: block` as a line of its own, whatever
the tag. A `Sheet` is read once for a page; `Sheet.style` answers for one element, without what it inherits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple, Protocol

from proofpress.colours import sets_off
from proofpress.regex import regex


class Styled(Protocol):
    """What a style sheet can see of an element."""

    name: Any
    classes: frozenset[str]
    parent: Any

    def attr(self, name: str, /) -> str: ...


@dataclass(frozen=True, slots=True)
class Style:
    """What is said of one element; "" and None where nothing is."""

    display: str = ""
    hidden: bool = False
    """Not shown, and nothing in the page's sheets shows it again."""
    white_space: str = ""
    bold: bool | None = None
    slanted: bool | None = None
    struck: bool = False
    shifted: Literal["", "sub", "sup"] = ""
    monospace: bool | None = None
    tinted: bool = False
    """A highlighter's colour stands behind it."""
    copied: bool = True
    """False where the reader cannot select it: a line's number, a prompt."""
    align: str = ""
    word_list: str = ""
    """Word's `mso-list`: `l0 level2 lfo1`, or `Ignore` on the mark that Word typed before the item."""

    @property
    def keeps_lines(self) -> bool:
        """Line ends in the text are line ends on the page."""
        return self.white_space in ("pre", "pre-wrap", "pre-line", "break-spaces")

    @property
    def keeps_spaces(self) -> bool:
        """Runs of spaces are as wide as they are long."""
        return self.white_space in ("pre", "pre-wrap", "break-spaces")

    @property
    def stacks(self) -> bool:
        """What it holds stands one below the other, whatever the tags."""
        return self.display in ("grid", "flex-column")

    @property
    def is_line(self) -> bool:
        """It stands on a line of its own."""
        return self.display in _OUTER


PLAIN = Style()

_OUTER = frozenset(
    ("block", "flex", "flex-column", "grid", "list-item", "table", "table-row", "flow-root", "-webkit-box")
)
_PROPERTIES = frozenset(
    "display flex-direction visibility white-space font-weight font-style font-family vertical-align text-decoration"
    " text-decoration-line user-select -webkit-user-select text-align mso-list".split()
)
_MONOSPACE = regex(
    r"mono|courier|consolas|menlo|lucida console|fira code|cascadia|inconsolata|source code|^hack$|^terminal$", re.I
)
_BOLD = frozenset(("bold", "bolder", "600", "700", "800", "900"))
_LIGHT = frozenset(("normal", "lighter", "100", "200", "300", "400", "500"))

UTILITIES: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("font-bold", "font-extrabold", "font-black", "fw-bold", "fw-bolder"), ("font-weight", "bold")),
    **dict.fromkeys(("italic", "fst-italic", "font-italic"), ("font-style", "italic")),
    **dict.fromkeys(("line-through", "text-decoration-line-through"), ("text-decoration", "line-through")),
    **dict.fromkeys(("whitespace-pre", "text-pre"), ("white-space", "pre")),
    **dict.fromkeys(("whitespace-pre-wrap", "text-pre-wrap", "pre-wrap"), ("white-space", "pre-wrap")),
    **dict.fromkeys(("whitespace-pre-line", "pre-line"), ("white-space", "pre-line")),
    **dict.fromkeys(("ltx_font_bold",), ("font-weight", "bold")),
    **dict.fromkeys(("ltx_font_italic", "ltx_font_slanted", "ltx_emph"), ("font-style", "italic")),
    "ltx_font_typewriter": ("font-family", "monospace"),
    "ltx_ulem_sout": ("text-decoration", "line-through"),
    **dict.fromkeys(
        ("ltx_personname", "ltx_author_notes", "ltx_contact", "ltx_role_affiliation"), ("display", "block")
    ),
    **dict.fromkeys(("flex", "d-flex"), ("display", "flex")),
    **dict.fromkeys(("flex-col", "flex-column"), ("flex-direction", "column")),
    **dict.fromkeys(
        ("font-mono", "font-monospace", "monospace", "monospaced", "typewriter", "teletype", "texttt", "tt"),
        ("font-family", "monospace"),
    ),
    "select-none": ("user-select", "none"),
}
"""What class names of the usual frameworks mean (Tailwind, Bootstrap, LaTeXML), whose sheets are not in the page, and
those of a type itself."""

_SETS = {
    "b": {"font-weight": "bold"},
    "i": {"font-style": "italic"},
    "bi": {"font-weight": "bold", "font-style": "italic"},
    "t": {"font-family": "monospace"},
}
_TEX_FONT = regex(
    r"(?:(?:ec-lm|cm|ec|ae|la)(?:(?P<bi>bxti|bxsl|bxi)|(?P<b>bx|b)|(?P<i>ti|ri|sl|it|bmi)|(?P<t>tt|sltt|itt|tl|tk))"
    r"|p(?:tm|hv|pl|bk|nc|ag|cr)(?:(?P<pbi>b[io])|(?P<pb>b)|(?P<pi>r[io]))\d[a-z]|(?P<pt>pcr)r\d[a-z])(?:-|\d)[\w-]*"
)
"""The name of a TeX font, which TeX4ht and its kin write as a class, by what it says: `cmbx-12`, `ec-lmtt-10`,
`ptmri7t-`."""


@lru_cache(4096)
def meaning(name: str) -> Mapping[str, str]:
    """The declarations that the sheet of a framework, or the name of a font, gives a class."""
    if (known := UTILITIES.get(name)) is not None:
        return {known[0]: known[1]}
    font = _TEX_FONT.fullmatch(name)
    return _SETS[str(font.lastgroup).removeprefix("p")] if font else _NOTHING


_NOTHING: Mapping[str, str] = {}


def declarations(text: str) -> dict[str, str]:
    """The declarations of a `style` attribute or a rule's body that carry meaning, values in lower case."""
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        if not colon or (key := name.strip().lower()) not in _PROPERTIES and key != "font":
            continue
        value = value.replace("!important", "").strip().lower()
        found |= _font(value) if key == "font" else {key: value}
    if sets_off(text):
        found[_TINT] = "yes"
    return found


_TINT = "tint"
"""The name under which it stands that words are set off by a colour behind them."""


_SIZE = regex(
    r"(?:(?<![\d.])[\d.]{1,12}+(?:px|pt|em|rem|%)|(?:xx?-)?(?:small|large)(?:er)?|medium)"
    r"(?:\s{0,3}+/\s{0,3}+[\w.%]{1,12}+)?\s"
)


def _font(value: str) -> dict[str, str]:
    """What the shorthand says before its size and behind it: `italic bold 12px/1.5 menlo`. That it sets the rest back
    is left out: `<b>` was somebody's meaning."""
    found: dict[str, str] = {}
    size = _SIZE.search(value)
    if size is None:
        return found
    for word in value[: size.start()].split():
        if word in _BOLD:
            found["font-weight"] = word
        elif word in ("italic", "oblique"):
            found["font-style"] = word
    found["font-family"] = value[size.end() :]
    return found


class _Compound(NamedTuple):
    tag: str
    ident: str
    classes: frozenset[str]

    def holds(self, element: Styled) -> bool:
        return (
            (not self.tag or self.tag == element.name)
            and self.classes <= element.classes
            and (not self.ident or self.ident == element.attr("id"))
        )


class _Rule(NamedTuple):
    weight: tuple[int, int, int, int]
    """Ids, classes, tags, and the place in the sheet: the greater wins."""
    last: _Compound
    above: tuple[tuple[bool, _Compound], ...]
    """From the inside out, each with True where it is the parent itself."""
    values: Mapping[str, str]


_COMPOUND = regex(r"([a-zA-Z][\w-]*)?((?:[.#][\w-]+)*)\Z")
_NAME = regex(r"([.#])([\w-]+)")
_STEPS = regex(r"\s*(>)\s*|\s+")
_MOST_STEPS = 6
_MOST_ABOVE = 150
_MOST_RULES = 64
"""Bounds for what no page of an article reaches: steps of a selector, elements above one, rules of one class."""


class Sheet:
    """The rules of a page. Selectors of tags, classes and ids inside one another are understood, the rest never holds.

    `scripts` is what the page's scripts say: a class that they name is not hidden for good.
    """

    def __init__(self, texts: Iterable[str] = (), scripts: str = "") -> None:
        self._by: dict[str, list[_Rule]] = {}
        self._shown: set[str] = set()
        self._may: dict[str, bool] = {}
        self._scripts = scripts
        self._declared: dict[str, dict[str, str]] = {}
        self._candidates: dict[tuple[str, frozenset[str], str], tuple[list[_Rule], bool]] = {}
        self._known: dict[tuple[str, frozenset[str], str, str], Style] = {}
        self._ids = False
        place = 0
        for text in texts:
            for selectors, body, applies in _rules(text):
                if values := declarations(body):
                    for selector in selectors.split(","):
                        place += 1
                        self._add(selector.strip(), values, place, applies)

    def _add(self, selector: str, values: Mapping[str, str], place: int, applies: bool) -> None:
        parts = [part for part in _STEPS.split(selector) if part]
        if not parts:
            return
        if values.get("display", "none") != "none" or values.get("visibility") == "visible":
            # A state, a window's size, a class that a script sets: whatever shows it, it is not hidden for good.
            self._shown.update(name for _, name in _NAME.findall(parts[-1]))
        if not applies:
            return
        steps: list[tuple[bool, _Compound]] = []
        parent = False
        for part in parts:
            if part == ">":
                parent = True
                continue
            found = _COMPOUND.match(part)
            if found is None or len(steps) == _MOST_STEPS:
                return
            names = _NAME.findall(found[2])
            ident = next((name for sign, name in names if sign == "#"), "")
            classes = frozenset(name for sign, name in names if sign == ".")
            steps.append((parent, _Compound((found[1] or "").lower(), ident, classes)))
            parent = False
        if not steps:
            return
        last = steps[-1][1]
        above = tuple((steps[i + 1][0], steps[i][1]) for i in range(len(steps) - 2, -1, -1))
        weight = (
            sum(bool(step.ident) for _, step in steps),
            sum(len(step.classes) for _, step in steps),
            sum(bool(step.tag) for _, step in steps),
            place,
        )
        key = f"#{last.ident}" if last.ident else f".{min(last.classes)}" if last.classes else last.tag
        known = self._by.setdefault(key, [])
        if len(known) < _MOST_RULES:
            known.append(_Rule(weight, last, above, values))
            self._ids = self._ids or bool(last.ident)

    def style(self, element: Styled) -> Style:
        """What the sheets and the element itself say of it."""
        said = element.attr("style")
        if not said and not self._by and not any(map(meaning, element.classes)):
            return PLAIN
        ident = element.attr("id") if self._ids else ""
        key = (element.name, element.classes, ident)
        found = self._candidates.get(key)
        if found is None:
            rules = self._rules(*key)
            found = self._candidates[key] = (rules, any(rule.above for rule in rules))
        rules, depends = found
        if depends:
            return self._resolve(element, [rule for rule in rules if _matches(rule, element)], said)
        style = self._known.get((*key, said))
        if style is None:
            style = self._known[(*key, said)] = self._resolve(element, rules, said)
        return style

    def _rules(self, name: str, classes: frozenset[str], ident: str) -> list[_Rule]:
        keys = [name, *(f".{word}" for word in classes), *([f"#{ident}"] if ident else ())]
        rules = [
            rule
            for key in keys
            for rule in self._by.get(key, ())
            if rule.last.tag in ("", name) and rule.last.classes <= classes and rule.last.ident in ("", ident)
        ]
        return sorted(rules, key=lambda rule: rule.weight)

    def _resolve(self, element: Styled, rules: list[_Rule], said: str) -> Style:
        values: dict[str, str] = {}
        for name in element.classes:
            values |= meaning(name)
        for rule in rules:
            values |= rule.values
        for_good = bool(rules) and not any(map(self._may_show, (*element.classes, element.attr("id"))))
        if said:
            own = self._declared.get(said)
            if own is None:
                own = self._declared[said] = declarations(said)
            for_good = for_good or own.get("display") == "none" or own.get("visibility") == "hidden"
            values |= own
        return _style(values, for_good) if values else PLAIN

    def _may_show(self, name: str) -> bool:
        may = self._may.get(name)
        if may is None:
            may = self._may[name] = name in self._shown or len(name) > 2 and name in self._scripts
        return may


def _is_element(node: Any) -> bool:
    # Asked of the type: what stands above the root searches its whole page for a name that it does not know.
    return hasattr(type(node), "attr")


def _matches(rule: _Rule, element: Styled) -> bool:
    node = element.parent
    for parent, compound in rule.above:
        if parent:
            if not _is_element(node) or not compound.holds(node):
                return False
        else:
            for _ in range(_MOST_ABOVE):
                if not _is_element(node):
                    return False
                if compound.holds(node):
                    break
                node = node.parent
            else:
                return False
        node = node.parent
    return True


def _style(values: Mapping[str, str], for_good: bool) -> Style:
    weight = values.get("font-weight", "")
    slant = values.get("font-style", "")
    raised = values.get("vertical-align", "")
    family = values.get("font-family", "").split(",")[0].strip(" \"'")
    select = values.get("user-select", values.get("-webkit-user-select", ""))
    struck = f"{values.get('text-decoration', '')} {values.get('text-decoration-line', '')}"
    hidden = values.get("display") == "none" or values.get("visibility") == "hidden"
    display = values.get("display", "")
    if display == "flex" and values.get("flex-direction", "").startswith("column"):
        display = "flex-column"
    return Style(
        display=display,
        hidden=hidden and for_good,
        white_space=values.get("white-space", ""),
        bold=True if weight in _BOLD else False if weight in _LIGHT else None,
        slanted=True if slant.startswith(("italic", "oblique")) else False if slant == "normal" else None,
        struck="line-through" in struck,
        shifted="sup" if raised in ("super", "text-top") else "sub" if raised == "sub" else "",
        monospace=bool(_MONOSPACE.search(family)) if family and family not in ("inherit", "initial") else None,
        tinted=_TINT in values,
        copied=select != "none",
        align=values.get("text-align", ""),
        word_list=values.get("mso-list", ""),
    )


def _rules(text: str) -> Iterator[tuple[str, str, bool]]:
    """The selectors and bodies of a sheet; False for those for another medium, a smaller window or a printer."""
    text = _without_comments(text)
    at = 0
    skipped = 0
    start = 0
    depth = 0
    selectors = ""
    for mark in re.finditer(r"[{};]", text):
        head = text[at : mark.start()].strip()
        if mark[0] == ";":
            if not start:
                at = mark.end()
        elif mark[0] == "{":
            depth += 1
            if head.startswith("@") and not start:
                if not skipped and not _applies(head):
                    skipped = depth
                at = mark.end()
            elif not start:
                start = mark.end()
                selectors = head
        else:
            if start:
                yield selectors, text[start : mark.start()], not skipped
                start = 0
            elif skipped == depth:
                skipped = 0
            depth = max(depth - 1, 0)
            at = mark.end()


def _applies(head: str) -> bool:
    words = head.lower().split(None, 1)
    if words[0] in ("@layer", "@supports"):
        return True
    return words[0] == "@media" and words[1:] in (["screen"], ["all"], [])


def _without_comments(text: str) -> str:
    text = text.replace("<!--", "").replace("-->", "")
    parts: list[str] = []
    at = 0
    while (begin := text.find("/*", at)) >= 0:
        parts.append(text[at:begin])
        end = text.find("*/", begin + 2)
        if end < 0:
            return "".join(parts)
        at = end + 2
    parts.append(text[at:])
    return "".join(parts)
