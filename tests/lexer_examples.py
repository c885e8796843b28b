"""Texts that the lexer reads as the page shows them, each with the extensions of a site, and texts of which it says
what the page shows otherwise."""

from __future__ import annotations

FENCES = "[pymdownx.superfences]"
MATH = "[attr_list, pymdownx.superfences, {pymdownx.arithmatex: {generic: true}}]"

AGREED: tuple[tuple[str, str], ...] = (
    (FENCES, '``` py title="the `x` of it"\nx = 1\n```\n\n# After\n'),
    (FENCES, "``` `no`\n\n# Here\n"),
    (MATH, "![the $x_{1$ of it](a.png) and [this](b$c_{1$.md), but $d$.\n\n[r]: $e_{$.md\n\n![$f_{$][r]\n"),
    (MATH, "<div>\n<p>$a_{$ and $$b_{$$</p>\n</div>\n\n$c$\n"),
)

TROUBLED: tuple[tuple[str, str, str], ...] = ()
"""With what is said of the text."""
