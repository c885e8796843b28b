"""KaTeX's drawing of a formula in half the bytes, box for box the same, and the style sheet that goes with it.

KaTeX names every part of a formula; its style sheet knows a third of these names. What the sheet does not know is left
out, and so are elements that then say nothing. What is left gets names of one or two letters, and so do the lengths
that most formulas share. The MathML beside the drawing, with the TeX in it, stays as it is, and so do the outer
elements.

`tests/engines/test_compact.py` compares the places of all boxes in a browser.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain, product
from string import ascii_letters, ascii_lowercase, ascii_uppercase

from proofpress import assets
from proofpress.regex import regex

LENGTHS = tuple(
    f"{name}:{length}em"
    for name, lengths in {
        "margin-right": ".2778 .05 .2222 .1667 .0359 .0278 .0785 .1389 .1076 .109 .0037 .0556 .0714 .0576 "
        ".0715 .0315 .0502 .0572 .044 .016 "
        ".0139 .0528 .0269 .0197 .1945 .046 1 .0077 .4445",
        "margin-left": "-.0359 -.0278 -.1389 -.0715 -.0785 -.109 -.0576 -.2222 -.1945",
        "height": "2.7 3 .15 1 .3011 .3117 .6833 3.05 "
        ".1514 .8141 .3361 .8333 .6444 .2861 .8641 .8889 .686 1.3214 .4306 2.5 .345 .6944 .7519 "
        "2.05 1.55 .625 .714 .8451 .8491 1.2777 .7401 .6887 .2997 "
        ".1611 1.6514 .5806 .143 1.1901 .2806 .7278 3.6 .247 .85 .35 "
        "3.008 1.0641 1.0019 1.08 .8444 1.427 .5782 1.3714",
        "vertical-align": "-.25 -.1944 -.15 -.0833 -.2861 -.0391 -.345 -.686 -.136 -.35 -1.2777 -.2997 -.3558",
        "top": "-2.55 -3.063 -3.23 -3.113 -3.677 -2.314 -2.655 -3 -3.394 -3.05 -3.01 "
        "-1.8723 -2.4003 -2.989 -4.3 -2.453 -3.2029 -2.357 -4.21 -1.81",
        "border-bottom-width": ".04 .049",
    }.items()
    for length in lengths.split()
)
"""The declarations that stand in most formulas of technical articles: KaTeX computes them from its fonts' measures."""
_FREQUENT = (
    "mathnormal",
    "mspace",
    "katex-strut",
    "katex-base",
    "vlist-t",
    "sizing-6-3",
    "margin-right:.2778em",
    "vlist-t2",
    "margin-right:.05em",
    "msupsub",
    "margin-right:.2222em",
    "height:3em",
    "top:-2.55em",
    "margin-right:.1667em",
    "height:.15em",
    "vertical-align:-.25em",
    "height:1em",
    "nulldelimiter",
    "margin-right:.0359em",
    "top:-3.063em",
    "mfrac",
    "height:.3011em",
    "frac-line",
    "border-bottom-width:.04em",
    "top:-3.23em",
    "delimcenter",
    "vertical-align:-.1944em",
    "margin-right:.0278em",
    "margin-right:.0785em",
    "vertical-align:-.15em",
    "height:.3117em",
    "delimsizing",
    "mathbf",
    "height:3.05em",
    "mathrm",
    "height:.6833em",
    "op-symbol",
    "height:.1514em",
    "margin-right:.1389em",
    "margin-right:.1076em",
    "top:-3.113em",
    "top:-3em",
    "top:-3.677em",
    "margin-right:.109em",
    "height:.8141em",
    "top:-2.314em",
    "sizing-3-1",
    "height:.3361em",
    "height:.8333em",
    "height:.6444em",
    "margin-right:.0037em",
    "op-limits",
)
"""What stands most often, and has names of one letter."""
_OUTER = frozenset(
    (
        "katex",
        "katex-html",
        "katex-mathml",
        "katex-display",
        "katex-version",
        "katex-newline",
        "katex-tag",
        "leqno",
        "fleqn",
    )
)

# A stack of boxes is always `vlist-t` > `vlist-r` > `vlist` > box > `pstrut`, with `vlist-s` at the end of a first row
# of two: elements that need no name where they stand, the last one no element.
_ROW, _CELL, _STRUT = ".vlist-t>span", ".vlist-t>span>span", ".vlist-t>span>span>span>span:first-child"
_STACKED = (
    (r"\.vlist>span>\.pstrut", _STRUT),
    (r"\.vlist-r(?![\w-])", _ROW),
    (r"\.vlist(?![\w-])", _CELL),
    (r"\.vlist-s(?![\w-])", ".vlist-t2>span:first-child:after"),
    (r"\.vlist-t(?![\w-])", ":is(.vlist-t,.vlist-t2)"),
)
_UNNAMED = frozenset(("vlist-r", "vlist", "pstrut"))
_SPACER = frozenset(("vlist-s",))
_STRUT_HEIGHT = "height:2.7em"

_CLASS = regex(r"\.([a-zA-Z][\w-]*)")
_SIZING = regex(r"(?:katex-sizing|fontsize-ensurer)([ .])reset-size(\d+)[ .]size(\d+)")
_TOKEN = regex(
    r"""<span(?: class="([^"<]*+)")?(?: style="([^"<]*+)")?([^<>]*+)>|</span>"""
    r"""|<svg\b(?:(?!<svg\b).)*?</svg>|<[^<>]*+>|[^<]++""",
    re.S,
)
_ZERO = regex(r"(?<![\d.])0\.")
_NAMESPACE = regex(r' xmlns="http://www.w3.org/[^"]*"')


@lru_cache(maxsize=512)
def html(typeset: str) -> str:
    """KaTeX's HTML (`Typeset.html`) with its drawing compact; anything else comes back as it is."""
    head, mark, drawn = typeset.partition('<span class="katex-html"')
    return _NAMESPACE.sub("", head) + "".join(_compact(mark + drawn)) if mark else typeset


def _compact(drawn: str) -> list[str]:
    known, parents, grandparents = names(), *_selecting()
    out: list[str] = []
    # Of each open element: its end tag, and which of its classes choose elements below it.
    stack: list[tuple[str, frozenset[str]]] = []
    for token in _TOKEN.finditer(drawn):
        if token[0] == "</span>":
            out.append(stack.pop()[0] if stack else "</span>")
        elif not token[0].startswith("<span"):
            if not stack or stack[-1][1] != _SPACER:
                out.append(_NAMESPACE.sub("", token[0]))
        elif not stack:
            out.append(token[0])
            stack.append(("</span>", frozenset()))
        else:
            classes = [name for name in _SIZING.sub(r"sizing-\2-\3", token[1] or "").split() if name in known]
            declared = _declared(token[2] or "", classes)
            chosen = not stack[-1][1].isdisjoint(parents) or (
                len(stack) > 1 and not stack[-2][1].isdisjoint(grandparents)
            )
            own = frozenset(classes)
            if own != _SPACER and (classes or declared or token[3] or chosen):
                out.append(f"<i{_attributes(classes, declared)}{token[3]}>")
                stack.append(("</i>", own))
            else:
                stack.append(("", own))
    return out


def _declared(style: str, classes: list[str]) -> list[str]:
    """The declarations of a style, but for those that hold without being said."""
    unsaid = {"": "margin-left:0em", "pstrut": _STRUT_HEIGHT}.get("".join(classes))
    return [each for each in _ZERO.sub(".", style).split(";") if each and each != unsaid]


def _attributes(classes: list[str], declared: list[str]) -> str:
    short = names()
    unnamed = _UNNAMED | {"vlist-t"} if "vlist-t2" in classes else _UNNAMED
    named = " ".join(short[each] for each in (*classes, *declared) if each in short and each not in unnamed)
    style = ";".join(each for each in declared if each not in short)
    return "".join(
        f' {key}="{value}"' if re.search(r"[\s'=<>`]", value) else f" {key}={value}"
        for key, value in (("class", named), ("style", style))
        if value
    )


def style(sheet: str) -> str:
    """KaTeX's style sheet for what `html` makes."""
    short = names()
    at = sheet.index(".katex{")
    rules = re.sub(r"(?<![^{}])[^{}]++(?=\{)", lambda rule: _selector(rule[0]), sheet[at:])
    lengths = "".join(f".katex .katex-html .{short[each]}{{{each}}}" for each in LENGTHS)
    spacer = f".katex {_selector('.vlist-s')}{{content:'\\200b'}}.katex :where({_selector(_STRUT)}){{{_STRUT_HEIGHT}}}"
    return f"{sheet[:at]}.katex i{{font-style:inherit}}{rules}{spacer}{lengths}\n"


def _selector(selectors: str) -> str:
    short = names()
    text = ",".join(dict.fromkeys(_SIZING.sub(r"sizing-\2-\3", selectors).split(",")))
    for pattern, place in _STACKED:
        text = re.sub(pattern, place, text)
    return re.sub(r"\bspan\b", "i", _CLASS.sub(lambda m: f".{short.get(m[1], m[1])}", text))


@cache
def _sheet() -> str:
    text = assets.path("katex/dist/katex.min.css").read_text("utf-8")
    return _SIZING.sub(r"sizing-\2-\3", text[text.index(".katex{") :])


@cache
def names() -> dict[str, str]:
    """The short name of every class that the sheet knows, and of the lengths."""
    known = [name for selectors in re.findall(r"(?<![^{}])([^{}]++)\{", _sheet()) for name in _CLASS.findall(selectors)]
    letters = chain(ascii_letters, map("".join, product(ascii_lowercase, ascii_uppercase)))
    ordered = dict.fromkeys((*_FREQUENT, *LENGTHS, *known))
    return {name: name if name in _OUTER else next(letters) for name in ordered}


@cache
def _selecting() -> tuple[frozenset[str], frozenset[str]]:
    """Classes of the sheet that choose their element's children, and those that choose grandchildren."""
    parents: set[str] = set()
    grandparents: set[str] = set()
    for selector in (
        one for selectors in re.findall(r"(?<![^{}])([^{}]++)\{", _sheet()) for one in selectors.split(",")
    ):
        for chained in selector.split():
            steps = [set(_CLASS.findall(step)) for step in chained.split(">")]
            for index, classes in enumerate(steps[:-1]):
                parents |= classes
                grandparents |= classes if index < len(steps) - 2 else set()
    return frozenset(parents) - _OUTER, frozenset(grandparents) - _OUTER
