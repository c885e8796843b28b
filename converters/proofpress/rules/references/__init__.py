"""Footnotes, citations, definitions of links. `RULES` is the order in which they run and in which their pages are
listed."""

from __future__ import annotations

from proofpress.rules.references import (
    citation_duplicate,
    citation_merged,
    citation_mixed_style,
    citation_no_list,
    citation_same_source,
    citation_undefined,
    citation_unused,
    doi_form,
    footnote_duplicate,
    footnote_undefined,
    footnote_unused,
    number_undefined,
    reference_undefined,
    reference_unused,
)
from proofpress.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    footnote_undefined.RULE,
    footnote_unused.RULE,
    footnote_duplicate.RULE,
    citation_undefined.RULE,
    citation_unused.RULE,
    citation_duplicate.RULE,
    citation_same_source.RULE,
    citation_mixed_style.RULE,
    citation_no_list.RULE,
    citation_merged.RULE,
    doi_form.RULE,
    reference_undefined.RULE,
    reference_unused.RULE,
    number_undefined.RULE,
)
