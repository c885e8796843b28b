"""Each line of a vocabulary matches the text that it names, and leaves the other one alone."""

from __future__ import annotations

import importlib
import pkgutil
import time
import unicodedata

import pytest

import proofpress.words
from proofpress.words import Phrase, Vocabulary

LINES = [
    pytest.param(table, phrase, id=f"{module.name}.{name}: {phrase.matches}")
    for module in pkgutil.iter_modules(proofpress.words.__path__)
    for name, table in sorted(vars(importlib.import_module(f"proofpress.words.{module.name}")).items())
    if isinstance(table, Vocabulary)
    for phrase in table.phrases
]


@pytest.mark.parametrize(("table", "phrase"), LINES)
def test_line(table: Vocabulary, phrase: Phrase) -> None:
    whole = table.compiled((phrase,))
    assert whole.search(phrase.matches)
    assert phrase.spares
    assert not table.regex.search(phrase.spares)
    assert not whole.groups, "a table's patterns have no captures: they are joined"


@pytest.mark.parametrize(("table", "phrase"), LINES)
def test_hints(table: Vocabulary, phrase: Phrase) -> None:
    if phrase.hints:
        assert table.find(phrase.matches)


@pytest.mark.parametrize(("table", "phrase"), LINES)
def test_language(table: Vocabulary, phrase: Phrase) -> None:
    chinese = any("CJK" in unicodedata.name(char, "") for char in phrase.pattern)
    assert phrase.language in ("zh", "en", "any")
    assert chinese or phrase.language != "zh"
    assert not chinese or phrase.language != "en"


@pytest.mark.parametrize(("table", "phrase"), LINES)
def test_time(table: Vocabulary, phrase: Phrase) -> None:
    """A long text of beginnings that come to nothing costs no more than its length."""
    text = (phrase.matches[: max(len(phrase.matches) - 1, 1)] * 2000)[:20000]
    whole = table.compiled((phrase,))
    start = time.perf_counter()
    for _ in whole.finditer(text):
        pass
    assert time.perf_counter() - start < 1
