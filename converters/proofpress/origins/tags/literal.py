"""What a tag encloses to the letter: code, a diagram, a formula, raw text, a comment."""

from __future__ import annotations

import re

from proofpress.evidence.language import language_of
from proofpress.languages import canonical, is_known
from proofpress.markdown.ticks import fence_around
from proofpress.origins.tags.grammar import Tag
from proofpress.origins.tags.handlers import Kind
from proofpress.origins.tags.work import STANDS, Work
from proofpress.regex import regex
from proofpress.repairs.lines import Change

_DIAGRAM = regex(
    "(?:graph|flowchart|sequenceDiagram|classDiagram|stateDiagram|erDiagram|gantt|pie|journey|gitGraph"
    r"|mindmap|timeline)\b"
)
_RAW = regex(
    r"^[ \t]*+\{%-?\s*+(?:end)?raw\s*+-?%\}[ \t]*+\n|\n?[ \t]*+\{%-?\s*+(?:end)?raw\s*+-?%\}[ \t]*+\Z"
    r"|\{%-?\s*+(?:end)?raw\s*+-?%\}",
    re.M,
)


def literal(work: Work, tag: Tag, close: Tag, kind: Kind) -> int:
    """What a tag encloses to the letter: code, a diagram, a formula, raw text, a comment."""
    text = work.source.text
    inner = text[tag.end : close.start]
    span = work.source.span(tag.start, close.end)
    if kind == "comment":
        work.ledger.removed(span, "a comment in the template", "模板注释")
        work.changes.append(Change(tag.start, close.end, ""))
        return close.end
    if kind == "raw":
        for one in (tag, close):
            work.ledger.repaired(
                work.source.span(one.start, one.end),
                "a tag that keeps text from the template engine",
                "防止模板引擎处理的标签",
            )
            work.changes.append(Change(one.start, one.end, ""))
        return close.end
    if kind == "math" and re.fullmatch(
        r"\s*(?:\$[^$]+\$|\$\$.+\$\$|\\{1,2}\(.+\\{1,2}\)|\\{1,2}\[.+\\{1,2}\])\s*", inner, re.S
    ):
        _fence(work, tag, close, "", "")
        return close.end
    if kind == "math":
        beside = text[text.rfind("\n", 0, tag.start) + 1 : tag.start].strip(" \t>")
        beside += text[close.end : end if (end := text.find("\n", close.end)) >= 0 else len(text)].strip()
        left, right = ("$", "$") if beside and "\n" not in inner.strip() else ("$$\n", "\n$$")
        _fence(work, tag, close, left, right)
        return close.end
    lang = "mermaid" if kind == "diagram" else _language(tag, inner)
    mark = fence_around(inner)
    first = f"{tag.args}\n" if kind == "diagram" and _DIAGRAM.match(tag.args) else ""
    start, end = _fence(
        work, tag, close, f"{mark}{lang}\n{first}", f"\n{mark}", _caption(tag) if kind == "code" else ""
    )
    for raw in _RAW.finditer(text[start:end]) if re.search(r"\{%-?\s*endraw", inner) else ():
        work.changes.append(Change(start + raw.start(), start + raw.end(), ""))
    return close.end


def _caption(tag: Tag) -> str:
    """`{% codeblock title lang:js address words %}`: the title, and a link where there is an address."""
    if tag.name != "codeblock" or tag.hugo:
        return ""
    args = tag.parsed
    at = next((index for index, word in enumerate(args.all) if word.startswith(("http://", "https://"))), len(args.all))
    title = " ".join(args.all[:at])
    if at == len(args.all):
        return "" if _is_language(tag) else title
    return f"{title} [{' '.join(args.all[at + 1 :]) or 'link'}]({args.all[at]})".strip()


def _is_language(tag: Tag) -> bool:
    """True where the only word is a language, in the place of a title."""
    args = tag.parsed
    return len(args.all) == 1 and not args.get("lang", "language") and is_known(args.all[0])


def _language(tag: Tag, inner: str) -> str:
    args = tag.parsed
    named = args.get("lang", "language", "type", "code")
    first = (
        next((word for word in args.all if re.fullmatch(r"[A-Za-z][\w+#-]*", word)), "")
        if tag.name in ("highlight", "prism", "code", "codefence")
        else ""
    )
    lang = named or first or (args.all[0] if tag.name == "codeblock" and _is_language(tag) else "")
    if lang:
        return canonical(lang) or "text"
    if guess := language_of(inner.strip()):
        return guess
    if tag.name == "code-toggle" or re.match(r"\s*(?:\[[\w.'\"/+-]+\]\s*\n|[\w-]+\s*=\s)", inner):
        return "toml"
    return "text"


def _fence(work: Work, tag: Tag, close: Tag, left: str, right: str, caption: str = "") -> tuple[int, int]:
    """Fences in the place of two tags, each on a line of its own, at the indentation of the first;
    the offsets of what is between."""
    text = work.source.text
    line = text.rfind("\n", 0, tag.start) + 1
    indent = text[line : tag.start] if not text[line : tag.start].strip() else ""
    in_line = left == "$" or not left and not text[tag.end : close.start].lstrip().startswith(("$$", "\\[", "\\\\["))
    begins = "" if not text[line : tag.start].strip() or in_line else "\n\n"
    if caption:
        begins += f"{caption}\n\n{indent}"
    after = tag.end + (1 if left.endswith("\n") and text[tag.end : tag.end + 1] == "\n" else 0)
    before = close.start
    if right.startswith("\n"):
        while before > after and text[before - 1] in " \t":
            before -= 1
        if before > after and text[before - 1] == "\n":
            before -= 1
    ends = "\n\n" if right.startswith("\n") and text[close.end : close.end + 1] not in ("", "\n") else ""
    work.changes.append(Change(tag.start, after, begins + left))
    work.changes.append(Change(max(before, after), close.end, right.replace("\n", "\n" + indent) + ends))
    work.ledger.repaired(work.source.span(tag.start, tag.end), *STANDS)
    return after, max(before, after)
