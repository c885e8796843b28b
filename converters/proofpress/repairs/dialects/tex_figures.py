r"""Figures of LaTeX among Markdown, as R Markdown keeps them (`\begin{figure} … \includegraphics{a.png} \caption{…}`):
a picture with its caption.

What says more than how a picture is placed stays as it is, with a doubt.
"""

from __future__ import annotations

import re

from proofpress import urls
from proofpress.ledger import Ledger
from proofpress.markdown import lex
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_FIGURE = regex(
    r"^[ \t]*+\\begin\{(?P<name>figure\*?|wrapfigure|center)\}(?P<inside>(?:(?!\\(?:begin|end)\{).){1,4000})"
    r"\\end\{(?P=name)\}[ \t]*+$",
    re.M | re.S,
)
_PICTURE = regex(r"\\includegraphics\*?[ \t]*+(?:\[[^\[\]]{0,400}\])?[ \t]*+\{(?P<path>[^{}\n]{1,400})\}")
_CAPTION = regex(
    r"\\caption\*?[ \t]*+(?:\[[^\[\]]{0,400}\])?[ \t]*+\{(?P<said>(?:[^{}\\]|\\.|\{[^{}]{0,400}\}){1,1000})\}"
)
_PLACING = regex(
    r"\\(?:centering|centerline|hfill|par|small|footnotesize|noindent|linewidth|textwidth)(?![A-Za-z])"
    r"|\\(?:label|vspace|hspace|caption)\*?\{[^{}]{0,200}\}|\[[!htbpH]{1,6}\]|(?<!\\)%[^\n]*|[{}\s]|\\\\"
)
_FILE = regex(r"\.\w{2,4}$")
_SAID = "a figure of LaTeX as a picture with its caption", "LaTeX 插图改为带图题的图片"
_MORE = "a figure of LaTeX that says more than a picture and its caption", "LaTeX 插图，除图片与图题外还有别的内容"
_NO_ENDING = (
    "the file of a picture without its ending, which LaTeX finds and no page",
    "图片文件没有扩展名，网页无法找到",
)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such figures in Markdown's own form."""
    if "\\includegraphics" not in source.text:
        return source
    changes: list[Change] = []
    for found in _FIGURE.finditer(lex(source.text).codeless):
        span, inside = source.span(*found.span()), found["inside"]
        pictures = list(_PICTURE.finditer(inside))
        if not pictures:
            continue
        caption = _CAPTION.search(inside)
        if _PLACING.sub("", _CAPTION.sub("", _PICTURE.sub("", inside))):
            ledger.doubted(span, *_MORE)
            continue
        said = " ".join(_PLACING_LABEL.sub("", caption["said"]).split()) if caption else ""
        alone = len(pictures) == 1 and not set(said) & set("[]\\$*_`")
        paths = [urls.as_target(one["path"].strip()) for one in pictures]
        made = [f"![{said if alone else ''}]({path})" for path in paths]
        if said and not alone:
            made.append(f"*{said}*")
        changes.append(Change(*found.span(), "\n" + "\n\n".join(made) + "\n"))
        ledger.repaired(span, *_SAID)
        if not all(map(_FILE.search, paths)):
            ledger.doubted(span, *_NO_ENDING, text=" ".join(paths))
    return rewrite(source, changes)


_PLACING_LABEL = regex(r"\\label\{[^{}]{0,200}\}")
