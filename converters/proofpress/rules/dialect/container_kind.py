"""A type of an admonition or details block that is misspelt.

The theme knows no such type: the box has the colour and the sign of any note, and without a title of its own it bears
the misspelt word. A type that several boxes of the page have is known too; one that a style sheet of the site names is
no fault.

提示块或折叠块的类型拼写有误。

主题没有这种类型：提示块只有默认的颜色和图标，没有写标题时，拼错的词就成了标题。
本页其他提示块用到的类型也算已知；站点样式表里写到的类型不算错误。

Reported:

````markdown
!!! abstact "课程信息"
    每周三上课。
````

Instead:

````markdown
!!! abstract "课程信息"
    每周三上课。
````
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from proofpress.finding import Words
from proofpress.markdown.heads import FAMILY, READ
from proofpress.markdown.lines import Kind
from proofpress.markdown.mask import MASK
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace
from proofpress.rules.site import Docs
from proofpress.source import Span

_KINDS = frozenset(
    "note abstract info tip success question warning failure danger bug example quote summary tldr hint important "
    "check done help faq caution attention fail missing error snippet cite seealso".split()
)
"""The types that themes know, under all their names."""
_DEFAULT = "note"
"""The type whose colour and sign an unknown one has."""
_THEMES = frozenset(("material", "mkdocs", "readthedocs"))
_SHORT = 4
"""In words of so many letters another letter makes another word."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a head."""
    heads = [*_heads(page)]
    own = Counter(name.lower() for name, *_ in heads)
    for name, start, titled in heads:
        meant = _meant(name.lower()) or _meant_among(name.lower(), own)
        if not meant or meant == _DEFAULT and (titled or name.lower() == _DEFAULT + "s"):
            continue
        yield Remark(
            Span(start, start + len(name)),
            Words(
                f"Unexpected type {name!r} of a box, expected {meant!r}", f"提示块没有“{name}”这种类型，应为“{meant}”"
            ),
            Words(
                f"Write {meant}, or give the type a look in a style sheet of the site.",
                f"写作 {meant}，或在站点的样式表里定义这种类型。",
            ),
            replace(start, start + len(name), meant),
            safe=False,
        )


def _heads(page: Page) -> Iterator[tuple[str, int, bool]]:
    """The type of each box, where it stands, and whether the box has a title of its own."""
    scan = page.scan
    for number, kind in enumerate(scan.kinds):
        body = scan.bodies[number]
        family = FAMILY.get(body[:1], "") if kind == Kind.TEXT and body[:3] in ("!!!", "???") else ""
        read = READ[family].fullmatch(body.rstrip()) if family in page.dialect.boxes else None
        if read is None or read[1] is None or page.prose[scan.content(number)] == MASK:
            continue
        name = read[1].split()[0]
        yield name, scan.content(number) + read.start(1), bool(read[2])


def _meant_among(name: str, own: Mapping[str, int]) -> str:
    """The type of other boxes of the page that is one letter away from one that stands once."""
    if name in _KINDS or own[name] > 1 or not name.isascii() or not name.isalpha():
        return ""
    found = [kind for kind, times in own.items() if times > 1 and len(kind) > _SHORT and _is_near(name, kind)]
    return found[0] if len(found) == 1 else ""


@cache
def _meant(name: str) -> str:
    """The known type that is one letter away; "" where none is, or several are."""
    if name in _KINDS or not name.isascii() or not name.isalpha():
        return ""
    found = [kind for kind in _KINDS if _is_near(name, kind)]
    return found[0] if len(found) == 1 else ""


def _is_near(name: str, kind: str) -> bool:
    return abs(len(kind) - len(name)) < 2 and _is_slip(name, kind)


def _is_slip(name: str, kind: str) -> bool:
    """Whether a letter is missing, doubled, too much, another, or has changed places with the next."""
    same = next(
        (at for at, (one, other) in enumerate(zip(name, kind, strict=False)) if one != other), min(len(name), len(kind))
    )
    rest, meant = name[same:], kind[same:]
    if len(name) == len(kind):
        swapped = rest[1::-1] + rest[2:] == meant
        return swapped or len(kind) > _SHORT and rest[1:] == meant[1:]
    if len(name) < len(kind):
        return len(kind) > _SHORT and rest == meant[1:]
    added = rest[:1]
    return rest[1:] == meant and (len(kind) > _SHORT or added == "s" and not meant or added == name[same - 1 : same])


def _excused(docs: Docs, text: str) -> bool:
    return docs.theme not in _THEMES or text.lower() in docs.classes


RULE = Rule("container-kind", WARNING, check, fix="unsafe", excused=_excused)
