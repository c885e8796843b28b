"""Diagrams: mermaid2's file and arguments, drawn by our script when a reader comes near."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from proofpress_mkdocs.proofs import shared

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

ASSETS = "assets/proofpress"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Hand the plugin's settings to the page's script, and take its own step over finished pages away.

    That step parses and writes again every page that holds the word "mermaid", and loads Mermaid whether or not a
    reader gets to the diagram; it is most of what a build with diagrams costs.
    """
    plugin = config.plugins.get("mermaid2")
    if plugin is not None:
        handlers = config.plugins.events["post_page"]
        handlers[:] = [handler for handler in handlers if getattr(handler, "__self__", None) is not plugin]
        script = plugin.config["javascript"]
        shared(config).diagrams = {
            "mermaid": posixpath.relpath(script, ASSETS) if script else "mermaid.min.js",
            "mermaid_arguments": dict(plugin.config["arguments"]),
        }
    return config
