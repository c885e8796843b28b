"""Headings, sections, tables and front matter. `RULES` is the order in which they run and in which their pages are
listed."""

from __future__ import annotations

from proofpress.rules.rule import Rule
from proofpress.rules.structure import (
    attributes_unread,
    extension_missing,
    foreign_syntax,
    front_matter,
    front_matter_markup,
    heading_duplicate,
    heading_empty,
    heading_jump,
    heading_no_space,
    heading_number,
    heading_setext,
    heading_title,
    section_continued,
    section_empty,
    table_code_bar,
    table_columns,
    table_delimiter,
    table_second_header,
    table_truncated,
    tag_unknown,
    template_broken,
)

RULES: tuple[Rule, ...] = (
    heading_jump.RULE,
    heading_duplicate.RULE,
    heading_empty.RULE,
    heading_no_space.RULE,
    heading_title.RULE,
    heading_setext.RULE,
    section_empty.RULE,
    heading_number.RULE,
    section_continued.RULE,
    table_columns.RULE,
    table_code_bar.RULE,
    table_delimiter.RULE,
    table_second_header.RULE,
    table_truncated.RULE,
    front_matter.RULE,
    front_matter_markup.RULE,
    foreign_syntax.RULE,
    extension_missing.RULE,
    attributes_unread.RULE,
    template_broken.RULE,
    tag_unknown.RULE,
)
