"""Containers between lines of colons, by pandoc, Quarto, MyST, Docusaurus, VitePress, Yuque:
boxes become marked quotes. PyMdown's blocks are the same between lines of slashes (`/// note | Title`).

A container closes the innermost one, so that a longer run of colons around shorter ones nests as its authors mean it.
One that is never closed stays as it is: it may be no container at all (`::: module.name`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress import urls
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.directives import Directive
from proofpress.regex import regex
from proofpress.repairs.dialects.box_heads import FOLDED, UNNAMED, begins_text, disclosure
from proofpress.repairs.dialects.options import Option, option
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source
from proofpress.words import page

_VALUE = regex(r"""\b(?:title|label|summary)=(?:"([^"]*)"|'([^']*)')""")
_CLASS = regex(r"(?<![\w-])\.([A-Za-z][\w-]*)")
_DIRECTIVE = regex(r"\{([A-Za-z][\w:-]*)\}$")
_ATTRIBUTES = regex(r"^\{[^{}]*\}?|\{[^{}]*\}$")
_SETTING = regex(r"[ \t>]*+(?<= {4})(?P<name>[\w-]+):(?:[ \t]+(?P<value>[^\n]*))?$")
_HEADING = regex(r"[ \t>]*+(?P<signs>#{1,6})[ \t]++(?P<title>[^\n]*+)$")
_CLOSED = regex(r"[ \t]*+(?:#++[ \t]*+)?(?:\{[^{}\n]*+\}[ \t]*+)?\Z")
"""What a heading ends with that is none of its words."""
COLUMNS = regex(r"[\d\s]*")
"""How many columns a grid has, by the width of the screen."""
_PLAIN = regex(
    r"(?:panel-|code-?(?:group|tabs)|tab|only$|grid|column|layout|card|row|center|raw|v-pre|div|figure|image|table"
    r"|define$|html$|caption$|button-)"
)
CONTAINER = ("a container of another dialect", "其他方言的容器")
_SET = regex(r"(?:code-)?tabs$")
_MARKS = regex(r"(?<!\\)(?P<ticks>`++)(?:(?!(?P=ticks))[^\n])++(?P=ticks)(?!`)|\\.|\*\*")
_TAB = regex(r"[ \t>]*+@tab(?::active)?[ \t]++(?P<label>\S[^\n]*+)")
"""The head of a tab of VuePress in its set (`@tab:active npm#id`)."""
_TAB_ID = regex(r"(?<=\S)#[\w-]++\Z")
BUTTONS = frozenset(("button-link", "button-ref"))
_ADDRESS = regex(r"(?:https?://|mailto:|\.{0,2}/|#)\S+|[\w./-]+\.\w{2,5}(?:#\S*)?")
BOXES = frozenset(
    "note tip hint info information warning warn danger caution important attention error success failure bug "
    "example question "
    "quote abstract summary todo seealso admonition callout alert remark theorem definition proof exercise "
    "solution lemma corollary proposition conjecture hypothesis".split()
)
_SLASHED = regex(
    rf"(?:{'|'.join(sorted(BOXES))}|admonition|details(?:-\w+)?|tab|define|html|(?:figure-|table-)?caption)$", re.I
)
_ROLE = regex(r'(?<![\w-])role="?(?:navigation|contentinfo|search|banner)"?(?![\w-])')
_FRAME = page.CERTAIN | page.EDGES | frozenset(("nav", "menu"))
_NAMED = regex(r"(?:callout|admonition|alert|box)-(?P<kind>[A-Za-z]+)$")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with boxes as quotes, disclosures as `<details>`, and other containers by what they hold."""
    lexed = lex_source(source, ANYBODYS)
    closed = [one for one in lexed.directives if one.last >= 0]
    lines = lines_of(source)
    pairs = [one for one in closed if _is_known(one) or lines.blank(one.first - 1)]
    if not pairs:
        return source
    changes: list[Change] = []
    quoted: dict[int, tuple[int, str]] = {}
    coded = lexed.codeless.split("\n") if "@tab" in lexed.codeless else []
    ends = {pair.first: pair.last for pair in pairs}
    for pair in pairs:
        inside = pair.first in lexed.scan.kept
        if coded and _SET.match(pair.name):
            around = (pair.lead if ">" in pair.lead or inside else "") + "> " * quoted.get(pair.first, (0, ""))[0]
            for tab in _tabs(pair, lines, coded, ends, around):
                changes.append(tab)
                ledger.repaired(source.span(tab.start, tab.end), *CONTAINER)
        _replace(source, lines, pair, inside, quoted, changes, ledger)
        start, end = lines.whole(pair.first, pair.first)
        ledger.repaired(source.span(start, end), *CONTAINER)
    marks = {change.start for change in changes}
    for number, (depth, indent) in quoted.items():
        at = lines.starts[number]
        if at not in marks:
            line = lines[number]
            within = min(len(indent), len(line) - len(line.lstrip(" \t")))
            at += _lead(line) or within
            changes.append(Change(at, at, indent[within:] + ("> " * depth if line.strip() else ">" * depth)))
    return rewrite(source, changes)


def _tabs(pair: Directive, lines: Lines, codeless: list[str], ends: dict[int, int], around: str) -> Iterator[Change]:
    """The heads of the tabs of a set as lines of their own; a container in it has its own."""
    number = pair.first + 1
    while number < pair.last:
        if number in ends:
            number = ends[number]
        elif "@tab" in codeless[number] and (found := _TAB.match(lines[number])) is not None:
            label = _TAB_ID.sub("", found["label"].rstrip())
            head = f"{around.rstrip()}\n{around}{strong(label)}\n{around.rstrip()}"
            yield Change(lines.starts[number], lines.end(number), head)
        number += 1


def _is_known(one: Directive) -> bool:
    """Whether PyMdown knows a block by its name; others name their containers as they like."""
    return not one.slashed or _SLASHED.match(one.name) is not None


def leads(link: str) -> bool:
    """Whether an option `link` is an address, and not the name of a place that only the site knows."""
    return _ADDRESS.fullmatch(link) is not None


def strong(title: str) -> str:
    """A title in bold, with no bold words of its own: the marks of one would end those around them."""
    return f"**{_MARKS.sub(lambda mark: '' if mark[0] == '**' else mark[0], title)}**"


def linked(words: str, address: str) -> str:
    """A link with its words, or with its address where it has none."""
    return f"[{words or address}]({urls.as_target(address)})"


def _setting(line: str) -> Option | None:
    found = _SETTING.match(line)
    return Option(found["name"], (found["value"] or "").strip()) if found else None


def kind_said(setting: Option) -> str:
    """The kind of box that an option of one says it is, `type: tip` or `:class: tip`; "" for none."""
    if setting.name == "type":
        return setting.value.strip("'\" ").lower()
    return next((word for word in classes_in(setting) if word in BOXES), "")


def classes_in(setting: Option) -> list[str]:
    """The classes that an option of a box gives to it."""
    return setting.value.replace(",", " ").split() if setting.name == "class" else []


def _lead(line: str) -> int:
    found = re.match(r"(?:[ \t]*>)+[ \t]?", line)
    return found.end() if found else 0


def _replace(
    source: Source,
    lines: Lines,
    pair: Directive,
    inside: bool,
    quoted: dict[int, tuple[int, str]],
    changes: list[Change],
    ledger: Ledger,
) -> None:
    kind, title, box = _read(pair)
    lead = pair.lead if ">" in pair.lead or inside else ""
    depth = quoted.get(pair.first, (0, ""))[0]
    around = lead + "> " * depth
    first = pair.first + 1
    head: list[str] = []
    link, folds = "", False
    while first < pair.last:
        setting = _setting(lines[first]) if pair.slashed else option(lines[first]) if pair.braces else None
        if setting is None:
            break
        folds = folds or box and not FOLDED.isdisjoint(classes_in(setting))
        if kind == "admonition" and (said := kind_said(setting)):
            kind = said
        if setting.name == "link" and setting.value:
            link = setting.value
        start, end = lines.whole(first, first)
        changes.append(Change(start, end, ""))
        ledger.removed(source.span(start, end), "an option of a container", "容器的选项")
        first += 1
    if folds:
        kind, title, box = "details", title or kind.capitalize(), False
    if kind == "mermaid":
        head, tail = [f"{around}```mermaid"], f"{around}```"
    elif box:
        while first < pair.last and not lines[first].strip("> \t"):
            first += 1
        if not title and first < pair.last and (found := _HEADING.match(lines[first])):
            title = _CLOSED.sub("", found["title"])
            changes.append(Change(*lines.whole(first, first), ""))
        if pair.braces and begins_text(kind, title, lines[first] if first < pair.last else ""):
            head = [f"{around}> [!{kind}]", f"{around}>", f"{around}> {title}"]
        elif kind in UNNAMED and not title:
            head = [around.rstrip()]
        else:
            own = kind == "admonition" or kind in UNNAMED
            named = strong(title) if own and title else f"[!{kind}]{' ' + title if title else ''}"
            head = [f"{around}> {named}", f"{around}>"]
        for number in range(pair.first + 1, pair.last):
            quoted[number] = (quoted.get(number, (0, ""))[0] + 1, "" if ">" in lead else lead)
        tail = around.rstrip()
    elif kind == "details":
        head, tail = disclosure(around, title)
    elif kind in BUTTONS and title:
        head = [around + linked(" ".join(lines[n].strip("> \t") for n in range(first, pair.last)).strip(), title)]
        if first < pair.last:
            changes.append(Change(*lines.whole(first, pair.last - 1), ""))
        tail = around.rstrip()
    elif tag := _part_of_a_page(pair):
        head = [around.rstrip(), f"{around}{tag}", around.rstrip()]
        tail = f"{around.rstrip()}\n{around}</div>\n{around.rstrip()}"
    else:
        if "panel-tabset" in pair.braces:
            changes += _labels(source, lines, pair, ledger)
        said = linked(title, link) if leads(link) else strong(title) if title else ""
        head = [around.rstrip(), f"{around}{said}", around.rstrip()] if said else [around.rstrip()]
        tail = around.rstrip()
    before = around.rstrip() + "\n" if pair.first and lines[pair.first - 1].strip() else ""
    changes.append(Change(lines.starts[pair.first], lines.end(pair.first), before + "\n".join(head)))
    changes.append(Change(lines.starts[pair.last], lines.end(pair.last), tail))


def _labels(source: Source, lines: Lines, pair: Directive, ledger: Ledger) -> Iterator[Change]:
    """The labels of Quarto's tabs, which are headings in their set and head nothing behind it."""
    heads = [
        (number, found)
        for number in range(pair.first + 1, pair.last)
        if not lines.code[number] and (found := _HEADING.match(lines[number]))
    ]
    depth = min((len(found["signs"]) for _, found in heads), default=0)
    for number, found in heads:
        if len(found["signs"]) == depth:
            start, end = lines.starts[number], lines.end(number)
            lead, label = lines[number][: found.start("signs")], strong(_CLOSED.sub("", found["title"]))
            yield Change(start, end, f"{lead.rstrip()}\n{lead}{label}\n{lead.rstrip()}")
            ledger.repaired(source.span(start, end), "the label of a tab", "标签页的名称")


def _part_of_a_page(one: Directive) -> str:
    """The tag that pandoc made a container of where its name, class or role is one of a page's frame; "" for others."""
    role = _ROLE.search(one.braces)
    classes = [one.name] if one.name else _CLASS.findall(one.braces)
    if role or not one.slashed and not _FRAME.isdisjoint(name.lower() for name in classes):
        return f'<div class="{" ".join(classes)}"{f" {role[0]}" if role else ""}>'
    return ""


def _read(one: Directive) -> tuple[str, str, bool]:
    """The kind of a container, its title, and whether it is a box."""
    rest = one.rest.strip().rstrip(":").strip()
    braces = one.braces
    said = _VALUE.search(braces + rest)
    title = (said[1] or said[2] or "") if said else ""
    if one.slashed:
        kind = one.name.lower()
        kind = "details" if kind.startswith("details") or kind in FOLDED else kind
        title = rest.removeprefix("|").strip()
        plain = bool(_PLAIN.match(kind)) or not _is_known(one) and kind != "details"
        return kind, title if kind == "tab" or not _PLAIN.match(kind) else "", kind != "details" and not plain
    if one.name:
        kind = one.name
        if not title:
            label = re.match(r"\[([^\[\]]*)\]", rest)
            title = label[1] if label else _ATTRIBUTES.sub("", rest).strip()
            title = "" if _SET.match(kind) and title.startswith("#") else title
        kind = "details" if kind.lower() in FOLDED else kind.lower()
        return kind, title, kind != "details" and not _PLAIN.match(kind) and not _part_of_a_page(one)
    directive = _DIRECTIVE.match(braces)
    if directive:
        kind = directive[1].lower().removeprefix("prf:")
        if kind == "only" or _PLAIN.match(kind) and COLUMNS.fullmatch(rest):
            rest = ""
        kind = "details" if kind in FOLDED else kind
        title = title or rest
        if kind in UNNAMED:
            title = title.removeprefix("**").removesuffix("**")
        return kind, title, kind != "details" and not _PLAIN.match(kind)
    for name in _CLASS.findall(braces):
        named = _NAMED.match(name)
        kind = (named["kind"] if named else name).lower()
        kind = kind.removeprefix("rmd") if kind.removeprefix("rmd") in BOXES else kind
        if kind in BOXES or named:
            return kind, title, True
    return "", title, False
