"""Links of wikis and note keepers: `[[page#part|words]]`, `![[picture|width]]`,
and a width in the place of a picture's words.

A page is named by its title and may lie anywhere in its vault: where the run knows its file (`Source.links`), or a
definition below the text does, as Foam writes them, the link leads to it, else it becomes its words and its name stands
in the ledger; one to a part of the same page stays a link.

Brackets in brackets are also an index, an array, an attribute of C++ or a test of a shell. Beside a link that is
certainly one, a page may have any name that is not clearly one of these; otherwise only a name without their signs.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from proofpress.finding import Words
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.links import fold
from proofpress.markdown.mask import unmasked
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_LINK = regex(
    r"(?<![\[\\])(?P<embed>!?)\[\[(?P<page>[^\[\]|#\n]*)(?P<part>#[^\[\]|\n]*)?(?:\\?\|"
    r"(?P<words>[^\[\]\n]*))?\]\](?:(?![\](\[:])|(?=(?P<more>\])(?![\](\[:])))"
)
_MORE = ("a bracket more than a link of a wiki has; it stays", "维基链接后多出的方括号；已保留")
_SHOWS = Words("a link of a wiki as what it shows", "维基链接改为它所显示的内容")
_LEADS = Words("a link of a wiki leads to the file that it names", "维基链接改为指向所指文件")
_WIDTH = regex(r"(?<!\\)!\[(?P<words>[^\[\]|\n]*)\|[ \t]*\d{1,4}(?:x\d{1,4})?[ \t]*(?=\]\([^()\s])")
_SIZE = regex(r"(?<![ \t])[ \t]*+\d{1,4}(?:[xX×]\d{1,4})?[ \t]*$")
_PICTURE = regex(r"\.(?:png|jpe?g|gif|svg|webp|bmp|avif|tiff?)$", re.I)
_FILE = regex(r"\.(?:pdf|mp4|webm|mov|mkv|ogv|mp3|wav|ogg|m4a|flac)$", re.I)
_DATA = regex(r".*[,;=()\"'<>{}]|\W*[A-Za-z0-9_]?\W*$")
"""What may be data, a call or a test."""
_CODE = regex(r"[-+.\d\s]*+$|:|[-$!]|.*[<>{}]|[A-Za-z_][\w:.]*+\(|([\"'])[^\"']*+\1$|\W*+$")
"""What is a number, a call or a test whatever stands beside it."""
_CELL = regex(r"[-+.\d]*+|[A-Za-z_]|\"[^\"]*+\"|'[^']*+'")
_DAY = regex(r"\d{4}-\d\d(?:-\d\d)?$")
_INDEX = regex(r"[\w.$\"'+-]*$", re.ASCII)
_INDEXED = regex(r"[\w)\]]", re.ASCII)
_ITEM = regex(r"[ \t]*+-(?:[ \t]|\[\[)")
_FAR = 1000
_BARS = regex(r"(?<!\|)[|]++ *+[0-9x]++$")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with links and pictures in Markdown's own form; what may be an array or a test of a shell stays."""
    text = source.text
    if "[[" not in text and "![" not in text:
        return source
    lexed = lex_source(source, ANYBODYS)
    seen = lexed.codeless
    pages = {
        one.label: unquote(one.target)
        for one in lexed.links.definitions
        if _page_of(one.target) == one.label.rpartition("/")[2]
    }
    changes: list[Change] = []
    links = [found for found in _LINK.finditer(seen) if not _indexes(seen, found)]
    is_vault = any(_is_certain(found) for found in links)
    for found in links:
        embed, page, part, words = (unmasked(text, found, name) for name in ("embed", "page", "part", "words"))
        if not part.strip("# \t\\") and page:
            page, part = page + part.strip(), ""  # a name may end in its own sign: C#
        path = source.root.links.get(page.rstrip("\\").strip(), "")
        if not path and not re.match(r"\w", seen[max(found.start() - 1, 0) : found.start()]):
            path = pages.get(fold(page.rstrip("\\")), "")
        made = _made(bool(embed), page, part, words, path) if path or not _is_code(page, is_vault) else ""
        if not made or found["more"] and (not words or _is_open(seen, found.start())):
            continue
        if found["more"]:
            ledger.doubted(source.span(found.end(), found.end() + 1), *_MORE)
        if not embed and _is_item(seen, found):
            changes.append(Change(found.start(), found.start(), " "))
        changes.append(Change(found.start(), found.end(), made))
        if embed:
            changes += _apart(text, found.start(), found.end())
        said = _LEADS if path else _SHOWS
        ledger.repaired(source.span(found.start(), found.end()), said.en, said.zh)
    for found in _WIDTH.finditer(seen):
        at = found.end("words")
        changes.append(Change(at, found.end(), ""))
        ledger.removed(source.span(at, found.end()), "the width of a picture", "图片的宽度")
    return rewrite(source, changes)


def _is_open(text: str, at: int) -> bool:
    """Whether a bracket stands open before a place in its line."""
    start = max(text.rfind("\n", 0, at) + 1, at - _FAR)
    return text.rfind("[", start, at) > text.rfind("]", start, at)


def _is_item(text: str, found: re.Match[str]) -> bool:
    """True for a link right behind the mark of an item, where a line beside it is an item too."""
    start = found.start() - 1
    if text[max(start, 0) : found.start()] != "-" or text[max(start - 1, 0) : start].strip():
        return False
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
    below = text.find("\n", found.end()) + 1
    return _ITEM.match(above) is not None or below > 0 and _ITEM.match(text, below) is not None


def _indexes(text: str, found: re.Match[str]) -> bool:
    """True for what stands right behind a name in code, and may be its index."""
    before = text[max(found.start() - 1, 0) : found.start()]
    return not found["embed"] and _INDEXED.match(before) is not None and _INDEX.match(found["page"]) is not None


def _is_certain(found: re.Match[str]) -> bool:
    """True for a link that nothing else looks like: its page's name has no sign of code, it has words of its own, or it
    shows a picture."""
    page, words = found["page"].strip(), found["words"]
    if not page or page != found["page"].rstrip() or _is_code(page, is_vault=True):
        return False
    shown = found["embed"] and _PICTURE.search(page) or words and not words.startswith("|") and len(page) > 1
    return bool(shown) or not _is_code(page, is_vault=False)


def _is_code(page: str, is_vault: bool) -> bool:
    page = page.strip()
    if not page or _DAY.match(page):
        return False
    cells = [cell.strip() for cell in re.split("[,;]", page)]
    is_array = len(cells) > 1 and all(map(_CELL.fullmatch, cells))
    return is_array or _CODE.match(page) is not None or not is_vault and _DATA.match(page) is not None


def _apart(text: str, start: int, end: int) -> list[Change]:
    """What keeps an embed that has a line to itself apart from the text in the lines above and below it."""
    begins, ends = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    ends = ends if ends >= 0 else len(text)
    if text[begins:start].strip() or text[end:ends].strip():
        return []
    above = text[text.rfind("\n", 0, max(begins - 1, 0)) + 1 : max(begins - 1, 0)]
    below = text[ends + 1 : text.find("\n", ends + 1) % (len(text) + 1)]
    return [
        *([Change(begins, begins, "\n")] if above.strip() else []),
        *([Change(ends, ends, "\n")] if below.strip() and not below.lstrip().startswith("![[") else []),
    ]


def _page_of(target: str) -> str:
    """The name of the page that a definition leads to, as a note keeper writes it under a page for other programs."""
    return fold(unquote(target).rpartition("/")[2].removesuffix(".md"))


def _made(embed: bool, named: str, part: str, words: str, path: str) -> str:
    named = named.rstrip("\\")  # A bar in a cell is escaped.
    page, part, words = named.strip(), part.rstrip("\\").strip("# \t"), words.strip()
    if page != named.rstrip() or not page and not part:
        return ""
    if embed and _PICTURE.search(page):
        alt = "" if _SIZE.fullmatch(words) else words
        return f"![{_BARS.sub('', alt)}]({_address(path or page)})"
    if embed and _FILE.search(page):
        return f"[{words or page}]({_address(path or page)}{'#' + _address(part) if part else ''})"
    block = part.rsplit("#", 1)[-1]
    shown = words or (page if not part or block.startswith("^") else f"{page} > {block}" if page else block)
    if not page and block.startswith("^"):
        return words or block.lstrip("^")
    if page and path:
        return f"[{shown}]({_address(path)}{'' if not block or block.startswith('^') else '#' + _address(block)})"
    if page:
        return shown
    return f"[{shown}](#{_address('-'.join(block.lower().split()))})"


def _address(path: str) -> str:
    return re.sub(r"[\s()<>\[\]%?#]", lambda sign: quote(sign[0]), path)
