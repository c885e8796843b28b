"""What stands for a component in Markdown: lines before and behind what it holds, or words around it in a line."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import NamedTuple

from proofpress import urls
from proofpress.evidence import chinese
from proofpress.markdown.ticks import fence_around
from proofpress.readers.html.box_words import named_as
from proofpress.readers.html.boxes import kind_of_sign
from proofpress.regex import regex
from proofpress.repairs.components import roles
from proofpress.repairs.components.grammar import Attribute, labelled, listed, literal, members, said
from proofpress.repairs.components.roles import Role
from proofpress.repairs.components.tree import Node

Values = Callable[[str], str | None]

_TITLES = ("title", "label", "heading", "header", "name", "question", "text", "summary", "term", "tab")
_LEADS = ("href", "to", "url", "link", "path")
_SOURCES = ("src", "image", "img", "light", "dark", "source", "sources", "srcLight", "srcDark")
_ABOUT = (
    "description",
    "subtitle",
    "summary",
    "desc",
    "tagline",
    "content",
    "tip",
    "message",
    "text",
    "answer",
    "body",
)
_BELOW = ("caption", "cta", "footer", "author", "source", "cite")
_PLACES = ("path", "query", "body", "header", "cookie", "name", "prop", "initialValue")
_MARKED = ("type", "required", "default", "defaultValue", "deprecated", "optional", "enum")
_NOT_SHOWN = regex(
    r"class|classname|style|id|key|ref|icon\w*|emoji|slot|rel|target|groupid|queryparam\w*|lang|language|color|size"
    r"|width"
    r"|height|align|type|kind|variant|sizes|srcset|loading|layout|aria-\w+|data-[\w-]+|sync\w*|v-[\w:-]+|[@:#].*"
    r"|on[A-Z]\w*",
    re.I,
)
_ADDRESS = regex(r"(?:https?://|mailto:|\.{0,2}/|#)\S*|[\w./-]+\.\w{2,5}(?:#\S*)?")
_FIELDS = ("description", "default", "defaultValue", "required", "typeDescription")
_DEEPEST = 4
SUMMARY = regex(r"[\s>]*+<summary(?:\s[^<>]*+)?>(?:(?!</?summary).)*+</summary>", re.S)
_SIGNS = regex(r"[<\[\]*$]")
_PROSE = regex(rf"\w\s+\w|[{chinese.LETTERS}]{{2}}")
_FILMS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "loom": "https://www.loom.com/share/{}",
}


class Shown(NamedTuple):
    """`before` and `behind` are lines, "" among them between blocks; `prefix` begins each line of what is held.
    `around` holds the words on both sides where it stands in a line. `gone`: what it holds goes too."""

    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    prefix: str = ""
    around: tuple[str, str] = ("", "")
    gone: bool = False


class Told:
    """The attributes of a component by what they say; each is asked for once."""

    def __init__(self, node: Node, values: Values) -> None:
        self._node, self._values = node, values
        self._used: set[str] = set()

    def first(self, *names: str) -> str:
        """The first attribute of several that says something; "" for none."""
        for name in names:
            for key in (name, ":" + name):
                found = self._node.attributes.get(key)
                if found is not None and key not in self._used and (text := said(found, self._values)):
                    self._used.add(key)
                    return text
        return ""

    def address(self, *names: str) -> str:
        """The first attribute of several that is an address."""
        for name in names:
            found = self._node.attributes.get(name) or self._node.attributes.get(":" + name)
            if found is not None and (text := said(found, self._values)) and _ADDRESS.fullmatch(text):
                self._used.update((name, ":" + name))
                return urls.as_target(text)
        return ""

    def has(self, name: str) -> bool:
        """Whether an attribute is set."""
        found = self._node.attributes.get(name)
        return found is not None and found.value.strip() != "false"

    def rest(self) -> list[str]:
        """What any other attribute says in words."""
        told: list[str] = []
        for key in self._node.attributes:
            if key not in self._used and not _NOT_SHOWN.fullmatch(key) and _PROSE.search(text := self.first(key)):
                told.append(text)
        return told


def shown(node: Node, place: int, text: str, values: Values) -> Shown:
    """What stands for a node; `place` counts the steps or parts of its kind that stand beside it, from 1."""
    told = Told(node, values)
    match node.role:
        case Role.DROP:
            return Shown(gone=True)
        case Role.ICON:
            return Shown()
        case Role.BOX:
            return _box(node, told)
        case Role.QUOTE:
            return Shown((), tuple(f"> {line}".rstrip() for line in _below(told)), "> ")
        case Role.FOLD:
            return _fold(node, told, text)
        case Role.FIELD:
            return _field(told)
        case Role.CODE | Role.MATH | Role.DIAGRAM:
            return _literal(node, told, text, values)
        case Role.PICTURE:
            return _picture(node, told)
        case Role.FILM:
            return _film(node, told)
        case Role.KEY:
            key = html.escape(told.first("text", "label", "name", "k", "value"), quote=False)
            return Shown(around=(f"<kbd>{key}", "</kbd>"))
        case Role.STEP | Role.PART:
            return _part(node, told, place, text)
        case Role.ENTRY if _in_a_tree(node):
            return Shown((f"- `{told.first(*_TITLES) or '…'}`", ""), prefix="    ")
        case _:
            return _other(node, told, text, values)


def plain(text: str) -> str:
    """The words of an attribute, which are no Markdown; code between backticks is as an author means it."""
    return _SIGNS.sub(lambda sign: "\\" + sign[0] if sign[0] != "<" else "&lt;", text)


def _box(node: Node, told: Told) -> Shown:
    called = told.first("type", "variant", "kind", "severity", "status", "intent", "level", "style", "color", "theme")
    kind = roles.kind(node.name, called)
    if not kind:
        kind = kind_of_sign(told.first("emoji", "icon")) or "note"
    title = plain(told.first(*_TITLES))
    mark = f"> **{named_as(kind)}** {title}" if title else f"> [!{kind}]"
    more = [*filter(None, (told.first(*_ABOUT),)), *told.rest()]
    before = [mark, ">", *(line for one in more for line in (f"> {one}", ">"))]
    below = _below(told)
    return Shown(
        (*before,), tuple(f"> {line}".rstrip() for line in below), "> ", (" ".join(filter(None, (title,))), "")
    )


def _below(told: Told) -> list[str]:
    made: list[str] = []
    while said := told.first(*_BELOW):
        made += ["", said]
    return made


def _fold(node: Node, told: Told, text: str) -> Shown:
    title = told.first(*_TITLES)
    if node.name == "details":
        opens = "<details open>" if told.has("open") else "<details>"
        return Shown((opens,) if SUMMARY.match(text, node.inner, node.shut) else (opens, ""), ("", "</details>"))
    about = told.first(*_ABOUT)
    if not title:
        return Shown((about,) if about else ())
    opens = "<details open>" if told.has("defaultOpen") or told.has("open") else "<details>"
    head = (opens, f"<summary>{html.escape(title, quote=False)}</summary>", "", *((about, "") if about else ()))
    if node.leaf:
        head = (f"**{plain(title)}**", "", about)
        return Shown(head)
    return Shown(head, (*_below(told), "", "</details>"), "", (title + " ", ""))


def _field(told: Told) -> Shown:
    place = next((key for key in _PLACES if told.has(key)), "name")
    name = told.first(*_PLACES)
    marks: list[str] = [] if place in ("name", "prop", "initialValue") else [place]
    for key in _MARKED:
        value = told.first(key)
        if value and value not in ("true", "false"):
            value = f"`{value}`" if key.startswith("default") or key == "enum" or _SIGNS.search(value) else value
            marks.append(f"{key}: {value}" if key.startswith("default") or key == "enum" else value)
        elif key not in ("type", "default", "defaultValue", "enum") and told.has(key):
            marks.append(key)
    head = f"**{plain(name)}**" if name else ""
    line = f"{head} ({', '.join(marks)})" if head and marks else head or ", ".join(marks)
    about = [told.first(*_ABOUT), *told.rest()]
    return Shown((*(part for one in (line, *about) if one for part in (one, "")),), tuple(_below(told)))


def _picture(node: Node, told: Told) -> Shown:
    address = told.address(*_SOURCES)
    alt = told.first("alt", "title", "label")
    if not address:
        return Shown((plain(alt), "") if alt else (), around=(plain(alt), ""))
    picture = f"![{plain(alt)}]({address})"
    below = [*filter(None, (told.first("caption", "description", "title"),)), *told.rest()]
    lines = [picture, *(part for one in below for part in ("", one)), ""]
    return Shown(tuple(lines), around=(" ".join((picture, *below)), ""))


def _film(node: Node, told: Told) -> Shown:
    address = told.address("src", "url", "href", "link")
    kind = roles.words(node.name)
    if not address and (ident := told.first("id", "videoId", "videoid", "video-id", "vid", "bvid")):
        found = next((form for word, form in _FILMS.items() if word in "".join(kind)), "")
        address = found.format(ident) if found and re.fullmatch(r"[\w-]{4,24}", ident) else ""
    title = told.first("title", "label", "alt", "caption", "name")
    link = f"[{plain(title or address)}]({address})" if address else plain(title)
    return Shown((link, "") if link else (), tuple(_below(told)), around=(link, ""))


def _literal(node: Node, told: Told, text: str, values: Values) -> Shown:
    """Code, a formula or a diagram that stands in an attribute; what an element holds is read by who asks."""
    names = ("code", "math", "tex", "formula", "expression", "chart", "value", "definition", "content", "children")
    raw = next((one for key in names if (one := node.attributes.get(key) or node.attributes.get(":" + key))), None)
    if raw is None:
        title = told.first("title", "label", "filename")
        return Shown((f"`{title}`", "") if title else ())

    value = literal(raw.value, values) if raw.expression else html.unescape(raw.value)
    return Shown() if value is None else listing(node, value, values)


def listing(node: Node, value: str, values: Values) -> Shown:
    """Code, a formula or a diagram as a block."""
    told = Told(node, values)
    value = _dedented(held[1] if (held := _CDATA.match(value)) else value)
    if node.role is Role.MATH:
        inline = "\n" not in value and "block" not in "".join(roles.words(node.name))
        value = re.sub(r"^\$+|\$+$", "", value.strip()).strip()
        return Shown(("$$", *value.split("\n"), "$$", ""), around=(f"${value}$", "") if inline else ("", ""), gone=True)
    mark = fence_around(value)
    language = "mermaid" if node.role is Role.DIAGRAM else told.first("lang", "language")
    title = told.first("title", "filename", "fileName", "file")
    info = language + (f' title="{title}"' if title and '"' not in title else "")
    info = info if language else ("text" + info if info else "")
    said = value.strip()
    if "\n" not in said and "`" not in said:
        alone = (mark + info, said, mark, "") if info else (f"`{said}`", "")
        return Shown(alone, around=(f"`{said}`", ""), gone=True)
    return Shown((mark + info, *value.split("\n"), mark, ""), gone=True)


_CDATA = regex(r"\s*+<!\[CDATA\[((?:(?!\]\]>)[\s\S])*+)\]\]>\s*+\Z")


def _dedented(value: str) -> str:
    lines = value.strip("\n").rstrip().split("\n")
    least = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[least:] for line in lines)


def _part(node: Node, told: Told, place: int, text: str) -> Shown:
    title = told.first("label", "title", "name", "heading", "header", "text", "tab") or _of_the_set(node, place)
    title = title or told.first("value", "id")
    about = [*filter(None, (told.first(*_ABOUT),)), *told.rest()]
    address = told.address(*_LEADS)
    line = _titled(title, address)
    below = tuple(_below(told))
    more = tuple(part for one in about for part in ("", one))
    if node.role is Role.STEP and title:
        if re.search(r"^[ \t>]*#{1,6}[ \t]", text[node.inner : node.shut], re.M):
            return Shown((f"**{place}. {plain(title)}**", *more, ""), below)
        indented = tuple(f"    {one}".rstrip() for one in (*more, ""))
        return Shown((f"{place}. {line}", *indented), tuple(f"    {one}".rstrip() for one in below), "    ")
    return Shown((line, *more, "") if line else (*more[1:], ""), below)


def _of_the_set(node: Node, place: int) -> str:
    """The title that the set of a part gives it, by its value or its place."""
    above = node.above
    if above is None:
        return ""
    for key in ("values", "items", ":items", "labels", "tabs"):
        if (found := above.attributes.get(key)) is not None and found.expression:
            own = node.attributes.get("value")
            if (labels := labelled(found.value)) and own is not None and own.value.strip("\"'") in labels:
                return labels[own.value.strip("\"'")]
            names = listed(found.value)
            if len(names) >= place:
                return names[place - 1]
    return ""


def _titled(title: str, address: str) -> str:
    if address:
        return f"[{plain(title or address)}]({address})"
    return f"**{plain(title)}**" if title else ""


def _other(node: Node, told: Told, text: str, values: Values) -> Shown:
    """A link, words, a group or a component that nobody knows: its title and address, what it says of itself, what it
    holds."""
    source = told.address(*_SOURCES)
    if source and not urls.names_picture(source):
        source = ""
    picture = f"![{plain(told.first('alt'))}]({source})" if source else ""
    address = told.address(*_LEADS)
    title = told.first(*(_TITLES if node.role is not Role.GROUP else ("title", "label", "heading", "header")))
    about = [*filter(None, (told.first(*_ABOUT),)), *told.rest()]
    inside = text[node.inner : node.shut].strip() if not node.leaf else ""
    if not node.leaf and address and not title and inside and "\n\n" not in inside and "](" not in inside:
        around = (f"{picture}[", f"]({address})")
    elif node.leaf:
        around = (" ".join(filter(None, (picture, _inline(title, address), *about))), "")
    else:
        extra = [_inline(title, address), *about]
        tail = ", ".join(one for one in extra if one)
        around = (picture, f" ({tail})" if tail else "")
    line = _titled(title, address)
    lines = [one for one in (picture, line, *about) if one]
    held = _held(node, values) if node.leaf else ()
    return Shown((*(part for one in lines for part in (one, "")), *held), tuple(_below(told)), around=around)


def _in_a_tree(node: Node) -> bool:
    """Whether a file or a folder stands in a tree of them."""
    above = node.above
    return above is not None and (
        above.role is Role.ENTRY or roles.words(above.name)[-1:] in (["files"], ["tree"], ["filetree"])
    )


def _held(node: Node, values: Values) -> list[str]:
    """What a component says in the objects and lists of its attributes: a field of a table, a card, a question, a line
    for each."""
    made: list[str] = []
    for key, attribute in node.attributes.items():
        parts = members(attribute.value) if attribute.expression and node.depth < _DEEPEST else []
        objects = [(name, value) for name, value in parts if members(value) and value[0] == "{"]
        if _NOT_SHOWN.fullmatch(key) and not (key == "type" and objects):
            continue
        if parts and not objects and attribute.value.strip()[0] == "{":
            objects, parts = [("", attribute.value)], []
        for name, value in objects:
            told = {name: Attribute(said, True) for name, said in members(value)}
            if name:
                told = {"name": Attribute(name), **told}
            is_field = "type" in told and not told.keys().isdisjoint(_FIELDS) and not told.keys().isdisjoint(_PLACES)
            one = Node(node.name, Role.FIELD if is_field else Role.OTHER, told, 0, 0, 0, 0, depth=node.depth + 1)
            made += (_field(Told(one, values)) if is_field else _other(one, Told(one, values), "", values)).before
            made += _held(one, values) if is_field else ()
        words = [literal(value, values) or "" for name, value in parts if not name and not objects]
        if any(map(_PROSE.search, words)):
            made += [*(f"- {plain(' '.join(one.split()))}" for one in words if one), ""]
    return made


def _inline(title: str, address: str) -> str:
    return f"[{plain(title or address)}]({address})" if address else plain(title)
