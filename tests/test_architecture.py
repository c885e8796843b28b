"""The arrows between rooms: who may import whom (see ARCHITECTURE.md)."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "converters" / "proofpress"

FLOORS: tuple[frozenset[str], ...] = (
    frozenset(
        {
            "words",
            "regex",
            "source",
            "encoding",
            "budget",
            "urls",
            "redirects",
            "slugs",
            "styles",
            "colours",
            "assets",
            "cache",
            "version",
            "languages",
            "paths",
            "json_text",
        }
    ),
    frozenset({"tree", "finding", "evidence", "authority", "markdown", "active"}),
    frozenset({"conservation", "ledger", "normal", "escapes"}),
    frozenset({"readers", "writer", "anchors", "engines", "skeleton", "scripts", "dialect", "canonical", "typeset"}),
    frozenset({"repairs", "origins", "passes", "rules"}),
    frozenset({"config", "suppress", "baseline", "check", "convert", "fix", "formats"}),
    frozenset({"output", "bulk", "site", "records", "book"}),
    frozenset({"commands", "lsp", "scaffold", "wire"}),
    frozenset({"cli", "__main__", "__init__"}),
)
"""From the ground up: a room may import its own floor and those below."""

APART = (("rules", "passes"), ("rules", "origins"), ("rules", "repairs"), ("passes", "rules"), ("origins", "rules"))
"""Rooms of one floor that must not know each other."""

SITE_GENERATORS = {"mkdocs", "material", "mermaid2", "properdocs", "zensical"}


def room(path: Path) -> str:
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def imports(path: Path) -> set[str]:
    """Dotted names that a module imports, those inside functions included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def imported(path: Path) -> set[str]:
    """The package's modules that a module needs to run, those it imports inside functions included:
    not what types alone name."""
    found: set[str] = set()
    to_see: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while to_see:
        node = to_see.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            to_see += node.orelse
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in NAMES else node.module for name in names}
        to_see += ast.iter_child_nodes(node)
    return found & NAMES.keys()


def circle(arrows: dict[str, set[str]]) -> list[str]:
    """Modules of which each imports the next and the last the first; empty where there are none."""
    done: set[str] = set()
    for first in arrows:
        path = [first]
        ways = [iter(sorted(arrows[first]))]
        while path:
            there = next(ways[-1], None)
            if there is None:
                done.add(path.pop())
                ways.pop()
            elif there in path:
                return path[path.index(there) :]
            elif there not in done:
                path.append(there)
                ways.append(iter(sorted(arrows[there])))
    return []


def floor(name: str) -> int:
    return next((index for index, rooms in enumerate(FLOORS) if name in rooms), -1)


MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path for path in MODULES
}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_arrows_point_down(path: Path) -> None:
    here = room(path)
    assert floor(here) >= 0, f"{here} stands on no floor: add it to FLOORS and to ARCHITECTURE.md"
    for name in imports(path):
        first, _, rest = name.partition(".")
        assert first not in SITE_GENERATORS, f"the package knows {name}; that belongs into hooks/"
        assert first not in ("hooks", "tests")
        if (
            first == "proofpress"
            and rest
            and (ROOT / "converters" / "proofpress" / rest.split(".")[0]).with_suffix(".py").exists()
            | (PACKAGE / rest.split(".")[0]).is_dir()
        ):
            there = rest.split(".")[0]
            assert floor(there) <= floor(here), f"{here} imports {there}, which stands above it"
            assert (here, there) not in APART, f"{here} must not know {there}"


def test_no_imports_in_a_circle() -> None:
    assert not circle({name: imported(path) for name, path in NAMES.items()})


@pytest.mark.parametrize(
    ("arrows", "found"),
    [
        ({"a": {"b", "c"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"c"}, "c": {"d"}, "d": {"b"}}, ["b", "c", "d"]),
        ({"a": {"a"}}, ["a"]),
    ],
)
def test_a_circle_is_found(arrows: dict[str, set[str]], found: list[str]) -> None:
    assert circle(arrows) == found


def test_no_hook_hides_a_standard_module() -> None:
    import sys

    names = {path.stem for path in (ROOT / "hooks").glob("*.py")}
    assert not names & sys.stdlib_module_names


def test_no_module_makes_a_pattern_when_it_is_loaded() -> None:
    made = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in MODULES
        for statement in ast.parse(path.read_text("utf-8")).body
        if not isinstance(statement, ast.FunctionDef | ast.ClassDef)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    ]
    assert not made, "`regex` makes a pattern when it is asked, and a command starts sooner"


def test_no_module_asks_whether_a_match_is_of_a_pattern_that_regex_made() -> None:
    asked = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Compare)
        and any(ast.unparse(one).endswith(".re") for one in (node.left, *node.comparators))
    ]
    assert not asked, "a match knows the pattern that `re` made; compare their expressions"


def test_no_line_of_code_is_wider_than_a_screen() -> None:
    wide = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if "https://" not in line and _columns(line.partition("  # type: ")[0].partition("  # noqa")[0]) > _SCREEN
    ]
    assert not wide, "a character of Chinese takes two columns"


_SCREEN = 120


def _columns(line: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in line)
