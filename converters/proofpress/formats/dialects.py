"""Markup languages that are not Markdown, told by their signs.

Each sign weighs 1 to 3; a file is taken for the language at `ENOUGH`, where no more weight speaks for Markdown. What
stands in fenced code, in front matter or behind an indent of code counts for nothing: an article about LaTeX is not
LaTeX.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from proofpress.evidence import chinese
from proofpress.finding import Words
from proofpress.formats.format import Format
from proofpress.formats.glance import Glance
from proofpress.regex import regex

ENOUGH = 3
MOST_TIMES = 2
"""How often one sign counts."""


class _Sign(NamedTuple):
    weight: int
    pattern: re.Pattern[str]


class _Language(NamedTuple):
    """A line that is `against` a language is one that others have and this hardly ever."""

    name: str
    title: Words
    reads: str
    signs: tuple[_Sign, ...]
    against: re.Pattern[str] | None = None


def _signs(*pairs: tuple[int, str]) -> tuple[_Sign, ...]:
    return tuple(_Sign(weight, regex(pattern)) for weight, pattern in pairs)


_MARKDOWN = _signs(
    (2, r"#{1,6} \S.*$"),
    (2, r"```$"),
    (2, r"!?\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)"),
    (2, r"\|[ :]*-{3,}"),
    (1, r"- \S"),
)

_LANGUAGES: tuple[_Language, ...] = (
    _Language(
        "rst",
        Words("reStructuredText", " reStructuredText"),
        "pandoc -f rst -t html",
        _signs(
            (2, r"\.\. [a-zA-Z][\w.:+-]*::(?:\s|$)"),
            (2, r"\.\. _[^:\n]{1,200}:(?:\s|$)"),
            (2, r"\.\. (?:\[[^\]\s]{1,60}\]|\|[^|\n]{1,80}\|) \S"),
            (2, r"(?:.*\W)?:[a-z][\w:+.-]{1,40}:`[^`\n]+`"),
            (2, r".*`[^`\n]{1,300}<[^>\s`]{1,500}>`__?\b"),
            (2, r"\.\. (?:contents|toctree|note|image|figure|code-block)::"),
            (1, r".*[^\s:]::$|::$"),
            (1, r".*``[^`\n]+``"),
        ),
    ),
    _Language(
        "org",
        Words("Org", " Org 文档"),
        "pandoc -f org -t html",
        _signs(
            (
                2,
                (
                    r"#\+(?i:title|author|date|options|startup|begin_src|begin_quote|begin_example|property"
                    r"|latex_header|caption|setupfile|filetags|hugo_\w+):?"
                ),
            ),
            (2, r":(?:PROPERTIES|LOGBOOK|END):\s*$"),
            (2, r".*\[\[(?:https?|file|id):[^\]\n]{1,500}\](?:\[[^\]\n]{1,300}\])?\]"),
            (1, r"\*{1,8} (?:TODO |DONE |\S)"),
        ),
    ),
    _Language(
        "asciidoc",
        Words("AsciiDoc", " AsciiDoc"),
        "asciidoctor",
        _signs(
            (2, r"\[(?:source|listing|NOTE|TIP|WARNING|IMPORTANT|CAUTION|quote|cols=|%header)[^\]\n]{0,200}\]\s*$"),
            (2, r"\|={3,}\s*$"),
            (2, r"(?:image|include|video|toc|ifdef|ifndef|endif)::[^\s\[]{0,300}\["),
            (2, r"(?:.*\s)?(?:link|xref|image|kbd|btn|footnote|footnoteref|menu):[^\s\[]{0,300}\[[^\]\n]*\]"),
            (
                2,
                (
                    ":(?:toc|icons|source-highlighter|imagesdir|sectnums|doctype|experimental|idprefix|revnumber"
                    "|xrefstyle|stem)!?:"
                ),
            ),
            (1, r"={1,6} [^=\n]*[^=\s]\s*$"),
            (1, r"-{4}\s*$|={4}\s*$"),
            (1, r"\.[A-Z]\S.*$"),
        ),
    ),
    _Language(
        "zim",
        Words("a page of Zim", " Zim 页面"),
        "Zim itself (File, Export, HTML)",
        _signs((3, r"Content-Type: text/x-zim-wiki\s*$"), (1, r"Wiki-Format: zim ")),
    ),
    _Language(
        "tiddlywiki",
        Words("a tiddler of TiddlyWiki", " TiddlyWiki 条目"),
        "TiddlyWiki itself (export as static HTML)",
        _signs((3, r"type: text/vnd\.tiddlywiki\s*$")),
    ),
    _Language(
        "dokuwiki",
        Words("DokuWiki source", " DokuWiki 源文本"),
        "pandoc -f dokuwiki -t html",
        _signs(
            (2, r"={5,6} [^=\n]+ ={5,6}\s*$"),
            (1, r"={4} [^=\n]+ ={4}\s*$"),
            (2, r".*\{\{ ?:?[\w:./-]+\.(?:png|jpe?g|gif|svg|pdf)"),
            (1, r"\^ [^^\n]+ \^"),
            (1, r".*(?:<code [\w+-]+(?: [\w./-]+)?>|\s//[^/\s][^/\n]*//\s|[^\\]\\\\(?:\s|$))"),
        ),
        against=regex(r"== [^=\n]+ ==\s*$"),
    ),
    _Language(
        "mediawiki",
        Words("MediaWiki source", " MediaWiki 源文本"),
        "pandoc -f mediawiki -t html",
        _signs(
            (2, r".*\[\[(?:File|Image|Category|文件|图像|分类|分類|檔案):"),
            (2, r"\{\|(?:\s|$)"),
            (2, r".*'''[^'\n]+'''"),
            (2, r".*<ref(?: [^>\n]{0,100})?>"),
            (2, r"={2,6} [^=\n]+ ={2,6}\s*$"),
            (1, r"={2,6}[^=\s\n][^=\n]*={2,6}\s*$"),
            (1, r"\|-\s*$|\|\}\s*$"),
            (1, rf".*\{{\{{[A-Za-z{chinese.CLASS}][^{{}}\n]{{0,80}}\|"),
            (1, r".*\[https?://[^\s\[\]]{1,500}+ [^\[\]\n]{1,300}+\]"),
        ),
    ),
    _Language(
        "textile",
        Words("Textile", " Textile"),
        "pandoc -f textile -t html",
        _signs(
            (2, r"h[1-6](?:\([^)\n]{0,60}\))?\. \S"),
            (2, r"(?:bq|bc|pre|notextile|fn\d{1,3})\.{1,2} "),
            (2, r"p[(<>={][^.\n]{0,60}\. "),
            (2, r'.*"[^"\n]{1,200}":(?:https?://|/|mailto:)\S'),
            (2, r"\|_\. ?\S"),
        ),
    ),
    _Language(
        "latex",
        Words("LaTeX source", " LaTeX 源文件"),
        "pandoc -f latex -t html --mathjax",
        _signs(
            (3, r"\\documentclass\b|\\documentstyle\b"),
            (2, r"\\usepackage\b|\\RequirePackage\b|\\begin\{document\}"),
            (1, r"\\(?:sub){0,2}section\*?\{|\\chapter\*?\{"),
            (1, r"\\(?:maketitle|tableofcontents|bibliographystyle|bibliography|appendix|input|include)\b"),
            (1, r"\s*\\item\b|\\begin\{(?:itemize|enumerate|figure|abstract|theorem|proof|lemma)\}"),
        ),
    ),
    _Language(
        "typst",
        Words("Typst source", " Typst 源文件"),
        "pandoc -f typst -t html",
        _signs(
            (2, r"#(?:set|show) [\w.()]+[(:]"),
            (2, r"#import \"[^\"\n]+\""),
            (2, r"#(?:figure|image|table|cite|bibliography)\("),
            (1, r"={1,5} \S"),
        ),
    ),
    _Language(
        "man",
        Words("a manual page (roff)", "手册页（roff）"),
        "mandoc -T html",
        _signs((3, r"\.(?:TH|Dd) \S"), (2, r"\.(?:SH|Sh|SS|PP|TP|Nm|Nd)\b"), (1, r"\.\\\"|'\\\"")),
    ),
    _Language(
        "pod",
        Words("POD, Perl's documentation", " Perl 的 POD 文档"),
        "pod2html",
        _signs((2, r"=(?:head[1-4]|over|item|cut|pod|encoding|back)\b")),
    ),
    _Language(
        "texinfo",
        Words("Texinfo", " Texinfo"),
        "makeinfo --html",
        _signs((3, r"\\input texinfo"), (2, r"@(?:node|chapter|section|settitle|setfilename|menu|end) ")),
    ),
    _Language(
        "bibtex",
        Words("a BibTeX file", " BibTeX 文件"),
        "",
        _signs(
            (2, r"@(?i:article|book|inproceedings|misc|techreport|phdthesis|online|incollection|string|comment)\{"),
            (1, r"\s+(?i:author|title|year|journal|doi)\s*=\s*[{\"]"),
        ),
    ),
    _Language(
        "movabletype",
        Words("Movable Type's export", " Movable Type 导出文件"),
        "WordPress (import it there and export WXR)",
        _signs(
            (2, r"(?:EXTENDED BODY|BODY|EXCERPT|KEYWORDS|COMMENT|PING):\s*$"),
            (2, r"(?:ALLOW (?:COMMENTS|PINGS)|CONVERT BREAKS|BASENAME|UNIQUE URL|PRIMARY CATEGORY): "),
            (1, r"(?:-{5}|-{8})$"),
        ),
    ),
    _Language(
        "subtitles",
        Words("a file of subtitles or of a song's lines", "字幕或歌词文件"),
        "",
        _signs(
            (3, r"WEBVTT\b|\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d|\[Script Info\]|Dialogue: \d,\d:\d\d:\d\d\.\d\d,"),
            (2, r"\[\d\d:\d\d\.\d\d\d?\]"),
        ),
    ),
    _Language("patch", Words("a patch", "补丁文件"), "", _signs((3, r"diff --git a/|--- a/\S+$"), (2, r"@@ -\d+"))),
    _Language(
        "gettext",
        Words("a catalogue of translations", "翻译目录（gettext）"),
        "",
        _signs((2, r"msgid \""), (2, r"msgstr(?:\[\d\])? \"")),
    ),
)


def weight(lines: tuple[str, ...], signs: tuple[_Sign, ...]) -> int:
    """How much of a language's signs the lines carry; each sign counts `MOST_TIMES`."""
    return sum(sign.weight * _times(lines, sign.pattern) for sign in signs)


def _times(lines: tuple[str, ...], pattern: re.Pattern[str]) -> int:
    times = 0
    for line in lines:
        if len(line) < 2000 and pattern.match(line):
            times += 1
            if times == MOST_TIMES:
                break
    return times


def _knows(language: _Language) -> Callable[[Glance], bool]:
    def knows(glance: Glance) -> bool:
        if not glance.head or glance.root:
            return False
        lines = glance.lines
        if language.against is not None and _times(lines, language.against):
            return False
        own = weight(lines, language.signs)
        if language.name == "rst":
            own += any(_adorned(line, under) for line, under in pairwise(lines))
        return own >= ENOUGH and own > weight(lines, _MARKDOWN) * (1 if language.name != "man" else 0)

    return knows


def _adorned(line: str, under: str) -> bool:
    """Whether a line is a heading in a way that Markdown has not: underlined with something else than `=` and `-`."""
    mark = under.rstrip()
    return (
        len(mark) >= 3
        and mark[0] in "~^\"'*+#:.`_"
        and mark == mark[0] * len(mark)
        and 0 < len(line.rstrip()) <= len(mark)
    )


def formats() -> Iterator[Format]:
    """A row for each language."""
    for language in _LANGUAGES:
        reads = language.reads
        instead = Words(f"{reads} makes a page that is", f"可先用 {reads} 转为网页") if reads else None
        yield Format(language.name, language.title, _knows(language), instead=instead)
