"""The TeX that the image of a formula was made from, in its address or its `alt`."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, unquote_plus

from proofpress import urls
from proofpress.evidence.tex import Look, look, outside_text
from proofpress.readers.formula import (
    BLOCK,
    COMMAND,
    ENVIRONMENT,
    IN_A_LINE,
    Formula,
    made,
    stands_alone,
    undelimited,
)
from proofpress.readers.html.dom import Element
from proofpress.regex import regex

_PARAMETERS = frozenset(("tex", "latex", "formula", "math", "eq", "chl", "equation"))
_OF_HOSTS = _PARAMETERS | {"from", "inline", "val", "expr", "expression"}
"""What hosts that draw formulas call the TeX, and other addresses something else."""
_VALUE = regex(
    r"[?&](?P<key>\w+)=(?P<value>(?:[^&]|&(?!(?:mode|colou?r|bg|fg|s|size|width|height|dl|fmt|format|zoom|dpi|ch\w{1,2}"
    r"|cht|alt|font|style|scale|theme|background|alternateColor|inline|from|v|t"
    r"|tex|latex|formula|math|eq|equation|val|expr|expression)=))*+)"
)
"""A value of a query; TeX has signs of alignment in it, which are no new one."""
_IN_A_LINE = regex(r"[?&](?:inline=|mode=inline\b)")
_TEX_HOSTS = regex(
    r"codecogs|[?&]cht=tx|__latex|[#&]card=math|/formula/|/math/render|math\.vercel\.app|latex|mathtex|mimetex"
    r"|texrendr|upmath|zhihu\.com/equation|/eq\?|/equation\?|math\.now\.sh|/render/math|/math\?formula="
    r"|tex\.s2cms"
)
_TEX_CLASSES = frozenset(
    (
        "latex",
        "tex",
        "mathcode",
        "equation",
        "eeimg",
        "mathjax",
        "math",
        "formula",
        "math_img",
        "ql-img-inline-formula",
        "ql-img-displayed-equation",
    )
)
_MARKED = regex(r"(?<![a-z])(?:math|latex|tex|formulas?|equations?|eqs?|katex|mathjax)(?![a-z])", re.I)
"""How a class or a folder may say that a picture is a formula's."""
_WORD = regex(r"(?<![\\A-Za-z{])[A-Za-z]{3,}")
_DRIVE = regex(r"[A-Za-z]:\\|\\\\")
_PREFIX = regex(
    r"^(?:\s|\\(?:inline|displaystyle|dpi\s*\{\d+\}|bg_\w+|fn_\w+|large|Large|huge|small|tiny)(?![a-zA-Z]))+"
)
_ENCODED = regex(r"%(?:5C|7B|7D|5E|2C|3D|2B|20)", re.I)
_SUFFIX = regex(r"\.(?:svg|png|gif|webp)\Z", re.I)
_STRONG = regex(r"\\[a-z]++\b(?:(?!\\[a-z]++\b).)*?[{}^_=]|[\^_]\{")


_NUMBERED = regex(r"\\begin\s*\{(?P<name>equation\*?)\}(?P<tex>.*)\\end\s*\{(?P=name)\}", re.S)
_FLOATS = "|".join(
    "figure table tabular tabbing picture pspicture tikzpicture wrapfigure minipage center verbatim lstlisting "
    "algorithm".split()
)
_NO_FORMULA = regex(
    rf"\\begin\s*\{{(?:{_FLOATS})[a-z]*\*?\}}|\\(?:includegraphics|epsfig|psfig|epsffile|epsfbox)(?![a-zA-Z])"
)
"""What LaTeX sets beside its formulas: pictures, tables and listings."""
_OF_TEX = regex(r"[\\$]")


def image(element: Element, *, within: bool = False) -> Formula | None:
    """The TeX that an image was made from, in its address or its `alt`; `within` says that what is around it calls it
    a formula."""
    address = element.attr("data-src") or element.attr("data-original") or element.attr("src")
    alt = element.attr("alt").strip() or element.attr("title").strip()
    marked = (
        within
        or not element.classes.isdisjoint(_TEX_CLASSES)
        or element.attr("eeimg") != ""
        or element.attr("data-formula") != ""
    )
    tex = _in_any(address, Look.SYMBOL if marked else None)
    display: bool | None = None
    if not tex and alt and not _NO_FORMULA.search(alt) and not _is_drawn(alt):
        alt = unquote(alt) if marked and " " not in alt and _ENCODED.search(alt) else alt
        bare, display = undelimited(alt)
        if (
            display is not None
            and bare
            or marked
            and alt not in ("[公式]", "公式")
            or ENVIRONMENT.match(alt)
            or len(alt) > 6
            and alt.count("\\") > 1
            and _STRONG.search(alt)
            and not _DRIVE.match(alt)
            or _says_tex(element, alt, address)
        ):
            tex = bare
    if not tex:
        return None
    if (numbered := _NUMBERED.fullmatch(tex.strip())) is not None and numbered["tex"].strip():
        tex, display = numbered["tex"], True
    else:
        tex, as_display = undelimited(tex)
        display = display or as_display
    tex = _PREFIX.sub("", tex).strip()
    if not tex:
        return None
    names = element.attr("class")
    alone = stands_alone(element) and not is_in_a_line(address) and not IN_A_LINE.search(names)
    shown = "ql-img-displayed-equation" in element.classes or BLOCK.search(names) is not None
    return made(tex, bool(display) or shown or alone, element)._replace(start=element.start, end=element.end)


def _is_drawn(alt: str) -> bool:
    """Whether a formula is drawn with signs that stand over one another, as in `-` for the bar of a fraction: it has
    several lines or gaps, and nothing of TeX. In one line it would be another formula."""
    return (
        ("\n" in alt and "  " in alt or "   " in alt)
        and _OF_TEX.search(alt) is None
        and look(alt, chinese_letters=len(alt), words=len(alt)) < Look.SCRIPT
    )


def _says_tex(element: Element, alt: str, address: str) -> bool:
    """Whether what a picture is described by is TeX and nothing else: nobody describes a photograph by `\\frac{a}{b}`;
    less is enough where the picture's class or its folder calls it a formula's."""
    if _WORD.search(outside_text(alt)):
        return False
    if _is_nothing_else(alt):
        return True
    looks = look(alt, words=0)
    folder = urls.split(address).path.rpartition("/")[0]
    marked = any(map(_MARKED.search, (element.attr("class"), folder)))
    return marked and looks >= Look.OPERATION


def _is_nothing_else(text: str) -> bool:
    return look(text, words=0) is Look.COMMAND and _STRONG.search(text) is not None and not _DRIVE.match(text)


def _in_any(address: str, least: Look | None = None) -> str:
    """The TeX in an address: of a host that draws formulas; of any other in a value that is named for it and looks like
    it, so much at `least`, or that is TeX and nothing else whatever its name."""
    if len(address) < 9 or address.startswith("data:"):
        return ""
    if _TEX_HOSTS.search(address):
        return _from_address(address)
    if "?" not in address and "%5" not in address:
        return ""
    parts = urls.split(address)
    where = f"{parts.netloc}{parts.path}"
    least = least or (Look.OPERATION if _MARKED.search(where) else Look.SCRIPT)
    values = parse_qsl(parts.query.replace("&amp;", "&"), keep_blank_values=True)
    for key, value in values:
        if key.lower() in _PARAMETERS and not _WORD.search(outside_text(value)) and look(value, words=0) >= least:
            return value.strip()
    held = [value or key for key, value in values]
    held.append(_SUFFIX.sub("", unquote(parts.path.rsplit("/", 1)[-1])))
    return next((one.strip() for one in held if _is_nothing_else(one)), "")


def _from_address(address: str) -> str:
    address = address.replace("&amp;", "&")
    parts = urls.split(address)
    host = parts.netloc.lower()
    if "codecogs" in host or "latex.csdn" in host or "mathtex" in parts.path or "mimetex" in parts.path:
        query = address.partition("?")[2]
        return unquote(query).replace("&space;", " ").replace("&plus;", "+").replace("&hash;", "#").strip()
    for found in _VALUE.finditer(address.partition("#")[0]):
        if found["key"].lower() in _OF_HOSTS and (tex := _plain(found["value"])) and tex not in ("1", "true", "false"):
            return tex
    if "upmath" in host or "s2cms" in host:
        return unquote(parts.path.split("/", 2)[-1])
    for key, value in parse_qsl(parts.fragment):
        if key == "code" and "card=math" in parts.fragment:
            return value.strip()
    query = unquote_plus(parts.query)
    if (
        COMMAND.search(query)
        or not (_SUFFIX.search(parts.path) or "=" in query)
        and look(query, words=0) >= Look.SCRIPT
    ):
        return query
    last = unquote(parts.path.rsplit("/", 1)[-1])
    return last if COMMAND.search(last) else ""


def _plain(value: str) -> str:
    """A value without its encoding. A plus is one where spaces are encoded another way, or nothing is encoded; one that
    was encoded twice has no backslash but the code of one."""
    literal = "%20" in value or "\\" in value or "%" not in value
    said = (unquote if literal else unquote_plus)(value)
    return (unquote(said) if "\\" not in said and "%5C" in said.upper() else said).strip()


def draws(address: str) -> bool:
    """Whether an address is one of a host that draws formulas from what it is given."""
    return "?" in address and _TEX_HOSTS.search(address) is not None


def is_in_a_line(address: str) -> bool:
    """Whether an address asks for a formula that stands in a line."""
    return _IN_A_LINE.search(address) is not None and draws(address)


def in_address(address: str) -> str:
    """The TeX that the address of an image was made from; "" for any other address."""
    tex, _ = undelimited(_in_any(address))
    return _PREFIX.sub("", tex).strip()
