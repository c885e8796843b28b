"""HTML → blocks. `tags.HANDLERS` says what becomes of each tag, the other modules hold the handlers."""

from __future__ import annotations

from collections.abc import Collection

from proofpress import urls
from proofpress.ledger import SHOWN_MAIL, Ledger
from proofpress.readers.html.dom import Element, Page
from proofpress.readers.html.parser import MAIL, parse
from proofpress.readers.html.reader import Drop, Handler, Reader
from proofpress.readers.html.select import Selection
from proofpress.readers.html.tags import HANDLERS
from proofpress.source import Source
from proofpress.tree import Block

__all__ = ["HANDLERS", "Element", "Page", "Selection", "parse", "read"]


def read(
    given: Source | Page,
    ledger: Ledger,
    *,
    roots: Collection[Element] = (),
    flow: Collection[Element] = (),
    drop: Drop | None = None,
    base: str = "",
    handlers: dict[str, Handler] = HANDLERS,
) -> tuple[Block, ...]:
    """The blocks of a page, or of `roots` in it; spans point into the root source of `given`. What of the roots stands
    in `flow` is a block of the article itself, and no container of its blocks.

    Elements that `drop` names are left out. Relative addresses are resolved against `base`. Whatever does not reach the
    blocks is said to the ledger; images in data URIs become `ledger.files`. `handlers` is the table of tags.
    """
    page = given if isinstance(given, Page) else parse(given)
    if page.flattened >= 0:
        at = page.source.span(page.flattened, page.flattened + 1)
        ledger.doubted(
            at,
            "Unexpected depth of nested tags; what stands deeper is read at this depth",
            "标签嵌套过深；更深的内容按此层读取",
        )
    roots = roots or (page.root,)
    for hidden in page.places.get(".__cf_email__", ()):
        if urls.shown_mail(hidden.attr(MAIL)) and any(root.holds(hidden) for root in roots):
            ledger.repaired(page.source.span(hidden.start, hidden.end), *SHOWN_MAIL)
    return Reader(page, ledger, handlers, drop, base).read(roots, flow)
