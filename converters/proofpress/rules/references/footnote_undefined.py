"""A footnote mark, `[^1]`, whose note is nowhere.

The brackets are printed, and the reader has no note. What looks like a class of characters, `[^a-z]`, is a
warning, and so is a word on a site that reads no footnotes.

脚注标记 `[^1]` 没有对应的脚注。

方括号会原样印出来，读者找不到脚注。形如字符类的 `[^a-z]`，以及不读脚注的站点上的文字，只是警告。

Reported:

````markdown
A claim.[^1]
````

Instead:

````markdown
A claim.[^1]

[^1]: Its proof.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.links import Note
from proofpress.markdown.trouble import WideTrouble
from proofpress.regex import regex
from proofpress.rules._includes import brings
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark a label, at its first mark."""
    if brings(page):
        return
    known = {n.label for n in page.links.notes if n.definition} | {str(e.number) for e in page.citations.entries}
    known |= {one.label for one in page.troubled(WideTrouble, "note")}
    known |= {label[1:] for label in page.dialect.defined if label[0] == "^"}
    for note in page.links.notes:
        if not note.definition and note.label not in known:
            known.add(note.label)
            yield Remark(
                note.span,
                Words(
                    f"Unexpected footnote mark [^{note.label}], expected a note of that name",
                    f"脚注 [^{note.label}] 没有定义",
                ),
                Words(
                    f"Add a line `[^{note.label}]: …`, or remove the mark.",
                    f"加一行 `[^{note.label}]: …`，或删去标记。",
                ),
                severity=WARNING if _is_class(page, note) or _is_text(page, note) else None,
            )


def _is_text(page: Page, note: Note) -> bool:
    """Whether a word is no name of a note, where the site reads none and the page defines none."""
    reads = page.dialect.notes or any(one.definition for one in page.links.notes)
    return not reads and not any(map(str.isdecimal, note.label))


_CLASS = regex(r"(?:[^\W_]-[^\W_]|\\.|[^\w\s\\]|_)++")


_OPENS = ("^", "|", "\\")
_REPEATS = ("+", "{", "$", "|")
"""What stands around a class of characters in a pattern, and seldom around a note's mark."""


def _is_class(page: Page, note: Note) -> bool:
    """Whether a mark may be a class of characters: ranges, escapes and signs, one in a row of a pattern's signs, or one
    of which the page speaks without its `^`, too."""
    before, after = (
        page.text[max(note.span.start - 1, 0) : note.span.start],
        page.text[note.span.end : note.span.end + 1],
    )
    named = not note.label.isdecimal() and f"[{note.label}]" in page.prose
    return named or _CLASS.fullmatch(note.label) is not None or before in _OPENS or after in _REPEATS


RULE = Rule("footnote-undefined", ERROR, check)
