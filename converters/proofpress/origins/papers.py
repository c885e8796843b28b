"""Who wrote a paper and when, as the programs that set papers as pages keep it: Distill's front matter, LaTeXML's list
of creators."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent
from typing import Any

from proofpress import json_text
from proofpress.readers import front_matter
from proofpress.readers.html import Page
from proofpress.readers.html.dom import Chars, Element
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
    return names or _creators(page), day


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
    names: list[str] = []
    for element in page.places.get(".ltx_personname", ()):
        said: list[str] = []
        for node in element.descendants:
            if isinstance(node, Element) and node.name in ("br", "sup", "math"):
                break
            if type(node) is Chars:
                said.append(node)
        name = " ".join("".join(said).split()).strip(" ,;&")
        if 1 < len(name) <= _LONGEST and not any(char.isdigit() or char in "@,;" for char in name):
            names.append(name)
    return names
