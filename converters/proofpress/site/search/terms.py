"""The terms of a text: what is looked up in the index. `search.js` cuts a query by the same rules.

Chinese, Japanese and Korean have no spaces, and no two segmenters agree: each pair of neighbouring characters is a
term, and the last character of a run. A word is a term as a whole and, where it is a name of code or has hyphens, by
its parts. A TeX command is a term with its backslash, so that `\\in` does not find every "in"; so are names with
their signs: `C++`, `C#`, `A*`, `.NET`. Other signs are no part of a term, and are looked for in the texts themselves.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from proofpress.regex import regex
from proofpress.site.search.record import Record

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TOKEN = regex(
    rf"\\[A-Za-z]+|[{_HAN}]+|(?<![A-Za-z0-9_.)\]}}'\"/])\.[A-Za-z][A-Za-z0-9]*+"
    rf"|[^\W{_HAN}]+(?:-[^\W{_HAN}]+)*(?:(?:\+\+[0-9]*+|[+#*])(?![A-Za-z0-9_+#*=]))?"
)
_SIGNS = regex(r"\A\.|(?:\+\+[0-9]*|[+#*])\Z")
_HUMPS = regex(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\dA-Z_]+|\d+")
LONGEST = 64
"""Characters of a term; what is longer is no word that anybody types."""


def terms(text: str) -> Iterator[str]:
    """All terms of a text, one for each time it stands there."""
    for token in _TOKEN.findall(normalised(text)):
        if token[0] == "\\":
            yield token[:LONGEST]
        elif _is_han(token[0]):
            for at in range(len(token) - 1):
                yield token[at : at + 2]
            yield token[-1]
        else:
            if "-" in token:
                yield token[:LONGEST].lower()
            for word in token.split("-"):
                yield from _word(word[:LONGEST])


def normalised(text: str) -> str:
    """A text with one form of each sign, in its own case."""
    return unicodedata.normalize("NFKC", text).replace("\u2010", "-")


def _word(said: str) -> Iterator[str]:
    whole, bare = said.lower(), _SIGNS.sub("", said)
    yield whole
    if bare != said and len(bare) > 1:
        yield bare.lower()
    parts = _HUMPS.findall(bare)
    if len(parts) > 1:
        yield from {part.lower() for part in parts if len(part) > 1} - {whole}


def _is_han(char: str) -> bool:
    return "\u2e80" <= char <= "\ufaff" and not "\ud7b0" <= char <= "\uf8ff"


def levels(page: Record) -> dict[str, int]:
    """How much a page is about each of its terms: 7 for one that is its whole title, 6 for the others there, 5 for its
    authors and topics; 0 to 4 for its text, more for headings, less the longer it is."""
    counts: Counter[str] = Counter()
    for section in page.sections:
        counts.update(terms(section.text))
        counts.update(terms(section.tex))
    length = counts.total()
    for section in page.sections:
        for term in terms(section.heading):
            counts[term] += HEADING
    damping = SATURATION * (0.25 + 0.75 * length / USUAL)
    made = {term: min(4, int(5 * count / (count + damping))) for term, count in counts.items()}
    made |= dict.fromkeys((term for name in page.names for term in terms(name)), NAME)
    whole = len(_TOKEN.findall(normalised(page.title))) == 1
    return made | dict.fromkeys(terms(page.title), WHOLE_TITLE if whole else TITLE)


WHOLE_TITLE, TITLE, NAME = 7, 6, 5
HEADING = 6
"""What one occurrence there is worth in occurrences in the text."""
SATURATION, USUAL = 1.2, 1500
"""As in BM25, but with a usual length in terms that is fixed: what a page is about depends on no other page."""
