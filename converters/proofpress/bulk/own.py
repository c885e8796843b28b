"""Outputs that no manifest speaks of any more: what a conversion wrote is known by making it again."""

from __future__ import annotations

import re
from pathlib import Path

from proofpress import urls
from proofpress.bulk.record import digest
from proofpress.bulk.relink import Edit, changed, edit_of
from proofpress.readers.markdown import read
from proofpress.regex import regex
from proofpress.source import Source
from proofpress.tree import Image, Link, of_kinds

_LED = regex(r"[^#]+\.md(?:#.*)?\Z", re.S)


def led_back(path: Path, made: str) -> str | None:
    """The text of a file as the conversion left it, its fetched pictures kept, where nothing but what a run does
    afterwards tells it from what the conversion `made`: links led to other outputs, pictures of other hosts fetched.
    None where somebody else wrote it, or edited it since."""
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    theirs, ours = (list(of_kinds(read(Source("", one)), Link, Image)) for one in (text, made))
    if len(theirs) != len(ours):
        return None
    links: list[Edit] = []
    pictures: list[Edit] = []
    for there, here in zip(theirs, ours, strict=True):
        if there.url == here.url:
            continue
        edit = edit_of(text, there, here.url)
        if edit is None or type(there) is not type(here):
            return None
        if isinstance(there, Link) and _LED.match(there.url) and not urls.split(there.url).scheme:
            links.append(edit)
        elif isinstance(there, Image) and f"/{digest((here.url,))[:20]}." in there.url:
            pictures.append(edit)
        else:
            return None
    if changed(text, sorted((*links, *pictures), key=lambda edit: edit.start)) != made:
        return None
    return changed(text, sorted(links, key=lambda edit: edit.start))
