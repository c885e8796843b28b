"""Exit codes of the commands."""

from __future__ import annotations

USAGE = 2
"""Wrong usage, or it could not run."""
INTERRUPTED = 130
