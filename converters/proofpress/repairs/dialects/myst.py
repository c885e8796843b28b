"""What MyST adds to Markdown: fences that are directives (```` ```{note} ````), roles (`` {ref}`place` ``), labels
(`(place)=`).

A directive becomes what it shows: a box a marked quote, a figure a picture and its caption, a formula a formula, a cell
code. What the site fetches or makes by itself stands in the ledger, and so do labels and options.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from proofpress import urls
from proofpress.escapes import literal
from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.info import Info
from proofpress.markdown.lines import Fence
from proofpress.readers.html.box_words import named_as
from proofpress.regex import regex
from proofpress.repairs.dialects.box_heads import FOLDED, UNNAMED, begins_text, disclosure
from proofpress.repairs.dialects.containers import (
    BOXES,
    BUTTONS,
    COLUMNS,
    classes_in,
    kind_said,
    leads,
    linked,
    strong,
)
from proofpress.repairs.dialects.options import CHUNK_SIGN, Option, option
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.slugs import slugify
from proofpress.source import Source

_NAME = regex(r"\{(?P<name>[A-Za-z][\w:+-]*)\}[ \t]*(?P<rest>.*)$")
_ROLE = regex(r"\{(?P<name>[a-zA-Z][\w:+-]{0,30})\}(?P<ticks>`{1,2})(?!`)(?P<inside>[^`\n]{1,400})(?P=ticks)(?!`)")
_CHUNK = regex(rf"[ \t>]*+{CHUNK_SIGN} ")
_LABEL = regex(r"^\((?P<label>[\w:. /-]{1,80})\)=[ \t]*$", re.M)
_TARGET = regex(r"(?P<words>[^<>]*)<(?P<target>[^<>]+)>$")
_NAMING = regex(r"(?:^[ \t>]*+:name:|\{figure-md\})[ \t]++(?P<name>[\w:.-]++)[ \t]*+$", re.M)
_HEADING = regex(r"\s*#{1,6}[ \t]+(?P<words>\S[^\n]*)")
_CODE = frozenset("code code-block code-cell sourcecode literalinclude parsed-literal jupyter-execute".split())
_FETCHED = frozenset("include literalinclude toctree tableofcontents contents bibliography index glossary-list".split())
_POINTS = frozenset("ref doc numref eq any term download prf:ref cite cite:p cite:t cite:ps citep citet".split())
_NUMBERED = frozenset("ref numref eq prf:ref".split())
"""Those whose target is a label: the site shows the number or the title of what bears it."""
_UNKNOWN = (
    "a reference by a label that nothing here bears; the site shows a number or a title in its place",
    "所引用的标签不在文中；网站在此处显示编号或标题",
)
_AROUND = {
    "`": "file command program option envvar meth func class mod py literal regexp mimetype makevar keyword token",
    "*": "dfn emphasis title-reference title t manpage newsgroup",
    "**": "strong",
    "~~": "strike del",
    "": "u underline sc smallcaps",
}
_SIGNS = {name: sign for sign, names in _AROUND.items() for name in names.split()}
"""The signs around what a role shows; the canonical form has none for lines below words and small capitals."""
_SERIES = {
    "rfc": ("RFC {}", "https://datatracker.ietf.org/doc/html/rfc{}"), "pep": ("PEP {}", "https://peps.python.org/pep-{:0>4}/"),
}  # fmt: skip
_SERIAL = regex(r"(?P<number>\d{1,5})(?P<place>#[\w.-]+)?")
_KEY = regex(r"&(&?)")
"""The sign before the letter that is the key of a control; two of them are one."""
_ELEMENTS = {"kbd": "kbd", "sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup"}
_PICTURES = frozenset("figure image figure-md".split())
_LAYOUT = frozenset(
    "grid grid-item grid-item-card card card-carousel tab-set tab-item tab-set-code container div only rubric "
    "centered hlist compound".split()
)
_QUOTES = frozenset("epigraph pull-quote highlights blockquote".split())
_VERSIONS = {
    "versionadded": ("New in version {}", "{} 版新增"), "versionchanged": ("Changed in version {}", "{} 版更改"),
    "versionremoved": ("Removed in version {}", "{} 版移除"),
    "deprecated": ("Deprecated since version {}", "自 {} 版起弃用"),
}  # fmt: skip
"""What stands over a remark on a version."""
_RUN = frozenset(("code-cell", "jupyter-execute"))
"""Cells: what they make stands on the page."""
_BETWEEN_COLONS = _FETCHED | _CODE | _PICTURES | _QUOTES | {"math", "mermaid", "glossary", *_VERSIONS}
"""Directives that are the same between lines of colons; `containers` reads the others."""
_DIRECTIVES = _BETWEEN_COLONS | BOXES | FOLDED | UNNAMED | _LAYOUT | _QUOTES | BUTTONS
_PATH = regex(r"/?[\w.-]+(?:/[\w.-]+)*")
_TICKS = regex(r"`{2,}")
_LEVELS = 4
_WITHIN = 4
_SETTING = "a directive's option", "指令的选项"


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with directives, roles and labels in Markdown's own form; what a box held is read when it is open."""
    for _ in range(_LEVELS):
        made = _opened(source, ledger)
        if made.text == source.text:
            break
        source = made
    return source


def _opened(source: Source, ledger: Ledger) -> Source:
    text = source.text
    if "{" not in text and ")=" not in text:
        return source
    lexed = lex_source(source, ANYBODYS)
    lines = lines_of(source)
    changes: list[Change] = []
    for fence in lexed.fences:
        if fence.closed and (found := _NAME.match(fence.text.strip())) is not None:
            _directive(source, lines, fence, found, changes, ledger)
    for one in lexed.directives:
        if one.last >= 0 and (found := _NAME.match(one.braces + one.rest)) and found["name"].lower() in _BETWEEN_COLONS:
            marks = _TICKS.findall(source.text, lines.starts[one.first], lines.end(one.last))
            marker = max((*marks, "``"), key=len) + "`"
            fence = Fence(one.first, one.last, 0, marker, one.braces + one.rest, Info(""))
            _directive(source, lines, fence, found, changes, ledger)
    spans = {start for start, _ in lexed.code_spans}
    places: dict[str, str] = {}
    for label in _LABEL.finditer(lexed.codeless):
        if heading := _HEADING.match(text, label.end()):
            places[label["label"]] = heading["words"].rstrip("# \t")
        changes.append(Change(label.start(), label.end(), ""))
        ledger.removed(source.span(label.start(), label.end()), "a label that references name", "供引用的标签")
    named = {found["name"] for found in _NAMING.finditer(text)}
    for link in lexed.links.links:
        if link.target in places or link.target in named:
            made = f"#{slugify(places[link.target])}" if link.target in places else f"#{link.target}"
            changes.append(Change(link.where.start, link.where.end, made))
            ledger.repaired(
                source.span(link.where.start, link.where.end),
                "a link to a label as one inside the page",
                "指向标签的链接改为页内链接",
            )
    for role in _ROLE.finditer(text):
        name, inside = role["name"].lower(), role["inside"].strip()
        if role.start("ticks") in spans and (made := _shown(name, inside, places)):
            changes.append(Change(role.start(), role.end(), made))
            span = source.span(role.start(), role.end())
            ledger.repaired(span, "a role as what it shows", "角色标记改为它所显示的内容")
            if made == f"`{inside}`" and name in _NUMBERED:
                ledger.doubted(span, *_UNKNOWN)
    return rewrite(source, changes)


def _shown(name: str, inside: str, places: Mapping[str, str]) -> str:
    """What a role shows; "" for one that may be anything."""
    if name == "math":
        return f"${inside}$"
    if name in _ELEMENTS:
        return f"<{_ELEMENTS[name]}>{inside}</{_ELEMENTS[name]}>"
    if name == "abbr":
        return inside
    if name.startswith("cite"):
        return "[" + "; ".join(f"@{key.strip()}" for key in inside.split(",")) + "]"
    named = _TARGET.match(inside)
    words, target = (named["words"].rstrip(), named["target"]) if named else ("", inside)
    if name == "download" or name.startswith("button-"):
        return linked(words or target.rsplit("/", 1)[-1], target)
    if name in _POINTS:
        if heading := places.get(target):
            return f"[{words or heading}](#{slugify(heading)})"
        if name in _NUMBERED and not words:
            return f"`{target}`"
        if name == "doc" and _PATH.fullmatch(target):
            return f"[{words or target.rsplit('/', 1)[-1]}]({target}.md)"
        return words or target.rsplit("/", 1)[-1]
    if name == "index":
        return words or target.lstrip("!")
    if name in ("guilabel", "menuselection"):
        return literal(_KEY.sub(r"\1", inside)).replace("--&gt;", "‣")
    if name == "samp":
        return f"`{re.sub('[{}]', '', inside)}`"
    if name in _SERIES and (serial := _SERIAL.fullmatch(target)):
        title, address = (said.format(serial["number"]) for said in _SERIES[name])
        return f"[{words or title}]({address}{serial['place'] or ''})"
    if ":" in name:
        return f"`{(words or target).lstrip('~!')}`"
    if (sign := _SIGNS.get(name)) is not None:
        return f"`{(words or target).lstrip('~!')}`" if sign == "`" else f"{sign}{literal(inside)}{sign}"
    return ""


def _directive(
    source: Source, lines: Lines, fence: Fence, found: re.Match[str], changes: list[Change], ledger: Ledger
) -> None:
    name, rest = found["name"].lower().removeprefix("prf:"), found["rest"].strip()
    if _CHUNK.match(lines[fence.first + 1]):
        return  # of Quarto, which is no directive
    if name not in _DIRECTIVES:
        if rest and all(lines.blank(number) for number in range(fence.first + 1, fence.last)):
            span = lines.starts[fence.first], lines.end(fence.last)
            changes.append(Change(*span, ""))
            ledger.removed(source.span(*span), "a directive that only the site knows", "只有网站认识的指令")
        return
    first, options = _options(source, lines, fence, changes, ledger)
    start, end = lines.starts[fence.first], lines.end(fence.last)
    whole = source.span(start, end)
    setting = Option("class", options.get("class", ""))
    head, tail = (start, lines.end(fence.first)), (lines.starts[fence.last], end)
    lead = lines[fence.first][: len(lines[fence.first]) - len(lines[fence.first].lstrip(" \t>"))]

    def around(before: str, after: str) -> None:
        changes.append(Change(*head, lead + before if before else lead.rstrip()))
        changes.append(Change(*tail, lead + after if after else lead.rstrip()))
        ledger.repaired(source.span(*head), "a directive as what it shows", "指令改为它所显示的内容")

    if name in _FETCHED:
        changes.append(Change(start, end, ""))
        ledger.removed(whole, "what the site fetches or makes here", "网站在此处引入或生成的内容")
        if "include" in name:
            ledger.doubted(whole, f"the file {rest} belongs here", f"此处应引入文件 {rest}", text="")
    elif name in _CODE:
        language = rest or ("python" if name in _RUN else "text")
        caption = options.get("caption") or options.get("lineno-title") or ""
        if caption and name in _RUN:
            # It stands below what the cell makes.
            changes.append(Change(end, end, f"\n\n{lead}{caption}\n"))
            ledger.repaired(source.span(*head), "the caption of what code draws", "代码所绘图的标题", text=caption)
            caption = ""
        info = language.split()[0] + (f' title="{caption}"' if caption and '"' not in caption else "")
        changes.append(Change(*head, f"{lead}{fence.marker}{info}"))
        if fence.marker not in lines[fence.last]:
            changes.append(Change(*tail, f"{lead}{fence.marker}"))
    elif name == "math":
        around("$$", "$$")
    elif name in _PICTURES:
        alt = options.get("alt", "")
        address = "" if name == "figure-md" else urls.as_target(rest)
        around(f"![{alt.replace('[', '(').replace(']', ')')}]({address})\n{lead.rstrip()}" if address else "", "")
    elif name == "mermaid":
        changes.append(Change(*head, f"{lead}{fence.marker}mermaid"))
    elif name in _LAYOUT:
        link = options.get("link", "")
        said = linked(rest, link) if leads(link) else "" if name == "only" or COLUMNS.fullmatch(rest) else strong(rest)
        around(f"\n{lead}{said}\n{lead.rstrip()}" if said else "", "")
    elif name in BUTTONS:
        held = " ".join(lines[number].strip("> \t") for number in range(first, fence.last)).strip()
        changes.append(Change(start, end, f"{lead}{linked(held, rest)}"))
        ledger.repaired(whole, "a directive as what it shows", "指令改为它所显示的内容")
    elif name == "glossary":
        _terms(lines, range(first, fence.last), lead, changes)
        around("", "")
    elif name in FOLDED or not FOLDED.isdisjoint(classes_in(setting)):
        opens, closes = disclosure(lead, rest or ("" if name in FOLDED else (kind_said(setting) or name).capitalize()))
        around("\n".join(opens)[len(lead) :], closes[len(lead) :])
    else:
        kind = kind_said(setting) if name == "admonition" else ""
        if name in _VERSIONS:
            version, _, words = rest.partition(" ")
            body = words or source.text[lines.starts[first] : tail[0]].strip("> \n") or source.text
            title = _VERSIONS[name][chinese.is_chinese(body)].format(version).strip()
            around(f"> **{title}**" + (f"\n{lead}>" if first < fence.last or words else ""), "")
            if words:
                changes.append(Change(head[1], head[1], f"\n{lead}> {words.strip()}"))
        elif name in _QUOTES or name in UNNAMED and not rest:
            around("", "")
        elif name in UNNAMED or name == "admonition" and rest and not kind:
            around(f"> **{rest.removeprefix('**').removesuffix('**')}**\n{lead}>", "")
        elif begins_text(name, rest, lines[first] if first < fence.last else ""):
            around(f"> [!{name}]\n{lead}>\n{lead}> {rest}", "")
        else:
            kind = kind or name
            around(f"> **{named_as(kind)}** {rest}\n{lead}>" if rest else f"> [!{kind}]", "")
        for number in range(first, fence.last):
            at = lines.starts[number] + (len(lead) if lines[number].startswith(lead) else 0)
            changes.append(Change(at, at, "> " if lines[number].strip() else ">"))


def _terms(lines: Lines, body: range, lead: str, changes: list[Change]) -> None:
    """The terms of a glossary, under each of which its meaning stands further in, as a list of definitions."""
    below = False
    for number in body:
        line = lines[number].removeprefix(lead)
        words = line.lstrip(" \t")
        if not words:
            continue
        indent = len(line) - len(words)
        at = lines.starts[number] + len(lines[number]) - len(line)
        if not indent:
            below = False
        elif not below and not words.startswith((": ", ":\t")):
            below = True
            changes.append(Change(at, at + indent, ":   "))
        elif below and indent < _WITHIN:
            changes.append(Change(at, at + indent, " " * _WITHIN))


def _options(
    source: Source, lines: Lines, fence: Fence, changes: list[Change], ledger: Ledger
) -> tuple[int, dict[str, str]]:
    """Where the body begins, and the options above it, which go."""
    found: dict[str, str] = {}
    number = fence.first + 1
    if number < fence.last and lines[number].strip() == "---" and "mermaid" not in fence.text:
        end = next((n for n in range(number + 1, fence.last) if lines[n].strip() == "---"), 0)
        if end:
            for line in (lines[n].strip("> \t") for n in range(number + 1, end)):
                name, _, value = line.partition(":")
                if value.strip():
                    found[name.strip()] = value.strip().strip("\"'")
            changes.append(Change(*lines.whole(number, end), ""))
            ledger.removed(source.span(*lines.whole(number, end)), *_SETTING)
            return end + 1, found
    while number < fence.last and (said := option(lines[number])):
        found[said.name] = said.value
        changes.append(Change(*lines.whole(number, number), ""))
        ledger.removed(source.span(*lines.whole(number, number)), *_SETTING)
        number += 1
    while found and number < fence.last and not lines[number].strip("> \t"):
        changes.append(Change(*lines.whole(number, number), ""))
        number += 1
    return number, found
