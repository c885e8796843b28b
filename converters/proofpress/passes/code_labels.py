"""What the head of a chat's code block said, copied along with the code: its language, "copy code".

A paragraph of nothing but a language's name in small letters, right before a block of that language or of none, is such
a head; so is "复制代码" there. A name that differs from the block's language is the author's. So are all where one is
written as its language is, as "JavaScript", and nothing says "copy": a head has none but small letters.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from proofpress.evidence.code import is_code, is_command
from proofpress.languages import canonical, is_known
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.regex import regex
from proofpress.tree import Block, Code, Document, Paragraph, Text, text_of
from proofpress.words import chat

_CONTROL = "|".join(phrase.pattern for phrase in chat.BUTTONS.phrases)
_HEAD = regex(rf"(?P<lang>[a-z][a-z0-9+#.-]{{0,14}})?\s*(?P<controls>(?:(?:{_CONTROL})\s*)*)", re.I)
_COPY = regex(r"复制代码|一键复制|copy code", re.I)
_MOST = 3
_SHELLS = frozenset(("bash", "sh", "shell", "zsh", "console", "powershell", "cmd"))


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without the heads of its code blocks; a block without a language has the one that its head said."""
    return each_level(document, lambda blocks: _level(blocks, ledger))


def _level(blocks: Blocks, ledger: Ledger) -> Blocks:
    blocks = tuple(_command(above, node, ledger) for above, node in zip((None, *blocks), blocks, strict=False))
    if not any(isinstance(node, Code) for node in blocks) or _by_hand(blocks):
        return blocks
    out: list[Block] = []
    for node in blocks:
        if isinstance(node, Code):
            node = _without_first(_without_head(out, node, ledger), ledger)
        out.append(node)
    return tuple(out)


def _command(above: Block | None, node: Block, ledger: Ledger) -> Block:
    """The commands of a shell in a paragraph below the head of their block, as that block."""
    if above is None or not _is_line(node) or (_said(above) or ("", ""))[0] not in _SHELLS:
        return node
    value = text_of(node).strip()
    if not all(map(is_command, value.split("\n"))):
        return node
    ledger.repaired(node.span, "a listing that lost its block", "失去代码块的代码", text=value)
    return Code(value, span=node.span)


def _by_hand(blocks: Blocks) -> bool:
    """Whether somebody wrote above the blocks in which language each is."""
    above = [text_of(one).strip() for one, below in pairwise(blocks) if _is_line(one) and isinstance(below, Code)]
    return any(not name.islower() and is_known(name.lower()) for name in above) and not any(map(_COPY.search, above))


def _is_line(node: Block) -> bool:
    return isinstance(node, Paragraph) and all(isinstance(inline, Text) for inline in node.children)


def _without_head(before: list[Block], code: Code, ledger: Ledger) -> Code:
    """Take the head off the blocks before; the block with its language."""
    count = 0
    lang, controls = "", ""
    while count < min(_MOST, len(before)):
        said = _said(before[-1 - count])
        if said is None or said[0] and lang:
            break
        lang, controls = said[0] or lang, said[1] + controls
        count += 1
        if lang:
            break
    if not count or not lang and not _COPY.search(controls) or lang and code.lang not in ("", "text", canonical(lang)):
        return code
    for node in before[-count:]:
        ledger.removed(
            node.span, "the head of a code block, copied along", "随代码复制来的代码块标题栏", text=text_of(node)
        )
    del before[-count:]
    return replace(code, lang=canonical(lang)) if lang and code.lang in ("", "text") else code


_FIRST = regex(r"(?<!\s)\s*+(?P<lang>[a-z][a-z0-9+#-]{0,14}+)[ \t]*+\n(?:[ \t]*+\n)++(?=\s*+\S)")
_DECLARED = frozenset(("c", "cpp", "csharp", "java", "go", "rust", "kotlin", "swift", "php"))
"""Languages in which a bare name is no statement; in a shell it would be a program, in Python a value."""


def _without_first(code: Code, ledger: Ledger) -> Code:
    """The block without the name of a language that became its first line."""
    found = _FIRST.match(code.value)
    if found is None or code.lang == "mermaid" or not is_known(found["lang"]):
        return code
    lang, rest = canonical(found["lang"]), code.value[found.end() :]
    plain = code.lang in ("", "text")
    if plain and not any(map(is_code, rest.split("\n"))) or not plain and code.lang not in (lang, *_DECLARED):
        return code
    ledger.removed(
        code.span, "the head of a code block, copied along", "随代码复制来的代码块标题栏", text=found["lang"]
    )
    return replace(code, value=rest, lang=lang if plain else code.lang)


def _said(node: Block) -> tuple[str, str] | None:
    """The language and the controls that a paragraph names; None where it says anything else."""
    if not _is_line(node):
        return None
    words = text_of(node).strip()
    if not words or len(words) > 40:
        return None
    if re.fullmatch(rf"(?:(?:{_CONTROL})\s*)+", words, re.I):
        return "", words
    found = _HEAD.fullmatch(words)
    lang = found["lang"] if found else None
    if found is None or not lang or not lang.islower() or not is_known(lang):
        return None
    return lang, found["controls"]
