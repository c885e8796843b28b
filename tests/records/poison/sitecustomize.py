"""Put on the path of worker processes: a page that holds the word takes its process down,
as a fault in C code would."""

import os
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any


class _Poisoned(Loader):
    def __init__(self, loader: Any) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)  # type: ignore[no-any-return]

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        converts = module.convert_content

        def convert_content(content: bytes, *more: Any) -> Any:
            if b"poison-for-the-process" in content:
                os.abort()
            return converts(content, *more)

        module.convert_content = convert_content  # type: ignore[attr-defined]


class _Finder(MetaPathFinder):
    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        if fullname != "proofpress.records.work":
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None:
            spec.loader = _Poisoned(spec.loader)
        return spec


sys.meta_path.insert(0, _Finder())
