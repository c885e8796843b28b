"""Formulas: what KaTeX says of them, and delimiters that lack their partner.
`RULES` is the order in which they run and in which their pages are listed."""

from __future__ import annotations

from proofpress.rules.math import (
    math_delimiter,
    math_eaten,
    math_empty,
    math_entity,
    math_environment,
    math_escape,
    math_fullwidth,
    math_label,
    math_not_portable,
    math_row_break,
    math_swallowed,
    math_syntax,
    math_unbalanced_delimiter,
    math_undelimited,
    math_unknown_macro,
)
from proofpress.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    math_unbalanced_delimiter.RULE,
    math_swallowed.RULE,
    math_syntax.RULE,
    math_unknown_macro.RULE,
    math_environment.RULE,
    math_fullwidth.RULE,
    math_entity.RULE,
    math_escape.RULE,
    math_row_break.RULE,
    math_delimiter.RULE,
    math_eaten.RULE,
    math_undelimited.RULE,
    math_empty.RULE,
    math_not_portable.RULE,
    math_label.RULE,
)
