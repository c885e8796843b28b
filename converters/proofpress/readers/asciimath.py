"""ASCIIMath → TeX: the notation that a script of the same name, and MathJax with its input of that name,
draw on a page.

The grammar and the names are those of asciimath.org. A symbol that the table does not have stands for itself, so that
any text becomes something; brackets around an argument, a fraction's half, an index or an exponent are not drawn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from proofpress.regex import regex

_GREEK = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma "
    "tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"
)
_FUNCTIONS = (
    "sin cos tan sec csc cot sinh cosh tanh arcsin arccos arctan log ln exp lim det dim min max gcd sup inf ker "
    "arg deg Pr"
)
_SAME = (
    "sum prod int oint cdots ldots vdots ddots quad qquad in notin subset supset subseteq supseteq cap cup wedge "
    "vee neg forall exists bot top vdash models times div ast star circ oplus otimes odot nabla partial infty "
    "aleph emptyset angle triangle diamond square setminus propto equiv cong approx sim ne le ge lt gt prec succ "
    "to mapsto pm mp cdot ell hbar bigcap bigcup bigwedge bigvee ltimes rtimes bowtie rightarrow leftarrow "
    "uparrow downarrow Rightarrow Leftarrow leftrightarrow Leftrightarrow prime perp parallel implies iff gets "
    "because therefore lfloor rfloor lceil rceil langle rangle"
)
_SYMBOLS: Mapping[str, str] = {
    **{name: f"\\{name}" for name in (*_GREEK.split(), *_FUNCTIONS.split(), *_SAME.split())},
    "+-": "\\pm",
    "-+": "\\mp",
    "*": "\\cdot",
    "**": "\\ast",
    "***": "\\star",
    "//": "/",
    "\\\\": "\\backslash",
    "xx": "\\times",
    "-:": "\\div",
    "@": "\\circ",
    "o+": "\\oplus",
    "ox": "\\otimes",
    "o.": "\\odot",
    "^^": "\\wedge",
    "vv": "\\vee",
    "nn": "\\cap",
    "uu": "\\cup",
    "!=": "\\ne",
    "<=": "\\le",
    ">=": "\\ge",
    "-<": "\\prec",
    ">-": "\\succ",
    "!in": "\\notin",
    "sub": "\\subset",
    "sup": "\\supset",
    "sube": "\\subseteq",
    "supe": "\\supseteq",
    "-=": "\\equiv",
    "~=": "\\cong",
    "~~": "\\approx",
    "prop": "\\propto",
    "not": "\\neg",
    "=>": "\\Rightarrow",
    "<=>": "\\Leftrightarrow",
    "AA": "\\forall",
    "EE": "\\exists",
    "_|_": "\\bot",
    "TT": "\\top",
    "|--": "\\vdash",
    "|==": "\\models",
    "del": "\\partial",
    "grad": "\\nabla",
    "O/": "\\emptyset",
    "oo": "\\infty",
    "/_": "\\angle",
    "...": "\\ldots",
    ":.": "\\therefore",
    "CC": "\\mathbb{C}",
    "NN": "\\mathbb{N}",
    "QQ": "\\mathbb{Q}",
    "RR": "\\mathbb{R}",
    "ZZ": "\\mathbb{Z}",
    "uarr": "\\uparrow",
    "darr": "\\downarrow",
    "rarr": "\\rightarrow",
    "->": "\\to",
    "|->": "\\mapsto",
    "larr": "\\leftarrow",
    "harr": "\\leftrightarrow",
    "rArr": "\\Rightarrow",
    "lArr": "\\Leftarrow",
    "hArr": "\\Leftrightarrow",
    "lcm": "\\operatorname{lcm}",
    "|__": "\\lfloor",
    "__|": "\\rfloor",
    "|~": "\\lceil",
    "~|": "\\rceil",
    "dx": "dx",
    "dy": "dy",
    "dz": "dz",
    "dt": "dt",
    "if": "\\text{if}",
    "or": "\\text{or}",
    "and": "\\text{and}",
    "\\ ": "\\ ",
    "%": "\\%",
    "#": "\\#",
    "&": "\\&",
    "$": "\\$",
}
_UNARY: Mapping[str, str] = {
    "sqrt": "\\sqrt",
    "hat": "\\hat",
    "bar": "\\overline",
    "vec": "\\vec",
    "dot": "\\dot",
    "ddot": "\\ddot",
    "ul": "\\underline",
    "tilde": "\\tilde",
    "cancel": "\\cancel",
    "ubrace": "\\underbrace",
    "obrace": "\\overbrace",
    "bb": "\\mathbf",
    "bbb": "\\mathbb",
    "cc": "\\mathcal",
    "tt": "\\mathtt",
    "fr": "\\mathfrak",
    "sf": "\\mathsf",
}
_AROUND: Mapping[str, tuple[str, str]] = {
    "abs": ("|", "|"),
    "floor": ("\\lfloor", "\\rfloor"),
    "ceil": ("\\lceil", "\\rceil"),
    "norm": ("\\|", "\\|"),
}
_BINARY: Mapping[str, str] = {
    "frac": "\\frac{%s}{%s}",
    "root": "\\sqrt[%s]{%s}",
    "stackrel": "\\stackrel{%s}{%s}",
    "overset": "\\overset{%s}{%s}",
    "underset": "\\underset{%s}{%s}",
}
_LEFT: Mapping[str, str] = {"(": "(", "[": "[", "{": "\\{", "(:": "\\langle", "<<": "\\langle", "{:": "."}
_RIGHT: Mapping[str, str] = {")": ")", "]": "]", "}": "\\}", ":)": "\\rangle", ">>": "\\rangle", ":}": "."}
_TEXT = regex(r'"([^"]*)"|(?:text|mbox)\s*(?:\(([^()]*)\)|\{([^{}]*)\}|\[([^\[\]]*)\])')
_NUMBER = regex(r"\d+(?:\.\d+)?")
_NAMES = sorted({*_SYMBOLS, *_UNARY, *_AROUND, *_BINARY, *_LEFT, *_RIGHT, "/", "_", "^", "|"}, key=len, reverse=True)
_TOKEN = regex(
    rf"\s*+(?:(?P<text>{_TEXT.pattern})|(?P<number>{_NUMBER.pattern})"
    rf"|(?P<name>{'|'.join(map(re.escape, _NAMES))})|(?P<any>\S))"
)
_BEFORE = regex(r"(?:\\ \s*+)++")
_DEEPEST = 40


def tex(source: str) -> str:
    """The TeX of a formula in ASCIIMath."""
    made = _Parser(source).all()
    spaces = _BEFORE.match(made)
    made = made[spaces.end() :] if spaces else made
    while (bare := made.rstrip()).endswith("\\") and not bare.endswith("\\\\"):
        made = bare[:-1].rstrip()
    return made


class _Parser:
    def __init__(self, source: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        for match in _TOKEN.finditer(source):
            if match["text"] is not None:
                words = next(group for group in match.groups()[1:5] if group is not None)
                self._tokens.append(("text", words))
            else:
                kind = "name" if match["name"] else "value"
                self._tokens.append((kind, match["name"] or match["number"] or match["any"]))
        self._at = 0
        self._depth = 0
        self._bars = 0

    def all(self) -> str:
        parts: list[str] = []
        while self._at < len(self._tokens):
            parts.append(self._expression(stop=False))
            if self._at < len(self._tokens):
                parts.append(_RIGHT.get(self._take(), ""))  # a bracket that closes nothing
        return " ".join(part for part in parts if part)

    def _peek(self) -> str:
        kind, value = self._tokens[self._at] if self._at < len(self._tokens) else ("", "")
        return value if kind == "name" else ""

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _expression(self, *, stop: bool = True) -> str:
        """A row of parts, up to a bracket that closes."""
        parts: list[str] = []
        while (
            self._at < len(self._tokens)
            and self._peek() not in _RIGHT
            and not (stop and self._peek() == "|" and self._bars)
        ):
            over, bare = self._indexed()
            if self._peek() == "/":
                self._take()
                _, under = self._indexed()
                over = f"\\frac{{{bare}}}{{{under}}}"
            parts.append(over)
        return " ".join(part for part in parts if part)

    def _indexed(self) -> tuple[str, str]:
        """A part with its index and exponent; and the same without the brackets around it,
        where there are only those."""
        drawn, bare = self._simple()
        below = above = ""
        if self._peek() == "_":
            self._take()
            below = f"_{{{self._simple()[1]}}}"
        if self._peek() == "^":
            self._take()
            above = f"^{{{self._simple()[1]}}}"
        if below or above:
            drawn = bare = f"{drawn}{below}{above}"
        return drawn, bare

    def _simple(self) -> tuple[str, str]:
        """One part as it is drawn, and as it is drawn where its brackets only hold it together."""
        if self._at >= len(self._tokens):
            return "", ""
        kind, value = self._tokens[self._at]
        self._at += 1
        if kind == "text":
            made = f"\\text{{{value}}}"
        elif kind == "value":
            made = value
        elif self._depth >= _DEEPEST:
            made = _SYMBOLS.get(value, _LEFT.get(value, ""))
        else:
            self._depth += 1
            made, bare = self._named(value)
            self._depth -= 1
            return made, bare
        return made, made

    def _named(self, name: str) -> tuple[str, str]:
        if name in _UNARY:
            made = f"{_UNARY[name]}{{{self._simple()[1]}}}"
        elif name in _AROUND:
            left, right = _AROUND[name]
            made = f"\\left{left} {self._simple()[1]} \\right{right}"
        elif name in _BINARY:
            one, other = self._simple()[1], self._simple()[1]
            made = _BINARY[name] % (one, other)
        elif name in _LEFT:
            return self._bracketed(name)
        elif name == "|":
            return self._barred()
        elif name in ("/", "_", "^"):
            made = {"/": "/", "_": "\\_", "^": "\\hat{}"}[name]
        else:
            made = _SYMBOLS.get(name, name)
        return made, made

    def _bracketed(self, left: str) -> tuple[str, str]:
        bars, self._bars = self._bars, 0
        inner = self._expression()
        self._bars = bars
        right = _RIGHT.get(self._take(), ".") if self._at < len(self._tokens) else "."
        return f"\\left{_LEFT[left]} {inner} \\right{right}" if inner else f"{_LEFT[left]}{right}".replace(
            ".", ""
        ), inner

    def _barred(self) -> tuple[str, str]:
        self._bars += 1
        inner = self._expression()
        self._bars -= 1
        if inner and self._peek() == "|":
            self._take()
            made = f"\\left| {inner} \\right|"
        else:
            made = f"| {inner}".rstrip()
        return made, made
