"""A Python-Markdown extension: figures, tables, boxes, notes and code as a reader wants them, without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from proofpress.regex import regex
from proofpress.site import boxes, equations, figures, notes
from proofpress.site.words import words


class MarkupExtension(Extension):
    """`proofpress.site.markup` in `markdown_extensions`; `language` chooses the words that it adds (figure, table,
    notes)."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"language": ["zh", "The language of added words: zh or en"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        language = str(self.getConfig("language"))
        said = words(language)
        # Behind inline patterns (20) and doubled notes (15); before anchors are collected (5),
        # formulas typeset (0.5) and
        # addresses resolved (0).
        md.treeprocessors.register(_Step(md, equations.arrange), "proofpress-equations", 9)
        md.treeprocessors.register(_Step(md, lambda root: figures.arrange(root, said)), "proofpress-figures", 8)
        md.treeprocessors.register(_Step(md, lambda root: boxes.arrange(root, language)), "proofpress-boxes", 7.5)
        md.treeprocessors.register(_Step(md, lambda root: notes.arrange(root, said)), "proofpress-notes", 7)
        # Behind raw HTML (30), which brings the code blocks back.
        md.postprocessors.register(_Labels(md, said), "proofpress-labels", 4)


class _Step(Treeprocessor):
    def __init__(self, md: Markdown, arrange: Callable[[Element], None]) -> None:
        super().__init__(md)
        self.arrange = arrange

    def run(self, root: Element) -> None:
        self.arrange(root)


# Pygments marks blanks too, and no style shows it.
_BLANK = regex(r'<span class="w">(\s+)</span>')
_CODE = regex(r'<div class="language-([\w+#.-]+) highlight">')


class _Labels(Postprocessor):
    """The language of a code block as data, for the style sheet to show: it is never selected or copied. A name for
    each task's box."""

    def __init__(self, md: Markdown, said: dict[str, str]) -> None:
        super().__init__(md)
        self.said = said

    def run(self, text: str) -> str:
        text = text.replace(
            '<input type="checkbox" disabled', f'<input type="checkbox" aria-label="{self.said["task"]}" disabled'
        )
        text = _BLANK.sub(r"\1", text)
        return _CODE.sub(lambda m: m[0] if m[1] == "text" else f'{m[0][:-1]} data-lang="{m[1]}">', text)


def makeExtension(**settings: Any) -> MarkupExtension:  # noqa: N802 - Python-Markdown's name
    """What Python-Markdown calls for a module named in `markdown_extensions`."""
    return MarkupExtension(**settings)
