"""The settings of `check`: `[tool.proofpress]` in pyproject.toml, or proofpress.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Literal, get_args

FailOn = Literal["error", "warning"]
Format = Literal["text", "concise", "json", "sarif", "github", "junit"]
FILES = ("proofpress.toml", "pyproject.toml")


class BadSettings(ValueError):
    """Settings that cannot be used: the message names the file, the key and what is expected."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What to check and how to report it.

    `select` names the rules that run: "default" for all but those of severity info, "all", or rule names; `ignore` takes
    some away. `exclude` are glob patterns of paths that are not checked. `baseline` is the path of a baseline file.
    """

    select: tuple[str, ...] = ("default",)
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: FailOn = "error"
    format: Format = "text"
    language: str = ""
    baseline: str = ""

    def with_(self, **changes: object) -> Settings:
        """The settings with some replaced; None changes nothing."""
        return replace(self, **{k: v for k, v in changes.items() if v is not None})  # type: ignore[arg-type]


def load(folder: Path) -> Settings:
    """The settings of the nearest file in a folder or above it, the defaults where there is none.

    Raises `BadSettings` for a file that is not TOML or holds what it should not.
    """
    for place in (folder, *folder.parents):
        for name in FILES:
            path = place / name
            if path.is_file() and (table := _table(path)) is not None:
                return from_table(table, str(path))
    return Settings()


def _table(path: Path) -> Mapping[str, object] | None:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        if path.name == FILES[0]:
            raise BadSettings(f"{path}: not readable as TOML: {error}") from error
        return None
    if path.name == FILES[0]:
        return data
    tool = data.get("tool", {})
    found = tool.get("proofpress") if isinstance(tool, dict) else None
    return found if isinstance(found, dict) else None


def from_table(table: Mapping[str, object], where: str) -> Settings:
    """Settings from parsed TOML; keys may be written with `-` or `_`. Raises `BadSettings`."""
    names = {f.name for f in fields(Settings)}
    made: dict[str, object] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in names:
            raise BadSettings(f"{where}: unexpected key {key!r}, expected one of {', '.join(sorted(names))}")
        if name in ("select", "ignore", "exclude"):
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                raise BadSettings(f"{where}: unexpected value for {key!r}, expected a list of strings")
            made[name] = tuple(value)
            continue
        if not isinstance(value, str):
            raise BadSettings(f"{where}: unexpected value for {key!r}, expected a string")
        allowed = {"fail_on": get_args(FailOn), "format": get_args(Format)}.get(name)
        if allowed and value not in allowed:
            raise BadSettings(f"{where}: unexpected value {value!r} for {key!r}, expected one of {', '.join(allowed)}")
        made[name] = value
    return Settings(**made)  # type: ignore[arg-type]
