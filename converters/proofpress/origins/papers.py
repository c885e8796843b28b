"""Who wrote a paper and when, as the programs that set papers as pages keep it: Distill's front matter, LaTeXML's list
of creators, the title that TeX4ht makes."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent
from typing import Any

from proofpress import json_text
from proofpress.readers import front_matter
from proofpress.readers.html import Page
from proofpress.readers.html.dom import Chars, Element
from proofpress.regex import regex
from proofpress.source import Source

_MOST = 100_000
_LONGEST = 60
_DATES = ("published", "publishedDate", "published_date", "date")


def stated(page: Page) -> tuple[list[str], str]:
    """The authors of a paper, and its date as it is written; nothing for a page that is none."""
    said = _front_matter(page)
    people = said.get("authors")
    names = [name for one in people if (name := _name(one))] if isinstance(people, list) else []
    day = next((str(said[key]) for key in _DATES if said.get(key)), "")
    return names or _creators(page) or _under_title(page, "author"), day or next(iter(_under_title(page, "date")), "")


def _front_matter(page: Page) -> Mapping[str, Any]:
    for script in page.tagged("script"):
        above = script.parent
        inside = isinstance(above, Element) and above.name in ("d-front-matter", "dt-front-matter")
        if not inside and script.attr("type") != "text/front-matter":
            continue
        text = "".join(map(str, script.contents))
        return _json(text) if text.lstrip().startswith("{") else _yaml(text[:_MOST])
    return {}


def _json(text: str) -> Mapping[str, Any]:
    try:
        held = json_text.loads(text)
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def _yaml(text: str) -> Mapping[str, Any]:
    bare = dedent(text).strip("\n").removeprefix("---\n")
    header, _ = front_matter.split(Source("", f"---\n{bare}\n---\n"))
    return header.values if header is not None else {}


def _name(one: object) -> str:
    """A name, a mapping that has one, or one from the name to the address (Distill's first template)."""
    if isinstance(one, dict):
        one = one.get("author") or one.get("name") or (next(iter(one)) if len(one) == 1 else "")
    if isinstance(one, dict):
        one = one.get("name")
    return " ".join(one.split())[:_LONGEST] if isinstance(one, str) else ""


def _creators(page: Page) -> list[str]:
    """The first line of each creator's name; what follows it is where and with whom."""
    names = (name for element in page.places.get(".ltx_personname", ()) for name in _first_lines(element))
    return [name for name in names if _is_name(name)]


def _under_title(page: Page, kind: str) -> list[str]:
    """What stands in a part of the title that TeX's `\\maketitle` makes: the first line, of authors each name."""
    for title in page.places.get(".maketitle", ()):
        lines = [line for one in title.all("div") if kind in one.classes for line in _first_lines(one)]
        names = [name for line in lines for name in _AND.split(line)] if kind == "author" else lines
        return names if kind != "author" or all(map(_is_name, names)) else []
    return []


_AND = regex(r"(?<!\s)\s*+[,，、;；]\s*+(?:and\s++|&\s*+)?|(?<!\s)\s++(?:and|&)\s++")


def _first_lines(element: Element) -> list[str]:
    """The first line of each author in an element: TeX4ht breaks the line between two with a class."""
    said: list[list[str]] = [[]]
    ended = False
    for node in element.descendants:
        if isinstance(node, Element):
            if "and" in node.classes:
                said.append([])
            ended = "and" not in node.classes and (ended or node.name in ("br", "sup", "math"))
        elif type(node) is Chars and not ended:
            said[-1].append(node)
    return [line for one in said if (line := " ".join("".join(one).split()).strip(" ,;&"))]


def _is_name(name: str) -> bool:
    return 1 < len(name) <= _LONGEST and not any(char.isdigit() or char in "@,;" for char in name)
