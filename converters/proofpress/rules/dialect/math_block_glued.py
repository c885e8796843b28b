"""A display formula without a blank line around it, or in the middle of a sentence.

The site reads `$$ … $$` and `\\[ … \\]` only as a block of their own. Anywhere else the dollars are printed, and the
formula is small or not there at all.

块级公式前后没有空行，或写在句子中间。

站点只把独立成块的 `$$ … $$` 和 `\\[ … \\]` 当作块级公式；写在别处，美元符号会原样印出来，公式变小或根本不显示。

Reported:

````markdown
The energy is
$$
E = mc^2
$$
and that is all.
````

Instead:

````markdown
The energy is

$$
E = mc^2
$$

and that is all.
````

Reported:

````markdown
预期是$$E = mc^2$$。
````

Instead:

````markdown
预期是$E = mc^2$。
````

Reported:

````markdown
式子是

  \\[
  a = b
  \\]
````

Instead:

````markdown
式子是

\\[
a = b
\\]
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.markdown.trouble import FormulaTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula that is not alone in its block."""
    for trouble in page.troubled(FormulaTrouble, "glued", "indented"):
        if not page.text[trouble.formula.inner.start : trouble.formula.inner.end].strip(" \t\n>"):
            continue
        if trouble.what == "indented":
            yield Remark(
                trouble.formula.span,
                Words(
                    "Unexpected space before a display formula, which the site then prints as text",
                    "块级公式前面有空格，站点会把它当作文字印出",
                ),
                Words("Take the spaces away.", "去掉前面的空格。"),
                (Edit(Span(trouble.span.start, trouble.formula.span.start), ""),),
            )
            continue
        side = (
            Words("before it", "之前")
            if not trouble.after
            else Words("after it", "之后")
            if not trouble.before
            else Words("around it", "前后")
        )
        edits, inline = _edits(page, trouble)
        yield Remark(
            trouble.span,
            Words(
                f"Unexpected display formula inside a paragraph, expected a blank line {side.en}",
                f"块级公式混在段落里，{side.zh}应有空行",
            ),
            Words("Write it between single dollars where it belongs to the sentence.", "若属于句子，用单个美元符号。")
            if inline
            else Words(
                "Put a blank line before the opening and after the closing delimiter.", "在公式之前和之后各空一行。"
            ),
            edits,
        )


def _edits(page: Page, trouble: FormulaTrouble) -> tuple[tuple[Edit, ...], bool]:
    start, end = trouble.span
    line = page.text[page.text.rfind("\n", 0, start) + 1 : start]
    tail = page.text[end:].split("\n", 1)[0]
    alone = not line.strip(" \t>") and not tail.strip()
    prefix = line.rstrip() if ">" in line else ""
    if alone:
        edits = []
        if trouble.before:
            at = start - len(line) - 1
            edits.append(Edit(Span(at, at), "\n" + prefix))
        if trouble.after:
            at = end + len(tail)
            edits.append(Edit(Span(at, at), "\n" + prefix))
        return tuple(edits), False
    inner = page.text[trouble.formula.inner.start : trouble.formula.inner.end]
    if "\n" in inner.strip() or r"\begin" in inner or r"\tag" in inner:
        return (), False
    return (Edit(trouble.span, f"${inner.strip()}$"),), True


RULE = Rule(
    "math-block-glued",
    ERROR,
    check,
    fix="safe",
    left=True,
    gives_way=("math-unbalanced-delimiter", "math-blank-line"),
)
