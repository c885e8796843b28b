"""What a file is, told by its content: one ordered table. Containers are opened into articles,
what nobody reads is refused."""

from __future__ import annotations

from proofpress.finding import Words
from proofpress.formats import (
    activity,
    articles,
    chat_table,
    chats,
    clients,
    code,
    data,
    dialects,
    epub,
    exports,
    feeds,
    magic,
    mhtml,
    notebook,
    office,
    streamed,
    warc,
)
from proofpress.formats.format import Format, Kind, Opened, Part, Unopened
from proofpress.formats.glance import Glance

__all__ = ["FORMATS", "Format", "Glance", "Kind", "Opened", "Part", "Unopened", "look"]

READ: tuple[Format, ...] = (
    notebook.FORMAT,
    mhtml.FORMAT,
    warc.FORMAT,
    feeds.WORDPRESS,
    feeds.FEED,
    epub.FORMAT,
    office.DOCX,
    office.ODT,
    exports.CONVERSATIONS,
    exports.SUBSTACK,
    exports.NOTION,
    exports.MEDIUM,
    activity.FORMAT,
    streamed.FORMAT,
    *clients.FORMATS,
    chats.SEVERAL,
    chats.ONE,
    chat_table.FORMAT,
    articles.FORMAT,
)
"""What is read; a row that opens nothing is text that an origin knows."""

FORMATS: tuple[Format, ...] = (
    *READ,
    *magic.formats(),
    *data.formats(),
    *dialects.formats(),
    Format("code", Words("source code", "源代码"), code.is_code, kind=Kind.DATA),
)
"""The first row that knows a file has it; what none knows is Markdown, HTML or plain text."""


def look(glance: Glance) -> Format | None:
    """The format of a file; None for text that the origins read, such as every article that a conversion wrote."""
    if glance.is_own:
        return None
    found = next((one for one in FORMATS if one.knows(glance)), None)
    return None if found is chats.ONE else found
