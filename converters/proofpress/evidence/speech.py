"""Who speaks to whom: the author to the reader, or a writing machine and its user to each other about the text."""

from __future__ import annotations

import re
from enum import Flag, auto
from functools import lru_cache

from proofpress.evidence import chinese
from proofpress.regex import regex
from proofpress.words import remark, speech


class Sign(Flag):
    """The kinds of signs that a stretch of text can bear (`words.speech` says what each is)."""

    NONE = 0
    FIRST = auto()
    USER = auto()
    WRITING = auto()
    FORM = auto()
    DONE = auto()
    OFFER = auto()
    HOPE = auto()
    LIMIT = auto()
    ORDER = auto()


_LOOKS = {Sign[name]: getattr(speech, name) for name in Sign.__members__ if name != "NONE"}
_OF_A_TASK = Sign.USER | Sign.DONE | Sign.FIRST | Sign.HOPE | Sign.LIMIT
"""One of these is in whatever a machine says about its task."""
_SPEAKING = Sign.FIRST | Sign.USER | Sign.OFFER | Sign.HOPE
"""Signs of somebody who speaks, and not of what is spoken about."""
QUOTED = regex(r"“[^“”\n]{2,200}+”|「[^「」\n]{2,200}+」|『[^『』\n]{2,200}+』|(?<!\w)\"[^\"\n]{2,200}+\"(?!\w)")
"""Words that somebody is quoted as saying."""
_LONGEST = 6000
_LONGEST_PLAN = 300
_SHORT = 200
_EARLY = 13
"""Before this place of a text begins a word about the text itself."""
NAMED = regex(r"[《“\"‘「]([^《》“”\"‘’「」\n]{2,80})[》”\"’」]")
"""What stands in quotes, or between the signs for a work."""
_SENTENCES = regex(r"(?<=[。！？])|(?<=[.!?])\s+|\n")
_SIGNS = regex(r"[\W_]+")
_PERSON = regex(r"[我您你]|\b(?:I|you|your)\b")
_TURNS = regex(r"[,;，；]\s?(?:but|however|though|yet|但是?|不过|然而|可是)\W?(?=.{12})", re.I)
"""Where a sentence goes on to say something else."""


def signs(text: str) -> Sign:
    """All kinds of signs that the first characters of a text bear."""
    found = Sign.NONE
    for sign in _LOOKS:
        if bears(text, sign):
            found |= sign
    return found


@lru_cache(16384)
def bears(text: str, sign: Sign) -> bool:
    """Whether the first characters of a text bear one kind of sign. To look for one is a ninth of looking for all.
    What somebody is quoted as saying, nobody says to anyone."""
    found = _LOOKS[sign].holds(text[:_LONGEST])
    return bool(found and (sign not in _SPEAKING or _LOOKS[sign].holds(QUOTED.sub("“”", text[:_LONGEST]))))


def is_polite(text: str) -> bool:
    """True for a hope and an offer, which a person writes as well as a machine."""
    return bears(text, Sign.HOPE) and bears(text, Sign.OFFER)


def is_wish(text: str) -> bool:
    """True for the wish that a text is liked or of use, as a person ends one: it names no demand that was made, and
    what it hopes to meet is no ground to offer another version."""
    if not bears(text, Sign.HOPE) or not bears(text, Sign.USER):
        return bears(text, Sign.HOPE)
    needed = speech.NEED.regex.sub("", text[:_LONGEST])
    return not bears(needed, Sign.USER) and not speech.CHANGE.regex.search(needed)


def times(sign: Sign, text: str) -> int:
    """How often a text bears one kind of sign."""
    return len(_LOOKS[sign].regex.findall(text))


def is_thought(text: str) -> bool:
    """True for words in which a model speaks of itself, or of whoever gave it an order."""
    return bears(text, Sign.FIRST) or bears(text, Sign.USER) or speech.ORDERER.regex.search(text[:_LONGEST]) is not None


def is_aloud(text: str) -> bool:
    """True for a thought in the midst of a machine's text: it stops, and speaks of whoever ordered it or decides."""
    aloud = len(speech.ALOUD.regex.findall(text[:_LONGEST]))
    return aloud > 0 and is_thought(text) and (aloud > 1 or speech.ORDERER.regex.search(text[:_LONGEST]) is not None)


def plans(text: str) -> bool:
    """True for words in which somebody says to himself what he writes next, or what the user who ordered it wants."""
    return len(text) <= _LONGEST_PLAN and speech.PLANS.holds(QUOTED.sub("“”", text))


def only_plans(text: str) -> bool:
    """True where each sentence says so, and one speaks of the writing. An English one alone may be an author's."""
    said = [sentence for sentence in _SENTENCES.split(text) if sentence.strip()]
    return (len(said) > 1 or chinese.has(text)) and bears(text, Sign.WRITING) and all(map(plans, said))


def about_the_task(text: str) -> bool:
    """True for a thought about the writing of the text."""
    found = signs(text)
    spoken = bool(found & Sign.OFFER) or is_thought(text)
    return spoken and (len(found) >= 2 or bool(found & (Sign.WRITING | Sign.FORM | Sign.DONE | Sign.ORDER)))


def to_the_user(text: str) -> bool:
    """True for a machine's word to whoever ordered the text: certain by itself, wherever it stands."""
    if not bears(text, Sign.USER):
        return is_polite(text) and not has_matter(text)
    found = signs(text)
    return bool(found & (Sign.WRITING | Sign.FORM | Sign.HOPE | Sign.LIMIT)) and len(found) >= 3 or Sign.HOPE in found


def is_addressed(text: str) -> bool:
    """True for a word to whoever ordered the text: "your outline", where "the user's demands" may be any product's, and
    "your needs" any reader's."""
    return bears(text, Sign.USER) and bears(speech.THIRD.regex.sub("", text[:_LONGEST]), Sign.USER)


def tells_how(text: str) -> bool:
    """True where a writer tells how it kept to the form that was ordered."""
    told = all(bears(text, sign) for sign in (Sign.FIRST, Sign.WRITING, Sign.FORM))
    return told and len(signs(text)) > 3 and not remark.READERS.regex.search(text)


def is_refusal(text: str) -> bool:
    """True for words in which a model calls itself one, and no sentence says anything else: who tells of such an answer
    says more about it."""
    text = text.strip()
    if len(text) >= _SHORT or not remark.MODEL.regex.search(text):
        return False
    first, *rest = (sentence for sentence in _SENTENCES.split(text) if _SIGNS.sub("", sentence))
    _, *clauses = _TURNS.split(first, maxsplit=1)
    return all(map(signs, rest)) and all(signs(clause) or _PERSON.search(clause) for clause in clauses)


def has_matter(text: str) -> bool:
    """True where a sentence of a text bears no sign, and so says something of the article's own."""
    sentences = _SENTENCES.split(text[:_LONGEST])
    return any(len(sentence) > (40 if sentence.isascii() else 15) and not signs(sentence) for sentence in sentences)


def of_the_task(text: str) -> bool:
    """True for what a machine says about its task, in a text that is a machine's: wording that convicts there."""
    if not any(bears(text, sign) for sign in _OF_A_TASK):
        return False
    found = signs(text)
    about = found & (Sign.WRITING | Sign.FORM | Sign.DONE)
    if Sign.USER in found:
        return bool(about | found & (Sign.OFFER | Sign.HOPE | Sign.FIRST))
    if Sign.DONE in found and Sign.WRITING in found:
        return bool(found & (Sign.FIRST | Sign.FORM | Sign.OFFER))
    if Sign.FIRST in found and Sign.WRITING in found:
        return bool(found & (Sign.FORM | Sign.OFFER))
    return bool(found & (Sign.HOPE | Sign.LIMIT)) and bool(found & (Sign.OFFER | Sign.FORM | Sign.WRITING))


def closes(text: str, title: str) -> bool:
    """True for "that was the complete outline and text of this article": a word about an answer, not about its matter.

    Where a work is named in 《》, it has to be the article itself; otherwise the words have to say that it is one.
    """
    done = next((found for at in range(_EARLY) if (found := speech.DONE.regex.match(text, at))), None)
    if done is None:
        return False
    sentence = re.split(r"[。！？\n]|\.\s", text[done.start() :], maxsplit=1)[0]
    named = NAMED.search(sentence)
    own = _same(named[1], title) if named else speech.TEXT.regex.search(sentence) is not None
    return own and bool(speech.OUTLINE.regex.search(sentence)) and bool(speech.INNER.regex.search(sentence))


def names(text: str, title: str) -> bool:
    """True where a text names the article it stands in, in 《》."""
    found = NAMED.search(text)
    return found is not None and _same(found[1], title)


def _same(one: str, other: str) -> bool:
    one, other = (_SIGNS.sub("", text).lower() for text in (one, other))
    return bool(one) and (one == other or (len(one) > 5 and one in other))
