"""What any site generator needs of an article, free of every generator: catalogue, feed, citations, search records,
theme files."""

from pathlib import Path

THEME = Path(__file__).with_name("theme")
"""Jinja templates over Material's blocks, and under `assets/proofpress` the style and scripts that pages load."""
