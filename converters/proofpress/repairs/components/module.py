"""What MDX adds to Markdown beside components: lines that import and export, and expressions between braces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from proofpress import urls
from proofpress.ledger import Ledger
from proofpress.markdown import Lexed
from proofpress.readers import front_matter
from proofpress.regex import regex
from proofpress.repairs.components.grammar import balanced, literal, members
from proofpress.repairs.components.tree import all_closed
from proofpress.repairs.lines import Change
from proofpress.source import Source, Span

_MODULE = regex(
    r"^(?:import\b(?P<names>[^\"'`;\n{}]*+(?:\{[^{}\"'`;]*+\}[^\"'`;\n{}]*+)?+)[\"'][^\"'\n]++[\"']"
    r"|export[ \t]++(?:const|let|var|default|function|async|class|\{|\*))",
    re.M,
)
_IMPORT = regex(r"import[ \t]+(?P<name>\w+)[ \t]+from[ \t]*[\"'](?P<path>[^\"'\n]+)[\"']")
_VALUE = regex(r"export[ \t]++(?:const|let|var)[ \t]++(?P<name>\w++)[ \t]*+=(?P<value>[^\n]*+)")
_ARTICLE = regex(r"\.mdx?$", re.I)
_MATTER = regex(r"(?:props\.)?(?:front[mM]atter|page\.data|metadata)\.(?P<key>\w+)")
_COMMENT = regex(r"\{\s*/\*")
_JSX = regex(r"<[A-Za-z][\w.-]*\s(?:[^<>\n]*?\s)?(?:\w+=\{|className=)")
_OF_A_SITE = regex(
    r"^import\b[^\"'\n]+from[ \t]*[\"']"
    r"(?:(?:@site|@theme|@docusaurus|@astrojs/starlight|nextra|fumadocs-ui)/|[^\"'\n]+\.mdx?[\"'])",
    re.M,
)
"""An import that no program but one of articles bears."""
_WORKED_OUT = regex(r"=>|&&|\|\||\?|<|\n|\(")


def may_be(text: str) -> bool:
    """Whether a text may be MDX though it has no component: cheap, and true for code that says so, too."""
    return any(sign.search(text) is not None for sign in (_COMMENT, _JSX, _OF_A_SITE))


def signs(lexed: Lexed) -> bool:
    """Whether a text is MDX: a comment between braces or elements with expressions, where all that opens is closed, or
    imports beside components."""
    view = lexed.codeless
    if (_COMMENT.search(view) is not None or _JSX.search(view) is not None) and all_closed(lexed):
        return True
    imports = _COMPONENT.search(view) is not None or _OF_A_SITE.search(view) is not None
    return imports and next(modules(lexed), None) is not None


def modules(lexed: Lexed) -> Iterator[Span]:
    """Where a text imports and exports: paragraphs of nothing else, with what stands between their brackets. Lines of a
    program that go on behind them are an author's listing."""
    text, at = lexed.text, 0
    for found in _MODULE.finditer(lexed.codeless):
        if not _is_module(found):
            continue
        above = text[text.rfind("\n", 0, max(found.start() - 1, 0)) + 1 : found.start()].strip()
        if found.start() >= at and not above and (end := _end(text, found.start())) > 0:
            at = end
            yield Span(found.start(), at)


def _end(text: str, start: int) -> int:
    """The end of a paragraph of imports and exports; -1 where it holds anything else."""
    at = start
    while True:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        opens = _OPENS.search(text, at, end)
        if opens is not None:
            closed = text.find("`", opens.end()) + 1 if opens[0] == "`" else balanced(text, opens.start())
            if closed > 0:
                at = closed
                continue
        after = text.find("\n", end + 1)
        after = after if after >= 0 else len(text)
        if end >= len(text) or not text[end + 1 : after].strip():
            return min(end + 1, len(text))
        at = end + 1
        begins = _MODULE.match(text, at)
        if text[at] not in " \t})]/" and not (begins and _is_module(begins)):
            return -1


def _is_module(found: re.Match[str]) -> bool:
    """Whether what begins as an import names a path, or something from one."""
    names = (found["names"] or "").strip()
    return not names or names.endswith("from")


_OPENS = regex(r"[\[({`]")
_COMPONENT = regex(r"^[ \t]*</?(?:[A-Z][\w.]*+|[a-z]++-[\w-]++)(?:[\s/>]|$)", re.M)


class Known:
    """What the names of a page's module stand for: pictures and articles that it imports, texts that it exports, its
    header."""

    def __init__(self, source: Source, spans: tuple[Span, ...]) -> None:
        self._source = source
        self._values: dict[str, str] = {}
        self._spelled: dict[str, str] = {}
        self._articles: dict[str, str] = {}
        self._front: Mapping[str, object] | None = None
        for span in spans:
            for found in _IMPORT.finditer(source.text, *span):
                if urls.names_picture(found["path"]):
                    self._values[found["name"]] = found["path"]
                elif _ARTICLE.search(found["path"]):
                    self._articles[found["name"]] = found["path"]
            for found in _VALUE.finditer(source.text, *span):
                if (value := literal(found["value"].rstrip(" \t;"), self._values.get)) is not None:
                    self._values[found["name"]] = value
                elif found["value"].lstrip()[:1] in ("{", "["):
                    at = found.start("value") + len(found["value"]) - len(found["value"].lstrip())
                    self._spelled[found["name"]] = source.text[at : max(balanced(source.text, at), at)]

    def article(self, name: str) -> str:
        """The path of the article that the page brings in under a name; "" for no such."""
        return self._articles.get(name, "")

    def spelled(self, name: str) -> str | None:
        """The object or the list that the page's module exports under a name, as it stands; None for no such."""
        return self._spelled.get(name)

    def get(self, name: str) -> str | None:
        """The text that a name stands for; None where the page does not say."""
        if (matter := _MATTER.fullmatch(name)) is None:
            whole, _, key = name.partition(".")
            told = next((value for one, value in members(self._spelled.get(whole, "")) if key and one == key), None)
            return self._values.get(name.removesuffix(".src")) if told is None else literal(told, self._values.get)
        if self._front is None:
            header, _ = front_matter.split(self._source.root)
            self._front = dict(header.values) if header is not None else {}
        value = self._front.get(matter["key"])
        return str(value) if isinstance(value, str | int | float) else None


def expressions(
    source: Source, prose: str, skipped: Callable[[int], int], known: Known, ledger: Ledger
) -> Iterator[Change]:
    """The expressions in running text by what they say. `skipped` gives the end of a stretch that is none."""
    text, at, failed = source.text, 0, 0
    while failed < _MOST and (start := prose.find("{", at)) >= 0:
        if (behind := skipped(start)) > start:
            at = behind
            continue
        at = start + 1
        valued = _ATTRIBUTE.search(text, max(start - 60, 0), start)
        if valued is not None and _in_a_tag(prose, start):
            yield from _attribute(source, valued, start, known, ledger)
            continue
        if (
            text[start - 1 : start] == "\\"
            or text[at : at + 1] in ("#", ".", ":", "{", "%")
            or prose[at : at + 1] == "}"
        ):
            continue
        end = balanced(text, start)
        if end < 0:
            failed += 1
            continue
        inner, span = text[at : end - 1], source.span(start, end)
        at = end
        if inner.strip().startswith(("/*", "//")):
            ledger.removed(span, "a comment of the source", "源码注释")
            yield Change(start, end, "")
        elif (value := literal(inner, known.get)) is not None and not inner.strip().isdigit():
            ledger.repaired(span, "an expression as the text that it says", "表达式改为它的文字")
            yield Change(start, end, value)
        elif _WORKED_OUT.search(inner):
            ledger.removed(span, "what only the site's program works out", "只有网站程序才能得出的内容")
            yield Change(start, end, "")
        elif not inner.strip().isdigit():
            ledger.doubted(span, "a value that only the site's program knows", "只有网站程序知道的值")


_MOST = 40
"""After so many braces that nothing closes the rest is text."""


def _in_a_tag(prose: str, at: int) -> bool:
    least = max(at - _LONGEST_TAG, 0)
    return prose.rfind("<", least, at) > prose.rfind(">", least, at)


_LONGEST_TAG = 2000
_ATTRIBUTE = regex(r"\s[\w:-]+=$")


def _attribute(source: Source, valued: re.Match[str], start: int, known: Known, ledger: Ledger) -> Iterator[Change]:
    """The attribute of an element of HTML whose value is an expression, as HTML has it."""
    if (end := balanced(source.text, start)) > 0:
        value = literal(source.text[start + 1 : end - 1], known.get)
        if value is None or '"' in value:
            ledger.removed(
                source.span(valued.start(), end), "what only the site's program works out", "只有网站程序才能得出的内容"
            )
            yield Change(valued.start(), end, "")
        else:
            yield Change(start, end, f'"{value}"')
