"""An article that breaks off in mid-sentence, as a machine's output does at its limit: reported,
for nobody can mend it."""

from __future__ import annotations

import re

from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.tree import Block, Document, Footnote, List, Paragraph, Text, text_of

_ENDS = regex(r"[.!?。！？…:：;；)）\]】”’\"'`》~*|]\s*$")
_LETTER = regex(r"[\w,，、(（“]$")
_NO_SENTENCE = regex(r"https?://|@|^(?:作者|来源|出处|编辑|责编|by\b|author|source|tags?\b)", re.I)
_CAPTION = regex(r"(?:Figure|Fig\.|Table|Listing|Algorithm|图|表|代码)\s*\d[\d.-]*\s*[:：. ]", re.I)
_WORD = rf"[^\s.!?:：。！？{chinese.LETTERS}]{{1,30}}+"
_VALUE = regex(rf"(?:{_WORD}\s){{0,2}}{_WORD}\s?[:：]\s*{_WORD}(?:\s{_WORD})?$")
"""A label of three words at the most, and its value of two."""
_LEAST = 20


def apply(document: Document, ledger: Ledger) -> Document:
    """The document as it is; its last words are reported where all other paragraphs are sentences and they are none."""
    blocks = [node for node in document.children if not isinstance(node, Footnote)]
    if len(blocks) < 5:
        return document
    last = _words(blocks[-1])
    paragraphs = [
        text for node in blocks[:-1] if isinstance(node, Paragraph) and len(text := text_of(node).strip()) >= _LEAST
    ]
    whole = sum(bool(_ENDS.search(text)) for text in paragraphs)
    end = blocks[-1]
    if (
        len(paragraphs) >= 4
        and whole >= 0.9 * len(paragraphs)
        and len(last) >= _LEAST
        and _LETTER.search(last)
        and not _CAPTION.match(last)
        and not _VALUE.match(last)
        and not _NO_SENTENCE.search(last)
    ):
        ledger.doubted(
            end.span, "the article ends in mid-sentence; it may have been cut off", "文章在句子中间结束，可能被截断"
        )
    return document


def _words(node: Block) -> str:
    """The text of the last paragraph, or of the last point of a list of sentences."""
    if isinstance(node, List):
        points = [text_of(item).strip() for item in node.items]
        return points[-1] if len(points) > 1 and all(_ENDS.search(point) for point in points[:-1]) else ""
    return text_of(node).strip() if isinstance(node, Paragraph) and isinstance(node.children[-1], Text) else ""
