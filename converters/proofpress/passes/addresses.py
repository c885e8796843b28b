"""Bare addresses become links: a code host would link them with whatever punctuation follows,
other parsers not at all. Addresses of mail that a page kept from robots are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofpress import urls
from proofpress.evidence.address import find, patterns
from proofpress.ledger import SHOWN_MAIL, Ledger
from proofpress.passes.inlines import Inlines, each_run, nested
from proofpress.passes.redirects import led
from proofpress.regex import regex
from proofpress.tree import Document, Inline, InlineCode, Link, Text, sliced, text_of


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with every bare address as a link to itself."""
    made: list[Link] = []
    named: list[InlineCode] = []

    def run(nodes: Inlines) -> Inlines:
        nodes = tuple(
            _mail(node, ledger) if isinstance(node, Link) else node for node in nested(nodes, run, links=False)
        )
        if not any(isinstance(node, Text) and ("://" in node.value or "<" in node.value) for node in nodes):
            return nodes
        out: list[Inline] = []
        for node in nodes:
            if not isinstance(node, Text):
                out.append(node)
                continue
            parts = tuple(_linked(node))
            parts = parts if parts == (node,) else tuple(one for part in parts for one in led(part, ledger))
            made.extend(part for part in parts if isinstance(part, Link))
            named.extend(part for part in parts if isinstance(part, InlineCode))
            out.extend(parts)
        return tuple(out)

    linked = each_run(document, run)
    if made:
        en = f"{len(made)} bare addresses are links now" if len(made) > 1 else "a bare address is a link now"
        ledger.repaired(made[0].span, en, f"{len(made)} 个裸网址改为链接")
    for code in named:
        if code.value.startswith("["):
            ledger.doubted(code.span, "a shortcode that only its site knows; code", "只有原站点认识的短代码，写作代码")
        else:
            ledger.repaired(code.span, "an address with names in the place of values; code", "地址中有占位名，写作代码")
    return linked


def _mail(link: Link, ledger: Ledger) -> Link:
    """A link to an address of mail that Cloudflare kept from robots, with the address where the link still holds it."""
    address = urls.mailed(link.url)
    hidden = text_of(link).strip("[] ").replace("\xa0", " ") == _HIDDEN
    if address != link.url:
        ledger.repaired(link.span, *SHOWN_MAIL)
    elif hidden and urls.HIDES_MAIL in link.url:
        ledger.doubted(
            link.span,
            "an address of mail that the page kept from robots and the file does not hold",
            "页面对机器隐藏的邮箱地址，文件里已没有",
        )
    shown = (Text(address.removeprefix("mailto:"), span=link.span),)
    children = shown if hidden and address.startswith("mailto:") else link.children
    return replace(link, url=address, children=children)


_HIDDEN = "email protected"


def _linked(node: Text) -> Iterator[Inline]:
    """The parts of a text: each bare address a link; code one that leads nowhere before its names have values, and a
    shortcode that is given one."""
    at = 0
    for start, end in sorted((*patterns(node.value), *_given(node.value))):
        if start < at:
            continue
        yield from _addressed(sliced(node, at, start)) if start > at else ()
        inner = sliced(node, start, end)
        yield InlineCode(inner.value, span=inner.span)
        at = end
    yield from _addressed(sliced(node, at, len(node.value)) if at else node)


def _addressed(node: Text) -> Iterator[Inline]:
    """The parts of a text with links; the brackets that an address has of its own in plain text are signs of one."""
    at = 0
    for start, end in _found(node.value):
        first, last = (start - 1, end + 1) if _BRACKETED.match(node.value, max(start - 1, 0), end + 1) else (start, end)
        if first > at:
            yield sliced(node, at, first)
        inner = sliced(node, start, end)
        mail = "" if "://" in inner.value else "mailto:"
        yield Link(mail + inner.value, (inner,), span=inner.span)
        at = last
    if not at:
        yield node
    elif at < len(node.value):
        yield sliced(node, at, len(node.value))


def _found(text: str) -> Iterator[tuple[int, int]]:
    """Where the addresses of a text stand, and those of mail between brackets, in order."""
    yield from sorted((*find(text), *(found.span(1) for found in _MAIL.finditer(text))))


def _given(text: str) -> Iterator[tuple[int, int]]:
    """Where the shortcodes of a text stand that are given an address: `[button link="https://a.example"]`."""
    if "://" in text and "[" in text:
        yield from (found.span() for found in _SHORTCODE.finditer(text) if "://" in found[0])


_SHORTCODE = regex(
    r"\[[A-Za-z][\w-]{1,40}+"
    r"(?:\s++[\w-]++=(?:[\"“”″][^\"“”″\[\]\n]*+[\"“”″]|'[^'\[\]\n]*+'|[^\s\"'\[\]]++))++\s*+/?\]"
)
_BRACKETED = regex(r"<[^\s<>]++>")
_MAIL = regex(r"(?<![\w=])<([\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24})>")
