"""Markdown is read in one room: nothing outside of it looks for a fence,
a container or a formula's delimiter by itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "converters" / "proofpress"
SIGNS = (
    "::: ",
    ":{3",
    "/{3",
    "`{3",
    "```",
    "~{3",
    "~~~",
    "!!!",
    r"\?\?\?",
    r"\$\$",
    r"\\\[",
    r"\\\(",
    r"\\[(\[]",
    r"\\[\[(]",
)
"""In a pattern, the marks of a fence, a box, and a formula's delimiters."""

ELSEWHERE: dict[str, str] = {
    "normal/values.py": "text that must not begin a line of what is written, whatever block it would begin",
    "origins/kramdown.py": "the source of another generator: two dollars inside a line are a formula there",
    "origins/tags/literal.py": "the source of other generators: what their tags hold as it is",
    "repairs/brackets.py": "links whose brackets were escaped, which look like the delimiters of a formula",
    "repairs/escapes.py": "notes and tasks whose brackets were escaped",
    "repairs/formulas.py": "delimiters that no parser takes, with their backslash doubled",
}
"""Files that name such a mark in a pattern all the same, each with the reason."""


MARKS = frozenset(("```", "~~~", "!!!", "???", ":::", "///", "$$"))
_ASKS = frozenset("startswith endswith find index split partition count rfind rpartition removeprefix".split())

BY_HAND: dict[str, str] = {
    "evidence/code.py": "a line of a formula is no line of code",
    "fix.py": "words of a fence's line, which are printed where it is broken",
    "formats/code.py": "a line that no program's text has",
    "origins/kramdown.py": "the source of another generator: two dollars inside a line are a formula there",
    "origins/markup.py": "whether the text of a page is Markdown, before it is read as such",
    "origins/tags/literal.py": "the source of other generators: what their tags hold as it is",
    "origins/typed/listing.py": "paragraphs of a page, between which a formula is open",
    "repairs/fences/__init__.py": "a look whether there is anything to mend",
    "repairs/fences/glued.py": "fences that no parser takes, on a line with text",
    "repairs/fences/marks.py": "a look whether there is anything to mend",
    "repairs/grids/__init__.py": "tables drawn with spaces, which stand in no formula",
    "rules/structure/foreign_syntax.py": "what readers see of a sign behind a fence's marks",
}
"""Files that look for such a mark without a pattern, each with the reason."""


PAIRED: dict[str, str] = {
    "origins/typed/atoms.py": "over the nodes of a page, whose emphasis and breaks were made of a formula's own signs",
    "skeleton.py": "in the text of a page that a parser has made, to compare it",
}
"""Files that pair the delimiters of formulas by themselves, each with the reason."""


def patterns(path: Path) -> Iterator[str]:
    """The literal parts of what a module hands to `regex` and to functions of `re`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and re.fullmatch(r"regex|re\.\w+", ast.unparse(node.func)):
            for argument in node.args[:1]:
                yield "".join(
                    part.value
                    for part in ast.walk(argument)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                )


def finders() -> set[str]:
    return {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] != "markdown"
        and any(sign in pattern for pattern in patterns(path) for sign in SIGNS)
    }


def test_no_other_room_looks_for_the_marks_of_blocks_and_formulas() -> None:
    assert finders() - ELSEWHERE.keys() == set(), "ask proofpress.markdown, or take the sign from its `signs`"


def asked(path: Path) -> Iterator[str]:
    """The strings that a module looks for in others, without a pattern."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        looked: list[ast.expr] = []
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            looked = [node.left]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _ASKS:
            looked = node.args[:1]
        for part in (part for one in looked for part in ast.walk(one)):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def test_no_other_room_looks_for_marks_by_hand() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] != "markdown" and not MARKS.isdisjoint(asked(path))
    }
    assert found == BY_HAND.keys(), "ask proofpress.markdown, or take the sign from its `signs`"


def test_no_reason_outlives_its_file() -> None:
    assert set(ELSEWHERE) - finders() == set()


def test_no_other_room_pairs_the_delimiters_of_formulas() -> None:
    paired = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if path.parent.name != "markdown" and "CLOSE_BRACKET" in path.read_text(encoding="utf-8")
    }
    assert paired == PAIRED.keys(), "ask proofpress.markdown for the formulas of a text"
