"""Links, pictures and what they lead to. `RULES` is the order in which they run and in which their pages are listed."""

from __future__ import annotations

from proofpress.rules.links import (
    id_duplicate,
    image_alt,
    image_file,
    link_anchor,
    link_empty,
    link_external,
    link_file,
    link_fullwidth,
    link_malformed,
    link_reversed,
    snippet_missing,
)
from proofpress.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    link_file.RULE,
    link_anchor.RULE,
    id_duplicate.RULE,
    image_file.RULE,
    image_alt.RULE,
    link_reversed.RULE,
    snippet_missing.RULE,
    link_empty.RULE,
    link_malformed.RULE,
    link_fullwidth.RULE,
    link_external.RULE,
)
