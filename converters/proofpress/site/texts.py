"""A site as text: the list of its pages (`llms.txt`, see llmstxt.org), and all of them in one file
(`llms-full.txt`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Text:
    """One page: `place` is where its Markdown lies below the site's root, `section` the folder that it belongs to."""

    title: str
    place: str
    description: str
    markdown: str
    section: str = ""


def index(name: str, about: str, pages: Iterable[Text], base: str) -> str:
    """The list of pages by section, in the order of the site; `base` is the site's address, "" where it has none
    yet."""
    sections: dict[str, list[str]] = {}
    for page in pages:
        said = " ".join(page.description.split())
        line = f"- [{_escaped(page.title)}]({_address(page.place, base)})" + (f": {said}" if said else "")
        sections.setdefault(page.section, []).append(line)
    parts = [_head(name, about)]
    for section, lines in sections.items():
        parts.append((f"## {section}\n\n" if section else "") + "\n".join(lines) + "\n")
    return "\n".join(parts)


def full(name: str, about: str, pages: Sequence[Text], base: str) -> str:
    """All pages, each under its title and address."""
    parts = [_head(name, about)]
    for page in pages:
        titled = page.markdown if re.match(r"# \S", page.markdown) else f"# {page.title}\n\n{page.markdown}"
        head, _, rest = titled.partition("\n")
        parts.append(f"{head}\n\n<{_address(page.place, base)}>\n{rest.rstrip()}\n")
    return "\n---\n\n".join(parts)


def _head(name: str, about: str) -> str:
    about = " ".join(about.split())
    return f"# {name}\n" + (f"\n> {about}\n" if about else "")


def _address(place: str, base: str) -> str:
    return f"{base}/{quote(place)}" if base else quote(place)


def _escaped(title: str) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", title)
