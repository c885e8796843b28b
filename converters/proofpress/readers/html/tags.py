"""What becomes of each tag: dropped, unwrapped, or handled. A tag that is not here is unwrapped in its line."""

from __future__ import annotations

from proofpress.ledger import CONTROL
from proofpress.readers.html import (
    blocks,
    buttons,
    cited,
    code,
    confluence,
    controls,
    custom,
    definitions,
    embeds,
    fields,
    figures,
    folded,
    images,
    inlines,
    lake,
    links,
    lists,
    mentions,
    svg,
    tables,
    tasks,
    yuque,
)
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Handler, Reader


def _dropped(en: str, zh: str) -> Handler:
    def handle(reader: Reader, element: Element) -> None:
        if element.contents or element.name == "input":
            reader.drop(element, en, zh)

    return handle


def _script(reader: Reader, element: Element) -> None:
    if element.contents:
        embeds.dropped_script(reader, element)


_CONTROL = _dropped(*CONTROL)
_FRAME = _dropped("a part of the page's frame", "页面框架的一部分")


def _dialog(reader: Reader, element: Element) -> None:
    """A dialog that an author shows open is a part of the text."""
    if controls.is_shown_dialog(element):
        blocks.block(reader, element)
    else:
        _FRAME(reader, element)


def _nothing(reader: Reader, element: Element) -> None:
    """Speaks to browsers alone and holds no text."""


HANDLERS: dict[str, Handler] = {
    # drop
    **dict.fromkeys(("style", "template"), _script),
    **dict.fromkeys(
        (
            "link",
            "meta",
            "base",
            "area",
            "map",
            "param",
            "source",
            "track",
            "col",
            "colgroup",
            "bgsound",
            "basefont",
            "frame",
        ),
        _nothing,
    ),
    **dict.fromkeys(("option", "datalist"), _CONTROL),
    **dict.fromkeys(("select", "progress", "meter"), buttons.field),
    **dict.fromkeys(("head", "title", "nav", "canvas", "frameset", "noframes"), _FRAME),
    "dialog": _dialog,
    "input": tasks.shown,
    "wbr": inlines.wbr,
    "rp": _nothing,
    # handle: in a line
    "a": links.anchor,
    **dict.fromkeys(("em", "i", "var", "dfn"), inlines.emphasis),
    "cite": inlines.cite,
    "time": inlines.time,
    **dict.fromkeys(("strong", "b"), inlines.strong),
    **dict.fromkeys(("del", "s", "strike"), inlines.delete),
    **dict.fromkeys(("code", "tt", "samp"), code.inline),
    "kbd": inlines.tagged("kbd"),
    "sub": inlines.tagged("sub"),
    "sup": inlines.tagged("sup"),
    "mark": inlines.tagged("mark"),
    **dict.fromkeys(("span", "font", "ins", "u", "small", "big", "label", "abbr"), inlines.span),
    "q": inlines.quoted,
    "rt": inlines.ruby_text,
    "br": inlines.line_break,
    "button": buttons.button,
    "img": images.img,
    "picture": embeds.picture,
    "noscript": images.noscript,
    "script": embeds.script,
    **dict.fromkeys(("math", "mjx-container"), embeds.math),
    "m:omath": embeds.omml,
    "svg": svg.svg,
    **dict.fromkeys(("iframe", "embed", "object", "video", "audio", "applet"), embeds.frame),
    # handle: blocks
    "p": blocks.paragraph,
    **{f"h{depth}": blocks.heading(depth) for depth in range(1, 7)},
    "hr": blocks.rule,
    "blockquote": blocks.quote,
    **dict.fromkeys(("ul", "ol", "menu", "dir"), lists.items),
    "li": lists.item,
    "dl": definitions.definitions,
    "details": folded.details,
    "figure": figures.figure,
    **dict.fromkeys(("pre", "listing", "xmp"), code.pre),
    "textarea": fields.textarea,
    "table": tables.table,
    # handle: other systems' own
    "ac:structured-macro": confluence.macro,
    "ac:macro": confluence.macro,
    "ac:task-list": confluence.tasks,
    "ac:image": confluence.image,
    "ac:link": confluence.link,
    **dict.fromkeys(("ac:parameter", "ac:task-id", "ac:task-status"), confluence.nothing),
    "ac:placeholder": confluence.placeholder,
    "ac:emoticon": mentions.emoticon,
    "card": lake.card,
    **dict.fromkeys(("d-math", "tex-math", "la-tex"), embeds.tex),
    **dict.fromkeys(("d-code", "dt-code"), code.typeset),
    **dict.fromkeys(("d-cite", "dt-cite"), cited.cite),
    "-": custom.element,
    **dict.fromkeys(("amp-img", "amp-anim"), images.img),
    **dict.fromkeys(("amp-iframe", "amp-video", "amp-audio"), embeds.frame),
    **yuque.HANDLERS,
    "figcaption": figures.caption,
    # unwrap: on lines of their own
    **dict.fromkeys(
        (
            "address article aside body caption center dd div dt fieldset footer form header "
            "hgroup html legend main search"
            " section summary tbody td tfoot th thead tr optgroup multicol"
        ).split(),
        blocks.block,
    ),
}
