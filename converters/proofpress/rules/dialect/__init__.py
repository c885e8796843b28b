"""What the site's parser will not read as the author meant. `RULES` is the order in which they run and in which their
pages are listed."""

from __future__ import annotations

from proofpress.rules.dialect import (
    container_head,
    container_indent,
    container_kind,
    container_unclosed,
    escaped_tag,
    fence_indent,
    html_block_markdown,
    list_displaced,
    list_glued,
    list_indent,
    list_marker,
    list_mixed,
    list_number,
    math_blank_line,
    math_block_glued,
    math_dollar_space,
    sign_fullwidth,
    table_glued,
)
from proofpress.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    math_block_glued.RULE,
    math_blank_line.RULE,
    math_dollar_space.RULE,
    list_glued.RULE,
    list_indent.RULE,
    list_displaced.RULE,
    list_marker.RULE,
    list_mixed.RULE,
    list_number.RULE,
    fence_indent.RULE,
    table_glued.RULE,
    sign_fullwidth.RULE,
    container_head.RULE,
    container_kind.RULE,
    container_indent.RULE,
    container_unclosed.RULE,
    html_block_markdown.RULE,
    escaped_tag.RULE,
)
