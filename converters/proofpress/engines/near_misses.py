"""What people who know several diagram languages write for Mermaid's own signs: a type's short name, another arrow, a
text behind a colon.

A change is a proposal, as in `mends`: whoever makes it asks Mermaid whether it then takes the diagram.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from proofpress.engines.mends import Change, head, reserved
from proofpress.engines.opaque import veiled
from proofpress.regex import regex

_FLOWS = ("flowchart", "graph")
_STATES = ("stateDiagram", "stateDiagram-v2")
_SHORT = regex(r"(?<![-=.<>ox])(?:->|=>|(?<![–—])[–—]++>)(?!>)")
_LONG = {"->": "-->", "=>": "==>"}
_ARROW = r"<?(?:--++[>ox]?|==++>?|-\.++->?)"
_EDGE = regex(
    rf"(?<![-=<.])(?P<arrow>{_ARROW})(?P<room>[ \t]*+)"
    r"(?P<node>(?:(?!--|==|-\.)[^\s:|;&])++)(?P<sign>[ \t]*+[:：][ \t]*+)"
    r"(?P<text>(?:[^\s;]++|[^\S\n]++(?=[^\s;]))*+)[ \t]*+;?[ \t]*+$"
)
_KIND = regex(r"(?:(?:[ _-]?(?:chart|diagram|graph))|(?<=er)d)\Z")
_SHARE = regex(r"^([ \t]*+\"[^\"\n]*+\")[ \t]*+(?::[ \t]*+)?+(\d[\d.]*+)[ \t]*+%?+[ \t]*+$", re.M)
_NAMED_EDGE = regex(r"(?<![-=.])--?\[(_*)\]--?>")
_LINK = regex(rf"[ \t]*+(?:{_ARROW}[ \t]*+(?:\|[^|\n]*+\|)?|&)[ \t]*+")
_WORDS = regex(r"[^\W_][\w.·/-]*+(?: ++[\w.·/-]++)+")
_NO_IDENT = regex(r"[\x00-/:-@\[-`{-\x7f]")
_NO_NODES = regex(r"[ \t]*+(?:subgraph|end|classDef|class|style|linkStyle|click|direction|graph|flowchart|%%)\b")
_POINTED = regex(r"(?<=\|)>(?=[ \t]*[\w])")
_GROUP = regex(r"^[ \t]*subgraph[ \t]++(?![\"\w-]+[ \t]*\[)(?P<title>[^\"\n]*[^\"\s])[ \t]*$", re.M)
_PLAIN_TITLE = regex(r"[\w]+")
_REMARK = regex(r"^(?P<lead>[ \t]*)(?P<said>[^\s%][^\n]*?)(?<![ \t])[ \t]++(?P<remark>%%(?!\{)[^\n]*)$", re.M)


def kinds(text: str) -> tuple[Change, ...]:
    """The first word as the type that it abbreviates, lengthens or spells in other letters: `er`, `piechart`."""
    from proofpress.engines.mermaid import names

    at, word = head(text)
    known = names()
    if not word or word in known:
        return ()
    small = word.lower()
    stem = _KIND.sub("", small)
    meant = {small, f"{small}diagram", f"{small}chart", f"{small}-v2", stem, f"{stem}diagram"}
    found = [name for name in known if name.lower() in meant]
    return (Change(at, at + len(word), min(found, key=len)),) if found else ()


def arrows(text: str) -> tuple[Change, ...]:
    """Arrows of one dash in a diagram whose arrows have two."""
    if head(text)[1] not in (*_FLOWS, *_STATES):
        return ()
    return tuple(Change(m.start(), m.end(), _LONG.get(m[0], "-->")) for m in _SHORT.finditer(_veiled(text)))


def texts(text: str) -> tuple[Change, ...]:
    """An edge's text behind a colon, as other types have it, between bars."""
    if head(text)[1] not in _FLOWS:
        return ()
    made: list[Change] = []
    at = 0
    view = _veiled(text)
    for line, shown in zip(text.split("\n"), view.split("\n"), strict=True):
        if (edge := _EDGE.search(shown)) and edge["text"]:
            said = line[edge.start("text") : edge.end("text")].strip().replace('"', "#quot;")
            made.append(Change(at + edge.end("arrow"), at + edge.end("arrow"), f'|"{said}"|'))
            made.append(Change(at + edge.start("sign"), at + edge.end("text"), ""))
        at += len(line) + 1
    return tuple(made)


def named_edges(text: str) -> tuple[Change, ...]:
    """An edge's text in brackets within the arrow, as graphs of entities have it, between bars."""
    if head(text)[1] not in _FLOWS:
        return ()
    return tuple(
        Change(m.start(), m.end(), f'-->|"{text[m.start(1) : m.end(1)].strip()}"|')
        for m in _NAMED_EDGE.finditer(_veiled(text))
        if '"' not in text[m.start(1) : m.end(1)]
    )


def words(text: str) -> tuple[Change, ...]:
    """Nodes named by several words, as labels of nodes named by one."""
    if head(text)[1] not in _FLOWS:
        return ()
    made: list[Change] = []
    at = 0
    for line in _veiled(text).split("\n"):
        links = [] if _NO_NODES.match(line) else list(_LINK.finditer(line))
        starts, ends = [0, *(link.end() for link in links)], [*(link.start() for link in links), len(line)]
        for start, end in zip(starts, ends, strict=True) if links else ():
            name = line[start:end].strip(" \t;")
            if _WORDS.fullmatch(name):
                first = at + line.index(name, start)
                made.append(Change(first, first + len(name), f'{_NO_IDENT.sub("_", name)}["{name}"]'))
        at += len(line) + 1
    return tuple(made)


def shares(text: str) -> tuple[Change, ...]:
    """The slices of a pie as bare numbers behind colons."""
    if head(text)[1].lower() != "pie":
        return ()
    return tuple(
        Change(m.start(), m.end(), f"{m[1]} : {m[2]}")
        for m in _SHARE.finditer(text)
        if not re.fullmatch(r"[ \t]*+:[ \t]*+\d[\d.]*+[ \t]*+", text[m.end(1) : m.end()])
    )


def points(text: str) -> tuple[Change, ...]:
    """The head of an arrow typed once more behind the text of the edge."""
    return tuple(Change(m.start(), m.end(), "") for m in _POINTED.finditer(text)) if head(text)[1] in _FLOWS else ()


def titles(text: str) -> tuple[Change, ...]:
    """Titles of subgraphs that are more than a word, in quotes."""
    if head(text)[1] not in _FLOWS:
        return ()
    return tuple(
        Change(m.start("title"), m.end("title"), f'"{m["title"]}"')
        for m in _GROUP.finditer(text)
        if not _PLAIN_TITLE.fullmatch(m["title"])
    )


def remarks(text: str) -> tuple[Change, ...]:
    """Comments behind a statement, on a line of their own above it."""
    return tuple(
        Change(m.start("said"), m.end("remark"), f"{m['remark']}\n{m['lead']}{m['said']}")
        for m in _REMARK.finditer(text)
        if m["said"].count('"') % 2 == 0
    )


def ends(text: str) -> tuple[Change, ...]:
    """A node with the name `end`, which closes a subgraph, under another name; it keeps the label that is seen."""
    if head(text)[1] not in _FLOWS or not (found := reserved(text)):
        return ()
    name = next(f"End{sign}" for sign in ("", "_", "_node") if not re.search(rf"\bEnd{sign}\b", text))
    labelled = any(text[change.end :].lstrip(" \t")[:1] in ("[", "(", "{") for change in found)
    first, *rest = found
    shown = name if labelled else f'{name}["end"]'
    return (Change(first.start, first.end, shown), *(Change(one.start, one.end, name) for one in rest))


def _veiled(text: str) -> str:
    """The diagram with blanks for what is quoted, bracketed or a comment; as long as it was."""
    return veiled(
        text, blank=lambda piece: piece if piece.startswith("%%{") else piece[0] + "_" * (len(piece) - 2) + piece[-1]
    )


NEAR_MISSES: tuple[Callable[[str], tuple[Change, ...]], ...] = (
    kinds,
    shares,
    points,
    named_edges,
    words,
    arrows,
    texts,
    titles,
    ends,
    remarks,
)
