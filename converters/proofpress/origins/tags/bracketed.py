"""Shortcodes that themes and plugins of WordPress and Typecho read: `[name key="value"]…[/name]`, with braces
`{name key="value"}…{/name}` and `{name/}`.

Brackets are an author's signs too. A tag is one where a pair of them encloses something, or where one that stands by
itself is known and says between quotation marks what it is given.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from html import unescape

from proofpress.evidence import chinese
from proofpress.evidence.address import is_address
from proofpress.languages import canonical, is_known
from proofpress.ledger import Ledger
from proofpress.origins.tags.grammar import Tag
from proofpress.origins.tags.handlers import KINDS, aside, shown
from proofpress.regex import regex
from proofpress.repairs.lines import Lines, code_spans, inside
from proofpress.source import Source

_TAG = regex(
    r"(?P<escape>\[?)(?:\[(?P<end>/?)(?P<name>[a-zA-Z][\w-]{1,40}+)"
    r"(?P<args>(?:\s++|=)[^\[\]<>\n]{0,2000}+|\s++[^\[\]\n]{0,400}+|:[a-zA-Z][\w+#.;=-]{0,40}+)?+\](?P<after>\]?)"
    r"|\{(?P<bend>/?)(?P<bname>[a-zA-Z][\w-]{1,40}+)(?P<bargs>\s++[^{}\n]{0,2000}+|/)?+\})"
)
_PLUGIN = regex(r"(?:vc|et_pb|fusion|av|fl|kc|mk|su|tdc|cs)_(?=\w)")
"""What collections of shortcodes write before the names of theirs."""
EMPTY = regex(
    r"(?:gallery|playlist|toc|contact-form(?:-7)?|wpforms|subscribe\d?|mc4wp_form|adsense|ads?|social"
    r"|sharethis|latexpage|rev_slider|archives|recent-posts|lamp|dotted|progress)$"
)
"""What shows nothing in an article: forms, lists that the site fills, rules."""
BETWEEN = regex(r"(?:divider|separator|spacer|hr|clear(?:fix|boxes)?|gap|icon|fa)$")
"""What only stands between blocks, or before words; each is a word of authors too."""
_COLUMN = regex(
    r"(?:^|_)col(?:umn)?(?:_inner)?$|^(?:one|two|three|four|five)_(?:half|third|fourth|quarter|fifth|sixth)s?(?:_"
    r"(?:first|last))?$"
)
"""What stands beside others of its kind."""
_LOOK = regex(
    r"colou?r|background|size|style|class|align|width|height|icon|animation|margin|padding|border|radius|font|theme"
)
"""By what a shortcode is told how something looks, and no more."""
_TITLES = ("title", "heading", "header")
_WORDS = (*_TITLES, "text", "content", "label", "caption", "tooltip")
_QUOTED = regex(r"=\s*+[\"']")
_BEFORE = regex(r"(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*+")
_TEX = regex(r"[\\^_=+\d]|^\W{0,3}\w\W{0,3}$")

_ALIASES: Mapping[str, str] = {
    **dict.fromkeys("scode infobox highlight-box colored_box callout-box".split(), "note"),
    **dict.fromkeys("hide hidden reply login vip photos album row column columns col".split(), "group"),
    **dict.fromkeys(
        "card-list card-list-item gird gird-item grid grid-item block font size color tag label badge".split(), "group"
    ),
    **dict.fromkeys("toggle collapse-item accordion-item accordion_item expandable".split(), "collapse"),
    **dict.fromkeys("tabs-pane tab-pane tab_item timeline-item".split(), "tab"),
    **dict.fromkeys("card-default card-describe card".split(), "panel"),
    **dict.fromkeys("tabgroup tab_group accordions".split(), "tabs"),
    **dict.fromkeys("download downloadbtn abtn anote cloud".split(), "button"),
    **dict.fromkeys("vplayer player mp3 mp4 music".split(), "video"),
    **dict.fromkeys("sourcecode crayon syntax syntaxhighlighter enlighter".split(), "code"),
    **dict.fromkeys("latex tex equation".split(), "math"),
    "wp_caption": "caption",
    **dict.fromkeys("dropcap drop_cap dropcaps highlight lead intro center content_box frame".split(), "group"),
    "et_pb_code": "group",
}
"""What these call by another name than the generators' tags, and those that only stand around something."""
_LANGUAGES = frozenset(
    "bash shell c cpp csharp css delphi diff html xml java javascript js json perl php python py ruby scala "
    "sql swift go r matlab vb powershell groovy".split()
)
"""Names of shortcodes that enclose a listing of that language."""
UNKNOWN = "a shortcode that only its site knows stays as text", "只有原站点认识的短代码，保留为文字"
_OF_LISTING = regex(r"\s*[:=]\s*[\"']?(?P<lang>[\w+#.-]+)")


OPENS = regex(r"\[(?P<name>[a-zA-Z]\w{0,20})(?P<args>[:= ;][^\[\]\n]{0,200})?\]")
CLOSES = regex(r"\[/(?P<name>[a-zA-Z]\w{0,20})\]\s*\Z")
LONGEST = 30
"""Characters at the end of a line in which a closing tag may stand."""


def is_around_listing(line: str) -> bool:
    """Whether a line begins with a tag that opens a listing, or ends with one that closes it."""
    opens, closes = OPENS.match(line), CLOSES.search(line[-LONGEST:])
    return any(found is not None and is_listing(found["name"]) for found in (opens, closes))


def is_listing(name: str) -> bool:
    """Whether a tag of this name encloses a listing."""
    return KINDS.get(known(name)) == "code" or name.lower() in _LANGUAGES


def language_of(name: str, args: str) -> str:
    """The language that a tag around a listing names, as `[code=java]`, `[code:c#]` and `[code lang="sql"]` do; "" for
    none."""
    if name.lower() in _LANGUAGES:
        return canonical(name)
    if found := _OF_LISTING.match(args):
        return canonical(found["lang"])
    said = Tag(0, 0, name, args).parsed.get("lang", "language", "type", "brush", at=0)
    return canonical(said) if is_known(said) else ""


_HELD = frozenset(("details", "part"))


def known(name: str) -> str:
    """The name that the table of tags has for a shortcode; "" for none."""
    bare = _PLUGIN.sub("", name.lower())
    said = _ALIASES.get(name.lower()) or _ALIASES.get(bare) or bare
    return said if said in KINDS else "group" if bare != name.lower() or _COLUMN.search(bare) else ""


def named(tag: Tag, inner: str, within: Sequence[Tag]) -> Tag:
    """A tag that encloses something by the name that the table has for it, or by none. What names itself in no way and
    holds others that do only holds them."""
    if tag.name.lower() in _LANGUAGES and "\n" in inner:
        return tag._replace(name="codeblock", args=f'lang="{tag.name.lower()}"')
    if "highlight" in tag.name and ("\n" in inner or tag.parsed.get("lang", "language")):
        return tag._replace(name="codeblock")
    name = known(tag.name)
    if KINDS.get(name) == "code" and (found := _OF_LISTING.match(tag.args)):
        return tag._replace(name=name, args=f'lang="{found["lang"]}"')
    if name == "group" and _COLUMN.search(tag.name):
        return tag._replace(name="tab", args="")  # A part without a title.
    if not KINDS.get(name) or name == "group" and _PLUGIN.match(tag.name):
        # What a site's own encloses stays, under the title that it is given.
        titled = bool(tag.parsed.get(*_TITLES))
        plain = name or tag.parsed.named and all(map(_LOOK.search, tag.parsed.named))
        return tag._replace(name="tab" if titled and (name or "\n" in inner) else "group" if plain else "")
    holds = KINDS.get(name) in _HELD and not _QUOTED.search(tag.args) and within and not within[0].closes
    return tag._replace(name="tabs" if holds and KINDS.get(known(within[0].name)) in _HELD else name)


def find(text: str, start: int = 0, end: int | None = None) -> list[Tag]:
    """What is written as such a tag, in order, known or not."""
    found: list[Tag] = []
    for one in _TAG.finditer(text, start, len(text) if end is None else end):
        brace = one["bname"] is not None
        escaped = bool(one["escape"] and one["after"])
        args = (one["bargs"] if brace else one["args"]) or ""
        found.append(
            Tag(
                one.start() + (0 if escaped else len(one["escape"])),
                one.end() - (0 if escaped else len(one["after"] or "")),
                one["bname"] or one["name"],
                unescape(args.removesuffix("/").strip()),
                bool(one["end"] or one["bend"]),
                args.endswith("/"),
                escaped=escaped,
            )
        )
    return found


def partners(tags: Sequence[Tag]) -> dict[int, int]:
    """By the index of an opening tag, that of the tag which closes it: of those of one name the nearest."""
    open_: dict[str, list[int]] = {}
    found: dict[int, int] = {}
    for index, tag in enumerate(tags):
        if tag.escaped or tag.alone:
            continue
        waiting = open_.setdefault(tag.name, [])
        if not tag.closes:
            waiting.append(index)
        elif waiting:
            found[waiting.pop()] = index
    return found


def carried_out(source: Source, lines: Lines, ledger: Ledger) -> list[Tag]:
    """The tags of a Markdown text that a site would carry out, by the names of the table; of others that stand for
    something the ledger speaks."""
    text = source.text
    signs = any(sign in text for sign in ("[/", "{/", "/]", "/}"))
    if not signs and ("[" not in text or not _QUOTED.search(unescape(text) if "&" in text else text)):
        return []
    tags = [
        tag
        for tag in find(text)
        if (tag.name.islower() or is_listing(tag.name)) and not _links(text, tag) and not _is_code(lines, tag.start)
    ]
    pairs = partners(tags)
    _name_parts(tags, pairs)
    spoken = {tag.name for tag in tags if tag.escaped and tag.closes}
    ends = {tag.end for tag in tags}
    found: list[Tag] = []
    bare: list[Tag] = []
    for index, tag in enumerate(tags):
        name = known(tag.name)
        if index in pairs:
            close = tags[pairs[index]]
            said = named(tag, text[tag.end : close.start], tags[index + 1 : pairs[index]])
            if said.name and _is_meant(text, said, close, ends):
                found += [said, close._replace(name=said.name)]
                continue
        elif tag.escaped and tag.name in spoken:
            found.append(tag)
            continue
        elif tag.closes or tag.escaped or not (_QUOTED.search(tag.args) or tag.alone):
            opens = not (tag.closes or tag.escaped or tag.args)
            if opens and (_PLUGIN.match(tag.name) or BETWEEN.match(tag.name)) and stands_alone(text, tag):
                bare.append(tag._replace(name="group", alone=True))
            continue
        elif EMPTY.match(tag.name) or BETWEEN.match(_PLUGIN.sub("", tag.name)):
            found.append(tag._replace(name="group", alone=True))
            continue
        elif _PLUGIN.match(tag.name) and name == "group":
            words = tag.parsed.get(*_WORDS)
            found.append(tag._replace(name="span" if words else "group", args=words, alone=True))
            continue
        elif (
            KINDS.get(name) == "inline"
            and shown(tag._replace(name=name))
            or KINDS.get(name) == "quote"
            and aside(tag.parsed)
        ):
            found.append(tag._replace(name=name))
            continue
        elif not _QUOTED.search(tag.args):
            continue
        span = source.span(tag.start, tag.end)
        ledger.doubted(span, *UNKNOWN)
    # A word in brackets on a line of its own is one where others are carried out around it.
    return sorted((*found, *bare)) if found else []


_NUMBERED = regex(r"(?:tab|title|tab_?title|item|label)[_-]?\d{1,2}")
_LISTED = ("titles", "tab_titles", "tabs", "tab_names", "labels", "names")


def _name_parts(tags: list[Tag], pairs: Mapping[int, int]) -> None:
    """Give the parts of a pair the names that it is given for them, `tab1="…" tab2="…"` or `titles="…|…"`: as many as
    there are parts, of which none has a title of its own."""
    for index, last in pairs.items():
        given = _names(tags[index].parsed.named) if KINDS.get(known(tags[index].name)) == "unwrap" else []
        if not given:
            continue
        at, parts = index + 1, []
        while at < last:
            if at in pairs and KINDS.get(known(tags[at].name)) == "part":
                parts.append(at)
            at = pairs.get(at, at) + 1
        if len(parts) == len(given) and not any(tags[at].parsed.get(*_TITLES) for at in parts):
            for at, name in zip(parts, given, strict=True):
                mark = "'" if '"' in name else '"'
                tags[at] = tags[at]._replace(args=f"title={mark}{name}{mark}")


def _names(args: Mapping[str, str]) -> list[str]:
    numbered = [value.strip() for key, value in args.items() if _NUMBERED.fullmatch(key)]
    if numbered:
        return numbered if all(numbered) else []
    said = next((args[key] for key in _LISTED if args.get(key)), "")
    sign = next((sign for sign in "|;；,，" if sign in said), "")
    names = [name.strip() for name in said.split(sign)] if sign else []
    return names if all(names) else []


def stands_alone(text: str, tag: Tag) -> bool:
    """Whether a tag has a line, or an element, to itself."""
    before, after = text[max(tag.start - 80, 0) : tag.start].rstrip(" \t"), text[tag.end : tag.end + 80].lstrip(" \t")
    return before[-1:] in ("", "\n", ">", "]") and after[:1] in ("", "\n", "<", "[")


def _is_code(lines: Lines, offset: int) -> bool:
    line = lines.line_of(offset)
    return lines.shown[line] or inside(code_spans(lines[line]), offset - lines.starts[line])


def _links(text: str, tag: Tag) -> bool:
    """Whether the brackets are the words of a link, a picture or a definition, or are kept from being anything."""
    before, after = text[max(tag.start - 1, 0) : tag.start], text[tag.end : tag.end + 1]
    return before == "\\" or text[tag.start] == "[" and (before == "!" or after in ("(", ":") and not tag.args)


def _is_meant(text: str, tag: Tag, close: Tag, ends: Collection[int]) -> bool:
    """Whether a pair is carried out and not spoken of. A block has its lines to itself, but for other tags; what stands
    in a sentence touches what it encloses, or is given something."""
    kind = KINDS[tag.name]
    inner = text[tag.end : close.start]
    given = _QUOTED.search(tag.args) is not None
    if kind == "inline":
        return given or is_address(inner.strip())
    line = text.rfind("\n", 0, tag.start) + 1
    before = text[line : tag.start].rstrip(" \t")
    rest = text[close.end : text.find("\n", close.end) % (len(text) + 1)].strip()
    if (_BEFORE.fullmatch(before + " ") or line + len(before) in ends) and (not rest or rest[0] in "[{"):
        return True
    if kind == "math":
        return "\n" not in inner and _TEX.search(inner) is not None and not chinese.has(inner)
    return kind == "unwrap" and (given or bool(inner) and inner == inner.strip())
