"""Articles and sites of others, which no repository may hold: the folder that `PROOFPRESS_SHARED` names, else the one
beside the checkout. Tests that read them are skipped where it is not there."""

from __future__ import annotations

import os
from pathlib import Path

SHARED = Path(os.environ.get("PROOFPRESS_SHARED", Path(__file__).parents[2] / "shared"))
ABSENT = "the articles and sites of others are not here: PROOFPRESS_SHARED"
