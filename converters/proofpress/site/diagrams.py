"""A SuperFences format for Mermaid: the escaped source, which the page's script draws when a reader comes near."""

from __future__ import annotations

import html
from typing import Any

from proofpress.engines import mermaid


def fence(source: str, language: str, css_class: str, options: object, md: object, **settings: Any) -> str:
    """`<div class="mermaid">` around a `<pre>`: legible without script and on paper, and nothing in it is ever HTML."""
    return (
        f'<div class="{css_class}"><pre class="pp-source">{html.escape(mermaid.drawn(source), quote=False)}</pre></div>'
    )
