"""The language of every code block by a name that the highlighter knows: aliases normalised, the certain guessed."""

from __future__ import annotations

from dataclasses import replace

from proofpress.evidence.language import language_of
from proofpress.languages import canonical, is_known
from proofpress.ledger import Ledger
from proofpress.markdown.info import Named, is_listing, named, others, tab, title
from proofpress.markdown.ticks import shows_fence
from proofpress.passes.inlines import Blocks, each_level
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import Block, Code, Document, Inline, InlineCode, Link, Paragraph, Strong, Text, of_kinds


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with languages as Pygments names them, and `mermaid` where a diagram is certain."""
    of_rust = any(canonical(code.lang) == "rust" for code in of_kinds(document, Code))
    return each_level(document, lambda blocks: _level(blocks, of_rust, ledger))


def _level(blocks: Blocks, of_rust: bool, ledger: Ledger) -> Blocks:
    out: list[Block] = []
    for node in blocks:
        if isinstance(node, Code):
            if node.meta and is_listing(node.meta):
                said = "the first line of a listing behind its fence"
                ledger.repaired(node.span, said, "围栏之后的代码首行", text=node.meta)
                node = replace(node, meta="", value=f"{node.meta}\n{node.value}")
            if node.meta:
                _without_place(node, ledger)
            if label := tab(node.meta):
                words = Text(label, span=node.span)
                out.append(Paragraph((Strong((words,), span=node.span),), span=node.span))
                ledger.repaired(node.span, "the label of a tab stands above it", "标签页的名称移到内容之前", text=label)
            given = Named(said) if (said := title(node.meta)) else named(node.meta)
            if above := _above(given, node.span):
                out.append(Paragraph(above, span=node.span))
                ledger.repaired(
                    node.span,
                    "the title of a listing stands above it",
                    "代码块的标题移到代码块之前",
                    text=given.title or given.url,
                )
                node = replace(node, meta="")
            node = _said_first(node, ledger) if not node.lang else node
            # What rustdoc is told of a listing stands for its language too; elsewhere it is a file of patterns.
            lang = "rust" if node.lang == "ignore" and of_rust else canonical(node.lang)
            lang = lang or ("text" if node.lang else "")
            guess = language_of(node.value) if lang in ("", "text") and not shows_fence(node.value) else ""
            if guess and (not node.lang or guess == "mermaid"):
                ledger.repaired(
                    node.span, f"code without a language; it is {guess}", f"代码块没有语言，判断为 {guess}", text=""
                )
                lang = guess
            elif lang != node.lang:
                ledger.repaired(
                    node.span,
                    f"the language `{node.lang}` is `{lang}` to the highlighter",
                    f"语言名 `{node.lang}` 规范为 `{lang}`",
                    text=node.lang,
                )
            if lang != node.lang:
                node = replace(node, lang=lang)
        out.append(node)
    return tuple(out)


def _above(given: Named, span: Span) -> tuple[Inline, ...]:
    """The line above a listing: its title, and a link to where it comes from."""
    title = (InlineCode(given.title, span=span),) if given.title else ()
    link = (Link(given.url, (Text(given.words or given.url, span=span),), span=span),) if given.url else ()
    return (*title, *((Text(" ", span=span),) if title and link else ()), *link)


def _without_place(node: Code, ledger: Ledger) -> None:
    """Say which options of a fence canonical Markdown has no place for: lines to mark, numbers, tools to run."""
    text, first = ledger.root.text, node.span.start
    line_end = text.find("\n", first)
    at = text.find(node.meta, first, line_end if line_end >= 0 else None)
    for start, end in others(node.meta, node.lang):
        span = Span(at + start, at + end) if at >= 0 else Span(first, first)
        ledger.removed(
            span, "an option of a fence that Markdown has no place for", "围栏的附加选项", text=node.meta[start:end]
        )


_FIRST = regex(r"(?::::\+?|#!)[ \t]*([A-Za-z][\w+#-]{0,20})(?:[ \t]+hl_lines=[^\n]{1,80}+)?[ \t]*+\n(?=.)")


def _said_first(node: Code, ledger: Ledger) -> Code:
    """A block whose first line names its language as CodeHilite reads it, `:::bash` or `#!python`,
    without that line."""
    found = _FIRST.match(node.value)
    if found is None or not is_known(found[1].lower()):
        return node
    ledger.repaired(
        node.span, "the language in the first line of a listing", "代码首行标注的语言", text=found[0].strip()
    )
    return replace(node, lang=found[1].lower(), value=node.value[found.end() :])
