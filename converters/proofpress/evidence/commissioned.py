"""A prompt before its article, known by what it does and not by what its parts are called: it orders a text to be
written, tells the writer who it is or what alone to answer, and makes demands.

One of these is any author's. Together they are a prompt; whether it goes depends on whether the article that it orders
begins behind it.
"""

from __future__ import annotations

import re
from enum import Flag, auto

from proofpress.evidence import chinese, orders
from proofpress.evidence.quoted import COLON
from proofpress.evidence.speech import NAMED
from proofpress.languages import is_markdown
from proofpress.regex import regex
from proofpress.tree import Block, Code, Heading, HtmlBlock, List, Paragraph, Quote, ThematicBreak, text_of, walk
from proofpress.words import label, prompt

Blocks = tuple[Block, ...]
_EARLY = 4
"""A prompt says who writes, or what, within so many blocks."""
_GAP = 3
_LONGEST = 6000
_LABELLED = regex(r"\A\W*[^\n:：】>]{1,30}+[:：】>]\W*")
_WORD = regex(rf"[a-z]{{4,}}|(?=([{chinese.CLASS}]{{2}}))")
_SELF = regex(r"\bI\b|\bme\b|我")
_YOU = regex(r"\byou\b|please|[你您请]", re.I)
_TAG = regex(r"</?[a-z][\w-]*+>", re.I)
_SIGNS = regex(r"[\W_]+")
_COUNTED = regex(r"\W*(?:\d|[一二三四五六七八九十]+[、.．])")


class Act(Flag):
    """What a line of a prompt does."""

    NONE = 0
    CASTS = auto()
    """It tells the writer who it is."""
    ORDERS = auto()
    """It orders a text."""
    BOUNDS = auto()
    """It tells the writer what alone to answer."""
    DEMANDS = auto()
    """It demands a length or a form."""


_COMMANDS = Act.ORDERS | Act.BOUNDS


def acts(node: Block) -> Act:
    """What the lines of a block do, taken together; code counts where it may be a text."""
    found = Act.NONE
    for line in _lines(node):
        if _tells(line):
            continue
        bare = _LABELLED.sub("", line, count=1)
        if prompt.EXPERT.regex.match(line) or prompt.EXPERT.regex.match(bare):
            found |= Act.CASTS
        if prompt.COMMISSION.regex.search(line):
            found |= Act.ORDERS
        if prompt.ONLY.regex.search(line):
            found |= Act.BOUNDS
        if orders.has_length(line) or prompt.DEMAND.regex.match(line):
            found |= Act.DEMANDS
    return found | Act.DEMANDS if orders.is_orders(node) else found


def extent(blocks: Blocks) -> tuple[int, int, bool] | None:
    """Where a prompt at the beginning of a text says its first word, where it ends, and whether the article that it
    orders certainly begins there; None where no prompt stands there."""
    said: list[Act] = []
    last, gap, whole = -1, 0, Act.NONE
    for at, node in enumerate(blocks):
        shown = at > 0 and isinstance(above := blocks[at - 1], Paragraph) and _tells(text_of(above), COLON)
        did = Act.NONE if shown else acts(node)
        said.append(did)
        if did:
            last, gap, whole = at, 0, whole | did
        elif _is_head(node):
            gap += 1
        if gap > _GAP or last < 0 and at >= _EARLY:
            break
    if not _is_one(whole):
        return None
    first = next(at for at, did in enumerate(said) if did)
    if first == 1 and isinstance(blocks[0], Heading) and (end := _below(blocks, said)):
        return first, end, True
    so_far, size = Act.NONE, 0
    for at, node in enumerate(blocks[: len(said) + 1]):
        if _is_one(so_far) and _begins(blocks, at) and not any(map(_COMMANDS.__and__, said[at:])):
            sure = size < _LONGEST and _is_answered(blocks[:at], blocks[at:])
            return 0 if sure else first, at, sure
        so_far |= said[at] if at < len(said) else Act.NONE
        size += len(text_of(node))
    return first, last + 1, False


def _is_one(whole: Act) -> bool:
    """Whether acts together are those of a prompt."""
    return bool(whole & (Act.CASTS | Act.BOUNDS)) and len(list(whole)) > 2


def _below(blocks: Blocks, said: list[Act]) -> int:
    """Where a prompt ends that stands between a title that it names and the text; 0 where none does so."""
    end = 1
    while end < len(said) and (said[end] or prompt.LABEL.regex.match(text_of(blocks[end]))):
        end += 1
    whole = Act.NONE
    for did in said[1:end]:
        whole |= did
    title, ordered = key_of(text_of(blocks[0])), key_of(_ordered(blocks[1:end]))
    one = _is_one(whole) and not any(said[end:]) and size_of(title) > 1 and title in ordered
    return 0 if not one or any(prompt.TOPIC.regex.search(text_of(node)) for node in blocks[end : end + 2]) else end


def named(title: str, before: Blocks) -> bool:
    """Whether a line is the title that a prompt asks for: in its quotes, in a line of its own, or in the words of its
    order."""
    key = key_of(label.TITLED.regex.sub("", title))
    if size_of(key) < 4 or prompt.LABEL.regex.match(title):
        return False
    said = [text_of(node) for node in before]
    names = [key_of(name) for one in said for name in NAMED.findall(one)]
    if any(size_of(name) > 3 and (name in key or key in name) for name in names):
        return True
    if _COUNTED.match(title):
        return False
    lines = [line for node in before for line in _lines(node)]
    if any(key in (key_of(line), key_of(_LABELLED.sub("", line, count=1))) for line in lines):
        return True
    return any(key in key_of(one) or _tells_of(title, one) for one in said if prompt.COMMISSION.regex.search(one))


def key_of(text: str) -> str:
    """A text without its signs, in small letters."""
    return _SIGNS.sub("", text).lower()


def size_of(text: str) -> int:
    """The length of a name in Chinese characters, of which a word of three letters has one."""
    return chinese.count(text) + len(re.findall(r"[a-z0-9]{3}", text))


def _tells(text: str, also: re.Pattern[str] = _SELF) -> bool:
    """True for words of an author about what he did, which speak to nobody; `also` has to stand in them."""
    return bool(_SELF.search(text) and also.search(text)) and not _YOU.search(text)


def _lines(node: Block) -> list[str]:
    if isinstance(node, Code):
        return node.value.splitlines() if not node.lang or is_markdown(node.lang) or node.lang == "text" else []
    if isinstance(node, HtmlBlock) and len(node.value) < _LONGEST:
        return _TAG.sub("", node.value).splitlines()
    if isinstance(node, Paragraph):
        return text_of(node).splitlines()
    if not isinstance(node, List | Quote):
        return []
    return [line for inner in walk(node) if isinstance(inner, Paragraph) for line in text_of(inner).splitlines()]


def _is_head(node: Block) -> bool:
    return isinstance(node, Heading) or orders.is_bold_line(node)


def _begins(blocks: Blocks, at: int) -> bool:
    """Whether an article may begin at a block behind a prompt: at a heading that the prompt names, or
    that stands behind a rule or behind a prompt without headings of its own."""
    node = blocks[at]
    if not _is_head(node):
        return False
    if named(text_of(node).strip(), blocks[:at]):
        return True
    heads = [one.depth for one in blocks[:at] if isinstance(one, Heading)]
    high = isinstance(node, Heading) and node.depth <= min(heads, default=6)
    return high and (not heads or isinstance(blocks[at - 1], ThematicBreak))


def _is_answered(before: Blocks, after: Blocks) -> bool:
    """Whether a text is what the blocks before it order: it is more than they are, has their subject
    and does not speak of them."""
    if sum(len(text_of(node)) for node in after) < 0.5 * sum(len(text_of(node)) for node in before):
        return False
    opening = "\n".join(text_of(node) for node in after[:4] if isinstance(node, Heading | Paragraph))
    if prompt.TOPIC.regex.search(opening):
        return False
    title = text_of(after[0]).strip()
    return named(title, before) or _tells_of(title, _ordered(before), opening)


def _ordered(blocks: Blocks) -> str:
    """The lines that order a text."""
    return "\n".join(line for node in blocks for line in _lines(node) if prompt.COMMISSION.regex.search(line))


def _tells_of(title: str, text: str, also: str = "") -> bool:
    """Whether most of a title's words stand in a text, of Chinese each two characters, of others how they begin; or,
    where a text below the title is given too, whether three words stand in both."""
    words, said, more = (
        {(found[0] or found[1])[:5] for found in _WORD.finditer(one.lower())} for one in (title, text, also)
    )
    if also and len((words | more) & said) > (2 if title.isascii() else 4):
        return True
    return len(words & said) > (1 if title.isascii() else 2) and len(words & said) >= 0.5 * len(words)
