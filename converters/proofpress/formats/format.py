"""What a row of the table of formats is, and what opening a container gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from proofpress.finding import Words
from proofpress.formats.glance import Glance


class Kind(StrEnum):
    """What somebody has in a file of this format."""

    DOCUMENT = "document"
    """Something written to be read."""
    PICTURE = "picture"
    DATA = "data"
    """Anything else: data, code, sound, programs."""


@dataclass(frozen=True, slots=True)
class Part:
    """One article out of a container.

    `path` is where it lies among the container's own files, which its relative links and pictures refer to; `target`
    the name of its output without `.md` (""; the output is named after the container). `data` is Markdown or HTML, its
    front matter first. `origin` forces who reads it.
    """

    path: str
    data: bytes
    target: str = ""
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The articles in a container in their order, the pictures they show (by path), what is to be said about the rest,
    and what of it cannot be read, which is a failure although the others are there."""

    parts: tuple[Part, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[Words, ...] = ()
    faults: tuple[Words, ...] = ()


class Unopened(ValueError):
    """A container that cannot be opened: the words say why and what to do."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.words = Words(en, zh)


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `knows` looks at content alone; where `opens` is None the format is refused, and `instead` says what
    reads it. `made_by` tells where such files come from, `since` the version that reads them."""

    name: str
    title: Words
    knows: Callable[[Glance], bool]
    opens: Callable[[str, bytes], Opened] | None = None
    instead: Words | None = None
    kind: Kind = Kind.DOCUMENT
    made_by: Words | None = None
    since: str = "0.2"

    def refusal(self) -> Words:
        """One line: what the file is, and what reads it."""
        title = self.title.zh.strip()
        space = " " if title[:1].isascii() else ""
        en, zh = f"{self.title.en} is not read here", f"这是{space}{title}，此处不读取"
        return Words(f"{en}; {self.instead.en}", f"{zh}；{self.instead.zh}") if self.instead else Words(en, zh)
