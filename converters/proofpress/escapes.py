"""Which characters of text would mean something in Markdown, by context: one table.

Every entry holds for CommonMark/GFM and for any site's Python-Markdown, with `proofpress.canonical` or without.
CommonMark takes a backslash before all of ASCII's punctuation; Python-Markdown takes it before a few signs and shows it
before the rest, and what stands behind it lives: a tag behind `\\<` runs. What it does not take is written as a
reference.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from proofpress.regex import regex

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
    in_element: bool = False


_TAKEN = frozenset("\\`*_{}[])>#+-.!|$")
"""What a backslash escapes for every site's parser: Python-Markdown's own signs but `(`, before which it opens a
formula, the bar, which its tables add, and the dollar, which the extensions add that read one."""
_NAMED = {"<": "&lt;", '"': "&quot;"}


def escaped(char: str) -> str:
    """One sign of ASCII that means itself to every parser."""
    return "\\" + char if char in _TAKEN else _NAMED.get(char) or f"&#{ord(char)};"


_MEANT = regex(r"[&<>\\`*_{}\[\]$~=^|:@+\"']")


def literal(value: str) -> str:
    """A text without any sign of Markdown or HTML, as references."""
    return _MEANT.sub(lambda found: html.escape(found[0]) if found[0] in "&<>" else f"&#{ord(found[0])};", value)


PARTED = "<!-- -->"
"""What stands between two lists of one kind, as CommonMark has it (0.31.2, section 5.3)."""

ALWAYS = regex(
    rf"\\(?=[{_PUNCTUATION}]|$)"  # a backslash that would escape what follows
    r"|`"
    r"|(?<![\s])\*|\*(?![\s])|^\*|\*$"  # a star that could open or close a run
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore that is not inside a word
    r"|(?<=\[)\^|\^(?=\[)|(?<=\])\("  # a note, a link; never `\\[`, which is display math on the site
    r"|<(?=[A-Za-z/!?]|$)"  # a tag, an autolink, a comment, whatever node comes next
    r"|\{(?=[:#.])"  # an attribute list
)
"""Escaped wherever it stands in text."""

ENTITY = regex(r"&(?=#|[A-Za-z][A-Za-z0-9]{1,31};)")
"""Escaped as `&amp;`: Python-Markdown would decode an entity behind a backslash."""

_REFERENCE = regex(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

BLOCK_START = regex(
    r"(?P<char>#|>|\+(?=\s|$)|-(?=\s|$|-|8<)|=(?==)|:(?=\s|$)|!(?=!!)|\?(?=\?\?)|~(?=~~)|\|)"
    r"|(?P<number>\d+)(?P<dot>[.)])(?=\s|$)"
    r"|(?P<label>\[(?:[^\[\]\\]|\\.)+\])(?=:)"  # a definition of a link or a note
    r"|(?P<box>\[[ xX]|\[TOC)\](?!\()"
    r"|(?P<short>\*)(?=\[(?:[^\[\]\\]|\\.)+\]:)"  # emphasis, and no abbreviation
)
"""Escaped at the start of a block's text."""

_ENVIRONMENT = regex(r"\\begin\{[a-z]+\*?\}")
"""A paragraph that is one environment, from here to its `\\end`, is TeX to a site, which asks for no delimiters."""


def text(value: str, context: Context) -> str:
    """The text as Markdown that means just this text."""
    if _SIGNS.search(value):
        value = ALWAYS.sub(lambda m: escaped(m[0]), ENTITY.sub("&amp;", value))
    if context.dollars and "$" in value:
        value = value.replace("$", "\\$")
    if context.tildes and "~" in value:
        value = value.replace("~", escaped("~"))
    if context.in_link and ("[" in value or "]" in value):
        value = _unpaired(value)
    if context.in_cell and "|" in value:
        value = value.replace("|", "\\|")
    if context.before_bracket and value.endswith(("!", "^")):
        value = value[:-1] + escaped(value[-1])
    if context.after_inline and value.startswith("{"):
        value = "\\" + value
    return _without_attributes(value) if "{" in value and _ASSIGNED.search(value) else value


_ASSIGNED = regex(r"[^\s=}]=[^\s}]")


def _without_attributes(value: str) -> str:
    """Text whose braces no parser takes for attributes: a site may make elements of its words (`:smile:`, `++ctrl++`,
    an address, an abbreviation), and what stands in braces behind one would be a handler of it."""
    first, *pieces = value.split("{")
    written: list[str] = []
    live = closed = False
    for at in range(len(pieces) - 1, -1, -1):
        piece, before = pieces[at], pieces[at - 1] if at else first
        found = _ASSIGNED.search(piece)
        live = live or found is not None and (closed or found.start() < piece.rfind("}"))
        closed = closed or "}" in piece
        is_escaped = (len(before) - len(before.rstrip("\\"))) % 2
        written.append(("\\{" if live and not is_escaped else "{") + piece)
    return first + "".join(reversed(written))


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


_SIGNS = regex(r"[\\`*_\[\]<{&]")


def block_start(line: str) -> str:
    """A written line whose first characters begin no block."""
    match = BLOCK_START.match(line)
    if match is None:
        return "\\" + line if _ENVIRONMENT.match(line) and "\\end{" in line else line
    if match["char"]:
        return escaped(line[0]) + line[1:]
    if match["short"]:
        return "*&#91;" + line[2:]
    if match["label"]:
        return match["label"] + escaped(":") + line[len(match["label"]) + 1 :]
    if match["box"]:
        return match["box"] + "\\" + line[len(match["box"]) :]
    return f"{match['number']}\\{line[len(match['number']) :]}"


def box_title(value: str) -> str:
    """The title of a box, which is plain text to us and may hold tags to the site."""
    return ENTITY.sub("&amp;", value).replace("<", "&lt;")


def read_box_title(written: str) -> str:
    """What a title of a box says: its references are read, nothing else is."""
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), written)


def heading_end(line: str) -> str:
    """A written heading whose last characters no parser takes for a closing sequence or an attribute list."""
    if line.endswith("#") and not line.endswith("\\#"):
        kept = line.rstrip("#")
        line = kept + "\\#" * (len(line) - len(kept))
    if line.endswith("}"):
        line = re.sub(r"(?<!\\)\{(?=[^{}]*\}$)", r"\\{", line)
    return line
