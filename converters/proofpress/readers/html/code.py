"""Code blocks of every highlighter: the text to the letter, its language, and no line numbers, buttons or gutters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from proofpress.evidence import chinese
from proofpress.evidence.code import is_code, is_command
from proofpress.ledger import CONTROL
from proofpress.readers import formulas, named_formulas
from proofpress.readers.html import edges, editors, gutters, hidden_lines, images, listing, notes, verses
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.languages import language
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.source import Piece
from proofpress.tree import Code, Delete, InlineCode, Link

_BESIDE = frozenset(
    (
        "lang",
        "line-numbers-wrapper",
        "line-numbers",
        "highlight-lines",
        "copy",
        "header",
        "collapsed-lines",
        "code-block-title-bar",
    )
)
_CELLS = frozenset(("code", "rouge-code", "lntd", "hljs-ln-code", "blob-code", "gutter-code", "code-cell"))
LISTINGS = frozenset(("code", "highlight", "source", "sourcecode", "blob", "listing"))
_WIDE = regex(f"[{chinese.WIDE}]")
_MANY_LINES = 3
_BLOCKS = ("img", "pre", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure")


def pre(reader: Reader, element: Element) -> None:
    """A `<pre>`."""
    if not element.classes.isdisjoint(("mermaid", "language-mermaid", "mermaid-src")):
        if next(element.all("svg"), None) is not None:
            reader.visit(element)
        else:
            mermaid(reader, element)
        return
    if verses.written(reader, element):
        return
    if _only_frames(element) or _only_formulas(element):
        reader.visit(element)
        reader.out.flush()
        return
    if (found := named_formulas.read(element)) is not None:
        reader.write_formula(found, element)
        return
    drawn_in = next((one for one in element.elements if not one.classes.isdisjoint(editors.NAMES)), None)
    if drawn_in is None or not editors.listed(reader, drawn_in, language(element)):
        write(reader, element, element, language(element))


def _only_frames(element: Element) -> bool:
    """True for a `<pre>` around a table with a head, which a page scrolls in it."""
    table = next(element.all("table"), None)
    if table is None or next(table.all("th"), None) is None or any(map(gutters.is_gutter, table.all("td", "th"))):
        return False
    return table.classes.isdisjoint(LISTINGS) and element.words() == table.words()


def _only_formulas(element: Element) -> bool:
    """True for a `<pre>` that holds drawn formulas and nothing else; a highlighter calls those of TeX's source one."""
    if language(element) or next(element.all("code"), None) is not None:
        return False
    found = False
    waiting = list(reversed(element.contents))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Chars):
            if not node.isspace():
                return False
        elif not isinstance(node, Element) or node.name in ("script", "br"):
            continue
        elif (formulas.may_be(node) or node.name == "math") and formulas.read(node) is not None:
            found = True
        else:
            waiting += reversed(node.contents)
    return found


def typeset(reader: Reader, element: Element) -> None:
    """A `<d-code>`: a listing where it says so or has several lines, else code in a line (Distill)."""
    if "block" in element.attrs or "\n" in "".join(element.chars()).strip():
        pre(reader, element)
    else:
        inline(reader, element)


def wrapped(reader: Reader, element: Element) -> bool:
    """Write the one listing of a `<div class="language-…">`, whose other parts are its name,
    its numbers and a button (VitePress, VuePress)."""
    listings = list(element.all("pre"))
    if len(listings) != 1 or not all(
        child.name in ("pre", "button") or child.classes & _BESIDE for child in element.elements
    ):
        return False
    pre(reader, listings[0])
    return True


def listed(reader: Reader, element: Element, body: Element) -> None:
    """Write what stands in a part of an element as its listing."""
    write(reader, element, body, language(body) or language(element))


def figure(reader: Reader, element: Element) -> bool:
    """A figure, table or division that holds one listing with a gutter beside it (Hexo, Pygments, Rouge, Chroma,
    code hosts)."""
    cells = [cell for cell in element.all("td") if not cell.classes.isdisjoint(_CELLS) and not gutters.is_gutter(cell)]
    if not cells:
        return element.name == "table" and _numbered(reader, element)
    if "hljs-ln-code" in cells[0].classes or (
        element.name == "table" and len(cells) > 1 and not any(True for _ in cells[0].all("pre"))
    ):
        write(reader, element, element, language(element))
        return True
    body = next(cells[-1].all("pre"), cells[-1])
    write(reader, element, body, language(body))
    return True


def _numbered(reader: Reader, element: Element) -> bool:
    """A table of one row in which numbers that count on stand beside code, and nothing else."""
    cells = [cell for row in element.all("tr") for cell in row.elements if cell.name in ("td", "th")]
    if len(cells) != 2 or cells[0].parent is not cells[1].parent:
        return False
    numbers, body = cells
    held = next(body.all("pre", "code"), body)
    counted = listing.read(reader, numbers).text
    if not gutters.counts(counted):
        return False
    # Cells without a listing in them are one where every number has its line, and the lines are code.
    if held is body:
        lines = listing.read(reader, body).text.strip("\n").split("\n")
        if len(counted.split()) != len(lines) or not (
            language(held) or types_code(reader, held) or any(is_code(line.strip()) for line in lines)
        ):
            return False
    write(reader, element, held, language(held))
    return True


def types_code(reader: Reader, cell: Element) -> bool:
    """Whether the type of a cell, or of the code in it, is one of a program."""
    style = reader.style(cell)
    if style.keeps_spaces or bool(style.monospace) or next(cell.all("pre"), None) is not None:
        return True
    held = next(cell.all("code"), None)
    return held is not None and (reader.style(held).keeps_spaces or not held.classes.isdisjoint(_CELLS))


def mermaid(reader: Reader, element: Element) -> bool:
    """The text of a diagram that a script would have drawn."""
    if next(element.all("svg"), None) is not None:
        return False
    value = listing.read(reader, element).text.strip("\n")
    if not value.strip():
        return False
    reader.out.block(
        Code(value.strip(), "mermaid", span=reader.span(element), inner=reader.out.span(element.inner, element.close))
    )
    return True


def as_typed(reader: Reader, element: Element) -> bool:
    """Write what a style shows as it was typed, spaces and all, as a listing: an editor's clipboard,
    a page that styles lines."""
    if _NOTED.search(element.attr("style")):
        write(reader, element, element, language(element))
        return True
    style = reader.style(element)
    above = element.parent
    if (
        not style.keeps_spaces
        or isinstance(above, Element)
        and reader.style(above).keeps_spaces
        or next(element.all(*_BLOCKS), None) is not None
    ):
        return False
    monospace = style.monospace
    if monospace is None:
        first = next(element.elements, None)
        monospace = reader.style(first).monospace if first is not None else None
    if monospace is False or monospace is None and (style.white_space != "pre" or _WIDE.search(element.words())):
        return False
    value = listing.read(reader, element).text
    if len(value.strip().split("\n")) < 2:
        return False
    write(reader, element, element, language(element))
    return True


_NOTED = regex(r"(?<![\w-])--?[a-z]{2}-codeblock\s*:\s*true")
"""How a note taker's style calls its listing (Evernote's `-en-codeblock`, now `--en-codeblock`)."""


def by_type(reader: Reader, element: Element) -> bool:
    """Write a few words in the type of code as code; False where the page sets more than names in it,
    or all of its text, and for the mark of a list."""
    words = element.brief().translate(listing.SPACES)
    if (
        not words
        or len(words) > _LONGEST
        or _WIDE.search(words)
        or _CODE.isdisjoint(words)
        and " " in words
        and not is_command(words)
    ):
        return False
    if (
        "://" in words
        or words in listing.BULLETS
        or any(id(below) in reader.spoken for below in element.all())
        or any(below.name not in ("span", "font", "wbr") for below in element.all())
        or not reader.type_tells
    ):
        return False
    said = "".join(element.chars())
    if said[:1].isspace():
        reader.out.text((Piece(" ", element.start, element.start),))
    reader.out.atom(InlineCode(words, span=reader.span(element)))
    if said[-1:].isspace():
        reader.out.text((Piece(" ", element.end, element.end),))
    return True


_LONGEST = 80
_CODE = frozenset("_()[]{}<>=./\\:;$#@*&|+-\"'`")


def inline(reader: Reader, element: Element) -> None:
    """A `<code>` in a line; one of several lines is a block."""
    style = reader.style(element)
    made = listing.read(reader, element)
    lines = made.text.strip("\n").rstrip().split("\n")
    if len(lines) > 1 and (
        not element.classes.isdisjoint(("hljs", "prism"))
        or style.keeps_lines
        or next(element.all("br"), None) is not None
        or len(lines) >= _MANY_LINES
        and not lines[0][:1].isspace()
        and _is_alone(element)
        or _LANGUAGE.search(element.attr("class"))
        and _is_apart(element)
    ):
        write(reader, element, element, language(element))
        return
    if next(element.all("img", "pre", "table", "ul", "ol"), None) is not None:
        reader.visit(element)
        return
    words = " ".join(made.text.translate(listing.SPACES).split())
    if not words:
        if made.text:
            reader.out.text((Piece(" ", element.start, element.start),))
        return
    node: InlineCode | Delete | Link = InlineCode(words, span=reader.span(element))
    if made.change.startswith("-"):
        node = Delete((node,), span=reader.span(element))
    elif made.is_mixed:
        _doubt_sides(reader, element)
    listing.tell_raised(reader, made.raised)
    if made.links:
        address = reader.address(made.links[0].attr("href"))
        if len(made.links) == 1 and made.links[0].words() == element.words() and address:
            node = Link(address, (node,), span=reader.span(element))
        else:
            listing.tell_links(reader, made.links)
    if made.text[0].isspace() and edges.ends_word(element.previous_sibling, -1):
        reader.out.text((Piece(" ", element.start, element.start),))
    reader.out.atom(node)
    if made.text[-1].isspace() and edges.ends_word(element.next_sibling, 0):
        reader.out.text((Piece(" ", element.end, element.end),))
    for mark in made.marks:
        notes.reference(reader, mark)


def _doubt_sides(reader: Reader, element: Element) -> None:
    reader.ledger.doubted(
        reader.span(element),
        "old and new text of a change stand side by side in code, without the marks that told them apart",
        "代码里的旧文与新文并列，区分两者的标记已失",
        text="",
    )


def tell_numbers(reader: Reader, numbers: Sequence[Element]) -> None:
    """The numbers of lines that went because they count on stand in the ledger, at the first of them."""
    if numbers:
        reader.ledger.removed(
            reader.span(numbers[0]),
            "the line numbers of a listing",
            "代码的行号",
            text=" ".join(number.words() for number in numbers),
        )


_LANGUAGE = regex(r"(?:^|\s)(?:(?:language|lang)-[\w+#.-]|no-?highlight(?!\S))")


def _is_apart(element: Element) -> bool:
    """True for what has no words on its own line: around it stand blocks, or the ends of what holds it."""
    if not isinstance(above := element.parent, Element) or above.name not in _HOLDERS:
        return False
    for nodes in (element.previous_siblings, element.next_siblings):
        beside = next((node for node in nodes if not isinstance(node, Chars) or not node.isspace()), None)
        if beside is not None and not (isinstance(beside, Element) and beside.name in _STANDING):
            return False
    return True


_HOLDERS = frozenset(("div", "section", "figure", "article", "main", "body", "p", "td", "li", "dd", "span", "[root]"))
_STANDING = frozenset((*_BLOCKS[1:], "p", "div", "section", "button", "dl", "hr", "details", "br"))


def _is_alone(element: Element) -> bool:
    """True for the only thing in its block."""
    above = element.parent
    return (
        isinstance(above, Element)
        and above.name in ("div", "section", "figure", "article", "body")
        and all(child is element or isinstance(child, Chars) and child.isspace() for child in above.contents)
    )


def write(reader: Reader, element: Element, body: Element, lang: str, *, padded: bool = False) -> None:
    """Write a listing; `padded` where a highlighter put spaces behind each of its lines."""
    made = listing.read(reader, body)
    value = listing.EMPTY_LINE.sub("", made.change or made.text).translate(listing.SPACES)
    if padded:
        value = "\n".join(line.rstrip() for line in value.split("\n"))
    lang = lang or made.language
    listing.tell_raised(reader, made.raised)
    hidden_lines.tell(reader, made.hidden)
    for mark in made.marks:
        reader.drop(mark, "a note's mark in a listing", "代码块里的脚注标记")
    for control in made.controls:
        if any(char.isalpha() for char in control.words()):
            reader.drop(control, *CONTROL)
    value = value.rstrip()
    value = value[value.rfind("\n", 0, len(value) - len(value.lstrip())) + 1 :]
    if made.change:
        if lang:
            reader.ledger.repaired(
                reader.span(element),
                f"a listing of {lang} that shows a change is a diff",
                "标出增删的代码改为 diff",
                text=lang,
            )
        lang = "diff"
    elif made.is_mixed:
        _doubt_sides(reader, element)
    if value.strip():
        if not lang and gutters.counts(value) and _numbers_the_next(reader, element, value):
            reader.drop(element, "the line numbers of a listing", "代码的行号")
            return
        if (before := _said_before(reader, value)) is not None and lang in ("", before.lang or lang):
            reader.out.again(replace(before, lang=before.lang or lang))
            reader.drop(element, *listing.COPY)
            return
        reader.out.block(Code(value, lang, span=reader.span(element), inner=reader.out.span(body.inner, body.close)))
        listing.tell_links(reader, made.links)
        listing.tell_emphasis(reader, made.set_apart)
        tell_numbers(reader, made.numbers)
    for number in made.callouts:
        reader.ledger.repaired(reader.span(number), *images.NUMBER)
    for picture in made.images:
        images.img(reader, picture)
    if made.images:
        reader.out.flush()


def _said_before(reader: Reader, value: str) -> Code | None:
    """The listing of the same lines that stands right before; None where none does, or one of a single line."""
    before = reader.out.before()
    if not isinstance(before, Code) or "\n" not in value:
        return None
    return before if _lines(before.value) == _lines(value) else None


def _lines(value: str) -> list[str]:
    return [line.rstrip() for line in value.split("\n") if line.strip()]


def _numbers_the_next(reader: Reader, element: Element, numbers: str) -> bool:
    """True where another listing with as many lines stands right behind, or one step up."""
    node: object = element
    for _ in range(2):
        if not isinstance(node, Element):
            return False
        after = next((child for child in node.next_siblings if isinstance(child, Element)), None)
        if after is not None:
            body = after if after.name in ("pre", "code") else next(after.all("pre", "code"), None)
            return body is not None and _has_lines(reader, body, len(numbers.split()))
        node = node.parent
    return False


def _has_lines(reader: Reader, body: Element, count: int) -> bool:
    """Whether a listing has so many lines; an empty one at its end may have a number or none."""
    text = listing.read(reader, body).text
    return len(text.rstrip().split("\n")) <= count <= len(text.split("\n")) + 1
