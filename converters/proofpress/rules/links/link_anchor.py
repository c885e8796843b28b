"""A link to a place that is not there, on this page or on another.

Places are those that the site names: headings, Chinese ones included, numbered equations (`#eq-1`), pictures and tables
with a caption (`#figure-1`, `#table-1`), notes, and whatever has an id of its own. The reader lands at the top of the
page. That is where `#top` leads on every page.

链接指向不存在的锚点（本页或他页）。

锚点以站点生成的为准：标题（中文标题也一样）、带编号的公式（`#eq-1`）、有题注的图和表（`#figure-1`、`#table-1`）、注释，
以及自带 id 的内容。链接失效时，读者只会停在页首。`#top` 在任何页面都指向页首，不算失效。

Reported:

````markdown
## Setup

See [below](#configuration).
````

Instead:

````markdown
## Setup

See [above](#setup).
````

Reported:

````markdown
参见[另一页](other.md#卸载)。
````

Instead:

````markdown
参见[另一页](other.md#安装)。
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from proofpress.finding import Words
from proofpress.rules.links._languages import PAGES
from proofpress.rules.links._targets import find
from proofpress.rules.outline import ANY, DOUBTFUL
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule

ANCHORS_LATER = frozenset({"mkdocs-jupyter", "gen-files", "mkdocs-click", "swagger-ui-tag"})
"""Plugins that fill pages while the site is built, in ways that a page's text need not show."""


_HINTS = 20
"""Broken anchors of a page for which the nearest one is looked up: each look compares with all."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a link."""
    hints = _HINTS
    known: dict[frozenset[str], list[str]] = {}
    for target in page.outline.targets:
        place = None if target.image else find(page, target)
        if place is None or place.apart or not place.anchor or _is_known(place.anchor):
            continue
        if place.own:
            anchors = page.outline.anchors
        elif place.path.endswith(PAGES) and page.site.exists(place.path):
            anchors = page.site.anchors(place.path) or frozenset({ANY})
        else:
            continue
        docs = page.site.docs(page.source.name)
        if docs is None and place.anchor.startswith("__"):
            continue
        # Slugs of other letters than Latin ones are what sites differ on.
        sure = docs is None or place.anchor.isascii() and DOUBTFUL + place.anchor not in anchors
        if ANY in anchors or place.anchor in anchors and sure:
            continue
        if docs is not None:
            if docs.remade:  # What the build adds to pages, only the built ones tell.
                continue
            made = page.site.ids(place.path, page.text if place.own else None)
            later = docs.plugins & ANCHORS_LATER or docs.places and re.fullmatch(docs.places, place.anchor)
            if made is None or place.anchor in made or later:
                continue
        near = []
        if hints:
            hints -= 1
            if anchors not in known:
                known[anchors] = sorted(anchor for anchor in anchors if not anchor.startswith(DOUBTFUL))
            near = get_close_matches(place.anchor.lower(), known[anchors], 1, 0.6)
        where = (
            Words("this page", "本页")
            if place.own
            else Words(place.path.rpartition("/")[2], place.path.rpartition("/")[2])
        )
        yield Remark(
            target.span,
            Words(
                f"Unexpected anchor #{place.anchor}, expected one that {where.en} has",
                f"{where.zh}没有锚点 #{place.anchor}",
            ),
            Words(f"Did you mean #{near[0]}?", f"是否应为 #{near[0]}？")
            if near
            else Words("Point to a place that exists.", "请指向存在的位置。"),
        )


def _is_known(anchor: str) -> bool:
    """Whether the theme or the browser makes a place, which no page's text tells; tabs are known by their page."""
    made = anchor.startswith(("__", ":~:")) and not anchor.startswith("__tabbed_")
    return made or anchor.lower() == "top"


RULE = Rule("link-anchor", ERROR, check, across=True, gives_way=("link-reversed", "link-fullwidth", "link-malformed"))
