"""Names of outputs: every one of them can be a file on each system and a part of an address, and says what it holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import PurePosixPath

from proofpress.finding import Words
from proofpress.regex import regex

DOCUMENT = (
    ".html",
    ".htm",
    ".xhtml",
    ".shtml",
    ".mhtml",
    ".md",
    ".markdown",
    ".mdown",
    ".mkd",
    ".mdx",
    ".rmd",
    ".qmd",
    ".txt",
    ".text",
)
"""Endings that say "this is a document"; all of them, however many, give way to `.md`."""
CONTAINER = (
    *DOCUMENT,
    ".ipynb",
    ".mht",
    ".epub",
    ".docx",
    ".odt",
    ".warc",
    ".gz",
    ".xml",
    ".json",
    ".zip",
    ".rss",
    ".atom",
)
"""Endings that give way in the name of what a container's articles are written to."""
SHOWN = regex(
    r"\.(?P<kind>png|apng|jpe?g|jfif|gif|a?webp|avif|svg|bmp|ico|tiff?|heic|mp4|webm|ogv|mov|mp3|m4a|ogg|oga|wav|flac"
    r"|pdf)$",
    re.I,
)
"""Files that a page shows as a picture or a film; of the others, which a browser may run, only pictures whose names
have no ending are brought along. No page is called like one: the folder that a site makes of it would stand where the
picture does."""

_REFUSED = frozenset('?#%*:|"<>\\/')
"""What an address gives another meaning to, and what Windows refuses in a name."""
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_DEVICE = regex(r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?= *(?:\.|$))", re.I)
"""What Windows takes for a device, whatever ending follows."""
_MOST = 240
"""Octets of a name without its ending; file systems end at 255."""
_TWO_HIGH = regex(rb"[\xa1-\xf7][\xa1-\xfe]")
_NO_TEXT = regex("[\udc80-\udcff]")
_EDGES = "-. "


def target_of(name: str) -> str:
    """The output's file name for an input's: `b.html.md` becomes `b.md`."""
    return stem_of(name, DOCUMENT) + ".md"


def stem_of(name: str, endings: tuple[str, ...]) -> str:
    """A name without any of the endings, fit for a file, and with `-` before what ends a picture's."""
    return fit(SHOWN.sub(r"-\g<kind>", _bare(name, endings))) or "article"


def folder_of(name: str) -> str:
    """The output's folder for an input's."""
    return fit(name) or "folder"


def fit(name: str) -> str:
    """A name that every system takes, that an address can hold and of which a reader sees everything; the same in
    every run, "" where nothing is left.

    What is refused or not seen becomes `-`, octets of no encoding their digits; a device's name gets a `-` behind it,
    and one that is too long ends with a digest of the whole.
    """
    kept = "".join("\0" if char in _REFUSED or _is_unseen(char) else char for char in _read(name))
    kept = _DEVICE.sub(r"\g<0>-", re.sub("\0+", "-", kept).strip(_EDGES), count=1)
    octets = kept.encode()
    if len(octets) <= _MOST:
        return kept
    mark = blake2b(octets, digest_size=4).hexdigest()
    return f"{octets[: _MOST - 1 - len(mark)].decode('utf-8', 'ignore').rstrip(_EDGES)}-{mark}"


def remark(parts: Iterable[str], target: str) -> Words | None:
    """What to say of an output whose place cannot be guessed from its input's path; None where it can."""
    for part in parts:
        bare = _bare(part, DOCUMENT)
        unseen = sorted({f"U+{ord(char):04X}" for char in _read(part) if _is_unseen(char)})
        if _NO_TEXT.search(part):
            en, zh = "its name is not UTF-8", "文件名不是 UTF-8"
        elif unseen:
            en, zh = (
                f"its name holds what is not seen ({', '.join(unseen)})",
                f"文件名含不可见字符（{'、'.join(unseen)}）",
            )
        elif _DEVICE.match(bare) or bare.strip(". ") != bare:
            en, zh = "its name cannot stand on every system", "文件名在部分系统上不可用"
        elif len(bare.encode()) > _MOST:
            en, zh = "its name is too long", "文件名过长"
        else:
            continue
        return Words(f"{en}; its output is {target}", f"{zh}；输出为 {target}")
    return None


def _bare(name: str, endings: tuple[str, ...]) -> str:
    while (path := PurePosixPath(name)).suffix.lower() in endings:
        name = path.stem
    return name


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN


def _read(name: str) -> str:
    """A name as text: octets that are no UTF-8 as GB18030 where they are all of it and some sign takes two high ones,
    and else as hexadecimal digits. A name in UTF-8 that was cut off is still UTF-8."""
    damaged = len(_NO_TEXT.findall(name))
    if not damaged:
        return name
    if damaged > sum(not char.isascii() for char in name) - damaged:
        with suppress(UnicodeError):
            octets = name.encode("utf-8", "surrogateescape")
            text = octets.decode("gb18030")
            if _TWO_HIGH.search(octets) and not any(map(_is_unseen, text)):
                return text
    return _NO_TEXT.sub(lambda octet: f"{ord(octet[0]) - 0xDC00:02x}", name)
