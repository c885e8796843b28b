"""A template that the plugin macros cannot read, or a name in one that nothing gives.

Of a page with a fault in a template, the site shows the fault and not the page; a name that nothing gives is printed as
it stands. An attribute list such as `{#setup}` begins a remark of Jinja, which takes all text up to the next `#}` away.

插件 macros 读不了的模板，或模板里没有定义的名字。

模板有错，网站显示的就是错误信息而不是这一页；没有定义的名字会原样印出来。`{#setup}` 这样的属性列表在 Jinja 里
是注释的开头，直到下一个 `#}` 的文字都会消失。

Reported:

````markdown
## Setup {#setup}

Text.
````

Instead:

````markdown
## Setup {: #setup }

Text.
````

Reported:

````markdown
共 {{ totl }} 人。
````

Instead:

````markdown
共 {{ total }} 人。
````
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from proofpress.finding import Words
from proofpress.markdown.mask import mask
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule
from proofpress.source import Source, Span

_ALWAYS = frozenset(
    "config page extra environment plugin git macros filters filters_builtin files navigation "
    "context macros_info now fix_url".split()
)
"""The names that the plugin gives to every page."""
_LIST = regex(r"[ ]?[\w:.-]++[^{}#\n]*+\}")
"""What follows `{#` in an attribute list."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a page for what cannot be read, else one for each name and place."""
    docs = page.site.docs(page.source.name)
    if docs is None or not docs.jinja or "{" not in page.text and not any(sign in page.text for _, sign in docs.jinja):
        return
    header, body = page.header
    meta = header.values if header else {}
    if meta.get("render_macros") is False:
        return
    signs = dict(docs.jinja)
    if page.built is not None and page.built.final:
        yield from _printed(page, signs["variable_start_string"])
        return
    lists = list(_swallowing(page, signs))
    yield from lists
    from jinja2 import Environment, TemplateError, TemplateSyntaxError, nodes

    try:
        tree = Environment(**signs).parse(_without_includes(page, body))  # type: ignore[arg-type]  # noqa: S701
    except TemplateSyntaxError as error:
        if not lists and not (docs.names is None and "unknown tag" in str(error.message)):
            yield _unreadable(page, body, error.lineno, str(error.message))
        return
    except (TemplateError, RecursionError):
        return
    if docs.names is None:
        return
    given = _ALWAYS | docs.names | set(map(str, meta)) | _set_here(tree, nodes)
    yield from _undefined(page, signs["variable_start_string"], _said(tree, nodes), given)


def _printed(page: Page, opening: str) -> Iterator[Remark]:
    """The names that the finished page shows as they stand."""
    for one in page.fillings:
        said = page.text[one.span.start : one.span.end]
        name = said[len(opening) : -len(one.mark.closing)].strip("- \t\n")
        if one.mark.opening == opening and one.closed and _DOTTED.fullmatch(name) and page.prints(one.span.start, said):
            yield _unknown(one.span, name)


_DOTTED = regex(r"[^\W\d]\w*(?:\.\w+)*")


def _without_includes(page: Page, body: Source) -> str:
    """The text without the tags that bring files in, for which other plugins have a grammar of their own."""
    text = page.text
    tags = [one.span for one in page.fillings if _INCLUDE.match(text, one.span.start + len(one.mark.opening))]
    return mask(text, tags)[len(text) - len(body.text) :]


_INCLUDE = regex(r"-?\s*include")


def _swallowing(page: Page, signs: Mapping[str, str]) -> Iterator[Remark]:
    """Remarks that begin as an attribute list does."""
    if (opening := signs["comment_start_string"]) != "{#":
        return
    for one in page.fillings:
        found = _LIST.match(page.text, one.span.start + len(opening)) if one.mark.opening == opening else None
        if found is not None:
            span = Span(one.span.start, found.end())
            said = page.text[span.start : span.end]
            spelt = f"{{: #{said[2:-1].strip()} }}"
            yield Remark(
                span,
                Words(
                    f"Unexpected {said} on a site with macros, where {opening} begins a remark",
                    f"本站启用了 macros，{said} 会被当作注释的开头",
                ),
                Words(f"Write {spelt}.", f"写作 {spelt}。") if page.prose[span.start] == "{" else _KEEP,
            )


_KEEP = Words(
    "Put what is no template between {% raw %} and {% endraw %}.", "不是模板的内容放在 {% raw %} 与 {% endraw %} 之间。"
)


def _unreadable(page: Page, body: Source, line: int, message: str) -> Remark:
    first = page.scan.line_of(body.span(0, 0).start)
    number = min(first + line - 1, len(page.scan.lines) - 1)
    return Remark(
        page.scan.span(number, number),
        Words(
            "Unexpected signs of a template that cannot be read: the site shows an error in the place of the page",
            "模板读不了：网站上这一页只会显示错误信息",
        ),
        _KEEP,
        detail=f"Jinja: {message}",
    )


def _said(tree: Any, nodes: Any) -> set[str]:
    """The names that are printed by themselves."""
    return {
        part.name
        for output in tree.find_all(nodes.Output)
        for part in output.nodes
        if isinstance(part, nodes.Name) and part.ctx == "load"
    }


def _set_here(tree: Any, nodes: Any) -> set[str]:
    """The names that the page gives itself, wherever it does, with those of its loops and macros."""
    made = {one.name for one in tree.find_all(nodes.Name) if one.ctx != "load"}
    made |= {one.name for one in tree.find_all(nodes.Macro)} | {"loop", "caller", "varargs", "kwargs", "self"}
    for one in tree.find_all((nodes.Import, nodes.FromImport)):
        names = getattr(one, "names", ())
        made |= {str(getattr(one, "target", ""))} | {n if isinstance(n, str) else n[1] for n in names}
    return made


def _undefined(page: Page, opening: str, said: Collection[str], given: Collection[str]) -> Iterator[Remark]:
    unknown = set(said) - set(given)
    for one in page.fillings if unknown else ():
        name = page.text[one.span.start + len(opening) : one.span.end - len(one.mark.closing)].strip("- \t\n")
        if one.mark.opening == opening and one.closed and name in unknown:
            yield _unknown(one.span, name)


def _unknown(span: Span, name: str) -> Remark:
    return Remark(
        span,
        Words(
            f"Unexpected name {name}, which no setting gives: the page prints it as it stands",
            f"没有哪项设置定义了 {name}，它会原样印出来",
        ),
        Words("Mend the name, or define it under `extra`.", "改正名字，或在 `extra` 中定义。"),
        # A module that is not in this copy of the site may give it.
        severity=WARNING,
    )


RULE = Rule("template-broken", ERROR, check, across=True)
