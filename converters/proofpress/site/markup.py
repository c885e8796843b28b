"""A Python-Markdown extension: figures, tables, notes and code as a reader wants them, without script."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from proofpress.site import figures, notes
from proofpress.site.words import words


class MarkupExtension(Extension):
    """`proofpress.site.markup` in `markdown_extensions`; `language` chooses the words that it adds (figure, table, notes)."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"language": ["zh", "The language of added words: zh or en"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        said = words(str(self.getConfig("language")))
        # Behind inline patterns (20) and doubled notes (15), before MkDocs resolves addresses (0).
        md.treeprocessors.register(_Figures(md, said), "proofpress-figures", 6)
        md.treeprocessors.register(_Notes(md, said), "proofpress-notes", 5)
        # Behind raw HTML (30), which brings the code blocks back.
        md.postprocessors.register(_CodeLabels(md), "proofpress-code-labels", 4)


class _Figures(Treeprocessor):
    def __init__(self, md: Markdown, said: dict[str, str]) -> None:
        super().__init__(md)
        self.said = said

    def run(self, root: Element) -> None:
        figures.arrange(root, self.said)


class _Notes(Treeprocessor):
    def __init__(self, md: Markdown, said: dict[str, str]) -> None:
        super().__init__(md)
        self.said = said

    def run(self, root: Element) -> None:
        notes.arrange(root, self.said)


_CODE = re.compile(r'<div class="language-([\w+#.-]+) highlight">')


class _CodeLabels(Postprocessor):
    """The language of a code block as data, for the style sheet to show: it is never selected or copied."""

    def run(self, text: str) -> str:
        return _CODE.sub(lambda m: m[0] if m[1] == "text" else f'{m[0][:-1]} data-lang="{m[1]}">', text)


def makeExtension(**settings: Any) -> MarkupExtension:  # noqa: N802 - Python-Markdown's name
    """What Python-Markdown calls for a module named in `markdown_extensions`."""
    return MarkupExtension(**settings)
