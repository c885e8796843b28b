"""Boxes to tick: whether an item of a list is a task, and done, however a page says it.

An input, a role, an attribute of the item, a class or picture in place of a box, or the sign itself (☐ ☑).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from proofpress.readers.html import buttons, lake, levels
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader, has_letters
from proofpress.regex import regex
from proofpress.source import Piece
from proofpress.tree import Block, Delete, Paragraph, Text

_MOST = 24
"""Elements and spaces that may stand before a box."""
_WIDEST = 1000
_BOX = regex(r"check-?box|check-?square|square-check|\btask-?(?:box|marker|icon)", re.I)
_DONE = regex(
    r"(?:^|[-_\s])(?:on|checked|done|complete|completed|true|tick|check-?square|square-check)(?:$|[-_\s])", re.I
)
_OPEN = regex(r"(?:^|[-_\s])(?:off|unchecked|todo|open|incomplete|empty|false)(?:$|[-_\s])", re.I)
_TASKS = regex(r"(?:^|[-_\s])(?:task|tasks|todo|to-do|check|checklist|checkbox)(?:$|[-_\s])", re.I)
_CHECKLIST = regex(r"(?:^|[-_\s])(?:check-?list|tasks?(?:-?list)?|to-?dos?(?:-?list)?)(?:$|[-_\s])", re.I)
"""What a list is called whose items are tasks, whatever sign stands before each."""
_LISTED_SIGNS = {"✓": True, "✔": True, "✅": True, "❏": False, "❑": False, "❐": False, "□": False, "⬜": False}
"""What is a box in such a list alone: elsewhere a text says yes by it, or draws a square."""
_SIGNS = {"☐": False, "☑": True, "☒": True, "🗹": True, "🗷": True, "🔲": False}
_ALTS = {"checked": True, "unchecked": False, "done": True, "to do": False, "todo": False, **_SIGNS}
_YES = frozenset(("true", "checked", "x", "1", "done", "complete", "completed"))
_LISTED = {"checked": True, "done": True, "unchecked": False, "check": False, "todo": False}
"""What `data-list` says of an item that is a task; it also names bullets and numbers."""
_CROSSES = frozenset("xXvV")
"""Letters that are the sign in a box."""
_TYPED = regex(r"\[ ?(x)? ?\]", re.I)
_PADS = {"check": False, "task": False, "done": True, "taskdone": True}
_PROPERTY = regex(r"(?<![\w-])--[\w-]*(?:checked|done|completed?)[ \t]*+:[ \t]*+[\"']?(\w+)", re.I)
_LIST_PROPERTY = regex(r"(?<![\w-])--[\w-]*(?:todo|task|check)[\w-]*[ \t]*+:[ \t]*+[\"']?(?:true|1)\b", re.I)
"""Properties of a program's own, by which its style sheet would draw a box."""
_LIGATURES = {"check_box": True, "check_box_outline_blank": False}
"""Boxes by the words that an icon font draws as one."""
_ICON = regex(
    r"(?<!\S)(?:fa|fas|far|fa-\w+|bi|mdi|glyphicon|material-icons\S*|material-symbols\S*|\S*icons?\S*)(?!\S)", re.I
)
_EMPTY_BOX = regex(r"(?<!\S)(?:fa-square-o|bi-square|glyphicon-unchecked|mdi-checkbox-blank-outline)(?!\S)")
_OPEN_ICON = regex(
    r"(?<!\S)(?:fa-square-o|icon-check-empty|glyphicon-unchecked|\S*checkbox-?(?:blank|empty|unchecked)\S*)(?!\S)", re.I
)
"""The icon of an empty box, the twin of the one that is ticked."""
_FRAME = regex(r"(?<!\S)(?:\S+-)?(?:square|circle)(?:-outline|-fill|-o)?(?!\S)", re.I)
"""A square or a ring, which is an empty box in a list of tasks."""
_TICKED_ICON = regex(r"(?<!\S)(?:glyphicon-check|icon-check|\S*checkbox-?(?:marked|fill)\S*)(?!\S)", re.I)
_OUTLINED = regex(r"(?<!\S)(?:far|fa-regular)(?!\S)")
_CHECK = r"check|checkmark|check-circle(?:-o|-fill)?|circle-check|check-lg|check-bold|ok|ok-circle|ok-sign|tick|done"
_CROSS = (
    r"times|times-circle(?:-o)?|circle-xmark|xmark|close|x|x-lg|x-circle(?:-fill)?|remove|remove-circle|cross|clear"
)
_ICON_NAME = regex(rf"(?:\S*-)??(?:({_CHECK})|({_CROSS}))", re.I)
"""The icons that answer yes and no in a cell, by the class or the word that draws them."""
_NO = frozenset(("false", "unchecked", "", " ", "0", "todo", "incomplete"))


def state(reader: Reader, element: Element) -> bool | None:
    """Whether the task that an item (or a line) is has been done; None where it is no task.
    Its box is not read again."""
    found = _own(element)
    box = _first_box(reader, element, beneath=found is not None)
    state = found if found is not None else box
    # A box that looks the same in both states stands in an item that says which.
    return state or _DONE.search(element.attr("class")) is not None if state is not None else None


_SAYS = ("data-checked", "data-task", "data-list", "aria-checked", "data-task-state", "data-done")
_SAYING = frozenset(_SAYS)


def _own(element: Element) -> bool | None:
    """What the item says of itself, or the list that it stands in."""
    for name in () if _SAYING.isdisjoint(element.attrs) else _SAYS:
        if name in element.attrs:
            value = element.attr(name).lower()
            if name == "data-list":
                if value in _LISTED:
                    return _LISTED[value]
            elif value in _YES:
                return True
            elif value in _NO:
                return False
    tags = _noted(element).lower().split(",")
    if (note := next((tag for tag in tags if tag.partition(":")[0] == "to-do"), None)) is not None:
        return note.endswith(":completed")
    if styled := _PROPERTY.search(element.attr("style")):
        return styled[1].lower() in _YES
    above = element.parent
    if element.name != "li" or not isinstance(above, Element):
        return None
    if "data-checked" in above.attrs:
        return above.attr("data-checked").lower() in _YES
    if _LIST_PROPERTY.search(above.attr("style")):
        return False
    if (kept := _PADS.get(levels.kind_of_pad(above))) is not None:
        return kept
    around = f"{above.attr('class')} {above.attr('data-type')}"
    if "data-inline-task-id" in element.attrs or _TASKS.search(_words(around).lower()):
        if _DONE.search(element.attr("class")):
            return True
        if "data-inline-task-id" in element.attrs or _OPEN.search(element.attr("class")):
            return False
    return None


def _noted(element: Element) -> str:
    """The tags that OneNote gave a paragraph or an item; those of an item's first paragraph are the item's."""
    above = element.parent
    if element.name == "p" and isinstance(above, Element) and above.name == "li" and next(above.shown, None) is element:
        return ""
    first = next(element.shown, None) if element.name == "li" else None
    own = first if isinstance(first, Element) and first.name == "p" and "data-tag" in first.attrs else element
    return own.attr("data-tag")


def _words(names: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names)


def _first_box(reader: Reader, element: Element, *, beneath: bool) -> bool | None:
    """The state of the box that stands before the first words of an item. What an item of a list has taken is no box
    of a paragraph in it."""
    for node in islice(element.descendants, _MOST):
        if not isinstance(node, Element):
            if not node.isspace() and node.parent.name not in ("style", "script", "title"):
                return None
        elif node.name == "li":
            return None
        elif (found := _box(node, beneath=beneath)) is not None:
            if element.name == "li":
                reader.ticked.add(id(node))
            elif id(node) in reader.ticked:
                return None
            _speak_for(reader, node)
            return found
    return None


def _box(element: Element, *, beneath: bool) -> bool | None:
    match element.name:
        case "input":
            return "checked" in element.attrs if _is_box(element) else None
        case "card":
            return lake.ticked(element)
        case "en-todo":
            return element.attr("checked").lower() == "true"
        case "img":
            return _ALTS.get(element.attr("alt").strip().lower()) if len(element.attr("alt")) < 12 else None
        case _:
            pass
    if element.attr("role") == "checkbox":
        return element.attr("aria-checked") == "true"
    names = element.attr("class")
    if element.name == "svg" and _names_a_field(element):
        return None
    if (
        names
        and element.end - element.start < _WIDEST
        and _shows_no_words(element)
        and (_BOX.search(names) or beneath and _TASKS.search(names))
    ):
        return _DONE.search(names) is not None or _TICKED_ICON.search(names) is not None
    if (typed := _TYPED.fullmatch(element.brief())) and isinstance(above := element.parent, Element):
        # The item says so, too: an author may list what `[x]` means.
        says = _OPEN if typed[1] is None else _DONE
        return typed[1] is not None if says.search(above.attr("class")) else None
    if (sign := element.brief()) in _SIGNS:
        return _SIGNS[sign]
    if (drawn := _drawn_box(element, names)) is not None:
        return drawn
    return _LIGATURES.get(sign) if _ICON.search(names) else None


def _drawn_box(element: Element, names: str) -> bool | None:
    """The state of a box that an icon font draws; a square or a tick is one in a list of tasks."""
    if not names or element.brief() or not _ICON.search(names):
        return None
    if _OPEN_ICON.search(names):
        return False
    if _TICKED_ICON.search(names):
        return True
    item = next((one for one in islice(element.parents, _NEAR) if one.name == "li"), None)
    if not isinstance(item, Element) or not in_checklist(item):
        return None
    if (answer := next(filter(None, map(_ICON_NAME.fullmatch, names.split())), None)) is not None:
        return True if answer[1] else None
    return False if _FRAME.search(names) else None


def in_checklist(item: Element) -> bool:
    """Whether an item stands in a list that is said to be one of tasks."""
    above = item.parent
    return isinstance(above, Element) and _CHECKLIST.search(_words(above.attr("class"))) is not None


def _shows_no_words(element: Element) -> bool:
    """Whether an element may be drawn as a box: nothing is written in it but the sign of one, and no box stands in it,
    which would speak for itself."""
    if any(one.attr("role") == "checkbox" or one.name == "input" and _is_box(one) for one in element.all()):
        return False
    said = element.words()
    return len(said) < 3 and not any(map(str.isalnum, said)) or said in _CROSSES


def _is_box(element: Element) -> bool:
    """Whether an input is a box to tick: by its type, or, where nobody can choose among several, by what holds it."""
    kind, above = element.attr("type").lower(), element.parent
    if kind != "radio" or "name" in element.attrs or not isinstance(above, Element):
        return kind == "checkbox"
    return _BOX.search(above.attr("class")) is not None and len(list(islice(above.all("input"), 2))) == 1


def _names_a_field(svg: Element) -> bool:
    """Whether a drawing in the head of a column or a row says that boxes stand there, and nothing of one box."""
    said = svg.attr("class")
    in_head = any(one.name == "th" for one in islice(svg.parents, _NEAR))
    return in_head and not _DONE.search(said) and not _OPEN.search(said)


def in_cell(reader: Reader, cell: Element) -> str:
    """The box that a cell begins with, or the only thing in it, an icon that says yes or no, as a sign; "" for none.
    It is not read again."""
    done = state(reader, cell)
    if done is not None:
        return "☑" if done else "☐"
    if len(found := list(islice(cell.all(), _FEW + 1))) > _FEW:
        return ""
    icons = [one for one in found if _ICON.search(one.attr("class")) and next(one.elements, None) is None]
    if len(icons) != 1 or cell.brief() != icons[0].brief():
        return ""
    sign = _icon(icons[0])
    if sign:
        _speak_for(reader, icons[0])
    return sign


def _speak_for(reader: Reader, box: Element) -> None:
    """A box is not read again; the word that an icon font draws as one is said in the ledger."""
    reader.spoken.add(id(box))
    if (word := box.brief()) and has_letters(word) and _ICON.search(box.attr("class")):
        reader.ledger.repaired(
            reader.span(box), "the word that an icon font draws as a sign", "图标字体显示为符号的单词", text=word
        )


_FEW = 4
"""Elements in a cell that an icon is all of."""


def _icon(element: Element) -> str:
    names = element.attr("class")
    if word := element.brief():
        names = word
    elif _EMPTY_BOX.search(names) or "fa-square" in element.classes and _OUTLINED.search(names):
        return "☐"
    found = next((found for name in names.split() if (found := _ICON_NAME.fullmatch(name))), None)
    return "" if found is None else "✓" if found[1] else "✗"


def shown(reader: Reader, element: Element) -> None:
    """An `<input>`: the box that nobody can tick, which says how things stand, where no item has taken it."""
    if not (sign := drawn(element)):
        buttons.field(reader, element)
    elif "disabled" in element.attrs or any(one.name in _CELLS for one in islice(element.parents, _NEAR)):
        reader.out.text((Piece(sign, element.start, element.end),))


_CELLS = frozenset(("td", "th"))
_NEAR = 4


def drawn(element: Element) -> str:
    """The sign that an `<input>` is drawn as, where it is a box to tick."""
    if element.attr("type").lower() != "checkbox":
        return ""
    return "☑" if "checked" in element.attrs else "☐"


def ticked(
    blocks: tuple[Block, ...], done: bool | None, *, listed: bool = False
) -> tuple[tuple[Block, ...], bool | None]:
    """The blocks of an item without the box that its text begins with,
    and without the line that strikes out what is done. `listed` is an item of a list of tasks."""
    if not blocks or not isinstance(first := blocks[0], Paragraph) or not first.children:
        return blocks, done
    head = first.children[0]
    signs = {**_SIGNS, **_LISTED_SIGNS} if listed else _SIGNS
    if done is None and isinstance(head, Text) and head.value.lstrip()[:1] in signs:
        text = head.value.lstrip()
        rest = text[1:].lstrip("\ufe0f \xa0")
        if not rest and len(first.children) == 1:
            return blocks, None
        done = signs[text[0]]
        first = replace(first, children=((Text(rest, span=head.span),) if rest else ()) + first.children[1:])
        blocks = (first, *blocks[1:])
    if done and len(first.children) == 1 and isinstance(only := first.children[0], Delete):
        blocks = (replace(first, children=only.children), *blocks[1:])
    return blocks, done
