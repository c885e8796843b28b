"""Signs that an extension of the site changes into others where nobody meant those.

`pymdownx.smartsymbols` makes © of the third point of (a), (b), (c) and of `5(c)`, `smarty` makes a dash of the signs
before a command's option (`--force`), and `pymdownx.emoji` a picture of a name between two colons in `12:100:30`. Only
what the built page shows is told, and what may be meant (`(c) 2024`, a fraction, a dash) stays unsaid.

站点的扩展把符号替换成了别的符号，而原意并非如此。

`pymdownx.smartsymbols` 把 (a)、(b)、(c) 里的第三项以及 `5(c)` 变成 ©，`smarty` 把命令行选项（`--force`）
前的符号变成破折号，`pymdownx.emoji` 把 `12:100:30` 里两个冒号之间的名字变成图片。只报页面上确实变了的；
可能就是原意的（`(c) 2024`、分数、破折号）不报。

Reported:

````markdown
Bring (a) a rope, (b) a lamp and (c) a map.
````

Instead:

````markdown
Bring (a) a rope, (b) a lamp and \\(c) a map.
````

Reported:

````markdown
加上 --force 再试一次。
````

Instead:

````markdown
加上 `--force` 再试一次。
````
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from proofpress.evidence import chinese
from proofpress.finding import Edit, Words
from proofpress.markdown.mask import MASK
from proofpress.regex import regex
from proofpress.rules.built import Built
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace
from proofpress.source import Span

_POINT = regex(r"(?P<number>(?<!\d)\d{1,3})?\((?P<letter>[a-r])\)")
_OWNERS = ("copyright", "版权", "版权所有")
_YEAR = regex(r"(?:19|20)\d\d")
_BECOMES = {"c": "©", "r": "®"}
_DASHES = regex(r"-{2,}")
_OPTION = regex(
    rf"(?<![^\s(（\[“\"'，。、；：/*{chinese.CLASS}])--(?P<name>[a-z][A-Za-z\d-]*+)(?:=[A-Za-z\d./:-]*[A-Za-z\d])?+"
)
_EMOJI = regex(r"(?<=[A-Za-z0-9]):(?P<name>[a-z0-9_+-]+):(?=[A-Za-z0-9])")


def check(page: Page) -> Iterator[Remark]:
    """One remark a sign."""
    docs = page.site.docs(page.source.name)
    if docs is None or docs.rewritten:
        return
    for extension, find in _FINDERS.items():
        if any(name.endswith(extension) for name in docs.extensions):
            yield from find(page)


def _points(page: Page) -> Iterator[Remark]:
    """Points of an enumeration, with the one before them in the same section; parts of a numbered paragraph."""
    above: dict[str, int] = {}
    sections = [heading.span.start for heading in page.headings]
    for found in _POINT.finditer(page.words):
        letter, at = found["letter"], found.start("letter") - 1
        section = bisect_right(sections, at)
        counted = above.get(chr(ord(letter) - 1)) == section
        above[letter] = section
        if letter not in _BECOMES or not (counted or letter == "c" and found["number"]):
            continue
        if _is_meant(page.words[max(0, at - _NEAR) : at], page.words[at + 3 : at + _NEAR]):
            continue
        if (built := page.built) is None:
            return
        sign = _BECOMES[letter]
        if sign in built.printed and not _shows(page, built, at, f"({letter})"):
            yield _remark(Span(at, at + 3), f"({letter})", sign, replace(at, at, "\\"))


def _is_meant(before: str, behind: str) -> bool:
    """Whether the sign of an owner stands there, with the word for it or a year."""
    return before.rstrip(" \t:：").lower().endswith(_OWNERS) or _YEAR.match(behind.lstrip()) is not None


def _shows(page: Page, built: Built, at: int, said: str) -> bool:
    """Whether the page prints a point with the letters right before it."""
    before = page.words[max(page.scan.inner(page.scan.line_of(at)), at - _NEAR) : at]
    return built.shows(_UNLIKE.split(before)[-1] + said)


_NEAR = 12
_UNLIKE = regex(r"[^\w ,.]")


def _options(page: Page) -> Iterator[Remark]:
    """Options of commands, in a flow without any dash that goes the other way."""
    for flow in page.flows if "--" in page.words else ():
        found = list(_OPTION.finditer(page.words, *flow))
        if not found or len(found) < sum(1 for _ in _DASHES.finditer(page.words, *flow)):
            continue
        if (built := page.built) is None:
            return
        for one in found:
            if built.shows(f"–{one['name']}"):
                span = Span(*one.span())
                yield _remark(span, one[0], "–", (Edit(span, f"`{page.text[span.start : span.end]}`"),))


def _pictures(page: Page) -> Iterator[Remark]:
    """Names of pictures that touch letters on both sides."""
    for found in _EMOJI.finditer(page.prose):
        around = page.prose[found.start() - 1 : found.end() + 1]
        if MASK in (page.words[found.start() - 1], page.words[found.end()]):
            continue
        if (built := page.built) is None:
            return
        if f'title=":{found["name"]}:"' in built.html and not built.shows(around):
            yield _remark(Span(*found.span()), found[0], "", replace(found.start(), found.start(), "\\"))


def _remark(span: Span, said: str, sign: str, edits: tuple[Edit, ...]) -> Remark:
    return Remark(
        span,
        Words(f"Unexpected {sign or 'picture'} on the page for {said!r}", f"“{said}”在页面上变成了{sign or '图片'}"),
        Words("Put a backslash before it, or backticks around it.", "在前面加反斜杠，或放进反引号。"),
        edits,
        safe=False,
    )


_FINDERS = {"pymdownx.smartsymbols": _points, "smarty": _options, "pymdownx.emoji": _pictures}

RULE = Rule("sign-replaced", WARNING, check, fix="unsafe", across=True)
