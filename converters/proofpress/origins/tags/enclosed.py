"""What a tag encloses as Markdown: a quote with its title in bold, a disclosure, a part under its name;
any other tag just goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, takewhile

from proofpress.origins.tags.gitbook import LEADS
from proofpress.origins.tags.grammar import Args, Tag
from proofpress.origins.tags.handlers import KINDS, Kind, kind_in
from proofpress.origins.tags.themes import ICON, attribution, is_style, name, parts
from proofpress.origins.tags.work import STANDS, Work, put
from proofpress.readers.html.box_words import COLOURS
from proofpress.regex import regex
from proofpress.repairs.lines import Change


def enclose(work: Work, tag: Tag, close: Tag, kind: Kind) -> None:
    """What encloses Markdown: a quote with its title in bold, a disclosure, a part with its name in bold;
    any other tag just goes."""
    args = tag.parsed
    text = work.source.text
    if kind == "quote":
        title = titled(tag, args)
        line = text[text.rfind("\n", 0, tag.start) + 1 : tag.start]
        indent = "" if line.strip() else line
        lead = f"> {title}\n{indent}>\n" if title else ""
        first = text.find("\n", tag.end, close.start)
        if first < 0 or text[tag.end : first].strip():
            work.changes.append(Change(tag.start, tag.end, f"{lead}{indent if lead else ''}> "))
        else:
            work.changes.append(Change(tag.start - len(indent), first + 1, indent + lead if lead else ""))
        at = first + 1 if first >= 0 else close.start
        while at < close.start:
            if text[at : close.start].strip():
                inner = at + len(indent) if text.startswith(indent, at) else at
                work.changes.append(Change(inner, inner, "> "))
            stop = text.find("\n", at, close.start)
            at = stop + 1 if stop >= 0 else close.start
        if said := _quoted(tag, args):
            last = text.rfind("\n", 0, close.start) + 1
            if text[last : close.start].strip():
                work.changes.append(Change(close.start, close.start, f"\n{indent}>\n{indent}> — {said}\n"))
            else:
                work.changes.append(Change(last, last, f"{indent}>\n{indent}> — {said}\n"))
        work.ledger.repaired(work.source.span(tag.start, tag.end), "a box as a quote", "提示框改为引用")
    elif kind == "details":
        title = (bare_title(tag, args) if KINDS.get(tag.name) == "quote" else name(args)) or "…"
        work.changes.append(
            Change(tag.start, tag.end, f"<details>\n<summary>{title.replace('<', '&lt;')}</summary>\n\n")
        )
        work.ledger.repaired(work.source.span(tag.start, tag.end), *STANDS)
    elif kind == "figure":
        put(work, tag, "")
        held = text[tag.end : close.start]
        last = max((found.end() for found in _PICTURE.finditer(held)), default=0)
        if said := held[last:].strip():
            begins = tag.end + held.index(said, last)
            work.changes.append(Change(tag.end + last, begins, "\n\n" if last else ""))
        elif said := args.get("caption"):
            work.changes.append(Change(close.start, close.start, f"\n\n{said}"))
    elif kind == "part":
        if tag.name in LEADS:
            put(work, tag, above(work, tag, LEADS[tag.name](args)))
        else:
            lead = f"**{name(args)}**" if name(args) else ""
            more = [one for key in ("badge", "subheader", "subtitle") if (one := args.named.get(key))] if lead else []
            lead = f"{lead} {', '.join(more)}" if more else lead
            put(work, tag, above(work, tag, lead), "a tab as text under its name", "标签页改为带名称的正文")
    else:
        put(work, tag, "")
    work.open.append(tag)


_PICTURE = regex(r"!\[[^\[\]\n]{0,400}+\]\([^()\n]{0,2000}+\)(?:\]\([^()\n]{0,2000}+\))?")


def above(work: Work, tag: Tag, lead: str) -> str:
    """A line as a block of its own above what follows a tag, at the indentation of the tag."""
    text = work.source.text
    start = text.rfind("\n", 0, tag.start) + 1
    line = text[start : tag.start]
    over = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    gap = "\n\n" if line.strip(" \t>") else f"\n{line}" if over.strip(" \t>") else ""
    return f"{gap}{lead}\n\n{'' if line.strip() else line}" if lead else ""


def in_line(work: Work, tag: Tag, close: Tag, kind: Kind) -> int:
    """What a pair encloses in the middle of a line, where no block can stand: code as a span, a box as its words."""
    inner = work.source.text[tag.end : close.start]
    mark = "`" * (1 + max((len(run) for run in re.findall("`+", inner)), default=0)) if kind == "code" else ""
    space = " " if "`" in inner and mark else ""
    work.changes += [Change(tag.start, tag.end, mark + space), Change(close.start, close.end, space + mark)]
    work.done.add(close.start)
    for one in (tag, close):
        work.ledger.repaired(work.source.span(one.start, one.end), *STANDS)
    return close.end if kind == "code" else tag.end


_QUOTATIONS = frozenset(("blockquote", "quote", "pullquote", "cq", "centerquote"))


def _quoted(tag: Tag, args: Args) -> str:
    """The author and the source of a quotation, without a title that it begins with; "" for a box."""
    if tag.name not in _QUOTATIONS or is_style(args.raw):
        return ""
    if titled(tag, args):
        return ", ".join(filter(None, map(args.named.get, ("author", "source", "cite"))))
    return attribution(args)


def titled(tag: Tag, args: Args) -> str:
    """The line that a quote begins with: a box's title or kind; a quotation has its author behind it."""
    title = args.get("title", "header", "heading")
    if title:
        return _labelled(args.get("type", "style", "color", "kind"), title)
    if (both := _KIND_AND_TITLE.fullmatch(args.raw)) is not None:
        return _labelled(both["kind"], both["title"])
    if tag.name in _QUOTATIONS:
        return ""
    if "," in args.raw and is_style((given := parts(args))[0]):
        return _labelled(_first_kind(given[0].split()), ", ".join(given[1:]))
    if tag.name in _UNNAMED and (said := args.get("type", "style", "color", "kind")) and (found := _KIND.search(said)):
        return f"**{_KIND_OF.get(found[0], found[0]).capitalize()}**"
    if tag.name in _UNNAMED and (own := _behind_styles(args.all)):
        return _labelled(_first_kind(args.all), own)
    words = [word for word in args.all if not re.fullmatch(r"[a-z-]+|#\w+", word) and not ICON.fullmatch(word)]
    given = [word for word in args.all if re.fullmatch(r"[a-z-]+", word) and word not in _LOOKS]
    kinds = [
        _KIND_OF.get(found[0], found[0]) if "-" in word and (found := _KIND.search(word)) else _KIND_OF.get(word, word)
        for word in given
    ]
    silent = "note" if tag.name in _NOTES or args.get("type") else ""
    said = " ".join(words) or (kinds[0] if kinds else silent if tag.name in _SILENT else tag.name).capitalize()
    return f"**{said}**" if said else ""


def bare_title(tag: Tag, args: Args) -> str:
    """The same as a line of plain text, with the kind of the box only where it has no title."""
    return titled(tag, args).rpartition("** ")[2].replace("**", "")


def _labelled(kind: str, title: str) -> str:
    """The author's title behind the kind of its box, where that is a kind and not what the title says itself."""
    kind = _KIND_OF.get(kind, kind)
    if not _KIND.fullmatch(kind) or kind in COLOURS or kind == title.lower():
        return f"**{title}**"
    return f"**{kind.capitalize()}** {title}"


def _behind_styles(words: Sequence[str]) -> str:
    """The title behind words that say how a box looks, `danger no-icon Before you begin`; "" where none begins it."""
    rest = list(dropwhile(is_style, words))
    return " ".join(rest) if len(rest) < len(words) else ""


def _first_kind(words: Sequence[str]) -> str:
    """The kind among the words that say how a box looks."""
    return next((word for word in takewhile(is_style, words) if _KIND.fullmatch(word)), "")


_KIND_AND_TITLE = regex(r"(?P<kind>[a-z]+)\s+(?P<quote>[\"'])(?P<title>[^\"'\n]+)(?P=quote)")
_NOTES = frozenset(("note", "noteblock", "callout"))
_SILENT = _NOTES | {"box", "panel", "message"}
_UNNAMED = _SILENT | {"hint", "alert", "admonition", "notice"}
"""Boxes whose name says nothing of their kind."""
_KIND = regex(
    "note|tip|hint|info|alert|warning|warn|danger|caution|important|success|error|question|example|red|blue|green"
    "|yellow|orange"
)
_LOOKS = frozenset(("default", "primary", "flat", "simple", "modern", "disabled", "no-icon"))
_KIND_OF = COLOURS | {"warn": "warning"}


def close(work: Work, tag: Tag) -> int:
    """The end of what stands open by that name, or a tag that closes nothing."""
    index = next((index for index in range(len(work.open) - 1, -1, -1) if work.open[index].name == tag.name), -1)
    if index < 0:
        put(work, tag, "")
        return tag.end
    kind = kind_in(work.open.pop(index))
    work.ledger.removed(work.source.span(tag.start, tag.end), "the end of a template tag", "模板标签的结束")
    text = work.source.text
    if kind == "details":
        work.changes.append(Change(tag.start, tag.end, "\n\n</details>\n"))
    else:
        line = text.rfind("\n", 0, tag.start) + 1
        alone = not text[line : tag.start].strip(" >\t")
        ends = "\n" if alone else _gap(text, tag.end) if kind in ("quote", "part", "figure") else ""
        work.changes.append(Change(line if alone and kind == "quote" else tag.start, tag.end, ends))
    return tag.end


def _gap(text: str, at: int) -> str:
    """What keeps a block apart from the words behind its end: on the same line, or on the next."""
    end = text.find("\n", at)
    if text[at : end if end >= 0 else len(text)].strip():
        return "\n\n"
    stop = text.find("\n", end + 1)
    return "\n" if end >= 0 and text[end + 1 : stop if stop >= 0 else len(text)].strip() else ""
