"""The files of KaTeX and Mermaid, from the packages that the checks run: for a site that needs them, on the pages that
do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils import get_relative_url
from proofpress_mkdocs.proofs import shared

from proofpress.regex import regex
from proofpress.site import files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

FOLDER = "assets/proofpress"
STYLE = f"{FOLDER}/katex/katex.min.css"
SETTINGS = f"{FOLDER}/settings.js"

_FORMULA = regex(r'<span class="katex-html"')
_DIAGRAM = regex(r'<(?:div|pre) class="mermaid\b')

_needed: set[str] = set()


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Forget the pages of the build before."""
    _needed.clear()


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """A page with formulas names KaTeX's style sheet; the script that draws diagrams fetches Mermaid itself."""
    if _DIAGRAM.search(output):
        _needed.add("mermaid")
    if not _FORMULA.search(output):
        return output
    _needed.add("katex")
    link = f'<link rel="stylesheet" href="{get_relative_url(STYLE, page.url)}">'
    return output.replace("</head>", f"{link}</head>", 1)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Put the files that pages ask for beside them."""
    site = Path(config.site_dir)
    shown = shared(config).shown
    if shown is not None:
        settings = json.dumps(shown(None, config)["settings"], ensure_ascii=False, sort_keys=True)
        (site / SETTINGS).parent.mkdir(parents=True, exist_ok=True)
        (site / SETTINGS).write_text(f"window.proofpressSettings={settings};\n", "utf-8")
    if "katex" in _needed:
        files.katex((site / STYLE).parent, config.mdx_configs.get("proofpress.typeset", {}).get("output", "html"))
    if "mermaid" in _needed and (shown is not None or _named(config)):
        files.mermaid(site / _mermaid(config))


def _mermaid(config: MkDocsConfig) -> str:
    """Where `mkdocs.yml` says that pages find Mermaid."""
    named = _named(config)
    return named if named and "://" not in named else f"{FOLDER}/mermaid.min.js"


def _named(config: MkDocsConfig) -> str:
    plugin = config.plugins.get("mermaid2")
    return str(plugin.config["javascript"] or "") if plugin is not None else ""
