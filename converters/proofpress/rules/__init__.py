"""Rules: a page → remarks, pure. `FAMILIES` is the order in which they run and in which their pages are listed."""

from __future__ import annotations

from proofpress.rules import code, dialect, links, math, mermaid, references, residue, structure, typography
from proofpress.rules.rule import Rule

FAMILIES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("math", math.RULES),
    ("dialect", dialect.RULES),
    ("mermaid", mermaid.RULES),
    ("code", code.RULES),
    ("references", references.RULES),
    ("links", links.RULES),
    ("structure", structure.RULES),
    ("residue", residue.RULES),
    ("typography", typography.RULES),
)

RULES: tuple[Rule, ...] = tuple(rule for _, rules in FAMILIES for rule in rules)
