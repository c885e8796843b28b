"""Values in normal form: text on one line, TeX, addresses and labels that no parser stumbles over."""

from __future__ import annotations

import re

from proofpress.evidence.dollars import is_plainly_none
from proofpress.evidence.tex import REMARK
from proofpress.regex import regex

SPACE = regex(r"[ \t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
CONTROL = regex(r"[\x00-\x08\x0e-\x1b\x7f]")
CODE_CONTROL = regex(r"[\x00-\x08\x0e-\x1f\x7f]")
_BLANKS = regex(r"\s++")
_MARKER = regex(r"[-+*>#=:|!?]|\d++[.)]|`{3}|~{3}|\$\$")
_FIRST = regex(r"#{1,6}(?:\s|$)|`{3}|~{3}|-++8<")
_INCLUDED = regex(r"^([ \t]*+;*+-++8<-++(?:[ \t]++(?:\"[^\n]*\"|'[^\n]*'))?)$", re.M)
"""A line at which `pymdownx.snippets` puts a file of the machine into the page, in code too."""
_LANGUAGE = regex(r"[\w#.+-]++")
_LINK = regex(r"\]\((?=[^()\n]*[:&])")
"""What Markdown would take for a link with a scheme where a site reads no formulas; to TeX a space is nothing."""
_TAG = regex(r"<(?=[/!?]|[A-Za-z][A-Za-z0-9-]*+(?:[\s/>]|$))")
"""What HTML would begin a tag with; for TeX a blank behind the sign is nothing."""
_TAG_IN_LINE = regex(r"<(?=[/!?]|[A-Za-z][\w:.-]*+[\s/>])")
_TICKS = regex(r"`++")
_HANGING = regex(r"(?<!\\)(?:\\\\)*\\$")


def on_one_line(value: str) -> str:
    """The text with single spaces and without control characters."""
    return value if value.isprintable() and "  " not in value else CONTROL.sub("", SPACE.sub(" ", value))


def one_line(value: str) -> str:
    """The text with single spaces and without control characters or outer space."""
    if value.isprintable() and "  " not in value:
        return value.strip()
    return SPACE.sub(" ", CONTROL.sub("", value)).strip()


def tip(value: str) -> str:
    """The title of a link or an image in one line; of quotation marks alone Python-Markdown makes none, and behind a
    second `'` right before a bracket it takes the link for closed."""
    value = one_line(value)
    if value.count("'") > 1:
        value = _CLOSES.sub("’", value)
    return value if value.strip("'\"") else ""


_CLOSES = regex(r"'(?=[ ]*+\))")


def display_tex(value: str) -> str:
    """TeX that stands between two lines of `$$` and is one block for every parser: no blank line,
    no line that begins like a Markdown block."""
    lines = [line.strip(" \t\r\x0b\x0c") for line in CONTROL.sub("", value).split("\n")]
    tex = "\n".join(line for line in lines if line)
    # Behind a comment, what follows has to stay on its own line; `{}` keeps the marker from beginning it.
    instead = "\n{}" if "%" in tex else " "

    def joined(blanks: re.Match[str]) -> str:
        before, line, _ = blanks[0].partition("\n")
        return before + instead if line and _MARKER.match(blanks.string, blanks.end()) else blanks[0]

    tex = _BLANKS.sub(joined, "\n" + tex).lstrip()
    tex = _LINK.sub("] (", _TAG.sub("< ", tex.replace("$$", "$ $")))
    tex = f"{{}}{tex}" if _FIRST.match(tex) else tex
    return tex[:-1].rstrip() if _HANGING.search(tex) else tex


def code(value: str) -> str:
    """Code with the line ends and without the control characters of Markdown; no line of it is a place for a file."""
    value = CODE_CONTROL.sub("", value).replace("\r\n", "\n").replace("\r", "\n")
    return _INCLUDED.sub(r"\1 ", value) if "8<" in value else value


def inline_tex(value: str) -> str:
    """TeX that can stand between two dollars: one line, no dollar of its own, no backslash at its end, and no backtick,
    of which Python-Markdown makes code before it looks for formulas."""
    tex = SPACE.sub(" ", CONTROL.sub("", REMARK.sub(r"\g<before>", value) if "\n" in value else value)).strip()
    tex = re.sub(r"(?<!\\)\$([^$]*)(?<!\\)\$", lambda found: found[1] and f"\\({found[1]}\\)", tex)
    tex = _TICKS.sub(lambda found: "\\lq" * len(found[0]) + "{}", tex) if "`" in tex else tex
    tex = _LINK.sub("] (", _TAG_IN_LINE.sub("< ", re.sub(r"(?<!\\)\$", r"\\$", tex)))
    tex = tex[:-1] if _HANGING.search(tex) else tex
    tex = tex.strip()
    if is_plainly_none(tex):
        # Between dollars nobody would take it for a formula; as words of one it stays what it was.
        return "\\text{" + re.sub(r"(?<!\\)([%#&{}_])", r"\\\1", tex) + "}"
    return tex


def without_bars(tex: str) -> str:
    """TeX without a bare vertical bar, which would end a table's cell."""
    tex = re.sub(r"\\\|", r"\\Vert ", tex)
    return re.sub(r"\|", r"\\vert ", tex).strip()


_UNFIT = regex(r"(\{\{[A-Za-z_][\w.-]{0,80}\}\})|[\s<>\"\\^`{|}$]", re.A)


def address(url: str) -> str:
    """An address on one line, with what would end a Markdown link destination percent-encoded.

    A name between double braces is a place that a site's generator fills, and stays one.
    """
    url = SPACE.sub("", CONTROL.sub("", url.strip())) if "\n" in url else CONTROL.sub("", url.strip())
    url = _UNFIT.sub(lambda m: m[1] or "".join(f"%{byte:02X}" for byte in m[0].encode()), url)
    return url if _balanced(url) else url.replace("(", "%28").replace(")", "%29")


def _balanced(url: str) -> bool:
    """Parentheses that every parser takes as part of a link's destination: paired, and not inside each other."""
    if "(" not in url and ")" not in url:
        return True
    depth = 0
    for char in url:
        depth += (char == "(") - (char == ")")
        if not 0 <= depth <= 1:
            return False
    return depth == 0


def fence_language(name: str) -> str:
    """The part of a language's name that every parser reads as the whole info string of a fence."""
    found = _LANGUAGE.match(name.lstrip(" \t{`."))
    return found[0] if found else ""


def label(name: str) -> str:
    """A note's label that stands between `[^` and `]`."""
    return re.sub(r"[\s\[\]^\\`*_<>|]+", "-", name).strip("-")
