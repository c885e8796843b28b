"""Saved pages of chat products: every turn of the conversation, each under the name of who speaks."""

from __future__ import annotations

from itertools import chain, islice

from proofpress import urls
from proofpress.evidence.chinese import CLASS, is_chinese
from proofpress.ledger import Ledger
from proofpress.origins import chat_roles as roles
from proofpress.origins import page_metadata
from proofpress.origins.chat_machinery import Machinery
from proofpress.origins.chat_turns import Turn, turns
from proofpress.origins.input import Input
from proofpress.origins.metadata import in_its_language
from proofpress.origins.site import say_frame
from proofpress.origins.typed import settled
from proofpress.readers.html import HANDLERS, Element
from proofpress.readers.html import read as read_html
from proofpress.readers.html.reader import Handler, Reader
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import (
    Block,
    Document,
    Footnote,
    FootnoteReference,
    Heading,
    Link,
    Paragraph,
    Strong,
    Text,
    of_kinds,
    text_of,
)
from proofpress.words import chat

_IN_A_LINE = frozenset("a span sup sub button cite small b i em strong".split())
_AFTER_SIGN = regex(r"(?<=[，。！？；：、]) ")
_NUMBER = regex(r"\[?\d{1,3}\]?")


def recognises(given: Input) -> bool:
    """A page on which two sides take turns."""
    return given.is_html and bool(_turns(given))


def read(given: Input, ledger: Ledger) -> Document:
    """The conversation turn by turn; what the product adds stands in the ledger."""
    page = given.page
    talk = _turns(given)
    machinery = Machinery(page, talk)
    roots = tuple(turn.element for turn in talk if given.chat != "answer" or not turn.by_user)
    cited: dict[str, str] = {}
    machines = [turn.element for turn in talk if not turn.by_user]
    handlers = {**HANDLERS, "a": _cites(HANDLERS["a"], machines, cited)}
    blocks = read_html(page, ledger, roots=roots, drop=machinery, base=page_metadata.base_of(page), handlers=handlers)
    blocks = settled(blocks, given.source, ledger)
    say_frame(page.root, roots, ledger, given)
    meta = page_metadata.of_page(page)
    meta.pop("description", None)
    title = str(meta.pop("title", ""))
    head = next((one.words() for one in page.tagged("h1") if one.end <= talk[0].element.start), "")
    title = _title(head if head and head in title else title, talk, machinery)
    if title:
        meta = {"title": title, **meta}
    blocks = _named(blocks, talk, given) if given.chat != "answer" else blocks
    meta = in_its_language(meta, text_of(blocks))
    return Document(blocks, meta, span=given.source.span(0, len(given.source.text)))


def _turns(given: Input) -> tuple[Turn, ...]:
    page = given.page
    title = next((element.words() for element in page.tagged("title")), "")
    site = next((e.attr("content") for e in page.tagged("meta") if e.attr("property") == "og:site_name"), "")
    return turns(page, product=roles.is_product(title, site, given.host))


def _named(blocks: tuple[Block, ...], talk: tuple[Turn, ...], given: Input) -> tuple[Block, ...]:
    """The blocks with the name of who speaks, in bold, before each change of sides."""
    names = roles.spoken_names(" ".join(text.value for block in blocks for text in of_kinds(block, Text)))
    waiting = [
        (given.page.source.span(turn.element.start, turn.element.end).start, turn.by_user)
        for index, turn in enumerate(talk)
        if index == 0 or talk[index - 1].by_user != turn.by_user
    ][::-1]
    made: list[Block] = []
    by_user = False
    for block in blocks:
        name = ""
        while waiting and waiting[-1][0] <= block.span.start and not isinstance(block, Footnote):
            by_user = waiting.pop()[1]
            name = names["user" if by_user else "machine"]
        if by_user and isinstance(block, Heading):
            block = Paragraph(block.children, span=block.span)
        if name:
            at = Span(block.span.start, block.span.start)
            made.append(Paragraph((Strong((Text(name, span=at),), span=at),), span=at))
        made.append(block)
    return tuple(made)


def _title(said: str, talk: tuple[Turn, ...], machinery: Machinery) -> str:
    """What the page calls the conversation; the first question where that is the product's name or slogan."""
    question = next((_words(turn.element, machinery) for turn in talk if turn.by_user), "")
    own = roles.without_product(said)
    if not own or chat.MADE_FROM_A_TALK.regex.search(own) and own not in question:
        return roles.asked(question)
    if not roles.begins_with_product(said):
        return own
    spoken = " ".join(turn.element.words() for turn in talk).casefold()
    return own if _shares_words(own, spoken) else _named_above(talk[0].element, spoken) or roles.asked(question)


def _named_above(first: Element, said: str) -> str:
    """The one line between the top of the page and the first turn, beside its links and controls, that speaks of what
    is said; "" where several do."""
    found: set[str] = set()
    for line in chain(first.places.get("div", ()), first.places.get("span", ())):
        if line.start >= first.start:
            continue
        words = "" if next(line.elements, None) is not None else line.brief()
        beside = any(isinstance(one, Element) and one.name in _NO_NAMES for one in islice(line.parents, _MOST))
        if 3 < len(words) <= _LONGEST_NAME and not beside and _shares_words(words, said):
            found.add(words)
    return found.pop() if len(found) == 1 else ""


_NO_NAMES = frozenset(("a", "li", "nav", "aside", "button"))
_MOST, _LONGEST_NAME = 8, 60
_LETTERS = regex(rf"[{CLASS}]+|[^\W\d_{CLASS}]{{4,}}")


def _shares_words(title: str, said: str) -> bool:
    """Whether a word of a title, or two signs of Chinese, stands in what is said, where the two are of one tongue; a
    product's slogan speaks of something else."""
    pieces: list[str] = []
    for run in _LETTERS.findall(title.casefold()):
        pieces += [run[at : at + 2] for at in range(max(len(run) - 1, 1))] if is_chinese(run) else [run]
    return is_chinese(title) != is_chinese(said) or any(piece in said for piece in pieces)


def _words(turn: Element, machinery: Machinery) -> str:
    """What is said in a turn, without what the page adds."""
    said: list[str] = []
    stack: list[object] = [turn]
    while stack:
        node = stack.pop()
        if isinstance(node, Element):
            if machinery.holds(node) is None and node.name not in ("button", "svg"):
                stack.extend(reversed(node.contents))
        elif node is not None:
            said.append(str(node))
    return _AFTER_SIGN.sub("", " ".join("".join(said).split()))


def _cites(anchor: Handler, machines: list[Element], cited: dict[str, str]) -> Handler:
    """A link that only names a source becomes a note."""

    def handle(reader: Reader, element: Element) -> None:
        address = reader.address(element.attr("href"))
        if not address.startswith("http") or not _is_citation(element, address) or not _within(element, machines):
            anchor(reader, element)
            return
        span = reader.span(element)
        if (label := cited.get(address)) is None:
            label = cited[address] = f"s{len(cited) + 1}"
            title = element.attr("title") or element.attr("aria-label") or _first_words(element)
            words = Text(address if _NUMBER.fullmatch(title) or not title else title, span=span)
            body = Paragraph((Link(address, (words,), span=span),), span=span)
            reader.asides.append(Footnote(label, (body,), span=span))
        reader.ledger.repaired(span, "the mark of a source is a note", "引用标记改为脚注")
        reader.out.atom(FootnoteReference(label, span=span))

    return handle


def _within(element: Element, machines: list[Element]) -> bool:
    low, high = 0, len(machines)
    while low < high:
        middle = (low + high) // 2
        if machines[middle].end <= element.start:
            low = middle + 1
        else:
            high = middle
    return low < len(machines) and machines[low].holds(element)


def _is_citation(element: Element, address: str) -> bool:
    """True for a mark in a line: a number, or a label that the page calls a source."""
    words = element.words()
    if _NUMBER.fullmatch(words):
        return True
    node: object = element
    for _ in range(4):
        if not isinstance(node, Element) or node.name not in _IN_A_LINE and "-" not in node.name:
            return False
        if roles.called(node) & roles.CITED:
            host = urls.split(address).netloc.removeprefix("www.")
            return len(words) < 60 or host in words
        node = node.parent
    return False


def _first_words(element: Element) -> str:
    return next((" ".join(str(chars).split()) for chars in element.chars() if str(chars).strip()), "")
