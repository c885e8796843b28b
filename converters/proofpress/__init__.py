"""proofpress turns messy technical articles into canonical Markdown and proofs them before they are published.

The two verbs stand in the modules that bear their names: `proofpress.convert.convert` and
`proofpress.check.check`. What they take and give can be imported from here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proofpress.convert import Conversion
    from proofpress.encoding import Unreadable
    from proofpress.finding import Finding
    from proofpress.source import Source

__all__ = ["Conversion", "Finding", "Source", "Unreadable"]

_HOMES = {"Conversion": "convert", "Finding": "finding", "Source": "source", "Unreadable": "encoding"}


def __getattr__(name: str) -> object:
    # On demand: `proofpress check` on files it knows starts in a few milliseconds, and must not load the converter.
    if name in _HOMES:
        return getattr(import_module(f"proofpress.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'proofpress' has no attribute {name!r}")
