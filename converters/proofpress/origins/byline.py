"""Who wrote an article and when, as the page shows it in a line of small pieces by the title: a name, a date,
how often it was read.

A name without a label counts only before a date, alone among pieces that are all something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from proofpress.evidence import chinese
from proofpress.evidence.letters import letters
from proofpress.origins import dates
from proofpress.origins.shown import of_another
from proofpress.origins.site_names import is_logo, site_names
from proofpress.readers.html.dom import Chars, Element, Page
from proofpress.regex import regex
from proofpress.words import matter as around

_HOLDERS = ("div", "p", "span", "ul", "section", "header", "address", "td", "dl", "small", "h5", "h6", "a", "time")
_REACH = 3000
_LONGEST, _SHORT, _LONG = 160, 24, 60
_BY = regex(
    r"(?:本文)?(?:作者|撰文|文|作\s?者)\s*[:：/]\s*(?P<zh>[^\s:：|,，;；/]{2,20})"
    r"|(?:(?:posted|written|published|created)\s+)?by:?\s+(?P<en>[^\d:|,;/]{2,40})|authors?\s*[:：]\s*"
    r"(?P<of>[^\d:|;/]{2,40})",
    re.I,
)
_LABEL = regex(
    r"(?:作者|撰文|(?:(?:last\s+)?(?:posted|written|published|created|updated|modified|edited)\s+)?by|authors?"
    r"|时间|日期|发布|发表|更新|date|on|posted|published|updated)\s*+[:：]?\s*+",
    re.I,
)
_FILED = regex(r"(?:(?:filed|posted)\s+)?(?:under|in)|(?:分类|栏目|专栏|category)\s*[:：]?", re.I)
"""Before the place of the site that an article stands in."""
_EDITED_BY = regex(r"(?:last\s+)?(?:updated|modified|edited)\s+by\s+[^\d:|;/]{2,40}", re.I)
_UPDATED = regex(r"更新|修改|编辑|updated|modified|edited", re.I)
_CHINESE_NAME = regex(rf"[{chinese.CLASS}][\w{chinese.CLASS}·-]{{1,9}}")
_LATIN_NAME = regex(r"[A-Z][\w.'’-]*(?:\s[A-Za-z][\w.'’-]*){0,3}")
_WHEN = regex(
    r"(?<![a-z])(?:(?:[a-z]{2,16}ly|first|last)\s)?(?:released|issued|revised|reviewed)(?![a-z])"
    r"|正式|官方|首[次发]|最[近新初早后]|初次|再次|重新|本[文页]|文章",
    re.I,
)
"""What says how often or in which way something was published: no name, though it stands where one may."""
_LISTS = regex(r"/(?:tags?|topics?|categor(?:y|ies)|columns?|label|t|c)(?:/|$|\?)", re.I)
_LEADS = regex(
    r"(?<!\w)(?:(?:posted|published|written|created|updated|last (?:updated|modified|edited))\s+)?(?:on|at)\s+\Z"
    r"|(?<!\w)(?:posted|published|written|created|updated|last (?:updated|modified|edited))\s*[:：]?\s*\Z"
    r"|(?:首次)?(?:发布|发表|写|创建|更新|修改|编辑)(?:[于於在]|时间|日期)?\s*[:：]?\s*\Z",
    re.I,
)
"""Before a date, and part of what it says."""
_AFTER = regex(rf"(?:[\s,T]*(?:at\s+)?(?:{dates.TIME.pattern}))*", re.I)
_SIGNS = regex(r"^[\s|·•/,，—–-]+|[\s|·•/,，—–-]+$")
_OPENS = regex(r"[:：]\s*[\[（(【]$")
"""What a control stands behind: `字号：[`."""
_REST = regex(r"[\W\d_]+")


def of(page: Page, begins: int) -> dict[str, object]:
    """`authors`, `date` and `updated` of the article that begins at a place of the page;
    what no line by its title says is left out."""
    best: dict[str, object] = {}
    for pieces in _lines(page, begins):
        if found := _read(pieces):
            best = {**best, **found} if best.keys().isdisjoint(found) else found
    return best


def completed(page: Page, begins: int, meta: dict[str, object]) -> dict[str, object]:
    """The metadata with what the lines by the title say beside it; whom they call the author stands in place of the
    site's own name."""
    found = of(page, begins)
    authors, shown = meta.get("authors"), found.get("authors")
    if isinstance(authors, list) and isinstance(shown, list) and shown != authors:
        called = rf"(?:作者|撰文|(?<!\w)(?:by|authors?))\s*[:：]?\s*{re.escape(str(shown[0]))}"
        if all(_is_site(page, str(name)) for name in authors) and re.search(called, page.root.words(), re.I):
            return {**found, **meta, "authors": shown}
    return {**found, **meta}


def _is_site(page: Page, name: str) -> bool:
    """Whether a name is the site's: the page says so, or its title ends in a part that begins with it."""
    title = next(iter(page.tagged("title")), None)
    last = _BETWEEN.split(title.words())[-1] if title is not None else ""
    return letters(name) in map(letters, site_names(page)) or bool(name) and last.startswith(name)


_BETWEEN = regex(r"[-–—|｜_·]\s?")


def _lines(page: Page, begins: int) -> Iterator[list[Chars]]:
    """The texts of each small element between the title, or some way before the article, and its first long text."""
    near = range(begins - _REACH, begins + _REACH)
    titles = [one.end for one in page.tagged("h1") if one.start in near and one.words() and not is_logo(one)]
    titles = titles if len(titles) == 1 else [end for end in titles if end <= begins]
    start = max((*titles[:1], begins - _REACH))
    from_ = max(start, begins)
    # Without an `<h1>` the first heading is the title, and the line stands below it.
    after = (one for one in page.root.all("p", "pre", "h2", "h3", "ul", "table", "div") if one.start >= from_)
    ends = list(islice(filter(_ends, after), 2))
    ends = ends[1:] if ends and not titles and ends[0].name in ("h2", "h3") else ends
    end = ends[0].start if ends else begins + _REACH
    closed = -1
    for element in page.root.all(*_HOLDERS):
        if element.start >= end:
            break
        if element.start < max(start, closed) or element.end > end + _LONGEST * 4 or _is_value(element):
            continue
        pieces = (
            [chars for chars in element.chars() if any(map(str.isalnum, chars)) and not _is_on_button(chars)]
            if element.end - element.start < 4000
            else []
        )
        is_own = not of_another(element) or any(_BY.match(chars.strip()) for chars in pieces)
        if pieces and sum(map(len, pieces)) <= _LONGEST and is_own and next(element.all("code"), None) is None:
            closed = element.end
            yield [chars for chars in pieces if not _is_title(chars)]
    yield from _loose(page, start if titles else max(0, begins - _REACH), end)


def _is_value(element: Element) -> bool:
    """Whether an element stands in a cell beside the head of its row, which it says something of: when a film was
    shown, or who made it."""
    around = (one for one in (element, *islice(element.parents, _HIGH)) if isinstance(one, Element))
    cell = next((one for one in around if one.name in ("td", "article", "body")), None)
    row = cell.parent if cell is not None and cell.name == "td" else None
    return isinstance(row, Element) and any(one.name == "th" for one in row.elements)


_HIGH = 3


def _loose(page: Page, start: int, end: int) -> Iterator[list[Chars]]:
    """The texts that stand in no element of their own between the parts of a page (`<div>By A. Person<div>…`)."""
    for element in page.root.all("body", "div", "main", "section", "article", "header", "td"):
        if element.start >= end:
            break
        for together, run in groupby(element.contents if element.end > start else (), _is_in_line):
            line = [chars for node in run if together for chars in _texts(node) if any(map(str.isalnum, chars))]
            if (
                len(line) > 1
                and line[0].parent is element
                and start <= line[0].start
                and line[-1].end <= end
                and sum(map(len, line)) <= _LONGEST
            ):
                yield line


def _is_in_line(node: object) -> bool:
    return not isinstance(node, Element) or node.name in _IN_LINE


def _texts(node: object) -> Iterable[Chars]:
    return node.chars() if isinstance(node, Element) else (node,) if isinstance(node, Chars) else ()


_IN_LINE = frozenset("a span b strong em i time small font".split())


def _is_on_button(chars: Chars) -> bool:
    return any(isinstance(above, Element) and above.name == "button" for above in islice(chars.parents, 3))


def _is_title(chars: Chars) -> bool:
    above = chars.parent
    return isinstance(above, Element) and above.name in ("h1", "h2", "h3")


def _ends(element: Element) -> bool:
    return element.name in ("pre", "h2", "h3") or _own(element) > _LONG


def _own(element: Element) -> int:
    return sum(len(child.strip()) for child in element.contents if isinstance(child, Chars))


def _read(line: list[Chars]) -> dict[str, object]:
    """What the pieces of a line say, where they say nothing else, or are a row of short ones."""
    found: dict[str, object] = {}
    bare: list[tuple[str, Chars]] = []
    leads = edited = False
    said = list(_labelled(line))
    ends_sentence = line != [] and line[-1].rstrip().endswith(".")
    counts = any(around.REACTIONS.regex.fullmatch(words) for words, _ in said)
    for words, piece in said:
        day = dates.first(words)
        if (by := _BY.fullmatch(words)) and not (by["en"] and by["en"].islower() and ends_sentence):
            found.setdefault("authors", [next(filter(None, by.groups())).strip()])
        elif day and _is_empty(dates.TIME.sub(" ", dates.DATE.sub(" ", words))):
            found.setdefault("updated" if edited or _UPDATED.search(words) else "date", day)
            leads = leads or not bare
        elif _EDITED_BY.fullmatch(words):
            edited = True
        elif (
            around.REACTIONS.regex.fullmatch(words)
            or _OPENS.search(words)
            or _is_scripted(piece)
            or around.LABELLED.regex.fullmatch(words)
            or _is_empty(words)
        ):
            continue
        else:
            if "date" in found or "updated" in found or len(bare) > 0:
                # A row of short pieces that begins with its date, or counts what readers did, is no sentence.
                in_a_row = (leads or counts) and len(line) > 2 and max(map(_length, line)) <= _SHORT
                return found if "authors" in found or in_a_row else {}
            bare.append((words, piece))
    if bare and "authors" not in found:
        words, piece = bare[0]
        if "date" not in found or _is_listed(piece) or not _is_name(words):
            return {}
        found["authors"] = [words]
    return found


def _length(piece: Chars) -> int:
    return len(piece.strip())


def _labelled(line: list[Chars]) -> Iterator[tuple[str, Chars]]:
    """The pieces of a line, a label together with the piece behind it, and a piece cut at its signs."""
    label = ""
    filed = False
    for piece in line:
        for part in re.split(r"\s*[|·•]\s*|\s+/\s+|\s{2,}|\u3000+|(?<=\S)\s+(?=[^\s:：]{2,6}[:：])", piece.strip()):
            for cut in _parted(f"{label}{part}"):
                words = _SIGNS.sub("", cut)
                if not words:
                    continue
                if filed or _FILED.fullmatch(words):
                    filed = not filed
                    continue
                label = f"{words} " if _LABEL.fullmatch(words) else ""
                if not label:
                    yield words, piece
    if label:
        yield label.strip(), line[-1]


def _parted(words: str) -> tuple[str, ...]:
    """A piece that names an author and a date, cut before and behind the date; any other whole."""
    found = dates.DATE.search(words)
    if found is None:
        return (words,)
    lead = _LEADS.search(words[: found.start()])
    start = lead.start() if lead else found.start()
    after = _AFTER.match(words, found.end())
    end = after.end() if after else found.end()
    before, behind = (_SIGNS.sub("", part) for part in (words[:start], words[end:]))
    names = [part for part in (before, behind) if part and not around.REACTIONS.regex.fullmatch(part)]
    is_byline = len(names) == 1 and (
        _BY.fullmatch(names[0]) or lead and names[0] == before and _publishes(before, f" {lead[0]}")
    )
    return (before, words[start:end], behind) if is_byline else (words,)


def _publishes(before: str, lead: str) -> bool:
    """Whether what stands right before `published on` is a name that no `by` stands before: a whole one."""
    if _is_empty(before + lead) or not _is_name(before):
        return False
    return _CHINESE_NAME.fullmatch(before) is not None or sum(word[0].isupper() for word in before.split()) > 1


def _is_scripted(piece: Chars) -> bool:
    above = piece.parent
    return isinstance(above, Element) and above.attr("href").strip().lower().startswith("javascript:")


def _is_empty(words: str) -> bool:
    """Whether nothing is left but numbers of no version without the words that stand around dates and names and say
    nothing of their own."""
    if around.VERSION.search(words):
        return False
    own = around.CHINESE.sub(" ", around.ENGLISH.sub(" ", _WHEN.sub(" ", words)))
    return not _REST.sub("", own)


def _is_listed(piece: Chars) -> bool:
    """Whether a piece leads to a list of the site's articles."""
    above = piece.parent
    return isinstance(above, Element) and _LISTS.search(above.attr("href")) is not None


def _is_name(words: str) -> bool:
    return (_CHINESE_NAME.fullmatch(words) or _LATIN_NAME.fullmatch(words)) is not None
