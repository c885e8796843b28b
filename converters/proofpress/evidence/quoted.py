"""What an author quotes: a machine's words in it are no sign that the text around them is a machine's."""

from __future__ import annotations

from proofpress.evidence.speech import Sign, bears, is_refusal, to_the_user
from proofpress.regex import regex
from proofpress.tree import Block, Code, List, Paragraph, Quote, Table, text_of
from proofpress.words import answer, prompt, remark

COLON = regex(r"[:：][\s*_”\"’」]*$")
_SAID = frozenset((Paragraph, Quote, List, Code, Table))


def introduces(node: Block) -> bool:
    """True for a paragraph that ends in a colon and is an author's: no answer that begins, no order, no label of a
    prompt."""
    if not isinstance(node, Paragraph) or COLON.search(text := text_of(node).strip()) is None:
        return False
    answers = remark.PREFACE.regex.match(text) or remark.ANNOUNCED.regex.match(text) or prompt.LABEL.regex.match(text)
    answers = answers or remark.THOUGHTS.regex.match(text) or answer.CHECKS.regex.search(text)
    return not (answers or bears(text, Sign.ORDER) or bears(text, Sign.USER) or is_refusal(text) or to_the_user(text))


def own_words(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with nothing in the place of what is introduced as somebody's words."""
    return tuple(
        Paragraph((), span=node.span) if at and type(node) in _SAID and introduces(blocks[at - 1]) else node
        for at, node in enumerate(blocks)
    )
