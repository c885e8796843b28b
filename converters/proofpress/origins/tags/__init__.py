"""Template tags in Markdown sources: Liquid and Nunjucks (`{% name … %}`, `{{ value }}`),
Hugo's shortcodes (`{{< name … >}}`).

One table says what each tag is (`handlers.KINDS`); the origins of the generators differ only in how they recognise a
file. A tag in code or in a code span is text. What stands between `raw` and `endraw`, and in code that a tag opens, is
taken to the letter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from proofpress.ledger import Ledger
from proofpress.markdown.ticks import fence_line
from proofpress.origins.tags import bracketed, kept, unlisted
from proofpress.origins.tags.branches import left_out
from proofpress.origins.tags.enclosed import above, close, enclose, in_line, titled
from proofpress.origins.tags.gitbook import around_a_fence
from proofpress.origins.tags.grammar import TAG, Tag, find
from proofpress.origins.tags.handlers import KINDS, aside, flat, kind_in, kind_of, shown, spelled
from proofpress.origins.tags.literal import literal
from proofpress.origins.tags.work import STANDS, Work, missing, put
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, code_spans, inside, lines_of, rewrite
from proofpress.source import Source

__all__ = ["Tag", "expand", "expand_bracketed", "outside_code", "shows"]


def outside_code(source: Source) -> list[Tag]:
    """The tags that a generator would have carried out: those outside code and code spans."""
    tags = find(source.text)
    if not tags:
        return []
    lines = lines_of(source)
    return [tag for tag in tags if not _hidden(lines, tag.start)]


def expand_bracketed(source: Source, ledger: Ledger) -> Source:
    """The source with the shortcodes in brackets that a site would carry out as the Markdown that they stand for."""
    return _expanded(source, ledger, {}, bracketed.carried_out(source, lines_of(source), ledger))


def expand(source: Source, ledger: Ledger, values: Mapping[str, object], *, first: bool = False) -> Source:
    """The source with every tag as the Markdown that it stands for. `values` is the front matter, for
    `{{ page.title }}`; `first` says that the generator carries tags out before Markdown is read."""
    return _expanded(source, ledger, values, find(source.text), first=first)


def _expanded(
    source: Source, ledger: Ledger, values: Mapping[str, object], tags: list[Tag], *, first: bool = False
) -> Source:
    if not tags:
        return source
    work = Work(source, lines_of(source), ledger, values, _partners(tags))
    at = 0
    visible = [tag for tag in tags if not _hidden(work.lines, tag.start)]
    unseen = left_out(visible, values)
    for start, end in unseen:
        work.changes.append(Change(start, end, ""))
        if source.text[start:end].strip():
            ledger.removed(
                source.span(start, end),
                "the branch of a condition that the page does not show",
                "条件语句中页面不显示的分支",
            )
    work.captured.update(tag.args.strip() for tag in visible if tag.name == "capture" and not tag.closes)
    in_code = first and kept.carries_out(visible)
    for tag in tags:
        if _within(unseen, tag.start):
            continue
        if in_code and tag.start >= at and tag.name == "raw" and _hidden(work.lines, tag.start):
            at = kept.unwrapped(work, tag, work.partners[tag.start]) if tag.start in work.partners else at
        if tag.escaped and tag.start >= at and _hidden(work.lines, tag.start):
            # Hugo carries out shortcodes in code too, so that there they are written with marks of a comment.
            work.changes.append(Change(tag.start, tag.end, _unescaped(source, tag)))
            ledger.repaired(
                source.span(tag.start, tag.end),
                "a shortcode that was kept from being carried out",
                "防止执行的短代码写法",
            )
        if tag.start < at or _hidden(work.lines, tag.start):
            continue
        at = _one(work, tag)
    for tag in work.open:
        ledger.doubted(
            source.span(tag.start, tag.end), f"the tag `{tag.name}` is never closed", f"标签 {tag.name} 没有结束"
        )
    return rewrite(source, work.changes)


def _within(parts: list[tuple[int, int]], offset: int) -> bool:
    index = bisect_right(parts, (offset, 1 << 62)) - 1
    return index >= 0 and offset < parts[index][1]


def _hidden(lines: Lines, offset: int) -> bool:
    line = lines.line_of(offset)
    return lines.code[line] or inside(code_spans(lines[line]), offset - lines.starts[line])


def _one(work: Work, tag: Tag) -> int:
    """Carry out one tag; the offset from which the next is looked for."""
    if tag.escaped:
        put(work, tag, f"`{_unescaped(work.source, tag)}`")
        return tag.end
    kind = kind_in(tag)
    if tag.value or tag.called and tag.alone and not shows(tag) or tag.hugo and tag.name in _VALUES:
        _value(work, tag)
        return tag.end
    if tag.closes:
        return tag.end if tag.start in work.done else close(work, tag)
    partner = work.partners.get(tag.start)
    if kind == "inline" and partner is None:
        said = _in_its_place(work, tag, shown(tag))
        if tag.name in ("checkbox", "radio") and _alone(work, tag):
            said = f"- [{'x' if said.startswith('☑') else ' '}] {said[2:]}"
            said += "\n" if _TAG_BELOW.match(work.source.text, tag.end) else ""
        elif said and _alone(work, tag) and _TAG_BELOW.match(work.source.text, tag.end):
            said += "\n"  # Each stands for a block.
        put(work, tag, said)
        return tag.end
    if tag.name in _OF_A_TREE and (given := tag.parsed.get("name", "title", at=0)) and _alone(work, tag):
        put(work, tag, f"- {flat(given)}")
        if partner is not None:
            work.open.append(tag)
        return tag.end
    if partner is None:
        if tag.hugo and tag.name not in KINDS and (words := unlisted.words(tag)):
            # What stands right behind a word is said beside it: a note.
            if work.source.text[max(tag.start - 1, 0) : tag.start].isalnum() and re.search(r"\s", words):
                words = f" ({words})"
            put(work, tag, words, repair=True)
            return tag.end
        own = unlisted.lead(tag.parsed, tag.name) or unlisted.told(tag) if kind == "drop" else ""
        said = aside(tag.parsed) if kind == "quote" else own
        if said and kind == "quote" and _alone(work, tag):
            title = titled(tag, tag.parsed) if tag.parsed.named else ""
            said = f"> {title}\n>\n> {said}" if title else f"> {said}"
        if not said and kind in ("drop", "quote") and (words := unlisted.quoted(tag)):
            put(work, tag, words, repair=True)
        elif not said and kind == "drop" and work.source.text[tag.start] == "{":
            _of_its_own(work, tag)
        else:
            put(work, tag, said)
        return tag.end
    inner = work.source.text[tag.end : partner.start]
    if tag.name in _ELEMENTS and inner.strip() and "\n" not in inner:
        name = tag.name
        work.changes += [Change(tag.start, tag.end, f"<{name}>"), Change(partner.start, partner.end, f"</{name}>")]
        work.ledger.repaired(work.source.span(tag.start, tag.end), *STANDS)
        work.done.add(partner.start)
        return tag.end
    if kind == "inline" and (not inner.strip() or not _may_be_linked(tag, inner)):
        # What is enclosed is no name for what the tag shows: it stands below, or nothing is enclosed at all.
        put(work, tag, f"{said}\n\n" if (said := "" if _leads_there(tag, inner) else shown(tag)) else "")
        work.open.append(tag)
        return tag.end
    if kind == "inline" and (url := _address(tag)):
        work.changes += [Change(tag.start, tag.end, "["), Change(partner.start, partner.end, f"]({spelled(url)})")]
        work.ledger.repaired(work.source.span(tag.start, tag.end), *STANDS)
        work.done.add(partner.start)
        return tag.end
    if around_a_fence(tag, inner):
        title = tag.parsed.get("title")
        put(work, tag, above(work, tag, f"`{title}`" if title else ""))
        work.open.append(tag)
        return tag.end
    if kind == "drop" and "code" in tag.name and not any(fence_line(0, line) for line in inner.split("\n")):
        kind = "code"
    if kind == "drop":
        told = unlisted.told(tag)
        if not told and (said := unlisted.lead(tag.parsed)):
            return _leading(work, tag, partner, said)
        if said := told or unlisted.heading(tag):
            put(work, tag, above(work, tag, f"**{said}**"))
            work.open.append(tag)
            return tag.end
    if kind in ("code", "quote") and _within_a_line(work, tag, partner):
        return in_line(work, tag, partner, kind)
    if kind in ("code", "diagram", "math", "raw", "comment"):
        return literal(work, tag, partner, kind)
    if tag.hugo and tag.name == "columns":
        for found in _NEXT_COLUMN.finditer(work.source.text, tag.end, partner.start):
            span = work.source.span(*found.span())
            work.ledger.removed(span, "the mark between two columns", "分栏标记")
            work.changes.append(Change(*found.span(), ""))
    enclose(work, tag, partner, kind)
    return tag.end


def _of_its_own(work: Work, tag: Tag) -> None:
    """Put what a tag of a site's own is given in its place; what goes from within a sentence may have shown words."""
    in_line = _within_words(work, tag)
    if said := unlisted.named(tag.parsed, in_line=in_line):
        put(work, tag, said)
    elif said := unlisted.file(tag.parsed) or (unlisted.lone(tag) if in_line else ""):
        put(work, tag, said, repair=True)
    elif in_line and not unlisted.says_nothing(tag):
        missing(work, tag)
    else:
        put(work, tag, "")


def _in_its_place(work: Work, tag: Tag, said: str) -> str:
    """What stands for a picture with a caption below, as deep as its tag stands; in a line behind words, beside it."""
    if "\n\n" not in said or not said.startswith(("![", "[![")):
        return said
    before = _before(work, tag)
    return said.replace("\n\n", " " if before.strip() else f"\n\n{before}")


_OF_A_TREE = frozenset(("filetree/folder", "filetree/file"))
"""Folders and files of Hextra's trees; each line is an item at the depth of its tag."""
_NEXT_COLUMN = regex(r"^[ \t]*+<-{2,}>[ \t]*+$", re.M)


_TAG_BELOW = regex(r"[ \t]*\n[ \t]*\{[%{](?!%?-?[ \t]*(?:checkbox|radio)\b)")
_ELEMENTS = frozenset(("kbd", "sub", "sup", "mark"))
_LINKED = regex(r"\]\(|<https?:|<a\s|!\[|\n[ \t]*\n[ \t]*\S")


def _address(tag: Tag) -> str:
    keys = ("src", "page") if tag.name in ("file", "page-ref") else ()
    return tag.parsed.get("href", "url", "link", "relref", *keys, at=0)


def _may_be_linked(tag: Tag, inner: str) -> bool:
    """Whether what a tag encloses can be the words of a link to what it shows."""
    return bool(_address(tag)) and _LINKED.search(inner.strip()) is None


def _leads_there(tag: Tag, inner: str) -> bool:
    """Whether what a tag encloses holds a link to the same place."""
    return bool(address := _address(tag)) and f"]({address})" in inner.replace("\\", "")


def shows(tag: Tag) -> bool:
    """Whether something stands for a tag that encloses nothing."""
    return kind_of(tag.name) == "inline" and bool(shown(tag))


def _leading(work: Work, tag: Tag, partner: Tag, said: str) -> int:
    """A pair of a site's own that is given an address: what it encloses is the words of the link where it can be, and
    stands below a link or a picture with words of its own."""
    inner = work.source.text[tag.end : partner.start]
    bare = said[:1] == "<" and "\n" not in inner.strip() and _LINKED.search(inner) is None
    if not bare or not inner.strip():
        put(work, tag, "" if said.strip("<>") in inner else f"{said}\n\n")
        work.open.append(tag)
        return tag.end
    begins = tag.end + len(inner) - len(inner.lstrip())
    ends = partner.start - len(inner) + len(inner.rstrip())
    work.changes += [Change(tag.start, begins, "["), Change(ends, partner.end, f"]({said[1:-1]})")]
    work.ledger.repaired(work.source.span(tag.start, tag.end), *STANDS)
    work.done.add(partner.start)
    return begins


def _before(work: Work, tag: Tag) -> str:
    """What stands before a tag in its line."""
    text = work.source.text
    return text[text.rfind("\n", 0, tag.start) + 1 : tag.start]


def _alone(work: Work, tag: Tag) -> bool:
    """True for a tag that has a line to itself."""
    text = work.source.text
    end = text.find("\n", tag.end)
    return not _before(work, tag).strip() and not text[tag.end : end if end >= 0 else len(text)].strip()


def _within_words(work: Work, tag: Tag) -> bool:
    """True for a tag that stands in a heading, or in a line with words of its own."""
    text = work.source.text
    end = text.find("\n", tag.end)
    before, behind = _before(work, tag), text[tag.end : end if end >= 0 else len(text)]
    if before.lstrip(" >").startswith("#"):
        return True
    return any(re.search(r"\w", TAG.sub("", part)) for part in (before, behind))


def _within_a_line(work: Work, tag: Tag, close: Tag) -> bool:
    """True for a pair that begins behind words of a line and ends in the same line."""
    inner = work.source.text[tag.end : close.start]
    return "\n" not in inner and bool(_before(work, tag).strip(" \t>-*+.)0123456789"))


def _unescaped(source: Source, tag: Tag) -> str:
    if source.text[tag.start] == "[":
        return source.text[tag.start + 1 : tag.end - 1]
    left, right = ("<", ">") if source.text[tag.start + 2] == "<" else ("%", "%")
    return f"{{{{{left}{tag.args}{right}}}}}"


def _partners(tags: list[Tag]) -> dict[int, Tag]:
    """The tag that closes each, by the offset of the one that opens;
    of literal ones the first opens and the first closes."""
    found: dict[int, Tag] = {}
    waiting: dict[str, list[Tag]] = {}
    for tag in tags:
        if tag.value or tag.escaped or tag.alone:
            continue
        opened = waiting.setdefault(tag.name, [])
        if not tag.closes:
            opened.append(tag)
        elif opened:
            is_literal = KINDS.get(tag.name) in ("code", "raw", "comment", "diagram", "math")
            found[opened[0 if is_literal else -1].start] = tag
            del opened[0 if is_literal else -1 :]
    return found


_VALUE = regex(r"\{\{[^{}\n]*\}\}")
_VALUES = frozenset(("param", "site", "siteparam", "env"))
"""Shortcodes that stand for a value."""


def _value(work: Work, tag: Tag) -> None:
    """`{{ site.baseurl }}` in an address is nothing; `{{ page.title }}` is in the front matter;
    any other value stays as code."""
    path = tag.args.split("|")[0].strip().strip("\"'")
    path = f"page.{path}" if tag.hugo else path
    text = work.source.text
    before, after = text[max(tag.start - 2, 0) : tag.start], text[tag.end : tag.end + 1]
    quoted = re.match(r"""^["']([^"']*)["']""", tag.args)
    if re.fullmatch(r"(?:site|config|\.Site|\$)\.?(?:baseurl|BaseURL|url|root|path)|baseurl|root", path) and (
        before.endswith(("(", "<", '"', "'", "]:", ": ", "}}")) or after == "/"
    ):
        work.ledger.repaired(
            work.source.span(tag.start, tag.end), "the site's own address before a path", "路径前的站点地址"
        )
        work.changes.append(Change(tag.start, tag.end, ""))
    elif quoted and not tag.hugo:
        put(work, tag, quoted[1])
    elif path in work.captured:
        put(work, tag, "")  # Its text stands where it was captured.
    elif path.startswith("page.") and isinstance(value := work.values.get(path[5:]), str | int):
        put(work, tag, str(value))
    elif re.search(r"\]\([^\s()]{0,200}\Z", _VALUE.sub("", text[max(tag.start - 200, 0) : tag.start])):
        # In a link's address, where a code span would break the link and a space would end it.
        inner = " ".join(text[tag.start : tag.end].split())
        put(work, tag, re.sub(r"(?<=\w) (?=\w)", "%20", inner).replace(" ", ""), repair=True)
    else:
        put(work, tag, f"`{text[tag.start : tag.end]}`", repair=True)
