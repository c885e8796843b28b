"""What a page nests deeply costs what its elements cost, not that for each level."""

from __future__ import annotations

import pytest

from proofpress.convert import convert
from proofpress.readers.html.dom import Element
from proofpress.source import Source


def test_words_below_many_elements_are_not_read_again_for_each_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Element] = []
    words = Element.words

    def counted(element: Element) -> str:
        asked.append(element)
        return words(element)

    monkeypatch.setattr(Element, "words", counted)
    counts: list[int] = []
    for levels in (200, 400):
        asked.clear()
        ad = "<p><a href='#go'>Go on</a></p><p>below</p>"
        convert(Source("a.html", "<html><body>" + "<div><span>" * levels + ad))
        counts.append(len(asked))
    assert counts[1] <= 2.5 * counts[0]
    assert counts[1] < 30 * 800
