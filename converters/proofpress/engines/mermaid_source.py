"""A diagram as Mermaid's parser gets it: without front matter, directives and comments, each character with its
place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from proofpress.regex import regex


@dataclass(frozen=True, slots=True)
class Prepared:
    """What Mermaid's parser is given in place of a source: `origins[n]` is where character n came from."""

    text: str
    origins: tuple[int, ...]

    def without(
        self, pattern: re.Pattern[str], keep: Callable[[re.Match[str]], str] | None = None, only: str | int = 0
    ) -> Prepared:
        """Every match in which the group `only` matched left out, or replaced, with the place of its first
        character."""
        parts: list[str] = []
        origins: list[int] = []
        at = 0
        for match in pattern.finditer(self.text):
            if match[only] is None:
                continue
            kept = keep(match) if keep else ""
            parts += (self.text[at : match.start()], kept)
            origins += (
                *self.origins[at : match.start()],
                *(self.origins[match.start() : match.start() + 1] * len(kept)),
            )
            at = match.end()
        return Prepared("".join((*parts, self.text[at:])), (*origins, *self.origins[at:]))

    def origin(self, offset: int) -> int:
        """Where a place in the prepared text is in the source."""
        return self.origins[max(0, min(offset, len(self.origins) - 1))]


# `preprocessDiagram` and `encodeEntities` in Mermaid's source.
FRONT_MATTER = regex(r"\A([^\S\n\r]*+)---[^\S\n\r]*+[\n\r](.*?)(?<=[\n\r])\1---(?:[^\S\n\r]*+[\n\r])++", re.S)
_DIRECTIVE = regex(r"%{2}{\s*(?:(\w+)\s*:|(\w+))\s*(?:(\w+)|((?:(?!}%{2}).|\r?\n)*))?\s*(?:}%{2})?", re.I)
# Mermaid takes the blank lines above a comment along. Lines are read one after the other: what is no comment is passed
# over.
_COMMENT = regex(r"\s*+(?:(?P<comment>%%(?!\{)[^\n]++\n?)|[^\n]*+\n?)")
_ENTITY = regex(r"#(\w+);", re.A)


def prepare(source: str, *, comments: bool = False) -> Prepared:
    prepared = Prepared(source, tuple(range(len(source) + 1))).without(re.compile(r"\r\n?"), lambda _: "\n")
    prepared = prepared.without(FRONT_MATTER).without(_DIRECTIVE)
    if not comments:
        prepared = prepared.without(_COMMENT, only="comment")
    prepared = prepared.without(re.compile(r"\A\s+"))
    return prepared.without(_ENTITY, lambda match: f"ﬂ°{'°' if match[1].isdigit() else ''}{match[1]}¶ß")
