"""Law 2 on everything there is: what a conversion gives converts to itself, byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofpress import tree
from proofpress.convert import convert
from proofpress.source import Source
from proofpress.writer import write
from tests.shared import ABSENT, SHARED
from tests.trees import documents

KINDS = ("seeds/*", "corpus/llm-*/*", "corpus/transcript-*/*", "corpus/md-*/*")

generated = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
SIGNS = "#*_`~$[](){}<>|\\-+=:：。，、!?1234 \n\t海"
PIECES = (
    "\n\n",
    "```",
    "```python\n",
    "$$",
    "**",
    "<think>",
    "</think>",
    "<|a|>",
    "[1]",
    "[^1]",
    "[^1]: ",
    "## ",
    "1. ",
    "| a | b |\n",
    "|---|---|\n",
    "文章",
    "{% note %}",
    "{{< x >}}",
    "http://a.bc/d",
    "•",
    "1、",
    "## 参考文献\n\n",
    "关键词：",
    "摘要：",
    "\\(",
    "\\]",
    "---\n",
    "&nbsp;",
    "<br>",
    "User: ",
    "Assistant: ",
)
noise = st.lists(st.sampled_from([*SIGNS, *PIECES]), max_size=40).map("".join)


@given(documents())
@generated
def test_documents(document: tree.Document) -> None:
    again(write(document))


@given(noise)
@generated
def test_noise(text: str) -> None:
    if text.strip():
        again(text)


@pytest.mark.skipif(not SHARED.is_dir(), reason=ABSENT)
@pytest.mark.parametrize("kind", KINDS)
def test_corpus(kind: str) -> None:
    for path in sorted(SHARED.glob(kind)):
        if ".truth." not in path.name:
            again(Source.from_bytes(path.name, path.read_bytes()).text)


def again(text: str) -> None:
    first = convert(Source("a.md", text)).markdown
    assert convert(Source("a.md", first)).markdown == first
