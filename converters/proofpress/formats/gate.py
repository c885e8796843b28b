"""The one gate before a conversion, for a file as for a record: what is text of an article passes, a container is
opened, what nobody reads is refused by its name."""

from __future__ import annotations

from dataclasses import dataclass

from proofpress.finding import Words, first_of
from proofpress.formats import look
from proofpress.formats.format import Kind, Opened, Unopened
from proofpress.formats.glance import Glance


@dataclass(frozen=True, slots=True)
class Refused:
    """What is not read: why, what had to be done to find that out, and what somebody has in it."""

    words: Words
    kind: Kind = Kind.DOCUMENT
    notes: tuple[Words, ...] = ()


def passed(name: str, data: bytes, *, whole: bool = True) -> Opened | Refused | None:
    """What becomes of content: opened into its articles, or refused; None for what is to be read as it is, and for a
    container of which only the beginning is given (`whole` False)."""
    glance = Glance(data, whole=whole)
    try:
        found = look(glance)
        is_json = glance.json is not None
        notes = tuple(Words(one.en, one.zh) for one in glance.notes) if is_json else ()
        faults = _faults(glance)
    finally:
        glance.close()
    if found is None:
        return None
    if found.opens is None:
        return Refused(found.refusal(), found.kind)
    if not whole:
        return None
    try:
        opened = found.opens(name, data)
    except Unopened as error:
        return Refused(error.words)
    notes = (*notes, *opened.notes)
    if not opened.parts:
        en, zh = f"{found.title.en} without an article in it", f"{found.title.zh}中没有文章"
        return Refused(Words(en, zh), notes=(*notes, *opened.faults))
    return Opened(opened.parts, opened.files, notes, (*faults, *opened.faults))


def _faults(glance: Glance) -> tuple[Words, ...]:
    """What of JSON a line each cannot be read."""
    if not glance.broken:
        return ()
    shown = first_of(list(map(str, glance.broken)), between=", ")
    return (Words(f"lines that are no JSON were left out: {shown}", f"不是有效 JSON 的行已略过：{shown}"),)
