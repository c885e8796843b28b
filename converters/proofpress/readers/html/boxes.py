"""Boxes: notes, warnings, theorems, asides. A box is a quotation under its title, which every reader of Markdown draws.

A theorem and its like are text under theirs; a box that opens and closes is a `<details>`.
"""

from __future__ import annotations

from proofpress.readers.html import box_cells, box_places, summaries
from proofpress.readers.html.box_labels import is_labelled, own_label, own_title
from proofpress.readers.html.box_words import (
    BEGINS,
    KIND_OF,
    KINDS,
    LABELS,
    STATEMENTS,
    SURE,
    aside_of,
    begins_as_named,
    has_words_behind,
    is_framed,
    means_the_same,
    named,
    said_beside,
    said_first,
    says_both,
)
from proofpress.readers.html.dom import Element
from proofpress.readers.html.parser import parse
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.source import Source, Span
from proofpress.tree import Block, Details, Inline, Paragraph, Quote, Strong, Text, text_of

_SIGNS = {
    **dict.fromkeys("💡✨🔍", "tip"),
    **dict.fromkeys("⚠🚧", "warning"),
    **dict.fromkeys("ℹ📝📌📎🗒📖", "note"),
    **dict.fromkeys("❗‼🔥⭐🔔📢📣", "important"),
    **dict.fromkeys("❌⛔🚫🛑☠", "danger"),
    **dict.fromkeys("✅✔", "success"),
    **dict.fromkeys("❓❔🤔", "question"),
}
"""What the picture in front of a callout calls it; any other calls it a note."""
_TITLES = frozenset(("sidebar-title", "topic-title"))
"""The titles that make a box of a `sidebar` or a `topic`, which are common words."""
_FOLDED = frozenset(("dropdown", "toggle"))
_MACRO = regex(r"(?<![a-z])macro(?![a-z])")
"""What a wiki calls its boxes, which have no title but the one that an author gave them."""


_NAMED = ("the sign of a box as its name", "提示框的图标改为名称")
_TINTED = regex(r"[-_](?:yellow|red|blue|green|orange|light|default|gr[ae]y|white|pink|purple|accent)(?:\s|$)")
"""A colour says less than the sign beside the text."""


def is_named(element: Element) -> bool:
    """Whether an element's classes call it a box of a certain kind."""
    family, kind = named(element.attr("class"))
    return family and bool(kind) and (not is_framed(element.attr("class")) or _title(element) is not None)


def is_named_by(tag: str) -> bool:
    """Whether an opening tag calls its element so, whatever it holds."""
    element = next(parse(Source("", tag)).root.elements, None) if "class" in tag else None
    family, kind = named(element.attr("class")) if element is not None else (False, "")
    return family and bool(kind)


def is_kind(name: str) -> bool:
    """Whether this is the name of a kind of box."""
    return name in KINDS


def _is_named(block: Block, kind: str) -> bool:
    """Whether a block is a box that says its kind, and says no less than a box of this kind around it."""
    first = block.children[0] if isinstance(block, Quote) and len(block.children) > 1 else None
    if not isinstance(first, Paragraph) or not isinstance(first.children[0], Strong):
        return False
    return kind == "note" or text_of(first.children[0]).lower() == kind


def box(reader: Reader, element: Element) -> bool:
    """Write the box that an element's classes call it, of the kinds that MkDocs, Sphinx, Docusaurus, VuePress, Hexo's
    themes, wikis, note takers and code hosts draw; False where it names no kind and has no title or sign."""
    if element.name == "footer":
        return False
    family, kind = named(element.attr("class"))
    is_note = not family and box_places.is_note(reader, element)
    if not family and not (kind := begins_as_named(element) or aside_of(element) or ("note" if is_note else "")):
        return False
    if box_places.holds_page(reader, element):
        return False
    kind = kind or said_beside(element)
    title_element = _title(element) or said_first(element)
    icon, heading, body = box_cells.drawn(element, title_element)
    title_element = title_element or heading
    if icon is not None and not kind:
        kind = KIND_OF.get(said := icon.words().lower(), said)
        kind = kind if kind in KINDS else "note"
    if title_element is not None and reader.leaves_out(title_element):
        title_element = None
    if is_framed(element.attr("class")) and (
        title_element is None or box_places.lays_out(reader, element, title_element, kind)
    ):
        return False
    if title_element is not None and _is_section(element, title_element):
        return False
    if "margin" in element.classes and title_element is None:
        if blocks := reader.inside(element):
            reader.out.block(Quote(blocks, span=reader.span(element)))
        return True
    sign = _sign(element)
    if not kind:
        if sign is not None:
            kind = _SIGNS.get(sign.words()[:1], "note")
        elif title_element is None or _is_common(element, title_element):
            return False
    elif sign is not None and _TINTED.search(element.attr("class")):
        kind = _SIGNS.get(sign.words()[:1], "note")
    title = reader.inlines(title_element) if title_element is not None else ()
    if title_element is not None and (said := title_element.words()).isupper() and said.lower() == kind:
        reader.ledger.repaired(
            reader.span(title_element),
            "the kind of a box in capitals, as its label",
            "大写的提示框类型，改为标签",
            text=said,
        )
    label = icon.words() if icon is not None else ""
    if icon is not None and next(icon.all("img"), None) is not None:
        reader.ledger.repaired(reader.span(icon), *_NAMED)
    span = reader.span(title_element if title_element is not None else element)
    head: tuple[Block, ...] = ()
    if title_element is None and kind and (title_element := _inner_title(element)) is not None:
        at = reader.span(title_element)
        name = Strong((Text(label or kind.capitalize(), span=at),), span=at)
        head = (Paragraph((name, Text(" ", span=at), *reader.inlines(title_element)), span=at),)
    elif not title and label:
        title = (Text(label, span=span),)
    blocks = _without(reader, body, title_element, sign if kind and not title else None)
    if title and blocks and not element.classes.isdisjoint(_FOLDED):
        blocks = (*summaries.links(reader, title_element), *blocks)
        reader.out.block(Details(summaries.plain(title), blocks, span=reader.span(element)))
        return True
    if title_element is None and not head and not title and not element.classes.isdisjoint(_COLOURED):
        title, blocks = own_title(blocks)
    if not title and not head and kind not in STATEMENTS:
        title, blocks = own_label(blocks)
    if not title and not head and len(blocks) == 1 and _is_named(blocks[0], kind or "note"):
        # Around the box itself: what says the same twice is one box.
        reader.out.block(blocks[0])
        return True
    if title and blocks and kind and _MACRO.search(element.attr("class")):
        head = (headed(title, kind, span),)
    sure = is_note or says_both(element.attr("class"))
    made = (*(head or _head(title, kind, blocks, span, sure=sure)), *blocks)
    if kind not in STATEMENTS and blocks:
        made = (Quote(made, span=reader.span(element)),)
    for block in made if title or blocks else ():
        reader.out.block(block)
    return True


def by_name(reader: Reader, element: Element) -> bool:
    """Write the box that a site's own element is by its name (`x-callout`, `ne-alert`), of the kind that an attribute
    names; False for any other element."""
    if element.name.rpartition("-")[2] not in _OWN:
        return False
    said = (value.lower() for key in element.attrs if key.endswith(_KIND_IN) and (value := element.attr(key)))
    kind = next((kind for word in said if (kind := KIND_OF.get(word, word.removesuffix("s"))) in KINDS), "")
    title = title_beside(element)
    if blocks := reader.inside(element):
        reader.out.block(boxed(title, kind, blocks, reader.span(element)))
    return True


def title_beside(element: Element) -> str:
    """The title that an element has in an attribute; "" where it has none or its text says it."""
    said = next((" ".join(value.split()) for key in SAID_IN if (value := element.attr(key))), "")
    return "" if said and _says(element, said) else said


def _says(element: Element, words: str) -> bool:
    """Whether an element begins with these words, or has them as a text by itself."""
    if len(words) > _LONGEST_SAID:
        return words in element.words()
    begun = ""
    for chars in element.chars():
        if " ".join(chars.split()) == words:
            return True
        if len(begun) <= len(words):
            begun = _SPACE.sub(" ", begun + chars).lstrip()
            if begun.rstrip() == words:
                return True
    return False


SAID_IN = ("title", "header", "heading", "label", "caption")
_LONGEST_SAID = 300
_SPACE = regex(r"\s++")
_OWN = frozenset(("alert", "callout", "admonition", "aside", "notice", "hint"))
_KIND_IN = ("type", "kind", "variant", "severity", "level")


def _is_common(element: Element, title: Element) -> bool:
    """True for a box of a common name whose title is no box's."""
    sure = any("admonition" in name or "callout" in name or "macro" in name for name in element.classes)
    sure = sure or any("titlepage" in part.classes for part in element.elements)
    sure = sure or title.name == "p" and "title" in title.classes and next(element.elements) is title
    return not sure and title.classes.isdisjoint(_TITLES)


def under_a_sign(reader: Reader, element: Element) -> bool:
    """Write an `<aside>` that begins with a picture as a box (note takers' callouts); False for any other element."""
    if (element.name != "aside" or element.classes) and not any(element.attr(key) in _OWN for key in _NODES):
        return False
    sign = _sign(element)
    if sign is not None:
        kind, blocks = _SIGNS.get(sign.words()[:1], "note"), _without(reader, element, None, sign)
    else:
        first = next((text for chars in element.chars() if (text := chars.strip())), "")[:1]
        if not first or first not in _SIGNS:
            return False
        kind, blocks = _SIGNS[first], reader.inside(element)
    if blocks:
        made = (*_head((), kind, blocks, reader.span(element)), *blocks)
        reader.out.block(Quote(made, span=reader.span(element)))
    return True


_NODES = ("data-node-type", "data-type", "data-block-type")
"""Where editors keep the name of what an element is."""


def kind_of_sign(sign: str) -> str:
    """The kind of box that a sign in front of it calls it; "" for one that says none."""
    return _SIGNS.get(sign[:1], "")


def _sign(element: Element) -> Element | None:
    """The element right at the start that holds a picture in one or two characters and nothing else."""
    node = element
    found: Element | None = None
    for _ in range(4):
        first = next(node.shown, None)
        if not isinstance(first, Element):
            break
        words = first.brief()
        if words and len(words) < 4 and not any(char.isalnum() for char in words) and ord(words[0]) > 0x2000:
            found = first
            break
        node = first
    return found


def _title(element: Element) -> Element | None:
    """The first child that is the box's title by its class; else its first child where that is a head or a heading."""
    parts = [child for child in element.elements if not child.is_wordless]
    first = parts[0] if parts else None
    for child in parts:
        if is_head(child) if child is first else any(map(_TITLED.search, child.classes)):
            return child
    if first is None or first.name not in box_places.HEADINGS:
        return None
    return first if "note" in element.classes or has_words_behind(first) else None


def is_head(element: Element) -> bool:
    """Whether the first element in a box is its head by its tag or its class."""
    return element.name == "header" or any(_TITLED.search(name) or _HEADED.search(name) for name in element.classes)


_TITLED = regex(r"title|heading|Heading|(?:admonition|callout)-header$")
_HEADED = regex(r"(?:^|[-_])head(?:er)?$")


def _is_section(element: Element, title: Element) -> bool:
    """True for a section of the page under its own heading, of which one word says what it gives: `tip`."""
    if element.name not in ("section", "article") or len(element.classes) > 1:
        return False
    return title.name == "h2" or next(title.all("h2"), None) is not None


def _inner_title(element: Element) -> Element | None:
    """The title that stands deeper in a box, before any other words of it, beside what it is the title of."""
    for chars in element.chars():
        node = chars.parent
        if chars.isspace() or isinstance(node, Element) and _in_icon(node, element):
            continue
        while isinstance(node, Element) and node is not element:
            if any(_INNER_TITLE.search(name) for name in node.classes):
                return node if has_words_behind(node) else None
            node = node.parent
        return None
    return None


def _in_icon(node: Element, box: Element) -> bool:
    above: object = node
    while isinstance(above, Element) and above is not box:
        if above.name == "td" and "icon" in above.classes:
            return True
        above = above.parent
    return False


_INNER_TITLE = regex(r"(?:^|[-_])(?:title|heading|message)$|Title(?:-root)?$")


def of_markdown(
    element: Element, title: tuple[Inline, ...], blocks: tuple[Block, ...], span: Span
) -> tuple[Block, ...]:
    """The box that an element around Markdown is by its classes, of its title and the blocks below that."""
    kind = named(element.attr("class"))[1]
    sure = says_both(element.attr("class"))
    if not title:
        title, blocks = own_title(blocks)
    if not title and kind not in STATEMENTS:
        title, blocks = own_label(blocks)
    made = (*_head(title, kind, blocks, span, sure=sure), *blocks)
    return made if kind in STATEMENTS else (Quote(made, span=span),)


_COLOURED = frozenset(("alert",))
"""Boxes whose class says a colour: what they are they say themselves."""


def _head(
    title: tuple[Inline, ...], kind: str, blocks: tuple[Block, ...], span: Span, *, sure: bool = False
) -> tuple[Block, ...]:
    """The title, or the kind's name where nothing says it: a proof without a title begins with the word."""
    name = Strong((Text(kind.capitalize(), span=span),), span=span)
    if kind and text_of(Paragraph(title)).strip().lower() == kind:
        return (Paragraph((name,), span=span),)
    if not title:
        begins = text_of(blocks[:1]).lstrip().lower()
        if not kind or blocks and (begins.startswith(kind) or BEGINS.match(begins) or is_labelled(blocks[0])):
            return ()
        return (Paragraph((name,), span=span),)
    if blocks and (sure or kind in SURE) and not _is_label(text_of(Paragraph(title))):
        return (Paragraph((name, Text(" ", span=span), *title), span=span),)
    return (Paragraph((Strong(title, span=span),), span=span),)


def _is_label(title: str) -> bool:
    """Whether a title says what kind of box it heads, or may: in one word, or with a word for a kind."""
    said = title.strip(" :：!！").lower()
    return " " not in said and said.isascii() or said in LABELS or not SURE.isdisjoint(_WORDS.findall(said))


_WORDS = regex(r"[a-z]+")


def boxed(title: str, kind: str, blocks: tuple[Block, ...], span: Span) -> Quote:
    """The box of these blocks under a title, or under its kind where it has none."""
    named = (Text(title, span=span),) if title else ()
    return Quote((*_head(named, kind, blocks, span), *blocks), span=span)


def headed(title: tuple[Inline, ...], kind: str, span: Span) -> Paragraph:
    """What a box is headed with whose author wrote its kind and its title: both, but where the title is the kind or
    only says it in another language, or where the kind is nobody's name for a box."""
    name = Strong((Text(kind.capitalize(), span=span),), span=span)
    said = text_of(title).strip(" :：!！").lower()
    if not title or said == kind:
        return Paragraph((name,), span=span)
    if kind in KINDS and not means_the_same(kind, said) and KINDS.isdisjoint(_WORDS.findall(said)):
        return Paragraph((name, Text(" ", span=span), *title), span=span)
    return Paragraph((Strong(title, span=span),), span=span)


def _without(reader: Reader, element: Element, *left_out: Element | None) -> tuple[Block, ...]:
    """The blocks of an element but for its title and its sign."""
    told = [id(one) for one in left_out if one is not None]
    reader.spoken.update(told)
    reader.out.begin()
    reader.visit(element)
    blocks = reader.out.end()
    for one in left_out[1:]:
        if one is not None:
            reader.ledger.repaired(reader.span(one), *_NAMED)
    return blocks
