"""A Python-Markdown extension: canonical Markdown reads on the site as CommonMark and GFM read it.

Python-Markdown differs in four places that canonical Markdown needs: which characters a backslash escapes (CommonMark
0.31.2, section 2.4: any ASCII punctuation), Markdown between `<details>` and `</details>`, a pipe inside code inside a
table's cell (GFM 0.29, section 4.10), and a blank line between two quotes (CommonMark, section 5.1), which are two.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from proofpress.regex import regex

_PUNCTUATION = "!\"#$%'()*+,-./:;<=>?@[\\]^_`{|}~"
_DETAILS = regex(
    r"^(\s*+)<details(?:\s++markdown(?:=\"?1\"?)?)?+(\s++open)?>[ \t]*+(?:(<summary>)(.*?)(</summary>))?[ \t]*+$", re.I
)


class CanonicalExtension(Extension):
    """`proofpress.canonical` in `markdown_extensions`; it has no settings and needs `md_in_html` beside it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, *(char for char in _PUNCTUATION if char not in md.ESCAPED_CHARS)]
        # Behind fenced code (25), which is stashed by then; before raw HTML (20) is taken out.
        md.preprocessors.register(_Details(md), "canonical-details", 22)
        md.parser.blockprocessors.register(_Quotes(md.parser), "quote", 20)
        # Behind inline patterns (20).
        md.treeprocessors.register(_CellPipes(md), "canonical-cell-pipes", 15)


class _Details(Preprocessor):
    """`<details>` on a line of its own holds Markdown, as it does on a code host."""

    def run(self, lines: list[str]) -> list[str]:
        if not any("<details" in line.lower() for line in lines):
            return lines
        out: list[str] = []
        for line in lines:
            match = _DETAILS.match(line)
            if match is None:
                out.append(line)
                continue
            out.append(f'{match[1]}<details markdown="block"{match[2] or ""}>')
            if match[3]:
                out.append(f'{match[1]}<summary markdown="0">{match[4]}</summary>')
        return out


class _Quotes(BlockQuoteProcessor):
    """A quote behind a blank line is another one than the quote before."""

    def lastChild(self, parent: Element) -> Element | None:  # noqa: N802 - Python-Markdown's name
        last = super().lastChild(parent)
        return None if last is not None and last.tag == "blockquote" else last


class _CellPipes(Treeprocessor):
    """`\\|` inside code inside a cell is a pipe."""

    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in ("td", "th"):
                for code in cell.iter("code"):
                    if code.text and "\\|" in code.text:
                        code.text = type(code.text)(code.text.replace("\\|", "|"))


def makeExtension(**settings: Any) -> CanonicalExtension:  # noqa: N802 - Python-Markdown's name
    """What `markdown_extensions` calls."""
    return CanonicalExtension(**settings)
