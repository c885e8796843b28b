"""The turns of a conversation on a page: repeated elements by which two sides take turns.

What the parts are called says who speaks (`chat_roles`); where names say nothing,
plain words and formatted text alternate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from proofpress.origins import chat_roles as roles
from proofpress.origins.weight import Weights
from proofpress.readers.html.dom import Element, Page
from proofpress.words import chat

_RICH = frozenset("p pre ul ol table h1 h2 h3 h4 h5 h6 blockquote".split())
_MOST = 16
_PRODUCT = 3
"""What the name of a product weighs as evidence; that something can be written, and a name of the parts,
weigh one each."""
_SKIPPED = frozenset("html head body script style nav button svg path textarea input form".split())


@dataclass(frozen=True, slots=True)
class Turn:
    """One element in which one side speaks."""

    element: Element
    by_user: bool


@dataclass(frozen=True, slots=True)
class _Group:
    """The elements of one name, and how surely the name tells who speaks."""

    elements: tuple[Element, ...]
    certain: bool
    letters: int


def turns(page: Page, *, product: bool) -> tuple[Turn, ...]:
    """The turns in order, none where the page is no conversation. `product`:
    it says itself that it is a chat product's."""
    named = frozenset(word for name in page.places for word in roles.words(name))
    named_so = not named.isdisjoint(roles.USER) and not named.isdisjoint(roles.MACHINE)
    if not product and not named_so and "data-message-author-role" not in page.source.text:
        return ()
    body = next(iter(page.tagged("body")), page.root)
    weights = Weights(page)
    whole = max(weights[body].letters, 1)
    composers = _composers(page)
    evidence = bool(composers) + (_PRODUCT if product else 0)
    spoken = tuple(_spoken(weights, _thoughts(weights, whole), composers))
    found = _by_name(weights, spoken, evidence)
    if not found and product:
        messages = _messages(weights)
        found = _by_form(weights, spoken, messages)
        thinks = any(not turn.by_user and _thinks(turn, weights) for turn in found)
        found = (
            found
            if composers or thinks or len(found) > 3 or messages.issuperset(id(turn.element) for turn in found)
            else ()
        )
    return found if sum(weights[turn.element].letters for turn in found) >= 0.5 * whole else ()


def _thinks(turn: Turn, weights: Weights) -> bool:
    """Whether a turn holds what a machine thought before its answer: a part that is called so, or its label, which
    stands in no paragraph or heading."""
    end = -1
    for one in turn.element.all():
        if one.start < end:
            continue
        if one.name in _RICH:
            end = one.end
        elif 0 < weights[one].letters < weights[turn.element].letters and (
            not roles.THOUGHT.isdisjoint(roles.called(one)) or chat.THOUGHT.regex.match(one.brief())
        ):
            return True
    return False


def _composers(page: Page) -> frozenset[int]:
    """The elements (by `id`) in which something can be written, and what is around them."""
    found: set[int] = set()
    for element in page.tagged("textarea", "div", "p", "span", "rich-textarea"):
        if element.name == "textarea" or "true" in (element.attr("contenteditable"), element.attr("aria-multiline")):
            node: object = element
            while isinstance(node, Element) and id(node) not in found:
                found.add(id(node))
                node = node.parent
    return frozenset(found)


def _thoughts(weights: Weights, whole: int) -> list[Element]:
    """The outermost panels of thoughts."""
    found: list[Element] = []
    for element in weights.elements:
        if (found and element.start < found[-1].end) or element.name in _SKIPPED:
            continue
        if weights[element].letters < 0.6 * whole and not roles.THOUGHT.isdisjoint(roles.called(element)):
            found.append(element)
    return found


def _spoken(weights: Weights, thoughts: Sequence[Element], composers: frozenset[int]) -> Iterator[Element]:
    """The elements with text that may be a turn: none of a panel of thoughts, none that something is written in."""
    waiting = list(reversed(thoughts))
    for element in weights.elements:
        while waiting and element.start >= waiting[-1].end:
            waiting.pop()
        if waiting and element.start >= waiting[-1].start:
            continue
        if element.name not in _SKIPPED and weights[element].letters and id(element) not in composers:
            yield element


def _by_name(weights: Weights, spoken: Sequence[Element], evidence: int) -> tuple[Turn, ...]:
    users: dict[str, list[Element]] = {}
    machines: dict[str, list[Element]] = {}
    certain: dict[str, bool] = {}
    for element in spoken:
        for name, said in roles.names(element):
            user, machine = not said.isdisjoint(roles.USER), not said.isdisjoint(roles.MACHINE)
            sure = user != machine
            if not user and not machine:
                user, machine = not said.isdisjoint(roles.MAYBE_USER), not said.isdisjoint(roles.MAYBE_MACHINE)
            if user == machine:
                continue
            same = (users if user else machines).setdefault(name, [])
            certain[name] = sure
            if not same or element.start >= same[-1].end:
                same.append(element)
    pairs: list[tuple[int, int, tuple[Turn, ...]]] = []
    for one in _heaviest(users, certain, weights):
        for other in _heaviest(machines, certain, weights):
            talk = _alternating(one.elements, other.elements)
            told = evidence + any(not roles.CHAT.isdisjoint(roles.called(turn.element)) for turn in talk[:2])
            if talk and told >= (1, 2, _PRODUCT)[2 - one.certain - other.certain]:
                size = sum(turn.element.end - turn.element.start for turn in talk)
                pairs.append((one.letters + other.letters, size, talk))
    if not pairs:
        return ()
    most = max(letters for letters, _, _ in pairs)
    _, _, talk = min((pair for pair in pairs if pair[0] >= 0.9 * most), key=lambda pair: (_repeats(pair[2]), pair[1]))
    return talk


def _repeats(talk: Sequence[Turn]) -> int:
    """How often a side speaks twice running: its turn was cut into pieces."""
    return sum(one.by_user == other.by_user for one, other in pairwise(talk))


def _heaviest(named: dict[str, list[Element]], certain: dict[str, bool], weights: Weights) -> list[_Group]:
    groups = [
        _Group(tuple(same), certain[name], sum(weights[element].letters for element in same))
        for name, same in named.items()
    ]
    return sorted(groups, key=lambda group: -group.letters)[:_MOST]


def _alternating(users: Sequence[Element], machines: Sequence[Element]) -> tuple[Turn, ...]:
    """Both sides in order, where they take turns and none stands in another; the machine may greet first."""
    talk = sorted(
        (*(Turn(one, True) for one in users), *(Turn(one, False) for one in machines)), key=lambda t: t.element.start
    )
    if any(one.element.end > other.element.start for one, other in pairwise(talk)):
        return ()
    switches = len(talk) - 1 - _repeats(talk)
    if not switches or switches < 0.6 * (len(talk) - 1):
        return ()
    begins = next(index for index, turn in enumerate(talk) if turn.by_user)
    return tuple(talk) if begins < 2 and not talk[-1].by_user else tuple(talk) if begins < 2 and len(talk) > 2 else ()


def _by_form(weights: Weights, spoken: Sequence[Element], messages: set[int]) -> tuple[Turn, ...]:
    """Neighbours of two kinds in turn: plain words, then formatted text; the longest such talk of the page, one of
    messages before any other."""
    rich: dict[int, int] = {}
    for element in reversed(weights.elements):
        mine = rich.get(id(element), 0) + (element.name in _RICH)
        if mine and isinstance(element.parent, Element):
            rich[id(element.parent)] = rich.get(id(element.parent), 0) + mine
        rich[id(element)] = mine
    known = {id(element) for element in spoken}
    best: tuple[Turn, ...] = ()
    most = (False, 0)
    for element in weights.elements:
        if element.name in _SKIPPED and element.name != "body" or not rich.get(id(element)):
            continue
        children = _with_text(element, known)
        if len(children) > 1 and len({(child.name, child.classes) for child in children}) == 1:
            children = [below for child in children for below in _with_text(child, known)] or children
        talk = _of_two_kinds(children, rich)
        said = messages.issuperset(id(turn.element) for turn in talk)
        weight = (said, sum(weights[turn.element].letters for turn in talk))
        if talk and weight > most:
            best, most = talk, weight
    return best


def _messages(weights: Weights) -> set[int]:
    """The elements (by `id`) that the page calls a message or a chat, and those that hold one."""
    found: set[int] = set()
    for element in reversed(weights.elements):
        if id(element) in found or not roles.CHAT.isdisjoint(roles.called(element)):
            found.update((id(element), id(element.parent)))
    return found


def _with_text(element: Element, known: set[int]) -> list[Element]:
    return [
        child
        for child in element.elements
        if id(child) in known
        and child.name not in _RICH
        and child.name not in ("aside", "header", "footer")
        and roles.ASIDE.isdisjoint(roles.called(child))
    ]


def _of_two_kinds(children: list[Element], rich: dict[int, int]) -> tuple[Turn, ...]:
    kinds = [(child, not rich.get(id(child))) for child in children]
    plain = [child.classes for child, by_user in kinds if by_user]
    if not plain or len(plain) == len(kinds):
        return ()
    usual = max(plain, key=plain.count)
    alike = [Turn(child, by_user) for child, by_user in kinds if not by_user or child.classes == usual]
    for talk in ([Turn(*kind) for kind in kinds], alike):
        if len(talk) > 1 and talk[0].by_user and not talk[-1].by_user and not _repeats(talk):
            return tuple(talk)
    return ()
