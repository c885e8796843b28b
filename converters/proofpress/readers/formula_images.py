"""The TeX that the image of a formula was made from, in its address or its `alt`."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, unquote_plus

from proofpress import urls
from proofpress.evidence.tex import Look, look, outside_text
from proofpress.readers.formula import COMMAND, ENVIRONMENT, Formula, made, stands_alone, undelimited
from proofpress.readers.html.dom import Element

_PARAMETERS = frozenset(("tex", "latex", "formula", "math", "eq", "chl", "equation"))
_TEX_HOSTS = re.compile(
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
_MARKED = re.compile(r"(?<![a-z])(?:math|latex|tex|formulas?|equations?|eqs?|katex|mathjax)(?![a-z])", re.I)
"""How a class or a folder may say that a picture is a formula's."""
_WORD = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,}")
_DRIVE = re.compile(r"[A-Za-z]:\\|\\\\")
_PREFIX = re.compile(
    r"^(?:\s|\\(?:inline|displaystyle|dpi\s*\{\d+\}|bg_\w+|fn_\w+|large|Large|huge|small|tiny)(?![a-zA-Z]))+"
)
_STRONG = re.compile(r"\\[a-z]++\b(?:(?!\\[a-z]++\b).)*?[{}^_=]|[\^_]\{")


def image(element: Element, *, within: bool = False) -> Formula | None:
    """The TeX that an image was made from, in its address or its `alt`; `within` says that what is around it calls it
    a formula."""
    address = element.attr("data-src") or element.attr("data-original") or element.attr("src")
    alt = element.attr("alt").strip() or element.attr("title").strip()
    tex = ""
    if len(address) > 8 and _TEX_HOSTS.search(address) and not address.startswith("data:"):
        tex = _from_address(address)
    marked = (
        within
        or not element.classes.isdisjoint(_TEX_CLASSES)
        or element.attr("eeimg") != ""
        or element.attr("data-formula") != ""
    )
    if not tex and alt:
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
    tex, display = undelimited(tex)
    tex = _PREFIX.sub("", tex).strip()
    if not tex:
        return None
    return made(
        tex, bool(display) or "ql-img-displayed-equation" in element.classes or stands_alone(element), element
    )._replace(start=element.start, end=element.end)


def _says_tex(element: Element, alt: str, address: str) -> bool:
    """Whether what a picture is described by is TeX and nothing else: nobody describes a photograph by `\\frac{a}{b}`;
    less is enough where the picture's class or its folder calls it a formula's."""
    if _WORD.search(outside_text(alt)):
        return False
    looks = look(alt, words=0)
    if looks is Look.COMMAND and _STRONG.search(alt) and not _DRIVE.match(alt):
        return True
    folder = urls.split(address).path.rpartition("/")[0]
    marked = any(map(_MARKED.search, (element.attr("class"), folder)))
    return marked and looks >= Look.OPERATION


def _from_address(address: str) -> str:
    address = address.replace("&amp;", "&")
    parts = urls.split(address)
    host = parts.netloc.lower()
    if "codecogs" in host or "latex.csdn" in host or "mathtex" in parts.path or "mimetex" in parts.path:
        query = address.partition("?")[2]
        return unquote(query).replace("&space;", " ").replace("&plus;", "+").replace("&hash;", "#").strip()
    for key, value in parse_qsl(parts.query, keep_blank_values=True):
        if key.lower() in _PARAMETERS:
            return value.strip()
    if "upmath" in host or "s2cms" in host:
        return unquote(parts.path.split("/", 2)[-1])
    for key, value in parse_qsl(parts.fragment):
        if key == "code" and "card=math" in parts.fragment:
            return value.strip()
    query = unquote_plus(parts.query)
    if COMMAND.search(query):
        return query
    last = unquote(parts.path.rsplit("/", 1)[-1])
    return last if COMMAND.search(last) else ""


def in_address(address: str) -> str:
    """The TeX that the address of an image was made from; "" for any other address."""
    if len(address) < 9 or address.startswith("data:") or not _TEX_HOSTS.search(address):
        return ""
    tex, _ = undelimited(_from_address(address))
    return _PREFIX.sub("", tex).strip()
