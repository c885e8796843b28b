"""Vocabularies as data: the phrases by which remarks, prompts, labels, placeholders and the frame of a page are known.

A table says what a text looks like, never what happens to it: the reasoning stands where a table is used. Each line
bears a text that it must match and one that it must not; `tests/test_words.py` runs them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple


class Phrase(NamedTuple):
    """One line of a table. `language` is zh, en or any; `pattern` a regular expression without captures,
    linear in the text."""

    language: str
    pattern: str
    matches: str
    spares: str
    hints: str = ""
    """Literals with `|` between them, one of which stands in every match: a cheap look before a dear one."""


class Vocabulary:
    """Phrases of one kind, and what has to stand around any of them: `around` has `{}` where the phrase stands."""

    LINES = re.I | re.M

    def __init__(self, *phrases: Phrase, around: str = "(?:{})", flags: re.RegexFlag = re.I) -> None:
        self.phrases = phrases
        self.around = around
        self.flags = flags
        self._patterns: dict[Phrase, re.Pattern[str]] = {}

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """All phrases as one pattern."""
        return self.compiled(self.phrases)

    def compiled(self, phrases: tuple[Phrase, ...]) -> re.Pattern[str]:
        """These phrases, with what has to stand around them."""
        return re.compile(self.around.replace("{}", "|".join(phrase.pattern for phrase in phrases), 1), self.flags)

    def holds(self, text: str) -> bool:
        """True where a phrase stands in a text. Phrase by phrase, which is quicker: one that begins with a letter is
        looked for by it, a choice between phrases is tried at each place."""
        return any(search(text) for search in self._searches)

    @cached_property
    def _searches(self) -> tuple[Callable[[str], re.Match[str] | None], ...]:
        return tuple(self._pattern(phrase).search for phrase in self.phrases)

    @cached_property
    def _looks(self) -> tuple[tuple[tuple[str, ...], Phrase], ...]:
        return tuple((tuple(phrase.hints.split("|")), phrase) for phrase in self.phrases)

    def find(self, text: str) -> list[re.Match[str]]:
        """What each phrase matches, in the order of the text; a phrase is only looked for, and made a pattern of, where
        one of its hints stands."""
        found: list[re.Match[str]] = []
        for hints, phrase in self._looks:
            for hint in hints:
                if hint in text:
                    found += self._pattern(phrase).finditer(text)
                    break
        return sorted(found, key=lambda match: match.span())

    def _pattern(self, phrase: Phrase) -> re.Pattern[str]:
        if phrase not in self._patterns:
            self._patterns[phrase] = self.compiled((phrase,))
        return self._patterns[phrase]
