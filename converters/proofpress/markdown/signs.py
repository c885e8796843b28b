"""The signs by which Markdown's blocks are known. A new container is one line in `CONTAINERS`."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from proofpress.regex import regex

ContainerKind = Literal["admonition", "details", "tab", "definition", "note", "directive", "block"]


class Container(NamedTuple):
    """What opens a container, at the start of a line's content.

    `box`: its body stands four columns further in and is cut where a line stands further out than the one above.
    `between`: its body stands where its sign does, up to a line with such a sign and nothing else.
    """

    kind: ContainerKind
    sign: str
    box: bool = False
    between: bool = False


_NAMED = r"[\w-]++(?: ++[\w-]++)*+(?: +\".*\")? *$"
"""What stands right behind the sign of a box that has no space there."""
CONTAINERS: tuple[Container, ...] = (
    Container("admonition", rf"!!!(?=[ \t]+\S|{_NAMED})", box=True),
    Container("details", rf"\?\?\?\+?(?=[ \t]+\S|{_NAMED})", box=True),
    Container("tab", r"===[!+]{0,2}(?=[ \t]+\S)", box=True),
    Container("definition", r":(?=[ \t]+\S)"),
    Container("note", r"\[\^[^\]\n]+\]:"),
    Container("directive", r"(?<!:):{3,}+(?=[ \t]*(?:[^\W\d][\w-]*(?!\.)|\{|$))", between=True),
    Container("block", r"(?<!/)/{3,}+(?=[ \t]*(?:[^\W\d][\w-]*[ \t]*(?:\||$)|$))", between=True),
)

CALLOUT = regex(r"\[![^\]\n]+\]")
"""The head of a callout, behind the marks of its quote."""
TICKS = r"`{3,}"
FENCE = rf"(?:{TICKS}|~{{3,}})"
"""The mark of a fenced block, as part of a pattern."""
DISPLAY = r"\$\$"
"""The delimiter of a display formula, as part of a pattern."""
OPEN_BRACKET, CLOSE_BRACKET = r"\\[(\[]", r"\\[)\]]"
"""The delimiters `\\(`, `\\[` and their partners, as parts of patterns."""
FORMULA = r"\$|\\[(\[]|\\begin\{"
"""Where a formula can begin, as part of a pattern."""

ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
"""A sign behind the backslash that keeps it from being markup."""
QUOTE = regex(r"(?: {0,3}> ?)+")
MARKER = r"(?:[-*+]|\d{1,9}[.)])"
"""What begins an item of a list."""
ITEM = regex(rf"({MARKER[3:-1]})([ \t]+)(?=[^ \t])")
ITEM_OR_EMPTY = regex(rf"{MARKER}(?:[ \t]+|$)")
_ROMAN = (
    "M*(?:C[MD]|D(?:C{0,4}|C{5}\\b)|(?:C{0,9}|C{10}\\b))(?:X[CL]|L(?:X{0,4}|X{5}\\b)|(?:X{0,9}|X{10}\\b))"
    "(?:I[XV]|V(?:I{0,4}|I{5}\\b)|(?:I{0,9}|I{10}\\b))"
)
_CAPITAL = r"(?=\)|\.[ ]{2})"
STYLES = {
    "generic": "#",
    "roman": f"(?=[IVXLCDM]{{2}}){_ROMAN}|(?=[ivxlcdm]){_ROMAN.lower()}",
    "alpha": f"[a-z]|[A-Z]{_CAPITAL}",
}
"""Marks of items that are neither numbers nor bullets, as PyMdown's fancy lists have them, as parts of patterns."""


@cache
def items(styles: frozenset[str], empty: bool = False) -> re.Pattern[str]:
    """How an item begins where these styles are read as well; with `empty`, one without a text too."""
    if not styles:
        return ITEM_OR_EMPTY if empty else ITEM
    more = [r"\d{1,9}", *(STYLES[name] for name in sorted(styles & STYLES.keys()))]
    if "roman" in styles and "alpha" not in styles:
        more.append(f"[IVXLCDM]{_CAPITAL}")
    mark = rf"([-*+]|(?:{'|'.join(more)})[.)])"
    return re.compile(mark + (r"(?:[ \t]+|$)" if empty else r"([ \t]+)(?=[^ \t])"))


ELEMENTS = (
    "address article aside blockquote body center details dialog dd div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 "
    "head header hgroup html iframe legend li main menu nav noscript ol p section summary table tbody "
    "td tfoot th thead tr ul"
)
"""Elements that Python-Markdown treats as blocks."""
DEFINITION = regex(r"\[(?!\^)[^\]\n]+\]:")
"""How the line begins that says where a reference leads."""
ALONE_TAG = regex(rf"</(?:{ELEMENTS.replace(' ', '|')})>|<hr[ ]?/?>")
"""A tag that takes no other line."""
ASKING_TAG = regex(
    r"<(?:article|aside|blockquote|body|center|details|div|fieldset|figure|footer|form|header|main|nav|ol|section|ul)"
    r"(?=[ ])[^<>]*?[ ]markdown(?:=(?:[\"']?)(?:1|block|markdown)(?:[\"']?))?(?=[ >])[^<>]*>"
)
"""The tag of an element that asks for blocks of Markdown in it."""
BLOCK_TAG = regex(rf"<(?:[!?]|/?(?:{ELEMENTS.replace(' ', '|')}|hr)\b)", re.I)
"""How a line begins that Python-Markdown takes for HTML, and not for a paragraph with a tag in it."""
EMPTY_ITEM = regex(MARKER)
ATX = regex(r"#{1,6}(?:[ \t]|$)")
WIDE_ATX = regex(r"#{1,6}(?:[ \t\u00a0\u3000]|$)")
"""As Python-Markdown has it, which asks for no space at all: what looks like one is one."""
SANE_ATX = regex(r"#{1,6}[ \t]")


@cache
def opening(kinds: frozenset[str]) -> re.Pattern[str]:
    """The head of any container of these kinds."""
    return re.compile("|".join(c.sign for c in CONTAINERS if c.kind in kinds) or r"(?!)")


BOX = regex("|".join(c.sign for c in CONTAINERS if c.box))
"""The head of a container that is a box: an admonition, details, a tab."""
BETWEEN = regex("|".join(c.sign for c in CONTAINERS if c.between))
"""A line that opens or closes a container between two of them."""
SLASHES = r"/{3,}"
"""What opens and closes one of PyMdown's blocks, as part of a pattern."""
DIRECTIVE = rf":{{3,}}|{SLASHES}"
"""The signs of such a line, as part of a pattern."""
BOX_SIGN = r"(?:!!!|\?\?\?|===)"
"""How the head of a box begins, as part of a pattern."""
BOX_CLASSES = r"[a-z][a-z0-9_-]*+(?:[ \t]+[a-z][a-z0-9_-]*+){0,2}+"
"""What stands behind the type of a box and is its classes, as part of a pattern. Nobody gives a box a class in other
letters, or one that is a sentence: that is its title without quotation marks."""
_BREAK = r"(?:\*[ \t]*+){3,}+$|(?:-[ \t]*+){3,}+$|(?:_[ \t]*+){3,}+$"
BREAK = regex(_BREAK)
"""A thematic break, from the first character of its content."""
NO_TITLE = regex(rf"[-*+][ \t]|{_BREAK}")
"""How a line begins that is an item or a thematic break to everybody but Python-Markdown, which makes a heading of it
where it is underlined."""
BLOCK = regex(
    rf"{ATX.pattern}|{MARKER}[ \t]|>|{FENCE}|{_BREAK}|{BOX_SIGN}[ \t]",
)
"""How a line of content begins that is no paragraph where nothing stands in its way."""

PREFIX = regex(r"(?:[ \t]*>)*[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:\[\^[^\]\s]+\]:[ \t]*)?")
"""What containers put before a line's content where they begin on it."""
BOX_HEAD = regex(
    r"(?P<mark>!!!|\?\?\?\+?|===[!+]{0,2})(?:[ ]+|(?=[A-Za-z]))(?:(?P<type>[A-Za-z][\w-]*(?:[ ]++[\w-]++)*?)"
    r"(?:[ ]++\"(?P<title>[^\"\n]*+)\")?|\"(?P<only>[^\"\n]*+)\")"
    r"(?:[ ]*+\|[\w ]++)?[ \t]*+$"
)
"""The head of a box, whole: its sign, its type and its title."""
