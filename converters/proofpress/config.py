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
    some away. `exclude` are glob patterns of paths that are not checked. `baseline` is the path of a baseline file. `macros` are
    the project's own TeX commands as pairs of `\\name` and the TeX it stands for: those of `proofpress.typeset` in `mkdocs.yml`,
    and those given here.
    """

    select: tuple[str, ...] = ("default",)
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: FailOn = "error"
    format: Format = "text"
    language: str = ""
    baseline: str = ""
    macros: tuple[tuple[str, str], ...] = ()

    def with_(self, **changes: object) -> Settings:
        """The settings with some replaced; None changes nothing."""
        return replace(self, **{k: v for k, v in changes.items() if v is not None})  # type: ignore[arg-type]


def load(folder: Path) -> Settings:
    """The settings of the nearest file in a folder or above it, the defaults where there is none.

    Raises `BadSettings` for a file that is not TOML or holds what it should not.
    """
    settings = _load(folder)
    macros = {**_macros_of_site(folder), **dict(settings.macros)}
    return replace(settings, macros=tuple(sorted(macros.items())))


def _macros_of_site(folder: Path) -> dict[str, str]:
    """The macros that the site of a folder gives to `proofpress.typeset`; the file is parsed only where it speaks of any."""
    here = folder.absolute()
    path = next((place / "mkdocs.yml" for place in (here, *here.parents) if (place / "mkdocs.yml").is_file()), None)
    try:
        if path is None or "macros" not in path.read_text("utf-8"):
            return {}
        from proofpress import dialect

        given = dialect.of(path).settings.get("proofpress.typeset", {}).get("macros")
    except (OSError, ValueError):
        return {}
    return macros_of(given) or {}


def macros_of(given: object) -> dict[str, str] | None:
    """A table of macros, names with or without their backslash; None for anything else."""
    if not isinstance(given, dict) or not all(isinstance(k, str) and isinstance(v, str) for k, v in given.items()):
        return None
    return {name if name.startswith("\\") else "\\" + name: tex for name, tex in given.items()}


def _load(folder: Path) -> Settings:
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
        if name == "macros":
            macros = macros_of(value)
            if macros is None:
                raise BadSettings(
                    f"{where}: unexpected value for {key!r}, expected a table of names and the TeX they stand for"
                )
            made[name] = tuple(sorted(macros.items()))
            continue
        if not isinstance(value, str):
            raise BadSettings(f"{where}: unexpected value for {key!r}, expected a string")
        allowed = {"fail_on": get_args(FailOn), "format": get_args(Format)}.get(name)
        if allowed and value not in allowed:
            raise BadSettings(f"{where}: unexpected value {value!r} for {key!r}, expected one of {', '.join(allowed)}")
        made[name] = value
    return Settings(**made)  # type: ignore[arg-type]
