"""Conditions of a template: of `{% if %}…{% else %}…{% endif %}` a page shows one branch, and so does the article.

What the front matter decides is decided; of what only the site's configuration knows the first branch is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from proofpress.origins.tags.grammar import Tag
from proofpress.regex import regex

_OPENS = frozenset(("if", "unless", "case", "for", "tablerow"))
_TURNS = frozenset(("else", "elsif", "elseif", "elif", "when"))
_BUILT_IN = frozenset(
    "url id content excerpt previous next date path collection relative_path output title slug tags categories".split()
)
_COMPARED = regex(
    r"(?P<name>[\w.]+)\s*(?P<sign>==|!=)\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[\w.-]+))"
)


@dataclass(slots=True)
class _Choice:
    """A condition that stands open: its tag, and where each of its branches begins."""

    opened: Tag
    branches: list[Tag] = field(default_factory=list)


def left_out(tags: Sequence[Tag], values: Mapping[str, object]) -> list[tuple[int, int]]:
    """The offsets of what a page would not show, outermost first and without overlap. `values` is the front matter."""
    stack: list[_Choice] = []
    found: list[tuple[int, int]] = []
    for tag in tags:
        if tag.value or tag.escaped or tag.hugo:
            continue
        if tag.name in _OPENS and not tag.closes:
            stack.append(_Choice(tag, [tag]))
        elif tag.name in _TURNS and stack:
            stack[-1].branches.append(tag)
        elif tag.closes and stack and stack[-1].opened.name == tag.name:
            choice = stack.pop()
            ends = [*(branch.start for branch in choice.branches[1:]), tag.start]
            shown = _shown(choice, values)
            found.extend(
                (branch.end, end)
                for index, (branch, end) in enumerate(zip(choice.branches, ends, strict=True))
                if index != shown and end > branch.end
            )
    outer: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda part: (part[0], -part[1])):
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
    return outer


def _shown(choice: _Choice, values: Mapping[str, object]) -> int:
    """The number of the branch that is shown; -1 for none."""
    name = choice.opened.name
    if name in ("for", "tablerow"):
        return 0
    if name == "case":
        return min(1, len(choice.branches) - 1)
    for index, branch in enumerate(choice.branches):
        truth = None if branch.name == "else" else _truth(branch.args, values)
        if branch.name == "unless" and truth is not None:
            truth = not truth
        if truth is not False:
            return index
    return -1


def _truth(condition: str, values: Mapping[str, object]) -> bool | None:
    """Whether a condition holds; None where only the site's generator knows."""
    condition = condition.strip()
    if condition in ("true", "false", "nil", "1 == 0"):
        return condition == "true"
    if found := _COMPARED.fullmatch(condition):
        wanted = next(found[group] for group in ("double", "single", "bare") if found[group] is not None)
        have = "production" if found["name"] == "jekyll.environment" else _value(found["name"], values)
        return None if have is None else (str(have) == wanted) == (found["sign"] == "==")
    have = _value(condition, values)
    return None if have is None else have not in (False, "")


def _value(name: str, values: Mapping[str, object]) -> object | None:
    """What the front matter holds for `page.x`, False where it holds nothing; None for any other name."""
    key = name.removeprefix("page.")
    if key == name or "." in key or key in _BUILT_IN and key not in values:
        return None
    value = values.get(key)
    return False if value is None else value
