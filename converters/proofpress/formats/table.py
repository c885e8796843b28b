"""The page of the documentation about formats, made of the table of formats:
`python -m proofpress.formats.table > docs/formats.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.formats import FORMATS, Kind
from proofpress.origins import ORIGINS

_HEAD = """\
# What is read

What a file is, is decided by its content: by its first bytes, the keys of its JSON, the root element of its XML, the
signs of its language. Its name decides nothing. A file that nobody reads is refused in one line that says what it is
and what reads it, and `proofpress convert` exits with 1. In a folder every file is named: converted, copied (a picture
that an article shows), refused (a document that is not read), or no text (data, code, programs), which alone is no
failure.

## Files that hold articles

One that holds several becomes a folder of its own name. A place in the ledger counts in the part, which is named behind
an exclamation mark: `blog.xml!queues.html`, line 3, is the third line of that post as the export has it, under its
front matter. Links between the parts lead to their outputs. An archive with a path out of it, or one that unpacks
without end, is not opened.

| what | from | since |
| --- | --- | --- |
"""
_TEXT = """
## Pages and text

HTML (also as SingleFile saves it, and with the folder of pictures that browsers save beside it), Markdown and plain
text, from these places or from anywhere else:

"""
_REFUSED = """
## Not read

| what | instead |
| --- | --- |
"""


def page() -> str:
    """The page as Markdown."""
    return "".join(_lines())


def _lines() -> Iterator[str]:
    yield _HEAD
    read = [one for one in FORMATS if one.made_by is not None]
    for one in read:
        yield f"| {_plain(one.title.en)} | {one.made_by.en if one.made_by else ''} | {one.since} |\n"
    yield _TEXT
    yield ", ".join(origin.title for origin in ORIGINS if origin.name not in ("export", "article", "plain")) + ".\n"
    yield _REFUSED
    told: set[str] = set()
    for one in FORMATS:
        if one.made_by is None and one.kind is not Kind.PICTURE and one.title.en not in told:
            told.add(one.title.en)
            yield f"| {_plain(one.title.en)} | {one.instead.en if one.instead else ''} |\n"


def _plain(title: str) -> str:
    words = title.removeprefix("a ").removeprefix("an ")
    return words if re.match(r"\w+[A-Z]", words) else words[:1].upper() + words[1:]


if __name__ == "__main__":
    print(page(), end="")
