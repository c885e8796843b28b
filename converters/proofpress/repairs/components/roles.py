"""What a component is by its name, whichever site's it is: the whole name, or its last word (`LinkCard`, `Cards.Card`,
`code-group-item`)."""

from __future__ import annotations

import re
from enum import Enum

from proofpress.readers.html.box_words import COLOURS
from proofpress.regex import regex
from proofpress.repairs.dialects.containers import BOXES


class Role(Enum):
    """What stands for a component."""

    BOX = "box"
    QUOTE = "quote"
    FOLD = "fold"
    STEP = "step"
    PART = "part"
    """One of several that are shown one at a time: its title stands above it."""
    FIELD = "field"
    """A parameter or an answer's field: its name, type and default stand above what is said of it."""
    CODE = "code"
    MATH = "math"
    DIAGRAM = "diagram"
    PICTURE = "picture"
    FILM = "film"
    ENTRY = "entry"
    """A file or a folder in a tree of them."""
    LINK = "link"
    WORDS = "words"
    """Words in a line, drawn in some way."""
    KEY = "key"
    ICON = "icon"
    DROP = "drop"
    GROUP = "group"
    """Holds others, and shows nothing of its own."""
    OTHER = "other"


_BOX = "check aside pitfall notice infobox tipbox notes tips warnings deprecated experimental canary".split()
_NO_BOX = frozenset("example question quote summary abstract".split())
"""Names of boxes that are components of other kinds too."""
_NAMES: dict[Role, str] = {
    Role.QUOTE: "quotecontainer blockquote",
    Role.FOLD: "accordion details expandable collapse collapsible disclosure spoiler dropdown toggle expander faq fold "
    "faqitem accordionitem collapseitem deepdive",
    Role.STEP: "step stepitem",
    Role.PART: "tab tabitem tabpanel codegroupitem pane",
    Role.FIELD: "paramfield responsefield param parameter prop property field argument propertyreference",
    Role.CODE: "codeblock code codesnippet codeexample",
    Role.MATH: "latex math inlinemath blockmath equation katex tex formula",
    Role.DIAGRAM: "mermaid mermaiddiagram",
    Role.PICTURE: "image img picture screenshot zoomableimage imagezoom themedimage themeimage thumbnail photo",
    Role.FILM: "video youtube vimeo loom bilibili audio iframe videoplayer youtubeembed liteyoutube",
    Role.ENTRY: "folder file directory",
    Role.LINK: "link routerlink nuxtlink button linkbutton anchor navlink",
    Role.WORDS: "badge tag chip pill highlight mark abbr tooltip term color label",
    Role.KEY: "kbd key",
    Role.ICON: "icon emoji",
    Role.DROP: "head script style seo meta helmet",
    Role.GROUP: "tabs tablist steps cards cardgroup cardgrid columns column accordiongroup accordions codegroup frame "
    "responseexample requestexample grid row col container wrapper section fragment figure browserwindow fieldgroup",
}
_ROLES = {name: role for role, names in _NAMES.items() for name in names.split()} | dict.fromkeys(
    (*(BOXES - _NO_BOX), *_BOX), Role.BOX
)
GROUPS = frozenset("div section article aside main center span figure figcaption p".split())
"""Elements of HTML that only group what they hold, where MDX reads Markdown in them."""
_HUMP = regex(r"(?<=[a-z0-9])(?=[A-Z])")
_KINDS = {
    "check": "success",
    "pitfall": "warning",
    "notes": "note",
    "tips": "tip",
    "aside": "note",
    "warnings": "warning",
}


def words(name: str) -> list[str]:
    """The words of a name, in lower case."""
    return [word for word in re.split(r"[-_.]", _HUMP.sub("-", name).lower()) if word]


def role(name: str) -> Role:
    """What a name stands for."""
    parts = words(name)
    if name in GROUPS:
        return Role.GROUP
    if name == "details":
        return Role.FOLD
    found = _ROLES.get("".join(parts)) or _ROLES.get("".join(parts[-2:])) or _ROLES.get(parts[-1])
    return found or (Role.BOX if parts[-1] in ("box", "block") and _kind(parts) else Role.OTHER)


def is_known(name: str) -> bool:
    """Whether a name in lower case with hyphens is that of a component, and of no other program's element."""
    parts = words(name)
    return len(parts) > 1 and "".join(parts) in _ROLES


def _kind(parts: list[str]) -> str:
    return next((part for part in parts if part in BOXES or part in _KINDS), "")


def kind(name: str, said: str) -> str:
    """The kind of a box by what an attribute calls it, and by its name; "" where neither says one."""
    spoken = said.lower().removeprefix("alert-")
    if spoken in BOXES or spoken in _KINDS:
        return _KINDS.get(spoken, spoken)
    parts = words(name)
    found = _kind(parts)
    if found in ("callout", "admonition", "alert", "aside", "notice", "box"):
        return _COLOURS.get(spoken, "")
    return _COLOURS.get(spoken, "") or _KINDS.get(found, found)


_COLOURS = COLOURS | {
    "primary": "note",
    "secondary": "note",
    "default": "",
    "destructive": "danger",
    "warn": "warning",
    "good": "success",
    "bad": "danger",
}
