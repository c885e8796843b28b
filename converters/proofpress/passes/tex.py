"""TeX that KaTeX refuses, mended where one small change makes it render; and formulas that stand in a code block.

Each remedy is tried on its own, then on top of the others, and only what KaTeX then takes is kept. TeX that renders is
never touched: a formula that no remedy would change is not even looked at by KaTeX.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from proofpress.engines import katex
from proofpress.engines.definitions import defines, definitions, typeset_page
from proofpress.engines.katex import Formula, Macro
from proofpress.engines.trouble import Trouble
from proofpress.evidence import rows
from proofpress.evidence.code import is_command
from proofpress.evidence.tex import is_tex, narrow
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, Inlines, each_level, each_run, nested
from proofpress.regex import regex
from proofpress.tree import Block, Code, Document, Inline, InlineCode, InlineMath, Math, holds, of_kinds

_FENCES = frozenset(("latex", "tex", "math", "katex", "mathjax"))
_DOCUMENT = regex(
    r"\\(?:documentclass|usepackage|section|subsection|chapter|begin\{(?:document|figure|table|tabular|itemize"
    r"|enumerate|tikzpicture|theorem|proof|lstlisting|verbatim|abstract|algorithm)|includegraphics|item\b"
    r"|newcommand|def\b|cite|caption|textbf|textit|footnote|maketitle)|(?<!\\)%|(?<!\\)\$(?!\$)"
)
_FULLWIDTH = {
    ord(wide): plain
    for wide, plain in zip(
        "（）｛｝［］，；：＝＋－＊／＜＞＿＾｜！０１２３４５６７８９", "(){}[],;:=+-*/<>_^|!0123456789", strict=True
    )
}
_NAMES = {
    r"\mathds": r"\mathbb",
    r"\textsc": r"\text",
    r"\mathbbm": r"\mathbb",
    r"\emph": r"\textit",
    r"\textsl": r"\textit",
    r"\mathbbold": r"\mathbb",
    r"\hdots": r"\dots",
    r"\bigtimes": r"\times",
    r"\coloneq": r"\coloneqq",
    r"\degree": r"^\circ",
    r"\celsius": r"^\circ\text{C}",
    r"\micro": r"\mu",
    r"\ohm": r"\Omega",
    r"\mbox": r"\text",
    r"\norm": r"\Vert",
}
_NAME = regex(r"(" + "|".join(re.escape(name) for name in _NAMES) + r")(?![A-Za-z])")
_WORDS = regex(r"(\\(?:text(?:bf|it|tt|rm|sf|normal)?|mbox|hbox|operatorname)\s*\{)([^{}$]*)\}")
_BARE_SIGN = regex(r"(?<!\\)[_&%#]")
_COLOUR = regex(r"\\color\s*+\\([A-Za-z]++)\s*+(?=\{)")
_BARE_ARGUMENT = regex(r"(?<=[_^])\\[A-Za-z]++(?:\s*+\{(?:[^{}]|\{[^{}]*+\})*+\})++")
"""A command with what it is given, as an index or an exponent without braces."""
_DOUBLE = regex(r"((?:\\[A-Za-z]+|[A-Za-z0-9])(?P<sign>[_^])(?:\{[^{}]*\}|\\[A-Za-z]+|[A-Za-z0-9]))(?=(?P=sign))")


def _braces(tex: str) -> str:
    """As many closing braces as opening ones: the missing at the end, the extra gone."""
    depth, out = 0, []
    for match in re.finditer(r"\\.|[{}]|[^\\{}]+|\\", tex, re.S):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            if depth == 0:
                continue
            depth -= 1
        out.append(match[0])
    return "".join(out) + "}" * depth if depth <= 3 else tex


def _sides(tex: str) -> str:
    """`\\left` without `\\right`, and the other way round, as plain brackets."""
    left, right = len(re.findall(r"\\left(?![A-Za-z])", tex)), len(re.findall(r"\\right(?![A-Za-z])", tex))
    return re.sub(r"\\(?:left|right)(?![A-Za-z])\s*\.?", "", tex) if left != right else tex


def _environments(tex: str) -> str:
    """An environment that is opened and not closed gets its end; one that KaTeX lacks becomes `aligned`."""
    tex = re.sub(r"\\(begin|end)\{eqnarray\*?\}", r"\\\1{aligned}", tex)
    if "{aligned}" in tex:
        tex = re.sub(r"&\s*(=|<|>|\\le\b|\\ge\b|\\approx|\\equiv)\s*&", r"&\1", tex)
    open_ones: list[str] = []
    for match in re.finditer(r"\\(begin|end)\{([A-Za-z]+\*?)\}", tex):
        if match[1] == "begin":
            open_ones.append(match[2])
        elif open_ones and open_ones[-1] == match[2]:
            open_ones.pop()
        else:
            return tex
    return tex + "".join(f"\\end{{{name}}}" for name in reversed(open_ones))


def _inline(tex: str) -> str:
    return re.sub(
        r"\\(begin|end)\{(align|gather|alignat|equation|multline)\*?\}",
        lambda m: f"\\{m[1]}{{{'gathered' if m[2] in ('gather', 'multline') else 'aligned'}}}",
        tex,
    )


def _aligned(tex: str) -> str:
    return (
        f"\\begin{{aligned}}\n{tex}\n\\end{{aligned}}" if re.search(r"(?<!\\)&", tex) and "\\begin" not in tex else tex
    )


def _words(tex: str) -> str:
    """Signs of TeX that stand in words, as in `\\text{item_id}`, as the characters that they are."""
    return _WORDS.sub(lambda m: m[1] + _BARE_SIGN.sub(r"\\\g<0>", m[2]) + "}", tex)


def _doubles(tex: str) -> str:
    return _DOUBLE.sub(r"{\1}", tex)


REMEDIES: tuple[Callable[[str], str], ...] = (
    lambda tex: html.unescape(tex) if re.search(r"&(?:lt|gt|amp|quot|nbsp|#\d+);", tex) else tex,
    lambda tex: re.sub(r"(?<!\\)\$", "", tex),
    lambda tex: re.sub(r"\\(?:label|require|tag\*?(?=\{\}))\{[^{}]*\}", "", tex),
    lambda tex: re.sub(r"\\(?:eqref|ref)\{([^{}]*)\}", r"(\\text{\1})", tex),
    lambda tex: _NAME.sub(lambda match: _NAMES[match[1]], tex),
    lambda tex: re.sub(r"\\([_*])", r"\1", tex),
    lambda tex: _COLOUR.sub(r"\\textcolor{\1}", tex),
    lambda tex: _BARE_ARGUMENT.sub(r"{\g<0>}", tex),
    _words,
    _doubles,
    _environments,
    _inline,
    _sides,
    _braces,
    lambda tex: tex.translate(_FULLWIDTH),
    lambda tex: tex if defines(tex) else re.sub(r"(?<!\\)#", r"\\#", tex),
    _aligned,
)
"""What is tried, in this order; each leaves TeX alone that it has no business with."""


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with formulas that render, wherever one of the remedies makes them."""
    if not holds(document, InlineMath, Math, Code):
        return document
    first = next(of_kinds(document, InlineMath, Math), None)
    if not katex.installed():
        if first is not None:
            ledger.doubted(
                first.span,
                "formulas were not checked, for KaTeX's files are missing; install proofpress again, or run "
                "`make setup` in a checkout",
                "缺少 KaTeX 的文件，公式未经检查；请重新安装 proofpress，或在源码目录运行 `make setup`",
            )
        return document

    own = _own_macros(document)

    def run(nodes: Inlines) -> Inlines:
        return tuple(
            _formula(node, own, ledger) if isinstance(node, InlineMath) else node for node in nested(nodes, run)
        )

    def level(blocks: Blocks) -> Blocks:
        return tuple(_block(node, own, ledger) for node in blocks)

    return each_level(each_run(document, run) if holds(document, InlineMath) else document, level)


Macros = tuple[tuple[str, Macro], ...]


def _own_macros(document: Document) -> Macros:
    """What the article's formulas define, wherever they do."""
    defining = (node.value for node in of_kinds(document, InlineMath, Math) if defines(node.value))
    return tuple({each.name: each.macro for tex in defining for each in definitions(tex)}.items())


_CHANGED = regex(
    r"[&$#%]|[^\x00-\x7f]|[_^]\\[A-Za-z]++\s*+\{|\\(?:[_*]|color|label|require|tag|eqref|ref|begin|end|left|right|"
    + "|".join(name[1:] for name in _NAMES)
    + ")"
)


def _suspect(tex: str) -> bool:
    """False where no remedy would change anything, as is soon seen of most formulas."""
    return (
        _CHANGED.search(tex) is not None
        or tex.count("^") > 1
        or tex.count("_") > 1
        or ("{" in tex or "}" in tex)
        and (_braces(tex) != tex or _words(tex) != tex)
    )


@lru_cache(4096)
def mended(tex: str, display: bool, macros: Macros = ()) -> str | None:
    """TeX that KaTeX takes instead of one that it refuses; None where it takes it as it is, or nothing helps. `macros`
    are pairs of `\\name` and TeX."""
    if not _suspect(tex):
        return None
    changes = [made for remedy in REMEDIES if (made := remedy(tex)) != tex]
    if not changes or _renders(tex, display, macros):
        return None
    for made in changes:
        if _renders(made, display, macros):
            return made
    at = tex
    for remedy in REMEDIES:
        at = remedy(at)
        if at != tex and _renders(at, display, macros):
            return at
    return None


def _renders(tex: str, display: bool, macros: Macros) -> bool:
    (result,) = typeset_page([Formula(tex, display)], dict(macros))
    return not isinstance(result, Trouble)


_ENTITY = regex(r"&(?:lt|gt|amp);")
_ESCAPED = regex(r"\\(?:math(?:cal|bb|bf|rm|it|frak|scr|sf)|[dt]?frac|sqrt|text|operatorname|hat|bar|tilde|vec)\\\{")
"""A command that cannot stand before a printed brace: somebody escaped all signs of the formula."""
_ESCAPE = regex(r"(?<!\\)\\([_{}*^\[\]])")


def _meant(node: InlineMath | Math, ledger: Ledger) -> str:
    """The TeX of a formula with what KaTeX sets without a word, and not as it is meant."""
    value = node.value
    if _ENTITY.search(value):
        value = _ENTITY.sub(lambda found: html.unescape(found[0]), value)
        ledger.repaired(node.span, "references of HTML in a formula", "公式里残留的 HTML 实体")
    if _ESCAPED.search(value):
        value = _ESCAPE.sub(r"\1", value)
        ledger.repaired(node.span, "escapes of Markdown in a formula", "公式里残留的 Markdown 转义")
    made = rows.mended(value)
    if made != value:
        ledger.repaired(
            node.span, "rows of a formula that ended in one backslash, not two", "公式的换行 `\\\\` 只剩一个反斜杠"
        )
    elif rows.lost_breaks(made).doubtful:
        ledger.doubted(
            node.span,
            "a backslash at the end of a line in a formula, which may have been two",
            "公式行末的单个反斜杠，可能原为两个",
        )
    if (plain := narrow(made)) != made:
        ledger.repaired(node.span, "full-width signs in a formula", "公式里的全角标点", text=node.value)
    return plain


def _formula(node: InlineMath, macros: Macros, ledger: Ledger) -> Inline:
    if commands := _commands(node, ledger):
        return InlineCode(commands, span=node.span)
    if (tex := _meant(node, ledger)) != node.value:
        node = replace(node, value=tex)
    made = mended(node.value, False, macros)
    if made is None:
        return node
    ledger.repaired(node.span, "a formula that did not render", "无法渲染的公式")
    return replace(node, value=made)


def _commands(node: InlineMath | Math, ledger: Ledger) -> str:
    """The command lines between two marks of a formula, which is none; "" where it is one."""
    lines = [line.strip() for line in node.value.split("\n") if line.strip()]
    if not lines or not all(map(is_command, lines)):
        return ""
    ledger.doubted(node.span, "a command between the marks of a formula", "公式定界符里是一条命令")
    return "\n".join(lines)


def _block(node: Block, macros: Macros, ledger: Ledger) -> Block:
    if isinstance(node, Math):
        if commands := _commands(node, ledger):
            return Code(commands, "bash", span=node.span, inner=node.inner)
        if (tex := _meant(node, ledger)) != node.value:
            node = replace(node, value=tex)
        made = mended(node.value, True, macros)
        if made is not None:
            ledger.repaired(node.span, "a formula that did not render", "无法渲染的公式")
            return replace(node, value=made)
    elif (
        isinstance(node, Code)
        and node.fence
        and node.lang.lower() in _FENCES
        and (tex := _in_fence(node.value, macros))
    ):
        ledger.repaired(node.span, "a formula that stood in a code block", "写在代码块里的公式")
        return Math(tex, span=node.span, inner=node.inner)
    return node


def _in_fence(value: str, macros: Macros) -> str:
    """The TeX of one formula in a code block; "" where it is a listing, or several things."""
    tex = value.strip()
    for left, right in (("$$", "$$"), ("\\[", "\\]"), ("$", "$"), ("\\(", "\\)")):
        if tex.startswith(left) and tex.endswith(right) and len(tex) > len(left) + len(right):
            tex = tex[len(left) : -len(right)].strip()
            break
    if len(tex) > 3000 or re.search(r"\n\s*\n", tex) or _DOCUMENT.search(tex) or not is_tex(tex):
        return ""
    return tex if _renders(tex, True, macros) else mended(tex, True, macros) or ""
