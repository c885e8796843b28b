"""Marks in a line that CommonMark lacks: `==marked==`, `H~2~O`, `x^2^`, `^^new^^`, the keys of a keyboard,
`++ctrl+c++`, the language of code in a line, and GitLab's formulas in code between dollars."""

from __future__ import annotations

import re

from proofpress import languages
from proofpress.evidence import chinese
from proofpress.evidence.tex import Look, is_tex
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_CLOSES = "”’」』）】》)\\]，。；：！？、,;:.?"
_OPENS = "“‘「『（【《(\\["
_QUOTED = r"""(?!(?<=["'])==["'])"""
"""An operator between quotes opens nothing, nor does what stands before a closing sign or behind an opening one."""
_MARK = regex(
    rf"(?<![=\w\\<>!]){_QUOTED}==(?![=\s{_CLOSES}])([^=\n]+)(?<![\s={_OPENS}])==(?![=\w])"
    rf"|(?:^|(?<=[-*+>.)|\]#] )|(?<=[{chinese.WIDE}]))==(?![=\s{_CLOSES}])([^=\n]+)(?<![\s={_OPENS}])==(?!=)"
    rf"|(?<![=\w\\<>!]){_QUOTED}==(?![=\s{_CLOSES}])([^=\n，。；：！？]+)(?<![\s={_OPENS}])==(?=[{chinese.WIDE}])",
    re.M,
)
_SUB = regex(r"(?<=[A-Za-z)\]])(?<!~)~(?!~)([0-9A-Za-z+\u2212-]{1,6})~(?!~)|(?<=\d)~([A-Za-z]{1,4})~(?![~\w])")
_SUP = regex(
    r"(?<=[0-9A-Za-z)\]])\^(?![\^\[])([0-9A-Za-z+\u2212-]{1,6})\^(?![\^0-9A-Za-z_])"
    r"|(?<=[0-9A-Za-z)\]])\^([+\u2212-]?(?:\d{1,6}|[a-z]{2,4})[+\u2212-]?)\^(?=[A-Za-z])"
)
"""Where a word goes on behind it, what stands between two signs of powers holds no operator: `x^2+y^2=r^2`."""
_CODED = regex(r"(?<![\\$\w])\$(`{1,2})(?!`)([^`\n]{1,400})\1\$(?![\w$])")
_KEY = r"(?:[a-z0-9][\w-]*|\"[^\"\n]+\")"
_KEYS = regex(rf"(?<![A-Za-z0-9_+\\])\+\+({_KEY}(?:\+{_KEY})*)\+\+(?![A-Za-z0-9_+])")
_INSERTED = regex(
    r"(?<![A-Za-z0-9_+\\)\]])\+\+(?=[^\s+])(?P<words>(?:(?!\+\+)[^\n])++)(?<![\s+])\+\+(?![A-Za-z0-9_+(])"
)
"""What HackMD underlines as new; operators of a program look like it."""
_TYPED = regex(r"^:::|==\w|^\[TOC\]", re.M)
"""Signs of an editor that knows it."""
_EACH = regex(_KEY)
_NEW = regex(r"(?<![\^\\])\^\^(?![\s^])([^\^\n]+)(?<!\s)\^\^(?!\^)")
_CODE = regex(r"(?P<mark>`+)(?P<says>(?:#!|:::)(?P<language>[A-Za-z][\w+#.-]*)[ ]+)(?=[^\s-])")
_CODED_AS = regex(r"(?<=[^\s`])(?P<says>\{:(?P<language>\.?[A-Za-z][\w+#.-]*+)\})`+$")
"""The language of code in a line, or what it is in one, as rehype-pretty-code reads it."""
_NAMES = {
    **{name: name.capitalize() for name in
"alt shift space tab enter delete insert home end pause option command windows meta super fn "
"menu"
.split()},
    "ctrl": "Ctrl", "control": "Ctrl", "cmd": "Cmd", "win": "Win", "opt": "Option", "esc": "Esc", "escape": "Esc",
    "del": "Del", "ins": "Ins", "backspace": "Backspace", "return": "Enter", "caps-lock": "Caps Lock",
    "page-up": "Page Up",
    "page-down": "Page Down", "print-screen": "Print Screen", "arrow-up": "↑", "arrow-down": "↓", "arrow-left": "←",
    "arrow-right": "→", "up": "↑", "down": "↓", "left": "←", "right": "→", "plus": "+",
}  # fmt: skip
_LATER = regex(r'[a-z0-9]|f\d{1,2}|[a-z]+(?:-[a-z]+)*|"[^"]+"')


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with the elements that every renderer shows."""
    text = source.text
    changes: list[Change] = []
    if not any(sign in text for sign in ("==", "~", "^", "++", "$`", "`#!", "`:::", "}`")):
        return source
    lexed = lex_source(source, ANYBODYS)
    seen = lexed.words
    for pattern, element in ((_MARK, "mark"), (_SUB, "sub"), (_SUP, "sup")):
        for found in pattern.finditer(seen):
            at = found.lastindex or 1
            changes.append(Change(found.start(), found.start(at), f"<{element}>"))
            changes.append(Change(found.end(at), found.end(), f"</{element}>"))
            _say(source, found, ledger)
    for found in _CODED.finditer(text):
        if not lexed.codeless[found.start()] == "$" == lexed.codeless[found.end() - 1]:
            continue
        if is_tex(found[2], Look.NUMBER):
            changes.append(Change(found.start(), found.end(), f"${found[2].strip()}$"))
            _say(source, found, ledger)
        else:
            # Code is code to every parser; that it stands in a formula is read into the dollars by some.
            changes += (Change(at, at + 1, "\\$") for at in (found.start(), found.end() - 1))
    combinations = [(found, _EACH.findall(found[1])) for found in _KEYS.finditer(seen)]
    # One letter between pluses may be two operators, unless the text writes for parsers that read keys.
    sure = bool(lexed.boxes) or any(keys[0] in _NAMES for _, keys in combinations)
    for found, keys in combinations:
        if all(key in _NAMES or _LATER.fullmatch(key) for key in keys) and (keys[0] in _NAMES or sure):
            made = "+".join(f"<kbd>{_NAMES.get(key, _shown(key))}</kbd>" for key in keys)
            changes.append(Change(found.start(), found.end(), made))
            _say(source, found, ledger)
    taken = {change.start for change in changes}
    inserted = [found for found in _INSERTED.finditer(seen) if found.start() not in taken] if "++" in text else []
    typed = bool(inserted) and _TYPED.search(text) is not None
    for found in inserted:
        if _is_inserted(found["words"], typed=typed):
            changes += [Change(found.start(), found.start() + 2, ""), Change(found.end() - 2, found.end(), "")]
            _say(source, found, ledger)
    for found in _NEW.finditer(seen) if sure else ():
        changes += [Change(found.start(), found.start() + 2, ""), Change(found.end() - 2, found.end(), "")]
        _say(source, found, ledger)
    for span in lexed.code_spans if "`#!" in text or "`:::" in text or "}`" in text else ():
        coded = _CODE.match(text, span.start, span.end) or _CODED_AS.search(text, span.start, span.end)
        if coded and (coded["language"][0] == "." or languages.lexer(coded["language"])):
            changes.append(Change(*coded.span("says"), ""))
            ledger.removed(source.span(*coded.span("says")), "the language of code in a line", "行内代码的语言")
    return rewrite(source, changes)


def _is_inserted(words: str, *, typed: bool) -> bool:
    """Whether what stands between two pairs of pluses is a text and no variable: Chinese at both ends, or, in a text
    that was `typed` for such an editor, a word or several of which the first and the last are no names of one letter
    and not the same."""
    if chinese.has(words[0]):
        return chinese.has(words[-1]) or words[-1] in _CLOSES
    said = re.findall(r"[A-Za-z]+", words)
    if not typed or not said or not words.startswith(said[0]) or not words.endswith(said[-1]):
        return False
    return len(words) > 3 if words == said[0] else min(len(said[0]), len(said[-1])) > 1 and said[0] != said[-1]


def _shown(key: str) -> str:
    return key.strip('"') if key.startswith('"') else key.upper() if len(key) < 3 else key.replace("-", " ").title()


def _say(source: Source, found: re.Match[str], ledger: Ledger) -> None:
    ledger.repaired(
        source.span(found.start(), found.end()), "a mark of another dialect as an element", "其他方言的标记改为通用元素"
    )
