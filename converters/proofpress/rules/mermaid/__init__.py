"""Diagrams: what Mermaid says of them, and why. `RULES` is the order in which they run and in which their pages are
listed."""

from __future__ import annotations

from proofpress.rules.mermaid import (
    mermaid_empty,
    mermaid_entity,
    mermaid_fullwidth,
    mermaid_not_marked,
    mermaid_reserved_word,
    mermaid_syntax,
    mermaid_unknown_diagram,
    mermaid_unquoted_label,
)
from proofpress.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    mermaid_syntax.RULE,
    mermaid_unknown_diagram.RULE,
    mermaid_unquoted_label.RULE,
    mermaid_fullwidth.RULE,
    mermaid_entity.RULE,
    mermaid_reserved_word.RULE,
    mermaid_empty.RULE,
    mermaid_not_marked.RULE,
)
