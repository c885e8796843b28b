"""The language that a person is spoken to in."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping

from proofpress.finding import Words

LANGUAGES = ("en", "zh")


def from_environment(environment: Mapping[str, str] = os.environ) -> str:
    """`zh` where the locale says so, else `en`; the variables are read in the order of POSIX (LC_ALL first)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return _language(value)
    return _language(locale.getlocale()[0] or "")


def _language(tag: str) -> str:
    return "zh" if tag.lower().startswith(("zh", "chinese")) else "en"


class Speaker:
    """Says `Words` in one language; `speak(en, zh)` is short for the text of a help line."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, en: str, zh: str) -> str:
        return Words(en, zh).of(self.language)

    def of(self, words: Words) -> str:
        return words.of(self.language)
