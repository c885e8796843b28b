"""The keys by which a page cites works (`<d-cite key="a,b">`), and the entries of the list that it has of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from proofpress.readers.html.dom import Element, Page, once
from proofpress.readers.html.note_entries import ENTRIES
from proofpress.regex import regex

_SIGNS = regex(r"[^\w.-]+")


def keys(citation: Element) -> list[str]:
    """The keys that an element cites."""
    said = citation.attr("key") or citation.attr("bibtex-key")
    return [key for part in said.split(",") if (key := part.strip())]


@once
def listed(page: Page) -> Mapping[str, Element]:
    """The entries of a page's own list of works, by the keys that its elements cite."""
    cited = dict.fromkeys(key for one in page.tagged("d-cite", "dt-cite") for key in keys(one))
    entries = ((key, one) for key in cited for one in page.places.get(f"#{key}", ())[:1])
    return {key: one for key, one in entries if one.name in ENTRIES and not one.is_wordless}


def labels(known: Iterable[str]) -> dict[str, str]:
    """By key, the name of the note for a work; keys that differ in signs which a name cannot have are counted."""
    known = tuple(known)
    made = {key: key for key in known if not _SIGNS.search(key)}
    taken = set(made)
    counts: dict[str, int] = {}
    for key in known:
        if key in made:
            continue
        label = plain = _SIGNS.sub("-", key)
        while label in taken:
            counts[plain] = counts.get(plain, 1) + 1
            label = f"{plain}-{counts[plain]}"
        made[key] = label
        taken.add(label)
    return made
