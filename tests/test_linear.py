"""Every pattern of the package is linear: each is attacked with what its repetitions repeat, and its steps are
counted."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import re
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple, cast

import proofpress_mkdocs
import pytest

import proofpress
from proofpress.regex import Made
from tests.steps import Matcher, TooMany, attacks

ROOTS = {"proofpress": Path(proofpress.__file__).parent, "proofpress_mkdocs": Path(*proofpress_mkdocs.__path__)}


class Use(NamedTuple):
    pattern: str
    flags: int
    anchored: bool
    full: bool

    @property
    def ends(self) -> bool:
        """Whether what stands behind a match decides it."""
        return self.full or re.search(r"\$|\\[ZzbB]|\(\?[=!]", self.pattern) is not None


BOUNDED = {"proofpress.rules.math.math_undelimited._LEAD": "of a line, the sixty characters before a command"}
"""Patterns that would not be linear, and what bounds the text they see."""
METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")


def _held(value: object, name: str, depth: int = 0) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that a module holds by a name, inside of tables and records too."""
    if isinstance(value, re.Pattern | Made):
        if isinstance(value.pattern, str):
            yield name, cast("re.Pattern[str]", value)
    elif depth < 4 and isinstance(value, Mapping):
        for at, (key, part) in enumerate(value.items()):
            yield from _held(key, f"{name}[{at}]", depth + 1)
            yield from _held(part, f"{name}[{at}]", depth + 1)
    elif depth < 4 and isinstance(value, tuple | list | set | frozenset):
        for at, part in enumerate(value):
            yield from _held(part, f"{name}[{at}]", depth + 1)
    elif depth < 4 and dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            with suppress(AttributeError):
                yield from _held(getattr(value, field.name), f"{name}.{field.name}", depth + 1)
        for called, made in vars(type(value)).items():
            if isinstance(made, cached_property):
                yield from _held(getattr(value, called), f"{name}.{called}", depth + 1)


def _given(call: ast.Call, module: object) -> tuple[str, int] | None:
    """The pattern and the flags of a call of `re`, where the module's names say them."""
    if not call.args:
        return None
    values = []
    for given in (call.args[0], *call.args[1:], *(keyword.value for keyword in call.keywords)):
        try:
            values.append(eval(ast.unparse(given), vars(module)))
        except Exception:  # noqa: BLE001 - what only a running function knows
            values.append(None)
    flags = 0
    for value in values[1:]:
        if isinstance(value, re.RegexFlag):
            flags |= value
    return (values[0], flags) if isinstance(values[0], str) else None


@cache
def _uses() -> dict[str, Use]:
    """The patterns of all modules and how they are used, by the place that made them."""
    made: dict[tuple[str, int], str] = {}
    methods: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    paths = [(package, root, path) for package, root in ROOTS.items() for path in sorted(root.rglob("*.py"))]
    for package, root, path in paths:
        name = ".".join((package, *path.relative_to(root).with_suffix("").parts)).removesuffix(".__init__")
        if path.stem in ("__main__", "ray"):
            continue
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        text = path.read_text("utf-8")
        for called, value in vars(module).items():
            for place, pattern in _held(value, called):
                which = (pattern.pattern, pattern.flags & ~re.U)
                made.setdefault(which, f"{name}.{place}")
                used = set(re.findall(rf"\b{called}\.(\w+)", text)) & set(METHODS)
                if place != called and called.startswith("_"):
                    # Only this module asks its tables, by names that its functions give to their rows.
                    used = set(re.findall(rf"\b(?!_[A-Z]|re\.)\w+\.({'|'.join(METHODS)})\(", text)) - {"split"}
                bare = len(re.findall(rf"\b{called}\b(?!\.(?:{'|'.join(METHODS)})\b|\s*=|\s*:\s*re)", _code(text)))
                methods[which] |= used | ({"search"} if bare and (place == called or called[0] != "_") else set())
        for node in ast.walk(ast.parse(text)) if "re." in text or "regex(" in text else ():
            if isinstance(node, ast.Call) and re.fullmatch(
                rf"regex|re\.({'|'.join(METHODS)}|compile)", ast.unparse(node.func)
            ):
                given = _given(node, module)
                if given and given not in made:
                    made[given] = f"{name}:{node.lineno}"
                    method = ast.unparse(node.func).removeprefix("re.")
                    methods[given].add("search" if method in ("regex", "compile") else method)
    return {
        place: Use(
            *which,
            anchored=bool(methods[which]) and methods[which] <= {"match", "fullmatch"},
            full=methods[which] == {"fullmatch"},
        )
        for which, place in made.items()
    }


def _code(text: str) -> str:
    """A module without its imports, where a name is not used."""
    return re.sub(r"^(?:from|import) [^(\n]*(?:\([^)]*\))?", "", text, flags=re.M)


def _worst(use: Use) -> str:
    """The attack under which the steps grow faster than the text; "" where there is none."""
    matcher = Matcher(use.pattern, use.flags)
    for before, pump in list(attacks(matcher))[:40]:
        for after in ("\x00", "\n", "") if use.ends else ("\x00",):

            def steps(count: int, before: str = before, pump: str = pump, after: str = after) -> int:
                text = before + pump * count + after
                return matcher.count(text, anchored=use.anchored, full=use.full, most=400_000)

            try:
                if (some := steps(24)) > 42 and some > 2.6 * steps(12) + 40 and steps(48) > 3 * some:
                    return f"{before!r} + {pump!r} * n + {after!r}"
            except (TooMany, RecursionError):
                return f"{before!r} + {pump!r} * n + {after!r}: more than can be counted"
    return ""


def _deep(run: Callable[[], None]) -> None:
    """Run with a stack for the matcher's recursion."""
    before, limit = threading.stack_size(256 * 1024 * 1024), sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    threading.stack_size(before)
    sys.setrecursionlimit(limit)


@pytest.mark.parametrize(
    ("pattern", "linear"),
    [
        (r"(a+)+b", False),
        (r"\s+$", False),
        (r"(?<!\s)\s++$", True),
        (r"(?:x+y?)*z", False),
        (r"<[^>]*>", False),
        (r"<[^<>]*+>", True),
        (r".*;.*$", False),
    ],
)
def test_the_count_tells_them_apart(pattern: str, linear: bool) -> None:
    found: list[str] = []
    _deep(lambda: found.append(_worst(Use(pattern, 0, False, False))))
    assert (found == [""]) == linear


PARTS = 8


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_pattern_is_linear(part: int) -> None:
    uses = _uses()
    assert len(uses) > 1_000
    assert any(place.startswith("proofpress_mkdocs.") for place in uses)
    slow: dict[str, str] = {}
    mine = list(uses.items())[part::PARTS]
    _deep(lambda: slow.update({place: worst for place, use in mine if (worst := _worst(use))}))
    assert {place: worst for place, worst in slow.items() if place not in BOUNDED} == {}
