"""Marks of a chat product: special tokens, citation markers, tracking parameters.

聊天产品留下的记号：特殊词元、引用标记、跟踪参数。

Reported:

````markdown
The result is known【4†source】.
````

Instead:

````markdown
The result is known.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence.citation import DAGGERED
from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace
from proofpress.source import Span

_MARK = regex(
    "<[|｜](?:im_start|im_end|im_sep|endoftext|eot_id|begin_of_text|end_of_text|start_header_id|end_header_id"
    r"|system|user|assistant|end|pad|sep|tool_calls?_\w+|begin▁of▁sentence|end▁of▁sentence|fim_\w+|python_tag|"
    r"[A-Z][a-z]+)[|｜]>"
    rf"|\[/?INST\]|<</?SYS>>|{DAGGERED}|:?contentReference\[oaicite:\d+\](?:\{{index=\d+\}})?"
    r"|\[?oai_citation:\d+[^\]\n]*\]?"
    r"|[\ue200-\ue206][^\n\ue200-\ue206]{0,80}[\ue200-\ue206]|\bcite(?:turn\d+\w+\d+)+|\bturn\d+(?:search|view"
    r"|news|image|file)\d+\b|\[cite(?:_start|_end|: ?[\d, ]+)\]|<grok-card[^>]*>|(?:</?s>)(?=\s|$)"
)
_HINTS = (
    "<|",
    "<｜",
    "INST]",
    "SYS>>",
    "†",
    "oaicite",
    "oai_citation",
    "\ue200",
    "\ue201",
    "\ue202",
    "turn0",
    "turn1",
    "[cite",
    "<grok-card",
    "s>",
    "utm_source=",
)
_TRACK = regex(
    r"[?&]utm_source=(?:chatgpt\.com|openai|perplexity|copilot\.com|gemini|claude\.ai|grok\.com"
    r"|deepseek)[^\s)\]>\"&#]*(?:&utm_\w+=[^\s)\]>\"&#]*)*"
)


def check(page: Page) -> Iterator[Remark]:
    """One remark a mark."""
    text = page.text
    if not any(hint in text for hint in _HINTS):
        return
    for found in _MARK.finditer(page.prose):
        yield Remark(
            Span(*found.span()),
            Words(
                f"Unexpected mark of a chat product {found[0]!r}, expected only the article",
                f"混入了聊天产品的记号“{found[0]}”",
            ),
            Words("Remove it.", "请删去。"),
            replace(found.start(), found.end(), ""),
        )
    for found in _TRACK.finditer(page.codeless):
        follows = page.text[found.end() : found.end() + 1] == "&"
        yield Remark(
            Span(*found.span()),
            Words("Unexpected tracking parameter in an address, expected the address alone", "网址里带有跟踪参数"),
            Words("Remove it.", "请删去。"),
            replace(found.start(), found.end() + follows, "?" if follows and found[0][0] == "?" else ""),
        )


RULE = Rule("residue-model-markup", ERROR, check, fix="unsafe")
