"""A heading whose signs are not read as they are meant: `##Setup`, with spaces before, full-width, or more than six.

Where the text touches its signs, a site without pymdownx.saneheaders shows a heading, and nothing is said of a title;
others show the number signs. Where no heading was meant, a hashtag becomes one. Full-width signs, and those beyond six,
are printed.

井号不能照原意读出的标题：`##安装`、前有空格、全角井号，或超过六个。

文字紧挨井号时，没有启用 pymdownx.saneheaders 的站点上仍是标题，对这样的标题不作提示；别处则是原样的井号。而本不是标题的
`#话题` 会变成大标题。全角井号和多出的井号会原样印出。

Reported:

````markdown
##安装

运行安装程序。
````

Instead:

````markdown
## 安装

运行安装程序。
````

Reported:

````markdown
一段正文。

  ## 结论

可行。
````

Instead:

````markdown
一段正文。

## 结论

可行。
````

Reported:

````markdown
＃＃ 安装

运行安装程序。
````

Instead:

````markdown
## 安装

运行安装程序。
````

Reported:

````markdown
一段正文。
#随笔 #日常
````

Instead:

````markdown
一段正文。
\\#随笔 #日常
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.markdown.headings import is_sentence
from proofpress.markdown.trouble import LineTrouble
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule, blank_above, replace
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a line."""
    for trouble in page.troubled(LineTrouble, "heading", "tag", "indented", "coded", "held", "deep", "wide"):
        start, end = trouble.span
        if trouble.what in ("deep", "wide"):
            yield _printed(page, trouble)
            continue
        if trouble.what in ("indented", "coded"):
            yield _indented(page, trouble)
            continue
        if trouble.what == "held":
            yield _held(page, trouble)
            continue
        if trouble.what == "tag":
            yield _tag(page, trouble)
            continue
        signs = "#" * (end - start - len(page.text[start:end].lstrip("#")))
        if page.dialect.sane_headings and signs == "#" and _is_tag(page, trouble):
            continue  # The page shows the line as it stands.
        if page.dialect.of_site and not page.dialect.sane_headings and _is_title(page, trouble, len(signs)):
            continue
        yield Remark(
            trouble.span,
            Words(f"Unexpected text right after {signs}, expected a space", f"{signs} 后面应有一个空格"),
            Words(
                "Put a space after the signs, or a backslash before them where no heading is meant.",
                "在井号后加空格；若不是标题，在井号前加反斜杠。",
            ),
            replace(start + len(signs), start + len(signs), " "),
            safe=len(signs) > 1,
            severity=WARNING if page.dialect.sane_headings and signs == "#" else None,
        )


_TAGS = regex(r"#[^\s#]++(?:\s++#[^\s#]++)*+")


def _is_tag(page: Page, trouble: LineTrouble) -> bool:
    """Whether a line begins with a tag: a sentence, a row of tags, or one alone that is not the title of a page without
    another."""
    line = page.text[trouble.span.start : trouble.span.end].strip()
    if _TAGS.fullmatch(line) is None:
        return is_sentence(line[1:].strip())
    return " #" in line or any(heading.depth == 1 for heading in page.headings) or trouble.line > _first(page)


def _first(page: Page) -> int:
    """The first line of text."""
    return page.scan.blocks[0].first if page.scan.blocks else 0


def _is_title(page: Page, trouble: LineTrouble, signs: int) -> bool:
    """Whether a heading is meant: a line that is a title, no sentence and no row of tags."""
    title = page.scan.body(trouble.line)
    return signs > 1 or trouble.what == "heading" and " #" not in title and not is_sentence(title)


def _indented(page: Page, trouble: LineTrouble) -> Remark:
    start, end = trouble.span
    scan, signs, is_code = page.scan, page.text[start:end], trouble.what == "coded"
    column, base = scan.indents[trouble.line], scan.bases[trouble.line]
    lead = Span(start - (column - (base if base <= column else scan.boxed[trouble.line])), start)
    return Remark(
        trouble.span,
        Words(
            f"Unexpected space before {signs}, which the site then shows as code",
            f"{signs} 前面有四个空格，站点会把它当作代码",
        )
        if is_code
        else Words(
            f"Unexpected space before {signs}, which the site then prints as text",
            f"{signs} 前面有空格，站点会把它当作文字印出",
        ),
        Words("Take the spaces away.", "去掉前面的空格。"),
        (Edit(lead, ""),) if page.text[lead.start : lead.end].strip(" ") == "" else (),
        safe=not is_code,
        severity=WARNING if is_code else None,
    )


def _held(page: Page, trouble: LineTrouble) -> Remark:
    return Remark(
        trouble.span,
        Words(
            "Unexpected block right under the text of its item, expected a blank line: the site prints its signs",
            "标题、引用或提示块紧贴列表项的文字，站点会印出它的符号，两者之间应有空行",
        ),
        Words("Put a blank line above it.", "在它之前空一行。"),
        blank_above(page, trouble.line),
    )


def _printed(page: Page, trouble: LineTrouble) -> Remark:
    start, end = trouble.span
    signs = page.text[start:end]
    is_wide = trouble.what == "wide"
    space = " " if page.text[end].strip() else ""
    return Remark(
        trouble.span,
        Words(
            f"Unexpected {signs if is_wide else f'{len(signs)} number signs'}, expected "
            f"{'#' * len(signs) if is_wide else 'at most six'}: the site prints them",
            f"{signs} 是全角井号，站点会原样印出" if is_wide else f"{len(signs)} 个井号，最多六个，多出的站点会印出",
        ),
        Words("Write number signs of ASCII.", "改用半角井号。") if is_wide else Words("Take six.", "只用六个。"),
        (Edit(trouble.span, "#" * min(len(signs), 6) + space),),
        safe=is_wide and len(signs) > 1,
        severity=WARNING if is_wide and len(signs) == 1 else None,
    )


def _tag(page: Page, trouble: LineTrouble) -> Remark:
    start = trouble.span.start
    word = page.text[start : trouble.span.end].split()[0]
    return Remark(
        Span(start, start + len(word)),
        Words(
            f"Unexpected {word} at the start of a line, which the site makes a heading of", f"行首的 {word} 会变成标题"
        ),
        Words("Put a backslash before the sign.", "在井号前加反斜杠。"),
        replace(start, start, "\\"),
        severity=WARNING,
    )


RULE = Rule("heading-no-space", ERROR, check, fix="safe")
