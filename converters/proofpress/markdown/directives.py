"""Containers between two lines of signs: `:::` of pandoc, MyST, Docusaurus and others, `///` of PyMdown's blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofpress.markdown.mask import unmasked
from proofpress.markdown.signs import DIRECTIVE
from proofpress.regex import regex

_LINE = regex(
    rf"(?P<lead>(?:[ \t]*>)*[ \t]*)(?P<heading>#{{1,6}}[ \t]+)?(?P<mark>{DIRECTIVE})[ \t]*"
    r"(?:(?P<braces>\{(?:[^{}\"']++|\"[^\"]*+\"|'[^']*+'|[\"'])*+\})|(?P<name>[^\W\d][\w-]*))?(?P<rest>[^\n]*)$"
)


@dataclass(slots=True)
class Directive:
    """`first` and `last` are its lines, from 0; `last` is -1 where nothing closes it. `lead` is what stands before its
    sign `mark`, `name` or `braces` what follows it, `rest` the rest of the line."""

    first: int
    lead: str
    mark: str
    name: str
    braces: str
    rest: str
    last: int = -1

    @property
    def slashed(self) -> bool:
        """Whether it is one of PyMdown's blocks."""
        return self.mark[0] == "/"

    @property
    def text(self) -> str:
        """What stands behind its sign."""
        return (self.braces + self.name + self.rest).strip()

    @property
    def calls(self) -> bool:
        """Whether it may call an object that a plugin describes, as it holds nothing."""
        return not self.slashed and bool(self.name) and self.last < 0

    @property
    def named(self) -> bool:
        """Whether it calls an object by its path (`::: module.name`), and holds nothing."""
        return not self.slashed and self.rest.startswith(".")


def directives(codeless: str, text: str) -> Iterator[Directive]:
    """The containers of a text, by their first lines; `codeless` is the text with code masked, which a title may hold.

    A line without a name closes the innermost one, so that a longer run of signs around shorter ones nests as its
    author means it.
    """
    if ":::" not in codeless and "///" not in codeless:
        return
    made: list[Directive] = []
    open_: dict[str, list[Directive]] = {":": [], "/": []}
    for number, (line, whole) in enumerate(zip(codeless.split("\n"), text.split("\n"), strict=True)):
        if ":::" not in line and "///" not in line or (found := _LINE.match(line)) is None:
            continue
        mark, name = found["mark"], found["name"] or ""
        braces, rest = (unmasked(whole, found, part) for part in ("braces", "rest"))
        if name or braces:
            # Slashes before other words begin a remark of a program.
            if mark[0] == ":" or name and rest.lstrip()[:1] in ("", "|"):
                one = Directive(number, found["lead"], mark, name, braces, rest)
                if one.named:
                    made.append(one)
                elif not found["heading"]:
                    made.append(one)
                    open_[mark[0]].append(one)
        elif open_[mark[0]] and not rest.strip():
            open_[mark[0]].pop().last = number
    yield from made
