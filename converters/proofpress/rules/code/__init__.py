"""Code blocks: fences, languages and what a language cannot mean.
`RULES` is the order in which they run and in which their pages are listed."""

from __future__ import annotations

from proofpress.rules.code import (
    code_data_syntax,
    code_entity,
    code_fence_collision,
    code_fence_unclosed,
    code_fullwidth,
    code_glued,
    code_line_numbers,
    code_no_language,
    code_python_syntax,
    code_unknown_language,
    code_zero_width,
)
from proofpress.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    code_fence_unclosed.RULE,
    code_fence_collision.RULE,
    code_glued.RULE,
    code_no_language.RULE,
    code_unknown_language.RULE,
    code_python_syntax.RULE,
    code_data_syntax.RULE,
    code_fullwidth.RULE,
    code_entity.RULE,
    code_line_numbers.RULE,
    code_zero_width.RULE,
)
