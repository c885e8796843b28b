"""The beginning of a file, or all of it, as the table of formats looks at it; what is costly is found out once."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from functools import cached_property

from proofpress import json_text
from proofpress.encoding import Decoded, Note, Unreadable, decode
from proofpress.markdown.signs import FENCE
from proofpress.regex import regex

HEAD = 65_536
"""How many characters of a text are looked at for the signs of a dialect."""
_ROOT = regex(
    r"\s*+(?:<\?[^>]*+>\s*+)*+(?:<!--(?>.*?-->)\s*+)*+(?:<!(?i:DOCTYPE)\s++(?P<type>[\w:-]++)[^>\[]*+"
    r"(?:\[[^\]]*+\]\s*+)?>\s*+)?+"
    r"(?:<!--(?>.*?-->)\s*+)*+<(?P<root>[A-Za-z_][\w:.-]*+)(?P<attributes>[^>]*+)>",
    re.S,
)
_HEADER = regex(r"---[ \t]*\n((?:(?!---[ \t]*\n)[^\n]*+\n){1,4000}?)---[ \t]*(?:\n|\Z)")
_OWN = regex(r"^source:\n(?:  .*\n)*?  sha256: [0-9a-f]{64}$", re.M)
_FENCE = regex(rf" {{0,3}}({FENCE})")


class Glance:
    """A file's bytes. `whole` is False where they are only its beginning, too much to be read."""

    def __init__(self, data: bytes, *, whole: bool = True) -> None:
        self.data = data
        self.whole = whole
        self.broken: list[int] = []

    def close(self) -> None:
        """Let go of what was found out."""
        self.__dict__.pop("json", None)

    @cached_property
    def text(self) -> str:
        """All of it as text; "" where it is none."""
        text = self._decoded.text
        return "" if text[:4096].count("\0") > 2 else text.replace("\r\n", "\n")

    @property
    def notes(self) -> tuple[Note, ...]:
        """What had to be done to read it as text."""
        return self._decoded.notes

    @cached_property
    def _decoded(self) -> Decoded:
        try:
            return decode(self.data)
        except Unreadable:
            return Decoded("", "")

    @cached_property
    def head(self) -> str:
        """The first characters of the text."""
        return self.text[:HEAD]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the head without those of fenced code and of front matter."""
        out: list[str] = []
        fence = ""
        lines = self.head.split("\n")
        if lines[0].strip() == "---" and "---" in (stripped := [line.rstrip() for line in lines[1:200]]):
            lines = lines[stripped.index("---") + 2 :]
        for line in lines:
            found = _FENCE.match(line)
            if fence:
                if found and found[1].startswith(fence) and not line.strip(" `~\t"):
                    fence = ""
            elif found:
                fence = found[1]
                out.append("```")
            else:
                out.append(line)
        return tuple(out)

    @cached_property
    def header(self) -> str:
        """The front matter above a text, without its lines of dashes; "" where none stands there that is closed."""
        found = _HEADER.match(self.head)
        return found[1] if found else ""

    @cached_property
    def is_own(self) -> bool:
        """Whether a conversion wrote it: the front matter names the file that the article was made from."""
        return _OWN.search(self.header) is not None

    @cached_property
    def json(self) -> object:
        """The value that the text is, also in an assignment or with comments, and those of JSON Lines;
        the numbers of lines that are broken are in `broken`. None where it is no JSON."""
        if not json_text.begins(self.text):
            return None
        with suppress(ValueError):
            return json_text.loads(self.text)
        found, broken = json_text.lines(self.text)
        if broken or not found:
            with suppress(ValueError):
                return json_text.loads(json_text.relaxed(self.text))
        self.broken = broken
        return found or None

    @cached_property
    def root(self) -> str:
        """The root element of a file of XML or HTML, as it is written; "" for anything else."""
        found = self._root
        return found["root"] if found else ""

    @cached_property
    def doctype(self) -> str:
        """The type that a document declares, in lower case; "" where it declares none."""
        return (self._root["type"] or "").lower() if self._root else ""

    @cached_property
    def attributes(self) -> str:
        """The attributes of the root element."""
        found = self._root
        return found["attributes"] if found else ""

    @cached_property
    def _root(self) -> re.Match[str] | None:
        return _ROOT.match(self.head) if self.head.lstrip()[:1] == "<" else None

    @property
    def members(self) -> frozenset[str]:
        """The names in a zip archive; none where it is none."""
        return self._members or frozenset()

    @property
    def is_damaged_zip(self) -> bool:
        """Whether it begins as a zip archive and has no list of members that can be read: it is cut off."""
        return self.whole and self.data.startswith(b"PK\x03\x04") and self._members is None

    @cached_property
    def _members(self) -> frozenset[str] | None:
        if not self.data.startswith(b"PK") or not self.whole:
            return None
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                return frozenset(archive.namelist())
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return None

    @cached_property
    def mimetype(self) -> str:
        """What a zip archive says it is in its first member (EPUB, OpenDocument)."""
        if self.data[:2] != b"PK" or self.data[30:38] != b"mimetype":
            return ""
        return self.data[38:120].split(b"PK")[0].decode("ascii", "replace").strip()

    @cached_property
    def is_markdown(self) -> bool:
        """Whether it has what only Markdown has: an ATX heading before a blank line or a fence."""
        lines = self.lines
        return any(
            line == "```" or (re.match(r"#{1,6} \S", line) and (not after.strip() or index == 0))
            for index, (line, after) in enumerate(zip(lines, (*lines[1:], ""), strict=False))
        )
