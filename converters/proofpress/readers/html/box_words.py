"""The words by which classes call an element a box and say its kind, and those with which a box itself says it."""

from __future__ import annotations

import re
from functools import lru_cache

from proofpress.readers.html import box_cells
from proofpress.readers.html.dom import Element
from proofpress.regex import regex

_FAMILY = frozenset(
    "admonition admonitionblock callout alert hint notice note theorem sidebar topic macro infobox notification"
    " prompt block container".split()
)
"""Words by which one of an element's classes may call it a box; the last two only behind `custom`,
`note` or `message`."""
_FRAMES = frozenset(("panel", "card"))
"""Boxes of frameworks in which pages lay out any part of theirs: one for a remark has a colour, and a head."""
_REMARKS = frozenset("note tip info warning caution danger important hint attention error success".split())
_HOLDERS = frozenset(("block", "container", "box"))
_BEFORE = frozenset(("custom", "note", "message", "tip", "info", "warning"))
_PARTS = frozenset(
    "title heading header icon body content text close btn button link inner dismissible wrapper emoji".split()
)
"""Words of the classes that the parts of a box bear, not the box."""

STATEMENTS = frozenset(
    "theorem definition proof lemma exercise proposition corollary remark conjecture algorithm axiom property "
    "assumption observation criterion solution".split()
)
KINDS = STATEMENTS | frozenset(
    "note tip info warning caution danger important hint attention seealso error success question example "
    "abstract bug quote todo failure".split()
)
COLOURS = {"red": "danger", "blue": "info", "green": "success", "yellow": "warning", "orange": "warning"}
"""What the colour of a box says of its kind."""
KIND_OF = COLOURS | {
    "primary": "note",
    "secondary": "note",
    "seealso": "info",
    "custom-block": "note",
    "light": "note",
    "default": "note",
    "help": "info",
    "information": "info",
    "noteclassic": "note",
    "notetip": "tip",
    "tips": "tip",
    "noteimportant": "important",
    "notewarning": "warning",
    "warn": "warning",
    "helpful": "tip",
    "critical": "danger",
}
_SHORT = {
    "warn": "warning",
    "tldr": "abstract",
    "faq": "question",
    "fail": "failure",
    "err": "error",
    "seealso": "see also",
}


def named_as(kind: str) -> str:
    """The label of a box of a kind, which may be written shortened: `warn` is `Warning`."""
    return _SHORT.get(kind.lower(), kind).capitalize()


SURE = frozenset(("tip", "warning", "caution", "important", "danger"))
"""Kinds that make a box of a division that has no other class."""


@lru_cache(maxsize=4096)
def named(classes: str) -> tuple[bool, str]:
    """Whether these classes call an element a box, and the kind that they name. `note` is a common word:
    alone it says nothing."""
    names = [name for name in _HUMP.sub("-", classes).lower().split() if name not in _INSIDE]
    if len(names) == 1 and names[0] in SURE:
        return True, names[0]
    if said := next((name for name in classes.split() if name in _LOUD), ""):
        return True, said.lower()
    family = aside = framed = False
    kinds: list[tuple[int, str]] = []
    simple = 0
    for name in names:
        if name not in _FAMILY and (found := _GLUED.fullmatch(name)):
            family = True
            kinds.append((0, KIND_OF.get(found[1], found[1])))
        words = [word for word in re.split(r"[-_]+|\d+", name) if word]
        if not words or words[-1] in _PARTS and len(words) > 1 and words[-1] not in _HOLDERS:
            continue
        aside = aside or "aside" in words and len(words) > 1
        framed = framed or not _FRAMES.isdisjoint(words)
        of_family = _FAMILY.intersection(words) - _HOLDERS
        held = words[-1] in _HOLDERS and not _BEFORE.isdisjoint(words) and len(words) > 1
        held = held or words[-2:-1] == ["box"] and words[-1] in SURE
        held = held or words[0] == "wrap" and len(words) == 2 and (words[1] in KINDS or words[1] in KIND_OF)
        if of_family and (of_family != {"note"} or len(words) > 1) or held:
            family = True
        elif of_family:
            simple += 1
        kind = KIND_OF.get(words[-1], words[-1])
        if kind in KINDS and (words[-1] != "note" or len(words) > 1):
            # A framework's colour says less than the box's own name for itself.
            faint = words[-1] in _FAINT
            kinds.append((2 if faint else 1 if "alert" in words and words[-1] in _ALERTS else 0, kind))
        elif name in KIND_OF and name in _HELD:
            kinds.append((2, KIND_OF[name]))
    if simple and (kinds or any(name in _LOOKS for name in names)):
        family = True
        kinds.append((3, "note"))
    family = family or aside and bool(kinds) or "message" in names and any(map(_MESSAGE.match, names))
    family = family or framed and any(kind in _REMARKS for _, kind in kinds)
    if "note" in names and family:
        kinds.append((0, "note"))
    return family, min(kinds, key=lambda kind: kind[0])[1] if kinds else ""


def said_beside(element: Element) -> str:
    """The kind that a box has in an attribute beside classes that only call it a box."""
    for key in _KIND_KEYS:
        said = element.attr(key).strip().lower()
        if (kind := KIND_OF.get(said, said)) in KINDS:
            return kind
    return ""


_KIND_KEYS = ("data-type", "data-alert-type", "data-callout-type", "data-callout", "data-kind", "data-variant", "type")
_GLUED = regex(
    rf"({'|'.join(sorted(KINDS - STATEMENTS - {'quote', 'abstract', 'todo', 'example', 'question'} | {'warn'}))})"
    r"(?:message|msg|block|-?box|-?panel)"
)
"""A kind and what it is of in one word: `infomessage`, `warningBox`, `tip-box`."""
_MESSAGE = regex(r"(?:ui|is-(?:info|success|warning|danger|primary))$")
"""What two frameworks write beside `message`."""
_INSIDE = frozenset(("infobox-note",))
"""Parts of the table of facts about a subject."""


def is_framed(classes: str) -> bool:
    """Whether classes call an element a box only by a word for what a page lays its parts out in."""
    return named(classes)[0] and not named(_FRAMED.sub("x", classes))[0]


_FRAMED = regex(rf"\b(?:{'|'.join(sorted(_FRAMES))})\b", re.I)


def is_called_note(classes: str) -> bool:
    """Whether classes call an element a box only by a name of somebody's own that ends with `note`, which may be an
    article as well: `release-note`."""
    return named(classes)[0] and not named(_CALLED_NOTE.sub(r"\1", classes))[0]


_CALLED_NOTE = regex(r"(?<!\S)([A-Za-z][\w-]*)(?:[-_]note|Note)(?!\S)")


def says_both(classes: str) -> bool:
    """Whether one word of an element's classes says that it is a box and of which kind: then its title need not."""
    return any(_GLUED.fullmatch(_HUMP.sub("-", name).lower()) for name in classes.split())


_ALERTS = frozenset(("success", "info", "primary", "secondary", "warning", "danger", "light", "default"))
_FAINT = frozenset(("light", "default"))
"""Colours that stand beside another and say nothing of the kind then."""
_HUMP = regex(r"(?<=[a-z])(?=[A-Z])")
_HELD = frozenset(("custom-block",))
_LOOKS = frozenset(("flat", "simple", "modern", "disabled", "no-icon", "icon-padding", "tag-plugin"))


LABELS = frozenset(
    "警告 注意 小心 当心 危险 重要 提示 小提示 技巧 贴士 小贴士 建议 ヒント 重要提示 注意事项 特别注意 备注 注 说明"
    " 信息 须知 提醒 温馨提示 補充 备忘 備註 提醒 參考 参考 重要事項 注記".split()
)
"""What authors of Chinese call the kinds of boxes."""
_CALLED = frozenset("note tip important warning caution danger info hint attention notice remark alert".split())
_IN_ENGLISH = KINDS | _CALLED
BEGINS = regex(rf"(?:{'|'.join(sorted(_CALLED | LABELS, key=len, reverse=True))})[ \t]*[:：]")


def names_kind(said: str) -> bool:
    """Whether words are what boxes of a kind are called by."""
    said = said.strip(" :：!！")
    return said.lower() in _IN_ENGLISH or said in LABELS


_GRAVE = frozenset("警告 小心 当心 危险 重要 重要提示 重要事項 特别注意".split())
_IN_CHINESE = {
    "danger": "危险",
    "warning": "警告 小心 当心",
    "caution": "小心 当心 注意 警告",
    "attention": "注意 注意事项 特别注意",
    "important": "重要 重要提示 重要事項",
    "notice": "注意 注意事项 须知 提醒",
    "alert": "提醒 警告",
    "tip": "提示 小提示 技巧 贴士 小贴士 建议 ヒント",
    "hint": "提示 小提示 ヒント",
    "note": "备注 注 注記 备忘 備註 補充 说明",
    "remark": "备注 注 注記 备忘 備註 補充 说明",
    "info": "信息 说明 须知",
    "seealso": "参考 參考",
}
"""What a kind is called where the word says no other kind."""
_GRAVE_KINDS = SURE - {"tip"} | {"attention", "error", "failure"}


def is_grave(said: str) -> bool:
    """Whether a box that is called so warns."""
    said = said.strip(" :：!！")
    return said in _GRAVE or said.lower() in _GRAVE_KINDS


def means_the_same(kind: str, said: str) -> bool:
    """Whether two words for a box say the same: in one word, or one in English and one in Chinese."""
    kind, said = kind.lower(), said.lower()
    if kind == said:
        return True
    english, chinese = (said, kind) if kind in LABELS else (kind, said)
    return chinese in _IN_CHINESE.get(english, "").split()


def begins_as_named(element: Element) -> str:
    """The kind of box of which one word of an element's classes speaks, and its own first words or the cell of an icon
    beside its text: `<div class="lab-note">` that begins with "Note:"; "" for any other element."""
    for name in element.classes:
        words = re.split(r"[-_]+", _HUMP.sub("-", name).lower())
        kind = next((word for word in (words[-1], words[0]) if word in _CALLED), "")
        if kind and _NO_BOX.isdisjoint(words):
            begins = " ".join(element.words()[:_LONGEST].lower().split())
            if BEGINS.match(begins) or said_first(element) or box_cells.drawn(element, None)[0]:
                return KIND_OF.get(kind, kind if kind in KINDS else "note")
    return ""


def aside_of(element: Element) -> str:
    """The kind of box that the only class of an `<aside>` is the name of; "" for any other element."""
    kind = next(iter(element.classes)).lower() if element.name == "aside" and len(element.classes) == 1 else ""
    return kind if kind in KINDS & _CALLED else ""


_LONGEST = 12
_NO_BOX = frozenset("btn button text badge label bg icon table col list nav link tab title".split())


def said_first(element: Element) -> Element | None:
    """The first block of a box where it says what kind of box it is, and nothing else."""
    first = next(element.shown, None)
    if not isinstance(first, Element) or first.name not in _FIRST or not has_words_behind(first):
        return None
    said = first.brief().strip(" :：!！").lower()
    loud = not _LOUD.isdisjoint(element.classes) and len(said) <= _LONGEST * 2 and not said.endswith((".", "。"))
    return first if loud or said in _CALLED or said in LABELS else None


_FIRST = frozenset("p div h1 h2 h3 h4 h5 h6 header".split())
_LOUD = frozenset("NOTE TIP IMPORTANT WARNING CAUTION".split())
"""The boxes of DocFX, in letters that no name of a style has."""


def has_words_behind(title: Element) -> bool:
    return any(
        not node.is_wordless if isinstance(node, Element) else not str(node).isspace() for node in title.next_siblings
    )
