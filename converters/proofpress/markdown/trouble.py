"""What an author wrote and no parser of the dialect takes as it is meant: typed values with exact places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from proofpress.markdown.directives import Directive
from proofpress.markdown.formula import Formula
from proofpress.markdown.lines import Fence
from proofpress.markdown.links import Link
from proofpress.markdown.lists import Entry, ListRun
from proofpress.markdown.tables import Table
from proofpress.source import Span


@dataclass(frozen=True, slots=True)
class FrontTrouble:
    """Front matter that is text for the site; `span` is the line that opens it. "late": it does not stand on the first
    line; "unclosed": no line closes it. "taken": `span` is text of which the site makes metadata, `lines` its lines."""

    what: Literal["late", "unclosed", "taken"]
    span: Span
    lines: range = range(0)


@dataclass(frozen=True, slots=True)
class FenceTrouble:
    """`span` is the opening line from its marker on. "unclosed": no line closes it; "collision": a fence of the same
    marker opens inside; "behind": it opens on the line of an item's mark; "left": a line in it stands further out than
    it, where it ends for the site; "loose": its last line, `span`, does not close it for the site; "shallow": it stands
    further out than the body of its container; "unread": the site reads none that is indented; "refused", "unnamed",
    "plain": as `Info.trouble`, `span` is the info string."""

    what: Literal[
        "unclosed", "collision", "behind", "left", "loose", "shallow", "unread", "refused", "unnamed", "plain"
    ]
    span: Span
    fence: Fence


@dataclass(frozen=True, slots=True)
class FormulaTrouble:
    """ "unclosed": `span` is the delimiter without its partner; "spaced": a space inside a dollar; "nested": `span`
    is a dollar in the text of a formula; "glued": a display
    formula that other text touches, `before` or `after` it; "indented": spaces before one; "blank": a blank line in
    it, `span` the first."""

    what: Literal["unclosed", "spaced", "nested", "glued", "indented", "blank"]
    span: Span
    formula: Formula
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class LineTrouble:
    """A line that does not begin the block it is meant to begin. "list": an item right under a paragraph, `span` its
    marker; "dash": one that may as well go on with a sentence; "kept": one right under a block that belongs to an item
    further in; "lazy": one right under an item in a quote; "empty": a mark without a text, right under an item;
    "heading": no space behind the signs; "tag": one sign in a text, without a space, makes one; "indented": spaces
    before the signs; "coded": so many that the line is code;
    "deep": more signs than six; "wide": full-width ones; "held": they, or a quote's or a box's, stand
    right under the first line of an item."""

    what: Literal[
        "list", "dash", "kept", "lazy", "empty", "heading", "tag", "indented", "coded", "held", "deep", "wide"
    ]
    span: Span
    line: int
    block: tuple[int, int]
    """The first and the last line of the block that it stands in."""


@dataclass(frozen=True, slots=True)
class EntryTrouble:
    """A line of a list that the parser, which counts in fours, puts elsewhere: the first of its list and kind, and of
    later blocks the first of each outermost item. "mixed": an item that goes on a list of the other kind; "displaced":
    one behind which the words of the item above end up; "note": a later block that leaves a note, which is the only
    item of its run."""

    what: Literal["entry", "fence", "mixed", "displaced", "note"]
    span: Span
    run: ListRun
    entry: Entry


@dataclass(frozen=True, slots=True)
class TableTrouble:
    """ "glued": right under a paragraph; "undelimited": no delimiter row; "delimiter": one of `given` cells instead of
    `wanted`; "row": a row of so many; "header": a second one; "cut": the last row ends in its middle;
    "block" and "text": right under it, and a row for the site; "apart": a row behind a blank line under it."""

    what: Literal["glued", "undelimited", "delimiter", "row", "header", "cut", "block", "text", "apart"]
    span: Span
    table: Table
    line: int
    given: int = 0
    wanted: int = 0


@dataclass(frozen=True, slots=True)
class BoxTrouble:
    """ "empty": a box without a body, `span` its head; "bare": an admonition without one, of which the title shows;
    "outside": the lines `first` to `last` should stand in it, `column` is where, 0 for behind a quote's mark, `span`
    the first of them; "fallen": they stand behind its body and a little further out, which is outside of it."""

    what: Literal["empty", "bare", "outside", "fallen"]
    span: Span
    head: int
    first: int = 0
    last: int = -1
    column: int = 0


@dataclass(frozen=True, slots=True)
class DirectiveTrouble:
    """A container of another system, whose lines are printed; `span` is its first."""

    what: Literal["unread"]
    span: Span
    directive: Directive


@dataclass(frozen=True, slots=True)
class LinkTrouble:
    """A link whose brackets or address no parser takes; `what` is its `trouble`."""

    what: Literal["unclosed", "space", "fullwidth", "reversed"]
    span: Span
    link: Link


Wide = Literal[
    "note",
    "reference",
    "abbreviation",
    "definition",
    "fence",
    "item",
    "quote",
    "picture",
    "table",
    "row",
]


@dataclass(frozen=True, slots=True)
class WideTrouble:
    """What is none for its full-width signs, which are the `pieces`; `sure`: nothing else can be meant. `label` is that
    of a note or a reference."""

    what: Wide
    span: Span
    pieces: tuple[Span, ...]
    sure: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class CommentTrouble:
    """A comment that nothing closes."""

    what: Literal["unclosed"]
    span: Span


Trouble = (
    FrontTrouble
    | FenceTrouble
    | FormulaTrouble
    | LineTrouble
    | EntryTrouble
    | TableTrouble
    | BoxTrouble
    | DirectiveTrouble
    | LinkTrouble
    | WideTrouble
    | CommentTrouble
)
