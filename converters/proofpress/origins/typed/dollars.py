"""Numbers between dollars, on pages whose script reads what stands between dollars as a formula:
there they are no money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from proofpress import scripts
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, Inlines, each_run, nested
from proofpress.regex import regex
from proofpress.source import Source
from proofpress.tree import Document, Inline, InlineMath, Text, place_in, sliced

_NUMBER = regex(r"(?<![\\$\w])\$(?P<tex>\d+(?:[.,]\d+)*)\$(?![\w$])")
_NAMES = ("inlineMath", "renderMathInElement", "delimiters")
_SETTINGS = regex("|".join(rf"{name[0]}(?<!\w{name[0]}){name[1:]}\b" for name in _NAMES))
"""The check of what stands before comes second: a pattern that begins with a letter is found many times as fast."""
_MOST = 40
_IGNORED = regex(
    r"i(?<!\wi)gnore(?:Html)?Class[\"']?\s*:\s*[\"'`][^\"'`\n]*(?:\.\*|\bdocument\b)"
    r"|c(?<!\wc)lass=[\"'][^\"'>]*\b(?:tex2jax|mathjax)_ignore\b"
)
"""Settings and classes by which MathJax leaves text alone."""
_LONGEST = 400
_ESCAPES = regex(r"\bprocessEscapes[\"']?\s*:\s*(?P<set>true|false)|(?P<three>\btex\s*:\s*\{)")
"""MathJax reads `\\$` as a dollar where it is told to, and from its third version on unless it is told not to."""


def are_read(root: Source) -> bool:
    """True where a script of the page takes single dollars, and no part of the page is kept from it."""
    text = root.text
    told = any(scripts.read((text[at : at + _LONGEST],)).dollars for at in _settings(root) if _is_in_script(text, at))
    return told and _IGNORED.search(text) is None


def _is_in_script(text: str, at: int) -> bool:
    """Whether a place is in a script or in an attribute, and no text that the page shows."""
    start = max(at - scripts.LONGEST, 0)
    in_script = text.rfind("<script", start, at) > text.rfind("</script", start, at)
    return in_script or text.rfind("<", start, at) > text.rfind(">", start, at)


def _settings(root: Source) -> Iterator[int]:
    """Where such a script is told its delimiters."""
    if not any(name in root.text for name in _NAMES):  # Much faster than the pattern, and hardly any page has one.
        return iter(())
    return islice((found.start() for found in _SETTINGS.finditer(root.text)), _MOST)


def numbers(blocks: Blocks) -> Blocks:
    """The blocks with such numbers as formulas."""

    def run(children: Inlines) -> Inlines:
        return tuple(made for node in children for made in (_parts(node) if isinstance(node, Text) else (node,)))

    return each_run(Document(blocks), run).children


def unescaped(blocks: Blocks, root: Source, ledger: Ledger) -> Blocks:
    """The blocks with the dollars of money that an author escaped for the page's script."""
    places = [(max(at - _LONGEST, 0), at + _LONGEST) for at in _settings(root)]
    told = [found for place in places for found in _ESCAPES.finditer(root.text, *place)]
    if not told or any(found["set"] == "false" for found in told):
        return blocks

    def run(children: Inlines) -> Inlines:
        return nested(tuple(map(money, children)), run)

    def money(node: Inline) -> Inline:
        if not isinstance(node, Text) or "\\$" not in node.value:
            return node
        ledger.repaired(
            node.span, "a dollar that is escaped for the page's script", "为页面脚本转义的美元符号", text=""
        )
        return replace(node, value=node.value.replace("\\$", "$"))

    return each_run(Document(blocks), run).children


def tripled(blocks: Blocks, root: Source) -> Blocks:
    """The blocks with what stands between three dollars as formulas, and between six as between two, on a page whose
    script is told so or that has several (Codeforces)."""
    if "$$$" not in root.text:
        return blocks
    pairs = len(list(islice(_TRIPLED.finditer(root.text), 2)))
    if pairs < 2 and not (pairs and _TOLD.search(root.text)):
        return blocks

    def run(children: Inlines) -> Inlines:
        made = (part for node in children for part in (_parts(node, _TRIPLED) if isinstance(node, Text) else (node,)))
        return nested(tuple(made), run)

    return each_run(Document(blocks), run).children


_TRIPLED = regex(r"(?<![\\$])(?P<signs>\${3}(?:\${3})?)(?![\s$])(?P<tex>[^$]{1,2000}?)(?<![\s\\])(?P=signs)(?!\$)")
_TOLD = regex(r"[\"'`]\${3}[\"'`]")


def _parts(node: Text, formula: re.Pattern[str] = _NUMBER) -> Iterator[Inline]:
    at = 0
    for found in formula.finditer(node.value):
        if at < found.start():
            yield sliced(node, at, found.start())
        span, inner = place_in(node, *found.span()), place_in(node, *found.span("tex"))
        if found[0].startswith(_SIX):
            yield Text(f"$${found['tex']}$$", span=span)
        else:
            yield InlineMath(found["tex"], span=span, inner=inner)
        at = found.end()
    if at < len(node.value):
        yield sliced(node, at, len(node.value)) if at else node


_SIX = "$" * 6
