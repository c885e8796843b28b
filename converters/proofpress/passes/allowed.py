"""Only addresses of `urls.SCHEMES` and of pictures stay: an address that could run a script never leaves a conversion.

A link that has another becomes its text, an image its description.
A picture that stands in its own address becomes a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from proofpress import urls
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Inlines, each_run, nested
from proofpress.readers.html import images
from proofpress.regex import regex
from proofpress.tree import Document, Image, Inline, Link, Text, of_kinds

_MISSPELT = regex(r"(?:h{0,2}t{1,3}p{1,2}s{0,2})://(?=[\w-]+\.[\w.-])", re.I)
"""http or https with a letter too many or too few."""
_ADDRESSES = ("source", "license", "url", "link", "permalink", "canonical", "image", "cover", "thumbnail")
"""The keys of a front matter that sites print as links or pictures."""


def apply(document: Document, ledger: Ledger) -> Document:
    """The document, and its front matter, without other addresses."""
    document = _with_meta(document, ledger)
    refused = {node.url for node in of_kinds(document, Link, Image) if not urls.allowed(node.url)}
    if not refused:
        return document
    for one in document.definitions:
        if one.url in refused and not urls.clean(one.url):
            ledger.removed(
                one.span, "the definition of a link whose address is not allowed", "链接定义，其地址不被允许"
            )

    def run(nodes: Inlines) -> Inlines:
        return tuple(made for node in nested(nodes, run) for made in _checked(node, ledger))

    return each_run(document, run)


def _checked(node: Inline, ledger: Ledger) -> Inlines:
    if not isinstance(node, Link | Image) or urls.allowed(node.url):
        return (node,)
    if below := urls.clean(node.url):
        ledger.repaired(
            node.span,
            "Unexpected escaped colon, which a reader may take for that of a scheme; the address begins with a dot",
            "相对地址中转义的冒号可能被当作协议；地址改以点开头",
        )
        return (replace(node, url=below),)
    if isinstance(node, Link):
        if (misspelt := _MISSPELT.match(node.url)) is not None:
            ledger.repaired(node.span, "a link whose scheme is misspelt", "链接的协议名拼写有误", text=node.url)
            scheme = "https" if "s" in misspelt[0].lower() else "http"
            return (replace(node, url=f"{scheme}://{node.url[misspelt.end() :]}"),)
        ledger.repaired(
            node.span,
            "Unexpected address, expected http, https, mailto or a path; the text stays without its link",
            "链接地址不被允许；文字保留，链接去掉",
        )
        return node.children
    if (found := images.picture(node.url)) is not None:
        ledger.repaired(node.span, "a picture inside its address is a file now", "内嵌的图片已写成文件")
        return (replace(node, url=images.store(ledger, *found)),)
    if name := urls.on_a_disk(node.url):
        ledger.repaired(node.span, *images.ELSEWHERE, text=node.url)
        return (replace(node, url=name),)
    ledger.removed(node.span, "an image whose address is not allowed", "图片地址不被允许")
    return (Text(node.alt, span=node.span),) if node.alt else ()


def _with_meta(document: Document, ledger: Ledger) -> Document:
    kept: dict[str, object] = {}
    for key, value in document.meta.items():
        if isinstance(value, Mapping) and key in _ADDRESSES:
            value = {name: entry for name, entry in value.items() if _is_fit(entry)}
        if key not in _ADDRESSES or _is_fit(value):
            kept[key] = value
    if kept == document.meta:
        return document
    ledger.removed(
        document.span, "an address in the front matter that is not allowed", "文件头中不被允许的地址", text=""
    )
    return replace(document, meta=kept)


def _is_fit(value: object) -> bool:
    return not isinstance(value, str) or " " in value.strip() and ":" not in value or urls.allowed(value)
