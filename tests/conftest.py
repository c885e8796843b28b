"""What every test starts from."""

from __future__ import annotations

import os

# A result of yesterday's code proves nothing about today's.
os.environ.setdefault("PROOFPRESS_CACHE", "off")
