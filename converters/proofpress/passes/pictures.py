"""Images that are formulas by their address, and what editors hang on an image's address that no browser asks for."""

from __future__ import annotations

import re
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, Inlines, each_level, each_run, nested
from proofpress.readers import formula_images
from proofpress.regex import regex
from proofpress.tree import Block, Document, Image, InlineMath, Math, Paragraph, of_kinds

_EDITOR = regex(r"#(?:\?[^#]*|(?!(?:xywh|t|page)=)(?:[\w-]+=[^&#]*&)*+[\w-]+=[^&#]*)\Z")
"""A fragment of values is an editor's note to itself (where it was pasted from, how large it was, its number in the
page), but for those that name a part of the picture (Media Fragments)."""
_RASTER = regex(r"\.(?:png|jpe?g|gif|webp|bmp|avif)(?:\?[^#]*)?(?P<fragment>#[^#]*)\Z", re.I)
_SCHEME = regex(r"(?<![a-z])(?:dark|light)(?![a-z])", re.I)
"""Sites show a picture in one of their colour schemes by its fragment."""


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with formulas for pictures of formulas, in a line or, where nothing else stands in it, displayed."""
    if not any("#" in node.url or formula_images.in_address(node.url) for node in of_kinds(document, Image)):
        return document
    document = each_level(document, lambda blocks: _displayed(blocks, ledger))
    return each_run(document, lambda run: _run(run, ledger))


def _displayed(blocks: Blocks, ledger: Ledger) -> Blocks:
    return tuple(_alone(block, ledger) for block in blocks)


def _alone(block: Block, ledger: Ledger) -> Block:
    if not isinstance(block, Paragraph) or len(block.children) != 1 or not isinstance(only := block.children[0], Image):
        return block
    tex = formula_images.in_address(only.url)
    if not tex:
        return block
    _tell(only, ledger)
    if formula_images.is_in_a_line(only.url):
        return replace(block, children=(InlineMath(tex, span=only.span, inner=only.span),))
    return Math(tex, span=block.span, inner=block.span)


def _run(run: Inlines, ledger: Ledger) -> Inlines:
    run = nested(run, lambda inner: _run(inner, ledger))
    if not any(isinstance(node, Image) for node in run):
        return run
    return tuple(_image(node, ledger) if isinstance(node, Image) else node for node in run)


def _image(node: Image, ledger: Ledger) -> Image | InlineMath:
    if tex := formula_images.in_address(node.url):
        _tell(node, ledger)
        return InlineMath(tex, span=node.span, inner=node.span)
    if fragment := _unasked(node.url):
        ledger.repaired(
            node.span,
            "Unexpected notes of an editor behind an image's address",
            "图片地址后面附有编辑器的参数，已去掉",
            text=fragment,
        )
        return replace(node, url=node.url.removesuffix(fragment))
    return node


def _unasked(address: str) -> str:
    """The fragment of an image's address that means nothing to a browser: only of drawings does it show a part."""
    if (found := _EDITOR.search(address)) is not None:
        return found[0]
    found = _RASTER.search(address)
    return found["fragment"] if found is not None and not _SCHEME.search(found["fragment"]) else ""


def _tell(node: Image, ledger: Ledger) -> None:
    ledger.repaired(
        node.span, "Unexpected picture of a formula, expected its TeX", "公式图片，已还原为 TeX", text=node.url
    )
