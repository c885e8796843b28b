"""Which characters of text would mean something in Markdown, by context: one table, read by the writer alone.

Every entry holds for both families: CommonMark/GFM, and Python-Markdown with the site's extensions (where the
`proofpress.canonical` extension lets a backslash escape any ASCII punctuation, as CommonMark does).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PUNCTUATION = r"!-/:-@\[-`{-~"


@dataclass(frozen=True, slots=True)
class Context:
    """What else the block holds that a character of its text could pair with, and what stands beside the text."""

    dollars: bool = False
    tildes: bool = False
    in_link: bool = False
    in_cell: bool = False
    before_bracket: bool = False
    after_inline: bool = False


ALWAYS = re.compile(
    rf"\\(?=[{_PUNCTUATION}]|$)"  # a backslash that would escape what follows
    r"|`"
    r"|(?<![\s])\*|\*(?![\s])|^\*|\*$"  # a star that could open or close a run
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore that is not inside a word
    r"|(?<=\[)\^|\^(?=\[)|(?<=\])\("  # a note, a link; never `\\[`, which is display math on the site
    # a tag, an autolink; a comment, which Python-Markdown takes out before it sees a backslash
    r"|<(?=[A-Za-z/])|(?<=<)[!?]"
    r"|\{(?=[:#.])"  # an attribute list
)
"""Escaped with a backslash wherever it stands in text."""

ENTITY = re.compile(r"&(?=#|[A-Za-z][A-Za-z0-9]{1,31};)")
"""Escaped as `&amp;`: Python-Markdown would decode an entity behind a backslash."""

BLOCK_START = re.compile(
    r"(?P<char>#|>|\+(?=\s|$)|-(?=\s|$|-)|=(?==)|:(?=\s|$)|!(?=!!)|\?(?=\?\?)|~(?=~~)|\|)"
    r"|(?P<number>\d+)(?P<dot>[.)])(?=\s|$)|(?P<box>\[[ xX]|\[TOC)\](?!\()"
    r"|(?P<label>\[(?:[^\[\]\\]|\\.)+\])(?=:)"  # a definition of a link or a note
)
"""Escaped at the start of a block's text."""


def text(value: str, context: Context) -> str:
    """The text as Markdown that means just this text."""
    if _SIGNS.search(value):
        value = ENTITY.sub("&amp;", ALWAYS.sub(lambda m: "\\" + m[0], value))
    if context.dollars and "$" in value:
        value = value.replace("$", "\\$")
    if context.tildes and "~" in value:
        value = value.replace("~", "\\~")
    if context.in_link and ("[" in value or "]" in value):
        value = _unpaired(value)
    if context.in_cell and "|" in value:
        value = value.replace("|", "\\|")
    if context.before_bracket and value.endswith(("!", "^")):
        value = f"{value[:-1]}\\{value[-1]}"
    if context.after_inline and value.startswith("{"):
        value = "\\" + value
    return value


def _unpaired(value: str) -> str:
    """Text inside a link: a bracket without its partner would end the link early."""
    opened: list[int] = []
    alone: dict[int, str] = {}
    for at, char in enumerate(value):
        if char == "[":
            opened.append(at)
        elif char == "]":
            if opened:
                opened.pop()
            else:
                alone[at] = "\\]"
    alone |= dict.fromkeys(opened, "&#91;")
    return "".join(alone.get(at, char) for at, char in enumerate(value)) if alone else value


_SIGNS = re.compile(r"[\\`*_\[\]<{&]")


def block_start(line: str) -> str:
    """A written line whose first characters begin no block."""
    match = BLOCK_START.match(line)
    if match is None:
        return line
    if match["char"]:
        return "\\" + line
    if match["label"]:
        return match["label"] + "\\" + line[len(match["label"]) :]
    if match["box"]:
        return match["box"] + "\\" + line[len(match["box"]) :]
    return f"{match['number']}\\{line[len(match['number']) :]}"


def heading_end(line: str) -> str:
    """A written heading whose last characters no parser takes for a closing sequence or an attribute list."""
    if line.endswith("#") and not line.endswith("\\#"):
        kept = line.rstrip("#")
        line = kept + "\\#" * (len(line) - len(kept))
    if line.endswith("}"):
        line = re.sub(r"(?<!\\)\{(?=[^{}]*\}$)", r"\\{", line)
    return line
