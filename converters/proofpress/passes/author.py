"""A line that names the author (`作者：…`, `Author: …`) moves to `authors`, where the site shows it, and so does
what it or a line beside it says of when the text was written or changed.

Only a line that says nothing else, above the text, behind its end or as its last heading; one that names somebody whom
the front matter does not know stays. So does one that says more behind a bar (`作者：… ｜ 更新于…`), and one in the
text, which names whose book or program is spoken of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from proofpress.authority import Authority
from proofpress.evidence import chinese
from proofpress.evidence.letters import letters
from proofpress.ledger import Ledger
from proofpress.origins import dates
from proofpress.origins.metadata import merged, people
from proofpress.regex import regex
from proofpress.tree import Block, Document, Footnote, Heading, Paragraph, ThematicBreak, text_of
from proofpress.words import label

_BAR = regex(r"\s*+[|｜]\s*+|(?<=\s)[·•]\s++")
"""What parts a name from what else a line says."""
_NAMES = regex(r"(?<!\s)\s*+(?:[,，、;；/|]|\band\b|&)\s*+")
_SENTENCE = regex(r"[。！？\n:：;；{}]|%>|https?://")
"""What no name holds: the signs of a sentence, of an address, of a value that a program fills in."""
_SPOKEN = regex(r"(?:(?<![A-Za-z'])[a-z]{1,20}[ ]+){3}[a-z]{1,20}(?![A-Za-z])")
"""Four small words in a row, which are no name."""
_ENDS = regex(r"[。！？.!?][”’」』）)*_]{0,3}\s*$")
_GAP = regex(r"(?<![\s|｜·•,，;；])[\s|｜·•,，;；]+")
_NAME = rf"[A-Z\u00c0-\u024f{chinese.CLASS}][^\n,，;；:：|()]{{1,50}}?"
_MADE = regex(
    rf"[Cc]reated by (?P<author>{_NAME})(?:,? on (?P<date>[^\n]{{6,24}}))?"
    rf"(?:, (?:last )?(?:modified|updated|edited)(?: by {_NAME})? on (?P<updated>[^\n]{{6,24}}))?"
    rf"|由\s?(?P<von>{_NAME})\s?创建(?:[,，]\s?最[后近](?:由\s?{_NAME}\s?)?(?:修改|更新)[于在]?\s?"
    rf"(?P<am>[^\n]{{6,24}}))?"
)
"""A line of a wiki above its page, without a label: who made the page, and when it was changed."""
_LONGEST = 200
_LONGEST_NAME = 80
_REACH = 6


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with its author in the front matter, from the first lines and the last one,
    where they say nothing else."""
    blocks, meta = document.children, document.meta
    gone: set[int] = set()
    days: dict[int, dict[str, str]] = {}
    for at in _places(blocks, ledger):
        said = _said(text_of(blocks[at]))
        name = said.pop("author", "")
        if name:
            known = meta.get("authors")
            if not _fits(meta, said) or not (_covers(known, name) if known else not _BAR.search(name)):
                continue
            gone |= _with_heading(blocks, at)
            meta = merged(meta if known else merged(meta, authors=people(name)), **said)
        elif said and at < _REACH and not any(isinstance(block, Heading) for block in blocks[1:at]):
            days[at] = said
    if not gone:
        return _known_only(document, ledger)
    for at, said in days.items():
        if _fits(meta, said):
            gone.add(at)
            meta = merged(meta, **said)
    for index in sorted(gone):
        en, zh = ("the date", "日期") if index in days else ("the author", "作者")
        ledger.repaired(blocks[index].span, f"{en} moved to the front matter", f"{zh}移入文件头")
    return replace(document, children=tuple(node for at, node in enumerate(blocks) if at not in gone), meta=meta)


def _said(line: str) -> dict[str, str]:
    """What a line says of its text, `author`, `date` and `updated`, each behind its label; {} where it says more."""
    if made := _MADE.fullmatch(line.strip()):
        days = {"date": made["date"], "updated": made["updated"] or made["am"]}
        told = {key: dates.stamp(day) or dates.first(day) for key, day in days.items() if day}
        return {"author": (made["author"] or made["von"]).strip(), **told} if all(told.values()) else {}
    found: dict[str, str] = {}
    for part in _parts(line) if len(line) <= _LONGEST else ():
        key, value = _labelled(part)
        if not value or key in found:
            return {}
        found[key] = value
    return found


def _parts(line: str) -> list[str]:
    """A line cut before each label in its midst."""
    cuts = [0, *(gap.end() for gap in _GAP.finditer(line) if _labelled(line[gap.end() :])[0])]
    return [line[start:end].strip(" \n|｜·•,，;；") for start, end in zip(cuts, (*cuts[1:], len(line)), strict=True)]


def _labelled(part: str) -> tuple[str, str]:
    """The key of the label that a part begins with, and what stands behind it; "" for a value that is none."""
    for key, labels in (("author", label.AUTHORS), ("date", label.DATED), ("updated", label.UPDATED)):
        if (found := labels.regex.match(part)) is None:
            continue
        value = part[found.end() :].strip(" *_。.")
        if key == "author":
            return key, value if _names_only(value) else ""
        rest = dates.TIME.sub("", dates.DATE.sub("", value, count=1))
        return key, "" if any(map(str.isalnum, rest)) else dates.stamp(value) or dates.first(value)
    return "", ""


def _names_only(value: str) -> bool:
    """Whether a value is names: no sentence, and none as long as one."""
    said = _SENTENCE.search(value) or _SPOKEN.search(value)
    return not said and max(map(len, _NAMES.split(value))) <= _LONGEST_NAME


def _fits(meta: Mapping[str, object], said: Mapping[str, str]) -> bool:
    """Whether the front matter says nothing else of these days."""
    return all(str(meta.get(key) or value)[:10] == value[:10] for key, value in said.items())


def _known_only(document: Document, ledger: Ledger) -> Document:
    """A line elsewhere stays, and tells the front matter what it does not know; on an author's page one in the midst of
    the text does not."""
    if document.meta.get("authors"):
        return document
    blocks = document.children
    if ledger.authority is Authority.AUTHOR:
        ends = [at for at, node in enumerate(blocks) if isinstance(node, Paragraph) and _ENDS.search(text_of(node))]
        blocks = (*blocks[: ends[0]], *blocks[ends[-1] + 1 :]) if ends else blocks
    for node in reversed(blocks):
        found = label.AUTHORS.regex.match(text_of(node)) if isinstance(node, Paragraph | Heading) else None
        name = text_of(node)[found.end() :].strip(" *_。.") if found else ""
        if len(name) > 1 and _names_only(name):
            return replace(document, meta=merged(document.meta, authors=people(_BAR.split(name)[0].strip())))
    return document


def _places(blocks: tuple[Block, ...], ledger: Ledger) -> list[int]:
    """The first few blocks up to the first sentence, then the last heading above a rule, or what stands below it where
    it only says that an author follows, and the last block."""
    first: list[int] = []
    for at, node in enumerate(blocks[:_REACH]):
        if isinstance(node, Paragraph | Heading):
            if _ENDS.search(text_of(node)) and ledger.authority is Authority.AUTHOR:
                break
            first.append(at)
    last = len(blocks) - 1
    while last > 0 and isinstance(blocks[last], Footnote | ThematicBreak):
        last -= 1
    heading = max((at for at, node in enumerate(blocks) if isinstance(node, Heading)), default=last)
    signed = heading < last and label.SIGNED.regex.match(text_of(blocks[heading])) is not None
    ruled = 0 <= heading < last and isinstance(blocks[heading + 1], ThematicBreak)
    ends = dict.fromkeys((heading + signed, last) if signed or ruled else (last,) if blocks else ())
    return [*first, *(at for at in ends if at not in first and isinstance(blocks[at], Paragraph | Heading))]


def _covers(known: object, name: str) -> bool:
    """True where the front matter knows every name that the line has."""
    given = {letters(str(one)) for one in (known if isinstance(known, list) else [known])}
    whole = "".join(sorted(given))
    return letters(name) in given or all(
        letters(part) in given or letters(part) in whole for part in _NAMES.split(name)
    )


def _with_heading(blocks: tuple[Block, ...], at: int) -> set[int]:
    """The line, and the heading that stood over nothing else."""
    above = blocks[at - 1] if at else None
    alone = at + 1 == len(blocks) or isinstance(blocks[at + 1], Heading | Footnote | ThematicBreak)
    over = isinstance(above, Heading) and alone and label.SIGNED.regex.match(text_of(above)) is not None
    return {at - 1, at} if over else {at}
