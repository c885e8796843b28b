"""Who is quoted and when, as HackMD writes it into a quotation: `[name=…] [time=…] [color=…]`."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_ONE = regex(r"\[(?P<key>name|time|color)=(?P<value>[^\[\]\n]{1,80})\]")
_RUN = regex(rf"(?:{_ONE.pattern.replace('?P<key>', '?:').replace('?P<value>', '?:')}[ \t]*)+")
_QUOTE = regex(r"[ \t]*>[> \t]*")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with the name and the time as words behind a dash, on a line of their own where they have one; a
    colour goes."""
    text = source.text
    if "[name=" not in text and "[time=" not in text and "[color=" not in text:
        return source
    seen = lex_source(source, ANYBODYS).codeless
    changes: list[Change] = []
    for run in _RUN.finditer(seen):
        line = text.rfind("\n", 0, run.start()) + 1
        end = text.find("\n", run.end())
        end = len(text) if end < 0 else end
        quote = _QUOTE.match(text, line)
        if quote is None or quote.end() > run.start():
            continue
        stop = run.start() + len(run[0].rstrip())
        found = list(_ONE.finditer(text, run.start(), stop))
        said = ", ".join(one["value"].strip() for one in found if one["key"] != "color")
        changes.append(Change(run.start(), stop, f"— {said}" if said else ""))
        for one in found:
            span = source.span(*one.span())
            if one["key"] == "color":
                ledger.removed(span, "the colour of a quotation", "引用的颜色")
            else:
                ledger.repaired(span, "who is quoted, or when, as words", "引用的署名与时间改为文字")
        alone = not text[quote.end() : run.start()].strip() and not text[stop:end].strip()
        above = text[text.rfind("\n", 0, max(line - 1, 0)) + 1 : max(line - 1, 0)]
        if said and alone and (kept := _QUOTE.match(above)) and above[kept.end() :].strip():
            changes.append(Change(line - 1, line - 1, "<br>"))
        if said and alone and (below := _QUOTE.match(text, end + 1)) and text[below.end() : below.end() + 1].strip():
            changes.append(Change(end, end, "<br>"))
    return rewrite(source, changes)
