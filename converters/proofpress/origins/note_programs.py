"""What programs for notes keep of a note in its text: tags in a line of their own (HackMD, Bear), the properties of a
page under its title (Notion), a record at the end (Joplin's files)."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.origins import dates
from proofpress.origins.metadata import date_of
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source
from proofpress.words import label

_CALLED = r"(?:tags?|标签|標籤|標簽)[ \t]*[:：]"
_CODED = regex(
    rf"(?P<level>#{{1,6}}[ \t]+)?{_CALLED}(?P<tags>(?:[ \t,，、]*(?:`[^`\n]+`|\[`[^`\n]+`\]\([^\s()]*\)))+)[ \t#]*$",
    re.I,
)
_PLAIN = regex(rf"#{{5,6}}[ \t]+{_CALLED}[ \t]*(?P<tags>[^\n`]{{1,120}})$", re.I)
"""Tags as words in a heading that no author nests so deep."""
_WORD = regex(r"#?[^\s#,，、.。;；:：!?！？()]+(?:[ ][^\s#,，、.。;；:：!?！？()]+){0,2}")
_NAME = r"[^\W\d_][\w-]*+"
_HASHED = regex(rf"#(?:(?P<spaced>{_NAME}(?:[ /]{_NAME})*+)#|(?P<word>{_NAME}(?:/{_NAME})*+))(?=[ \t]|$)")
_VAULT = regex(r"!?\[\[[^\[\]\n,;=(){}\"']{2,}\]\]")
"""A link to another note, as vaults write it."""
_DIRECTIVE = regex(r"#(?:include|define|undef|ifn?def|if|elif|else|endif|pragma|error|line|import|(?:end)?region)\b")
_COLOUR = regex(r"[0-9A-Fa-f]{3}(?:[0-9A-Fa-f]{3})?")
_FIRST = 3
"""Lines of a note, its title among them, in the last of which its tags may stand; and as many at its end."""
_PROPERTY = regex(r"(?P<key>[^\W\d_][\w /()（）-]{0,39}+)[:：][ \t]++(?P<value>\S.*)")
_MADE = regex(
    r"(?:date )?created(?: time| at)?|last edited(?: time)?|创建(?:时间|日期)|(?:最后|上次)编辑(?:时间|日期)", re.I
)
_RECORD = regex(r"(?P<record>id: [0-9a-f]{32}(?:\n[a-z_]++:(?: [^\n]*+)?+)++)\s*+")
_OF_RECORD = {"user_created_time": "date", "user_updated_time": "updated", "author": "author", "source_url": "url"}
_MOVED = "what a program for notes keeps of a note, moved to the front matter", "笔记软件保存的属性移入文件头"


def taken(body: Source, ledger: Ledger) -> tuple[dict[str, object], Source]:
    """What such a program says of the note, by the keys of front matter, and the text without it."""
    values: dict[str, object] = {}
    body = _recorded(body, values, ledger)
    lines = lines_of(body)
    filled = [number for number in range(min(len(lines), 200)) if not lines.blank(number)]
    if not filled:
        return values, body
    changes = _properties(body, lines, filled[0], values, ledger)
    tags: list[str] = []
    vault = _VAULT.search(body.text) is not None
    told = [number for number in range(len(lines) - 1, -1, -1) if not lines.blank(number)][:_FIRST]
    for number, text in lines.prose():
        edge = number in filled[:_FIRST] or number in told
        coded = _CODED.match(text)
        found = [one.strip() for one in coded["tags"].split("`")[1::2]] if coded and (coded["level"] or edge) else []
        found = found or _words(text, edge) or (_hashed(text, vault=vault) if edge else [])
        if found:
            tags += found
            changes.append(Change(lines.starts[number], lines.end(number), ""))
            ledger.repaired(body.span(lines.starts[number], lines.end(number)), *_MOVED)
    if tags:
        values["tags"] = tags
    return values, rewrite(body, changes)


def _words(line: str, edge: bool) -> list[str]:
    """The tags of a heading that lists them as words, cut at commas or each behind its sign; one alone where it is at
    an edge of the note."""
    plain = _PLAIN.match(line)
    if plain is None:
        return []
    said = plain["tags"].strip()
    found = said.split() if said.startswith("#") else [one.strip() for one in re.split(r"[,，、]", said)]
    sure = len(found) > 1 or said.startswith("#") or edge and " " not in said
    return [one.lstrip("#") for one in found] if sure and all(_WORD.fullmatch(one) for one in found) else []


def _hashed(line: str, *, vault: bool = False) -> list[str]:
    """The tags of a line that holds nothing else, where a second one, a path or a sign at the end says that they are
    some, or the note is one of a `vault`; no colours, and no lines of C."""
    rest = line.strip()
    found: list[str] = []
    sure = vault and not _DIRECTIVE.match(rest)
    while rest and (one := _HASHED.match(rest)):
        found.append(one["spaced"] or one["word"])
        sure = sure or one["spaced"] is not None or "/" in found[-1]
        rest = rest[one.end() :].lstrip()
    if rest or not (sure or len(found) > 1) or all(map(_COLOUR.fullmatch, found)):
        return []
    return found


def _properties(body: Source, lines: Lines, title: int, values: dict[str, object], ledger: Ledger) -> list[Change]:
    """The lines of the paragraph under the title, where each names a property and one the day the page was made."""
    if not re.match(r"#[ \t]+\S", lines[title]):
        return []
    first = next((number for number in range(title + 1, len(lines)) if not lines.blank(number)), len(lines))
    last = first
    held: dict[str, object] = {}
    while last < len(lines) and not lines.blank(last):
        found = _PROPERTY.fullmatch(lines[last].rstrip())
        if found is None:
            return []
        if _MADE.fullmatch(found["key"].strip()) and (day := date_of(found["value"]) or dates.first(found["value"])):
            made = found["key"].strip().lower().startswith(("date", "created", "创建"))
            held.setdefault("date" if made else "updated", day)
        else:
            key = "tags" if label.KEYWORDS.regex.match(f"{found['key'].strip()}: ") else found["key"].strip()
            held[key] = found["value"]
        last += 1
    if last - first < 2 or held.keys().isdisjoint(("date", "updated")):
        return []
    values |= held
    span = lines.starts[first], lines.end(last - 1)
    ledger.repaired(body.span(*span), *_MOVED)
    return [Change(*span, "")]


def _recorded(body: Source, values: dict[str, object], ledger: Ledger) -> Source:
    """Joplin's own file of a note: its first line is the title, its last lines are a record."""
    found = _RECORD.fullmatch(body.text, body.text.rfind("\nid: ") + 1)
    if found is None or "\ntype_: " not in found["record"]:
        return body
    for line in found["record"].split("\n"):
        key, _, said = line.partition(":")
        if key in _OF_RECORD and said.strip():
            values[_OF_RECORD[key]] = said.strip()
    ledger.removed(body.span(*found.span("record")), "the record that Joplin keeps of a note", "Joplin 保存的笔记记录")
    text = body.text
    at = len(text) - len(text.lstrip())
    end = text.find("\n", at, found.start("record"))
    if end < 0 or text[at] in "#>-*":
        return body.slice(0, found.start("record"))
    values["title"] = text[at:end].strip()
    return body.slice(end + 1, found.start("record"))
