"""A page as the rules see it: what the lexer reads in it, and what the engines and other files say of it.

All views have the length of the text, so an offset in one is an offset in all. Everything is computed once, when first
asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from proofpress.engines.mathjax import OWN
from proofpress.evidence.dollars import is_running_text
from proofpress.evidence.tex import Look, is_tex
from proofpress.finding import Edit, apply
from proofpress.markdown import CANONICAL, MATH, Dialect, Lexed
from proofpress.markdown.formula import Formula
from proofpress.markdown.lines import Fence
from proofpress.regex import regex
from proofpress.rules._citations import Citations
from proofpress.rules._citations import read as read_citations
from proofpress.rules._math import TexTrouble, ask_mathjax
from proofpress.rules._math import ask as ask_katex
from proofpress.rules._mermaid import Diagram
from proofpress.rules._mermaid import ask as ask_mermaid
from proofpress.rules.outline import Outline, outline
from proofpress.rules.site import NO_SITE, Site
from proofpress.source import Piece, Source, Span

if TYPE_CHECKING:
    from proofpress.readers.front_matter import FrontMatter
    from proofpress.rules.built import Built
    from proofpress.tree import Document


_DELIMITERS = MATH - {"env"}
_HEADER = 4096
_QUOTED = regex(r"^[ \t]*>[ \t]?", re.M)
_SIGN, _NEAR = regex(r"[^\w\s,.;?，。；？、]"), 24
"""What is perhaps no text, and how many characters tell one place from another."""
_TAKEN = r"\\([\\`*_{}\[\]()>#+.!%s-])"
_ESCAPES = {False: regex(_TAKEN % ""), True: regex(_TAKEN % "|")}
"""A backslash that Markdown takes, without tables and with them."""
_LETTER = regex(r"[^\W\d_]")
_FIRST_NAME, _NAMES = 0xA500, 0x10C
"""Letters of a script (Vai) that no page is written in: two of them name a place in a text."""
_MANY_SIGNS = 8
"""How many texts of a page are looked for place by place: each makes the page once more."""
_CONVERTED = regex(r"\A---\n(?:(?!---|source:).*\n)*+source:.*\n(?:(?!---|[ \t]+sha256:).*\n)*+[ \t]+sha256:")


class Page(Lexed):
    """One file of Markdown. `source` is a root, so its offsets are those of findings; `macros` are the project's own
    TeX commands, beside those of the dialect."""

    def __init__(
        self,
        source: Source,
        site: Site = NO_SITE,
        macros: tuple[tuple[str, str], ...] = (),
        dialect: Dialect = CANONICAL,
    ) -> None:
        super().__init__(source.text, dialect)
        self.source = source
        self.site = site
        self.macros = {**dict(dialect.macros), **dict(macros)}
        self._contents: dict[int, Source] = {}
        self._read: dict[str, frozenset[int]] = {}

    @cached_property
    def document(self) -> Document:
        """The tree of the Markdown reader."""
        from proofpress.readers.markdown import read

        return read(self.source, self.dialect)

    @cached_property
    def header(self) -> tuple[FrontMatter | None, Source]:
        """The front matter, and what stands behind it."""
        from proofpress.readers import front_matter

        return front_matter.split(self.source)

    def body(self, line: int) -> str:
        """A line without its quote marks and indentation."""
        return self.scan.body(line)

    def fence_source(self, fence: Fence) -> Source:
        """The content of a fence, without its indentation and quote marks, line ends kept."""
        if fence.first not in self._contents:
            self._contents[fence.first] = self._content(fence)
        return self._contents[fence.first]

    def _content(self, fence: Fence) -> Source:
        last = fence.last - 1 if fence.closed else fence.last
        pieces: list[Piece] = []
        for number in range(fence.first + 1, last + 1):
            line, start = self.scan.lines[number], self.scan.starts[number]
            at = self.scan.quotes[number] if fence.prefix else 0
            column = 0
            while at < len(line) and line[at] in " \t" and column < fence.indent:
                column += 4 - column % 4 if line[at] == "\t" else 1
                at += 1
            end = min(start + len(line) + 1, len(self.text))
            pieces.append(Piece(self.text[start + at : end], start + at, end))
        return self.source.derive(pieces)

    @cached_property
    def is_converted(self) -> bool:
        """Whether the front matter says that a conversion wrote the page, and from what."""
        return _CONVERTED.search(self.text[:_HEADER]) is not None

    @property
    def built(self) -> Built | None:
        """The page as the site's own parser makes it, where there is a site."""
        return self.site.built(self.source.name, self.text)

    def prints(self, at: int, sign: str) -> bool:
        """Whether readers of the built page see a piece of the text that begins at `at`: this one, where there are
        several and some of them are read as markup. True where no page can be made."""
        built = self.built
        if built is None or not built.shows(sign):
            return built is None
        if sign not in self._read:
            many = self.text.count(sign) > 1 and len(self._read) < _MANY_SIGNS
            self._read[sign] = self._told_apart(sign, built) if many else frozenset()
        return at not in self._read[sign]

    def written(self, formula: Span) -> str:
        """A formula as its author wrote it, without the marks of a quote around it."""
        return _QUOTED.sub("", self.text[formula.start : formula.end])

    @property
    def set_by_script(self) -> frozenset[str]:
        """The delimiters whose formulas are text to Markdown, and set by a script in the whole finished page."""
        return self.dialect.drawn & self.dialect.redrawn

    def unescaped(self, text: str) -> str:
        """What Markdown leaves of the backslashes of a text."""
        return _ESCAPES[self.dialect.tables].sub(r"\1", text)

    def _is_kept(self, formula: Formula) -> bool:
        text = self.text[formula.span.start : formula.span.end]
        return self.unescaped(text) == text

    def sets_later(self, formula: Span) -> bool:
        """Whether a script sets in the finished page a formula that the site's parser left there as it was written."""
        written = self.written(formula)
        mark = "$" * (len(written) - len(written.lstrip("$")))
        torn = self.dialect.breaks and "\n" in written
        # To MathJax a break is the end of a line.
        if mark not in self.dialect.redrawn or torn and not self.dialect.mathjax_alone:
            return False
        # Where the parser makes nothing of a sign, blank lines around it change nothing.
        return mark in self.dialect.drawn or self.built is None or self.built.shows_lines(written)

    def made_with(self, edits: Iterable[Edit]) -> str | None:
        """The HTML that the site makes of the page with edits made, signs that need no entity as themselves; None where
        no page can be made."""
        made = self.site.built(self.source.name, apply(self.text, edits))
        return None if made is None else made.html

    def _told_apart(self, sign: str, built: Built) -> frozenset[int]:
        """Where the page reads as markup a text that it prints elsewhere. Each place gets letters of its own for that;
        none where there is nothing to tell them apart by."""
        letter = _LETTER.search(sign)
        places = [found.start() for found in re.finditer(re.escape(sign), self.text)]
        if letter is None or len(places) > _NAMES**2 or built.count(sign) >= len(places):
            return frozenset()
        cut, last = letter.end(), 0
        pieces: list[str] = []
        named: list[str] = []
        for number, place in enumerate(places):
            name = chr(_FIRST_NAME + number // _NAMES) + chr(_FIRST_NAME + number % _NAMES)
            pieces += [self.text[last : place + cut], name]
            named.append(sign[:cut] + name + sign[cut:])
            last = place + cut
        made = self.site.built(self.source.name, "".join([*pieces, self.text[last:]]))
        if made is None:
            # What the whole build made is made once: the words around each place tell.
            read = frozenset(place for place in places if not built.shows(self._around(place, len(sign))))
            return read if built.final else frozenset()
        read = frozenset(place for place, said in zip(places, named, strict=True) if not made.shows(said))
        return read if len(read) < len(places) else frozenset()

    def _around(self, at: int, length: int) -> str:
        """A text in its line with the plain words on both sides."""
        line = self.scan.line_of(at)
        before = self.text[max(self.scan.inner(line), at - _NEAR) : at]
        behind = self.text[at + length : min(self.scan.end(line), at + length + _NEAR)]
        return _SIGN.split(before)[-1] + self.text[at : at + length] + _SIGN.split(behind)[0]

    @cached_property
    def unread_formulas(self) -> tuple[Formula, ...]:
        """What is a formula to others, by its looks and between delimiters that this site does not read."""
        text, seen = self.text, self.codeless
        signs = [sign for sign in _DELIMITERS - self.dialect.math if seen.count(sign) > len(sign) % 2]
        if not signs or "<script" in text:
            return ()
        return tuple(
            f
            for f in Lexed(text).formulas
            if f.delimiter in signs and not f.trouble and is_tex(text[f.inner.start : f.inner.end], Look.RELATION)
        )

    @cached_property
    def citations(self) -> Citations:
        """Citations by number, and the list that they point into."""
        return read_citations(self)

    @cached_property
    def tex_troubles(self) -> tuple[TexTrouble, ...]:
        """What KaTeX says of the formulas, and MathJax where that sets them."""
        found = ask_katex(self.source, self, self.macros)
        if self.dialect.mathjax:
            found = [trouble for trouble in found if trouble.macro[1:] not in OWN]
        told = frozenset(self.dialect.commands)
        if self.dialect.mathjax_alone:
            found += ask_mathjax(self, told.union(self.macros), {trouble.formula for trouble in found})
        if signs := self.set_by_script:
            # Where Markdown takes backslashes first, the script reads another formula.
            found = [one for one in found if one.formula.delimiter not in signs or self._is_kept(one.formula)]
        return tuple(trouble for trouble in found if trouble.macro not in told and trouble.unknown not in told)

    @cached_property
    def diagrams(self) -> tuple[Diagram, ...]:
        """What Mermaid says of the diagrams."""
        asked = [(f, self.fence_source(f)) for f in self.fences if f.lang == "mermaid" and f.closed]
        return tuple(ask_mermaid(asked))

    @cached_property
    def _running(self) -> tuple[Span, ...]:
        text = self.text
        return tuple(f.inner for f in self.formulas if is_running_text(text[f.inner.start : f.inner.end]))

    def in_running_text(self, span: Span) -> bool:
        """Whether a span lies in what looks like a formula and is none, such as text between two prices."""
        at = bisect_right(self._running, span.start, key=lambda inner: inner.start) - 1
        return at >= 0 and span.start < self._running[at].end and span.end <= self._running[at].end

    @cached_property
    def outline(self) -> Outline:
        """What other pages and the rules that look at other files need to know of this one."""
        return outline(self, lambda: self.document)

    @cached_property
    def units(self) -> tuple[Span, ...]:
        """Formulas, fences and front matter: inside one of them, one fault is one finding."""
        spans = [self.scan.span(f.first, f.last) for f in self.fences]
        spans.extend(f.span for f in self.formulas)
        return tuple(sorted(spans))


def anchors_in(text: str, dialect: Dialect = CANONICAL) -> frozenset[str]:
    """The anchors of a page given as text."""
    return Page(Source("", text), dialect=dialect).outline.anchors
