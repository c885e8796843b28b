"""Whether a text is Python, by Python's own parser."""

from __future__ import annotations

import ast
import warnings


def fault(text: str) -> SyntaxError | None:
    """The first error of syntax in a text; None for one without, and for one that the parser gives up on."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError):
        return None
    return None
