"""Where a file came from. `ORIGINS` is tried in order and the first that recognises the input reads it; `plain` is last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from proofpress.ledger import Ledger
from proofpress.origins import article, csdn, plain
from proofpress.origins.input import Input
from proofpress.tree import Document


@dataclass(frozen=True, slots=True)
class Origin:
    """One kind of file.

    `recognises` looks only at content, never at the file's name. `read` peels off what is not the article (header,
    frame, metadata), says so in the ledger, and returns the rest as a Document whose `meta` uses the canonical keys and
    `title` (the canonical form has the title as its first heading; `convert` sees to that).
    """

    name: str
    title: str
    recognises: Callable[[Input], bool]
    read: Callable[[Input, Ledger], Document]


ORIGINS: tuple[Origin, ...] = (
    Origin("csdn", "CSDN", csdn.recognises, csdn.read),
    Origin("article", "any other page", article.recognises, article.read),
    Origin("plain", "Markdown or plain text", plain.recognises, plain.read),
)


def recognise(given: Input) -> Origin:
    """The first origin that knows the input; `plain` knows any."""
    return next(origin for origin in ORIGINS if origin.recognises(given))


def named(name: str) -> Origin:
    """The origin of that name; an unknown one raises `KeyError`."""
    return {origin.name: origin for origin in ORIGINS}[name]
