"""Works that are cited by their keys in a bibliography (`[@key; @other, p. 3]`, `@key says`), as notes that name them.

The bibliography is a file of its own: only what it knows is a key, and everything else stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from proofpress.ledger import Ledger
from proofpress.markdown import lex
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

KEY = r"\w(?:[\w:.#$%&+?~/-]*[\w/])?"
_LATIN = regex(r"[\w:.#$%&+?~/-]*", re.ASCII)
_GROUP = regex(r"(?<![\\\]!])\[(?P<inside>[^\[\]\n@]{0,200}@[^\[\]]{1,1000})\](?![(\[:])")
_BIBLIOGRAPHY = regex(r"\A---[ \t]*\n(?:(?!---|\.\.\.)[^\n]*\n){0,200}?bibliography:")
"""A header that names one."""
_ONE = regex(rf"(?P<before>[^@]*?)(?P<alone>-?)@\{{?(?P<key>{KEY})\}}?(?P<after>.*)", re.S)
_NAMED = regex(rf"(?<![A-Za-z0-9_@\\./\[^-])@(?P<key>{KEY})(?:[ \t]*\[(?P<place>[^\[\]@\n]{{1,80}})\](?![(\[:]))?")
_TEX = regex(
    r"\\(?:[Cc]ite[a-zA-Z]*\*?|parencite|textcite|footcite|autocite)(?:\[[^\[\]\n]{0,80}\](?=\[))?"
    r"(?:\[(?P<place>[^\[\]\n]{0,80})\])?\{(?P<keys>[^{}\n]{1,400})\}"
)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with a mark in the place of each citation, and the works as notes at its end."""
    known = source.root.cited
    if not known:
        _tell_unknown(source, ledger)
        return source
    text = source.text
    seen = lex(text).prose
    changes: list[Change] = []
    cited: dict[str, None] = {}

    def change(start: int, end: int, made: str, keys: list[str]) -> None:
        changes.append(Change(start, end, made))
        cited.update(dict.fromkeys(keys))
        ledger.repaired(source.span(start, end), "a citation as a note", "引用改为脚注")

    taken = 0
    for found in _found(seen):
        if found.start() < taken:
            continue
        made, keys = _made(found, known)
        if made:
            start = found.start()
            mark = made.startswith("[^") and seen[max(start - 2, 0) : start].strip(" ") and seen[start - 1] == " "
            change(start - 1 if mark and seen[start - 2] != "\n" else start, _end(found, keys), made, keys)
            taken = found.end()
        elif keys:
            said = ", ".join(keys)
            ledger.doubted(
                source.span(found.start(), found.end()),
                f"the bibliography has no {said}",
                f"文献库中没有 {said}",
            )
    notes = "".join(f"\n\n[^{key}]: {known[key][1]}" for key in cited if f"[^{key}]:" not in text)
    changes.append(Change(len(text), len(text), notes))
    return rewrite(source, changes)


def _tell_unknown(source: Source, ledger: Ledger) -> None:
    """Say which works an article cites from a bibliography that its header names and the run has not."""
    if not _BIBLIOGRAPHY.match(source.root.text):
        return
    found = [one for one in _GROUP.finditer(lex(source.text).prose) if _made(one, {})[1]]
    if found:
        keys = ", ".join(dict.fromkeys(key for one in found for key in _made(one, {})[1]))
        ledger.doubted(
            source.span(found[0].start(), found[-1].end()),
            f"citations of works in a bibliography that is not at hand: {keys}",
            f"引用了文献库中的条目，但没有该文献库：{keys}",
            text="",
        )


def _latin(key: str) -> str:
    """The part of a key before a sentence in another script goes on."""
    found = _LATIN.match(key)
    return found[0].rstrip(":.#$%&+?~-") if found else ""


def _end(found: re.Match[str], keys: list[str]) -> int:
    """Where a citation ends: behind its key, where a sentence goes on at once."""
    return (
        found.end()
        if found.re.pattern != _NAMED.pattern or found["key"] == keys[0]
        else found.start("key") + len(keys[0])
    )


def _found(seen: str) -> list[re.Match[str]]:
    """All that may be a citation, in order; of two that begin in one another the outer is first."""
    return sorted(
        (found for pattern in (_GROUP, _TEX, _NAMED) for found in pattern.finditer(seen)),
        key=lambda found: (found.start(), -found.end()),
    )


def _made(found: re.Match[str], known: Mapping[str, tuple[str, str]]) -> tuple[str, list[str]]:
    """What stands for a citation, with its keys; for none "" and the keys that are not known, if it must be one."""
    if found.re.pattern == _NAMED.pattern:
        key = found["key"] if found["key"] in known else _latin(found["key"])
        if key not in known:
            return "", []
        place = f" ({found['place'].strip()})" if found["place"] and key == found["key"] else ""
        return f"{known[key][0]}[^{key}]{place}", [key]
    if found.re.pattern == _TEX.pattern:
        keys = [key.strip() for key in found["keys"].split(",")]
        unknown = [key for key in keys if key not in known]
        place = f" ({found['place'].replace('~', ' ').strip()})" if found["place"] and found["place"].strip() else ""
        return ("", unknown) if unknown else ("".join(f"[^{key}]" for key in keys) + place, keys)
    parts = [_ONE.fullmatch(part.strip()) for part in found["inside"].split(";")]
    ones = [part for part in parts if part is not None]
    keys = [part["key"] for part in ones]
    unknown = [key for key in keys if key not in known]
    if unknown or len(ones) < len(parts):
        return "", unknown if len(ones) == len(parts) and not any(part["before"].strip() for part in ones) else []
    said: list[str] = []
    for part in ones:
        before, after = part["before"].strip(), part["after"].strip(" ,")
        words = " ".join(word for word in (f"{before}" if before else "", after) if word)
        said.append(f"[^{part['key']}]" + (f" ({words})" if words else ""))
    return "".join(said), keys
