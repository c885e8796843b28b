"""A code block in a language that the highlighter does not know.

It is shown without colours; mostly the name is misspelt. Where words behind it keep the site's parser from reading the
fence, so that it is printed, that is an error. So is the name of a custom fence in other letters than the site gives it
(`Mermaid`), and so are options without braces behind such a name (`mermaid title="…"`), which SuperFences does not give
to a custom fence: what should be drawn is shown as code.

代码块的语言名不为高亮器所知。

显示时没有高亮，多半是拼写有误。语言名后面的内容若让站点的解析器不认这个围栏，围栏会原样印出，这是错误。
自定义围栏的名字区分大小写：写成 `Mermaid` 就不会画图，只显示源码，也是错误。名字后面不带花括号的选项
（`mermaid title="…"`）也一样：SuperFences 不把它交给自定义围栏，只显示源码。

Reported:

````markdown
```pyhton
print("hi")
```
````

Instead:

````markdown
```python
print("hi")
```
````
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from proofpress.evidence.language import likely_language
from proofpress.finding import Words
from proofpress.languages import canonical, is_named, known
from proofpress.markdown import Dialect
from proofpress.markdown.lines import Fence
from proofpress.markdown.trouble import FenceTrouble
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule, replace
from proofpress.rules.site import Docs
from proofpress.source import Span

_USUAL = tuple(
    "python java javascript typescript c cpp csharp go rust kotlin swift ruby php sql bash shell json yaml "
    "toml xml html css scss "
    "markdown text diff ini dockerfile makefile r matlab scala lua perl powershell latex console".split()
)


_NAME = regex(r"[a-z]\w+")
_PARTS = regex(r"[-_.]")


def check(page: Page) -> Iterator[Remark]:
    """One remark a block."""
    for trouble in page.troubled(FenceTrouble, "unnamed", "refused", "plain"):
        yield from _misnamed(trouble, page.dialect)
    for fence in page.fences:
        lang = fence.lang
        if meant := _meant(written := _written(page, fence), page.dialect):
            yield _cased(_place(page, fence), written, meant)
            continue
        if (
            not lang
            or "=" in lang
            or fence.info.trouble
            or is_named(lang)
            or lang in page.dialect.fence_names
            or canonical(lang) == "text"
        ):
            continue
        start = _place(page, fence)
        near = _nearest(lang)
        likely = near or likely_language(page.fence_source(fence).text)
        yield Remark(
            Span(start, start + len(lang)),
            Words(
                f"Unexpected language {lang!r}, expected one that the highlighter knows", f"高亮器不认识语言“{lang}”"
            ),
            Words(f"Did you mean {likely}?", f"是否应为 {likely}？"),
            replace(start, start + len(lang), likely),
            safe=False,
        )


def _excused(docs: Docs, text: str) -> bool:
    """A name that the site's own settings give to code blocks, and words behind one where a hook may read them, or a
    plugin or an extension that is called by it."""
    if _meant(text.strip(), docs.dialect):
        return docs.rewritten
    said = text.strip().lower()
    if said in docs.fences or docs.rewritten and " " in said:
        return True
    name = _NAME.match(said)
    others = (*docs.plugins, *docs.dialect.foreign)
    return name is not None and name[0] != said and any(name[0] in _PARTS.split(other.lower()) for other in others)


def _place(page: Page, fence: Fence) -> int:
    """Where the language of a fence stands."""
    return page.text.index(fence.text, page.scan.starts[fence.first]) + fence.info.at


def _written(page: Page, fence: Fence) -> str:
    """The language of a fence in the letters that stand there, "" where the site reads none."""
    if not fence.lang or fence.info.trouble:
        return ""
    start = _place(page, fence)
    return page.text[start : start + len(fence.lang)]


def _meant(written: str, dialect: Dialect) -> str:
    """The custom fence of a site that a name means which is none of them only for its capitals."""
    names = dialect.custom_fences
    said = written.lower()
    if written in names or "*" in names or said in known() and said != "mermaid":
        return ""
    return next((name for name in sorted(names) if name.lower() == said), "")


def _cased(start: int, written: str, meant: str) -> Remark:
    return Remark(
        Span(start, start + len(written)),
        Words(
            f"Unexpected fence {written!r}, expected {meant!r}: the site tells capitals from small letters here and "
            "shows code",
            f"围栏名“{written}”应写作“{meant}”：站点区分大小写，这里只会显示源码",
        ),
        Words(f"Write {meant}.", f"写作 {meant}。"),
        replace(start, start + len(written), meant),
        safe=False,
        severity=ERROR,
    )


def _misnamed(trouble: FenceTrouble, dialect: Dialect) -> Iterator[Remark]:
    """What the site does not read as a language, though it is meant as one."""
    lang, here = trouble.fence.info.language, trouble.span
    if trouble.what == "unnamed" and is_named(lang) and not trouble.fence.info.options:
        yield Remark(
            here,
            Words(
                f"Unexpected language in braces, expected {lang} or {{.{lang}}}",
                f"花括号里的语言不会被识别，应写作 {lang} 或 {{.{lang}}}",
            ),
            Words(f"Write {lang} without braces.", f"去掉花括号，写作 {lang}。"),
            replace(*here, lang),
            safe=False,
        )
    elif trouble.what == "plain" and (lang == "mermaid" or lang not in known()):
        yield Remark(
            here,
            Words(
                f"Unexpected options behind the custom fence {lang}, expected none or braces: the site shows code",
                f"自定义围栏 {lang} 后面不能有不带花括号的选项：站点只会显示源码",
            ),
            Words(f"Leave only {lang}, or write {{.{lang} …}}.", f"只留 {lang}，或写作 {{.{lang} …}}。"),
            severity=ERROR,
        )
    elif trouble.what == "refused":
        kept = Words(lang, f" {lang}") if lang else Words("the marks", "围栏本身")
        option = next((name for name in ("title", "hl_lines") if name in dialect.fence_options), "")
        yield Remark(
            here,
            Words(
                "Unexpected words behind the language, expected none or options in quotes: the site prints the fence",
                "语言名后面的内容无法识别，应为空或带引号的选项：站点会把围栏原样印出",
            )
            if option
            else Words(
                "Unexpected words behind the language, expected none: the site prints the fence",
                "语言名后面不能有别的内容：站点会把围栏原样印出",
            ),
            Words(f'Leave only {kept.en}, or write {option}="…".', f'只留{kept.zh}，或写作 {option}="…"。')
            if option
            else Words(f"Leave only {kept.en}.", f"只留{kept.zh}。"),
            # Without a site it is not known who will read the page.
            severity=ERROR if dialect.of_site else None,
        )


def _nearest(lang: str) -> str:
    if (name := canonical(lang)) in known():
        return name
    if lang.startswith("c+"):
        return "cpp"
    near = get_close_matches(lang, _USUAL, 1, 0.7) or get_close_matches(lang, sorted(known()), 1, 0.8)
    return near[0] if near else ""


RULE = Rule("code-unknown-language", WARNING, check, fix="unsafe", excused=_excused)
