"""What an article's rendered body may hold: one allow-list of elements, attributes, styles and schemes, at the sink.

Whatever a page was made of, and whichever reader erred, nothing outside the list is published. It is as wide as what
shows text, pictures, sound, formulas and figures, and holds nothing that runs, loads a document, or asks for input.
"""

from __future__ import annotations

from collections import Counter

import nh3

from proofpress.regex import regex
from proofpress.urls import SCHEMES

TEXT = frozenset(
    "a abbr acronym address article aside audio b bdi bdo big blockquote br button caption center cite code "
    "col colgroup "
    "data dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i "
    "img input ins "
    "kbd label li main mark nav ol p picture pre q rp rt ruby s samp section small source span strike strong "
    "sub summary "
    "sup table tbody td tfoot th thead time tr track tt u ul var video wbr autoref".split()
)
"""The last is a link of mkdocs-autorefs, until all pages are known."""
MATHML = frozenset(
    "math semantics annotation mrow mi mn mo mtext mspace ms mfrac msqrt mroot mstyle merror mpadded mphantom menclose "
    "msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mlabeledtr".split()
)
SVG = frozenset(
    "svg g defs path line rect circle ellipse polygon polyline text tspan title desc marker clipPath mask pattern "
    "linearGradient radialGradient stop symbol".split()
)
EVERYWHERE = frozenset(
    "class id title lang dir role style hidden tabindex align valign width height translate color bgcolor "
    "border".split()
)
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "hreflang", "name", "rel", "target", "download"},
    "audio": {"src", "controls", "loop", "muted", "preload"},
    "autoref": set(
        "identifier optional slug hover domain origin filepath lineno backlink-type backlink-anchor".split()
    ),
    "blockquote": {"cite"},
    "button": {"type", "disabled"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open", "name"},
    "font": {"face", "size"},
    "img": {"src", "alt", "loading", "decoding", "srcset", "sizes", "crossorigin", "referrerpolicy"},
    "input": {"type", "checked", "disabled", "name"},
    "ins": {"cite", "datetime"},
    "label": {"for"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "q": {"cite"},
    "source": {"src", "type", "media", "srcset", "sizes"},
    "table": {"cellpadding", "cellspacing", "frame", "rules", "summary"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
    "track": {"src", "kind", "label", "srclang", "default"},
    "ul": {"type"},
    "video": {"src", "poster", "controls", "loop", "muted", "preload", "playsinline", "autoplay"},
    **{
        name: set(
            "xmlns display encoding mathvariant mathcolor mathbackground mathsize stretchy fence separator accent "
            "accentunder movablelimits largeop symmetric form lspace rspace minsize maxsize linethickness columnalign "
            "rowalign columnspacing rowspacing columnlines rowlines columnspan rowspan scriptlevel "
            "displaystyle notation "
            "depth voffset linebreak".split()
        )
        for name in MATHML
    },
    **{
        name: set(
            "xmlns viewBox preserveAspectRatio d x y x1 y1 x2 y2 cx cy r rx ry dx dy points transform fill "
            "fill-opacity "
            "fill-rule clip-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray stroke-opacity "
            "opacity font-family font-size font-weight font-style text-anchor dominant-baseline offset stop-color "
            "stop-opacity gradientUnits gradientTransform markerWidth markerHeight refX refY orient focusable "
            "vector-effect".split()
        )
        for name in SVG
    },
}
STYLES = frozenset(
    "background-color border border-bottom border-bottom-width border-collapse border-color border-left "
    "border-left-width border-radius border-right border-right-style border-right-width border-spacing border-style "
    "border-top border-top-width border-width bottom clear color column-count display float font-family font-size "
    "font-style font-variant font-weight gap height left letter-spacing line-height list-style-type margin "
    "margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width opacity overflow "
    "overflow-x padding padding-bottom padding-left padding-right padding-top right text-align "
    "text-decoration text-indent "
    "text-transform top vertical-align white-space width word-break writing-mode".split()
)
"""Of `position` KaTeX's `relative` alone would do, and its style sheet says it; a list cannot tell it from `fixed`."""

_CLEANER = nh3.Cleaner(
    tags=set(TEXT | MATHML | SVG),
    clean_content_tags={"script", "style", "template", "iframe", "object", "noscript", "xmp", "noembed", "noframes"},
    attributes={"*": set(EVERYWHERE), **ATTRIBUTES},
    generic_attribute_prefixes={"data-", "aria-"},
    url_schemes=set(SCHEMES),
    filter_style_properties=set(STYLES),
    strip_comments=True,
    link_rel=None,
)


def sanitised(content: str) -> tuple[str, tuple[str, ...]]:
    """A page's HTML with nothing outside the list, and the names of elements and attributes that were taken out.

    Typeset formulas are checked by their own, narrower grammar and stay as they are: a parser of HTML loses letters of
    KaTeX's MathML, which nests elements that HTML does not.
    """
    rest, formulas = _lifted(content)
    made = _CLEANER.clean(rest)
    if any(_MARK.search(tag[0]) for tag in _TAG.finditer(made)):
        # What looked like a formula stands inside an attribute.
        rest, formulas = content, []
        made = _CLEANER.clean(content)
    gone = _names(rest) - _names(made)
    made = _MARK.sub(lambda mark: formulas[int(mark[1])] if int(mark[1]) < len(formulas) else mark[0], made)
    return made, tuple(sorted(gone))


def _names(content: str) -> Counter[str]:
    """What stands where a tag or an attribute with a value would; words of the text count alike before and after."""
    return Counter(found.lower() if found[0] == "<" else found[1:].lower() for found in _NAMES.findall(content))


_NAMES = regex(r"<[a-zA-Z][\w:-]*+|[\s\"'/][a-zA-Z][\w:-]*+(?=\s?=)")
_FORMULA = regex(r'<span class="katex">')
_SPAN = regex(r"<(/?)span\b")
_KATEX = "|".join(("span", "i", "svg", "path", *sorted(MATHML)))
_PLAIN = "|".join(
    (
        "class",
        "style",
        "aria-hidden",
        "d",
        "viewBox",
        "preserveAspectRatio",
        "width",
        "height",
        *sorted(ATTRIBUTES["math"]),
    )
)
_INERT = regex(
    rf"""(?:[^<]++|</(?:{_KATEX})>|<(?:{_KATEX})"""
    rf"""(?: (?:{_PLAIN})=(?:"[^"<>(&]*+"|'[^"<>(&']*+'|[\w.:;%#-]++))*+ ?/?>)*+"""
)
"""KaTeX's elements with plain values and nothing else. Text between them is text, whatever it says."""
_PLACED = regex(r"position:\s*+(?!relative)")
_MARK = regex("\ue000([0-9]{1,7})\ue001")
_TAG = regex(r'<[a-zA-Z][^\s<>]*+(?: [^\s=>"]++="[^"]*+")*+>')
"""A tag as ammonia writes it: every value in double quotes, and none inside one."""


def _lifted(content: str) -> tuple[str, list[str]]:
    """The page with a mark for each typeset formula, and the formulas."""
    formulas: list[str] = []
    if _MARK.search(content):
        return content, formulas
    out: list[str] = []
    at = 0
    while (found := _FORMULA.search(content, at)) is not None:
        end = _closed(content, found.start())
        formula = content[found.start() : end]
        out.append(content[at : found.start()])
        if _INERT.fullmatch(formula) and not _PLACED.search(formula):
            out.append(f"\ue000{len(formulas)}\ue001")
            formulas.append(formula)
        else:
            out.append(formula)
        at = end
    return "".join(out) + content[at:], formulas


def _closed(content: str, start: int) -> int:
    """Where the span that begins at `start` ends; before its end where it does not."""
    depth = 0
    for tag in _SPAN.finditer(content, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return content.find(">", tag.end()) + 1 or start + 1
    return start + 1
