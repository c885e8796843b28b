"""The words by which pages of chat products call their parts: who speaks, what is thought, offered,
or only worked with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from proofpress.evidence.chinese import is_chinese
from proofpress.readers.html.dom import Element
from proofpress.regex import regex
from proofpress.words import chat

USER = frozenset(("user", "human"))
MAYBE_USER = frozenset("query question prompt prompter send sent ask asker me self right outgoing request mine".split())
MACHINE = frozenset(
    "assistant model bot ai llm claude gpt chatgpt gemini deepseek kimi qwen grok copilot doubao".split()
)
MAYBE_MACHINE = frozenset("response answer receive received reply left incoming markdown prose md".split())
CHAT = frozenset("chat conversation conversations message messages dialog dialogue thread turn turns".split())
THOUGHT = frozenset("think thinking thought thoughts reasoning cot".split())
OFFER = frozenset("suggest suggestion suggestions suggested followup followups follow recommend recommended".split())
CONTROL = frozenset("action actions toolbar toolbox operations operation feedback buttons btns btn tooltip".split())
BAR = frozenset("header head bar banner title toolbar lang language decoration info label top footer".split())
ASIDE = frozenset("nav navigation sidebar sidenav aside history recent recents menu header footer".split())
"""What stands beside a conversation and is none of its turns."""
PICTURE = frozenset("avatar logo icon favicon".split())
CITED = frozenset("citation citations cite cites cited source sources footnote reference ref rag pill chip".split())
RENDERED = frozenset(("markdown", "prose"))
"""What holds an answer as the product renders it."""
TOOL = frozenset("tool tools toolcall toolcalls".split())
UNSEEN = (("sr", "only"), ("visually", "hidden"), ("screen", "reader"))
"""Words that together say that a part is for those who cannot see the page."""

_PRODUCT = regex(
    r"chatgpt|claude|gemini|deepseek|kimi|qwen|grok|perplexity|copilot|豆包|doubao|通义(?:千问)?|tongyi|千问|qianwen"
    r"|(?:腾讯)?元宝|yuanbao|文心一言|文小言|智谱清言|智谱|chatglm|讯飞星火|\bpoe\b|le chat|mistral|open ?webui"
    r"|hugging ?chat|lobechat|\bmeta ai\b|z\.ai|minimax|月之暗面",
    re.I,
)
_BESIDE = regex(r"\b(?:chat|ai|google|microsoft|app|web|studio|的?对话|聊天|分享|share[ds]?)\b|[\W_]", re.I)
"""What may stand beside a product's name where the name is all that is said."""
_PARTS = regex(r"(?<!\s)\s++[-–—|·:/]\s++|(?<!\s)\s*+[|｜_]\s*+")
_DIRECTING = regex("[\u200b-\u200f\u202a-\u202e]")
_WORD = regex(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONGEST = 120
_LONGEST_TITLE = 60
_SENTENCE = regex(r"(?<=[。！？?!])|(?<=\.)\s")
_MARKED = regex(r"[#>`~|<$\[!]|[-*+] |\d+[.)] |\*\*")
"""What a line of Markdown begins with that is more than words."""
_SIDES = {
    f"{how}-{where}": side
    for where, side in (("end", "right"), ("start", "left"))
    for how in ("items", "justify", "self")
}
_NO_PART = frozenset("math src model slug text url href title value content".split())


def _is_name(part: str) -> bool:
    return _PRODUCT.search(part) is not None and not _BESIDE.sub("", _PRODUCT.sub("", part))


def _parts(title: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(_DIRECTING.sub("", title[:400]).strip()) if part.strip()]


def is_product(title: str, site: str, host: str) -> bool:
    """True where a part of a title or the site's name is the name of a chat product, or its host is one's."""
    return any(map(_is_name, (*_parts(title), *_parts(site)))) or _PRODUCT.search(host) is not None


def names_product(text: str) -> bool:
    """Whether a text holds the name of a chat product."""
    return _PRODUCT.search(text) is not None


def is_untitled(title: str) -> bool:
    """Whether a title is one that a program gives to any conversation."""
    return chat.UNTITLED.regex.match(_PRODUCT.sub("", title).strip()) is not None


def without_product(title: str) -> str:
    """A page's title without the parts that name the product, and without signs that only direct its letters."""
    return " - ".join(part for part in _parts(title) if not _is_name(part))


def begins_with_product(title: str) -> bool:
    """Whether a product's name stands at the head of a title, as before its slogan."""
    return any(map(_is_name, _parts(title)[:1]))


def asked(question: str) -> str:
    """The title that a question makes: its first line, or the first sentence of that; "" where it is too long, or
    more than words."""
    line = next((line for line in question.split("\n") if line.strip()), "").strip()
    said = line if len(line) <= _LONGEST_TITLE else _SENTENCE.split(line, maxsplit=1)[0].strip()
    return said.replace("`", "") if len(said) <= _LONGEST_TITLE and not _MARKED.match(said) else ""


@lru_cache(4096)
def words(value: str) -> frozenset[str]:
    """The words in a name, cut at signs and capitals, in lower case; the side, too, to which a class of Tailwind moves
    an element."""
    found = frozenset(word.lower() for word in _WORD.findall(value[:_LONGEST]))
    return found | {_SIDES[value]} if value in _SIDES else found


def names(element: Element) -> Iterator[tuple[str, frozenset[str]]]:
    """What a page calls an element: its tag, classes and data, each with the words in it."""
    yield element.name, words(element.name)
    for name in sorted(element.classes):
        yield f".{name}", words(name)
    for key, value in element.attrs.items():
        if isinstance(value, str) and (key.startswith("data-") or key in ("id", "role", "type")):
            if words(key).isdisjoint(_NO_PART) and len(value) <= _LONGEST:
                yield f"[{key}={re.sub(r'[0-9]+', '', value)}]", words(value)
            if value in ("", "true"):
                yield f"[{key}]", words(key.removeprefix("data-"))


def called(element: Element) -> frozenset[str]:
    """All words that an element is called by."""
    found: set[str] = set()
    for _, said in names(element):
        found |= said
    return frozenset(found)


def spoken_names(said: str) -> dict[str, str]:
    """Under what name each side of a conversation speaks, in the language of what is said, without its code."""
    tongue = "zh" if is_chinese(said) else "en"
    return {side: told[tongue] for side, told in chat.NAMES.items()}
