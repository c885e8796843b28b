"""What is said of itself by a tag of a site's own, which the table does not know: what it is told, where it leads, and
the title or the words that it is given."""

from __future__ import annotations

import re

from proofpress.evidence import chinese
from proofpress.evidence.address import is_address
from proofpress.origins.tags.grammar import Args, Tag
from proofpress.origins.tags.handlers import flat, image, is_picture, spelled
from proofpress.origins.tags.themes import is_style, repository, said
from proofpress.regex import regex

_LOGIC = frozenset(
    "assign capture if unless for elsif else case when cycle increment decrement tablerow include include_cached "
    "include_relative render layout block extends import macro set call from navbar sites toc issues".split()
)
"""What templates are programmed with, or the site fills: what it is told is no text."""
_TITLE = regex(r"(?:[a-z]+\s+)?(?P<quote>[\"'])(?P<title>[^\"'\n]+)(?P=quote)")

_HUB = regex(r"gh[_-]|.*github", re.I)


def told(tag: Tag) -> str:
    """The Chinese words that a tag of a theme's own is told, without what says how they look; "" for none."""
    if tag.hugo or tag.called or tag.value or tag.parsed.named and not tag.parsed.all or tag.name in _LOGIC:
        return ""
    shown = said(tag.parsed)
    return shown if chinese.has(shown) and "{" not in shown and "](" not in shown else ""


def lead(args: Args, name: str = "") -> str:
    """What a tag of a site's own that is given an address leads to: a picture, or a link with the words it is given; a
    repository, by its owner's name and its own, where the tag's name says so."""
    if _HUB.match(name) and len(args.all) == 1 and (address := repository(args._replace(raw=args.all[0]))):
        return address if "/" in args.all[0] else ""
    url = args.get("href", "url", "link", "src", "image")
    first = args.all[0] if args.all and is_address(args.all[0]) else ""
    if not url and first:
        rest = [word for word in args.all[1:] if not is_style(word) and word not in ("true", "false")]
        return f"[{flat(rest[0])}]({spelled(first)})" if rest and " " not in first else f"<{spelled(first)}>"
    if not re.match(r"https?://\S|\.{0,2}/\S|\S+\.\w{2,5}$", url):
        return ""
    words = args.get("title", "text", "label", "caption", "alt", "content", "name")
    more = args.get("subtitle", "description", "desc") if words else ""
    if is_picture(url):
        return image(args)
    return (
        f"[{flat(words)}]({spelled(url)}){f' {flat(more)}' if more and more != words else ''}"
        if words
        else f"<{url}>"
        if "://" in url
        else f"[{flat(url)}]({spelled(url)})"
    )


def quoted(tag: Tag) -> str:
    """The words between quotation marks that a tag of a site's own is told and nothing else, those behind the first as
    what is said of it; "" for what a machine reads, which has no space, no capital and no Chinese, or is a path."""
    if tag.hugo or tag.called or tag.value or tag.name in _LOGIC or not _QUOTED.fullmatch(tag.args):
        return ""
    given = [flat(one) for one in tag.parsed.all if one.strip()]
    if not any(map(_WORDS.search, given)) or any(map(_OF_MACHINES.search, given)):
        return ""
    return f"{given[0]} ({' '.join(given[1:])})" if len(given) > 1 else given[0]


_QUOTED = regex(r"(?:(?:\"[^\"]*+\"|'[^']*+')\s*+,?\s*+)+")
_WORDS = regex(rf"\S\s+\S|[A-Z{chinese.CLASS}]")
_OF_MACHINES = regex(r"\{|\]\(|^\S*/\S*$|^\S+\.\w{1,5}$|^(?=[^_]*+_)[\w-]++$")


def heading(tag: Tag) -> str:
    """The title that a pair of a site's own is given, by name or between quotation marks and with nothing beside it;
    what a machine reads is one word in small letters."""
    title = tag.parsed.get("title", "summary", "header", "heading")
    found = _TITLE.fullmatch(tag.args)
    title = title or (found["title"] if found and re.search(rf"\s|[A-Z{chinese.CLASS}]", found["title"]) else "")
    return "" if re.search(r"\{\{|\$\{", title) else flat(title)


def words(tag: Tag) -> str:
    """The words that a shortcode of a site's own is given, where it is given nothing else: a term, a version."""
    given = tuple(one for one in tag.parsed.all if one != "/")
    if len(given) == 2 and re.fullmatch(r"v?\d+(?:\.\d+)+", given[0]) and re.fullmatch(r"[a-z]+", given[1]):
        return " ".join(given)
    if len(given) != 1 or tag.parsed.named or not re.search(rf"\s|[{chinese.CLASS}]|^v?\d+(?:\.\d+)+$", given[0]):
        return ""
    return "" if "://" in given[0] else given[0]


def named(args: Args, *, in_line: bool) -> str:
    """The words that a tag of a site's own is given by a name that says so: a term, else a version with what is said of
    it. A name can be the name of a file of the site's, but not within a sentence."""
    said = args.get("text", "title", "label", "content", "caption", *(_IN_A_LINE if in_line else ()))
    if said and (in_line or _WORDS.search(said)) and not _OF_MACHINES.search(said):
        return flat(said)
    version = next((one for key, one in args.named.items() if key.endswith("version") and _VERSION.match(one)), "")
    state = args.get("state", "status", "stage") if version else ""
    return f"{version} {flat(state)}".strip()


def file(args: Args) -> str:
    """The name of the file that a tag of a site's own shows, as code."""
    name = args.get("file", "filename", "path")
    return f"`{name}`" if re.fullmatch(r"[\w./@+-]+\.\w{1,8}", name) else ""


def lone(tag: Tag) -> str:
    """The one string that a tag is told: what stands for it within a sentence, but for a picture or a place."""
    given = tag.parsed.all
    bare = len(given) != 1 or tag.parsed.named or _NO_WORDS.search(tag.name) or tag.name in _LOGIC
    return "" if bare or not re.search(r"\w", given[0]) or _OF_MACHINES.search(given[0]) else flat(given[0])


def says_nothing(tag: Tag) -> bool:
    """Whether a tag may go from the midst of a sentence without a word: what templates are programmed with, and what
    draws a sign or sets a place."""
    return tag.name in _LOGIC or tag.closes or _SIGN.search(tag.name) is not None


_IN_A_LINE = ("name", "term", "word", "display", "value")
_VERSION = regex(r"v?\d+(?:\.\w+)*\b")
_SIGN = regex(r"icon|anchor|bookmark|logo|svg|emoji|script|(?:^|[-_])(?:fa[bsr]?|css|style|br)(?:$|[-_])", re.I)
_NO_WORDS = regex(rf"{_SIGN.pattern}|toc|include|snippet|(?:^|[-_])(?:id|ref|img)(?:$|[-_])", re.I)
