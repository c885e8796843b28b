"""What the text beside a tag says of it."""

from __future__ import annotations

import re

from proofpress.evidence import chinese, wraps
from proofpress.markdown.html import KNOWN
from proofpress.markdown.mask import MASK
from proofpress.regex import regex

LOOKS = frozenset(
    "a abbr b big center cite code del em font i ins kbd mark nobr q s small span strike strong sub sup tt u".split()
)
"""Elements in a line, whose tags are what remains of many a conversion."""
_ANY = regex(r"<[/!?A-Za-z][^<>\n]*+>")
_WORD = regex(rf"[\w{MASK}]")
_NOUN = r"(?:标签|元素|标记|节点|属性|(?:tag|element|attribute)s?\b)"
_CALLED_BEHIND = regex(rf"[ \t]*+{_NOUN}", re.I)
_CALLED_BEFORE = regex(rf"{_NOUN}[ \t]*+\Z", re.I)
_JOIN = r"(?:[、，/~～&和与及到至或跟]|(?<=[ \t])(?:and|or|to|vs\.?|versus)(?=[ \t]))"
_JOINS = regex(rf"[ \t]*+{_JOIN}[ \t]*+", re.I)
_JOINED_BEHIND = regex(rf"[ \t]*+{_JOIN}[ \t]*+(?:[`{MASK}]|</?([A-Za-z]\w*+))", re.I)
_JOINED_BEFORE = regex(rf"(?:[`{MASK}]|</?([A-Za-z]\w*+)[^<>]*+>)[ \t]*+{_JOIN}[ \t]*+\Z", re.I)
_TELLS = regex(r"[ \t]*+(?:[：，、；。）]|[:=,;](?=\s|\Z)|[-—–]++[ \t])")
_POINTS = regex(r"[ \t]*+(?:[，、。；：）]|[,.;:)?](?:[\s<]|\Z))")
_GOES_ON = regex(r"[ \t]*+[，、；,;：](?!\Z)")
_CLAUSES = regex(r"[，。；]|[,.;]\s")
_SENTENCE_ENDS = regex(r"(?:[。．.！!？?：:…；;>）)]|\A)[\s\u200b]*+\Z")
_EDGE = r"\s\u3000-\u303f\uff00-\uff0f\uff1a-\uff20“”‘’\"'()/,.;:*_"
_APART_BEFORE, _APART_BEHIND = regex(rf"(?:[{_EDGE}]|\A)\Z"), regex(rf"[{_EDGE}]|\Z")
_TYPED = regex(r"(?:(?<!\w)[A-Z]\w*+|[:.]\w++|<)\Z")
"""The head of a generic type, whose argument a tag is: `Box<i>`."""
_WANTS = regex(
    r"(?:[用写加叫插删是]|使用|输入|添加|插入|\b(?:an?|the|uses?|using|writes?|type|insert|adds?|with|by|of))\s?\Z",
    re.I,
)
"""A word that something has to follow."""
_WRITES = regex(
    r"(?:用|写|写作|写成|写上|使用|输入|添加|插入|加入|加上|接受|支持|认得|识别|允许|解析|遇到|遇见|一个)\s?\Z"
    r"|\b(?:use[sd]?|using|writes?|writing|types?|typing|inserts?|inserting|adds?|adding|accepts?|allows?|supports?"
    r"|understands?|recogni[sz]es?|an?|the|each|every|literal)[ ]\Z",
    re.I,
)
"""What is done with a tag that is written, or what stands before a thing."""
_WRITTEN_FOR = regex(
    r"\s?(?:来|换行|断行|分行|分段|强制|表示|代表|代替|以及|和|或|与|作为|当作|会|就|也|都|之后|之前|的)"
    r"|[ ](?:to|for|in|inside|within|as|and|or|is|are|was|instead|between|where|when|that|there|here)\b",
)
"""How a sentence goes on behind one."""
_SAID_OF = regex(
    r"\s?(?:的(?![确士])|之[前后])"
    r"|\s(?:[会是里中须应]|开头|开始|表示|代表|可以|必须|需要|后面|前面|标签|元素"
    r"|(?:is|are|was|needs?|has|takes?|starts?|begins?|opens?|means|must|can|should|will|may|makes?|marks?|holds?"
    r"|wraps?"
    r"|goes|tags?|elements?|requires?|without)\b)"
)
"""How a sentence goes on behind a thing that it speaks of, and nothing that a page shows by itself begins."""
_APART_WORD = regex(rf"\s[a-z{chinese.LETTERS}]|\s?[，。；、,.;][^\w]*\w")
_PAUSES = regex(r"[，、；,;]\s?\Z")
_LACKS = regex(
    r"(?:[和与及到至以用写加由靠在为把被将跟是有]|一个|最后|忘了?|少了?|结尾|\b(?:and|or|to|with|by|until|before"
    r"|after|the|an?|its?"
    r"|each|every|needs?|writes?|uses?|types?|adds?|forgets?|omits?|closing|end|ending|matching|final|last))\s?\Z"
)
"""What ends no element: a word that wants the next."""
_COMMENTS = regex(r"(?:注释|注解|\bcomments?\b)[^<>。；;.!?！？]{0,20}+\Z", re.I)
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"', "'": "'"}
_BRACKETS = {"（": "）", "(": ")", "《": "》", "【": "】", "*": "*", "_": "_"} | _QUOTES


def says(text: str) -> bool:
    """Whether there are words beside tags."""
    return _WORD.search(_ANY.sub("", text)) is not None


def ends_before(text: str) -> bool:
    """Whether a sentence ends right before a tag, or nothing stands there."""
    return _SENTENCE_ENDS.search(text) is not None


def is_apart(before: str, behind: str) -> bool:
    """Whether blanks or signs stand on both sides."""
    return _APART_BEFORE.search(before) is not None and _APART_BEHIND.match(behind) is not None


def is_apart_behind(behind: str) -> bool:
    """The same of the side behind it."""
    return _APART_BEHIND.match(behind) is not None


def is_joined(before: str, behind: str) -> bool:
    """Whether another name stands beside it, with a word that joins two."""
    found = _JOINED_BEHIND.match(behind) or _JOINED_BEFORE.search(before)
    return found is not None and (found[1] is None or found[1].lower() in KNOWN)


def is_typed(before: str) -> bool:
    """Whether it is the argument of a type."""
    return _TYPED.search(before) is not None


def is_wanted(before: str) -> bool:
    """Whether the sentence cannot stop before it."""
    return wraps.stops(before.rstrip()) or _WANTS.search(before) is not None


def is_written(before: str, behind: str) -> bool:
    """Whether the sentence says on both sides that it is written, or speaks of it as of a thing."""
    return _WRITES.search(before) is not None and _WRITTEN_FOR.match(behind) is not None


def speaks_of_comments(before: str) -> bool:
    """Whether the clause before it speaks of comments."""
    return _COMMENTS.search(before) is not None


def is_quoted(before: str, behind: str) -> bool:
    """Whether marks of quotation stand right around it."""
    return _QUOTES.get(before[-1:], "\n") == behind[:1]


def is_enclosed(before: str, behind: str) -> bool:
    """Whether marks of quotation, brackets or signs of emphasis stand right around it."""
    return _BRACKETS.get(before[-1:], "\n") == behind[:1]


def tells(behind: str) -> bool:
    """Whether a sign stands behind it that tells it from what is said of it."""
    return _TELLS.match(behind) is not None


def points(behind: str) -> bool:
    """Whether a sign stands behind it that ends a clause."""
    return behind != "" and _POINTS.match(behind) is not None


def is_followed(behind: str) -> bool:
    """Whether its sentence goes on behind it, if only to its point."""
    return says(behind) or points(behind)


def goes_on(behind: str) -> bool:
    """Whether a clause goes on behind it with a sign that no sentence begins with."""
    return _GOES_ON.match(behind) is not None


def joins(held: str) -> bool:
    """Whether a text is nothing but a word that joins two names."""
    return _JOINS.fullmatch(held) is not None


def is_pause(held: str) -> bool:
    """Whether a text is a sign inside a sentence and nothing else."""
    return _PAUSES.fullmatch(held.strip()) is not None


def holds_clauses(held: str) -> bool:
    """Whether a text goes over the end of a clause."""
    return _CLAUSES.search(held) is not None


def is_said_of(held: str) -> bool:
    """Whether a text goes on as what is said of the tag before it."""
    return _SAID_OF.match(held) is not None


def begins_apart(held: str) -> bool:
    """Whether a text goes on behind a tag as behind a word, with a blank and no new sentence, or with a sign."""
    return _APART_WORD.match(held) is not None


def pauses(held: str) -> bool:
    """Whether a text stops at a sign inside a sentence."""
    return _PAUSES.search(held) is not None


def lacks(held: str) -> bool:
    """Whether a text stops at a word that wants the next."""
    return _LACKS.search(held) is not None


def is_called(behind: str) -> bool:
    """Whether the word behind it says that it is a tag."""
    return _CALLED_BEHIND.match(behind) is not None


def is_announced(before: str) -> bool:
    """Whether the word before it says that it is one."""
    return _CALLED_BEFORE.search(before) is not None
