"""The packages that records need and articles do not; they come with `proofpress[bulk]`."""

from __future__ import annotations

import importlib
from types import ModuleType

from proofpress.finding import Words


class Missing(Exception):
    """A package is not installed; `words` say which, and how to get it."""

    def __init__(self, package: str, extra: str) -> None:
        self.words = Words(
            f"{package} is needed for this and not installed: pip install 'proofpress[{extra}]'",
            f"此功能需要 {package}，尚未安装：pip install 'proofpress[{extra}]'",
        )
        super().__init__(self.words.en)


def need(module: str, extra: str = "bulk") -> ModuleType:
    """A module of an optional package. Raises Missing."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise Missing(module.split(".")[0], extra) from error
