"""A formula as one line of plain text, for where no formula can be set: titles, tables of contents, excerpts.

KaTeX's MathML is read, so that every command that it knows is one here.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from functools import lru_cache
from html import escape, unescape

from proofpress.engines import katex
from proofpress.regex import regex

_SUPER = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzαβγδθT⊤", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵅᵝᵞᵟᶿᵀᵀ"
)
_SUB = str.maketrans("0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
_PRIMES = regex("[′″‴]+")
_ACCENTS = {"^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "ˉ": "\u0304", "¯": "\u0304", "‾": "\u0304"}
_ACCENTS |= {"→": "\u20d7", "⃗": "\u20d7", "˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c", "˘": "\u0306"}
_LINES = {"ˉ": "\u0305", "¯": "\u0305", "‾": "\u0305"}
"""What may stand over several letters by standing over each."""
_VARIANTS = {"script": "SCRIPT", "double-struck": "DOUBLE-STRUCK", "fraktur": "FRAKTUR"}
_APART = frozenset("=<>≤≥≠≈≡∈∉⊂⊆⊃⊇→←↔⇒⇐⇔↦∼≃≅∝≪≫:+−±∓⟶")
"""Signs with a space on either side."""
_MATH = regex(r"<math\b(?:(?!<math\b).)*?</math>", re.S)
_SOURCE = regex(r'<annotation encoding="application/x-tex">([^<]*)</annotation>')
_TAG = regex(r"<[^<>]*>")
_ANCHOR = regex(r'<a\b[^<>]*class="headerlink"[^<>]*>.*?</a>', re.S)
_BESIDE = regex(r"(?<=[(\[{]) | (?=[)\]},;])|(?<=\d,) (?=\d{3}(?!\d))")
_APPLY = "\u2061"
_APPLIED = regex(r"(?<! ) *+" + _APPLY + r" *+(?=[(\[{])")


class _Unsaid(Exception):
    """A line of text would say something else."""


@lru_cache(maxsize=4096)
def of_tex(tex: str) -> str:
    """TeX as text; the TeX itself where KaTeX does not read it."""
    if not katex.installed():
        return tex
    made = katex.typeset(tex)
    found = _MATH.search(made.html) if isinstance(made, katex.Typeset) else None
    return of_mathml(found[0]) or tex if found else tex


def of_html(html: str) -> str:
    """The text of a heading's HTML, which has no formulas but typeset ones, as HTML text; TeX where it has no other."""
    text = _MATH.sub(lambda found: escape(of_mathml(found[0])) or _tex(found[0]), _ANCHOR.sub("", html))
    return escape(" ".join(unescape(_TAG.sub("", text)).split()), quote=False)


def _tex(mathml: str) -> str:
    """The TeX that KaTeX puts beside its MathML, as HTML text."""
    found = _SOURCE.search(mathml)
    return found[1] if found else ""


def of_mathml(mathml: str) -> str:
    """MathML as text; "" for what is none, and where a line of text has no way to say it."""
    try:
        root = ET.fromstring(mathml)  # noqa: S314 - KaTeX's own, without entities
    except ET.ParseError:
        return ""
    try:
        return _BESIDE.sub("", " ".join(_APPLIED.sub("", _line(root)).replace(_APPLY, " ").split()))
    except (RecursionError, _Unsaid):
        return ""


def _line(node: ET.Element) -> str:
    name, children = node.tag.rpartition("}")[2], list(node)
    if not children:
        return _token(name, node)
    read = [child for child in children if not child.tag.endswith("annotation")]
    match name, [_line(child) for child in read]:
        case "msup" | "msub" | "msubsup" | "munder" | "munderover", [base, *scripts] if base.endswith(_APPLY):
            # The sign that a function is applied stands behind its name, which has the scripts.
            return _line_with(name, base.rstrip(f" {_APPLY}"), scripts) + _APPLY
        case "msup" | "msub" | "msubsup" | "munderover", [base, *scripts]:
            return _line_with(name, base if name == "msup" else base.rstrip(), scripts)
        case "munder", [base, below]:
            if _stretches(read[1]):
                return _over_each(base, "\u0332" if below.strip() in ("_", *_LINES) else "")
            return f"{base.rstrip()}{_lowered(below)} "
        case "mover", [base, above]:
            if node.get("accent") != "true" and not _stretches(read[1]):
                return base + _raised(above)
            sign = above.strip()
            return base + _ACCENTS[sign] if len(base) == 1 and sign in _ACCENTS else _over_each(base, _LINES.get(sign))
        case "mfrac", [above, below]:
            if node.get("linethickness", "").startswith("0"):
                raise _Unsaid
            return f"{_grouped(above)}/{_grouped(below)}"
        case "msqrt", parts:
            return f"√{_grouped(''.join(parts))}"
        case "mroot", [inside, degree]:
            return f"{_raised(degree)}√{_grouped(inside)}"
        case "mtable", rows:
            return "; ".join(row.strip() for row in rows)
        case "mtr", cells:
            return ", ".join(cell.strip() for cell in cells if cell.strip())
        case "mphantom", _:
            return ""
        case "menclose", _ if node.get("notation") != "box":
            raise _Unsaid
        case _, parts:
            return _joined(read, parts)


def _line_with(name: str, base: str, scripts: list[str]) -> str:
    """A base with what stands below it, above it, or first below and then above."""
    moves = (_raised,) if name == "msup" else (_lowered, _raised)
    return base + "".join(move(script) for move, script in zip(moves, scripts, strict=False))


def _joined(nodes: list[ET.Element], parts: list[str]) -> str:
    """One after the other: what stands beside a fraction is not read into it."""
    made = ""
    beside = False
    for node, part in zip(nodes, parts, strict=True):
        fraction = node.tag.rpartition("}")[2] == "mfrac"
        apart = (fraction or beside) and made and part and made[-1].isalnum() and (part[0].isalnum() or part[0] == "(")
        made += f" {part}" if apart else part
        beside = fraction
    return made


def _stretches(node: ET.Element) -> bool:
    """Whether a sign is drawn as wide as what it stands over or under: a line, a brace."""
    return node.tag.rpartition("}")[2] == "mo" and node.get("stretchy") == "true" and not list(node)


def _over_each(base: str, sign: str | None) -> str:
    bare = base.strip()
    if not sign or not bare.isalnum():
        raise _Unsaid
    return "".join(f"{char}{sign}" for char in bare)


def _token(name: str, node: ET.Element) -> str:
    text = (node.text or "").replace("\u200b", "")
    if name == "mspace":
        return " " if not node.get("width", "").startswith("-") else ""
    if name == "mo" and text.strip() in _APART:
        return f" {text.strip()} "
    if name == "mo" and node.get("separator") == "true":
        return f"{text.strip()} "
    if name == "mi" and len(text) > 1:
        return f" {text} "
    if (variant := _VARIANTS.get(node.get("mathvariant", ""))) and text.isascii() and text.isalnum():
        return "".join(map(_styled, text, [variant] * len(text)))
    return text


def _styled(char: str, variant: str) -> str:
    """A letter of the mathematical alphabets; the oldest ones have names of their own."""
    case = "CAPITAL" if char.isupper() else "SMALL"
    older = {"SCRIPT": "SCRIPT", "DOUBLE-STRUCK": "DOUBLE-STRUCK", "FRAKTUR": "BLACK-LETTER"}[variant]
    for named in (f"{older} {case} {char.upper()}", f"MATHEMATICAL {variant} {case} {char.upper()}"):
        try:
            return unicodedata.lookup(named)
        except KeyError:
            continue
    return char


def _grouped(text: str) -> str:
    bare = text.strip()
    return bare if len(bare) <= 1 or bare.isalnum() else f"({bare})"


def _raised(text: str) -> str:
    bare = "".join(text.split())
    if _PRIMES.fullmatch(bare) or bare in ("∗", "*", "°", "∘"):
        return bare
    return _moved(bare, "^", _SUPER)


def _lowered(text: str) -> str:
    return _moved("".join(text.split()), "_", _SUB)


def _moved(text: str, sign: str, table: dict[int, int]) -> str:
    """Small letters where there are some for all of it; with its sign else."""
    if text and all(ord(char) in table for char in text):
        return text.translate(table)
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})" if text else ""
