"""Pictures and tables as figures with captions and numbers; wide tables in a frame of their own that scrolls."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AMP_SUBSTITUTE

from proofpress.anchors import CAPTION_LENGTH, FILE_NAME, PICTURE, SET_APART_LENGTH, TABLE
from proofpress.regex import regex

_ESCAPED = regex("\x02(\\d{1,6})\x03")


class _Figure(NamedTuple):
    """A figure that was made; `numbered` is True where its caption has the author's number."""

    figure: Element
    caption: Element | None
    numbered: bool


def arrange(root: Element, said: Mapping[str, str]) -> None:
    """Turn a picture alone in its paragraph, and every table, into a `<figure>`.

    A caption is the paragraph below a picture, or above (else below) a table, that begins with its number in the
    author's own count, or is all in emphasis; else a picture's title or description. Where no figure of an article
    has the author's number, figures with a caption are numbered in order, and so are tables.
    """
    for kind, word in (("figure", said["figure"]), ("table", said["table"])):
        made = list(_figures(root, said) if kind == "figure" else _tables(root, said))
        count_them = not any(one.numbered for one in made)
        for number, (figure, caption) in enumerate(
            ((one.figure, one.caption) for one in made if one.caption is not None), 1
        ):
            figure.set("id", f"{kind}-{number}")
            if count_them:
                _number(caption, f"{word} {number}")


def _parents(root: Element, wanted: frozenset[str]) -> list[Element]:
    """Block elements that may hold paragraphs and tables; what stands in a note, a cell or a figure is left alone."""
    found: list[Element] = []
    stack = [root]
    while stack:
        element = stack.pop()
        if any(child.tag in wanted for child in element):
            found.append(element)
        stack.extend(
            child
            for child in reversed(element)
            if child.tag not in ("p", "table", "figure", "pre") and child.get("class") != "footnote"
        )
    return found


def _figures(root: Element, said: Mapping[str, str]) -> Iterator[_Figure]:
    for image in root.iter("img"):
        image.set("loading", "lazy")
        image.set("decoding", "async")
    for parent in _parents(root, frozenset({"p"})):
        for paragraph in list(parent):
            picture = _alone(paragraph)
            if picture is None:
                continue
            figure = Element("figure", {"class": "pp-figure"})
            figure.tail = paragraph.tail
            figure.extend(list(paragraph))
            below = _sibling(parent, paragraph, 1)
            caption: Element | None = _caption(figure, below, PICTURE, parent)
            numbered = caption is not None
            if caption is None:
                caption = _set_apart(figure, below, parent)
            text = picture.get("title") or picture.get("alt") or ""
            if caption is None and text and len(text) <= CAPTION_LENGTH and not FILE_NAME.match(_plain(text)):
                caption = SubElement(figure, "figcaption")
                caption.text = text
                numbered = bool(PICTURE.match(text))
            parent[list(parent).index(paragraph)] = figure
            if figure[0].tag == "a" and not picture.get("alt"):
                shown = "".join(caption.itertext()).strip() if caption is not None else ""
                figure[0].set("aria-label", shown or said["figure"])
            yield _Figure(figure, caption, numbered)


def _plain(text: str) -> str:
    """A text without what Python-Markdown keeps until its last step: entities, and characters behind a backslash."""
    return html.unescape(_ESCAPED.sub(lambda found: chr(int(found[1])), text.replace(AMP_SUBSTITUTE, "&")))


def _alone(paragraph: Element) -> Element | None:
    """The picture that is all there is in a paragraph, linked or not."""
    element = paragraph
    for _ in range(2):
        if (
            element.tag not in ("p", "a")
            or len(element) != 1
            or (element.text or "").strip()
            or (element[0].tail or "").strip()
        ):
            return None
        element = element[0]
        if element.tag == "img":
            return element
    return None


def _tables(root: Element, said: Mapping[str, str]) -> Iterator[_Figure]:
    unnamed = 0
    for parent in _parents(root, frozenset({"table"})):
        for table in [child for child in parent if child.tag == "table"]:
            figure = Element("figure", {"class": "pp-table"})
            figure.tail, table.tail = table.tail, None
            above, below = _sibling(parent, table, -1), _sibling(parent, table, 1)
            parent[list(parent).index(table)] = figure
            caption: Element | None = _caption(figure, above, TABLE, parent)
            if caption is None and below is not None and not _precedes_table(parent, below):
                caption = _caption(figure, below, TABLE, parent)
            numbered = caption is not None
            if caption is None:
                caption = _set_apart(figure, above, parent)
            if caption is not None:
                label = "".join(caption.itertext()).strip()
            else:
                unnamed += 1
                label = f"{said['table']} {unnamed}"
            frame = SubElement(
                figure, "div", {"class": "pp-scroll", "role": "region", "tabindex": "0", "aria-label": label}
            )
            table.set("class", "pp-grid")
            frame.append(table)
            yield _Figure(figure, caption, numbered)


def _precedes_table(parent: Element, paragraph: Element) -> bool:
    following = _sibling(parent, paragraph, 1)
    return following is not None and following.tag == "table"


def _sibling(parent: Element, element: Element, step: int) -> Element | None:
    index = list(parent).index(element) + step
    return parent[index] if 0 <= index < len(parent) else None


def _caption(figure: Element, paragraph: Element | None, pattern: re.Pattern[str], parent: Element) -> Element | None:
    """Move a paragraph that is a caption into the figure."""
    if paragraph is None or paragraph.tag != "p":
        return None
    text = "".join(paragraph.itertext())
    if len(text) > CAPTION_LENGTH or not pattern.match(text):
        return None
    parent.remove(paragraph)
    paragraph.tag, paragraph.tail = "figcaption", None
    figure.append(paragraph)
    return paragraph


def _set_apart(figure: Element, paragraph: Element | None, parent: Element) -> Element | None:
    """Move the words of a paragraph that is all in emphasis into the figure."""
    if paragraph is None or paragraph.tag != "p" or len(paragraph) != 1 or (paragraph.text or "").strip():
        return None
    words = paragraph[0]
    if words.tag != "em" or (words.tail or "").strip() or len("".join(words.itertext())) > SET_APART_LENGTH:
        return None
    parent.remove(paragraph)
    words.tag, words.tail = "figcaption", None
    figure.append(words)
    return words


def _number(caption: Element, label: str) -> None:
    number = Element("span", {"class": "pp-number"})
    number.text, number.tail = label, caption.text
    caption.text = None
    caption.insert(0, number)
