"""`--chat`: what is kept of a conversation."""

from __future__ import annotations

import pytest

from proofpress.convert import convert
from proofpress.source import Source

TALK = "User: 什么是堆？\n\nAssistant: A tree.\n\nUser: And then?\n\nAssistant: Sift it down.\n"
ONE = "User: 什么是堆？\n\nAssistant: A tree.\n"
PAGE = (
    "<html><head><title>Heaps - Claude</title></head><body><main>"
    '<div data-testid="user-message">What is a heap?</div><div class="claude-response"><p>A tree.</p></div>'
    '<div data-testid="user-message">And then?</div><div class="claude-response"><p>Sift it down.</p></div>'
    "</main><textarea></textarea></body></html>"
)


@pytest.mark.parametrize("text", [TALK, PAGE])
def test_answers_alone(text: str) -> None:
    made = convert(Source("talk", text), chat="answer").markdown
    assert "A tree." in made
    assert "Sift it down." in made
    assert "And then?" not in made
    assert "**" not in made


@pytest.mark.parametrize("text", [TALK, ONE, PAGE])
def test_every_turn(text: str) -> None:
    made = convert(Source("talk", text), chat="dialogue").markdown
    assert "heap?" in made or "什么是堆？" in made
    assert made.count("**") >= 4


def test_what_is_left_out_stands_in_the_ledger() -> None:
    removed = [one.text for one in convert(Source("talk", TALK), chat="answer").ledger]
    assert any("And then?" in text for text in removed)
