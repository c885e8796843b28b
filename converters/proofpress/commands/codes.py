"""Exit codes of the commands."""

from __future__ import annotations

import errno

USAGE = 2
"""Wrong usage, or it could not run."""
INTERRUPTED = 130
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""Errors of a disk that takes no more, which no other words on the command line would change."""
