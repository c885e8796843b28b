"""Spaces, punctuation and emphasis between Chinese and Latin. `RULES` is the order in which they run and in which their
pages are listed."""

from __future__ import annotations

from proofpress.rules.rule import Rule
from proofpress.rules.typography import (
    cjk_punctuation,
    cjk_spacing,
    name_eaten,
    sign_replaced,
    strong_spaces,
    strong_unclosed,
    strong_unread,
)

RULES: tuple[Rule, ...] = (
    cjk_spacing.RULE,
    cjk_punctuation.RULE,
    strong_spaces.RULE,
    strong_unclosed.RULE,
    strong_unread.RULE,
    name_eaten.RULE,
    sign_replaced.RULE,
)
