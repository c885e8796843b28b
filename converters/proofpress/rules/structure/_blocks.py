"""PyMdown's generic blocks (`/// note | Title`) that a page prints instead of reading them, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from proofpress.finding import Words
from proofpress.markdown.directives import Directive
from proofpress.rules.page import Page
from proofpress.rules.rule import Remark

_BY_NAME = {
    "caption": "caption",
    "figure-caption": "caption",
    "table-caption": "caption",
    "details": "details",
    "tab": "tab",
    "html": "html",
    "define": "definition",
    "definition": "definition",
}
_NAMES = {"definition": "define"}
"""What a block is called that bears another name in its extension's."""
_TRIES = 8
"""How many heads of one kind are looked for on the page, and how many kinds are told."""


def printed(page: Page, there: Collection[str]) -> Iterator[tuple[str, Directive]]:
    """The heads that the page shows, each with the extension that knows it: the first of each extension that is not
    `there`, the first of each name of one that is."""
    kinds: dict[tuple[str, str], list[Directive]] = {}
    for one in page.directives:
        if one.slashed:
            extension = f"pymdownx.blocks.{_BY_NAME.get(one.name.lower(), 'admonition')}"
            kinds.setdefault((extension, one.name if extension in there else ""), []).append(one)
    yield from islice(_shown(page, kinds), _TRIES)


def _shown(page: Page, kinds: Mapping[tuple[str, str], Collection[Directive]]) -> Iterator[tuple[str, Directive]]:
    for (extension, _), heads in kinds.items():
        # The whole line is looked for, as its title tells it from others of its name.
        shown = (one for one in islice(heads, _TRIES) if page.built is not None and page.built.shows(_row(page, one)))
        if (head := next(shown, None)) is not None:
            yield extension, head


def _row(page: Page, block: Directive) -> str:
    start, end = page.scan.row_span(block.first)
    return page.text[start:end]


def refused(page: Page, block: Directive, extension: str) -> Remark:
    """A block that the page prints though its extension is there: its name, its title or its options."""
    row = _row(page, block)

    def taken(*heads: str) -> bool:
        made = (page.site.built(page.source.name, f"{head}\n\n///\n") for head in heads)
        return any(one is not None and not one.shows(head) for one, head in zip(made, heads, strict=True))

    if taken(row):
        why, help_ = (
            Words("whose options it does not take", "不接受这些选项"),
            Words("Mend or remove the lines under it that stand four columns in.", "改正或删去其下缩进四格的选项。"),
        )
    elif taken(f"{block.mark} {block.name}", f"{block.mark} {block.name} | div"):
        why, help_ = (
            Words("which takes another title", "标题的写法不对"),
            Words("See how the block is written.", "查一查这种块的写法。"),
        )
    else:
        why = Words("which does not know the name", "不认识这个名字")
        known = _NAMES.get(block.name.lower())
        help_ = (
            Words(f"Write {block.mark} {known}.", f"写作 {block.mark} {known}。")
            if known
            else Words(
                f"Name it under the `types` of {extension}, or use a name that the site knows.",
                f"在 {extension} 的 `types` 中补上，或改用站点认识的名字。",
            )
        )
    return Remark(
        page.scan.row_span(block.first),
        Words(f"Unexpected {row}, a block of {extension}, {why.en}", f"“{row}”是 {extension} 的块，{why.zh}"),
        help_,
    )
