"""The characters of MathML and their names in TeX, and pieces of TeX put side by side or between fences."""

from __future__ import annotations

import re

from proofpress.regex import regex

_LETTERS = (
    "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ"
    " lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ"
    " chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"
    " infty ∞ partial ∂ nabla ∇ hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ emptyset ∅ forall ∀ exists ∃ neg ¬ prime ′"
    " top ⊤ bot ⊥"
)
_SIGNS = (
    "times × div ÷ pm ± mp ∓ cdot ⋅ cdot · ast ∗ star ⋆ circ ∘ bullet ∙ oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙"
    " leq ≤ geq ≥ neq ≠ equiv ≡ approx ≈ sim ∼ simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫ prec ≺ succ ≻ preceq ⪯"
    " succeq ⪰ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ in ∈ ni ∋ notin ∉ cap ∩ cup ∪ setminus ∖ wedge ∧ vee ∨"
    " to → leftarrow ← Rightarrow ⇒ Leftarrow ⇐ leftrightarrow ↔ Leftrightarrow ⇔ mapsto ↦ uparrow ↑"
    " downarrow ↓ longrightarrow ⟶ Longrightarrow ⟹ iff ⟺ sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮"
    " bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigvee ⋁ bigwedge ⋀ ldots … cdots ⋯ vdots ⋮ ddots ⋱ langle ⟨"
    " rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ | ‖ parallel ∥ perp ⟂ angle ∠ triangle △ square □ models ⊨"
    " vdash ⊢ mid ∣ - − colon ∶ ' ’ dagger † ddagger ‡ degree ° therefore ∴ because ∵ backslash ∖ langle 〈"
    " rangle 〉 nmid ∤ hookrightarrow ↪ rightharpoonup ⇀ asymp ≍"
)


def _table(words: str) -> dict[str, str]:
    parts = words.split()
    made: dict[str, str] = {}
    for name, char in zip(parts[::2], parts[1::2], strict=True):
        made.setdefault(char, name if name in "-'" else "\\" + name)
    return made


CHARACTERS = (
    _table(_LETTERS)
    | _table(_SIGNS)
    | {
        "\u2061": "",
        "\u2062": "",
        "\u2063": "",
        "\u2064": "",
        "\xa0": "\\ ",
        "\u2009": "\\,",
        "\u2003": "\\quad ",
        "\u200b": "",
        "°": "^{\\circ}",
    }
)
_ESCAPED = {"%": "\\%", "#": "\\#", "&": "\\&", "{": "\\{", "}": "\\}", "$": "\\$", "_": "\\_"}
FUNCTIONS = frozenset(
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth log ln lg exp lim limsup liminf max min "
    "sup inf det dim ker deg gcd arg hom Pr".split()
)
ACCENTS = {
    "¯": "bar",
    "ˉ": "bar",
    "ˊ": "acute",
    "ˋ": "grave",
    "˚": "mathring",
    "‾": "overline",
    "^": "hat",
    "ˆ": "hat",
    "~": "tilde",
    "˜": "tilde",
    "→": "vec",
    "⃗": "vec",
    "˙": "dot",
    ".": "dot",
    "¨": "ddot",
    "..": "ddot",
    "⏞": "overbrace",
    "ˇ": "check",
    "˘": "breve",
    "´": "acute",
    "`": "grave",
    "_": "bar",
    "―": "overline",
    "−": "bar",
    "-": "bar",
    "⇀": "vec",
}
UNDER = {"_": "underline", "¯": "underline", "‾": "underline", "⏟": "underbrace", "̲": "underline"}
VARIANTS = {
    "bold": "mathbf",
    "double-struck": "mathbb",
    "script": "mathcal",
    "fraktur": "mathfrak",
    "sans-serif": "mathsf",
    "monospace": "mathtt",
    "bold-italic": "boldsymbol",
    "normal": "mathrm",
}
LARGE = regex(
    r"\\(?:sum|prod|coprod|int|iint|iiint|oint|big\w+|lim|limsup|liminf|max|min|sup|inf|det|gcd|Pr"
    r"|operatorname\*\{[^{}]*\})\Z"
)
FENCES = frozenset(("(", ")", "[", "]", "{", "}", "|", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉", "‖", "∣", "∥"))
_ROWS = regex(
    r"\\begin\{(?:matrix|aligned|array\}\{[lcr]+)\} ((?:(?!\\begin\{).)*) \\end\{(?:matrix|aligned|array)\}", re.S
)
_LONGEST_COMMAND = 40


def joined(parts: list[str]) -> str:
    """Parts side by side, with a space where a command would run into a letter."""
    out: list[str] = []
    end = ""
    for part in parts:
        if part and part[0].isalpha() and re.search(r"\\[a-zA-Z]+\Z", end):
            out.append(" ")
        out.append(part)
        end = (end + part)[-_LONGEST_COMMAND:]
    return "".join(out)


def signs(text: str) -> str:
    """Characters as TeX."""
    return joined([CHARACTERS.get(char, _ESCAPED.get(char, char)) for char in text])


def fence(left: str, right: str, body: str) -> str:
    """TeX between fences that grow with it, "" for none; a matrix or a list of cases in its own environment."""
    body = body.strip()
    names = {
        ("(", ")"): "pmatrix",
        ("[", "]"): "bmatrix",
        ("|", "|"): "vmatrix",
        ("∣", "∣"): "vmatrix",
        ("‖", "‖"): "Vmatrix",
    }
    if (name := names.get((left, right))) and body.startswith("\\begin{matrix}") and body.endswith("\\end{matrix}"):
        return body.replace("{matrix}", f"{{{name}}}")
    if left == "{" and not right and (rows := _ROWS.fullmatch(body)):
        return f"\\begin{{cases}} {rows[1]} \\end{{cases}}"
    return f"\\left{signs(left) or '.'} {body} \\right{signs(right) or '.'}"
