"""The settings of `check`, of the site's plugin and of the language server: one reader, so that all say the same.

They stand in proofpress.toml, under `[tool.proofpress]` in pyproject.toml,
or among the options of the plugin in mkdocs.yml.
"""

from __future__ import annotations

import fnmatch
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

from proofpress import paths

FailOn = Literal["error", "warning"]
Format = Literal["text", "concise", "json", "sarif", "github", "junit"]
Level = Literal["error", "warning", "info"]
FILES = ("proofpress.toml", "pyproject.toml")


class BadSettings(ValueError):
    """Settings that cannot be used: the message names the file, the key and what is expected."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What to check and how to report it.

    `select` names the rules that run: "default" for all but those of severity info, "all", or rule names; `ignore`
    takes some away. `exclude` are glob patterns of paths that are not checked. `baseline` is the path of a baseline
    file. `macros` are the project's own TeX commands as pairs of `\\name` and the TeX it stands for: those of
    `proofpress.typeset` in `mkdocs.yml`, and those given here. `per_file_ignores` are pairs of a glob pattern and the
    rules that do not run there, `severity` pairs of a rule and the weight of its findings. `root` is the folder that
    patterns and the baseline's paths start from, "" for the current one. `places` are pairs of a setting and the file
    that it was read from.
    """

    select: tuple[str, ...] = ("default",)
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: FailOn = "error"
    format: Format = "text"
    language: str = ""
    baseline: str = ""
    macros: tuple[tuple[str, str], ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    root: str = ""
    places: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    def place(self, option: str) -> str:
        """The file that a setting was read from; "" where it comes from elsewhere."""
        return dict(self.places).get(option, "")

    @property
    def fails(self) -> tuple[str, ...]:
        """The weights that a run or a build fails for."""
        return ("error", "warning") if self.fail_on == "warning" else ("error",)

    @property
    def about_findings(self) -> tuple[object, ...]:
        """What decides which findings a page has, and how heavy they are."""
        return self.select, self.ignore, self.macros, self.per_file_ignores, self.severity, self.root

    @property
    def names_rules(self) -> bool:
        """Whether a rule is called by its name."""
        return bool(self.select != ("default",) or self.ignore or self.per_file_ignores or self.severity)

    def within(self, path: str) -> str:
        """A path as it is seen from the root, with `/`; one that lies elsewhere stays what it is."""
        try:
            return Path(path).absolute().relative_to(Path(self.root or ".").absolute()).as_posix()
        except ValueError:
            return Path(path).as_posix()

    @property
    def baseline_path(self) -> Path | None:
        """Where the baseline is; None where there is none."""
        return Path(self.root) / self.baseline if self.baseline else None

    def excluded(self, path: str) -> bool:
        """Whether a path is not to be checked."""
        return any(_matches(self.within(path), pattern) for pattern in self.exclude)

    def ignored(self, path: str) -> tuple[str, ...]:
        """The rules that do not run on a path, beyond those that run nowhere."""
        if not self.per_file_ignores:
            return ()
        seen = self.within(path)
        return tuple(rule for pattern, rules in self.per_file_ignores if _matches(seen, pattern) for rule in rules)

    def with_(self, **changes: object) -> Settings:
        """The settings with some replaced, which are read from no file; None changes nothing."""
        made = {k: v for k, v in changes.items() if v is not None}
        return replace(self, **made, places=tuple(one for one in self.places if one[0] not in made))  # type: ignore[arg-type]


def _matches(path: str, pattern: str) -> bool:
    return fnmatch.fnmatch(path, pattern) or fnmatch.fnmatch(path, f"*/{pattern}")


OPTIONS = ("select", "ignore", "exclude", "fail_on", "baseline", "macros", "per_file_ignores", "severity")
"""Settings that may stand among the options of the plugin in `mkdocs.yml`; a TOML file has the last word."""


def load(folder: Path, config: Path | None = None) -> Settings:
    """The settings of the nearest file in a folder or above it over those in `mkdocs.yml`, or in `config` where the
    site is built from a file of another name; the defaults where there are none.

    Raises `BadSettings` for a file that is not TOML or holds what it should not.
    """
    config, options, macros = _of_site(config or paths.nearest(folder.absolute(), "mkdocs.yml"))
    site = parsed(options, str(config))
    root, table, where = _of_file(folder)
    file = parsed(table, where)
    all_macros = {**macros, **dict(site.get("macros", ())), **dict(file.get("macros", ()))}
    made = {**site, **file, "macros": tuple(sorted(all_macros.items()))}
    places = {**dict.fromkeys(site, str(config)), **dict.fromkeys(file, where)}
    return Settings(**made, root=root or (str(config.parent) if options else ""), places=tuple(places.items()))


def _of_site(path: Path | None) -> tuple[Path, dict[str, object], dict[str, str]]:
    """The file of a site, the plugin's options that are settings, and the macros that it gives to
    `proofpress.typeset`; the file is parsed only where it speaks of any."""
    if path is None:
        return Path(), {}, {}
    try:
        text = path.read_text("utf-8")
        if "proofpress" not in text and "INHERIT" not in text:
            return path, {}, {}
        from proofpress import dialect

        options = dialect.plugin(dialect.settings(path))
        macros = dialect.of(path).settings.get("proofpress.typeset", {}).get("macros") if "macros" in text else None
    except (OSError, ValueError):
        return path, {}, {}
    return path, {name: value for name, value in options.items() if name in OPTIONS}, macros_of(macros) or {}


def macros_of(given: object) -> dict[str, str] | None:
    """A table of macros, names with or without their backslash; None for anything else."""
    if not isinstance(given, dict) or not all(isinstance(k, str) and isinstance(v, str) for k, v in given.items()):
        return None
    return {name if name.startswith("\\") else "\\" + name: tex for name, tex in given.items()}


def _of_file(folder: Path) -> tuple[str, Mapping[str, object], str]:
    """The folder of the nearest file of settings, what the file holds, and its name."""
    for place in (folder, *folder.parents):
        for name in FILES:
            path = place / name
            if paths.is_file(path) and (table := _table(path)) is not None:
                return str(place), table, str(path)
    return "", {}, ""


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
    """Settings from parsed TOML or YAML; keys may be written with `-` or `_`. Raises `BadSettings`."""
    return Settings(**parsed(table, where))


def parsed(table: Mapping[str, object], where: str) -> dict[str, Any]:
    """The settings that a table holds, by their names. Raises `BadSettings`."""
    made: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in READERS:
            raise BadSettings(f"{where}: unexpected key {key!r}, expected one of {', '.join(sorted(READERS))}")
        try:
            made[name] = READERS[name](value)
        except ValueError as error:
            raise BadSettings(f"{where}: unexpected value for {key!r}, expected {error}") from error
    return made


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise ValueError("a list of strings")
    return tuple(value)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a string")
    return value


def _one_of(*allowed: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in allowed:
            raise ValueError(f"one of {', '.join(allowed)}")
        return str(value)

    return read


def _macros(value: object) -> tuple[tuple[str, str], ...]:
    found = macros_of(value)
    if found is None:
        raise ValueError("a table of names and the TeX they stand for")
    return tuple(sorted(found.items()))


def _by_file(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    try:
        return tuple((_string(pattern), _strings(rules)) for pattern, rules in value.items())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        raise ValueError("a table of patterns and the lists of rules that do not run there") from None


def _weights(value: object) -> tuple[tuple[str, str], ...]:
    levels = get_args(Level)
    if not isinstance(value, dict) or not all(isinstance(k, str) and v in levels for k, v in value.items()):
        raise ValueError(f"a table of rules and their weights ({', '.join(levels)})")
    return tuple(value.items())


READERS: dict[str, Callable[[object], object]] = {
    "select": _strings,
    "ignore": _strings,
    "exclude": _strings,
    "fail_on": _one_of(*get_args(FailOn)),
    "format": _one_of(*get_args(Format)),
    "language": _string,
    "baseline": _string,
    "macros": _macros,
    "per_file_ignores": _by_file,
    "severity": _weights,
}
"""How the value of each setting is read; a ValueError says what was expected."""
