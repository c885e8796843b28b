"""What a site's Markdown means to the lexer: the extensions of its `mkdocs.yml` with the options that change a
reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache, partial
from typing import Any, Literal, NamedTuple

from proofpress.markdown.templates import Mark
from proofpress.regex import regex


class Slugifier(NamedTuple):
    """The function that makes a heading's id, by its name, with the options that it was made with."""

    name: str = "markdown.extensions.toc.slugify"
    options: tuple[tuple[str, str | bool], ...] = ()

    @property
    def known(self) -> bool:
        """Whether the function is there, so that a page can be made with it."""
        return self.name != "proofpress.dialect.unknown"


OUR_SLUGS = Slugifier("pymdownx.slugs._uslugify", (("case", "lower"),))


MATH = frozenset({"$", "$$", r"\(", r"\[", "env"})
"""Every delimiter that arithmatex can read."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The extensions of a parser, by what they read. It can be hashed, pickled and compared; `key` is stable.

    `fence_names` are custom fences and languages that the site adds; `boxes` the indented containers that it reads.
    """

    superfences: bool = True
    fence_names: frozenset[str] = frozenset()
    custom_fences: frozenset[str] = frozenset()
    """Custom fences as the site spells them: SuperFences tells capitals from small letters."""
    fence_options: frozenset[str] = frozenset({"hl_lines", "linenums", "title", "title_mode"})
    """The options that a fence may have behind its language without braces."""
    validated: frozenset[str] = frozenset()
    """The names of fences for which a function of the site says which options they may have."""
    relaxed: bool = False
    """Whether a fence is one whatever stands behind its language."""
    boxes: frozenset[str] = frozenset({"admonition", "details", "tab"})
    between: frozenset[str] = frozenset({"directive", "block"})
    """The containers between two lines that are read as such."""
    taken: frozenset[str] = frozenset()
    """Those of them that the site's parser takes."""
    definitions: bool = True
    notes: bool = True
    tables: bool = True
    attributes: bool = True
    critic: Literal["", "view", "accept", "reject"] = ""
    """What the page shows of an editor's marks, `{++new++}`, where an extension reads them."""
    html: bool = True
    """Whether an HTML element may ask for Markdown in it."""
    disclosures: bool = True
    """Whether `<details>` on a line of its own holds Markdown, as on code hosts."""
    math: frozenset[str] = MATH
    """The delimiters of formulas."""
    math_fences: frozenset[str] = frozenset()
    """The names of fences, as the site spells them, that hold formulas."""
    math_code: frozenset[str] = frozenset()
    """The names in front of the code in a line, as `#!name`, that is a formula."""
    in_sentences: bool = False
    """Whether a display formula may stand among words: extensions other than arithmatex read all formulas in lines."""
    escaped_brackets: bool = False
    """Whether `\\(` may as well be an escaped bracket, as on GitHub: then a formula is what holds TeX."""
    smart_dollars: bool = True
    """Whether a space behind the first dollar, or before the second, keeps them from making a formula."""
    smart_strong: bool = True
    """Whether `**` inside a word is printed."""
    smart_underscores: bool = True
    """Whether `_` inside a word is."""
    drawn: frozenset[str] = frozenset()
    """Those of them that only scripts read, in the finished page: without its partner, one is what the author wrote."""
    redrawn: frozenset[str] = frozenset()
    """Those that a script reads in the whole finished page, where the site's parser left them as they are."""
    macros: tuple[tuple[str, str], ...] = ()
    """TeX commands that scripts of the site define, each with its TeX."""
    commands: tuple[str, ...] = ()
    """Commands, and environments in braces, that scripts define in ways that are not read."""
    mathjax: bool = False
    """Whether MathJax sets the formulas, which knows more than KaTeX."""
    mathjax_alone: bool = False
    """Whether nothing else does, and with no commands but its own and those that are told here."""
    marked_alone: bool = False
    """Whether MathJax does, and sets only what arithmatex marked: of raw HTML nothing."""
    katex_alone: bool = False
    """Whether a script of the site sets the formulas by KaTeX, and nothing else does."""
    mermaid: int = 0
    """The first number of the version of Mermaid that the site loads, 0 where it is the theme's."""
    typeset: bool = False
    """Whether KaTeX sets the formulas while the site is built, and shows as a fault what it does not know."""
    open_macros: bool = False
    """Whether there may be commands that nothing here tells of."""
    sane_lists: bool = True
    """Whether numbers and bullets make lists of their own."""
    mixed_lists: bool = False
    """Whether an item of another kind begins a list right under one; `#.` is a number then, where it is no heading."""
    list_styles: frozenset[str] = frozenset()
    """The marks of items beside numbers and bullets, by their names in `signs.STYLES`."""
    list_step: int = 4
    """How many columns further in an item stands than the one that holds it, and what belongs to an item."""
    other_lists: bool = False
    """Whether an extension that the lexer does not know reads lists by columns of its own."""
    sane_headings: bool = False
    """Whether a heading has a space behind its signs, and what has none is text."""
    callouts: Literal["", "first", "any"] = ""
    """Where `[!note]` behind quote marks is the head of a box: on the "first" line of a quote, or on "any" of one, and
    then a list in the box needs no blank line."""
    wiki: tuple[str, str] | None = None
    """What stands before and behind the name in the address of `[[name]]`, where an extension makes it a link."""
    named: bool = False
    """Whether a plugin makes links of `[[name]]`, to a file of that name wherever it lies."""
    parens: bool = True
    """Whether `1)` begins an item as `1.` does."""
    metadata: bool = False
    """Whether an extension takes lines of `Key: text` off the head of what MkDocs has left."""
    breaks: bool = False
    """Whether each line of a paragraph stands by itself."""
    base_level: int = 1
    """The level on the page of a heading with one sign."""
    slugifier: Slugifier = OUR_SLUGS
    id_separator: str = "-"
    appended: bool = False
    """Whether another file stands below every page, with definitions that are not known."""
    defined: frozenset[str] = frozenset()
    """The labels of links, and of notes behind a `^`, that files below every page define: all that those define."""
    escapes: bool = True
    """Whether a backslash escapes `<`, as in CommonMark."""
    templates: tuple[Mark, ...] = ()
    """What plugins fill in the text before it is read."""
    filled: bool = False
    """Whether something of the site that nothing here tells of may change the text before it is read."""
    indented: bool = True
    """Whether four columns make code."""
    of_site: bool = False
    """Whether a site's settings say how a page is read; else it is written for any reader."""
    foreign: tuple[str, ...] = ()
    """Extensions that the lexer does not know: what they read, it cannot say."""

    @property
    def containers(self) -> frozenset[str]:
        """The kinds of `signs.CONTAINERS` that are read."""
        more = {"definition"} if self.definitions else set()
        return self.boxes | self.between | more | ({"note"} if self.notes else set())

    @property
    def plugin_callouts(self) -> bool:
        """Whether a plugin makes boxes of callouts before Markdown is read: only lines behind marks are in them."""
        return self.callouts == "any" and not any(map(_CALLOUTS.search, self.foreign))

    @property
    def inline_math(self) -> tuple[str, str]:
        """The delimiters to write around a formula in a line; empty where none are read."""
        return ("$", "$") if "$" in self.math else (r"\(", r"\)") if r"\(" in self.math else ("", "")

    @property
    def display_math(self) -> tuple[str, str]:
        """The delimiters to write around a formula in a block of its own; empty where none are read."""
        return ("$$", "$$") if "$$" in self.math else (r"\[", r"\]") if r"\[" in self.math else ("", "")

    @property
    def key(self) -> str:
        """The dialect as text, the same in every process."""
        return _key(self)


@lru_cache(64)
def _key(made: Dialect) -> str:
    return repr(tuple(sorted(v) if isinstance(v := getattr(made, f.name), frozenset) else v for f in fields(made)))


CANONICAL = Dialect(fence_names=frozenset({"mermaid"}), validated=frozenset({"mermaid"}), smart_strong=False)
"""The dialect of what conversions write, and of pages without a `mkdocs.yml`."""
ANYBODYS = replace(CANONICAL, escaped_brackets=True)
"""The dialect of what conversions read: Markdown from anywhere."""
COMPONENTS = replace(ANYBODYS, indented=False)
"""The dialect of MDX, where what a component holds stands as far in as its author likes."""


_KNOWN = frozenset(
    "toc tables fenced_code admonition attr_list md_in_html def_list footnotes abbr meta sane_lists nl2br smarty "
    "wikilinks "
    "codehilite extra legacy_attrs legacy_em".split()
)
_DIRECTIVES = regex(r"fenced.?div|container|divs")
"""What extensions are called that read `:::`."""
_FENCES, _ARITHMATEX, _BETTEREM = "pymdownx.superfences", "pymdownx.arithmatex", "pymdownx.betterem"
_INLINE, _CRITIC = "pymdownx.inlinehilite", "pymdownx.critic"
_TRULY_SANE, _FANCY = "mdx_truly_sane_lists", "pymdownx.fancylists"


def read(extensions: Sequence[str], settings: Mapping[str, Mapping[str, Any]]) -> Dialect:
    """The dialect of a Python-Markdown made with these extensions; settings go by the extensions' names."""
    names = {name.removeprefix("markdown.extensions.") for name in extensions}
    if "extra" in names or "pymdownx.extra" in names:
        names |= {"fenced_code", "footnotes", "attr_list", "def_list", "tables", "abbr", "md_in_html"}
    if "pymdownx.extra" in names:
        names |= {_FENCES, _BETTEREM}
    boxes = {"admonition": "admonition", "pymdownx.details": "details", "pymdownx.tabbed": "tab"}
    taken = {"block"} if any(name.startswith("pymdownx.blocks") for name in names) else set()
    taken |= {"directive"} if any(map(_DIRECTIVES.search, names)) else set()
    toc = {**settings.get("toc", {}), **settings.get("markdown.extensions.toc", {})}
    return Dialect(
        superfences=_FENCES in names,
        fence_names=_fence_names(settings),
        custom_fences=frozenset(str(entry.get("name")) for entry in _custom_fences(settings)),
        fence_options=_fence_options(settings) if _FENCES in names else frozenset({"hl_lines"}),
        validated=frozenset(
            str(entry.get("name")).lower() for entry in _custom_fences(settings) if entry.get("validator")
        ),
        relaxed=_FENCES in names and settings.get(_FENCES, {}).get("relaxed_headers") is True,
        boxes=frozenset(box for name, box in boxes.items() if name in names),
        between=frozenset(taken),
        taken=frozenset(taken),
        definitions="def_list" in names,
        notes="footnotes" in names,
        tables="tables" in names,
        attributes="attr_list" in names,
        critic=_critic(settings.get(_CRITIC, {}).get("mode")) if _CRITIC in names else "",
        html="md_in_html" in names,
        disclosures="proofpress.canonical" in names,
        math=_math(settings.get(_ARITHMATEX, {}))
        if _ARITHMATEX in names
        else MATH
        if _sets_math(names)
        else frozenset(),
        math_fences=_math_names(_custom_fences(settings)) if _FENCES in names else frozenset(),
        math_code=_math_names(_entries(settings, _INLINE, "custom_inline")) if _INLINE in names else frozenset(),
        in_sentences=_ARITHMATEX not in names and _sets_math(names),
        smart_dollars=settings.get(_ARITHMATEX, {}).get("smart_dollar", True) is not False,
        smart_strong=_BETTEREM in names and str(settings.get(_BETTEREM, {}).get("smart_enable")) in ("all", "asterisk"),
        smart_underscores="legacy_em" not in names
        and not (_BETTEREM in names and str(settings.get(_BETTEREM, {}).get("smart_enable")) in ("none", "asterisk")),
        typeset="proofpress.typeset" in names,
        sane_lists=bool(names & {"sane_lists", _FANCY, _TRULY_SANE}),
        mixed_lists=_FANCY in names,
        list_styles=_list_styles(names, settings),
        list_step=_list_step(settings.get(_TRULY_SANE, {})) if _TRULY_SANE in names else 4,
        other_lists=any("list" in n and not n.startswith("pymdownx.") for n in names - _KNOWN - {_TRULY_SANE}),
        sane_headings="pymdownx.saneheaders" in names,
        wiki=_wiki(settings) if "wikilinks" in names else None,
        callouts=callouts(names, settings),
        parens=_FANCY in names,
        metadata="meta" in names,
        breaks="nl2br" in names,
        base_level=_base_level(toc.get("baselevel")),
        slugifier=slugifier(toc.get("slugify")),
        id_separator=str(toc.get("separator", "-")),
        appended=bool("pymdownx.snippets" in names and settings.get("pymdownx.snippets", {}).get("auto_append")),
        escapes=bool(names & {"proofpress.canonical", "pymdownx.escapeall"}),
        indented=not (_FENCES in names and settings.get(_FENCES, {}).get("disable_indented_code_blocks")),
        of_site=True,
        foreign=tuple(sorted(n for n in names - _KNOWN if not n.startswith(("pymdownx.", "proofpress.")))),
    )


def _critic(mode: object) -> Literal["view", "accept", "reject"]:
    """What the extension takes for any other mode is its own affair: the marks are shown."""
    return "accept" if mode == "accept" else "reject" if mode == "reject" else "view"


def _list_styles(names: Iterable[str], settings: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """The styles of lists that an extension adds; `#.` is a heading where no other extension asks for a space there."""
    if _FANCY not in names:
        return frozenset()
    given = settings.get(_FANCY, {}).get("additional_ordered_styles", ("roman", "alpha", "generic"))
    taken = {str(one) for one in given} if isinstance(given, list | tuple) else set()
    return frozenset(taken if "pymdownx.saneheaders" in names else taken - {"generic"})


def _list_step(options: Mapping[str, Any]) -> int:
    """The columns of a level as mdx_truly_sane_lists counts them."""
    given = options.get("nested_indent", 2)
    return given if isinstance(given, int) and given > 0 else 2


def _base_level(given: object) -> int:
    """As Python-Markdown takes it, a number or its digits."""
    return max(int(given), 1) if isinstance(given, int | str) and str(given).isdecimal() else 1


def _wiki(settings: Mapping[str, Mapping[str, Any]]) -> tuple[str, str] | None:
    """None where a function of the site makes the addresses."""
    options = settings.get("wikilinks") or settings.get("markdown.extensions.wikilinks") or {}
    ends = str(options.get("base_url", "/")), str(options.get("end_url", "/"))
    return None if options.get("build_url") else ends


_CALLOUTS = regex(r"callout|alert|admonition|gfm|github|obsidian")
"""What extensions and plugins are called that read `[!note]` in quotes."""


def callouts(names: Iterable[str], settings: Mapping[str, Mapping[str, Any]]) -> Literal["", "first", "any"]:
    """What extensions or plugins of these names make of `[!note]` in quotes, as `Dialect.callouts`."""
    names = [name for name in names if name not in ("admonition", "pymdownx.blocks.admonition")]
    found = next((name for name in names if _CALLOUTS.search(name)), None)
    if found is not None:
        return "any" if settings.get(found, {}).get("breakless_lists") is not False else "first"
    return "first" if "pymdownx.quotes" in names and settings.get("pymdownx.quotes", {}).get("callouts") else ""


def _sets_math(names: Iterable[str]) -> bool:
    """Whether another extension reads formulas, by its name."""
    return any("math" in name or "katex" in name for name in names)


def _math(options: Mapping[str, Any]) -> frozenset[str]:
    inline, block = options.get("inline_syntax", ("dollar", "round")), options.get("block_syntax", _BLOCK_MATH)
    made = {sign for name, sign in (("dollar", "$"), ("round", r"\(")) if name in inline}
    return frozenset(made | {sign for name, sign in _BLOCK_MATH.items() if name in block})


_BLOCK_MATH = {"dollar": "$$", "square": r"\[", "begin": "env"}


def _custom_fences(settings: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return _entries(settings, _FENCES, "custom_fences")


def _entries(settings: Mapping[str, Mapping[str, Any]], extension: str, option: str) -> list[Mapping[str, Any]]:
    entries = settings.get(extension, {}).get(option) or ()
    return [entry for entry in entries if isinstance(entry, dict)]


def _math_names(entries: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The names of the entries whose function or class makes formulas."""

    def is_math(entry: Mapping[str, Any]) -> bool:
        function = entry.get("format")
        function = function.func if isinstance(function, partial) else function
        named = {str(entry.get("name")), *str(entry.get("class")).split()}
        return getattr(function, "__module__", "") == _ARITHMATEX or not named.isdisjoint(("math", "arithmatex"))

    return frozenset(str(entry.get("name")) for entry in entries if is_math(entry))


def _fence_options(settings: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """Those that SuperFences takes: it leaves none to a highlighter of the browser."""
    in_browser = settings.get("pymdownx.highlight", {}).get("use_pygments") is False
    return frozenset() if in_browser else CANONICAL.fence_options


def _fence_names(settings: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    made: set[str] = set()
    for name, key in ((_FENCES, "custom_fences"), ("pymdownx.highlight", "extend_pygments_lang")):
        made.update(str(entry["name"]).lower() for entry in _entries(settings, name, key) if entry.get("name"))
    return frozenset(made)


_BY_DEFAULT = ("", "NFC", False)


def slugifier(function: object) -> Slugifier:
    """The name of a slugifier as `mkdocs.yml` gives it; Python-Markdown's own where there is none."""
    if function is None:
        return Slugifier()
    if isinstance(function, str):
        return Slugifier(function)
    options: tuple[tuple[str, str | bool], ...] = ()
    if isinstance(function, partial):
        options = tuple(
            sorted((k, v) for k, v in function.keywords.items() if isinstance(v, str | bool) and v not in _BY_DEFAULT)
        )
        function = function.func
    return Slugifier(f"{getattr(function, '__module__', '')}.{getattr(function, '__name__', '')}", options)
