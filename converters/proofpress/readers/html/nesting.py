"""What tags mean for one another: which have no end, which end others that a page leaves open, and what they cannot
reach through (the HTML standard, html.spec.whatwg.org, 13.2.6)."""

from __future__ import annotations

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
"""Elements without an end."""
TEXTUAL = frozenset("p li td th dd dt h1 h2 h3 h4 h5 h6 blockquote figcaption span em strong b i a code".split())
"""Elements that hold sentences."""
RAW = frozenset(("script", "style", "iframe", "noembed", "noframes", "xmp", "textarea", "title"))
"""Elements whose content holds no tags."""
KEEPS_ENTITIES = frozenset(("script", "style", "iframe", "noembed", "noframes", "xmp"))
"""Those whose content holds no character references either."""
NO_TEXT = frozenset(
    ("table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl", "select", "html", "head", "colgroup", "menu")
)
"""Elements in which white space alone is no text."""
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
CLOSES_P = frozenset(
    "address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6"
    " header hgroup hr li listing main menu nav ol p pre search section summary table ul xmp".split()
)
"""Start tags that end an open paragraph."""
ONCE = frozenset(("html", "head", "body"))
"""Elements of which a page has one: later tags are passed over."""
CARD_VALUE = "data-card-value"
"""The attribute in which an element of an editor holds what it shows."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
SCOPE = frozenset(
    ("table", "td", "th", "caption", "template", "object", "marquee", "applet", "html", "svg", "math", "foreignobject")
)
"""Elements that an end tag does not reach out of."""
SPECIAL = SCOPE | CLOSES_P | frozenset(("body", "button", "tr", "tbody", "thead", "tfoot", "select", "head"))
IMPLIED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu", "dir")) | SCOPE),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",)) | SCOPE),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",)) | SCOPE),
    "tr": (frozenset(("tr", "caption", "colgroup")), frozenset(("table",))),
    "td": (frozenset(("td", "th")), frozenset(("table", "tr"))),
    "th": (frozenset(("td", "th")), frozenset(("table", "tr"))),
    "thead": (frozenset(("thead", "tbody", "tfoot", "caption", "colgroup")), frozenset(("table",))),
    "tbody": (frozenset(("thead", "tbody", "tfoot", "caption", "colgroup")), frozenset(("table",))),
    "tfoot": (frozenset(("thead", "tbody", "tfoot", "caption", "colgroup")), frozenset(("table",))),
    "option": (frozenset(("option",)), frozenset(("select", "datalist", "optgroup"))),
    "optgroup": (frozenset(("option", "optgroup")), frozenset(("select",))),
    "rt": (frozenset(("rt", "rp", "rb")), frozenset(("ruby",))),
    "rp": (frozenset(("rt", "rp", "rb")), frozenset(("ruby",))),
    "a": (frozenset(("a",)), SCOPE),
    "button": (frozenset(("button",)), SCOPE),
    "body": (frozenset(("head",)), frozenset()),
}
"""By start tag: it closes the nearest of the first set, unless one of the second stands between."""
END_STOPS: dict[str, frozenset[str]] = {
    "li": frozenset(("ul", "ol", "menu", "dir")) | SCOPE,
    **{name: frozenset(("table",)) for name in ("td", "th", "tr", "tbody", "thead", "tfoot", "caption")},
    "table": frozenset(("template",)),
}
"""By end tag: what it does not reach out of, where that is not `SCOPE`."""
CLOSING = CLOSES_P | HEADINGS | IMPLIED.keys() | {"image"}
"""Start tags that may close something."""
SCOPE_AND_BUTTON = SCOPE | {"button"}
