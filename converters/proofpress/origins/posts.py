"""The posts of a thread: a line across the page before each but the first, and the name of whoever wrote it.

A name stands above its post in bold, in one form for all programs; a thread in which all posts that are signed bear one
name needs none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Mapping, Sequence

from proofpress.readers.html.dom import Element
from proofpress.source import Span
from proofpress.tree import Block, Heading, Paragraph, Strong, Text, ThematicBreak

_LONGEST = 60


def writers(posts: Sequence[Element], names: Sequence[Element]) -> dict[int, str]:
    """Who wrote each post, by where its text starts in the page; both sequences in the order of the page.

    A name is a post's where both stand in an element that holds no other post."""
    starts = [post.start for post in posts]
    places = [name.start for name in names]
    found: dict[int, str] = {}
    for post in posts:
        around = post
        while isinstance(above := around.parent, Element) and _holds(above, starts) == 1:
            around = above
        inside = names[bisect_left(places, around.start) : bisect_left(places, around.end)]
        name = next((said for one in inside if (said := one.words()) and _is_beside(one, said, post)), "")
        if not name and post is posts[0] and (before := names[: bisect_left(places, post.start)]):
            # Between a question and its name may stand no more than its title, and around both what was added to it.
            name = before[-1].words()
        if name and len(name) <= _LONGEST:
            found[post.start] = name
    return found if len(set(found.values())) > 1 else {}


def _is_beside(name: Element, said: str, post: Element) -> bool:
    """Whether a name is none that the text of a post mentions."""
    return not post.holds(name) or said == post.words()


def _holds(element: Element, starts: Sequence[int]) -> int:
    return bisect_left(starts, element.end) - bisect_left(starts, element.start)


def apart(blocks: tuple[Block, ...], starts: Mapping[int, str], divided: frozenset[int]) -> tuple[Block, ...]:
    """The blocks with a line across the page before each post that `divided` has, and above each post the name that
    `starts` has for it; the keys of both say where in the source a post begins."""
    made: list[Block] = []
    waiting = deque(sorted({*starts, *divided}))
    for block in blocks:
        begins, name = False, ""
        while waiting and waiting[0] <= block.span.start:
            start = waiting.popleft()
            begins, name = begins or start in divided, starts.get(start, "")
        at = Span(block.span.start, block.span.start)
        if begins and made and not isinstance(made[-1], Heading):
            made.append(ThematicBreak(span=at))
        if name:
            made.append(Paragraph((Strong((Text(name, span=at),), span=at),), span=at))
        made.append(block)
    return tuple(made)
