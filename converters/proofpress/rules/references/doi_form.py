"""A DOI that is not one: a full-width slash, a dot where the slash belongs, a space inside.

It cannot be looked up or made a link. A DOI is `10.`, four to nine digits, a slash, and a name.

写错的 DOI：全角斜杠、该用斜杠处用了点、中间有空格。

这样的 DOI 查不到，也成不了链接。DOI 是 `10.`、四到九位数字、斜杠、名称。

Reported:

````markdown
Ren S. Faster R-CNN. 2017. DOI: 10.1109／TPAMI.2016.2577031
````

Instead:

````markdown
Ren S. Faster R-CNN. 2017. DOI: 10.1109/TPAMI.2016.2577031
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace
from proofpress.source import Span

_DOI = regex(
    r"(?:\bdoi\s*+[:：]?\s*+"
    r"|doi\.org/)(?:https?://(?:dx\.)?doi\.org/)?(?:doi\s*+[:：]\s*+)?([0-9１][^\s<>\"'\]）)，。；]*+"
    r"(?: ?[/／] ?[^\s<>\"'\]）)，。；]++)?)",
    re.I,
)
_TAIL = regex(r"https?://(?:dx\.)?doi\.org/10\.\d{4,9}/(?:(?!https?://)[!-;=?-~])++(?=[。，；、）])", re.I)
_GOOD = regex(r"10\.\d{4,9}(?:\.\d+)*/[!-~]+")


def check(page: Page) -> Iterator[Remark]:
    """One remark a DOI."""
    if "doi" not in page.prose.lower():
        return
    for found in _TAIL.finditer(page.prose):
        if page.prose[found.start() - 1 : found.start()] not in ("<", "("):
            yield Remark(
                Span(found.start(), found.end() + 1),
                Words(
                    f"Unexpected {page.text[found.end()]!r} right after a DOI, expected the address in angle brackets",
                    f"DOI 之后紧跟“{page.text[found.end()]}”，网址应放进尖括号",
                ),
                Words(f"Write <{found[0]}>.", f"写作 <{found[0]}>。"),
                replace(found.start(), found.end(), f"<{found[0]}>"),
            )
    for found in _DOI.finditer(page.prose):
        given = found[1].rstrip(".,;:")
        if "%2f" in given.lower() or _GOOD.fullmatch(given) or not re.match(r"[1１][0０OoＯ]?[.．\d]", given):
            continue
        wide = given.translate({0xFF0F: "/", 0xFF0E: ".", **{0xFF10 + d: str(d) for d in range(10)}})
        wide = re.sub(r"^1[OoＯ](?=\.)", "10", wide)
        mended = re.sub(r"(?:(?<!\s)\s++)?/\s*+", "/", wide)
        fits = _GOOD.fullmatch(mended) is not None
        yield Remark(
            Span(found.start(1), found.start(1) + len(given)),
            Words(
                f"Unexpected DOI {given!r}, expected the form 10.1234/name", f"DOI“{given}”写法有误，应为 10.1234/名称"
            ),
            Words(f"Write {mended}.", f"写作 {mended}。")
            if fits
            else Words("Look it up in the original.", "请按原文核对。"),
            replace(found.start(1), found.start(1) + len(given), mended) if fits else (),
        )


RULE = Rule("doi-form", WARNING, check, fix="safe")
