"""Names, paths and sums whose signs the page takes for emphasis.

`src/**/*.js`, `flour_weight_g` and `5*60` typed as text lose their asterisks or underscores where the site's parser
pairs them: readers see another name, and slanted or bold words beside it. `C#` at the end of a heading loses its sign,
and `\\\\host\\share` one of its backslashes. Where the site reads `~` and `^` as marks, those of `~/.a和~/.b`,
`约~5米和~7米` and `2^10和2^20` make a subscript or a superscript of what stands between them; a true one (`H~2~O`)
stays unsaid, as does what the parser leaves as it is.

名称、路径和算式里的符号被当成了强调。

正文里的 `src/**/*.js`、`flour_weight_g`、`5*60`，若站点的解析器把其中的星号或下划线配成一对，
页面上就会丢掉这些符号，旁边的字还会变成斜体或粗体。标题末尾的 `C#` 会丢掉井号，`\\\\host\\share` 会少一个反斜杠。
站点把 `~`、`^` 读作标记时，`~/.a和~/.b`、`约~5米和~7米`、`2^10和2^20` 里两个符号之间的文字会变成下标或上标；
真正的上下标（`H~2~O`）以及解析器原样保留的不报。

Reported:

````markdown
The 3*40 grid, marked*, is the small one.
````

Instead:

````markdown
The `3*40` grid, marked*, is the small one.
````
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from proofpress.evidence.dunders import dunders
from proofpress.finding import Edit, Words
from proofpress.markdown.mask import MASK, in_lines
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.rules.typography._raised import Raised, raised
from proofpress.source import Span

_SIGNS = regex(r"[*_]")
_TOUCHING = regex(r"(?<=\S)[*_]|[*_](?=\S)")
"""Signs that may begin or end emphasis: a list's do not."""
_TOKEN = regex(r"(?<![\w\\/.*\-])[\w./*\-]*[*_][\w./*\-]*", re.A)
_BOLD = regex(r"\A__\w+__\.\w+", re.A)
_NAME = regex(r"\A_*[A-Za-z0-9]+(?:_+[A-Za-z0-9]+)+_*(?:\.\w+)?", re.A)
_GLOB = regex(r"\A(?!(\*+)[^*]++\1$)(?:(?:.*/)?(?:\*\*/.*|\*\.\w.*)|.*/\*\*)", re.A)
_FACTOR = r"(?:[A-Za-z]\w?|\d[\d.]*)"
_PRODUCT = regex(rf"\A{_FACTOR}(?:\*{_FACTOR})+\Z", re.A)
"""Letters and numbers with stars between them."""
_FACTORS = regex(r"\A\w+(?:\*\w+)+\Z", re.A)
"""Words, which may as well hold emphasis, where no sign of a formula stands beside them."""
_BEFORE, _BEHIND = regex(r"[=+/<>≤≥][ \t]*\Z"), regex(r"[ \t]*[=+/<>≤≥]")
_SUM = regex(r"\A\d[\d.]*(?:\*{1,2}\d[\d.]*)+")


def check(page: Page) -> Iterator[Remark]:
    """One remark a name."""
    docs = page.site.docs(page.source.name)
    text = page.prose
    if docs and docs.rewritten:
        return
    yield from _lost(page)
    yield from map(_raised, raised(page))
    if "*" not in text and "_" not in text:
        return
    shapes = (_BOLD, _GLOB, _SUM, *(() if page.dialect.smart_underscores else (_NAME,)))
    targets = sorted(page.links.targets)
    names = {found.start() for found in dunders(text, page.text)}
    for found in in_lines(_TOKEN, _SIGNS, text):
        said = found[0].rstrip(".-")
        special = found.start() in names
        shaped = special or any(shape.fullmatch(said) for shape in shapes)
        if MASK in said or not shaped and not _is_product(text, found.start(), said):
            continue
        at = bisect_right(targets, found.start(), key=lambda span: span.start) - 1
        if at >= 0 and targets[at].end > found.start():
            continue
        if not _pairs(page, found.start(), said):
            continue
        if (built := page.built) is None:
            return
        exact = built.count(said)
        if (
            special
            and said.strip("_") in built.strong
            or exact < text.count(said)
            and _without(said, built.printed) - exact > _without(said, text) - text.count(said)
        ):
            span = Span(found.start(), found.start() + len(said))
            yield Remark(
                span,
                Words(
                    f"Unexpected emphasis in {said!r}, whose signs the page does not show",
                    f"“{said}”里的符号被当成强调，页面上不见了",
                ),
                Words("Put it between backticks, or a backslash before each sign.", "放进反引号，或在符号前加反斜杠。"),
                (Edit(span, f"`{said}`"),),
                safe=False,
            )


def _is_product(text: str, at: int, said: str) -> bool:
    """Whether words with stars between them are factors: letters and numbers, or words beside a sign of a formula."""
    if _PRODUCT.match(said) is not None:
        return True
    before, behind = text[max(0, at - 3) : at], text[at + len(said) : at + len(said) + 3]
    return _FACTORS.match(said) is not None and (_BEFORE.search(before) or _BEHIND.match(behind)) is not None


_SHARP = regex(r"(?<!\w)[A-Z]#(?=[ \t]*$)")
_HOST = regex(r"(?<![\\\w$&{}])(\\{2}[A-Za-z0-9][\w.-]*)\\([A-Za-z]*)[\w$.%-]*(?:\\[\w$.%-]+)*+\\?(?![\w{}])")


def _lost(page: Page) -> Iterator[Remark]:
    """Names that end a heading with its own sign, and paths of which Markdown takes the first backslash."""
    for heading in page.headings if "#" in page.text else ():
        line = page.scan.lines[heading.line]
        if (found := _SHARP.search(line)) is None or heading.setext:
            continue
        at = page.scan.starts[heading.line] + found.start()
        if page.built is not None and not page.prints(at, found[0]):
            yield _eaten(page, Span(at, at + len(found[0])), found[0], Words("#", "井号"))
    for found in _HOST.finditer(page.prose) if r"\\" in page.text else ():
        if not _is_of_tex(page, found) and page.built is not None and not page.prints(found.start(), found[1]):
            yield _eaten(page, Span(*found.span()), found[1], Words("backslash", "反斜杠"))


def _eaten(page: Page, span: Span, said: str, sign: Words) -> Remark:
    return Remark(
        span,
        Words(f"Unexpected {sign.en} of '{said}', which the page does not show", f"“{said}”的{sign.zh}在页面上不见了"),
        Words("Put it between backticks, or a backslash before the sign.", "放进反引号，或在符号前加反斜杠。"),
        (Edit(span, f"`{page.text[span.start : span.end]}`"),),
        safe=False,
    )


def _raised(pair: Raised) -> Remark:
    return Remark(
        pair.span,
        Words(
            f"Unexpected {pair.kind.en} between two signs that the page does not show",
            f"两个符号之间的文字成了{pair.kind.zh}，符号在页面上不见了",
        ),
        Words("Put the names between backticks, or a backslash before each sign.", "放进反引号，或在符号前加反斜杠。"),
        (Edit(Span(pair.opens, pair.opens), "\\"), Edit(Span(pair.closes, pair.closes), "\\")),
        safe=False,
    )


def _is_of_tex(page: Page, path: re.Match[str]) -> bool:
    """Whether what looks like a path is a row's end and a command, in a formula or without its delimiters."""
    from proofpress.engines import katex

    line = page.scan.lines[page.scan.line_of(path.start())].replace(path[0], "")
    names = (path[1].lstrip("\\"), path[2])
    return any(sign in line for sign in "$&{") or any(f"\\{name}" in katex.names().macros for name in names)


def _pairs(page: Page, at: int, said: str) -> bool:
    """Whether a sign of a name stands a second time where the two can be a pair."""
    flow = page.flows[bisect_right(page.flows, at, key=lambda flow: flow.start) - 1]
    signs = [sign[0] for sign in _TOUCHING.finditer(page.prose, *flow)]
    return any(signs.count(sign) > 1 for sign in "*_" if sign in said)


def _without(said: str, text: str) -> int:
    """How often a name stands in a text, with its signs or without some of them."""
    return len(re.findall("".join(f"{re.escape(c)}?" if c in "*_" else re.escape(c) for c in said), text))


RULE = Rule(
    "name-eaten",
    ERROR,
    check,
    fix="unsafe",
    across=True,
    gives_way=("html-block-markdown", "strong-spaces", "strong-unclosed", "strong-unread"),
)
