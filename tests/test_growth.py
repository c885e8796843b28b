"""What is twice as long costs twice as much: counted in calls, not by a clock, for converting and for checking."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable

import pytest

from proofpress.check import examine
from proofpress.convert import convert
from proofpress.ledger import Ledger
from proofpress.origins.frame import Frame
from proofpress.origins.weight import Weights
from proofpress.readers.html import parse
from proofpress.repairs import copied_formulas
from proofpress.repairs.dialects import inline
from proofpress.rules.page import Page
from proofpress.rules.typography._strong import strongs
from proofpress.source import Source
from tests.hostile import HOSTILE

CHARACTERS = 1_500


def calls(work: Callable[[Source], object], text: str) -> int:
    """How many functions, of Python and of C, run while a text is worked on."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    source = Source("page.md", text)
    sys.setprofile(count)
    try:
        work(source)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("work", [convert, examine], ids=["convert", "check"])
@pytest.mark.parametrize("name", HOSTILE)
def test_calls_grow_with_the_text_alone(name: str, work: Callable[[Source], object]) -> None:
    """A longer text may be read as something else than a short one, once:
    what grows too fast does so at every length."""
    make = HOSTILE[name]
    unit = max(len(make(40)) // 40, 1)
    counts = []
    for times in (1, 2, 4):
        counts.append(calls(work, make(times * max(CHARACTERS // unit, 20))))
        if counts[1:] and counts[-1] < 2.6 * counts[-2] + 5_000:
            return
    pytest.fail(f"calls for one, two and four times the text: {counts}")


def test_bold_words_of_one_line_cost_what_those_of_many_do() -> None:
    def seconds(end: str) -> float:
        page = Page(Source("page.md", ("先写**日志**再写数据" + end) * 60_000))
        assert page.prose
        assert page.flows
        began = time.process_time()
        assert not list(strongs(page))
        return time.process_time() - began

    assert seconds("。") < 4 * seconds("\n") + 0.2


def test_a_text_is_asked_once_whether_its_words_are_underlined(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Counted:
        def search(self, text: str) -> re.Match[str] | None:
            asked.append(text)
            return typed.search(text)

    typed = inline._TYPED
    monkeypatch.setattr(inline, "_TYPED", Counted())
    source = Source("page.md", "a ++x y++ b\n\n" * 50)
    inline.apply(source, Ledger(source))
    assert asked == [source.text]


def test_signs_beside_names_with_underscores_are_no_formulas_to_try() -> None:
    text = ("-" * 80 + " a `missing_keys` of state_dict, x = (a - b) / (a + b) and n_items = " + "." * 40 + "\n\n") * 10
    assert calls(lambda source: copied_formulas.apply(source, Ledger(source)), text) < 20 * len(text)


def test_posts_cost_the_same_in_a_long_thread() -> None:
    def counted(posts: int) -> int:
        post = '<div class="comment-body js-comment-body"><p>Words of one post.</p></div>'
        return calls(convert, f'<html><body><div class="js-discussion">{post * posts}</div></body></html>')

    counted(1)  # What is loaded with the first page is none of its posts'.
    few, some, many = map(counted, (80, 160, 320))
    assert many - some < 2.2 * (some - few)


@pytest.mark.parametrize(
    "part",
    [
        "<section class=post><p>A word.</p><footer><time>Monday</time> Kim</footer></section>",
        "<p>A word.</p><footer><time>Monday</time> Kim</footer>",
        "<h3>A word</h3><aside>Two words</aside>",
    ],
)
def test_a_part_of_the_frame_costs_the_same_beside_many(part: str) -> None:
    def counted(parts: int) -> int:
        text = "<p>A text.</p>" * parts
        page = parse(Source("page.html", f"<body><h1>Title</h1><main>{text}<div>{part * parts}</div></main></body>"))
        weights = Weights(page)
        return calls(lambda _: Frame(page, weights), "")

    counted(1)  # What is loaded with the first page is no part of it.
    few, some, many = map(counted, (80, 160, 320))
    assert many - some < 2.2 * (some - few)
