"""Orders to a writer: what tells a prompt from a manual that tells its readers what to do."""

from __future__ import annotations

import re

from proofpress import json_text
from proofpress.evidence.speech import Sign, bears
from proofpress.regex import regex
from proofpress.tree import (
    Block,
    Code,
    Document,
    Heading,
    List,
    Paragraph,
    Strong,
    Text,
    text_of,
    walk,
)
from proofpress.words import prompt

ASIDE = regex(r"(?<!\s)\s*+[（(](?P<aside>(?:[^（）()]++|[（(][^（）()]*+[）)])*+)[）)]\s*+$")
_SIZE = regex(rf"^\s*[（(]{prompt.SIZE}[）)]\s*$", re.I)
_SIZED_FIRST = regex(rf"\s*+{prompt.SIZE}\s*+[,，;；、](?!.*(?:\bread|\bminutes?\b|\bmin\b|分钟|阅读))", re.I)
"""A length and something else about the part; "1200 words, 5 min read" is what a site counted."""
_SIZED = regex(rf"[（(]{prompt.SIZE}[）)]\W*(?:$|\n)", re.I)
_LENGTH = regex(r"\d\s*(?:字(?![节符段典母体面号数])|words\b)", re.I)
_KEYS = frozenset(
    (
        "role content messages prompt instruction instructions system word_count requirements task model max_tokens"
        " 字数 要求"
    ).split()
)
_LONGEST = 500


def about_writing(document: Document) -> bool:
    """True where the title, or several headings, say that the article is about writing or prompting."""
    topic = prompt.TOPIC.regex.search
    if topic(str(document.meta.get("title", ""))):
        return True
    headings = [(node.depth, text_of(node)) for node in document.children if isinstance(node, Heading)]
    named = [text for _, text in headings if topic(text) and not prompt.LABEL.regex.match(text)]
    if len(named) > max(2, 0.2 * len(headings)):
        return True
    depth, first = headings[0] if headings else (0, "")
    return topic(first) is not None and (depth == 1 or not prompt.LABEL.regex.match(first))


def aside_of(node: Block) -> re.Match[str] | None:
    """The order in brackets at the end of a heading: "流程图（节点中不要有括号）", "Methods (about 500 words)"."""
    last = node.children[-1] if isinstance(node, Heading) else None
    found = ASIDE.search(last.value) if isinstance(last, Text) else None
    if not found:
        return None
    demanded = prompt.DEMANDED.regex.search(found["aside"]) and prompt.SHAPE.regex.search(found["aside"])
    sized = _SIZE.match(found[0]) or _SIZED_FIRST.match(found["aside"])
    return found if demanded or sized or _shapes(found["aside"]) else None


def is_aside(node: Block) -> bool:
    """True for a whole paragraph in brackets that says how the text under it is to be written."""
    if not isinstance(node, Paragraph) or not (text := text_of(node).strip()).startswith(("(", "（")):
        return False
    found = ASIDE.match(text)
    return found is not None and len(text) < _LONGEST and _shapes(found["aside"])


def _shapes(text: str) -> bool:
    return bool(prompt.ORDERED.regex.search(text) and prompt.SHAPE.regex.search(text))


def is_sized(node: Block, least: int = 2) -> bool:
    """True for an outline with the length of most parts behind them."""
    if not isinstance(node, List) or len(node.items) < least:
        return False
    return sum(bool(_SIZED.search(text_of(item))) for item in node.items) >= 0.6 * len(node.items)


def is_ticked(node: Block) -> bool:
    """True for a list of demands on the text, each of them ticked off."""
    return (
        isinstance(node, List)
        and len(node.items) >= 3
        and all(item.checked for item in node.items)
        and len(_words(text_of(node))) >= 3
        and bool(_LENGTH.search(text_of(node)))
    )


def is_orders(node: Block) -> bool:
    """True for a list of which half the points are orders or demands,
    in at least two words that only a text is made of."""
    if not isinstance(node, List):
        return False
    texts = [text_of(inner) for inner in walk(node) if isinstance(inner, Paragraph)]
    if len(_words("\n".join(texts))) < 2:
        return False
    points = [text_of(item.children[0]) for item in node.items if item.children]
    return (_are_ordered(texts) or _are_ordered(points)) and (len(texts) > 1 or is_order(texts[0]))


def _are_ordered(texts: list[str]) -> bool:
    orders = sum(bears(text, Sign.ORDER) or bool(prompt.DEMAND.regex.match(text)) for text in texts)
    return orders >= max(1, 0.5 * len(texts))


def are_demands(node: Block) -> bool:
    """True for a list of orders that names a length of text: certain by itself."""
    return (
        isinstance(node, List)
        and len(node.items) > 1
        and is_orders(node)
        and bool(_LENGTH.search(text_of(node)))
        and len(_words(text_of(node))) >= 3
    )


def is_order(text: str) -> bool:
    """True for a paragraph of a few sentences that tells somebody to write."""
    if len(text) >= _LONGEST or not bears(text, Sign.ORDER) or bears(text, Sign.FIRST):
        return False
    about = any(bears(text, sign) for sign in (Sign.WRITING, Sign.FORM, Sign.USER))
    return about and len(_words(text)) >= 2


def is_request(node: Block) -> bool:
    """True for JSON whose keys are those of a request to a model, and whose words speak of writing."""
    text = (node.value if isinstance(node, Code) else text_of(node) if isinstance(node, Paragraph) else "").strip()
    if not text.startswith(("{", "[")) or len(text) > 100_000:
        return False
    try:
        value = json_text.loads(text)
    except ValueError:
        return False
    value = value[0] if isinstance(value, list) and value else value
    return isinstance(value, dict) and len(_KEYS & value.keys()) >= 2 and bool(_words(text))


def is_to_an_expert(node: Block) -> bool:
    """ "You are a senior writer. Write an article of 2000 words": who the writer is, and what to write."""
    text = text_of(node) if isinstance(node, Paragraph) else ""
    return bool(prompt.EXPERT.regex.match(text)) and is_order(text)


def has_length(text: str) -> bool:
    """True where a length of text is named."""
    return _LENGTH.search(text) is not None


def is_bold_line(node: Block) -> bool:
    """True for a paragraph that is one bold phrase: a title or a heading of those who have no other."""
    return isinstance(node, Paragraph) and len(node.children) == 1 and isinstance(node.children[0], Strong)


def is_certain(node: Block, above: Block | None) -> bool:
    """True for what orders this text, where it stands, below the block `above`."""
    aside = aside_of(node)
    if aside and not _SIZE.match(aside[0]):
        return True
    if is_aside(node) and (isinstance(above, Heading) or _LENGTH.search(text_of(node))):
        return True
    return is_sized(node, 3) or is_ticked(node) or are_demands(node)


def _words(text: str) -> set[str]:
    return {re.sub(r"[\d\s]", "", word.lower()) for word in prompt.ABOUT.regex.findall(text)}
