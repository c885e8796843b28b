"""The packages that records need and articles do not; they come with `proofpress[bulk]`."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

from proofpress.finding import Words


class Missing(Exception):
    """A package is not installed; `words` say which, and how to get it."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(words.en)


def need(module: str, extra: str = "bulk") -> ModuleType:
    """A module of an optional package. Raises Missing."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.split(".")[0]
        raise Missing(
            Words(
                f"{package} is needed for this and not installed: pip install 'proofpress[{extra}]'",
                f"此功能需要 {package}，尚未安装：pip install 'proofpress[{extra}]'",
            )
        ) from error


_STORES = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "http": "aiohttp requests",
    "https": "aiohttp requests",
    "hf": "huggingface_hub",
    "abfs": "adlfs",
    "az": "adlfs",
    "adl": "adlfs",
}
"""The packages that fsspec reads addresses with, by how an address begins; of others it says them itself."""


def opened(address: str) -> tuple[Any, str]:
    """The file system that an address belongs to, and the path in it. Raises Missing where a package is, ValueError for
    an address of no kind that is known."""
    try:
        system, path = need("fsspec").core.url_to_fs(address)
    except ImportError as error:
        begins = address.partition("://")[0]
        packages = _STORES.get(begins)
        how = f"pip install {packages}" if packages else str(error)
        raise Missing(
            Words(
                f"{address}: a package is needed for addresses of {begins}:// and not installed: {how}",
                f"{address}：读写 {begins}:// 地址所需的软件包尚未安装：{how}",
            )
        ) from error
    return system, path
