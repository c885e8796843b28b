"""What scraping and language models leave behind. `RULES` is the order in which they run and in which their pages are
listed."""

from __future__ import annotations

from proofpress.rules.residue import (
    encoding,
    residue_duplicate,
    residue_escaped_html,
    residue_header,
    residue_html,
    residue_interface,
    residue_meta_talk,
    residue_model_markup,
    residue_placeholder,
    residue_prompt,
    residue_repetition,
    residue_think,
    residue_truncated,
)
from proofpress.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    residue_think.RULE,
    residue_prompt.RULE,
    residue_meta_talk.RULE,
    residue_repetition.RULE,
    residue_duplicate.RULE,
    residue_header.RULE,
    residue_interface.RULE,
    residue_placeholder.RULE,
    residue_truncated.RULE,
    residue_html.RULE,
    residue_escaped_html.RULE,
    residue_model_markup.RULE,
    encoding.RULE,
)
